"""What a figure says of itself in words: the record, what each field may hold, and where a script writes it."""

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from annotated_brief.core import shape
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import Record, nearest
from annotated_brief.core.shape import Field, Shape
from annotated_brief.core.text_files import read_text


class FigureError(Exception):
    """A script that does not run, or does not make what it should; the line of the script."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Mark(NamedTuple):
    """A number of the brief's own, drawn on the figure."""

    claim: str
    value: float
    says: str


class Figure(NamedTuple):
    """The record of a figure; SHAPE says what each field may hold, and which may be left out."""

    name: str = ""
    title: str = ""
    measure: str = ""
    unit: str = ""
    period: str = ""
    alt: str = ""
    note: str = ""
    tables: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    marks: tuple[Mark, ...] = ()
    by: str = ""


MARK: Shape = {
    "claim": Field("name", "the claim that gives the number", needed=True),
    "value": Field("number", "the number", needed=True),
    "says": Field("text", "what stands on the drawing, after “The brief: ”", needed=True),
}
SHAPE: Shape = {
    "name": Field("name", "the name of its script, without .py", needed=True),
    "title": Field("text", "the finding, in a sentence", needed=True),
    "measure": Field("text", "what is measured", needed=True),
    "unit": Field("text", "the unit of its numbers", needed=True),
    "period": Field("text", "the time that it covers", needed=True),
    "alt": Field("text", "what a reader who does not see the drawing should know", needed=True),
    "note": Field("text", "splices, weak points, what was left out", needed=True),
    "tables": Field("names", "its tables in docs/data/", needed=True, example='("one",) or ("one", "another")'),
    "columns": Field(
        "lists",
        "table: the columns shown under “Show the data”; a table not named is there as CSV only",
        example='{"table": ("column", "another")}',
    ),
    "marks": Field(
        "records",
        "numbers that the brief itself names, each a `Mark(…)`",
        fields=MARK,
        example='(Mark("c001", 12, "what the brief says"),)',
    ),
    "by": Field("text", "who counted, where that is not who printed it"),
}
WORDS = tuple(name for name, field in SHAPE.items() if field.kind == "text")


def plain(figure: object) -> dict[str, Any]:
    """The fields that a figure has, as JSON can hold them; raises FigureError where it is none."""
    if not isinstance(figure, Figure):
        raise FigureError(f"FIGURE is a {type(figure).__name__}, not a Figure")
    given = {name: value for name, value in figure._asdict().items() if value != Figure._field_defaults[name]}
    if isinstance(given.get("marks"), tuple | list):
        given["marks"] = [_mark(mark) for mark in given["marks"]]
    return {name: _plain(value) for name, value in given.items()}


def _mark(mark: object) -> object:
    return dict(zip(Mark._fields, mark, strict=False)) if isinstance(mark, tuple | list) else mark


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float) else f"{type(value).__name__}()"


def faults(fields: Mapping[str, Any], path: Path, file: str) -> list[Problem]:
    """All that is wrong with the fields that `plain` found, each at its line of the script."""
    lines = lines_of(path)
    return list(shape.faults(Record("FIGURE", file, lines[""], fields, lines), SHAPE, f"figure {path.stem}"))


def unknown(path: Path, file: str) -> Iterator[Problem]:
    """Unknown fields in a script, each with the nearest known one, which Python would not name."""
    for name, line in lines_of(path).items():
        if name and "." not in name and name not in SHAPE:
            yield Problem(
                file, line, f"figure {path.stem} has the unknown field {cut(name)}", nearest(name, list(SHAPE))
            )


def read(fields: Mapping[str, Any]) -> Figure:
    """The figure that `plain` made a mapping of, which has no fault."""
    columns = {name: _names(names) for name, names in fields.get("columns", {}).items()}
    marks = tuple(Mark(**mark) for mark in fields.get("marks", ()))
    return Figure(**dict(fields) | {"tables": _names(fields["tables"]), "columns": columns, "marks": marks})


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def lines_of(path: Path) -> dict[str, int]:
    """Field of FIGURE -> the line on which the script writes it; of the whole record under the empty name."""
    return _lines(read_text(path, "")[0])


@lru_cache(maxsize=256)
def _lines(script: str) -> dict[str, int]:
    lines = {"": 1}
    try:
        body = ast.parse(script).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return lines
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call) and _is_figure(node):
            lines[""] = node.lineno
            lines |= _written(node.value, "")
    return lines


def _is_figure(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id == "FIGURE" for target in targets)


def _written(call: ast.Call, start: str) -> Iterator[tuple[str, int]]:
    for word in call.keywords:
        if word.arg is None:  # **fields, of which the text says nothing
            continue
        name = f"{start}{word.arg}"
        yield name, word.lineno
        for index, item in enumerate(word.value.elts if isinstance(word.value, ast.Tuple | ast.List) else ()):
            yield f"{name}.{index}", item.lineno
            if isinstance(item, ast.Call):
                yield from _written(item, f"{name}.{index}.")
