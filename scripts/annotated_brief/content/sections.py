"""The pages of docs/: front matter, and what the Markdown below it says (see reading.py)."""

import re
from typing import Any

import yaml

from annotated_brief.content import cell_references, reading
from annotated_brief.content.page_record import Page
from annotated_brief.content.reading import Setup
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import hidden, parse_yaml, read_text
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
    meta, body, line, problems = _front_matter(text, path)
    found = reading.read(file, path, body, line, setup or Setup())
    shown = {name: _shown(value) for name, value in meta.items()}
    return Page(file, path, shown, body, line, found.page), [*problems, *found.problems]


def _shown(value: Any) -> Any:
    """What a reader sees of a field: a number in it may be bound to a cell."""
    return cell_references.strip(value) if isinstance(value, str) else value


def _front_matter(text: str, path: str) -> tuple[dict[str, Any], str, int, list[Problem]]:
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        return {}, text, 1, []
    line = match.group().count("\n") + 1
    problems = list(hidden(f"\n{match[1]}", path))  # which begins on the second line
    try:
        meta = parse_yaml(match[1]) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fault = Problem(path, (mark.line if mark else 0) + 2, "front matter is not YAML", "put the value in quotes")
        return {}, text[match.end() :], line, [*problems, fault]
    return meta if isinstance(meta, dict) else {}, text[match.end() :], line, problems
