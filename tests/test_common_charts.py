"""The common charts: what each draws of an ordinary table, and of tables such as a stranger brings."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest
from annotated_brief.figures import (
    chart,
    chart_plotly,
    chart_svg,
    charts,
    common_charts,
    figure_numbers,
    figure_style,
    label_placing,
    palette,
)
from annotated_brief.figures.figure_style import Size
from annotated_brief.tables.tables import Column, Row, Table

Cells = Sequence[Mapping[str, str | float | None]]
PARTS = {"rain": ("Rain", palette.BLUE), "snow": ("Snow and sleet of every kind", palette.OCHRE)}
COMMON: dict[str, Callable[..., chart.Chart]] = {
    "bars": lambda table, size, **more: common_charts.bars(table, size, label="place", unit="mm", **more),
    "stacked_bars": lambda table, size, **more: common_charts.stacked_bars(
        table, size, label="place", part="kind", parts=PARTS, unit="mm", **more
    ),
    "lines": lambda table, size, **more: common_charts.lines(table, size, x="year", series="place", unit="mm", **more),
    "dots": lambda table, size, **more: common_charts.dots(table, size, label="place", unit="mm", **more),
    "ranges": lambda table, size, **more: common_charts.ranges(table, size, label="place", unit="mm", **more),
}


def places(cells: Cells) -> Table:
    """A table that every common chart can draw: what a row does not say is filled in."""
    rows = []
    for at, some in enumerate(cells, 2):
        value = some.get("value", 1.0)
        ends = (None, None) if value is None else sorted((float(value) * 0.8, float(value) * 1.2))
        plain = {"row": f"r{at}", "place": "Bergen", "year": 2000.0, "kind": "rain", "value": value, "value_low": ends[0],
                 "value_high": ends[1], "unit": "mm", "period": "2001", "source": "met", "grade": "A", "note": ""}  # fmt: skip
        rows.append(Row(at, {**plain, **some}))
    columns = [Column(name, name, "string", "") for name in rows[0].cells]
    return Table("places", "Places", "", columns, rows, "docs/data/places.csv")


def named(*values: float | None, names: Sequence[str | float] = ()) -> Cells:
    found = names or [f"Place {at}" for at in range(len(values))]
    return [{"place": name, "value": value} for name, value in zip(found, values, strict=True)]


def series(**lines: Sequence[tuple[str | float, float | None]]) -> Cells:
    return [{"place": name, "year": x, "value": value} for name, marks in lines.items() for x, value in marks]


def piles(**bars: Sequence[float | None]) -> Cells:
    return [
        {"place": name, "kind": kind, "value": value}
        for name, values in bars.items() for kind, value in zip(PARTS, values, strict=False)
    ]  # fmt: skip


LONG = ("The Federal Ministry for Economic Cooperation and Development", "Short",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")  # fmt: skip
SCRIPTS = (
    "Россия и соседи",
    "中华人民共和国对外贸易总额统计年鉴数据来源与说明",
    "الإمارات العربية المتحدة",
    "भारत सरकार",
)
LYING: dict[str, Cells] = {
    "close": named(30, 31, 30.5, 30.9),
    "long": named(3.0, 12.5, 7, names=LONG),
    "one": named(5),
    "forty": named(*[at * 37 % 41 for at in range(40)]),
    "below zero": named(12, -7.5, -30, 0),
    "all below zero": named(-5, -12),
    "missing": named(12, None, 7),
    "all missing": named(None, None),
    "huge": named(1234567890, 2500000, 1),
    "tiny": named(0.00012, 0.0000004),
    "shares": named(99.95, 33.333333333333, 0.1 + 0.2),
    "other scripts": named(4, 3, 2, 1.5, names=SCRIPTS),
    "equal": named(7, 7, 7),
    "nothing": named(0, 0),
    "years": named(3, 4, names=(2019.0, 2020.0)),
}
LINES: dict[str, Cells] = {
    "cross": series(Up=[(2000, 1), (2010, 9), (2020, 12)], Down=[(2000, 12), (2010, 8), (2020, 1)]),
    "same end": series(
        A=[(2000, 1), (2020, 7)], B=[(2000, 3), (2020, 7)], C=[(2000, 9), (2020, 7)], D=[(2000, 9), (2020, 7.1)]
    ),
    "days": series(A=[("2024-01-05", 3), ("2024-03-01", 8), ("2024-06-30", 5)]),
    "months": series(A=[("2024-01", 3), ("2024-03", 8)], B=[("2024-01", 4)]),
    "below zero": series(A=[(1, -5), (2, 3)], B=[(1, 2), (2, -8)]),
    "missing": series(A=[(1, 5), (2, None), (3, 4), (4, None)], B=[(1, None)], C=[(1, 1), (4, 4)]),
    "one": series(A=[(2000, 5)]),
    "equal": series(A=[(2000, 5), (2001, 5)]),
    "nothing": series(A=[(2000, 0), (2001, 0)]),
    "forty": series(**{f"Country {at}": [(2000, at % 7), (2020, at * 13 % 17)] for at in range(40)}),
    "huge": series(World=[(1900, 1650000000), (2024, 8100000000)]),
    "long": series(**{name: [(2000, at), (2020, at * 2)] for at, name in enumerate(LONG)}),
    "other scripts": series(**{name: [(2000, 1), (2020, 3)] for name in SCRIPTS}),
}
STACKS: dict[str, Cells] = {
    "small": piles(Bergen=(100, 1), Oslo=(50, 30), Tiny=(1, 1)),
    "one": piles(Bergen=(5,)),
    "missing": piles(Bergen=(5, None), Oslo=(None, None)),
    "nothing": piles(Bergen=(0, 0)),
    "huge": piles(Bergen=(1234567, 7654321), Oslo=(1, 2)),
    "long": piles(**dict.fromkeys(LONG, (3, 4.5))),
    "shares": piles(Bergen=(0.1, 0.2)),
    "years": [{"place": 2020.0, "value": 3}],
    "forty": piles(**{f"District {at}": (at, 40 - at) for at in range(40)}),
}
ODD = {"bars": LYING, "dots": LYING, "ranges": LYING, "lines": LINES, "stacked_bars": STACKS}


def faults(made: chart.Chart, table: Table) -> Iterator[str]:
    """Words that touch or are cut, and numbers that are in no cell."""
    words = [*made.words, *label_placing.place(made)]
    boxes = [label_placing.box_of(one, made.size) for one in words]
    for (one, box), (two, other) in itertools.combinations(zip(words, boxes, strict=True), 2):
        if box.meets(other):
            yield f"{one.text} touches {two.text}"
    for one, box in zip(words, boxes, strict=True):
        if box.left < -1 or box.right > made.size.width + 1 or box.top < -1 or box.bottom > made.height + 1:
            yield f"{one.text} is cut"
    figure = charts.Figure("places", "t", "m", "mm", "p", "a", "n", ("places",), {})
    yield from figure_numbers.faults(figure, chart_plotly.figure(made), {"places": table})


@pytest.mark.parametrize("size", figure_style.SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("name", COMMON)
def test_a_common_chart_holds_what_a_stranger_brings(name: str, size: Size) -> None:
    """Every value is drawn, every word can be read, whatever the names and the numbers are."""
    for case, cells in ODD[name].items():
        table = places(cells)
        made = COMMON[name](table, size)
        text = chart_svg.draw(made)
        drawn = {found.split("/")[0] for found in re.findall(r'data-row="([^"]+)"', text)}
        assert drawn == {row.cells["row"] for row in table.rows if row.cells["value"] is not None}, case
        assert list(faults(made, table)) == [], case
        assert "e+" not in text, case


def said(made: chart.Chart) -> list[str]:
    return [one.text for one in [*made.words, *label_placing.place(made)]]


def test_what_is_not_known_is_said() -> None:
    assert said(COMMON["bars"](places(LYING["missing"]), figure_style.WIDE)).count("not known") == 1
    assert "B: not known" in said(COMMON["lines"](places(LINES["missing"]), figure_style.WIDE))
    ends = places([{"value_low": None, "value_high": 3.0}, {"value_low": 2.0, "value_high": None}])
    assert {"up to 3", "2 or more"} <= set(said(COMMON["ranges"](ends, figure_style.NARROW)))
    stacks = said(COMMON["stacked_bars"](places(STACKS["missing"]), figure_style.WIDE))
    assert ("at least 5" in stacks, "not known" in stacks) == (True, True)


def test_a_bar_below_zero_runs_to_the_left_and_has_its_value_there() -> None:
    made = COMMON["bars"](places(LYING["below zero"]), figure_style.WIDE)
    (marks,) = [one for one in made.panels[0].series if one.points]
    zero, down = made.panels[0].x.at(0), made.panels[0].x.at(marks.points[2].x)
    label = next(one for one in label_placing.place(made) if one.text == "−30")
    assert label_placing.box_of(label, made.size).right < down < zero


def test_a_part_without_room_for_its_number_has_it_behind_the_total() -> None:
    made = COMMON["stacked_bars"](places(STACKS["small"]), figure_style.WIDE)
    total = next(one for one in made.words if one.text == "101")
    behind = [one for one in made.signs if one.x > total.x]
    assert [one.colour for one in behind if abs(one.y - total.y) < 8] == [palette.OCHRE]


def test_lines_that_cross_have_colours_of_their_own_and_one_that_matters_alone_is_strong() -> None:
    def colours(**more: str) -> list[palette.Colour]:
        return [
            one.colour for one in COMMON["lines"](places(LINES["cross"]), figure_style.WIDE, **more).panels[0].series
        ]

    assert colours() == [palette.BLUE, palette.OCHRE]
    assert colours(emphasis="Down") == [palette.STONE, palette.BLUE]


def test_a_mark_says_which_lane_it_lies_in_and_markup_in_a_name_is_text() -> None:
    text = chart_svg.draw(COMMON["bars"](places(named(1, 2, names=["Oslo <&>", "Bergen"])), figure_style.WIDE))
    assert 'data-row="r3" data-l="Bergen"' in text
    assert 'data-row="r2" data-l="Oslo &lt;&amp;&gt;"' in text
    assert "<&>" not in text


@pytest.mark.parametrize(
    ("name", "cells", "asked", "says"),
    [
        ("bars", named(1, names=["Bergen"]), {"emphasis": "Bregen"}, "emphasis is 'Bregen', which is not in the column place; it has: Bergen"),
        ("bars", named(1), {"value": "worth"}, "the table has no column worth; it has: row, place"),
        ("bars", [{"value": 1.0, "amount": "about 3"}], {"value": "amount"}, "row r2: amount is 'about 3', not a number: leave it empty"),
        ("dots", named(float("inf")), {}, "inf cannot be drawn: leave the cell empty"),
        ("bars", named(1e30), {}, "give `per` to divide them by"),
        ("ranges", [{"value_low": 9.0, "value_high": 3.0}], {}, "row r2: value_low is 9 and value_high 3: exchange them"),
        ("stacked_bars", [{"value": -3.0}], {}, "row r2: a part below zero cannot be stacked: draw bars or lines"),
        ("stacked_bars", [{"kind": "sun"}], {}, "row r2: the part 'sun' is not in parts, which has: rain, snow"),
        ("lines", [{"year": "spring"}], {}, "row r2: year is 'spring', neither a number nor a date"),
        ("lines", [{"year": "2019-20"}], {}, "row r2: year is '2019-20', neither a number nor a date"),
        ("dots", named(1), {"per": 0}, "per is 0, by which nothing can be divided"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_the_remedy(name: str, cells: Cells, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        COMMON[name](places(cells), figure_style.NARROW, **asked)
