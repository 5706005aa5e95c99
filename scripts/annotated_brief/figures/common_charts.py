"""The common charts, each in one call from a table: bars, stacked bars, lines, dots and ranges.

Each follows the house style: names beside the marks, values at their ends, one row or series in the strong colour and
the others pale, labels that touch nothing. A script gives the table, the size and the names of the columns:

    def chart(tables, size):
        return bars(tables["rain"], size, label="place", unit="millimetres", emphasis="Bergen")

An empty cell is drawn as not known. A slip in the call, or what a chart cannot hold, raises ValueError with the remedy.
"""

from collections.abc import Sequence
from typing import NamedTuple

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Point, Series
from annotated_brief.figures.chart_values import (
    TOO_LONG,
    UNKNOWN,
    amount,
    bound,
    capital,
    is_strong,
    known,
    name_of,
    steps,
    written,
)
from annotated_brief.figures.common_lines import lines
from annotated_brief.figures.common_stacks import stacked_bars
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, Lanes, guide, lanes, names_room, scale_numbers, upright
from annotated_brief.figures.palette import BLUE, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

__all__ = ["bars", "dots", "lines", "ranges", "stacked_bars"]

THICK = {"bars": 14.0, "dots": 10.0, "spans": 8.0}
LEAST = 0.25  # of the width: what the marks need


class _Mark(NamedTuple):
    """What a row draws: where it begins and ends, the columns of both, and the words beside it."""

    row: Row
    start: float
    end: float | None  # none: not known
    words: str
    of: str
    start_of: str = ""


def bars(
    table: Table, size: Size, *, label: str, value: str = "value", unit: str = "", emphasis: str = "", per: float = 1
) -> Chart:
    """Lying bars from zero, one for each row, in the order of the table; `emphasis` names the row that matters."""
    marks = _values(table, value, per)
    ends = [mark.end for mark in marks if mark.end is not None]
    low, high = min([0, *ends]), max([0, *ends])
    drawing = _frame(marks, size, label, (low, high if high > low else low + 1), turned=True)
    if low < 0:
        upright(drawing, 0, "", SOFT, "", thick=THICK["bars"] + 8)
    return _draw(drawing, "bars", table, marks, label, unit, emphasis, per)


def dots(
    table: Table, size: Size, *, label: str, value: str = "value", unit: str = "", emphasis: str = "", high: float = 0,
    per: float = 1,
) -> Chart:  # fmt: skip
    """A dot on a scale from zero for each row; `high` is where the scale ends, unless a value is above it."""
    marks = _values(table, value, per)
    drawing = _scaled(marks, size, label, [0, high])
    return _draw(drawing, "dots", table, marks, label, unit, emphasis, per)


def ranges(
    table: Table, size: Size, *, label: str, low: str = "value_low", high: str = "value_high", unit: str = "",
    emphasis: str = "", per: float = 1,
) -> Chart:  # fmt: skip
    """A bar from one value to another for each row, with both written at its end."""
    marks = [_range(row, low, high, per) for row in table.rows]
    drawing = _scaled(marks, size, label, [0, *(mark.start for mark in marks)])
    return _draw(drawing, "spans", table, marks, label, unit, emphasis, per)


def _values(table: Table, column: str, per: float) -> list[_Mark]:
    marks = list[_Mark]()
    for row in table.rows:
        value = amount(row, column, per)
        marks.append(_Mark(row, 0, value, UNKNOWN if value is None else written(value), column))
    return marks


def _range(row: Row, low: str, high: str, per: float) -> _Mark:
    start, end = amount(row, low, per), amount(row, high, per)
    if start is None or end is None:
        one_end = (
            f"{written(start)} or more"
            if start is not None
            else f"up to {written(end)}"
            if end is not None
            else UNKNOWN
        )
        return _Mark(row, 0, None, one_end, high, low)
    if start > end:
        said = f"{low} is {written(start)} and {high} {written(end)}"
        raise ValueError(f"row {row.cells['row']}: {said}: exchange them")
    ends = [written(one) for one in sorted({start, end})]
    return _Mark(row, start, end, (" to " if start < 0 else "–").join(ends), high, low)


def _scaled(marks: Sequence[_Mark], size: Size, label: str, more: Sequence[float]) -> Lanes:
    """Lanes over a scale of round numbers, as many as have room."""
    values = [*more, *(mark.end for mark in marks if mark.end is not None)]
    for count in (4, 3, 2, 1):
        ticks = steps(min(values), max(values), count)
        drawing = _frame(marks, size, label, (ticks[0], ticks[-1]))
        step = drawing.panel.x.at(ticks[1]) - drawing.panel.x.at(ticks[0])
        if count == 1 or step > 10 + max(letters.width(written(tick), size.type) for tick in ticks):
            break
    scale_numbers(drawing, ticks)
    return drawing


def _frame(marks: Sequence[_Mark], size: Size, label: str, ends: tuple[float, float], turned: bool = False) -> Lanes:
    """Lanes with room for the names and for the values; those of bars below zero stand at the left if `turned`."""
    known([mark.row for mark in marks], label)
    names = [capital(name_of(mark.row.cells[label])) for mark in marks]
    wide = {left: [letters.width(mark.words, size.type, bold=True) + 14 for mark in marks if _at_left(mark, turned) is left]
            for left in (True, False)}  # fmt: skip
    left, before, right = 0 if size.narrow else names_room(names, size), max([0, *wide[True]]), max([0, *wide[False]])
    if size.width - left - before - right < LEAST * size.width:
        raise ValueError(TOO_LONG)
    return lanes(size, [Lane(name) for name in names], ends[1], low=ends[0], left=left, before=before, right=right)


def _at_left(mark: _Mark, turned: bool) -> bool:
    return turned and mark.end is not None and mark.end < 0


def _draw(
    drawing: Lanes, kind: str, table: Table, marks: Sequence[_Mark], label: str, unit: str, emphasis: str, per: float
) -> Chart:
    """The marks, the strong ones and the pale ones, each with its words."""
    known(table.rows, label, emphasis)
    for colour in (BLUE, STONE):
        placed = [pair for pair in zip(drawing.at, marks, strict=True)
                  if is_strong(pair[1].row, label, emphasis) is (colour is BLUE)]  # fmt: skip
        points = tuple(_point(mark, y) for y, mark in placed if mark.end is not None)
        drawing.panel.add(Series(kind, points, table.title, colour, table.name, "x", per, unit, THICK[kind]))
        for y, mark in placed:
            _words(drawing, kind, mark, y, colour)
    return drawing.chart


def _point(mark: _Mark, y: float) -> Point:
    says = str(mark.row.cells.get("period") or "")
    start_of = bound(mark.row, mark.start_of) if mark.start_of else ""
    return Point(mark.end or 0, y, bound(mark.row, mark.of), mark.start, says, start_of)


def _words(drawing: Lanes, kind: str, mark: _Mark, y: float, colour: Colour) -> None:
    """The value at the end of its mark."""
    if mark.end is not None and kind != "bars":
        guide(drawing, mark.start if kind == "spans" else mark.end, y)
    at = drawing.panel.x.at(mark.end if mark.end is not None else max(0, drawing.panel.x.low))
    side = "left" if _at_left(mark, turned=kind == "bars") else "right"
    look = {"colour": SOFT} if colour is STONE or mark.end is None else {"colour": colour, "bold": True}
    drawing.chart.label(mark.words, at, y, sides=(side,), gap=5 if kind == "bars" else 9, **look)
