"""What `/// listing | name` puts on a page: lists made from data, each by a template of the same name."""

from collections.abc import Callable

from markupsafe import Markup

from annotated_brief.content import ledger_tables
from annotated_brief.core.paths import TEMPLATES
from annotated_brief.edition import Edition
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
    weighing,
)
from annotated_brief.references import cite_this, reference_list

Listing = Callable[[Edition, str], Markup]

LISTINGS: dict[str, Listing] = {
    "references": reference_list.listing,
    "cite": cite_this.listing,
    "figures": figure_pages.all_figures,
    "ledger": ledger.listing,
    "forecasts": forecasts.listing,
    "timeline": timeline.listing,
    "verdicts": glossary.verdicts,
    "grades": glossary.grades,
    "kinds": glossary.kinds,
    "stances": glossary.stances,
    "argument": argument.listing,
    "changes": changes.listing,
    "summary": weighing.summary,
    "downloads": take_away.listing,
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


def render(name: str, edition: Edition, page: str) -> Markup:
    """The list of that name; a name without code of its own is a template that needs only the edition."""
    if name not in known():
        return Markup("")  # the checks say where it is asked for
    if name in LISTINGS:
        return LISTINGS[name](edition, page)
    base = edition.addresses.base(page)
    return fill(f"listing-{name}.html", edition=edition, page=page, base=base)
