"""What `/// listing | name` puts on a page: lists made from data, each by a template of the same name."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content.page_record import Page
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
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
from annotated_brief.tables import tables


class Listing(NamedTuple):
    """One list that a page may ask for: its template is `listing-NAME.html`."""

    name: str
    make: Callable[[Edition, str], Markup] | None = (
        None  # the edition, the page's file -> the list; None: the template does
    )
    anchors: Callable[[Edition], Iterable[str]] = lambda _: ()  # the ids on it that a link may name
    shows: Callable[[Edition], object] = lambda _: True  # whether the edition has anything for it
    sheet: str = ""  # the style sheet of the theme that it is set in
    script: str = ""  # the script of the theme that searches it


def _claims(edition: Edition) -> Iterable[str]:
    """The claims; those that the sections mark, if the ledger could not be read."""
    return edition.claims or [mark.claim for section in edition.sections.values() for mark in section.marks]


def _figures(edition: Edition) -> Iterable[str]:
    return [f"fig-{name}" for name in charts.figures(edition.paths)]


def _placed(edition: Edition) -> object:
    return [name for page in edition.pages.values() for name in page.figures]


LISTINGS = {
    listing.name: listing
    for listing in (
        Listing("references", reference_list.listing, lambda edition: edition.sources, lambda edition: edition.numbers, sheet="lookup", script="references"),
        Listing("cite", cite_this.listing),
        Listing("figures", figure_pages.all_figures, _figures, _placed),
        Listing("tables", shows=lambda edition: tables.own(edition.tables)),
        Listing("ledger", ledger.listing, _claims, lambda edition: edition.claims, sheet="lists", script="filter"),
        Listing("forecasts", forecasts.listing, _claims, lambda edition: edition.forecasts, sheet="lists", script="filter"),
        Listing("timeline", timeline.listing, timeline.anchors, lambda edition: "timeline" in edition.tables and edition.tables["timeline"].rows, sheet="lists", script="filter"),
        Listing("glossary", shows=lambda edition: edition.terms, sheet="lists"),
        Listing("verdicts", glossary.verdicts, glossary.anchors, sheet="lists"),
        Listing("grades", glossary.grades, sheet="lists"),
        Listing("kinds", glossary.kinds, sheet="lists"),
        Listing("stances", glossary.stances, sheet="lists"),
        Listing("argument", argument.listing, lambda edition: edition.argument, lambda edition: edition.argument, sheet="argument"),
        Listing("changes", versions.listing, changes.anchors, lambda edition: edition.changes or edition.releases, sheet="argument"),
        Listing("summary", weighing.summary, lambda edition: edition.weighing, lambda edition: edition.weighing, sheet="argument"),
        Listing("downloads", take_away.listing, sheet="lists"),
        Listing("versions", shows=lambda edition: edition.changes, sheet="lists"),
        Listing("brief"),
        Listing("privacy"),
        Listing("reporting"),
    )
}  # fmt: skip


def without_empty(edition: Edition) -> Edition:
    """The edition without pages whose lists would all be empty: they are neither built nor led to."""
    return edition._replace(pages={file: page for file, page in edition.pages.items() if not is_empty(page, edition)})


def is_empty(page: Page, edition: Edition) -> bool:
    """Whether a page has lists, and none of them shows anything."""
    names = _names(page)
    return bool(names) and not any(has(name, edition) for name in names)


def assets(page: Page) -> dict[str, list[str]]:
    """The style sheets and scripts of a page: those that its front matter names, then those of its lists, once each."""
    lists = [LISTINGS[name] for name in _names(page) if name in LISTINGS]
    brought = {
        "styles": [f"assets/stylesheets/{one.sheet}.css" for one in lists if one.sheet],
        "scripts": [f"assets/javascripts/{one.script}.js" for one in lists if one.script],
    }
    return {name: list(dict.fromkeys([*asked(page, name), *files])) for name, files in brought.items()}


def _names(page: Page) -> list[str]:
    return [block.argument for block in page.read.inserts if block.kind == "listing"]


def asked(page: Page, name: str) -> list[str]:
    """The files that the front matter of a page names as its template, its styles or its scripts."""
    named = page.meta.get(name) or []
    return [str(file) for file in (named if isinstance(named, list) else [named])]


def has(name: str, edition: Edition) -> bool:
    """Whether the list of that name shows anything; an unknown one counts, because the checks report it."""
    return name not in LISTINGS or bool(LISTINGS[name].shows(edition))


def anchors(name: str, edition: Edition) -> set[str]:
    """The ids on a list that a link may name."""
    return set(LISTINGS[name].anchors(edition)) if name in LISTINGS else set()


def render(name: str, edition: Edition, page: str) -> Markup:
    """The list of that name; empty for an unknown one, which the checks report."""
    listing = LISTINGS.get(name)
    if listing and not listing.make:
        return edition.render(f"listing-{name}.html", page)
    return listing.make(edition, page) if listing and listing.make else Markup()
