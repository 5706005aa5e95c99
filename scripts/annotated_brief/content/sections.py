"""The pages of docs/: front matter, and what the Markdown below it says (see reading.py)."""

import re
from typing import Any

from annotated_brief.content import cell_references, front_matter, reading
from annotated_brief.content.page_record import Page
from annotated_brief.content.reading import Setup
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import read_text
from annotated_brief.core.text_files import visible

DEEPEST, MOST = 200, 1000  # brackets that are open in a paragraph; brackets and tags in it
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
    """The text without brackets and tags by the hundred in one paragraph, because each of them is looked for to its end."""
    if text.count("[") + text.count("<") <= DEEPEST:
        return text, []
    problems: list[Problem] = []
    lines, depth, count = text.split("\n"), 0, 0
    for number, line in enumerate(lines, 1):
        depth = max(0, depth + line.count("[") - line.count("]")) if line.strip() else 0
        count = line.count("[") + line.count("<") + (0 if APART.match(line) else count)
        if depth <= DEEPEST and count <= MOST:
            continue
        said = (
            f"more than {DEEPEST} brackets are open here"
            if depth > DEEPEST
            else f"a paragraph with more than {MOST} links or tags"
        )
        remedy = "close them, or delete them" if depth > DEEPEST else "divide it"
        problems.append(Problem(path, number, said, remedy))
        lines[number - 1], depth, count = line.replace("[", "(").replace("<", "("), 0, 0
    return "\n".join(lines), problems


def parse(file: str, text: str, path: str, setup: Setup | None = None) -> tuple[Page, list[Problem]]:
    """One page from its text."""
    front = front_matter.read(text, path)
    found = reading.read(file, path, front.body, front.line, setup or Setup())
    shown = {name: _shown(value) for name, value in front.meta.items()}
    return Page(file, path, shown, front.body, front.line, found.page), [*front.problems, *found.problems]


def _shown(value: Any) -> Any:
    """What a reader sees of a field: a number in it may be bound to a cell."""
    return cell_references.strip(value) if isinstance(value, str) else value
