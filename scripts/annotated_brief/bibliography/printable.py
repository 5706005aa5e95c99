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
RENEWED = re.compile(r"(?i)(?:rev|enl|corr|exp|new|updated|revised|expanded|enlarged|corrected)\b[\w.,& ]*")
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


def item(source: Source) -> dict[str, Any]:
    """The record as a style gets it, in pandoc's metadata."""
    reading = source.reading
    cased = {} if source.types.csl in NAMED else reading.cased
    unprinted = UNPRINTED | set(ROLES) - CREATORS.keys()
    record = {name: value for name, value in (reading.record | cased).items() if name not in unprinted}
    made = {name: _isolated(value) for name, value in record.items()}
    made |= {name: _kept(made[name]) for name in TITLES if name != "title" and made.get(name) and name not in cased}
    # A journal has a name, and no title; so has a series of proceedings, which styles print without capitals.
    names_only = {"article": ("container-title", "collection-title"), "paper": ("collection-title",)}
    for name in names_only.get(source.types.csl.partition("-")[0], ()):
        if record.get(name):
            made[name] = _kept(_isolated(reading.record[name]))
    if made.get("original-title"):
        made["original-title"] = _kept(made["original-title"])
    made |= _numbered(made)
    # A blog is what its posts stand in, and a site its pages; a site without authors is their author.
    is_placed = source.types.zotero == "blogPost" or (source.types.zotero == "webpage" and source.makers)
    if is_placed and not made.get("container-title") and source.houses:
        made["container-title"] = _kept(_isolated(inlines.words(source.houses)))
        made.pop("publisher", None)
    if source.types.csl == "broadcast":
        made.pop("publisher-place", None)  # a style would have it aired there
    if "version" in made:  # the style says that it is one
        number = re.sub(r"^v(?:er(?:sion|\.))? ?(?=\d)", "", inlines.plain(made["version"]))
        made["version"] = number.replace("-", stand_ins.HYPHEN)
    if source.text("section"):
        made["section"] = source.text("section")
    if "page" in made:
        made["page"] = page_ranges.held(inlines.plain(made["page"]))
    made |= _recorded(source, made)
    if source.types.csl == "thesis":
        made.setdefault("genre", "thesis")
    if source.types.csl == "patent" and isinstance(made.get("genre"), str):
        made["genre"] = re.sub(" patent$", " Patent", made["genre"])
        if made["genre"] != "Patent" and "number" in made:  # the office is said
            made["number"] = re.sub(r"^(?:US|EP|GB|DE|FR)(?=\d)", "", inlines.plain(made["number"]))
    what = field_values.ADDRESS.sub("", source.text("note")) if source.types.csl == "manuscript" else ""
    if what and "genre" not in made:
        made["genre"] = _in_a_sentence(what)  # BibTeX has it there what an unpublished work is
    if made.get("container-title") and source.text("issuetitle") and source.types.ris == "JOUR":
        special = inlines.words(f"“{source.text('issuetitle')},” special issue, ")
        made["container-title"] = _kept([{"t": "Emph", "c": special}, *made["container-title"]])
    title = cased.get("title") or reading.record.get("title") or inlines.words(source.title)
    for role in CREATORS:
        if role in made:
            made[role] = [_in_order(name) for name in made[role]]
    if source.types.csl in LAWS and "container-title" not in made:
        # A style of the United States would call any number of an act that of a public law.
        numbers = [inlines.plain(made.pop(name)) for name in ("number", "volume") if not _is_public_law(made.get(name))]
        title = [*title, *inlines.words(", " + ", ".join(numbers))] if numbers else title
    if source.types.csl in {"legal_case", "hearing"} and source.houses:
        made.setdefault("authority", source.text("institution") or source.houses)
    if source.types.csl == "hearing" and not untyped.BILL.match(inlines.plain(made.get("number", ""))):
        # A style takes the number for that of the bill on which is heard.
        number = inlines.plain(made.pop("number", ""))
        said = number in inlines.plain(title)
        title = title if said else [*title, *inlines.words(f", {number if number[0].isalpha() else f'no. {number}'}")]
    if source.types.zotero == "preprint" and source.houses:
        made.setdefault("publisher", source.houses)
    made |= {"type": source.types.csl, "title": _title(source, title), "language": source.lang or "en"}
    if source.types.csl == "patent":
        made["title-short"] = made["title"]  # which Chicago prints, for want of it what stands before a colon
    if "container-title" not in made and (source.types.zotero == "blogPost" or made["type"].startswith("article-")):
        made["type"] = "webpage"  # of a part alone a style would make a book
    if source.types.csl == "paper-conference" and {"publisher", "container-title"} <= made.keys():
        made = _published(source, made)
    made |= {name: value for name, value in (("URL", source.url), ("DOI", source.doi)) if value}
    origin = dates.read(source.fields.get("origdate") or source.fields.get("origyear", ""))
    made |= {"original-date": _date(origin)} if origin else {}
    if source.types.ris == "JFULL" and inlines.plain(made.get("container-title", "")) == source.title:
        # A periodical whole: its name stands once.
        del made["title" if made.keys() & {"volume", "issue", "number"} else "container-title"]
        whole = [inlines.span(_kept(inlines.words(source.title)), [printed.TITLE])]
        made |= {"type": "article-journal"} if "container-title" in made else {"type": "book", "title": whole}
    made = {name: value for name, value in made.items() if value != ""}
    date = dates.read(source.written_date)
    if date or source.written_date:
        made["issued"] = _date(date) if date else {"literal": source.written_date.replace("--", "–")}
    return made


