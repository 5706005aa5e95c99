"""Stacked bars in one call from a table: a bar for each name, made of parts in the same order and colours."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Point, Series
from annotated_brief.figures.chart_values import TOO_LONG, UNKNOWN, amount, bound, capital, known, name_of, written
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, Lanes, lanes, names_room
from annotated_brief.figures.palette import INK, PAPER, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

THICK = {"wide": 18, "narrow": 14}
SIGN = 9  # the side of the square before the number of a small part
Parts = Mapping[str, tuple[str, Colour]]


class _Pile(NamedTuple):
    """One bar: its name, its parts from the left, and whether a part of it is not known."""

    name: str
    parts: list[tuple[str, Row, float]]
    open: bool

    @property
    def total(self) -> float:
        return sum(value for _, _, value in self.parts)

    @property
    def says(self) -> str:
        if self.open:
            return f"at least {written(self.total)}" if self.parts else UNKNOWN
        return written(self.total)


def stacked_bars(
    table: Table,
    size: Size,
    *,
    label: str,
    part: str,
    parts: Parts,
    value: str = "value",
    unit: str = "",
    per: float = 1,
) -> Chart:
    """A bar for each `label`, made of one part for each `part`; `parts` gives their order, names and colours.

    A part too small for its number has it behind the total. Raises ValueError for a part that `parts` does not name
    or that is below zero.
    """
    piles = _piles(table, label, part, parts, value, per)
    shown = [one for one in parts if any(one == name for pile in piles for name, *_ in pile.parts)]
    head = _key(None, size, [parts[one] for one in shown])
    drawing = _frame(piles, size, head + 10)
    _key(drawing.chart, size, [parts[one] for one in shown])
    for one in shown:
        marks = [mark for pile, y in zip(piles, drawing.at, strict=True) for mark in _marks(pile, one, y, value)]
        drawing.panel.add(
            Series(
                "bars",
                tuple(marks),
                parts[one][0],
                parts[one][1],
                table.name,
                "x",
                per,
                unit,
                THICK[size.name],
                halo=True,
            )
        )
    for pile, y in zip(piles, drawing.at, strict=True):
        _numbers(drawing, pile, y, parts)
    return drawing.chart


def _piles(table: Table, label: str, part: str, parts: Parts, value: str, per: float) -> list[_Pile]:
    known(table.rows, label)
    known(table.rows, part)
    order, piles = list(parts), dict[str, _Pile]()
    for row in table.rows:
        name, mine = name_of(row.cells[label]), str(row.cells[part])
        if mine not in parts:
            raise ValueError(
                f"row {row.cells['row']}: the part {mine!r} is not in parts, which has: {', '.join(order)}"
            )
        found = amount(row, value, per)
        if found is not None and found < 0:
            raise ValueError(f"row {row.cells['row']}: a part below zero cannot be stacked: draw bars or lines")
        pile = piles.get(name, _Pile(capital(name), [], False))
        added = [] if found is None else [(mine, row, found)]
        piles[name] = pile._replace(
            parts=sorted([*pile.parts, *added], key=lambda one: order.index(one[0])), open=pile.open or found is None
        )
    return list(piles.values())


def _frame(piles: Sequence[_Pile], size: Size, top: float) -> Lanes:
    """Lanes in which what stands behind each bar has room."""
    names, high = [pile.name for pile in piles], max((pile.total for pile in piles), default=1) or 1
    left, right = names_room(names, size), 0.0
    for _ in range(3):  # what is small depends on the scale, and the scale on the room behind the bars
        drawing = lanes(size, [Lane(name) for name in names], high, left=left, right=right, top=top)
        right = max(
            [0, *(drawing.panel.x.at(pile.total) + _behind(drawing, pile) + right - (size.width) for pile in piles)]
        )
    if right > size.width / 2:
        raise ValueError(TOO_LONG)
    return lanes(size, [Lane(name) for name in names], high, left=left, right=right, top=top)


def _marks(pile: _Pile, part: str, y: float, column: str) -> list[Point]:
    end, marks = 0.0, list[Point]()
    for name, row, value in pile.parts:
        start, end = end, end + value
        if name == part:
            marks.append(Point(end, y, bound(row, column), start, pile.name))
    return marks


def _small(drawing: Lanes, pile: _Pile) -> list[tuple[str, float]]:
    """The parts that have no room for their number."""
    room = drawing.panel.x.at(1) - drawing.panel.x.at(0)
    return [
        (name, value) for name, _, value in pile.parts
        if value and len(pile.parts) > 1 and value * room < letters.width(written(value), drawing.chart.size.type) + 5
    ]  # fmt: skip


def _behind(drawing: Lanes, pile: _Pile) -> float:
    """How much room the total and the small parts take behind a bar."""
    size = drawing.chart.size.type
    return (
        8
        + letters.width(pile.says, size)
        + sum(SIGN + 16 + letters.width(written(value), size) for _, value in _small(drawing, pile))
    )


def _numbers(drawing: Lanes, pile: _Pile, y: float, parts: Parts) -> None:
    """The value of each part on its bar, the total behind the bar, and behind that the parts too small for theirs."""
    size, small, end = drawing.chart.size.type, _small(drawing, pile), 0.0
    line = y + size * 0.34
    for name, _, value in pile.parts:
        start, end = end, end + value
        middle = (drawing.panel.x.at(start) + drawing.panel.x.at(end)) / 2
        if value and (name, value) not in small:
            drawing.chart.write(middle, line, written(value), colour=PAPER, anchor="middle", on_bar=True)
    x = drawing.panel.x.at(end) + 6
    drawing.chart.write(x, line, pile.says, colour=SOFT)
    x += letters.width(pile.says, size)
    for name, value in small:
        drawing.chart.sign(x + 9 + SIGN / 2, y, parts[name][1], width=SIGN, square=True)
        drawing.chart.write(x + SIGN + 13, line, written(value), colour=SOFT)
        x += SIGN + 16 + letters.width(written(value), size)


def _key(chart: Chart | None, size: Size, parts: Sequence[tuple[str, Colour]]) -> float:
    """What the colours mean, above the bars, in as many lines as it takes; gives its height."""
    x, y = 0.0, size.type
    for name, colour in parts:
        text = letters.wrap(name, size.width - 20, size.type)
        wide = 16 + max(letters.width(line, size.type) for line in text)
        if x and x + wide > size.width:
            x, y = 0.0, y + size.type * 1.45
        if chart:
            chart.sign(x + 5.5, y - size.type * 0.34, colour, width=11, square=True)
        for at, line in enumerate(text):
            y += size.type * letters.LEADING if at else 0
            if chart:
                chart.write(x + 16, y, line, colour=INK)
        x += wide + 16
    return y
