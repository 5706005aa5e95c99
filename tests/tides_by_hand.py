"""The rise of the tide in two seasons. It draws itself, so that no Chrome is needed."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.chart import number
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE
from annotated_brief.tables.tables import Table
from markupsafe import escape

FIGURE = Figure(
    name="tides",
    title="The tide rises higher in spring than in autumn",
    measure="Mean rise of the tide at the outer mole",
    unit="metres",
    period="2024",
    alt="Two bars: 4.2 metres in spring, 3.1 metres in autumn.",
    note="One year only.",
    tables=("tides",),
    columns={"tides": ("season", "value", "note")},
)


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = tables["tides"].rows
    figure = figure_style.canvas(size, 200)
    figure.add_trace(
        go.Bar(
            x=[row.cells["season"] for row in rows],
            y=[row.cells["value"] for row in rows],
            ids=[row.cells["row"] for row in rows],
            meta="tides y 1",
            marker_color=BLUE.light,
        )
    )
    return figure


def draw(tables: Mapping[str, Table], size: Size) -> str:
    """Bars of one height each, from the left."""
    parts = []
    for at, row in enumerate(tables["tides"].rows):
        width = number(row) * size.width / 8
        parts.append(
            f'<rect y="{at * 40}" width="{width:.1f}" height="20"/>'
            f'<text x="0" y="{at * 40 + 34}">{escape(row.cells["season"])}: {row.cells["value"]}</text>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} 80">{"".join(parts)}</svg>'
