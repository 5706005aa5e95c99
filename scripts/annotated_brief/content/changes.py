"""The record of changes, and the ledgers of the versions that were published (bib/changes.yml, bib/releases/*.csv)."""

import csv
import datetime
import re
from collections.abc import Mapping
from typing import NamedTuple

from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

VERSION = r"[0-9]+(\.[0-9]+)*[0-9A-Za-z]*([.+-][0-9A-Za-z]+)*"
SHAPE: Shape = {
    "date": Field("day", "when it was changed", needed=True, past=True),
    "version": Field("text", "the version that has the change", needed=True, most=40, form=VERSION, example="1.0.0"),
    "what": Field("text", "what changed, in one sentence", needed=True),
    "from": Field("text", "the former verdict, as it was called then", most=60),
    "to": Field("choice", "the new verdict", among=tuple(VERDICTS)),
    "why": Field("text", "the reason"),
    "claims": Field("names", "the claims concerned"),
}
# The columns that a published ledger must have; of the others, `claim` is shown where versions are compared.
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
    lines: Mapping[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


class Judged(NamedTuple):
    """A claim as a version had it."""

    verdict: str
    words: str  # empty where the ledger has no column for them


class Release(NamedTuple):
    """The ledger of a version that was published."""

    version: str
    claims: dict[str, Judged]
    file: str


def load(paths: Paths) -> tuple[list[Change], list[Problem]]:
    """The changes, the latest first; those of one day as written."""
    changes, problems = records.load_all(
        paths.changes,
        paths,
        lambda record: records.build(Change, record, was=record.text("from"), now=record.text("to")),
        lambda record: shape.faults(record, SHAPE, f"change {record.id}"),
    )
    return sorted(changes.values(), key=lambda change: change.date or datetime.date.min, reverse=True), problems


def load_releases(paths: Paths) -> tuple[list[Release], list[Problem]]:
    """The published ledgers, the oldest first."""
    releases, problems = [], []
    for path in sorted(paths.releases.glob("*.csv"), key=lambda path: order(path.stem)):
        text, faults = records.read_text(path, paths.show(path))
        if not re.fullmatch(VERSION, path.stem):
            message = f"{path.stem!r} is no number of a version"
            faults.append(Problem(paths.show(path), 0, message, "name the file after its version, such as 1.0.0.csv"))
        rows = csv.DictReader(text.splitlines())
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            message = "is no ledger of a version"
            faults.append(Problem(paths.show(path), 1, message, f"write the columns {', '.join(COLUMNS)}"))
            rows = csv.DictReader([])
        problems += faults
        judged = {row["id"]: Judged(row["verdict"] or "", row.get("claim") or "") for row in rows if row["id"]}
        releases.append(Release(path.stem, judged, paths.show(path)))
    return releases, problems


def order(version: str) -> list[int]:
    """What versions are compared by: their numbers, from the left."""
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]
