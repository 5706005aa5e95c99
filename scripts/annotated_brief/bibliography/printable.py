"""The record of a work as a style gets it, in pandoc's metadata: what is printed, in the words that styles know."""

import re
from collections.abc import Mapping
from typing import Any

from annotated_brief.bibliography import (
    dates,
    field_values,
    inlines,
    languages,
    names,
    numbers,
    page_ranges,
    printed,
    stand_ins,
    types,
    untyped,
)
from annotated_brief.bibliography.reading import ROLES, TITLES
from annotated_brief.bibliography.sources import CREATORS, Source

# Variables that a reference does not print: when an address was looked at, and remarks.
UNPRINTED = frozenset(
    "accessed note annote abstract keyword isbn issn ISBN ISSN id URL DOI url doi type language issued".split()
)


# Types that print as law, and those whose titles are names.
LAWS = frozenset({"legislation", "bill", "treaty"})
NAMED = LAWS | {"legal_case", "hearing", "post"}
IN_BOOK = frozenset({"publisher", "page", "editor"})  # what a paper has that stands in the printed proceedings


def item(source: Source) -> dict[str, Any]:
    """The record as a style gets it, in pandoc's metadata."""
    reading = source.reading
    cased = {} if source.types.csl in NAMED else reading.cased
    unprinted = UNPRINTED | set(ROLES) - CREATORS.keys()
    record = {name: value for name, value in (reading.record | cased).items() if name not in unprinted}
    printed_item = {name: _isolated(value) for name, value in record.items()}
    printed_item |= {
        name: _kept(printed_item[name])
        for name in TITLES
        if name != "title" and printed_item.get(name) and name not in cased
    }
    # A journal has a name, and no title; so has a series of proceedings, which styles print without capitals.
    names_only = {"article": ("container-title", "collection-title"), "paper": ("collection-title",)}
    for name in names_only.get(source.types.csl.partition("-")[0], ()):
        if record.get(name):
            printed_item[name] = _kept(_isolated(reading.record[name]))
    if printed_item.get("original-title"):
        printed_item["original-title"] = _kept(printed_item["original-title"])
    printed_item |= numbers.numbered(printed_item)
    # A blog is what its posts stand in, and a site its pages; a site without authors is their author.
    is_placed = source.types.zotero == "blogPost" or (source.types.zotero == "webpage" and source.makers)
    if is_placed and not printed_item.get("container-title") and source.houses:
        printed_item["container-title"] = _kept(_isolated(inlines.words(source.houses)))
        printed_item.pop("publisher", None)
    if source.types.csl == "broadcast":
        printed_item.pop("publisher-place", None)  # a style would have it aired there
    if "version" in printed_item:  # the style says that it is one
        number = re.sub(r"^v(?:er(?:sion|\.))? ?(?=\d)", "", inlines.plain(printed_item["version"]))
        printed_item["version"] = number.replace("-", stand_ins.HYPHEN)
    if source.text("section"):
        printed_item["section"] = source.text("section")
    if "page" in printed_item:
        printed_item["page"] = page_ranges.held(inlines.plain(printed_item["page"]))
    printed_item |= _recorded(source, printed_item)
    if source.types.csl == "thesis":
        printed_item.setdefault("genre", "thesis")
    if source.types.csl == "patent" and isinstance(printed_item.get("genre"), str):
        printed_item["genre"] = re.sub(" patent$", " Patent", printed_item["genre"])
        if printed_item["genre"] != "Patent" and "number" in printed_item:  # the office is said
            printed_item["number"] = re.sub(r"^(?:US|EP|GB|DE|FR)(?=\d)", "", inlines.plain(printed_item["number"]))
    what = field_values.ADDRESS.sub("", source.text("note")) if source.types.csl == "manuscript" else ""
    if what and "genre" not in printed_item:
        printed_item["genre"] = _in_a_sentence(what)  # BibTeX has it there what an unpublished work is
    if printed_item.get("container-title") and source.text("issuetitle") and source.types.ris == "JOUR":
        special = inlines.words(f"“{source.text('issuetitle')},” special issue, ")
        printed_item["container-title"] = _kept([{"t": "Emph", "c": special}, *printed_item["container-title"]])
    title = cased.get("title") or reading.record.get("title") or inlines.words(source.title)
    for role in CREATORS:
        if role in printed_item:
            printed_item[role] = [_in_order(name) for name in printed_item[role]]
    if source.types.csl in LAWS:
        # A style of the United States would call any number of an act that of a public law.
        counted = ("number",) if "container-title" in printed_item else ("number", "volume")
        law = [inlines.plain(printed_item.pop(name)) for name in counted if not _is_public_law(printed_item.get(name))]
        title = [*title, *inlines.words(", " + ", ".join(law))] if law else title
    if source.types.csl in {"legal_case", "hearing"} and source.houses:
        printed_item.setdefault("authority", source.text("institution") or source.houses)
    if source.types.csl == "hearing" and not untyped.BILL.match(inlines.plain(printed_item.get("number", ""))):
        # A style takes the number for that of the bill on which is heard.
        number = inlines.plain(printed_item.pop("number", ""))
        said = number in inlines.plain(title)
        title = title if said else [*title, *inlines.words(f", {number if number[0].isalpha() else f'no. {number}'}")]
    if source.types.zotero == "preprint" and source.houses:
        printed_item.setdefault("publisher", source.houses)
    printed_item |= {"type": source.types.csl, "title": _title(source, title), "language": source.lang or "en"}
    if source.types.csl == "patent":
        printed_item["title-short"] = printed_item[
            "title"
        ]  # which Chicago prints, for want of it what stands before a colon
    if "container-title" not in printed_item and (
        source.types.zotero == "blogPost" or printed_item["type"].startswith("article-")
    ):
        printed_item["type"] = "webpage"  # of a part alone a style would make a book
    if source.types.csl == "paper-conference" and "container-title" in printed_item and printed_item.keys() & IN_BOOK:
        printed_item = _published(source, printed_item)
    printed_item |= {name: value for name, value in (("URL", source.url), ("DOI", source.doi)) if value}
    origin = dates.read(source.fields.get("origdate") or source.fields.get("origyear", ""))
    printed_item |= {"original-date": _date(origin)} if origin else {}
    if source.types.ris == "JFULL" and inlines.plain(printed_item.get("container-title", "")) == source.title:
        # A periodical whole: its name stands once.
        del printed_item["title" if printed_item.keys() & {"volume", "issue", "number"} else "container-title"]
        whole = [inlines.span(_kept(inlines.words(source.title)), [printed.TITLE])]
        printed_item |= (
            {"type": "article-journal"} if "container-title" in printed_item else {"type": "book", "title": whole}
        )
    printed_item = {name: value for name, value in printed_item.items() if value != ""}
    date = dates.read(source.written_date)
    literal = source.written_date or inlines.plain(printed_item.pop("status", "") if not date else "")
    if date or literal:
        printed_item["issued"] = _date(date) if date else {"literal": literal.replace("--", "–")}
    return printed_item


