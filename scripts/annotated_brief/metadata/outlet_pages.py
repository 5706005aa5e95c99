"""A page for every outlet, /outlets/tass/: the claims, annotations, figures and events that rest on what it published.

The pages are filled into the frame of the pages of sources.
"""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.content.claims import Claim
from annotated_brief.core import memo
from annotated_brief.core.counted import counted
from annotated_brief.edition import Edition
from annotated_brief.metadata import page_metadata
from annotated_brief.metadata.frames import Sheet
from annotated_brief.pages import ledger
from annotated_brief.pages.ledger import Evidence
from annotated_brief.references import footnotes, outlets, reference_list
from annotated_brief.references.outlets import Outlet
from annotated_brief.references.reference_list import Link, ListEntry

PLACES = {
    "annotation": "Annotations",
    "figure": "Tables and figures",
    "timeline": "Timeline",
    "forecast": "Forecasts",
    "text": "The text",
    "glossary": "Short names",
}


class Resting(NamedTuple):
    """A claim, and what each source of the outlet says on it; none of them where it is but the brief's footnote."""

    claim: Claim
    said: list[tuple[ListEntry, Evidence | None]]


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Every page of an outlet."""
    for outlet in outlets.outlets(edition).values():
        yield memo.kept(outlet.file, edition, functools.partial(_sheet, outlet=outlet), outlet)


def _sheet(edition: Edition, outlet: Outlet) -> Sheet:
    entries = [reference_list.entry(edition, key, outlet.file) for key in outlet.keys]
    sources = counted(len(entries), "source")
    content = edition.render(
        "outlet-page.html",
        outlet.file,
        outlet=outlet,
        sources=sources,
        entries=entries,
        claims=_claims(edition, entries),
        places=_places(entries),
    )
    description = (
        f"What in {edition.settings.title} rests on {outlet.name}: {sources}, with claims, annotations and figures."
    )
    title = f"What rests on {outlet.name}"
    head = page_metadata.sheet_head(edition, outlet.file, title, description)
    return Sheet(outlet.file, title, description, head, content)


def _claims(edition: Edition, entries: list[ListEntry]) -> list[Resting]:
    """The claims that the sources bear on, in the order of the ledger."""
    resting: dict[str, Resting] = {}
    for entry in entries:
        for claim in footnotes.supports(edition, entry.key):
            said = next(iter(ledger.evidence_of(edition, claim, entry.key)), None)
            resting.setdefault(claim.id, Resting(claim, [])).said.append((entry, said))
    return [resting[name] for name in edition.claims if name in resting]


def _places(entries: list[ListEntry]) -> dict[str, dict[str, list[tuple[Link, ListEntry]]]]:
    """The uses by kind and by what they are in; those of the ledger are its claims."""
    places: dict[str, dict[str, list[tuple[Link, ListEntry]]]] = {label: {} for label in PLACES.values()}
    links = [(link, entry) for entry in entries for link in entry.links if link.use.kind != "ledger"]
    for link, entry in links:
        label = PLACES.get(link.use.kind, link.use.kind.capitalize())
        places.setdefault(label, {}).setdefault(link.use.where, []).append((link, entry))
    return {label: uses for label, uses in places.items() if uses}
