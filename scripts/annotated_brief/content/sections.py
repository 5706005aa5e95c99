"""The pages of docs/: front matter, and what the Markdown below it says (see reading.py)."""

import re
from functools import lru_cache
from typing import Any

from annotated_brief.content import cell_references, front_matter, reading
from annotated_brief.content.page_record import Page
from annotated_brief.content.reading import Setup
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import read_text
from annotated_brief.core.text_files import visible

# In a paragraph: brackets that are open, and signs that begin something; of a line: characters.
DEEPEST, MOST, LONGEST = 200, 1000, 100_000
SIGNS, PLAIN = "[<&", str.maketrans("[<&", "((+")
# A line that is no part of the paragraph above it: empty, an item, a row of a table, a definition.
APART = re.compile(r"[ \t>]*(?:$|[-*+:|]|\d+[.)]|\[)")


def load(paths: Paths, setup: Setup | None = None) -> tuple[dict[str, Page], list[Problem]]:
    """Every page of docs/ by file name."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for path in visible(paths.docs, ".md"):
        text, faults = read_text(path, paths.show(path))
        text, unclosed = bounded(text, paths.show(path))
        faults += unclosed
        problems += faults
        unread = text if faults else None
        page, faults = parse(path.relative_to(paths.docs).as_posix(), text, paths.show(path), setup)
        pages[page.file] = page._replace(raw=unread)
        problems += faults
    return pages, problems


def bounded(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text without signs by the hundred in one paragraph, because for each of them all of it is looked through."""
    if len(text) <= LONGEST and sum(map(text.count, SIGNS)) <= DEEPEST:
        return text, []
    problems: list[Problem] = []
    lines, depth, count = text.split("\n"), 0, 0
    for number, line in enumerate(lines, 1):
        depth = max(0, depth + line.count("[") - line.count("]")) if line.strip() else 0
        count = sum(map(line.count, SIGNS)) + (0 if APART.match(line) else count)
        if fault := _beyond(depth, count, len(line)):
            problems.append(Problem(path, number, *fault))
            lines[number - 1], depth, count = line[:LONGEST].translate(PLAIN), 0, 0
    return "\n".join(lines), problems


def _beyond(depth: int, count: int, length: int) -> tuple[str, str] | None:
    """What a paragraph has too much of, and what to do."""
    if depth > DEEPEST:
        return f"more than {DEEPEST} brackets are open here", "close them, or delete them"
    if count > MOST:
        return f"a paragraph with more than {MOST} links, tags or entities", "divide it"
    return ("a line of more than 100,000 characters", "divide it") if length > LONGEST else None


@lru_cache(maxsize=256)  # under `mkdocs serve` all pages are read at each edit of one
def parse(file: str, text: str, path: str, setup: Setup | None = None) -> tuple[Page, list[Problem]]:
    """One page from its text."""
    front = front_matter.read(text, path)
    page = reading.read(file, path, front.body, front.line, setup or Setup())
    shown = {name: _shown(value) for name, value in front.meta.items()}
    return Page(file, path, shown, front.body, front.line, page.page), [*front.problems, *page.problems]


def _shown(value: Any) -> Any:
    """What a reader sees of a field: a number in it may be bound to a cell."""
    return cell_references.strip(value) if isinstance(value, str) else value
