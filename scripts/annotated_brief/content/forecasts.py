"""The forecasts of the brief: what would count for and against each, and what has been seen (bib/forecasts.yml)."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.bibliography.dates import possible_date
from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

FIELDS = ("for", "against", "seen", "standing", "note", "horizon", "settles", "review")
SEEN = ("date", "what", "evidence", "before")


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
    lines: dict[str, int]


def load(paths: Paths) -> tuple[dict[str, Forecast], list[Problem]]:
    """The forecasts in the order written; an edition without the file has none."""
    if not paths.forecasts.exists():
        return {}, []
    found, problems = records.load(paths.forecasts, paths)
    problems += [fault for record in found for fault in _forecast_faults(record)]
    return {record.id: _forecast(record) for record in found}, problems


def _forecast(record: records.Record) -> Forecast:
    items, review = record.fields.get("seen"), record.fields.get("review")
    seen = [
        _seen(item, record.at(f"seen.{index}"))
        for index, item in enumerate(items if isinstance(items, list) else [])
        if isinstance(item, dict)
    ]
    return Forecast(
        record.id,
        record.text("for"),
        record.text("against"),
        seen,
        record.text("standing"),
        record.text("note"),
        record.text("horizon"),
        record.text("settles"),
        review if isinstance(review, datetime.date) else None,
        record.file,
        record.line,
        record.lines,
    )


def _forecast_faults(record: records.Record) -> Iterator[Problem]:
    """Nothing that is written about a forecast may be passed over."""
    yield from records.unknown(record, FIELDS)
    if "review" in record.fields and not isinstance(record.fields["review"], datetime.date):
        message = f"{record.id} is looked at again on {record.text('review')}, which is no day"
        yield Problem(record.file, record.at("review"), message, "write review: YYYY-MM-DD")
    items = record.fields.get("seen") or []
    for index, item in enumerate(items if isinstance(items, list) else [items]):
        line = record.at(f"seen.{index}")
        if not isinstance(item, dict) or not set(item) <= set(SEEN) or not item.get("what"):
            message = f"{record.id} has something seen that cannot be read"
            yield Problem(record.file, line, message, "write - {date: YYYY-MM-DD, what: …, evidence: [key]}")
        elif not possible_date(str(item.get("date", ""))):
            message = f"{record.id} has something seen on the impossible date {item.get('date', '')}"
            yield Problem(record.file, line, message, "write YYYY, YYYY-MM or YYYY-MM-DD")
        elif not isinstance(item.get("before", False), bool):
            message = f"{record.id} has before: {item['before']}, which is neither true nor false"
            yield Problem(record.file, line, message, "write before: true, or leave it out")


def _seen(item: dict[str, object], line: int) -> Seen:
    found = item.get("evidence") or []
    keys = [str(key) for key in found] if isinstance(found, list) else [str(found)]
    return Seen(str(item.get("date", "")), str(item.get("what", "")), keys, line, item.get("before") is True)
