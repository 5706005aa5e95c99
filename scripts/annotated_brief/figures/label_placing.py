"""Where labels stand: by geometry, so that none touches another, a mark that it does not name, or the edge.

Each label has the sides that it may stand at, best first. They are placed in the order given; each takes the side
that costs least, where running into words costs most, then marks, then lines, then being far down its own list.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Label, Panel, Point, Series, Words
from annotated_brief.figures.figure_style import Size

LINE_STEP = 4  # pixels between the boxes that stand for a line
COSTS = {"words": 100, "edge": 100, "mark": 30, "line": 4, "side": 3}


class Box(NamedTuple):
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", by: float = 0) -> bool:
        return (
            self.left < other.right + by and other.left < self.right + by
            and self.top < other.bottom + by and other.top < self.bottom + by
        )  # fmt: skip


def box_of(words: Words, size: Size) -> Box:
    """The place that words at a fixed place take."""
    letter = size.type
    wide = letters.width(words.text, letter, words.bold)
    before = {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    if words.upwards:
        bottom = words.y + before
        return Box(words.x - letter * letters.CAPITAL, bottom - wide, words.x + letter * letters.DESCENT, bottom)
    left = words.x - before
    return Box(left, words.y - letter * letters.CAPITAL, left + wide, words.y + letter * letters.DESCENT)


def place(chart: Chart) -> list[Words]:
    """Every label as lines at fixed places."""
    taken = [box_of(words, chart.size) for words in chart.words]
    marks = [box for panel in chart.panels for box in _marks(panel)]
    marks += [
        Box(one.x - half, one.y - half, one.x + half, one.y + half) for one in chart.signs if (half := one.width / 2)
    ]
    lines = [box for panel in chart.panels for box in _lines(panel)]
    placed: list[Words] = []
    for label in chart.labels:
        choices = [_at(label, side, chart.size) for side in label.sides]
        costs = [
            COSTS["side"] * rank + _cost([box_of(one, chart.size) for one in words], chart, taken, marks, lines, label)
            for rank, words in enumerate(choices)
        ]
        best = choices[costs.index(min(costs))]
        placed += best
        taken += [box_of(one, chart.size) for one in best]
    return placed


def _at(label: Label, side: str, size: Size) -> list[Words]:
    """The lines of a label at one of its sides; `above-left` ends at the place, `above-right` begins there."""
    letter = size.type
    step, count = letter * letters.LEADING, len(label.lines)
    tall = step * (count - 1) + letter * letters.CAPITAL
    upright, _, level = side.partition("-")
    x, anchor = label.x, "middle"
    if upright in ("right", "left"):
        x += label.gap if upright == "right" else -label.gap
        anchor, first = ("start" if upright == "right" else "end"), label.y - tall / 2
        first += {"up": -letter, "down": letter}.get(level, 0)
    elif upright == "centre":
        first = label.y - tall / 2
    else:
        first = label.y - label.gap - tall if upright == "above" else label.y + label.gap
        if level:
            anchor = "start" if level == "right" else "end"
    return [
        Words(x, first + letter * letters.CAPITAL + at * step, text, label.colour, anchor, label.bold, label.on_bar,
              label.faint)
        for at, text in enumerate(label.lines)
    ]  # fmt: skip


def _cost(
    boxes: Sequence[Box], chart: Chart, taken: list[Box], marks: list[Box], lines: list[Box], label: Label
) -> float:
    cost = 0.0
    for box in boxes:
        cost += COSTS["words"] * sum(box.meets(other, 1) for other in taken)
        cost += COSTS["edge"] * (
            box.left < 0 or box.top < 0 or box.right > chart.size.width or box.bottom > chart.height
        )
        if not label.on_bar:
            cost += COSTS["mark"] * sum(box.meets(other) for other in marks)
            cost += COSTS["line"] * sum(box.meets(other) for other in lines)
    return cost


def _marks(panel: Panel) -> Iterator[Box]:
    for series in panel.series:
        if series.kind in ("dots", "bars", "spans") and not series.pale:
            yield from (mark_box(panel, series, point) for point in series.points)


def mark_box(panel: Panel, series: Series, point: Point) -> Box:
    """The place that a dot, a bar or a span takes."""
    x, y, half = panel.x.at(point.x), panel.y.at(point.y), series.width / 2
    if series.kind == "dots":
        return Box(x - half, y - half, x + half, y + half)
    if series.axis == "x" or series.kind == "spans":
        start = panel.x.at(point.base)
        return Box(min(start, x), y - half, max(start, x), y + half)
    start = panel.y.at(point.base)
    return Box(x - half, min(start, y), x + half, max(start, y))


def _lines(panel: Panel) -> Iterator[Box]:
    for series in panel.series:
        if series.kind == "line" and not series.closed and not series.pale:
            yield from _along([(panel.x.at(point.x), panel.y.at(point.y)) for point in series.points])


def _along(places: Sequence[tuple[float, float]]) -> Iterable[Box]:
    for (x1, y1), (x2, y2) in itertools.pairwise(places):
        if math.isnan(x1) or math.isnan(x2):
            continue
        steps = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) / LINE_STEP))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            yield Box(x - 1, y - 1, x + 1, y + 1)
