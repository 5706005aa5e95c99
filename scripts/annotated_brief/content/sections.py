"""The pages of docs/: front matter, and what the Markdown below it says (see reading.py)."""

from typing import Any

from annotated_brief.content import cell_references, front_matter, reading
from annotated_brief.content.page_record import Page
from annotated_brief.content.reading import Setup
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import read_text
from annotated_brief.core.text_files import visible


def load(paths: Paths, setup: Setup | None = None) -> tuple[dict[str, Page], list[Problem]]:
    """Every page of docs/ by file name."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for path in visible(paths.docs, ".md"):
        text, faults = read_text(path, paths.show(path))
        problems += faults
        unread = text if faults else None
        page, faults = parse(path.relative_to(paths.docs).as_posix(), text, paths.show(path), setup)
        pages[page.file] = page._replace(raw=unread)
        problems += faults
    return pages, problems


def parse(file: str, text: str, path: str, setup: Setup | None = None) -> tuple[Page, list[Problem]]:
    """One page from its text."""
    front = front_matter.read(text, path)
    found = reading.read(file, path, front.body, front.line, setup or Setup())
    shown = {name: _shown(value) for name, value in front.meta.items()}
    return Page(file, path, shown, front.body, front.line, found.page), [*front.problems, *found.problems]


def _shown(value: Any) -> Any:
    """What a reader sees of a field: a number in it may be bound to a cell."""
    return cell_references.strip(value) if isinstance(value, str) else value
