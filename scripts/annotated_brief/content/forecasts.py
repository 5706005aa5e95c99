"""The forecasts of the brief: what would count for and against each, and what has been seen (bib/forecasts.yml)."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

UNDATED = "no date given"
STANDINGS = tuple(name for name, verdict in VERDICTS.items() if verdict.is_standing)

SEEN: Shape = {
    "date": Field("date", "when it happened", needed=True, past=True),
    "what": Field("text", "what happened, in one sentence", needed=True),
    "evidence": Field("names", "keys of the sources", needed=True),
    "before": Field(
        "flag", "whether it happened before the brief was finished, so that it is where the forecast began and no sign"
    ),
}
SHAPE: Shape = {
    "for": Field("text", "what would count for it", needed=True),
    "against": Field("text", "what would count against it", needed=True),
    "horizon": Field("text", f"the time that the brief gives, in words; if none, the pages say: {UNDATED}"),
    "settles": Field("text", "what would settle it", needed=True),
    "review": Field("day", "when we look again, after the day on which it was last checked", needed=True),
    "seen": Field("records", "what has been seen, the earliest first", fields=SEEN),
    "standing": Field("choice", "how it stands, as in the ledger", needed=True, among=STANDINGS),
    "note": Field("text", "what the standing rests on"),
}


class Seen(NamedTuple):
    """Something that bears on a forecast."""

    date: str
    what: str
    evidence: list[str]
    line: int = 0
    before: bool = False  # before the brief was finished; a starting point, no sign


class Forecast(NamedTuple):
    """What would count for and against a forecast, and what has been seen."""

    claim: str
    would_confirm: str
    would_refute: str
    seen: list[Seen]
    standing: str
    note: str
    horizon: str  # the time that the brief gives, in words
    settles: str  # what would settle it
    review: datetime.date | None  # when we look again
    file: str
    line: int
    lines: Mapping[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


def load(paths: Paths) -> tuple[dict[str, Forecast], list[Problem]]:
    """The forecasts in the order written; an edition without the file has none."""
    return records.load_all(paths.forecasts, paths, _forecast, lambda record: shape.faults(record, SHAPE))


def _forecast(record: records.Record) -> Forecast:
    return records.build(
        Forecast,
        record,
        claim=record.id,
        would_confirm=record.text("for"),
        would_refute=record.text("against"),
        horizon=record.text("horizon") or UNDATED,
        seen=[records.build(Seen, one) for one in record.records("seen")],
    )
