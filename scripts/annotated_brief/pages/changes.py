"""The record of changes as the pages show it: on its own page, on the first page and at a claim."""

from typing import NamedTuple

from annotated_brief.content.changes import Change
from annotated_brief.edition import Edition
from annotated_brief.pages import strip


class ChangeEntry(NamedTuple):
    """One change with the addresses of its claims."""

    change: Change
    claims: list[strip.StripMark]

    @property
    def anchor(self) -> str:
        return f"change-{self.change.id}"


def entries(edition: Edition) -> list[ChangeEntry]:
    """Every change, the latest first."""
    return [_entry(edition, change) for change in edition.changes]


def _entry(edition: Edition, change: Change) -> ChangeEntry:
    claims = [edition.claims[name] for name in change.claims if name in edition.claims]
    return ChangeEntry(change, strip.marks(edition, claims))


def anchors(edition: Edition) -> list[str]:
    """The ids of the changes on their page."""
    return [entry.anchor for entry in entries(edition)]


def of_claim(edition: Edition, name: str) -> list[ChangeEntry]:
    """The changes that a claim has seen, the latest first."""
    return [_entry(edition, change) for change in edition.changes if name in change.claims]


def latest(edition: Edition) -> dict[str, str]:
    """The day of the latest change and where it is told, for the first page; nothing where no change has a day."""
    dated = [entry for entry in entries(edition) if entry.change.date]
    if not dated:
        return {}
    page = edition.site.page(edition.lists["changes"])
    return {"date": str(dated[0].change.date), "url": f"{page}#{dated[0].anchor}"}
