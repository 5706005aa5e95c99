"""The rise of the tide in two seasons."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.common_charts import bars
from annotated_brief.figures.figure_style import Size
from annotated_brief.tables.tables import Table

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


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    return bars(tables["tides"], size, label="season", unit="metres", emphasis="spring")
