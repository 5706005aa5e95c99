"""Lanes: one row of marks under each other for each name, as in bars that lie, dots and ranges.

The names stand at the left of a wide drawing and above the marks of a narrow one, so no mark and no line crosses them.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Panel, Rule, Scale
from annotated_brief.figures.chart_values import written
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import GRID, INK, SOFT, Colour
from annotated_brief.tables.tables import Row

NAMES = 0.42  # of the width of a wide drawing, at most


class Lane(NamedTuple):
    """The name of a lane; a heading has no marks."""

    name: str
    head: bool = False
    colour: Colour = INK


class Lanes(NamedTuple):
    """A chart of lanes, its one panel, and where the marks of each lane stand."""

    chart: Chart
    panel: Panel
    at: list[float]  # for every lane, headings too


def lanes(
    size: Size, names: Sequence[Lane], high: float, *, left: float, right: float = 34, top: float = 6, foot: float = 6,
    tall: float = 0, gap: float = 8, low: float = 0, before: float = 0,
) -> Lanes:  # fmt: skip
    """Lanes from the top, over a scale from `low` to `high`; a long name runs on over lines.

    `left` is the room for names in a wide drawing, `before` that for values at the left of the marks, `right` at the right.
    """
    step = tall or (size.type * (2.75 if size.narrow else 1.6))
    chart = Chart(size, 0)
    y, at = top, list[float]()
    for index, lane in enumerate(names):
        if lane.head:
            y += gap if index else 0
            chart.write(0, y + size.type, lane.name, bold=True, colour=lane.colour)
            at.append(y + size.type)
            y += size.type * 1.7
            continue
        text = letters.wrap(lane.name, size.width if size.narrow else left - 8, size.type)
        more = size.type * letters.LEADING * (len(text) - 1)
        words = y + size.type * 0.95 if size.narrow else y + step / 2 + size.type * 0.34
        for line, part in enumerate(text):
            chart.write(0, words + size.type * letters.LEADING * line, part, colour=lane.colour)
        at.append(y + (size.type * 1.9 + more if size.narrow else (step + more) / 2))
        y += step + more
    chart.height = round(y + foot)
    start = before + (1 if size.narrow else left)
    panel = chart.panel(Scale(low, high, start, size.width - right), Scale(0, chart.height, 0, chart.height))
    panel.y_ticks = {place: lane.name for place, lane in zip(at, names, strict=True) if not lane.head}
    return Lanes(chart, panel, at)


def names_room(names: Sequence[str], size: Size) -> float:
    """The width of the longest name, at most so much that the marks have the larger part; longer names run over lines."""
    within = NAMES * size.width
    return 14 + max(
        (letters.width(line, size.type) for name in names for line in letters.wrap(name, within, size.type)), default=0
    )


def grouped(
    size: Size, rows: Sequence[Row], head: Callable[[Row], Lane], name: Callable[[Row], str], high: float, *,
    left: float, right: float, top: float, tall: float,
) -> tuple[Lanes, list[tuple[float, Row]]]:  # fmt: skip
    """A lane for each row, below a heading where that changes; gives each row with where its marks stand."""
    names, spots = list[Lane](), list[int]()
    for at, row in enumerate(rows):
        if at == 0 or head(row) != head(rows[at - 1]):
            names.append(head(row))
        spots.append(len(names))
        names.append(Lane(name(row)))
    drawing = lanes(size, names, high, left=left, right=right, top=top, tall=tall)
    return drawing, [(drawing.at[spot], row) for spot, row in zip(spots, rows, strict=True)]


def upright(
    drawing: Lanes, value: float, text: str, colour: Colour = SOFT, dash: str = "3 3", *, thick: float = 0
) -> None:
    """A level across the lanes, drawn at the marks only, so that it crosses no name; its words stand above it."""
    x, size = drawing.panel.x.at(value), drawing.chart.size
    half = thick / 2 or (size.type * 0.55 if size.narrow else size.type * 0.8)
    for place in drawing.panel.y_ticks:
        drawing.chart.rules.insert(0, _piece(x, place, half, colour, dash))
    if text:
        drawing.chart.label(text, x, 16, colour=colour, sides=("above", "above-left", "above-right"), gap=2)


def _piece(x: float, y: float, half: float, colour: Colour, dash: str) -> Rule:
    return Rule(x, y - half, x, y + half, colour, dash, 1.2 if colour is not GRID else 1)


def beside(
    drawing: Lanes, text: str, end: float, y: float, *, gap: float = 5, opens: bool = False, **look: object
) -> None:
    """A value at the right of its mark, in the mark's own units; where a level would cross it, past the level.

    `opens` leaves the level out at this lane instead: for a dot or a range, which need not be held against it so closely.
    """
    x, rules = drawing.panel.x.at(end), drawing.chart.rules
    right = x + gap + letters.width(text, drawing.chart.size.type, bool(look.get("bold"))) + 6
    crossing = [rule for rule in rules if rule.colour is not GRID and x + gap - 2 < rule.x1 < right]
    if opens:
        rules[:] = [rule for rule in rules if rule not in crossing or not rule.y1 < y < rule.y2]
    elif crossing:
        x = crossing[-1].x1
    drawing.chart.label(text, x, y, sides=("right",), gap=gap, **look)


def guide(drawing: Lanes, start: float, y: float) -> None:
    """A row of points from the names to where a mark begins, for the eye to follow; a narrow drawing needs none."""
    if not drawing.chart.size.narrow:
        end = drawing.panel.x.at(start) - 9
        drawing.chart.rules.insert(0, Rule(drawing.panel.x.start, y, max(end, drawing.panel.x.start), y, GRID, "1 4"))


def scale_numbers(drawing: Lanes, values: Sequence[float], unit: str = "") -> None:
    """Numbers of the scale below the lanes, the last with the unit, and hairlines at the marks."""
    last = {values[-1]: f"{written(values[-1])} {unit}"} if unit and values else {}
    drawing.panel.x_ticks = {value: written(value) for value in values} | last
    bottom = drawing.chart.height + drawing.chart.size.type
    for value in values:
        upright(drawing, value, "", GRID, "")
        x, text = drawing.panel.x.at(value), drawing.panel.x_ticks[value]
        half = letters.width(text, drawing.chart.size.type) / 2
        x = min(max(x, half), drawing.chart.size.width - half)
        drawing.chart.write(x, bottom, text, colour=SOFT, anchor="middle")
    drawing.chart.height = round(bottom + 8)
    drawing.panel.y = Scale(0, drawing.chart.height, 0, drawing.chart.height)
