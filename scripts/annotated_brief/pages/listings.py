"""What `/// listing | name` puts on a page: lists made from data, each by a template of the same name."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content import ledger_tables
from annotated_brief.core.paths import TEMPLATES
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup.templating import render as fill
from annotated_brief.pages import (
    argument,
    changes,
    figure_pages,
    forecasts,
    glossary,
    ledger,
    take_away,
    timeline,
    versions,
    weighing,
)
from annotated_brief.references import cite_this, reference_list


class Listing(NamedTuple):
    """One list that a page may ask for."""

    name: str
    make: Callable[[Edition, str], Markup]  # the edition and the page's file -> what stands on the page
    anchors: Callable[[Edition], Iterable[str]] = lambda _: ()  # the ids on it that a link may name


def _claims(edition: Edition) -> Iterable[str]:
    """The claims; those that the sections mark, if the ledger could not be read."""
    return edition.claims or [mark.claim for section in edition.sections.values() for mark in section.marks]


def _figures(edition: Edition) -> Iterable[str]:
    return [f"fig-{name}" for name in charts.figures(edition.paths)]


LISTINGS = {
    listing.name: listing
    for listing in (
        Listing("references", reference_list.listing, lambda edition: edition.sources),
        Listing("cite", cite_this.listing),
        Listing("figures", figure_pages.all_figures, _figures),
        Listing("ledger", ledger.listing, _claims),
        Listing("forecasts", forecasts.listing, _claims),
        Listing("timeline", timeline.listing, timeline.anchors),
        Listing("verdicts", glossary.verdicts, glossary.anchors),
        Listing("grades", glossary.grades),
        Listing("kinds", glossary.kinds),
        Listing("stances", glossary.stances),
        Listing("argument", argument.listing, lambda edition: edition.argument),
        Listing("changes", versions.listing, changes.anchors),
        Listing("summary", weighing.summary, lambda edition: edition.weighing),
        Listing("downloads", take_away.listing),
    )
}

# What an edition must have for a list to show anything; a list that is not named here always does.
NEEDS: dict[str, Callable[[Edition], object]] = {
    "references": lambda edition: edition.numbers,
    "figures": lambda edition: [name for page in edition.pages.values() for name in page.figures],
    "ledger": lambda edition: edition.claims,
    "forecasts": lambda edition: edition.forecasts,
    "timeline": lambda edition: "timeline" in edition.tables and edition.tables["timeline"].rows,
    "glossary": lambda edition: edition.terms,
    "argument": lambda edition: edition.argument,
    "changes": lambda edition: edition.changes,
    "summary": lambda edition: edition.weighing,
    "tables": lambda edition: set(edition.tables) - set(ledger_tables.NAMES),
}


def without_empty(edition: Edition) -> Edition:
    """The edition without pages whose lists would all be empty: they are neither built nor led to."""
    empty = {
        file
        for file, page in edition.pages.items()
        if (names := [block.argument for block in page.read.inserts if block.kind == "listing"])
        and not any(NEEDS.get(name, bool)(edition) for name in names)
    }
    return edition._replace(pages={file: page for file, page in edition.pages.items() if file not in empty})


def known() -> list[str]:
    """The lists that there are."""
    templates = (path.stem.removeprefix("listing-") for path in TEMPLATES.glob("listing-*.html"))
    return sorted({*LISTINGS, *templates})


def anchors(name: str, edition: Edition) -> set[str]:
    """The ids on a list that a link may name."""
    return set(LISTINGS[name].anchors(edition)) if name in LISTINGS else set()


def render(name: str, edition: Edition, page: str) -> Markup:
    """The list of that name; a name without code of its own is a template that needs only the edition."""
    if name not in known():
        return Markup("")  # the checks say where it is asked for
    if name in LISTINGS:
        return LISTINGS[name].make(edition, page)
    base = edition.site.base(page)
    return fill(f"listing-{name}.html", edition=edition, page=page, base=base)
