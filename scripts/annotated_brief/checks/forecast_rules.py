"""Rules for forecasts and events: forecasts agree with the ledger and say what was seen since the brief; dates are possible."""

import datetime
from collections.abc import Iterator

from annotated_brief.checks.date_rules import appeared
from annotated_brief.content.forecasts import Forecast
from annotated_brief.core import dates
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition
from annotated_brief.pages import timeline

CITED = "the brief cites a source of"  # where it is not known when the brief was finished or appeared


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for forecasts and for the timeline; none if the ledger could not be read."""
    if edition.claims:
        yield from _forecasts(edition)
        yield from _clock(edition)
        yield from _events(edition)


def _forecasts(edition: Edition) -> Iterator[Problem]:
    if not edition.forecasts:
        return
    for claim in edition.claims.values():
        if claim.kind == "forecast" and claim.id not in edition.forecasts:
            file = edition.paths.show(edition.paths.forecasts)
            remedy = f"write {claim.id}: with for, against, settles, review and standing in {file}"
            yield Problem(claim.file, claim.line, f"forecast {claim.id} is missing", remedy)
    for forecast in edition.forecasts.values():
        of = edition.claims.get(forecast.claim)
        if of is None or of.kind != "forecast":
            yield Problem(forecast.file, forecast.line, f"{forecast.claim} is no forecast of the ledger", "delete it")
        elif forecast.standing != of.verdict:
            message = f"{forecast.claim} stands as {forecast.standing} here and as {of.verdict} in the ledger"
            yield Problem(
                forecast.file, forecast.line, message, f"mend the one that is wrong ({of.file}:{of.at('verdict')})"
            )
        else:
            yield from _review(forecast, of.checked)
        if forecast.standing != "open" and all(seen.before for seen in forecast.seen):
            message = f"{forecast.claim} is {forecast.standing}, and nothing was seen since the brief"
            yield Problem(forecast.file, forecast.line, message, "write what was seen, dated and sourced")


def _review(forecast: Forecast, checked: datetime.date | None) -> Iterator[Problem]:
    """We look again after we have looked."""
    if forecast.review and checked and forecast.review <= checked:
        message = f"{forecast.claim} is to be looked at again on {forecast.review}; it was checked on {checked}"
        yield Problem(forecast.file, forecast.at("review"), message, "write a later day")


def _clock(edition: Edition) -> Iterator[Problem]:
    """What happened before the brief was finished is no sign for a forecast of it, and the record says so."""
    since, why = _start(edition)
    for forecast in edition.forecasts.values() if since else ():
        for seen in forecast.seen:
            message = f"{forecast.claim}: something was seen on {seen.date}; {why} {since}"
            if not seen.before and _is_by(seen.date, since):
                yield Problem(forecast.file, seen.line, message, "mend the date, or write before: true")
            elif seen.before and why != CITED and seen.date > since:
                message = f"{message}, so that it was not before"
                yield Problem(forecast.file, seen.line, message, "mend the date, or take before: true out")


def _start(edition: Edition) -> tuple[str, str]:
    """The day from which forecasts are counted, as far as it is known, and the words for it."""
    brief = edition.settings.brief
    if known := brief.get("finished", ""):
        return known, "the brief was finished on"
    if known := brief.get("date", ""):
        return known, "the brief appeared on"
    sources = (appeared(source) for source in edition.sources.values() if source.footnote)
    return max((day.isoformat() for day in sources if day), default=""), CITED


def _is_by(date: str, since: str) -> bool:
    """Whether something had happened by a day: before it or on it; of a month or a year, before that of the day."""
    return date < since[: len(date)] or date == since


def _events(edition: Edition) -> Iterator[Problem]:
    table = edition.tables.get(timeline.TABLE)
    if table is None:
        return
    finished = edition.settings.brief.get("finished", "")
    for row in table.rows:
        date, relation = str(row.cells.get("date") or ""), str(row.cells.get("class") or "")
        if date and not dates.first_day(date):
            yield Problem(table.file, row.line, f"impossible date {date}", "write YYYY, YYYY-MM or YYYY-MM-DD")
        elif date and finished and (right := _class(date, relation, finished)) != relation:
            message = f"an event of {date} is classed as {relation!r}; the brief was finished on {finished}"
            yield Problem(table.file, row.line, message, f"write {right!r}")


def _class(date: str, relation: str, finished: str) -> str:
    """How an event stands to the brief; what the brief speaks of may be still to come."""
    if relation == timeline.LATER and _is_by(date, finished):
        return timeline.EARLIER
    return timeline.LATER if relation == timeline.EARLIER and date > finished else relation
