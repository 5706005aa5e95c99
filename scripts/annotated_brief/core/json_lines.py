"""Read JSON with the line number of each part."""

import json
import re
from functools import lru_cache
from typing import Any

from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.text_files import CONTROLS, unseen
from annotated_brief.core.yaml_lines import DEEPEST, Document, Where

PART = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@lru_cache(maxsize=8)  # under `mkdocs serve` a file is read at every edit of any other
def document(text: str, file: str) -> Document:
    """Read one document. Names that stand twice, numbers such as NaN and invisible characters are problems."""
    problems: list[Problem] = []
    try:
        value = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Document(None, {}, [Problem(file, error.lineno, f"not JSON: {error.msg}", "mend the descriptor")])
    except (ValueError, RecursionError) as error:
        message = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Document(None, {}, [Problem(file, 1, f"not JSON: {cut(message, 80)}", "mend the descriptor")])
    lines = _Lines(file)
    lines.read(text)
    return Document(_cleaned(value), lines.found, [*problems, *lines.problems])


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _cleaned(value: Any, depth: int = 0) -> Any:
    """The same value with control characters replaced and cut where it is nested too deeply; both have been reported."""
    if depth > DEEPEST:
        return None
    if isinstance(value, str):
        return CONTROLS.sub("\ufffd", value)
    if isinstance(value, list):
        return [_cleaned(item, depth + 1) for item in value]
    return (
        {CONTROLS.sub("\ufffd", name): _cleaned(item, depth + 1) for name, item in value.items()}
        if isinstance(value, dict)
        else value
    )


class _Lines:
    """Walks through a text that is known to be JSON."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: dict[Where, int] = {}
        self.problems: list[Problem] = []
        self.open: list[list[Any]] = []  # of each list its index, of each object the name that it is at or None

    def read(self, text: str) -> None:
        line, end = 1, 0
        for match in PART.finditer(text):
            line += text.count("\n", end, match.start())
            end = match.start()
            self._take(match.group(), line)

    def _take(self, part: str, line: int) -> None:
        inside = self.open[-1] if self.open else None
        if part in "]}":
            self.open.pop()
        elif part == "," and inside is not None:
            inside[0] = inside[0] + 1 if isinstance(inside[0], int) else None
        elif part not in ":,":
            if inside is not None and inside[0] is None:
                self._name(part, line)
                return
            if inside is None or isinstance(inside[0], int):
                self.found[self._where()] = line
            self._text(part, line)
            if part in "[{":
                self._deep(line)
                self.open.append([0, set()] if part == "[" else [None, set()])

    def _where(self) -> Where:
        return tuple(str(step[0]) for step in self.open)

    def _deep(self, line: int) -> None:
        if len(self.open) == DEEPEST:
            self.problems.append(Problem(self.file, line, f"lies more than {DEEPEST} levels deep", "write it flatter"))

    def _name(self, part: str, line: int) -> None:
        name = CONTROLS.sub("\ufffd", json.loads(part))
        inside = self.open[-1]
        inside[0] = name
        where = self._where()
        if name in inside[1]:
            message = f"{'.'.join(where)} stands twice (first at line {self.found[where]})"
            self.problems.append(Problem(self.file, line, message, "merge the two or rename one"))
        inside[1].add(name)
        self.found.setdefault(where, line)
        self._text(part, line)

    def _text(self, part: str, line: int) -> None:
        if "\\" in part:  # an escape hides a character from readers of the file
            self.problems += unseen(json.loads(part).replace("\n", " "), self.file, line)
