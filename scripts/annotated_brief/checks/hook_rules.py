"""Rules for hooks, the scripts that mkdocs.yml names: MkDocs runs them before any rule is asked, so they are read and not run.

One that ends the program would end a build with the exit code of its choice, before anything is built or checked.
"""

import ast
from collections.abc import Iterator
from typing import Any

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.text_files import has_file, read_text

ENDS = {"exit", "quit", "_exit", "abort", "kill", "SystemExit", "execv", "execvp"}


def problems(hooks: Any, paths: Paths) -> Iterator[Problem]:
    """What is wrong with each script, at its line; one that is not there is told at mkdocs.yml."""
    for name in hooks if isinstance(hooks, list) else [hooks]:
        if isinstance(name, str) and has_file(paths.root, name):
            yield from _script(name, *read_text(paths.root / name, name))


def _script(file: str, text: str, unread: list[Problem]) -> Iterator[Problem]:
    yield from unread
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        yield Problem(file, line, f"is no Python: {error.args[0]}", "mend it, or take it out of mkdocs.yml")
        return
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in ENDS:
            yield Problem(
                file, getattr(node, "lineno", 1), f"would end the build: {name}", "raise mkdocs.exceptions.PluginError"
            )
