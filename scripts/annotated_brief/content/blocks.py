"""The frame of a page: paragraphs, and the blocks between slashes that stand after them.

A line is a sentence (the house style), a blank line ends a paragraph, `///` opens and closes a block.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from annotated_brief.core.problems import Problem
from annotated_brief.core.records import parse_yaml

OPEN = re.compile(r"^(?P<fence>/{3,})\s*(?P<kind>[\w-]+)(?:\s*\|\s*(?P<argument>.*?))?\s*$")
CLOSE = re.compile(r"^/{3,}\s*$")
ATTRIBUTES = re.compile(r"^ {4}attrs:\s*(?P<yaml>\{.*\})\s*$")
UNREAD: dict[str, str] = {}  # stands for attributes that cannot be read


class Block(NamedTuple):
    """What stands between `/// kind | argument` and `///`."""

    kind: str
    argument: str
    attributes: dict[str, str]
    text: str
    line: int  # of the opening
    text_line: int  # of the first line of the text
    paragraph: int  # the paragraph it follows


def find(body: str, first: int, path: str) -> tuple[list[Block], list[Problem]]:
    """The blocks of a page. They do not nest: one that opens in another shows that the other was not closed."""
    blocks: list[Block] = []
    opened: tuple[int, re.Match[str]] | None = None
    inside: list[str] = []
    problems: list[Problem] = []
    paragraph = paragraphs(body)
    for offset, line in enumerate([*body.split("\n"), ""]):
        start = OPEN.match(line)
        end = offset == len(paragraph)
        if opened and (start or end or CLOSE.match(line)):
            blocks.append(_block(opened[1], opened[0] + first, inside, paragraph[opened[0]]))
            if start or end:
                message = f"block {opened[1]['kind']} is never closed"
                problems.append(Problem(path, opened[0] + first, message, "write /// on a line of its own after it"))
            opened = None
        elif opened:
            inside.append(line)
        elif CLOSE.match(line):
            problems.append(
                Problem(path, offset + first, "/// closes no block", "delete it, or open a block before it")
            )
        if start:
            opened, inside = (offset, start), []
    for block in blocks:
        if block.attributes is UNREAD:
            problems.append(Problem(path, block.line + 1, "attrs of the block are not YAML", "mend them: {id: note-…}"))
    return blocks, problems


def _block(start: re.Match[str], line: int, inside: list[str], paragraph: int) -> Block:
    attributes: dict[str, str] = {}
    text_line = line + 1
    if inside and (found := ATTRIBUTES.match(inside[0])):
        try:
            attributes = {str(key): str(value) for key, value in parse_yaml(found["yaml"]).items()}
        except yaml.YAMLError:
            attributes = UNREAD
        inside, text_line = inside[1:], text_line + 1
    return Block(start["kind"], start["argument"] or "", attributes, "\n".join(inside), line, text_line, paragraph)


def paragraphs(body: str) -> list[int]:
    """For each line, the number of the paragraph of text that it stands in or that stands before it."""
    numbers: list[int] = []
    number, inside, block = 0, False, False
    for line in body.split("\n"):
        if block:
            block = not CLOSE.match(line)
            inside = False
        elif OPEN.match(line):
            block, inside = True, False
        elif not line.strip() or line.startswith("#"):
            inside = False
        elif not inside:
            number, inside = number + 1, True
        numbers.append(number)
    return numbers


def text_lines(body: str) -> Iterator[tuple[int, int, str]]:
    """(paragraph, offset of the line, line) of the running text: no blocks, no headings, no blank lines."""
    block = False
    for offset, (number, line) in enumerate(zip(paragraphs(body), body.split("\n"), strict=True)):
        if block:
            block = not CLOSE.match(line)
        elif OPEN.match(line):
            block = True
        elif line.strip() and not line.startswith("#"):
            yield number, offset, line
