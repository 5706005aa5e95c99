"""The place of a claim in the argument: its path up to the thesis, the claims under it and beside it, and what would
follow if it failed.

The word for what follows comes from the relation to the parent (content/argument.py). It goes on upwards only as long
as nothing else holds the step up, and it never reaches the thesis.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.content import argument
from annotated_brief.content.argument import RELATIONS, THESIS, Step
from annotated_brief.content.claims import Claim
from annotated_brief.core.counted import listed, spelt
from annotated_brief.edition import Edition


class Link(NamedTuple):
    """One step as a chain shows it."""

    step: Step
    claim: Claim | None  # of a pillar, none
    url: str  # from the root of the site
    relation: str  # to its parent, in words

    @property
    def words(self) -> str:
        return self.claim.claim if self.claim else self.step.title


class Chain(NamedTuple):
    """One claim in the argument."""

    way: list[Link]  # from the claim to the thesis
    beneath: list[Link]
    beside: list[Link]  # what else holds its parent up
    replies: list[Link]  # to the objections on the way
    side: str  # for the thesis, against it, a limit to it
    fails: list[str]  # what would follow if it failed, in sentences
    stands: str  # what would still stand, in a sentence


def chain(edition: Edition, name: str) -> Chain | None:
    """The chain of a claim; none where it has no place in the argument."""
    steps = edition.argument
    way = argument.path(steps, name)
    if not way:
        return None
    above = {step.id for step in way}
    replies = [step for step in steps.values() if step.relation == "answers" and step.parent in above - {name}]
    return Chain(
        way=links(edition, way),
        beneath=links(edition, argument.beneath(steps, name)),
        beside=links(edition, _beside(steps, way[0])),
        replies=links(edition, [step for step in replies if step.id not in above]),
        side=_side(steps, way),
        fails=list(_fails(edition, way)),
        stands=_stands(edition, way),
    )


def links(edition: Edition, steps: list[Step]) -> list[Link]:
    """Steps with their claims and the addresses of their pages; what is no claim is left to the checks."""
    steps_on = []
    for step in steps:
        claim = edition.claims.get(step.id)
        url = edition.site.claim(step.id) if claim else _pillar(edition, step.id)
        relation = RELATIONS[step.relation].says if step.relation in RELATIONS else ""
        if claim or step.is_pillar:
            steps_on.append(Link(step, claim, url, relation))
    return steps_on


def _pillar(edition: Edition, name: str) -> str:
    """Where a pillar stands; empty where the edition has no page of its argument."""
    page = edition.lists["argument"]
    return f"{edition.site.page(page)}#{name}" if page in edition.pages else ""


def _beside(steps: argument.Argument, step: Step) -> list[Step]:
    """What else holds the parent up; the thesis is held by its pillars and by what it is drawn from."""
    return [other for other in argument.beneath(steps, step.parent) if other.id != step.id and _holds(other)]


def _holds(step: Step) -> bool:
    return step.relation in RELATIONS and RELATIONS[step.relation].holds


def _side(steps: argument.Argument, way: list[Step]) -> str:
    if any(step.relation == "limits" for step in way):
        return "a limit that the author sets himself"
    return "for the thesis" if argument.sign(steps, way[0].id) > 0 else "against the thesis"


def _fails(edition: Edition, way: list[Step]) -> Iterator[str]:
    """Sentence by sentence, upwards until something else holds."""
    step, steps = way[0], edition.argument
    if step.role == THESIS:
        yield "This is the thesis: no single claim carries it alone."
        return
    lost = [other.id for other in argument.beneath(steps, step.id) if _holds(other)]
    if lost:
        yield f"{listed(lost)} would carry nothing."
    for below in way[:-1]:
        parent = steps[below.parent]
        yield f"{_name(parent).capitalize() if parent.role == THESIS else _name(parent)} {_outcome(below)}."
        if parent.role == THESIS or not _holds(below) or _beside(steps, below) or _alone(edition, parent):
            break
        yield f"In our outline nothing else holds {_name(parent)} up."
    yield (
        "For the thesis that would be a loss."
        if argument.sign(steps, step.id) > 0
        else ("For the thesis that would be a relief: there would be less to answer.")
    )


def _outcome(step: Step) -> str:
    return RELATIONS[step.relation].fails if step.relation in RELATIONS else "would change"


def _alone(edition: Edition, step: Step) -> bool:
    """Whether a step stands on evidence of its own."""
    claim = edition.claims.get(step.id)
    return claim is not None and claim.judged.stands and bool(claim.evidence)


def _stands(edition: Edition, way: list[Step]) -> str:
    """What would not be touched."""
    step, steps = way[0], edition.argument
    if step.role == THESIS or step.parent not in steps:  # the checks tell of a parent that is not there
        return ""
    parts = []
    others = [other.id for other in _beside(steps, step) if not other.is_pillar]
    if others and _holds(step):
        parts.append(
            f"{listed(others)}, which hold{'s' if len(others) == 1 else ''} {_name(steps[step.parent])} up as well"
        )
    elif _alone(edition, steps[step.parent]) and _holds(step):
        parts.append(f"{_name(steps[step.parent])}, on evidence of its own")
    pillars = argument.pillars(steps)
    mine = next((one for one in way if one.is_pillar), None)
    if mine and len(pillars) > 1:
        parts.append(f"the other {_counted(len(pillars) - 1)}")
    elif pillars:
        parts.append(f"the {_counted(len(pillars))}")
    said = "; ".join(parts)
    return f"The{said[3:]}" if said.startswith("the ") else said  # the number of a claim has no capital


def _name(step: Step) -> str:
    return f"“{step.title}”" if step.is_pillar else "the thesis" if step.role == THESIS else step.id


def _counted(number: int) -> str:
    return f"{spelt(number)} pillar{'s' if number > 1 else ''}"