def _recorded(source: Source, made: Mapping[str, Any]) -> dict[str, Any]:
    """What styles know of a podcast, a drawing, a manuscript: its series and episode, what it is, who keeps it."""
    found: dict[str, Any] = {}
    if source.types.zotero == "podcast":
        series = source.reading.record.get("collection-title") or source.houses
        found |= (
            {"container-title": _kept(_isolated(series if isinstance(series, list) else inlines.words(series)))}
            if series
            else {}
        )
        found |= {"collection-title": "", "publisher": "" if series == source.houses else made.get("publisher", "")}
        number = inlines.plain(made.get("number", ""))
        found |= {"number": f"episode {number}"} if number.isdigit() else {}
    # Before a number a style sets no capital at the begin of a sentence.
    if isinstance(made.get("genre"), str) and source.lang.startswith("en") and "number" not in made:
        found["genre"] = _in_a_sentence(made["genre"])
    if source.types.csl in {"manuscript", "personal_communication"} and source.text("library"):
        found |= {
            "archive": source.text("library"),
            "archive_location": inlines.plain(made.get("number", "")),
            "number": "",
        }
    return found


def _in_a_sentence(words: str) -> str:
    """Words that say what a work is without the capital that they begin with, unless it is that of a name."""
    is_plain = re.fullmatch(r"[A-Z][a-z]+(?:[.,].*| [a-z].*)?", words)
    return words[0].lower() + words[1:] if is_plain and types.is_general(is_plain[0]) else words


def _numbered(made: Mapping[str, Any]) -> dict[str, str]:
    """Volume and edition in figures, as styles count them: 2 for II, for Second and for Second edition."""
    found = {}
    volume = inlines.plain(made.get("volume", ""))
    if re.fullmatch(r"(?=[IVXLC]{2}|[IVX])L?X{0,3}(?:XL|XC|IX|IV|V?I{0,3})", volume):
        found["volume"] = str(_arabic(volume))
    edition = re.fullmatch(r"(?i)(\w+)(?: ed(?:ition|n)?\.?)?", inlines.plain(made.get("edition", "")))
    if edition and edition[1].lower() in ORDINALS:
        found["edition"] = str(ORDINALS.index(edition[1].lower()) + 1)
    renewed = inlines.plain(made.get("edition", ""))
    if RENEWED.fullmatch(renewed) and not re.search(r"(?i)\bed", renewed):
        found["edition"] = f"{renewed} ed."
    return found


def _published(source: Source, made: dict[str, Any]) -> dict[str, Any]:
    """A paper that is published is a part of a book, whose title mostly says at what event it was read."""
    book = inlines.plain(made["container-title"])
    if inlines.plain(made.get("event-title", "")).casefold() in book.casefold():
        for name in ("event", "event-title", "event-place"):
            made.pop(name, None)
    if "collection-title" in made and "volume" in made and "volume-title" not in made:
        made.setdefault("collection-number", made.pop("volume"))
    # The name of a conference keeps its capitals where they stand as in a name.
    written = source.reading.record["container-title"]
    if all(word[0].isupper() for word in re.findall(r"[^\W\d_]{5,}", inlines.plain(written))):
        made["container-title"] = _kept(_isolated(written))
    return made | {"type": "chapter"}


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _is_public_law(number: Any) -> bool:
    return number is None or bool(re.fullmatch(r"(Pub\. ?L\. ?)?\d+[-–]\d+", inlines.plain(number)))


def _in_order(name: Any) -> Any:
    """A name in Chinese, Japanese or Korean letters whole: family first, and no stop after it."""
    if isinstance(name, dict) and names.is_east_asian(name):
        return {"literal": names.shown(name)}
    if isinstance(name, dict) and names.UNSPACED.search(name.get("family", "")):
        return name | {"family": name["family"] + stand_ins.SPACED}
    return name


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
