"""Rules for what is dated: forecasts agree with the ledger and say what was seen, events are possible."""

from collections.abc import Iterator

from annotated_brief.bibliography.dates import possible_date
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for forecasts and for the timeline; none if the ledger could not be read."""
    if edition.claims:
        yield from _forecasts(edition)
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


def _events(edition: Edition) -> Iterator[Problem]:
    table = edition.tables.get("timeline")
    if table is None:
        return
    for row in table.rows:
        date = str(row.cells.get("date") or "")
        if date and not possible_date(date):
            yield Problem(table.file, row.line, f"impossible date {date}", "write YYYY, YYYY-MM or YYYY-MM-DD")
