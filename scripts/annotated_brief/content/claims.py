"""The ledger: every claim of the brief with its verdict and what the verdict rests on (bib/claims.yml)."""

import datetime
from typing import NamedTuple

from annotated_brief.content import evidence
from annotated_brief.content.evidence import Evidence
from annotated_brief.content.verdicts import VERDICTS, Verdict
from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

KINDS = ("fact", "figure", "judgement", "forecast")

# What a record of the ledger may say.
FIELDS = ("section", "paragraph", "kind", "claim", "footnote", "verdict", "evidence", "checked", "why", "looked")


class Claim(NamedTuple):
    """One statement of the brief and what was found about it."""

    id: str
    section: str
    paragraph: int  # of the brief's section
    kind: str
    claim: str  # in the edition's words
    footnote: str  # key of the source that the brief cites for it; may be empty
    verdict: str
    evidence: list[Evidence]
    checked: datetime.date | None
    why: str
    looked: str  # where we looked, if nothing was found
    file: str
    line: int
    lines: dict[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)

    @property
    def judged(self) -> Verdict:
        """The record of its verdict."""
        return VERDICTS[self.verdict]

    @property
    def slug(self) -> str:
        return self.judged.slug

    @property
    def sign(self) -> str:
        return self.judged.sign

    @property
    def keys(self) -> list[str]:
        """The sources of its evidence."""
        return [one.source for one in self.evidence]

    @property
    def is_checked(self) -> bool:
        return self.kind != "forecast" and self.judged.is_checked

    @property
    def support(self) -> str:
        """What the claim rests on."""
        if self.footnote:
            return "footnote of the brief"
        return "evidence found by the edition" if self.evidence else "none"


def load(paths: Paths) -> tuple[dict[str, Claim], list[Problem]]:
    """The ledger in the order written."""
    found, problems = records.load(paths.ledger, paths)
    if not found and not problems:
        problems.append(Problem(paths.show(paths.ledger), 1, "the ledger is empty", "write its claims"))
    ledger: dict[str, Claim] = {}
    for record in found:
        faults = list(_faults(record))
        problems += faults
        ledger[record.id] = _claim(record)
    return ledger, problems


def _claim(record: records.Record) -> Claim:
    checked = record.fields.get("checked")
    paragraph = record.text("paragraph")
    return Claim(
        id=record.id,
        section=record.text("section"),
        paragraph=int(paragraph) if paragraph.isdecimal() else 0,
        kind=record.text("kind"),
        claim=record.text("claim"),
        footnote=record.text("footnote"),
        verdict=_verdict(record),
        evidence=evidence.read(record),
        checked=checked if isinstance(checked, datetime.date) else None,
        why=record.text("why"),
        looked=record.text("looked"),
        file=record.file,
        line=record.line,
        lines=record.lines,
    )


def _verdict(record: records.Record) -> str:
    name = record.text("verdict")
    return name if name in VERDICTS else "not checked"


def _faults(record: records.Record) -> list[Problem]:
    """What is wrong with a record by itself; what it needs of the others is for the checks."""
    faults: list[Problem] = []

    def fault(field: str, message: str, remedy: str) -> None:
        faults.append(Problem(record.file, record.at(field), f"{record.id} {message}", remedy))

    faults += records.unknown(record, FIELDS)
    if record.text("paragraph") and not record.text("paragraph").isdecimal():
        fault("paragraph", f"has the paragraph {record.text('paragraph')!r}", "write its number in the brief's section")
    for field in ("section", "kind", "claim", "verdict"):
        if not record.text(field):
            fault(field, f"has no {field}", f"write `{field}:`")
    kind, name = record.text("kind"), record.text("verdict")
    if kind and kind not in KINDS:
        fault("kind", f"has the unknown kind {kind!r}", f"use one of: {', '.join(KINDS)}")
    faults += evidence.faults(record)
    if name not in VERDICTS:
        if name:
            fault("verdict", f"has the unknown verdict {name!r}", f"use one of: {', '.join(VERDICTS)}")
        return faults
    verdict = VERDICTS[name]
    if verdict.is_standing and kind and kind != "forecast":
        fault("verdict", f"is a {kind} with a forecast's verdict", "use a verdict for facts, or make it a forecast")
    if verdict.demands and not record.fields.get("evidence"):
        fault("verdict", f"is {name} without evidence", f"write `evidence:`; it needs {verdict.needs}")
    if verdict.reasoned:
        if not isinstance(record.fields.get("checked"), datetime.date):
            fault("checked" if "checked" in record.lines else "verdict", f"is {name} without a date",
                  "write `checked: YYYY-MM-DD`")  # fmt: skip
        if not record.text("why"):
            fault("verdict", f"is {name} without a reason", "write `why:`, one sentence")
    if verdict.looked and not record.text("looked"):
        fault("verdict", f"is {name}, but not where we looked", "write `looked:`")
    return faults
