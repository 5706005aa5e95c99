"""Formatted references: notes and bibliography in each style, made by pandoc while their entry is new.

pandoc gets the record as it read it, with the language and direction of a title marked on its words.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import lxml.html
from markupsafe import Markup

from annotated_brief.bibliography import dates, inlines, languages, names, pandoc, printed, styles
from annotated_brief.bibliography.disk_cache import each
from annotated_brief.bibliography.reading import TITLES
from annotated_brief.bibliography.sources import CREATORS, Source
from annotated_brief.bibliography.styles import Style
from annotated_brief.core.paths import Paths

# Variables that a reference does not print: when an address was looked at, and remarks.
UNPRINTED = frozenset(
    "accessed note annote abstract keyword isbn issn ISBN ISSN id URL DOI url doi type language issued".split()
)


# Types that print as law.
LAWS = frozenset({"legislation", "bill", "treaty"})


class Reference(NamedTuple):
    """One source, formatted. HTML throughout."""

    note: Markup  # in the style that prints notes
    forms: dict[str, Markup]  # name of a style -> the entry of a bibliography
    notes: dict[str, Markup]  # variant of a citation, prefix|place -> the note with these, its title in <cite>

    @property
    def bibliography(self) -> Markup:
        """The entry of a bibliography in the style that prints the notes."""
        return next(iter(self.forms.values()), Markup())

    def plain(self, style: str = "") -> str:
        """One form as plain text, for copying: the note, a style's entry, or the entry of the style that prints notes."""
        made = self.note if style == "note" else self.forms.get(style, self.bibliography)
        text: str = lxml.html.fromstring(f"<div>{made}</div>").text_content()
        return " ".join(text.split())


def load(
    sources: Mapping[str, Source],
    paths: Paths,
    cited: Iterable[tuple[str, str, str]] = (),
    chosen: Sequence[str] = styles.DEFAULT,
) -> dict[str, Reference]:
    """Every source formatted, and its notes with each prefix and place that it is cited with; the cache keeps them.

    `cited` holds the key, the prefix and the place of each citation that differs.
    """
    used, _ = styles.load(chosen, paths)
    variants: dict[str, set[str]] = {}
    for key, prefix, place in cited:
        variants.setdefault(key, set()).add(_variant(prefix, place))
    recipe = f"{pandoc.version()} {[style.rules for style in used]!r} {Path(__file__).read_text('utf-8')}"
    asked = {
        key: json.dumps([item(source), sorted(variants.get(key, set()) - {""})], ensure_ascii=False)
        for key, source in sources.items()
    }
    raw = each(paths.cache / "references.json", recipe, asked, lambda texts: _formatted(texts, used))
    return {key: _reference(source, raw[key], used) for key, source in sources.items()}


def item(source: Source) -> dict[str, Any]:
    """The record as a style gets it, in pandoc's metadata."""
    reading = source.reading
    record = {name: value for name, value in (reading.record | reading.cased).items() if name not in UNPRINTED}
    made = {name: _isolated(value) for name, value in record.items()}
    made |= {
        name: _kept(made[name]) for name in TITLES if name != "title" and made.get(name) and name not in reading.cased
    }
    if source.types.csl.startswith("article") and record.get("container-title"):
        made["container-title"] = _kept(_isolated(reading.record["container-title"]))  # a name, and no title
    title = reading.cased.get("title") or reading.record.get("title") or inlines.words(source.title)
    for role in CREATORS:
        if role in made:
            made[role] = [_in_order(name) for name in made[role]]
    if source.types.csl in LAWS and "container-title" not in made:
        # A style of the United States would call any number of an act that of a public law.
        numbers = [inlines.plain(made.pop(name)) for name in ("number", "volume") if not _is_public_law(made.get(name))]
        title = [*title, *inlines.words(", " + ", ".join(numbers))] if numbers else title
    made |= {"type": source.types.csl, "title": _title(source, title), "language": source.lang or "en"}
    made |= {name: value for name, value in (("URL", source.url), ("DOI", source.doi)) if value}
    origin = dates.read(source.fields.get("origdate") or source.fields.get("origyear", ""))
    made |= {"original-date": _date(origin)} if origin else {}
    date = dates.read(source.written_date)
    if date or source.written_date:
        made["issued"] = _date(date) if date else {"literal": source.text("year") or source.written_date}
    return made


def _is_public_law(number: Any) -> bool:
    return number is None or bool(re.fullmatch(r"(Pub\. ?L\. ?)?\d+[-–]\d+", inlines.plain(number)))


