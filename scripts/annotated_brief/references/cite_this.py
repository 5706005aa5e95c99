"""How to cite the edition, and each annotation, claim and figure of it: one more work, written in the styles and formats of all others."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography import latex, references, sources
from annotated_brief.bibliography.entries import Entry
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import authors, settings
from annotated_brief.content.claims import Claim
from annotated_brief.core import folding, memo
from annotated_brief.core.paths import Paths
from annotated_brief.core.site import claim_file, figure_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup import prose
from annotated_brief.markup.templating import day
from annotated_brief.references import formats

KEY = "edition"
ANY, VERDICT = "anyclaim0", "verdictofclaim0"  # stand for a claim's number and its verdict
SCRIPT = "assets/cite-{}.js"  # of a section: how each of its annotations and claims is cited
HERE = "https://page.invalid/"  # stands for the page where the site has no address; copying.js puts in the one it is read at


class Place(NamedTuple):
    """What is cited: the edition, or a part of it that has a title of its own."""

    key: str = KEY
    file: str = "index.md"
    anchor: str = ""
    title: str = ""  # as it is read; empty for the edition
    unknown: str = ""  # its address where the site has none


EDITION = Place()
Form = tuple[str, str, bool]  # its name, its text, and whether it is for programs
Written = tuple[str, str, tuple[tuple[str, str], ...]]  # key, type and fields of an entry


def record(edition: Edition, place: Place = EDITION) -> Source:
    """The work that a place is: the edition is a report, a part of it is one as a chapter in a book."""
    return _works((_entry(edition, place),), edition.paths)[place.key]


def of_claims(edition: Edition) -> dict[str, Markup]:
    """How each claim and its verdict are cited in a footnote, by the style that prints the notes."""
    pattern = memo.shared("parts cited", edition, _notes)[ANY]
    return {claim.id: Markup(_named(str(pattern), claim)) for claim in edition.claims.values()}


def _any_claim(unknown: str = "") -> Place:
    """A claim is cited as any other but for its number, verdict and day, so that one is formatted for all of them."""
    return Place(ANY, claim_file(ANY), "", f"Claim {ANY}: {VERDICT}", unknown)


def _named(text: str, claim: Claim) -> str:
    checked = f" (checked {day(claim.checked)})" if claim.checked else ""
    return text.replace(VERDICT, claim.verdict + checked).replace(ANY, claim.id)


def of_figures(edition: Edition) -> dict[str, str]:
    """How each figure is cited, as plain text."""
    notes = memo.shared("parts cited", edition, _notes)
    return {name: references.text(notes[name]) for name in edition.figures}


def _notes(edition: Edition) -> dict[str, Markup]:
    """The notes of figures and of any claim, asked for at once: each start of pandoc takes a tenth of a second."""
    known = charts.figures(edition.paths)
    figures = [Place(name, figure_file(name), "", f"Figure: {known[name].figure.title}") for name in edition.figures]
    written = tuple(_entry(edition, place) for place in (_any_claim(), *figures))
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
    """Address -> the script with every form of every annotation and claim of a section, for the card of "Cite"."""
    places = {name: list(_annotations(edition, file)) for name, file in edition.settings.sections.items()}
    others = EDITION, _any_claim(f"{HERE}#{ANY}")  # the edition too: pandoc is slow to start
    written = tuple(_entry(edition, place) for place in (*others, *(one for cited in places.values() for one in cited)))
    works = _works(written, edition.paths)
    by_key = _formatted(written, edition.paths, edition.settings.styles)
    forms = {key: _forms(edition, work, by_key[key]) for key, work in works.items()}
    parts = {
        name: {place.key: forms[place.key] for place in cited} | _claims(edition, name, forms[ANY])
        for name, cited in places.items()
    }
    return {SCRIPT.format(name): _script(part) for name, part in parts.items() if part}


def _annotations(edition: Edition, file: str) -> Iterator[Place]:
    for note in edition.annotations.values():
        if note.page == file:
            yield Place(note.id, file, note.id, prose.inline(note.title).striptags(), f"{HERE}#{note.id}")


def _claims(edition: Edition, section: str, pattern: list[Form]) -> dict[str, list[Form]]:
    mine = [claim for claim in edition.claims.values() if claim.section == section]
    return {claim.id: [(label, _named(text, claim), is_code) for label, text, is_code in pattern] for claim in mine}


def _forms(edition: Edition, work: Source, written: Reference) -> list[Form]:
    return [
        (form.label, str(form.text) if form.is_code else references.text(form.text), form.is_code)
        for form in formats.all_of(work, written, edition)
    ]


def _script(forms: dict[str, list[Form]]) -> str:
    """A script, because a page that is opened from a disk can load nothing else."""
    return f"window.edition.citations = {json.dumps(forms, ensure_ascii=False)};\n"


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
