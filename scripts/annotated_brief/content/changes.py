"""The record of changes, and the ledgers of the versions that were published (bib/changes.yml, bib/releases/*.csv)."""

import csv
import datetime
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

FIELDS = ("date", "version", "what", "from", "to", "why", "claims")
NEEDED = ("date", "version", "what")
# The columns of a published ledger; those that come after them are the reader's.
COLUMNS = ("id", "verdict")


class Change(NamedTuple):
    """One change to what the edition says."""

    id: str
    date: datetime.date | None
    version: str
    what: str  # one sentence
    was: str  # the former verdict; may be empty
    now: str
    why: str
    claims: list[str]
    file: str
    line: int
    lines: dict[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


class Release(NamedTuple):
    """The verdicts of a version that was published."""

    version: str
    verdicts: dict[str, str]  # of each claim
    file: str


def load(paths: Paths) -> tuple[list[Change], list[Problem]]:
    """The changes, the latest first; those of one day as written."""
    if not paths.changes.exists():
        return [], []
    found, problems = records.load(paths.changes, paths)
    problems += [fault for record in found for fault in _faults(record)]
    made = [_change(record) for record in found]
    return sorted(made, key=lambda change: change.date or datetime.date.min, reverse=True), problems


def load_releases(paths: Paths) -> tuple[list[Release], list[Problem]]:
    """The published ledgers, the oldest first."""
    made, problems = [], []
    for path in sorted(paths.releases.glob("*.csv"), key=lambda path: _order(path.stem)):
        text, faults = records.read_text(path, paths.show(path))
        rows = csv.DictReader(text.splitlines())
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            message = "is no ledger of a version"
            faults.append(Problem(paths.show(path), 1, message, f"write the columns {', '.join(COLUMNS)}"))
            rows = csv.DictReader([])
        problems += faults
        made.append(Release(path.stem, {row["id"]: row["verdict"] for row in rows}, paths.show(path)))
    return made, problems


def _order(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


def _change(record: records.Record) -> Change:
    date = record.fields.get("date")
    return Change(
        id=record.id,
        date=date if isinstance(date, datetime.date) else None,
        version=record.text("version"),
        what=record.text("what"),
        was=record.text("from"),
        now=record.text("to"),
        why=record.text("why"),
        claims=record.words("claims"),
        file=record.file,
        line=record.line,
        lines=record.lines,
    )


def _faults(record: records.Record) -> Iterator[Problem]:
    yield from records.unknown(record, FIELDS)
    for name in NEEDED:
        if not record.text(name):
            yield Problem(record.file, record.line, f"change {record.id} has no {name}", f"write `{name}:`")
    if record.text("date") and not isinstance(record.fields.get("date"), datetime.date):
        message = f"change {record.id} has the impossible date {record.text('date')}"
        yield Problem(record.file, record.at("date"), message, "write YYYY-MM-DD")
