"""What a figure says of itself in words, and whether what a script says is that."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class FigureError(Exception):
    """A script that does not run, or does not make what it should; the line of the script."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


class Mark(NamedTuple):
    """A number of the brief's own, drawn on the figure."""

    claim: str  # the claim that gives it
    value: float
    says: str  # on the drawing, after "The brief: "


class Figure(NamedTuple):
    """What a figure says of itself in words."""

    name: str
    title: str  # the finding, in a sentence
    measure: str
    unit: str
    period: str
    alt: str  # what a reader who does not see the drawing should know
    note: str  # splices, weak points, what was left out
    tables: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]  # table -> columns shown under "Show the data"; a table not named: CSV only
    marks: tuple[Mark, ...] = ()
    by: str = ""  # who counted, where that is not who printed it


WORDS = ("title", "measure", "unit", "period", "alt", "note", "by")
LONGEST = 5000


def plain(figure: object) -> dict[str, Any]:
    """A figure as JSON can hold it; raises FigureError where it is none, with the name of the field before a colon."""
    if not isinstance(figure, Figure):
        raise FigureError(f"FIGURE is a {type(figure).__name__}, not a Figure")
    for name in ("name", *WORDS):
        value = getattr(figure, name)
        if not isinstance(value, str) or len(value) > LONGEST:
            raise FigureError(f"{name}: write one text of at most {LONGEST} characters")
    if not _names(figure.tables):
        raise FigureError('tables: write ("one",) or ("one", "another")')
    if not isinstance(figure.columns, Mapping) or not all(map(_names, figure.columns.values())):
        raise FigureError('columns: write {"table": ("column", "another")}')
    if not isinstance(figure.marks, tuple | list) or not all(map(_is_mark, figure.marks)):
        raise FigureError('marks: write (Mark("c001", 12, "what the brief says"),)')
    return figure._asdict() | {"columns": dict(figure.columns), "marks": [list(mark) for mark in figure.marks]}


def read(found: Mapping[str, Any]) -> Figure:
    """The figure that `plain` made a mapping of."""
    columns = {name: tuple(names) for name, names in found["columns"].items()}
    marks = tuple(Mark(*mark) for mark in found["marks"])
    return Figure(**dict(found) | {"tables": tuple(found["tables"]), "columns": columns, "marks": marks})


def _names(value: object) -> bool:
    return isinstance(value, tuple | list) and all(isinstance(name, str) for name in value)


def _is_mark(value: object) -> bool:
    return (
        isinstance(value, tuple | list)
        and len(value) == 3
        and isinstance(value[0], str)
        and isinstance(value[1], int | float)
        and isinstance(value[2], str)
    )
