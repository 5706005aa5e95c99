"""Rules for dates that must agree: no source is seen before it appeared, no claim checked before its evidence appeared."""

import datetime
from collections.abc import Iterator

from annotated_brief.bibliography import dates
from annotated_brief.bibliography.sources import Source
from annotated_brief.content.claims import Claim
from annotated_brief.core import memo
from annotated_brief.core.dates import latest
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for dates."""
    for source in edition.sources.values():
        yield from _source(source, latest())
    for claim in edition.claims.values():
        yield from _claim(claim, edition)


@memo.per_record
def appeared(source: Source) -> datetime.date | None:
    """The first day that a work can have been there; None where its date is not known."""
    date = dates.read(source.written_date)
    parts = date.parts[0] if date and not date.circa else []
    try:
        return datetime.date(*(*parts, 1, 1)[:3]) if parts and parts[0] > 0 else None
    except ValueError:
        return None


@memo.per_record
def _source(source: Source, today: datetime.date) -> list[Problem]:
    problems = []
    for field in ("date", "urldate", "year"):
        date = dates.read(source.fields.get(field, ""))
        if date and any(
            part and part[0] and datetime.date(*(*part, 1, 1)[:3]) > today for part in date.parts if part[0] > 0
        ):
            message = f"{source.key} has the {field} {source.fields[field]}, which lies in the future"
            problems.append(Problem(*source.place(field), message, "mend the date"))
    seen, there = dates.read(source.fields.get("urldate", "")), appeared(source)
    if seen and there and seen.parts[0] < [there.year, there.month, there.day][: len(seen.parts[0])]:
        message = f"{source.key} was seen on {source.fields['urldate']}, before it appeared on {source.written_date}"
        problems.append(Problem(*source.place("urldate"), message, "mend one of the two"))
    return problems


def _claim(claim: Claim, edition: Edition) -> Iterator[Problem]:
    for index, one in enumerate(claim.evidence):
        source = edition.sources.get(one.source)
        there = appeared(source) if source else None
        if there and claim.checked and claim.checked < there:
            message = f"{claim.id} was checked on {claim.checked}, before {one.source} appeared on {there}"
            yield Problem(claim.file, claim.at("checked"), message, "mend one of the two")
        elif there and one.seen_on and one.seen_on < there:
            message = f"{claim.id}: {one.source} was seen on {one.seen_on}, before it appeared on {there}"
            line = claim.lines.get(f"evidence.{index}.seen_on", one.line)
            yield Problem(claim.file, line, message, "mend one of the two")
