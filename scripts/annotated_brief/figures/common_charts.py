"""The common charts, each in one call from a table: bars, stacked bars, lines, dots and ranges.

Each follows the house style: names beside the marks, values at their ends, one row or series in the strong colour and
the others pale, labels that touch nothing. A script gives the table, the size and the names of the columns:

    def chart(tables, size):
        return bars(tables["rain"], size, label="place", unit="millimetres", emphasis="Bergen")
"""

from collections.abc import Mapping, Sequence

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Point, Scale, Series, number
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, Lanes, lanes, scale_numbers
from annotated_brief.figures.palette import BLUE, INK, PAPER, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

THICK = 14


def bars(
    table: Table, size: Size, *, label: str, value: str = "value", unit: str = "", emphasis: str = "", per: float = 1
) -> Chart:
    """Lying bars from zero, one for each row, in the order of the table; `emphasis` names the row that matters."""
    made = _lanes(table.rows, size, label, max((number(row, value) / per for row in table.rows), default=1))
    for colour, mine in _emphasised(table.rows, made.at, label, emphasis):
        marks = tuple(
            Point(number(row, value) / per, y, _bound(row, value), says=str(row.cells.get("period") or ""))
            for y, row in mine
        )
        made.panel.add(Series("bars", marks, table.title, colour, table.name, "x", per, unit, THICK))
        _values(made, marks, colour)
    return made.chart


def stacked_bars(
    table: Table, size: Size, *, label: str, part: str, parts: Mapping[str, tuple[str, Colour]], value: str = "value",
    unit: str = "", per: float = 1,
) -> Chart:  # fmt: skip
    """A bar for each `label`, made of one part for each `part`; `parts` gives their order, names and colours."""
    names = list(dict.fromkeys(str(row.cells[label]) for row in table.rows))
    found = [part_ for part_ in parts if any(row.cells[part] == part_ for row in table.rows)]
    totals = {name: sum(number(row, value) / per for row in table.rows if row.cells[label] == name) for name in names}
    head = _key(None, size, [parts[one] for one in found])
    made = lanes(
        size,
        [Lane(_capital(name)) for name in names],
        max(totals.values(), default=1),
        left=_left(names, size),
        top=head + 6,
    )
    _key(made.chart, size, [parts[one] for one in found])
    ends = dict.fromkeys(names, 0.0)
    for one in found:
        marks = []
        for row in (row for row in table.rows if row.cells[part] == one):
            name, y = str(row.cells[label]), made.at[names.index(str(row.cells[label]))]
            start, ends[name] = ends[name], ends[name] + number(row, value) / per
            marks.append(Point(ends[name], y, _bound(row, value), start, _capital(name)))
        made.panel.add(
            Series("bars", tuple(marks), parts[one][0], parts[one][1], table.name, "x", per, unit, THICK + 4, halo=True)
        )
        for mark in marks:
            _inside(made, mark)
    for name, y in zip(names, made.at, strict=True):
        made.chart.write(made.panel.x.at(totals[name]) + 5, y + size.type * 0.34, f"{totals[name]:,g}", colour=SOFT)
    return made.chart


def lines(
    table: Table, size: Size, *, x: str, series: str, value: str = "value", unit: str = "", emphasis: str = "",
    ticks: Sequence[float] = (), levels: Sequence[float] = (),
) -> Chart:  # fmt: skip
    """A line for each `series` over the numbers in `x`, named at its end; `emphasis` names the one that matters."""
    _known(table.rows, series, emphasis)
    names = list(dict.fromkeys(str(row.cells[series]) for row in table.rows))
    xs = [number(row, x) for row in table.rows]
    high = max([*levels, *(number(row, value) for row in table.rows)])
    longest = max(
        letters.width(f"{number(row, value):,g} {row.cells[series]}", size.type, bold=True) for row in table.rows
    )
    made = Chart(size, 260 if size.narrow else 320)
    panel = made.panel(
        Scale(min(xs), max(xs), 30, size.width - longest - 12), Scale(0, high * 1.08, made.height - 26, 10)
    )
    made.axes(
        panel, {at: f"{at:g}" for at in ticks or (min(xs), max(xs))}, {at: f"{at:,g}" for at in levels or (0, high)}
    )
    for name in sorted(names, key=lambda name: name == str(emphasis)):
        strong = name == str(emphasis) or not emphasis
        colour = BLUE if strong else STONE
        rows = sorted((row for row in table.rows if str(row.cells[series]) == name), key=lambda row: number(row, x))
        marks = tuple(
            Point(number(row, x), number(row, value), _bound(row, value), says=f"{number(row, x):g}") for row in rows
        )
        panel.add(Series("line", marks, name, colour, table.name, unit=unit, width=3 if strong else 1.6, halo=strong))
        end = marks[-1]
        made.sign(panel.x.at(end.x), panel.y.at(end.y), colour, width=7)
        made.label(f"{end.y:,g} {name}", panel.x.at(end.x), panel.y.at(end.y), colour=colour if strong else SOFT, bold=strong,
                   sides=("right", "right-up", "right-down"), gap=8)  # fmt: skip
    return made


