"""Lines in one call from a table: one for each series, named at its end."""

from collections.abc import Sequence
from typing import NamedTuple

from annotated_brief.figures import letters
from annotated_brief.figures.chart import GAP, Chart, Panel, Point, Scale, Series
from annotated_brief.figures.chart_values import (
    TOO_LONG,
    UNKNOWN,
    amount,
    bound,
    is_strong,
    known,
    moment,
    name_of,
    steps,
    written,
)
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, GRID, OCHRE, PLUM, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

MARGIN = 14  # between the lines and their names
OWN = (BLUE, OCHRE, PLUM)  # where no line is chosen: as many as can be told apart as words and as lines
NAMES = 0.36  # of the width, at most


class _Line(NamedTuple):
    """One series: its marks from the left, with a gap where a value is not known, and its name in lines."""

    name: str
    strong: bool
    colour: Colour
    marks: tuple[Point, ...]
    words: list[str]

    @property
    def end(self) -> Point:
        return next((mark for mark in reversed(self.marks) if mark.row), GAP)


def lines(
    table: Table, size: Size, *, x: str, series: str, value: str = "value", unit: str = "", emphasis: str = "",
    ticks: Sequence[float] = (), levels: Sequence[float] = (), per: float = 1,
) -> Chart:  # fmt: skip
    """A line for each `series` over the numbers or dates in `x`, named at its end; `emphasis` names the one that matters.

    The scale takes in zero, unless `levels` begins it elsewhere. A value that is not known leaves a gap.
    """
    if not table.rows:
        raise ValueError(f"the table {table.name} has no rows")
    known(table.rows, series, emphasis)
    drawn = _lines(table, size, x, series, value, emphasis, per)
    step = size.type * letters.LEADING
    drawing = Chart(size, max(260 if size.narrow else 320, sum(len(line.words) * step + 2 for line in drawn) + 40))
    panel = _panel(drawing, drawn, levels)
    stands = {moment(row, x): name_of(row.cells[x]) for row in table.rows}
    drawing.axes(
        panel, {at: f"{at:g}" for at in ticks} or {at: stands[at] for at in (min(stands), max(stands))}, panel.y_ticks
    )
    for line in drawn:
        _draw(drawing, panel, line, table.name, unit, per)
    _name(drawing, panel, drawn, step)
    return drawing


def _lines(table: Table, size: Size, x: str, series: str, value: str, emphasis: str, per: float) -> list[_Line]:
    """The lines, the one that matters last, so that it lies over the others."""
    rows: dict[str, list[Row]] = {}
    for row in sorted(table.rows, key=lambda row: moment(row, x)):
        rows.setdefault(name_of(row.cells[series]), []).append(row)
    read = list[_Line]()
    for name in dict.fromkeys(name_of(row.cells[series]) for row in table.rows):
        marks = tuple(_mark(row, x, value, per) for row in rows[name])
        strong = is_strong(rows[name][0], series, emphasis)
        line = _Line(name, strong, _colour(len(read), len(rows), strong, bool(emphasis)), marks, [])
        said = f"{written(line.end.y)} {name}" if line.end.row else f"{name}: {UNKNOWN}"
        read.append(line._replace(words=letters.wrap(said, NAMES * size.width, size.type, bold=True)))
    return sorted(read, key=lambda line: line.strong)


def _colour(at: int, count: int, strong: bool, chosen: bool) -> Colour:
    """One strong line and the others pale; where none is chosen, each of a few has a colour of its own."""
    if chosen or count == 1:
        return BLUE if strong else STONE
    return OWN[at] if count <= len(OWN) else STONE


def _mark(row: Row, x: str, column: str, per: float) -> Point:
    value = amount(row, column, per)
    return GAP if value is None else Point(moment(row, x), value, bound(row, column), says=name_of(row.cells[x]))


def _panel(drawing: Chart, drawn: Sequence[_Line], levels: Sequence[float]) -> Panel:
    """The axes, with room at the left for the numbers of the levels and at the right for the names."""
    marks = [mark for line in drawn for mark in line.marks if mark.row]
    values = [mark.y for mark in marks] or [0]
    levels = levels or steps(min([0, *values]), max([0, *values]))
    low, high = min([*levels, *values]), max([*levels, *values])
    size = drawing.size
    left = 8 + max(letters.width(written(at), size.type) for at in levels)
    right = MARGIN + max(letters.width(text, size.type, bold=True) for line in drawn for text in line.words)
    if size.width - left - right < size.width / 4:
        raise ValueError(TOO_LONG)
    xs = [mark.x for mark in marks] or [0]
    room = 0.5 if min(xs) == max(xs) else 0
    bottom, top = drawing.height - 26, 12
    panel = drawing.panel(
        Scale(min(xs) - room, max(xs) + room, left, size.width - right),
        Scale(low, high if high > low else low + 1, bottom, top),
    )
    panel.y_ticks = {at: written(at) for at in levels}
    return panel


def _draw(drawing: Chart, panel: Panel, line: _Line, table: str, unit: str, per: float) -> None:
    heavy = line.strong and line.colour is not STONE
    width = 3 if heavy else 1.6
    panel.add(Series("line", line.marks, line.name, line.colour, table, unit=unit, per=per, width=width, halo=heavy))
    alone = [
        mark for before, mark, after in zip((GAP, *line.marks), line.marks, (*line.marks[1:], GAP), strict=False)
        if mark.row and not before.row and not after.row
    ]  # fmt: skip
    for mark in {*alone, line.end} - {GAP}:
        drawing.sign(panel.x.at(mark.x), panel.y.at(mark.y), line.colour, width=7)


def _name(drawing: Chart, panel: Panel, drawn: Sequence[_Line], step: float) -> None:
    """The names at the right, each as near to the end of its line as the others let it; a thin line joins the two."""
    ordered = sorted(drawn, key=lambda line: panel.y.at(line.end.y) if line.end.row else drawing.height)
    wanted = [panel.y.at(line.end.y) if line.end.row else panel.y.start for line in ordered]
    heights = [len(line.words) * step + 2 for line in ordered]
    x = panel.x.end + MARGIN - 4
    for line, y, want in zip(ordered, _spread(wanted, heights, panel.y.start + 8), wanted, strict=True):
        look = {"colour": SOFT if line.colour is STONE else line.colour, "bold": line.colour is not STONE}
        drawing.label(line.words, x, y, sides=("right",), gap=0, **look)
        end = panel.x.at(line.end.x) + 5 if line.end.row else x
        if abs(y - want) > 3 or x - end > 12:
            drawing.rule(end, want, x - 2, y, colour=GRID)


def _spread(wanted: Sequence[float], heights: Sequence[float], bottom: float) -> list[float]:
    """Middles of boxes in this order, from top to bottom, moved as little as keeps them apart and above the bottom."""
    places, floor = list[float](), 0.0
    for want, tall in zip(wanted, heights, strict=True):
        places.append(max(want, floor + tall / 2))
        floor = places[-1] + tall / 2
    for at, tall in reversed(list(enumerate(heights))):
        places[at] = min(places[at], bottom - tall / 2)
        bottom = places[at] - tall / 2
    return places