def _recorded(source: Source, variables: Mapping[str, Any]) -> dict[str, Any]:
    """What styles know of a podcast, a drawing, a manuscript: its series and episode, what it is, who keeps it."""
    event: dict[str, Any] = {}
    if source.types.zotero == "podcast":
        series = source.reading.record.get("collection-title") or source.houses
        event |= (
            {"container-title": _kept(_isolated(series if isinstance(series, list) else inlines.words(series)))}
            if series
            else {}
        )
        event |= {
            "collection-title": "",
            "publisher": "" if series == source.houses else variables.get("publisher", ""),
        }
        number = inlines.plain(variables.get("number", ""))
        event |= {"number": f"episode {number}"} if number.isdigit() else {}
    # Before a number a style sets no capital at the begin of a sentence.
    if isinstance(variables.get("genre"), str) and source.lang.startswith("en") and "number" not in variables:
        event["genre"] = _in_a_sentence(variables["genre"])
    if source.types.csl in {"manuscript", "personal_communication"} and source.text("library"):
        event |= {
            "archive": source.text("library"),
            "archive_location": inlines.plain(variables.get("number", "")),
            "number": "",
        }
    return event


def _in_a_sentence(words: str) -> str:
    """Words that say what a work is without the capital that they begin with, unless it is that of a name."""
    is_plain = re.fullmatch(r"[A-Z][a-z]+(?:[.,].*| [a-z].*)?", words)
    return words[0].lower() + words[1:] if is_plain and types.is_general(is_plain[0]) else words


