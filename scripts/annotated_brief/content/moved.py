"""Old addresses and where they lead now, as an editor writes them (bib/moved.yml)."""

import re

from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import Record
from annotated_brief.core.shape import Field, Shape

# From the root of the site, and never out of it.
FORM = r"(?![/\\])(?![a-z][a-z0-9+.-]*:)(?!(?:.*/)?\.\.(?:/|$))[^\s\\\x00-\x1f]*"
SHAPE: Shape = {
    "to": Field("text", "where it is now", needed=True, form=FORM, example="an address below the root of the site, such as references/")
}  # fmt: skip
ADDRESS = re.compile(FORM)


def load(paths: Paths) -> tuple[list[Record], list[Problem]]:
    """The old addresses that can be led on, and what is wrong with the others."""
    if not paths.moved.exists():
        return [], []
    entries, problems = records.load(paths.moved, paths)
    for record in entries:
        problems += shape.named(record, ADDRESS, "an address below the root of the site, such as roots/#note-old")
        problems += shape.faults(record, SHAPE)
    faulty = {problem.line for problem in problems}
    return [record for record in entries if not {record.line, record.at("to")} & faulty], problems
