"""A chart as a record: panels with scales, series of marks that name rows of a table, rules and words.

From one chart come the drawing (chart_svg) and the interactive form (chart_plotly), so the two cannot differ. A mark
says which row and column it draws, which is how it is held to its table and what the card under the pointer shows.
"""

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotated_brief.core.problems import cut
from annotated_brief.figures import letters
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import GRID, INK, SOFT, Colour
from annotated_brief.tables.tables import Row


class Scale(NamedTuple):
    """From values to pixels, in a straight line."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


class Point(NamedTuple):
    """One mark: where it stands, what it draws, and what the interactive form says of it."""

    x: float
    y: float
    row: str = ""  # the row, with /column where it is not `value`; empty: no row of its own
    base: float = 0  # where a bar or a span begins, on the axis of the values
    says: str = ""
    start: str = ""  # the row and column that a span begins with, where it draws two


GAP = Point(math.nan, math.nan)  # where a line stops and begins anew


class Series(NamedTuple):
    """Marks of one kind, name and colour."""

    kind: str  # line, dots, bars or spans
    points: tuple[Point, ...]
    name: str
    colour: Colour
    table: str = ""  # empty: decoration, no value of any table
    axis: str = "y"  # the axis that holds the values; xy on a map, empty where a mark is an event
    per: float = 1  # what the values of the table were divided by
    unit: str = ""
    width: float = 2  # of a line or a span; thickness of a bar; diameter of a dot
    dash: str = ""
    hollow: bool = False
    shape: str = "circle"  # of dots: circle, square, diamond, tick
    pale: bool = False  # context, behind what matters
    closed: bool = False  # of a line: an area filled with its colour
    halo: bool = False  # a line that lies over others
    smooth: bool = False  # a line that bends through its points: the course of a way, never values


class Rule(NamedTuple):
    """A straight line that is no data, in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour = GRID
    dash: str = ""
    width: float = 1


class Label(NamedTuple):
    """Words beside a place, in pixels; `sides` names where they may stand, best first."""

    lines: tuple[str, ...]
    x: float
    y: float
    colour: Colour = INK
    sides: tuple[str, ...] = ("right", "above", "left", "below")
    gap: float = 6
    bold: bool = False
    faint: bool = False  # a name of the map's ground
    on_bar: bool = False  # stands on its mark, without a halo


class Words(NamedTuple):
    """Words at a fixed place, in pixels, y at the line they stand on."""

    x: float
    y: float
    text: str
    colour: Colour = INK
    anchor: str = "start"
    bold: bool = False
    on_bar: bool = False
    faint: bool = False
    upwards: bool = False  # turned by a quarter, to be read from below: the name of a narrow sea


class Sign(NamedTuple):
    """A disc or a square that is no value, in pixels."""

    x: float
    y: float
    colour: Colour
    width: float = 8
    square: bool = False
    hollow: bool = False


@dataclass
class Panel:
    """One system of axes."""

    x: Scale
    y: Scale
    x_ticks: Mapping[float, str] = field(default_factory=dict)
    y_ticks: Mapping[float, str] = field(default_factory=dict)
    series: list[Series] = field(default_factory=list)

    def add(self, series: Series) -> None:
        """Put marks on the panel; those without a point are left out."""
        for name in ("name", "unit", "table", "axis", "dash"):
            if not isinstance(getattr(series, name), str):
                raise TypeError(f"{name} is no text: {cut(getattr(series, name), 40)}")
        if series.points:
            self.series.append(series)


@dataclass
class Chart:
    """A whole drawing."""

    size: Size
    height: float
    panels: list[Panel] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)

    def sign(self, x: float, y: float, colour: Colour, **more: object) -> None:
        """A sign at a place in pixels, which is no value: the number of a list, the end of a line."""
        self.signs.append(Sign(x, y, colour, **more))  # type: ignore[arg-type]

    def panel(self, x: Scale, y: Scale) -> Panel:
        self.panels.append(Panel(x, y))
        return self.panels[-1]

    def label(self, text: str | Sequence[str], x: float, y: float, **more: object) -> None:
        lines = (text,) if isinstance(text, str) else tuple(text)
        self.labels.append(Label(lines, x, y, **more))  # type: ignore[arg-type]

    def write(self, x: float, y: float, text: str, **more: object) -> None:
        self.words.append(Words(x, y, text, **more))  # type: ignore[arg-type]

    def rule(self, x1: float, y1: float, x2: float, y2: float, **more: object) -> None:
        self.rules.append(Rule(x1, y1, x2, y2, **more))  # type: ignore[arg-type]

    def axes(self, panel: Panel, x: Mapping[float, str], y: Mapping[float, str]) -> None:
        """Numbers at both axes, with lines across at those of the upright one."""
        panel.x_ticks, panel.y_ticks = x, y
        left, right = sorted((panel.x.start, panel.x.end))
        for value, text in y.items():
            at = panel.y.at(value)
            self.rule(left, at, right, at, colour=SOFT if value == 0 else GRID)
            self.write(left - 5, at + self.size.type * 0.34, text, colour=SOFT, anchor="end")
        bottom = max(panel.y.start, panel.y.end)
        for value, text in x.items():
            half = letters.width(text, self.size.type) / 2
            at = min(max(panel.x.at(value), half), self.size.width - half)
            self.write(at, bottom + self.size.type * 1.35, text, colour=SOFT, anchor="middle")


def number(row: Row, column: str = "value") -> float:
    """A cell that must hold a number. Raises TypeError if it does not."""
    value = row.cells[column]
    if not isinstance(value, int | float):
        raise TypeError(f"row {row.cells['row']}: {column} is {value!r}, not a number")
    return float(value)


def year(date: str, end: bool = False) -> float:
    """An ISO date, month or year as a year with a fraction; at its beginning, or at its end."""
    parts = [int(part) for part in date.split("-")]
    month, day = (parts[1] if len(parts) > 1 else 1), (parts[2] if len(parts) > 2 else 1)
    start = parts[0] + (month - 1) / 12 + (day - 1) / 365.25
    length = 1 if len(parts) == 1 else 1 / 12 if len(parts) == 2 else 1 / 365.25
    return start + (length if end else 0)


def middle(row: Row, start: str = "period_start", end: str = "period_end") -> float:
    """The middle of the time that a row is about, as a year with a fraction."""
    return (year(str(row.cells[start])) + year(str(row.cells[end]), end=True)) / 2


Place = Callable[[Row], float]


def points(rows: Iterable[Row], x: Place, y: str = "value", per: float = 1, says: str = "period") -> tuple[Point, ...]:
    """One point for each row: x by a function, y from a column."""
    name = "" if y == "value" else f"/{y}"
    return tuple(
        Point(x(row), number(row, y) / per, f"{row.cells['row']}{name}", says=str(row.cells.get(says) or ""))
        for row in rows
    )


def spans(rows: Iterable[Row], begin: Place, end: Place, says: str = "period") -> tuple[Point, ...]:
    """One level for each row, as long as the time that it is about."""
    return tuple(
        Point(end(row), number(row), str(row.cells["row"]), begin(row), str(row.cells.get(says) or "")) for row in rows
    )


def medians(some: Iterable[Point]) -> tuple[Point, ...]:
    """The middle value at each x. It is no cell of a table, so it names no row."""
    at_place: dict[float, list[float]] = {}
    for point in sorted(some, key=lambda point: point.x):
        at_place.setdefault(round(point.x, 6), []).append(point.y)
    return tuple(Point(x, statistics.median(values)) for x, values in at_place.items())
