"""Rules for evidence: a verdict rests on sources whose stances can carry it."""

from collections.abc import Iterator

from annotated_brief.content import evidence
from annotated_brief.content.claims import Claim
from annotated_brief.content.verdicts import STANCES
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """A problem for each verdict that its evidence does not carry."""
    for claim in edition.claims.values():
        if claim.evidence and all(one.stance in STANCES for one in claim.evidence):  # an unknown one is told already
            yield from _carried(claim)


def _carried(claim: Claim) -> Iterator[Problem]:
    if not all(evidence.met(demand, claim.evidence) for demand in claim.judged.demands):
        stances = ", ".join(f"{one.source} {one.stance}{_weight(one)}" for one in claim.evidence)
        message = f"{claim.id} is {claim.verdict}, which its evidence does not carry ({stances})"
        remedy = f"it needs {claim.judged.needs}; find a source, or change the verdict"
        yield Problem(claim.file, claim.at("verdict"), message, remedy)


def _weight(one: evidence.Evidence) -> str:
    """Why a source counts for nothing, or not again."""
    return " but not seen" if one.seen == "not seen" else f" but a copy of {one.copy_of}" if one.copy_of else ""
