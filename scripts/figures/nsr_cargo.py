"""Cargo on the Northern Sea Route, with its splices and its missed target."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, INK, OCHRE, PAPER, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="nsr_cargo",
    title="Cargo on the Northern Sea Route has levelled off at less than half of its target",
    measure="Cargo carried on the Northern Sea Route, and the part of it in transit",
    unit="million tonnes a year",
    period="2014 to 2025",
    alt=(
        "Bars. Cargo grows from 4 million tonnes in 2014 to 31.5 in 2019, then slowly to 37.9 in 2024 and falls to 37.0 in "
        "2025. The target for 2024, set in 2018, was 80. Transit is known for four years and never exceeds 3.2."
    ),
    note=(
        "The series is put together from several counts; a dotted line stands where the counter changes, and rings are "
        "what another counter had for the same year. What India sends or receives by this route was not found."
    ),
    tables=("nsr_cargo",),
    columns={"nsr_cargo": ("year", "series", "value", "measured_by", "splice", "grade", "note")},
)


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = tables["nsr_cargo"].rows
    main = _series(rows, "main")
    figure = figure_style.canvas(size, 300 if size.narrow else 340, l=26, t=8)
    years = [figure_style.number(row, "year") for row in main]
    ticks = years[::3] if size.narrow else years
    figure.update_xaxes(range=[2013.4, 2025.6], tickvals=ticks, ticktext=[f"{year:.0f}" for year in ticks])
    figure.update_yaxes(range=[0, 86], tickvals=[0, 20, 40, 60, 80])
    figure.update_layout(barmode="overlay")
    figure.add_trace(_bars(main, "All cargo", BLUE))
    figure.add_trace(_bars(_series(rows, "transit"), "In transit", OCHRE))
    figure.add_trace(_dots(_series(rows, "other count"), "Another count", INK, "circle"))
    figure.add_trace(_dots(_series(rows, "target"), "Target", INK, "line-ew"))
    for row in main:
        if row.cells["splice"] == "yes":
            at = figure_style.number(row, "year") - 0.5
            figure_style.rule(figure, SOFT, "1px,3px", 1, x0=at, x1=at, y0=0, y1=figure_style.number(row) + 9)
    _words(figure, size)
    return figure


def _series(rows: list[Row], name: str) -> list[Row]:
    return [row for row in rows if row.cells["series"] == name]


def _bars(rows: list[Row], name: str, colour: Colour) -> go.Bar:
    return go.Bar(marker={"color": colour.light, "line": {"width": 0}}, width=0.64, **_values(rows, name))


def _dots(rows: list[Row], name: str, colour: Colour, symbol: str) -> go.Scatter:
    wide = symbol == "line-ew"
    line = {"color": colour.light, "width": 2 if wide else 1.4}
    return go.Scatter(
        mode="markers",
        marker={"symbol": symbol, "size": 14 if wide else 7, "color": PAPER.light, "line": line},
        cliponaxis=False,
        **_values(rows, name),
    )


def _values(rows: list[Row], name: str) -> dict[str, object]:
    return {
        "x": [row.cells["year"] for row in rows],
        "y": [row.cells["value"] for row in rows],
        "ids": [row.cells["row"] for row in rows],
        "customdata": [row.cells["measured_by"] for row in rows],
        "meta": figure_style.of("nsr_cargo"),
        "name": name,
        "hovertemplate": f"{name}, %{{x}}<br>%{{y}} million tonnes<br>%{{customdata}}<extra></extra>",
    }


def _words(figure: Canvas, size: Size) -> None:
    target = "Target of 2018<br>for 2024: 80" if size.narrow else "Target set in 2018 for 2024: 80"
    figure_style.label(figure, target, 2023.5, 80, xanchor="right", align="right", xshift=-2)
    figure_style.label(figure, "37.9", 2024, 37.9, BLUE, xanchor="center", yanchor="bottom", yshift=2)
    figure_style.label(figure, "37.0", 2025, 37.02, BLUE, xanchor="center", yanchor="bottom", yshift=2)
    figure_style.label(figure, "All cargo", 2018.6, 35.5 if size.narrow else 33, BLUE, xanchor="right", xshift=-2)
    transit = "■ in transit,<br>3.2 at most" if size.narrow else "■ the part in transit, 3.2 at most"
    figure_style.label(figure, transit, 2025.4, 58, OCHRE, xanchor="right", align="right")


if __name__ == "__main__":
    preview(FIGURE.name)
