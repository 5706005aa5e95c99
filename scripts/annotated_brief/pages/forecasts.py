"""The forecasts: what would count for and against each, what has been seen, and how it stands (bib/forecasts.yml)."""

from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content.claims import Claim
from annotated_brief.content.forecasts import Forecast, Seen
from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.edition import Edition
from annotated_brief.pages import ledger
from annotated_brief.pages.ledger import Evidence


class Outlook(NamedTuple):
    """One forecast with its claim."""

    claim: Claim
    forecast: Forecast
    page: str  # file in docs/ in which its sentence stands
    sign: str
    slug: str
    seen: list[tuple[Seen, list[Evidence]]]  # with its sources


def outlooks(edition: Edition) -> list[Outlook]:
    """The forecasts that are in the ledger: what has failed, then what is mixed, then the rest; each in its order."""
    forecast_claims = [
        (edition.claims[name], edition.forecasts[name]) for name in edition.claims if name in edition.forecasts
    ]
    unsorted = [_outlook(edition, claim, forecast) for claim, forecast in forecast_claims]
    return sorted(unsorted, key=lambda outlook: outlook.claim.judged.rank)


def listing(edition: Edition, page: str) -> Markup:
    """The page of the forecasts."""
    tallies = [tally for tally in ledger.tallies(edition) if tally.name == "forecasts"]
    return edition.render(
        "listing-forecasts.html",
        page,
        outlooks=outlooks(edition),
        tallies=tallies,
        standings=[(count.slug, count.verdict) for tally in tallies for count in tally.counts],
    )


def _outlook(edition: Edition, claim: Claim, forecast: Forecast) -> Outlook:
    mark = edition.marks.get(claim.id)
    seen = [(one, ledger.evidence(edition, one.evidence)) for one in forecast.seen]
    verdict = VERDICTS.get(forecast.standing)
    sign, slug = (verdict.sign, verdict.slug) if verdict else ("", "")  # the checks tell
    return Outlook(claim, forecast, mark.page if mark else "", sign, slug, seen)
