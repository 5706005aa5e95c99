"""What `/// listing | name` puts on a page: lists made from data, each by a template of the same name."""

from collections.abc import Callable

from markupsafe import Markup

from scripts.apparatus import citing, lookup
from scripts.edition import Edition
from scripts.ground.paths import TEMPLATES
from scripts.markup.templating import render as fill
from scripts.pages import figure_pages, ledger, outlook, timeline, vocabulary

Listing = Callable[[Edition, str], Markup]

LISTINGS: dict[str, Listing] = {
    "references": lookup.listing,
    "cite": citing.listing,
    "figures": figure_pages.all_figures,
    "ledger": ledger.listing,
    "forecasts": outlook.listing,
    "timeline": timeline.listing,
    "verdicts": vocabulary.verdicts,
    "grades": vocabulary.grades,
    "kinds": vocabulary.kinds,
}


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
