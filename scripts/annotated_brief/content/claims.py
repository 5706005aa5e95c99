"""The ledger: every claim of the brief with its verdict and what the verdict rests on (bib/claims.yml)."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotated_brief.content import evidence
from annotated_brief.content.evidence import Evidence
from annotated_brief.content.verdicts import VERDICTS, Verdict
from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

KINDS = ("fact", "figure", "judgement", "forecast")
NAME = re.compile(r"c[0-9]{3}")
EDITIONS = "2000-01-01"  # nobody checked a claim before

SHAPE: Shape = {
    "section": Field("name", "the section of the brief, as mkdocs.yml names it", needed=True),
    "paragraph": Field("count", "the paragraph in the brief's section", least=1, greatest=999),
    "kind": Field("choice", "what kind of statement it is", needed=True, among=KINDS),
    "claim": Field("text", "the claim, in our words", needed=True),
    "footnote": Field("name", "key of the source that the brief cites for it"),
    "verdict": Field("choice", "what was found", needed=True, among=tuple(VERDICTS)),
    "evidence": Field("records", "what the verdict rests on, in order of weight", fields=evidence.SHAPE),
    "checked": Field(
        "day",
        "when the verdict was reached: not before the sources of its evidence appeared, and not after today",
        past=True,
        since=EDITIONS,
    ),
    "why": Field("text", "the reason for the verdict, in one sentence"),
    "looked": Field("text", "where we looked, if nothing was found"),
}


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
    lines: Mapping[str, int]

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
    return records.load_all(paths.ledger, paths, _claim, _faults, needed=True)


def by_source(ledger: Mapping[str, Claim]) -> dict[str, list[str]]:
    """The claims that each source bears on, as its evidence or as the footnote of the brief."""
    claims: dict[str, list[str]] = {}
    for claim in ledger.values():
        for key in dict.fromkeys((claim.footnote, *claim.keys)):
            claims.setdefault(key, []).append(claim.id)
    return claims


def _claim(record: records.Record) -> Claim:
    verdict = record.text("verdict")
    return records.build(
        Claim,
        record,
        verdict=verdict if verdict in VERDICTS else "not checked",
        evidence=evidence.read(record),
        looked=record.text("looked").rstrip(". "),
    )


def _faults(record: records.Record) -> Iterator[Problem]:
    """What is wrong with a record by itself; what it needs of the others is for the checks."""
    yield from shape.named(record, NAME, "c001, c002 and so on")
    yield from shape.faults(record, SHAPE)
    yield from evidence.faults(record)
    yield from _verdict_faults(record)


def _verdict_faults(record: records.Record) -> Iterator[Problem]:
    """What its verdict asks of a record, and it does not have."""
    kind, name = record.text("kind"), record.text("verdict")
    if name not in VERDICTS:
        return

    def fault(field: str, message: str, remedy: str) -> Problem:
        return Problem(record.file, record.at(field), f"{record.id} {message}", remedy)

    verdict = VERDICTS[name]
    if verdict.is_standing and kind in KINDS and kind != "forecast":
        yield fault(
            "verdict", f"is a {kind} with a forecast's verdict", "use a verdict for facts, or make it a forecast"
        )
    if verdict.demands and not record.fields.get("evidence"):
        yield fault("verdict", f"is {name} without evidence", f"write `evidence:`; it needs {verdict.needs}")
    if verdict.reasoned and not record.text("checked"):
        yield fault("verdict", f"is {name} without a date", "write `checked: YYYY-MM-DD`")
    if verdict.reasoned and not record.text("why"):
        yield fault("verdict", f"is {name} without a reason", "write `why:`, one sentence")
    if verdict.looked and not record.text("looked"):
        yield fault("verdict", f"is {name}, but not where we looked", "write `looked:`")
