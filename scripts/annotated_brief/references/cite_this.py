"""How to cite the edition, and each annotation, claim and figure of it: one more work, written in the styles and formats of all others."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import latex, references, sources
from annotated_brief.bibliography.entries import Entry
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import authors, settings
from annotated_brief.core import folding, memo
from annotated_brief.core.paths import Paths
from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup import prose
from annotated_brief.markup.templating import day
from annotated_brief.references import formats

KEY = "edition"
SCRIPT = "assets/cite-{}.js"  # of a section: how each of its annotations is cited
HERE = "https://page.invalid/"  # stands for the page where the site has no address; copying.js puts in the one it is read at


class Place(NamedTuple):
    """What is cited: the edition, or a part of it that has a title of its own."""

    key: str = KEY
    file: str = "index.md"
    anchor: str = ""
    title: str = ""  # as it is read; empty for the edition
    unknown: str = ""  # its address where the site has none


EDITION = Place()
Written = tuple[str, str, tuple[tuple[str, str], ...]]  # key, type and fields of an entry


def record(edition: Edition, place: Place = EDITION) -> Source:
    """The work that a place is: the edition is a report, a part of it is one as a chapter in a book."""
    return _works((_entry(edition, place),), edition.paths)[place.key]


def of_claims(edition: Edition) -> dict[str, Markup]:
    """How each claim and its verdict are cited in a footnote, by the style that prints the notes."""
    places = []
    for claim in edition.claims.values():
        checked = f" (checked {day(claim.checked)})" if claim.checked else ""
        places.append(Place(claim.id, claim_file(claim.id), "", f"Claim {claim.id}: {claim.verdict}{checked}"))
    return _notes(edition, places)


def of_figures(edition: Edition) -> dict[str, str]:
    """How each figure is cited, as plain text."""
    return memo.shared("figures cited", edition, _of_figures)


def _of_figures(edition: Edition) -> dict[str, str]:
    page, figures = edition.lists["figures"], charts.figures(edition.paths)
    places = [Place(name, page, f"fig-{name}", f"Figure: {plot.figure.title}") for name, plot in figures.items()]
    return {name: references.text(note) for name, note in _notes(edition, places).items()}


def _notes(edition: Edition, places: Iterable[Place]) -> dict[str, Markup]:
    written = tuple(_entry(edition, place) for place in places)
    return {key: entry.note for key, entry in _formatted(written, edition.paths, edition.settings.styles[:1]).items()}


@lru_cache(maxsize=8)
def _formatted(written: tuple[Written, ...], paths: Paths, chosen: tuple[str, ...]) -> dict[str, Reference]:
    return references.load(_works(written, paths), paths, chosen=chosen)


def _entry(edition: Edition, place: Place) -> Written:
    known, own = settings.citation(edition.paths), edition.settings
    whole, house = _braced(known["title"]), latex.written(own.institution)
    facts = (
        {"title": _braced(place.title), "booktitle": whole, "publisher": house}
        if place.title
        else {"title": whole, "institution": house, "note": latex.written(f"Argument by {own.argument_by}")}
    )
    facts |= {
        "author": " and ".join(map(_author, authors.names((own.contributors,), known))),
        "date": "" if own.date == settings.UNDATED else own.date.isoformat(),
        "version": own.version,
        "url": edition.site.absolute(place.file, place.anchor) or place.unknown,
        "langid": "english",
    }
    return place.key, "incollection" if place.title else "report", tuple(item for item in facts.items() if item[1])


def _author(name: dict[str, str]) -> str:
    """One name as BibTeX has it: family, suffix, given; a body in braces."""
    if "literal" in name:
        return latex.written(name["literal"]) if "person" in name else "{" + latex.written(name["literal"]) + "}"
    return ", ".join(latex.written(name[part]) for part in ("family", "suffix", "given") if name.get(part))


def _braced(text: object) -> str:
    """A title whose capitals no style changes."""
    return "{" + latex.written(str(text).removesuffix(".")) + "}"


@lru_cache(maxsize=64)
def _works(written: tuple[Written, ...], paths: Paths) -> dict[str, Source]:
    entries = {key: Entry(key, kind, dict(fields), "CITATION.cff", 1, {}) for key, kind, fields in written}
    return sources.made(entries, paths)


def formatted(edition: Edition) -> Reference:
    return _formatted((_entry(edition, EDITION),), edition.paths, edition.settings.styles)[KEY]


def scripts(edition: Edition) -> dict[str, str]:
    """Address -> the script with every form of every annotation of a section, for the card that "Cite" opens."""
    places = {name: list(_annotations(edition, file)) for name, file in edition.settings.sections.items()}
    every = (
        EDITION,
        *(place for cited in places.values() for place in cited),
    )  # the edition too: pandoc is slow to start
    written = tuple(_entry(edition, place) for place in every)
    works = _works(written, edition.paths)
    by_key = _formatted(written, edition.paths, edition.settings.styles)
    return {
        SCRIPT.format(name): _script(edition, [works[place.key] for place in cited], by_key)
        for name, cited in places.items()
        if cited
    }


def _annotations(edition: Edition, file: str) -> Iterator[Place]:
    for note in edition.annotations.values():
        if note.page == file:
            yield Place(note.id, file, note.id, prose.inline(note.title).striptags(), f"{HERE}#{note.id}")


def _script(edition: Edition, works: Iterable[Source], written: dict[str, Reference]) -> str:
    """A script, because a page that is opened from a disk can load nothing else."""
    data = {
        work.key: [
            [form.label, form.text if form.is_code else references.text(form.text), form.is_code]
            for form in formats.all_of(work, written[work.key], edition)
        ]
        for work in works
    }
    return f"window.edition.citations = {json.dumps(data, ensure_ascii=False)};\n"


def words(edition: Edition) -> str:
    """What a search that means the brief or the edition itself may hold, folded."""
    own = edition.settings
    return folding.index(own.argument_by, own.contributors, own.institution, record(edition).title)


def example(edition: Edition) -> tuple[str, str, str]:
    """A claim to show how one is addressed: its id, its page and the title of that page."""
    for claim, mark in edition.marks.items():
        if mark.page != "index.md":
            return claim, mark.page, edition.pages[mark.page].title
    return next(iter(edition.marks), ""), "index.md", ""


def listing(edition: Edition, page: str) -> Markup:
    """What `/// listing | cite` prints."""
    source = record(edition)
    claim, file, section = example(edition)
    return edition.render(
        "listing-cite.html",
        page,
        formats=formats.all_of(source, formatted(edition), edition),
        prefix="edition-",
        claim=claim,
        section=section,
        title=source.title,
        place=edition.site.absolute(file, claim),
        url=edition.site.link(page, file, claim),
    )