def dots(
    table: Table, size: Size, *, label: str, value: str = "value", unit: str = "", emphasis: str = "", high: float = 0
) -> Chart:
    """A dot on a scale from zero for each row."""
    made = _lanes(table.rows, size, label, high or max((number(row, value) for row in table.rows), default=1))
    scale_numbers(made, (0, made.panel.x.high))
    for colour, mine in _emphasised(table.rows, made.at, label, emphasis):
        marks = tuple(
            Point(number(row, value), y, _bound(row, value), says=str(row.cells.get("period") or "")) for y, row in mine
        )
        made.panel.add(Series("dots", marks, table.title, colour, table.name, "x", unit=unit, width=10))
        _values(made, marks, colour, gap=9)
    return made.chart


def ranges(
    table: Table,
    size: Size,
    *,
    label: str,
    low: str = "value_low",
    high: str = "value_high",
    unit: str = "",
    emphasis: str = "",
) -> Chart:
    """A bar from one value to another for each row, with both written at its end."""
    made = _lanes(table.rows, size, label, max((number(row, high) for row in table.rows), default=1), right=64)
    scale_numbers(made, (0, made.panel.x.high))
    for colour, mine in _emphasised(table.rows, made.at, label, emphasis):
        marks = tuple(
            Point(
                number(row, high),
                y,
                _bound(row, high),
                number(row, low),
                str(row.cells.get("period") or ""),
                _bound(row, low),
            )
            for y, row in mine
        )
        made.panel.add(Series("spans", marks, table.title, colour, table.name, "x", unit=unit, width=8))
        for mark in marks:
            made.chart.label(
                f"{mark.base:,g}–{mark.x:,g}", made.panel.x.at(mark.x), mark.y, colour=colour, sides=("right",), gap=7
            )
    return made.chart


def _lanes(rows: Sequence[Row], size: Size, label: str, high: float, right: float = 44) -> Lanes:
    _known(rows, label)
    names = [str(row.cells[label]) for row in rows]
    return lanes(size, [Lane(_capital(name)) for name in names], high, left=_left(names, size), right=right)


def _left(names: Sequence[str], size: Size) -> float:
    """The width of the longest name."""
    return max((letters.width(_capital(name), size.type) for name in names), default=0) + 14


def _emphasised(
    rows: Sequence[Row], at: Sequence[float], label: str, emphasis: str
) -> list[tuple[Colour, list[tuple[float, Row]]]]:
    """The rows with where they stand, those that matter and those that do not."""
    _known(rows, label, emphasis)
    placed = list(zip(at, rows, strict=True))
    strong = [pair for pair in placed if not emphasis or str(pair[1].cells[label]) == str(emphasis)]
    return [(BLUE, strong), (STONE, [pair for pair in placed if pair not in strong])]


def _known(rows: Sequence[Row], column: str, name: str = "") -> None:
    """Raises ValueError for an unknown column, or a name that is not in the table."""
    for row in rows[:1]:
        if column not in row.cells:
            raise ValueError(f"the table has no column {column}; it has: {', '.join(row.cells)}")
    names = list(dict.fromkeys(str(row.cells[column]) for row in rows))
    if name and str(name) not in names:
        raise ValueError(f"emphasis is {name!r}, which is not in the column {column}; it has: {', '.join(names)}")


def _values(made: Lanes, marks: Sequence[Point], colour: Colour, gap: float = 5) -> None:
    for mark in marks:
        made.chart.label(
            f"{mark.x:,g}",
            made.panel.x.at(mark.x),
            mark.y,
            colour=colour,
            sides=("right",),
            gap=gap,
            bold=colour is BLUE,
        )


def _inside(made: Lanes, mark: Point) -> None:
    """The value of a part on its bar, where there is room for it."""
    start, end, text = made.panel.x.at(mark.base), made.panel.x.at(mark.x), f"{mark.x - mark.base:,g}"
    if end - start >= letters.width(text, made.chart.size.type) + 5:
        middle, down = (start + end) / 2, made.chart.size.type * 0.34
        made.chart.write(middle, mark.y + down, text, colour=PAPER, anchor="middle", on_bar=True)


def _key(chart: Chart | None, size: Size, parts: Sequence[tuple[str, Colour]]) -> float:
    """What the colours mean, above the bars, in as many lines as it takes; gives its height."""
    x, y = 0.0, size.type
    for name, colour in parts:
        wide = 16 + letters.width(name, size.type)
        if x and x + wide > size.width:
            x, y = 0.0, y + size.type * 1.45
        if chart:
            chart.sign(x + 5.5, y - size.type * 0.34, colour, width=11, square=True)
            chart.write(x + 16, y, name, colour=INK)
        x += wide + 16
    return y


def _bound(row: Row, column: str) -> str:
    return str(row.cells["row"]) + ("" if column == "value" else f"/{column}")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
