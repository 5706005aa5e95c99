"""Rules for forecasts and events: forecasts agree with the ledger and say what was seen, and dates are possible."""

from collections.abc import Iterator

from annotated_brief.bibliography.dates import possible_date
from annotated_brief.checks.date_rules import appeared
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for forecasts and for the timeline; none if the ledger could not be read."""
    if edition.claims:
        yield from _forecasts(edition)
        yield from _early(edition)
        yield from _events(edition)


def _forecasts(edition: Edition) -> Iterator[Problem]:
    if not edition.forecasts:
        return
    for claim in edition.claims.values():
        if claim.kind == "forecast" and claim.id not in edition.forecasts:
            file = edition.paths.show(edition.paths.forecasts)
            yield Problem(file, 0, f"forecast {claim.id} is missing", f"write {claim.id}: with for, against and seen")
    for forecast in edition.forecasts.values():
        of = edition.claims.get(forecast.claim)
        if of is None or of.kind != "forecast":
            yield Problem(forecast.file, forecast.line, f"{forecast.claim} is no forecast of the ledger", "delete it")
        elif forecast.standing != of.verdict:
            message = f"{forecast.claim} stands as {forecast.standing} here and as {of.verdict} in the ledger"
            yield Problem(
                forecast.file, forecast.line, message, f"mend the one that is wrong ({of.file}:{of.at('verdict')})"
            )
        if forecast.standing != "open" and not forecast.seen:
            message = f"{forecast.claim} is {forecast.standing}, and nothing was seen"
            yield Problem(forecast.file, forecast.line, message, "write what was seen, dated and sourced")


def _early(edition: Edition) -> Iterator[Problem]:
    """What happened before the brief appeared bears on no forecast of it, unless the record says so."""
    sources = (appeared(source) for source in edition.sources.values() if source.footnote)
    cited = max((day.isoformat() for day in sources if day), default="")
    known = edition.settings.brief.get("date", "")
    since, why = (known, "the brief appeared on") if known else (cited, "the brief cites a source of")
    for forecast in edition.forecasts.values():
        for seen in forecast.seen if since else ():
            if not seen.before and seen.date < since[: len(seen.date)]:
                message = f"{forecast.claim}: something was seen on {seen.date}; {why} {since}"
                yield Problem(forecast.file, seen.line, message, "mend the date, or write before: true")


def _events(edition: Edition) -> Iterator[Problem]:
    table = edition.tables.get("timeline")
    if table is None:
        return
    for row in table.rows:
        date = str(row.cells.get("date") or "")
        if date and not possible_date(date):
            yield Problem(table.file, row.line, f"impossible date {date}", "write YYYY, YYYY-MM or YYYY-MM-DD")