def _published(source: Source, variables: dict[str, Any]) -> dict[str, Any]:
    """A paper that is published is a part of a book, whose title mostly says at what event it was read."""
    book = inlines.plain(variables["container-title"])
    if inlines.plain(variables.get("event-title", "")).casefold() in book.casefold():
        for name in ("event", "event-title", "event-place"):
            variables.pop(name, None)
    if "collection-title" in variables and "volume" in variables and "volume-title" not in variables:
        variables.setdefault("collection-number", variables.pop("volume"))
    # The name of a conference keeps its capitals where they stand as in a name.
    written = source.reading.record["container-title"]
    if all(word[0].isupper() for word in re.findall(r"[^\W\d_]{5,}", inlines.plain(written))):
        variables["container-title"] = _kept(_isolated(written))
    return variables | {"type": "chapter"}


def _is_public_law(number: Any) -> bool:
    return number is None or bool(re.fullmatch(r"(Pub\. ?L\. ?)?\d+[-–]\d+", inlines.plain(number)))


def _in_order(name: Any) -> Any:
    """A name in Chinese, Japanese or Korean letters whole: family first, and no stop after it."""
    if isinstance(name, dict) and names.is_east_asian(name):
        return {"literal": names.shown(name)}
    if isinstance(name, dict) and names.UNSPACED.search(name.get("family", "")):
        return name | {"family": name["family"] + stand_ins.SPACED}
    return name | {"given": names.spaced(name["given"])} if isinstance(name, dict) and "given" in name else name


def _title(source: Source, title: Any) -> list[dict[str, Any]]:
    """Its language marked, the edition's translation after it."""
    words = title if isinstance(title, list) else inlines.words(title)
    words = words if "title" in source.reading.cased and source.types.csl not in NAMED else _kept(words)
    if inlines.plain(words).startswith((".", ",", ";", ":")):
        words = [{"t": "Str", "c": stand_ins.BEGUN}, *words]
    if source.title_lang and not source.title_lang.startswith("en"):
        direction = {"dir": "auto"} if languages.is_right_to_left(source.title) else {}
        words = [inlines.span(words, lang=source.title_lang, **direction)]
    if source.translation:
        words = [*words, {"t": "Space"}, inlines.span(inlines.words(f"[{source.translation}]"), ["nocase"])]
    return [inlines.span(words, [printed.TITLE])]


def _kept(value: Any) -> Any:
    """Words whose capitals no style changes."""
    return [inlines.span(value if isinstance(value, list) else inlines.words(value), ["nocase"])]


def _isolated(value: Any) -> Any:
    """Words from right to left, held apart from those around them."""
    is_inlines = isinstance(value, list) and value and "t" in value[0]
    if is_inlines and languages.is_right_to_left(inlines.plain(value)):
        return [inlines.span(value, dir="auto")]
    return value


def _date(date: dates.Date) -> Any:
    """A date in the form that pandoc reads; it knows no seasons in a text."""
    if date.season:
        return [{"year": str(date.parts[0][0]), "season": str(date.season)}]
    ends = ["-".join([_year(one[0]), *(f"{part:02}" for part in one[1:])]) if one != [0] else "" for one in date.parts]
    return "/".join(f"{end}~" if date.circa and end else end for end in ends)


def _year(year: int) -> str:
    """A year as EDTF has it, which counts those before the first from 0."""
    return f"{year:04}" if year > 0 else f"-{-year - 1:04}"
