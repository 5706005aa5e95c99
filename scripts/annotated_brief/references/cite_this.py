"""How to cite the edition itself: the facts of CITATION.cff and mkdocs.yml as one more source, formatted as the others."""

from functools import lru_cache

from markupsafe import Markup

from annotated_brief.bibliography import references, sources
from annotated_brief.bibliography.entries import Entry
from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.content import settings
from annotated_brief.core import folding
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.references import formats

KEY = "edition"


def record(edition: Edition, file: str = "index.md", anchor: str = "") -> Source:
    """The edition, or one place in it, as a report."""
    known, own = settings.citation(edition.paths), edition.settings
    fields = {
        "title": "{{" + str(known["title"]) + "}}",
        "author": "{{" + own.contributors + "}}",
        "institution": "{{" + own.institution + "}}",
        "date": own.date.isoformat(),
        "version": own.version,
        "url": edition.site.absolute(file, anchor),
        "langid": "english",
        "note": f"Argument by {own.argument_by}",
    }
    return _made(tuple((name, value) for name, value in fields.items() if value), edition.paths)


@lru_cache(maxsize=512)  # a place is cited wherever it is named
def _made(fields: tuple[tuple[str, str], ...], paths: Paths) -> Source:
    written = Entry(KEY, "report", dict(fields), "CITATION.cff", 1, {})
    return sources.made({KEY: written}, paths)[KEY]


def formatted(edition: Edition) -> Reference:
    return references.load({KEY: record(edition)}, edition.paths, chosen=edition.settings.styles)[KEY]


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
    return render(
        "listing-cite.html",
        edition=edition,
        base=edition.site.base(page),
        formats=formats.all_of(source, formatted(edition), edition),
        prefix="edition-",
        claim=claim,
        section=section,
        title=source.title,
        place=record(edition, file, claim).url,
        url=edition.site.link(page, file, claim),
    )
