"""The argument of the brief: the role of each claim (bib/argument.yml).

Every claim has one parent, which it supports, answers or objects to; the thesis is the root. Pillars are the
edition's own headings between the thesis and the claims that carry it. An edition without the file has no argument.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

THESIS = "thesis"
ROLES = (THESIS, "pillar", "reason", "example", "objection", "reply", "forecast", "background", "aside")
PILLAR, NAME = re.compile(r"P[0-9]{1,3}"), re.compile(r"P[0-9]{1,3}|c[0-9]{3}")


class Relation(NamedTuple):
    """How a claim stands to its parent, and what it means for the parent if the claim fails."""

    name: str
    says: str  # from the claim to its parent
    sign: int  # 1 where a failure of the claim weakens its parent, -1 where it relieves it
    holds: bool  # whether it holds its parent up
    fails: str  # what becomes of the parent


RELATIONS = {
    relation.name: relation
    for relation in (
        Relation("supports", "supports", 1, True, "would lose ground"),
        Relation("illustrates", "is an example of", 1, True, "would lose an example"),
        Relation("follows", "follows from", 1, False, "would lose an expected sign, and no premise"),
        Relation("objects", "speaks against", -1, False, "would gain"),
        Relation("limits", "sets a limit to", -1, False, "would gain"),
        Relation("answers", "answers", -1, False, "would stand unanswered"),
    )
}


STEP: Shape = {
    "role": Field("choice", "what the claim is there for", needed=True, among=ROLES),
    "parent": Field("name", "the claim or pillar above it; the thesis has none"),
    "relation": Field("choice", "how it stands to its parent; the thesis has none", among=tuple(RELATIONS)),
    "note": Field("text", "why it stands here, in our words"),
}
HEADING: Shape = {
    "title": Field("text", "the heading, ours", needed=True),
    "sentence": Field("text", "what the claims below it say together"),
    "head": Field("name", "the claim that leads it"),
    "parent": Field("name", "the claim above it", needed=True),
    "relation": Field("choice", "how it stands to its parent", needed=True, among=tuple(RELATIONS)),
}


class Step(NamedTuple):
    """A claim or a pillar in its place."""

    id: str
    role: str
    parent: str  # empty for the thesis
    relation: str  # a name of RELATIONS; empty for the thesis
    note: str  # why it stands here
    title: str  # of a pillar
    sentence: str  # of a pillar
    head: str  # the claim that leads a pillar
    file: str
    line: int
    lines: Mapping[str, int]

    @property
    def is_pillar(self) -> bool:
        return bool(PILLAR.fullmatch(self.id))

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


Argument = dict[str, Step]  # by id, pillars and claims in the order written


def load(paths: Paths) -> tuple[Argument, list[Problem]]:
    """Every step; what cannot be read comes back as problems."""
    return records.load_all(paths.argument, paths, _step, _faults)


def thesis(argument: Argument) -> Step | None:
    return next((step for step in argument.values() if step.role == THESIS), None)


def pillars(argument: Argument) -> list[Step]:
    return [step for step in argument.values() if step.is_pillar]


def beneath(argument: Argument, name: str) -> list[Step]:
    """The steps whose parent is this one, in the order written."""
    return [step for step in argument.values() if step.parent == name]


def all_beneath(argument: Argument, name: str) -> list[Step]:
    """The claims under a step at any depth, in the order of the brief."""
    names = {name}
    while more := {step.id for step in argument.values() if step.parent in names} - names:
        names |= more
    return [step for step in argument.values() if step.id in names and step.id != name and not step.is_pillar]


def path(argument: Argument, name: str) -> list[Step]:
    """The steps from a step up to the thesis, beginning with itself; a circle is followed once."""
    steps: list[Step] = []
    while name in argument and argument[name] not in steps:
        steps.append(argument[name])
        name = argument[name].parent
    return steps


def sign(argument: Argument, name: str) -> int:
    """1 if a failure of the step would weaken the thesis, -1 if it would relieve it."""
    total = 1
    for step in path(argument, name):
        total *= RELATIONS[step.relation].sign if step.relation in RELATIONS else 1
    return total


def _step(record: records.Record) -> Step:
    return records.build(Step, record, **({"role": "heading"} if PILLAR.fullmatch(record.id) else {}))


def _faults(record: records.Record) -> Iterator[Problem]:
    """What is wrong with a record by itself."""
    yield from shape.named(record, NAME, "the id of a claim, or P1, P2 and so on")
    yield from shape.faults(record, HEADING if PILLAR.fullmatch(record.id) else STEP)
    if PILLAR.fullmatch(record.id):
        return
    if record.text("role") == THESIS and (record.text("parent") or record.text("relation")):
        message = f"{record.id} is the thesis and has a parent"
        yield Problem(record.file, record.at("parent"), message, "take parent and relation out, or give it a role")
    if record.text("role") != THESIS and not record.text("relation"):
        message = f"{record.id} has no relation to its parent"
        yield Problem(record.file, record.line, message, f"write relation: one of {', '.join(RELATIONS)}")
