"""The ledger: every claim of the brief with its verdict and what the verdict rests on (bib/claims.yml)."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.bibliography.sources import possible_date
from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

KINDS = ("fact", "figure", "judgement", "forecast")

# What a verdict says, the sign that stands for it, and what it must bring along.
VERDICTS = {
    "supported": "the evidence seen bears the claim out",
    "partly supported": "part of the claim, or a weaker form of it, is borne out",
    "outdated": "true once, overtaken when the brief was written or since",
    "contradicted": "the evidence seen says otherwise",
    "not found": "looked for; nothing seen bears on it either way",
    "opinion": "a judgement that facts cannot settle",
    "not checked": "not looked into",
    "borne out so far": "what has been seen since agrees with the forecast",
    "mixed": "some of what has been seen agrees, some does not",
    "not borne out": "what has been seen since goes against the forecast",
    "open": "too early to say",
}
SIGNS = {
    "supported": "✓", "partly supported": "◐", "outdated": "↻", "contradicted": "✗", "not found": "?", "opinion": "○",
    "not checked": "–", "borne out so far": "✓", "mixed": "◐", "not borne out": "✗", "open": "…",
}  # fmt: skip

CHECKED = ("supported", "partly supported", "outdated", "contradicted", "not found")
STANDINGS = ("borne out so far", "mixed", "not borne out", "open")
NEED_EVIDENCE = (*CHECKED[:4], *STANDINGS[:3])
NEED_ANNOTATION = ("partly supported", "outdated", "contradicted", "mixed", "not borne out")


# What a record of the ledger may say.
FORECAST = ("for", "against", "seen", "standing", "note")
SEEN = ("date", "what", "evidence")
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
    evidence: list[str]  # keys
    checked: datetime.date | None
    why: str
    looked: str  # where we looked, if nothing was found
    file: str
    line: int
    lines: dict[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)

    @property
    def slug(self) -> str:
        """The verdict as it stands in an address or a class."""
        return self.verdict.replace(" ", "-")

    @property
    def sign(self) -> str:
        return SIGNS[self.verdict]

    @property
    def support(self) -> str:
        """What the claim rests on."""
        if self.footnote:
            return "footnote of the brief"
        return "evidence found by the edition" if self.evidence else "none"


class Seen(NamedTuple):
    """Something that bears on a forecast."""

    date: str
    what: str
    evidence: list[str]
    line: int = 0


class Forecast(NamedTuple):
    """What would count for and against a forecast, and what has been seen."""

    claim: str
    would_confirm: str
    would_refute: str
    seen: list[Seen]
    standing: str
    note: str
    file: str
    line: int


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


def load_forecasts(paths: Paths) -> tuple[dict[str, Forecast], list[Problem]]:
    """The forecasts in the order written; an edition without the file has none."""
    if not paths.forecasts.exists():
        return {}, []
    found, problems = records.load(paths.forecasts, paths)
    problems += [fault for record in found for fault in _forecast_faults(record)]
    return {record.id: _forecast(record) for record in found}, problems


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
        verdict=record.text("verdict") if record.text("verdict") in VERDICTS else "not checked",
        evidence=record.words("evidence"),
        checked=checked if isinstance(checked, datetime.date) else None,
        why=record.text("why"),
        looked=record.text("looked"),
        file=record.file,
        line=record.line,
        lines=record.lines,
    )


def _forecast(record: records.Record) -> Forecast:
    items = record.fields.get("seen")
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
        record.file,
        record.line,
    )


def _forecast_faults(record: records.Record) -> Iterator[Problem]:
    """Nothing that is written about a forecast may be passed over."""
    yield from records.unknown(record, FORECAST)
    items = record.fields.get("seen") or []
    for index, item in enumerate(items if isinstance(items, list) else [items]):
        line = record.at(f"seen.{index}")
        if not isinstance(item, dict) or not set(item) <= set(SEEN) or not item.get("what"):
            message = f"{record.id} has something seen that cannot be read"
            yield Problem(record.file, line, message, "write - {date: YYYY-MM-DD, what: …, evidence: [key]}")
        elif not possible_date(str(item.get("date", ""))):
            message = f"{record.id} has something seen on the impossible date {item.get('date', '')}"
            yield Problem(record.file, line, message, "write YYYY, YYYY-MM or YYYY-MM-DD")


def _seen(item: dict[str, object], line: int) -> Seen:
    evidence = item.get("evidence") or []
    keys = [str(key) for key in evidence] if isinstance(evidence, list) else [str(evidence)]
    return Seen(str(item.get("date", "")), str(item.get("what", "")), keys, line)


def _faults(record: records.Record) -> list[Problem]:
    """What is wrong with a record by itself; what it needs of the others is checked in scripts/checks.py."""
    faults: list[Problem] = []

    def fault(field: str, message: str, remedy: str) -> None:
        faults.append(Problem(record.file, record.at(field), f"{record.id} {message}", remedy))

    faults += records.unknown(record, FIELDS)
    if record.text("paragraph") and not record.text("paragraph").isdecimal():
        fault("paragraph", f"has the paragraph {record.text('paragraph')!r}", "write its number in the brief's section")
    for field in ("section", "kind", "claim", "verdict"):
        if not record.text(field):
            fault(field, f"has no {field}", f"write `{field}:`")
    kind, verdict = record.text("kind"), record.text("verdict")
    if kind and kind not in KINDS:
        fault("kind", f"has the unknown kind {kind!r}", f"use one of: {', '.join(KINDS)}")
    if verdict and verdict not in VERDICTS:
        fault("verdict", f"has the unknown verdict {verdict!r}", f"use one of: {', '.join(VERDICTS)}")
    if verdict in STANDINGS and kind and kind != "forecast":
        fault("verdict", f"is a {kind} with a forecast's verdict", "use a verdict for facts, or make it a forecast")
    if verdict in NEED_EVIDENCE and not record.words("evidence"):
        fault("verdict", f"is {verdict} without evidence", "name the sources: `evidence: [key]`")
    if verdict in VERDICTS and verdict != "not checked":
        if not isinstance(record.fields.get("checked"), datetime.date):
            fault("checked" if "checked" in record.lines else "verdict", f"is {verdict} without a date",
                  "write `checked: YYYY-MM-DD`")  # fmt: skip
        if not record.text("why"):
            fault("verdict", f"is {verdict} without a reason", "write `why:`, one sentence")
    if verdict == "not found" and not record.text("looked"):
        fault("verdict", "is not found, but not where we looked", "write `looked:`")
    return faults
