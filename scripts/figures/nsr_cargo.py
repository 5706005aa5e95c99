"""Cargo on the Northern Sea Route, with its splices and its missed target."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, Panel, Scale, Series, number, points
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, INK, OCHRE, PAPER, SOFT
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="nsr_cargo",
    title="Cargo on the Northern Sea Route has levelled off at less than half of its target",
    measure="Cargo on the Northern Sea Route, and the part of it in transit",
    unit="million tonnes a year",
    period="2014 to 2025",
    alt=(
        "Bars. Cargo grows from 4 million tonnes in 2014 to 31.5 in 2019, then slowly to 37.9 in 2024 and falls to 37.0 in "
        "2025. The target for 2024, set in 2018, was 80. Transit is known for four years and never exceeds 3.2."
    ),
    note=(
        "The series is put together from several counts; a short line below the axis stands where the counter "
        "changes. What other counters had for the same year is in the table. What India sends or receives by this route was not found."
    ),
    tables=("nsr_cargo",),
    columns={"nsr_cargo": ("year", "series", "value", "measured_by", "splice", "grade", "note")},
)


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = tables["nsr_cargo"].rows
    drawing = Chart(size, 270 if size.narrow else 310)
    panel = drawing.panel(Scale(2013.4, 2025.6, 0, size.width), Scale(0, 86, drawing.height - 24, 8))
    main, thick = _series(rows, "main"), (panel.x.at(1) - panel.x.at(0)) * 0.7
    panel.x_ticks = {number(row, "year"): str(row.cells["year"]) for row in main}
    drawing.rule(0, panel.y.start, size.width, panel.y.start, colour=INK)
    for kind, name, colour in (
        ("target", "Target", INK),
        ("main", "All cargo", BLUE),
        ("transit", "Of it in transit", OCHRE),
    ):
        bars = points(_series(rows, kind), _year, says="measured_by")
        made_of = Series(
            "bars", bars, name, colour, "nsr_cargo", unit="million tonnes", width=thick, hollow=kind == "target"
        )
        panel.add(made_of)
    for row in main:
        year, value = _year(row), number(row)
        if not size.narrow or year % 2 == 0:
            drawing.write(
                panel.x.at(year),
                drawing.height - 7,
                f"’{year % 100:02.0f}" if size.narrow else f"{year:.0f}",
                anchor="middle",
            )
        if value >= 20:
            drawing.write(
                panel.x.at(year), panel.y.at(value) + 15, f"{value:.0f}", anchor="middle", colour=PAPER, on_bar=True
            )
        else:
            drawing.write(panel.x.at(year), panel.y.at(value) - 5, f"{value:.0f}", anchor="middle", colour=BLUE)
        if row.cells["splice"] == "yes":
            x = panel.x.at(year - 0.5)
            drawing.rule(x, panel.y.start, x, panel.y.start + 6, colour=SOFT)
    _key(drawing, panel)
    drawing.label(
        ("80 was the target for 2024,", "set in 2018"),
        panel.x.at(2024) - thick / 2,
        panel.y.at(74),
        sides=("left",),
        bold=True,
    )
    gap = panel.x.at(2022.5)
    drawing.rule(gap, panel.y.at(46), gap, panel.y.at(1.2), colour=OCHRE)
    drawing.rule(gap, panel.y.at(1.2), panel.x.at(2023) - thick / 2, panel.y.at(1.2), colour=OCHRE)
    drawing.label(
        ("of that in transit,", "at most 3.2"),
        gap,
        panel.y.at(47),
        colour=OCHRE,
        sides=("above-left",),
        bold=True,
        gap=0,
    )
    return drawing


def _key(drawing: Chart, panel: Panel) -> None:
    """What the short lines below the axis are, in the free place above the low bars."""
    y = panel.y.at(28)
    drawing.rule(4, y - 8, 4, y - 2, colour=SOFT)
    drawing.write(
        10, y, "below the axis: the counter changes" if not drawing.size.narrow else "counter changes", colour=SOFT
    )


def _series(rows: list[Row], name: str) -> list[Row]:
    return [row for row in rows if row.cells["series"] == name]


def _year(row: Row) -> float:
    return number(row, "year")
