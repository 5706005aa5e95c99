"""How to cite the edition, and each annotation, claim and figure of it: one more work, written in the styles and formats of all others."""

import json
import re
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
# What stands for the id and the title of a claim, a figure or an annotation: one is formatted for all whose title has
# nothing in it that a style or a format would change.
ANY, VERDICT, FIGURE, NOTE, TITLE = "anyclaim0", "verdictofclaim0", "anyfigure0", "anynote0", "Titleofany0"
PLAIN = re.compile(r"[A-Z\d][A-Za-z\d]*(?:(?:[,;]? |[’-])[A-Za-z\d]+)*")
ID = re.compile(r"[A-Za-z\d-]+")
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
    return {claim.id: Markup(_filled(str(pattern), _of_claim(claim))) for claim in edition.claims.values()}


def _claim(unknown: str = "") -> Place:
    """A claim is cited as any other but for its number, verdict and day."""
    return Place(ANY, claim_file(ANY), "", f"Claim {ANY}: {VERDICT}", unknown)


def _of_claim(claim: Claim) -> dict[str, str]:
    checked = f" (checked {day(claim.checked)})" if claim.checked else ""
    return {VERDICT: claim.verdict + checked, ANY: claim.id}


def _is_plain(name: str, title: str) -> bool:
    return bool(ID.fullmatch(name) and PLAIN.fullmatch(title))


def _filled(text: str, values: dict[str, str]) -> str:
    """A form of any claim, figure or annotation as that of one."""
    for name, value in values.items():
        text = text.replace(name, value)
    return text


def of_figures(edition: Edition) -> dict[str, str]:
    """How each figure is cited, as plain text."""
    notes = memo.shared("parts cited", edition, _notes)
    return {
        name: _filled(references.text(notes.get(name, notes[FIGURE])), {FIGURE: name, TITLE: title})
        for name, title in _titles(edition).items()
    }


def _titles(edition: Edition) -> dict[str, str]:
    known = charts.figures(edition.paths)
    return {name: known[name].figure.title for name in edition.figures}


def _notes(edition: Edition) -> dict[str, Markup]:
    """The notes of figures and of any claim, asked for at once: each start of pandoc takes a tenth of a second."""
    odd = {name: title for name, title in _titles(edition).items() if not _is_plain(name, title)}
    asked = [Place(name, figure_file(name), "", f"Figure: {title}") for name, title in ({FIGURE: TITLE} | odd).items()]
    written = tuple(_entry(edition, place) for place in (_claim(), *asked))
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
    sections = edition.settings.sections
    patterns = {file: _annotation(f"{NOTE}{number}", file, TITLE) for number, file in enumerate(sections.values())}
    places = [
        _annotation(note.id, note.page, prose.inline(note.title).striptags())
        for note in edition.annotations.values()
        if note.page in patterns
    ]
    odd = [place for place in places if not _is_plain(place.key, place.title)]
    asked = EDITION, _claim(f"{HERE}#{ANY}"), *patterns.values(), *odd  # the edition too: pandoc is slow to start
    written = tuple(_entry(edition, place) for place in asked)
    works = _works(written, edition.paths)
    by_key = _formatted(written, edition.paths, edition.settings.styles)
    forms = {key: _forms(edition, work, by_key[key]) for key, work in works.items()}
    parts: dict[str, dict[str, list[Form]]] = {name: {} for name in sections}
    for place in places:
        name = patterns[place.file].key
        one = forms.get(place.key) or _each(forms[name], {name: place.key, TITLE: place.title})
        parts[edition.section_of(place.file)][place.key] = one
    for claim in edition.claims.values():
        parts.setdefault(claim.section, {})[claim.id] = _each(forms[ANY], _of_claim(claim))
    return {SCRIPT.format(name): _script(part) for name, part in parts.items() if part and name in sections}


def _each(forms: list[Form], values: dict[str, str]) -> list[Form]:
    return [(label, _filled(text, values), is_code) for label, text, is_code in forms]


def _annotation(name: str, file: str, title: str) -> Place:
    return Place(name, file, name, title, f"{HERE}#{name}")


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
