"""The glossary: short names that a newcomer does not know (bib/terms.yml)."""

import re
from typing import NamedTuple

from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem


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
        problems += records.unknown(record, ("full", "gloss", "sources"))
        if not record.text("full"):
            problems.append(Problem(record.file, record.line, f"term {record.id} has no full name", "write `full:`"))
    return {record.id: _term(record) for record in found}, problems


def _term(record: records.Record) -> Term:
    return Term(
        record.id, record.text("full"), record.text("gloss"), record.words("sources"), record.file, record.at("sources")
    )
