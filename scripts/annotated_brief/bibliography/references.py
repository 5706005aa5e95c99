"""Formatted references: notes and bibliography in each style, made by pandoc while their entry is new.

pandoc gets the record as it read it, with the language and direction of a title marked on its words.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import lxml.html
from markupsafe import Markup

from annotated_brief.bibliography import inlines, pandoc, printed, styles
from annotated_brief.bibliography.disk_cache import each
from annotated_brief.bibliography.printable import item
from annotated_brief.bibliography.sources import Source
from annotated_brief.bibliography.styles import Style
from annotated_brief.core import memo
from annotated_brief.core.paths import Paths


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
        return text(self.note if style == "note" else self.forms.get(style, self.bibliography))


@lru_cache(maxsize=4096)
def text(form: str) -> str:
    """A form as plain text."""
    words: str = lxml.html.fromstring(f"<div>{form}</div>").text_content()
    return " ".join(words.split())


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
    code = "".join(Path(one).read_text("utf-8") for one in (__file__, printed.__file__))
    recipe = f"{pandoc.version()} {used!r} {code}"
    asked = {key: _question(source, tuple(sorted(variants.get(key, set()) - {""}))) for key, source in sources.items()}
    nothing: dict[str, str] = {}
    ask = partial(pandoc.halved, partial(_format, used), nothing)
    raw = each(paths.cache / "references.json", recipe, asked, ask)
    names = tuple(style.name for style in used)
    return {key: _reference(source, tuple(raw[key].items()), names) for key, source in sources.items()}


def _format(used: list[Style], texts: list[str]) -> list[dict[str, str]]:
    """What pandoc makes of the records: form -> HTML for each. The styles are asked for at the same time."""
    questions: list[Any] = [json.loads(text) for text in texts]
    cites: list[tuple[int, str, str]] = []  # question, variant, id
    for number, (_, variants) in enumerate(questions):
        cites.append((number, "", f"w{number}"))
        cites += [(number, variant, f"w{number}v{place}") for place, variant in enumerate(variants)]
    listed = [_document(questions, [])] * (len(used) - 1)
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as threads:
        folders = [Path(folder)] * len(used)
        pages = list(threads.map(_ask, [_document(questions, cites), *listed], used, folders))
    formatted: list[dict[str, str]] = [{} for _ in questions]
    notes = pages[0].xpath("//section[contains(@class, 'footnotes')]//li/p")
    for (number, variant, _), note in zip(cites, notes, strict=False):
        formatted[number][f"note|{variant}"] = printed.inner(note)
    for style, page in zip(used, pages, strict=True):
        for entry in page.xpath("//div[starts-with(@id, 'ref-w')]"):
            name = entry.get("id")[len("ref-w") :]
            if name.isdigit():
                formatted[int(name)][style.name] = printed.inner(entry)
    return formatted


def _document(questions: list[Any], cites: list[tuple[int, str, str]]) -> str:
    """A document that cites the records, or else lists all of them, in pandoc's JSON."""
    records = [{"id": f"w{number}", **variables} for number, (variables, _) in enumerate(questions)]
    records += [{"id": name, **questions[number][0]} for number, variant, name in cites if variant]
    blocks = [{"t": "Para", "c": [_cite(name, variant)]} for _, variant, name in cites]
    everything = {} if cites else {"nocite": inlines.meta([_cite("*", "")])}
    document = {
        "pandoc-api-version": pandoc.api_version(),
        "meta": {"references": inlines.meta(records), "lang": inlines.meta("en-US"), **everything},
        "blocks": blocks,
    }
    return json.dumps(document)


def _ask(document: str, style: Style, folder: Path) -> lxml.html.HtmlElement:
    rules = folder / f"{style.name}.csl"
    rules.write_text(style.rules, "utf-8")
    arguments = ["--citeproc", f"--csl={rules}", "--wrap=none"]
    html = pandoc.convert(document, "json", "html", *arguments)
    return lxml.html.fromstring(f"<main>{html}</main>")


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


@memo.per_record
def _question(source: Source, variants: tuple[str, ...]) -> str:
    return json.dumps([item(source), variants], ensure_ascii=False)


@memo.per_record
def _reference(source: Source, written: tuple[tuple[str, str], ...], used: tuple[str, ...]) -> Reference:
    raw = dict(written)
    forms = {name: printed.unmarked(printed.finished(raw.get(name, ""), source)) for name in used}
    notes = {
        name.removeprefix("note|"): printed.finished(text, source, is_note=True)
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
