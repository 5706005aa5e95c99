"""The argument of the brief: what each claim is there for (bib/argument.yml).

Every claim has one parent, which it supports, answers or objects to; at the top stands the thesis. Pillars are the
edition's own headings between the thesis and the claims that carry it. An edition without the file has no argument.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

THESIS = "thesis"
ROLES = (THESIS, "pillar", "reason", "example", "objection", "reply", "forecast", "background", "aside")
PILLAR = re.compile(r"P\d+")
STEP, HEADING = ("role", "parent", "relation", "note"), ("title", "sentence", "head", "parent", "relation")


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
    lines: dict[str, int]

    @property
    def is_pillar(self) -> bool:
        return bool(PILLAR.fullmatch(self.id))

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


Argument = dict[str, Step]  # by id, pillars and claims in the order written


def load(paths: Paths) -> tuple[Argument, list[Problem]]:
    """Every step; what cannot be read comes back as problems."""
    if not paths.argument.exists():
        return {}, []
    found, problems = records.load(paths.argument, paths)
    problems += [fault for record in found for fault in _faults(record)]
    return {record.id: _step(record) for record in found}, problems


def thesis(argument: Argument) -> Step | None:
    return next((step for step in argument.values() if step.role == THESIS), None)


def pillars(argument: Argument) -> list[Step]:
    return [step for step in argument.values() if step.is_pillar]


def beneath(argument: Argument, name: str) -> list[Step]:
    """The steps whose parent is this one, in the order written."""
    return [step for step in argument.values() if step.parent == name]


def all_beneath(argument: Argument, name: str) -> list[Step]:
    """The claims under a step at any depth, in the order of the brief."""
    found = {name}
    while more := {step.id for step in argument.values() if step.parent in found} - found:
        found |= more
    return [step for step in argument.values() if step.id in found and step.id != name and not step.is_pillar]


def path(argument: Argument, name: str) -> list[Step]:
    """From a step up to the thesis, itself first; a circle ends where it would begin again."""
    found: list[Step] = []
    while name in argument and argument[name] not in found:
        found.append(argument[name])
        name = argument[name].parent
    return found


def sign(argument: Argument, name: str) -> int:
    """1 if a failure of the step would weaken the thesis, -1 if it would relieve it."""
    total = 1
    for step in path(argument, name):
        total *= RELATIONS[step.relation].sign if step.relation in RELATIONS else 1
    return total


def _step(record: records.Record) -> Step:
    heading = bool(PILLAR.fullmatch(record.id))
    return Step(
        id=record.id,
        role="heading" if heading else record.text("role"),
        parent=record.text("parent"),
        relation=record.text("relation"),
        note=record.text("note"),
        title=record.text("title"),
        sentence=record.text("sentence"),
        head=record.text("head"),
        file=record.file,
        line=record.line,
        lines=record.lines,
    )


def _faults(record: records.Record) -> Iterator[Problem]:
    """What is wrong with a record by itself."""
    heading = bool(PILLAR.fullmatch(record.id))
    yield from records.unknown(record, HEADING if heading else STEP)
    role, relation = record.text("role"), record.text("relation")
    if not heading and role not in ROLES:
        message = f"{record.id} has the role {role or 'missing'}"
        yield Problem(record.file, record.at("role"), message, f"use one of: {', '.join(ROLES)}")
    if heading and not record.text("title"):
        yield Problem(record.file, record.line, f"pillar {record.id} has no title", "write `title:`")
    if role == THESIS:
        if record.text("parent") or relation:
            message = f"{record.id} is the thesis and has a parent"
            yield Problem(record.file, record.at("parent"), message, "take parent and relation out, or give it a role")
    elif relation not in RELATIONS:
        message = f"{record.id} has the relation {relation or 'missing'}"
        yield Problem(record.file, record.at("relation"), message, f"use one of: {', '.join(RELATIONS)}")
