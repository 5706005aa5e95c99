"""The glossary: short names that a newcomer does not know (bib/terms.yml)."""

import re
from collections.abc import Iterator
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
    return records.load_all(paths.terms, paths, _term, _faults)


def _term(record: records.Record) -> Term:
    return records.build(Term, record, short=record.id, line=record.at("sources"))


def _faults(record: records.Record) -> Iterator[Problem]:
    yield from shape.named(record, NAME, "the short name")
    yield from shape.faults(record, SHAPE)