def _in_order(name: Any) -> Any:
    """A name in Chinese, Japanese or Korean letters whole: family first, and no stop after it."""
    return {"literal": names.shown(name)} if isinstance(name, dict) and names.is_east_asian(name) else name


def _title(source: Source, title: Any) -> list[dict[str, Any]]:
    """Its language marked, the edition's translation after it."""
    words = title if isinstance(title, list) else inlines.words(title)
    words = words if "title" in source.reading.cased else _kept(words)
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
    ends = ["-".join(f"{part:02}" for part in one) if one != [0] else "" for one in date.parts]
    return "/".join(f"{end}~" if date.circa and end else end for end in ends)


def _formatted(texts: list[str], used: list[Style]) -> list[dict[str, str]]:
    try:
        return _format([json.loads(text) for text in texts], used)
    except RuntimeError:
        if len(texts) == 1:
            return [{}]
        middle = len(texts) // 2
        return _formatted(texts[:middle], used) + _formatted(texts[middle:], used)


def _format(questions: list[Any], used: list[Style]) -> list[dict[str, str]]:
    """What pandoc makes of the records: form -> HTML for each. The styles are asked for at the same time."""
    cites: list[tuple[int, str, str]] = []  # question, variant, id
    for number, (_, variants) in enumerate(questions):
        cites.append((number, "", f"w{number}"))
        cites += [(number, variant, f"w{number}v{place}") for place, variant in enumerate(variants)]
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as threads:
        jobs = [
            threads.submit(_ask, questions, cites if not place else [], style, Path(folder))
            for place, style in enumerate(used)
        ]
        pages = [job.result() for job in jobs]
    made: list[dict[str, str]] = [{} for _ in questions]
    notes = pages[0].xpath("//section[contains(@class, 'footnotes')]//li/p")
    for (number, variant, _), note in zip(cites, notes, strict=False):
        made[number][f"note|{variant}"] = printed.inner(note)
    for style, page in zip(used, pages, strict=True):
        for entry in page.xpath("//div[starts-with(@id, 'ref-w')]"):
            name = entry.get("id")[len("ref-w") :]
            if name.isdigit():
                made[int(name)][style.name] = printed.inner(entry)
    return made


def _ask(questions: list[Any], cites: list[tuple[int, str, str]], style: Style, folder: Path) -> lxml.html.HtmlElement:
    records = [{"id": f"w{number}", **made} for number, (made, _) in enumerate(questions)]
    records += [{"id": name, **questions[number][0]} for number, variant, name in cites if variant]
    blocks = [{"t": "Para", "c": [_cite(name, variant)]} for _, variant, name in cites]
    everything = {} if cites else {"nocite": inlines.meta([_cite("*", "")])}
    document = {
        "pandoc-api-version": pandoc.api_version(),
        "meta": {"references": inlines.meta(records), "lang": inlines.meta("en-US"), **everything},
        "blocks": blocks,
    }
    rules = folder / f"{style.name}.csl"
    rules.write_text(style.rules, "utf-8")
    arguments = ["--citeproc", f"--csl={rules}", "--wrap=none"]
    made = pandoc.convert(json.dumps(document), "json", "html", *arguments)
    return lxml.html.fromstring(f"<main>{made}</main>")


def _cite(name: str, variant: str) -> dict[str, Any]:
    prefix, _, place = variant.partition("|")
    citation = {
        "citationId": name,
        "citationPrefix": inlines.words(prefix),
        "citationSuffix": inlines.words(printed.suffix(place)),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}


def _reference(source: Source, raw: Mapping[str, str], used: list[Style]) -> Reference:
    forms = {style.name: printed.unmarked(printed.finished(raw.get(style.name, ""), source)) for style in used}
    notes = {
        name.removeprefix("note|"): printed.finished(text, source)
        for name, text in raw.items()
        if name.startswith("note|")
    }
    # A style for author and date has no notes; its entry stands in their place. Chicago lists no dictionaries.
    notes.setdefault("", next(iter(forms.values())))
    forms = {name: form or printed.unmarked(notes[""]) for name, form in forms.items()}
    return Reference(printed.unmarked(notes[""]), forms, notes)


def _variant(prefix: str, place: str) -> str:
    return f"{prefix}|{place}" if prefix or place else ""


def marked_note(prefix: str, place: str, reference: Reference) -> Markup:
    """The note of a citation that names a place in the source, or is introduced by some words; its title in <cite>."""
    return reference.notes.get(_variant(prefix, place)) or printed.placed(
        reference.notes.get("", reference.note), prefix, place
    )


def with_locator(source: Source, prefix: str, locator: str, reference: Reference) -> Markup:
    """The same without a mark."""
    del source
    return printed.unmarked(marked_note(prefix, locator, reference))
