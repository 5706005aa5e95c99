"""India's trade with Russia by Indian fiscal year, with the two numbers of the brief."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, Mark, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, OCHRE, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="trade",
    title="Trade multiplied by five in two years, then almost stopped growing",
    measure="India's merchandise trade with Russia",
    unit="billion US dollars",
    period="Indian fiscal years (April to March), 2017–18 to 2024–25",
    alt=(
        "Stacked bars. Total trade lies between 8 and 13 billion dollars until 2021–22, jumps to 49 in 2022–23, "
        "and reaches 66 in 2023–24 and 69 in 2024–25. Nearly all of the growth is imports from Russia; "
        "exports to Russia stay below 5. Until 2019–20 only totals are known."
    ),
    note=(
        "Until 2019–20 only the totals were found. The parts for 2020–21 are rounded. "
        "The fiscal year 2021–22 ends five weeks into the war. No full year after 2024–25 was found."
    ),
    tables=("trade",),
    columns={"trade": ("fiscal_year", "flow", "value", "basis", "grade", "note")},
    marks=(Mark("c046", 12, "just past 12, before the war"), Mark("c047", 65, "65 in two years")),
)

FLOWS = (("imports", "Imports from Russia", BLUE), ("exports", "Exports to Russia", OCHRE))


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = tables["trade"].rows
    years = sorted({str(row.cells["fiscal_year"]) for row in rows})
    split = {row.cells["fiscal_year"] for row in rows if row.cells["flow"] != "total"}
    figure = figure_style.canvas(size, 300 if size.narrow else 360, l=26 if size.narrow else 30, t=22)
    figure.update_xaxes(type="category", categoryarray=years, range=[-0.55, len(years) - 0.45])
    figure.update_xaxes(tickvals=years, ticktext=[_short(year, size) for year in years], tickangle=0)
    figure.update_yaxes(range=[0, 74], tickvals=[0, 20, 40, 60])
    totals = [row for row in rows if row.cells["flow"] == "total" and row.cells["fiscal_year"] not in split]
    figure.add_trace(_bars(totals, "Total", STONE, marker=figure_style.hatch(STONE)))
    for flow, name, colour in FLOWS:
        figure.add_trace(_bars([row for row in rows if row.cells["flow"] == flow], name, colour))
    _labels(figure, years, size)
    return figure


def _bars(rows: list[Row], name: str, colour: Colour, **more: object) -> go.Bar:
    return go.Bar(
        x=[row.cells["fiscal_year"] for row in rows],
        y=[figure_style.number(row) / 1000 for row in rows],
        ids=[row.cells["row"] for row in rows],
        meta=figure_style.of("trade", per=1000),
        name=name,
        hovertemplate=f"{name}, %{{x}}<br>%{{y:.1f}} billion US dollars<extra></extra>",
        **({"marker": {"color": colour.light, "line": {"width": 0}}} | more),
    )


def _labels(figure: Canvas, years: list[str], size: Size) -> None:
    before, after = FIGURE.marks
    says = before.says.split(",")[0] if size.narrow else before.says
    figure_style.brief_level(figure, before.value, f"The brief: {says}")
    figure_style.brief_level(figure, after.value, f"The brief: {after.says}")
    at = years.index("2022-23") - (0.42 if size.narrow else 0.45)
    figure_style.label(figure, "Exports" if size.narrow else "Exports to Russia", at, 47.8, OCHRE, xanchor="right")
    figure_style.label(figure, "Imports" if size.narrow else "Imports from Russia", at, 40, BLUE, xanchor="right")
    text, height = ("total only", 21.5) if size.narrow else ("only the total is known", 21)
    figure_style.label(figure, text, 1, height, SOFT, xanchor="center")


def _short(year: str, size: Size) -> str:
    return f"’{year[2:4]}" if size.narrow else year.replace("-", "–")


if __name__ == "__main__":
    preview(FIGURE.name)
