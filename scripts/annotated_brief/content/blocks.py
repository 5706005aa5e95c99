"""The blocks between slashes as they are written: each is opened and closed, and its attributes can be read.

`///` with a kind opens a block, `///` closes it. They do not nest: one that opens in another shows that the other was not
closed. Blocks in lists and quotations are left to the collector, which refuses them.
"""

import re
from typing import NamedTuple

from markdown.preprocessors import Preprocessor

from annotated_brief.content import line_marks, syntax
from annotated_brief.content.verdicts import ANNOTATION_KINDS
from annotated_brief.core.problems import Problem
from annotated_brief.core.yaml_lines import document

OPEN = re.compile(r"^ {0,3}(?P<fence>/{3,})\s*(?P<kind>[\w-]+)(?:\s*\|\s*(?P<argument>.*?))?\s*$")
CLOSE = re.compile(r"^[ ]*/{3,}\s*$")
ATTRIBUTES = re.compile(r"^ {4}attrs:\s*(?P<yaml>.*?)\s*$")
KINDS = sorted({*ANNOTATION_KINDS, *syntax.INSERTS})


class Opened(NamedTuple):
    """A block that is open."""

    kind: str
    line: int


class Fences(Preprocessor):
    """Sees the lines once code and HTML are taken out; `problems` holds what is wrong with the blocks in them."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.problems: list[Problem] = []

    def run(self, lines: list[str]) -> list[str]:
        opened: Opened | None = None
        out: list[str] = []
        for index, line in enumerate(lines):
            text, number = line_marks.take(line)
            if CLOSE.match(text):
                out.append(text)
                if text.startswith("    "):
                    continue
                if not opened:
                    self._fault(number, "/// closes no block", "delete it, or open a block before it")
                opened = None
                continue
            out.append(line)
            if start := OPEN.match(text):
                self._unclosed(opened)
                opened = Opened(start["kind"], number)
                self._check(opened, lines[index + 1 : index + 2])
        self._unclosed(opened)
        return out

    def _check(self, block: Opened, following: list[str]) -> None:
        if block.kind not in KINDS:
            self._fault(block.line, f"unknown block {block.kind}", f"use one of: {', '.join(KINDS)}")
        attributes = ATTRIBUTES.match(line_marks.take(following[0])[0]) if following else None
        if not attributes:
            return
        read = document(attributes["yaml"], self.path, block.line + 1)
        if not isinstance(read.value, dict):
            self._fault(block.line + 1, "attrs of the block are not YAML", "mend them: {id: note-…}")
        elif read.problems:
            self.problems += read.problems
        elif bare := [name for name, value in read.value.items() if value is None]:
            message = f"attrs of the block have {bare[0]} without a value"
            self._fault(block.line + 1, message, "part several claims by blanks: data-claims: c001 c002")

    def _unclosed(self, block: Opened | None) -> None:
        if block:
            message = f"block {block.kind} is never closed"
            self._fault(block.line, message, "write /// on a line of its own after it")

    def _fault(self, line: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.path, line, message, remedy))
