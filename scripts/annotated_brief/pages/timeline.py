"""The timeline: dated events by year, each with what it bears on and where it is known from (docs/data/timeline.csv)."""

from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content.claims import Claim
from annotated_brief.edition import Edition
from annotated_brief.pages import ledger
from annotated_brief.pages.ledger import Evidence
from annotated_brief.tables.tables import Row

TABLE = "timeline"

# How an event stands to the brief; its sign is drawn by the style sheet, its words are printed.
EARLIER, LATER = "before it was finished", "later"
CLASSES = {
    "in the brief": "in the brief",
    EARLIER: "earlier, not in it",
    LATER: "later",
}


class Event(NamedTuple):
    """One row of the table."""

    id: str
    date: str  # as exact as the source
    what: str
    theme: str
    relation: str  # one of CLASSES
    claims: list[Claim]
    evidence: list[Evidence]
    note: str

    @property
    def slug(self) -> str:
        return self.relation.replace(" ", "-")


def events(edition: Edition) -> list[Event]:
    """All events in the order of their dates; of two on one day, as written."""
    table = edition.tables.get(TABLE)
    dated = [_event(edition, row) for row in table.rows] if table else []
    return sorted(dated, key=lambda event: event.date)


def anchors(edition: Edition) -> list[str]:
    """The ids of the events."""
    return [event.id for event in events(edition)]


def listing(edition: Edition, page: str) -> Markup:
    """The page of the timeline."""
    dated = events(edition)
    themes = sorted({event.theme for event in dated}, key=str.lower)
    return edition.render(
        "listing-timeline.html",
        page,
        total=len(dated),
        years=[(year, list(mine)) for year, mine in groupby(dated, key=lambda event: event.date[:4])],
        classes=[(name.replace(" ", "-"), words) for name, words in CLASSES.items()],
        words=CLASSES,
        themes=[(theme.lower().replace(" ", "-"), theme) for theme in themes],
        counts={name: sum(event.relation == name for event in dated) for name in CLASSES},
    )


def _event(edition: Edition, row: Row) -> Event:
    def text(name: str) -> str:
        return str(row.cells.get(name) or "")

    return Event(
        id=text("row"),
        date=text("date"),
        what=text("event"),
        theme=text("theme"),
        relation=text("class"),
        claims=[edition.claims[name] for name in text("claims").split() if name in edition.claims],
        evidence=ledger.evidence(edition, [text("source")]),
        note=text("note"),
    )
