"""Rules for the argument: every claim has a place in it, its parent is there, and no way up runs in a circle."""

from collections.abc import Iterator

from annotated_brief.content import argument
from annotated_brief.content.argument import THESIS, Step
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for the argument; none where the edition does not lay it out or the ledger could not be read."""
    steps = edition.argument
    if not steps or not edition.claims:
        return
    for step in steps.values():
        yield from _place(step, edition)
    file = edition.paths.show(edition.paths.argument)
    for claim in (claim for claim in edition.claims.values() if claim.id not in steps):
        remedy = f"write {claim.id}: with role, parent and relation in {file}"
        yield Problem(claim.file, claim.line, f"{claim.id} has no place in the argument", remedy)
    yield from _one_thesis(steps, file)
    yield from _circles(steps)


def _place(step: Step, edition: Edition) -> Iterator[Problem]:
    if not step.is_pillar and step.id not in edition.claims:
        yield Problem(step.file, step.line, f"{step.id} is no claim of the ledger", "mend the name, or take it out")
    if step.role != THESIS and step.parent not in edition.argument:
        said = f"the parent {step.parent}, which has no place in the argument" if step.parent else "no parent"
        remedy = "write parent: and a claim or a pillar of this file"
        yield Problem(step.file, step.at("parent"), f"{step.id} has {said}", remedy)
    if step.head and step.head not in edition.argument:
        message = f"pillar {step.id} has the head {step.head}, which has no place in the argument"
        yield Problem(step.file, step.at("head"), message, "name a claim of this file")
    elif step.head and step.id not in {above.id for above in argument.path(edition.argument, step.head)}:
        message = f"pillar {step.id} has the head {step.head}, which does not stand under it"
        yield Problem(step.file, step.at("head"), message, "name a claim under the pillar")


def _one_thesis(steps: argument.Argument, file: str) -> Iterator[Problem]:
    theses = [step for step in steps.values() if step.role == THESIS]
    if not theses:
        yield Problem(file, 1, "the argument has no thesis", "give one claim `role: thesis` and no parent")
    for step in theses[1:]:
        message = f"{step.id} is a second thesis beside {theses[0].id}"
        yield Problem(step.file, step.at("role"), message, "give it another role and a parent")


def _circles(steps: argument.Argument) -> Iterator[Problem]:
    """Each circle once, at the step of it that stands first in the file."""
    told: set[str] = set()
    for step in steps.values():
        way = argument.path(steps, step.id)
        last = way[-1]
        if last.parent in {one.id for one in way} and step.id == last.parent and step.id not in told:
            told |= {one.id for one in way}
            circle = " > ".join([*(one.id for one in way), step.id])
            yield Problem(step.file, step.at("parent"), f"{step.id} runs in a circle: {circle}", "mend one parent")
