"""The glossary: short names that a newcomer does not know (bib/terms.yml)."""

import re
from typing import NamedTuple

from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

NAME = re.compile(r"\S(.{0,60}\S)?")  # with a letter or a digit, or it has no anchor
SHAPE: Shape = {
    "full": Field("text", "what the short name stands for", needed=True),
    "gloss": Field("text", "what a newcomer should know of it"),
    "sources": Field("names", "keys of the sources"),
}


class Term(NamedTuple):
    """One short name."""

    short: str
    full: str
    gloss: str
    sources: list[str]  # keys
    file: str = ""
    line: int = 0  # of its sources

    @property
    def anchor(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.short.lower().replace("+", "-plus")).strip("-")


def load(paths: Paths) -> tuple[dict[str, Term], list[Problem]]:
    """The terms by short name; an edition without the file has none."""
    if not paths.terms.exists():
        return {}, []
    found, problems = records.load(paths.terms, paths)
    for record in found:
        problems += shape.named(record, NAME, "the short name")
        problems += shape.faults(record, SHAPE)
    return {record.id: _term(record) for record in found}, problems


def _term(record: records.Record) -> Term:
    return Term(
        record.id, record.text("full"), record.text("gloss"), record.words("sources"), record.file, record.at("sources")
    )
