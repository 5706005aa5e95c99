"""Russia's share of India's crude imports, and the American measures against it."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, INK, OCHRE, PAPER, PLUM, SOFT, TEAL, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="oil_share",
    title="Russian oil went from 2 to 36 per cent of India’s imports in three years; under American measures it fell to 21",
    measure="Russia’s share of India’s crude oil imports, by who measured it, and American measures since July 2025",
    unit="per cent",
    period="fiscal years 2021–22 to 2024–25; months from December 2022 to January 2026",
    alt=(
        "Above, shares: official figures give 2 per cent in 2021–22, 19.1 in 2022–23 and 35.8 in 2024–25, Reuters 22, 35 and "
        "36 for the last three years. Single months lie between 24 and 46 per cent from 2023 to 2025, and at 21.2 in January "
        "2026. Below, thirteen American measures from July 2025 to May 2026: duties of 25 and 50 per cent in August 2025, "
        "sanctions on Rosneft and Lukoil in October, relief from February 2026."
    ),
    note=(
        "The houses disagree by up to nine points for the same month, so their points are never joined. Fiscal years run from "
        "April to March. For 2023–24 no official share was found. The measures did not all aim at oil."
    ),
    tables=("oil_share", "oil_measures"),
    columns={
        "oil_share": ("period", "series", "value", "basis", "origin", "grade", "note"),
        "oil_measures": ("date", "measure", "grade", "note"),
    },
)

# Months by house: a shape and a colour for each.
HOUSES: dict[str, tuple[str, Colour, str]] = {
    "Vortexa, month": ("Vortexa", OCHRE, "circle"),
    "Kpler, month": ("Kpler", TEAL, "square"),
    "Kpler, in OPEC's report, month": ("Kpler, in OPEC’s report", TEAL, "square-open"),
    "Reuters, month": ("Reuters", PLUM, "diamond"),
    "official, month": ("official", BLUE, "circle-open"),
}
YEARS = {"official, fiscal year": ("official", BLUE), "Reuters, fiscal year": ("Reuters", PLUM)}
SIGNS = {"circle": "●", "square": "■", "square-open": "□", "diamond": "◆", "circle-open": "○"}
START, END = "2021-03-01", "2026-06-15"


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    shares = [row for row in tables["oil_share"].rows if str(row.cells["period_start"]) >= START]
    measures = tables["oil_measures"].rows
    upper, lower = (316, 16 * len(measures) + 34) if size.narrow else (300, 230)
    figure = figure_style.canvas(size, upper + lower, l=26, r=4, t=64 if size.narrow else 30, b=8)
    plot = upper + lower - figure.layout.margin.t - 8
    years = [f"{year}-01-01" for year in range(2022, 2027)]
    figure.update_xaxes(type="date", range=[START, END], tickvals=years, ticktext=[year[:4] for year in years])
    figure.update_yaxes(range=[0, 49], tickvals=[0, 10, 20, 30, 40], domain=[(lower + 24) / plot, 1])
    for series, (name, colour) in YEARS.items():
        _segments(
            figure,
            [row for row in shares if row.cells["series"] == series and row.cells["basis"] != "value"],
            name,
            colour,
        )
    for series, (name, colour, symbol) in HOUSES.items():
        _months(figure, [row for row in shares if row.cells["series"] == series], name, colour, symbol)
    _key(figure, size)
    figure_style.label(figure, "21.2", "2026-01-15", 21.2, PLUM, xanchor="right", xshift=-6)
    _measures(figure, measures, size, (lower - 26) / plot)
    return figure


def _segments(figure: Canvas, rows: list[Row], name: str, colour: Colour) -> None:
    """A fiscal year as a line over its length; its value stands at its left end, where the lines leave room."""
    for row in rows:
        start, end = str(row.cells["period_start"]), str(row.cells["period_end"])
        value = figure_style.number(row)
        figure.add_trace(
            go.Scatter(
                x=[start, end],
                y=[value, value],
                ids=[f"{row.cells['row']}/value", f"{row.cells['row']}/value/end"],
                mode="lines",
                meta=figure_style.of("oil_share"),
                name=name,
                line={"color": colour.light, "width": 4, "dash": "solid" if colour is BLUE else "5px,2px"},
                hovertemplate=f"{name}, {row.cells['period']}<br>%{{y}} per cent<extra></extra>",
            )
        )
        if start >= "2024":  # the two lie on each other, and months lie above them
            figure_style.label(
                figure, f"{value:g}", "2024-06-01", 35.5, colour, yanchor="top", yshift=-3 if colour is BLUE else -17
            )
        else:
            above = colour is PLUM or value < 10
            figure_style.label(
                figure,
                f"{value:g}",
                start,
                value,
                colour,
                yanchor="bottom" if above else "top",
                yshift=3 if above else -3,
            )


def _months(figure: Canvas, rows: list[Row], name: str, colour: Colour, symbol: str) -> None:
    hollow = symbol.endswith("-open")
    figure.add_trace(
        go.Scatter(
            x=[str(row.cells["period_start"])[:8] + "15" for row in rows],
            y=[row.cells["value"] for row in rows],
            ids=[row.cells["row"] for row in rows],
            customdata=[row.cells["period"] for row in rows],
            mode="markers",
            meta=figure_style.of("oil_share"),
            name=name,
            cliponaxis=False,
            marker={
                "symbol": symbol.removesuffix("-open"),
                "size": 7.5,
                "color": PAPER.light if hollow else colour.light,
                "line": {"color": colour.light, "width": 1.6 if hollow else 0},
            },
            hovertemplate=f"{name}, %{{customdata}}<br>%{{y}} per cent<extra></extra>",
        )
    )


def _key(figure: Canvas, size: Size) -> None:
    """The shapes, named above the chart: no series of months is long enough to carry its name."""
    years = (("▬", "official", BLUE), ("╍", "Reuters", PLUM))
    months = [
        (SIGNS[symbol], name.replace(", in OPEC’s report", " by OPEC"), colour)
        for name, colour, symbol in HOUSES.values()
    ]
    heads = (("", "Fiscal years:", INK), ("", "Months:", INK))
    if size.narrow:
        figure_style.key(figure, (heads[0], *years), (-26, 62, 138), 42)
        figure_style.key(figure, (heads[1], *months[:3]), (-26, 25, 92, 148), 25)
        figure_style.key(figure, months[3:], (25, 92), 8)
    else:
        figure_style.key(figure, (heads[0], *years), (-26, 58, 128), 8)
        figure_style.key(figure, (heads[1], *months), (208, 257, 322, 373, 480, 546), 8)


def _measures(figure: Canvas, rows: list[Row], size: Size, height: float) -> None:
    figure.update_layout(
        xaxis2={
            "domain": [0, 1],
            "anchor": "y2",
            "type": "date",
            "range": ["2025-07-18", "2026-07-25"],
            "tickvals": [],
        },
        yaxis2={"domain": [0, height], "anchor": "x2", "tickvals": [], "showgrid": False, "zeroline": False},
    )
    head = "American measures" if size.narrow else "American measures, July 2025 to May 2026"
    figure_style.label(
        figure, f"<b>{head}</b>", 0, height, INK, xref="paper", yref="paper", yanchor="bottom", xshift=-24, yshift=4
    )
    (_listed if size.narrow else _flagged)(figure, rows)


def _listed(figure: Canvas, rows: list[Row]) -> None:
    """On a narrow figure, one line each."""
    figure.update_layout(yaxis2_range=[len(rows) - 0.4, -0.6], xaxis2={"type": "linear", "range": [0, 1]})
    figure.add_trace(_events(rows, [0.0] * len(rows), list(range(len(rows)))))
    for at, row in enumerate(rows):
        figure_style.label(
            figure, figure_style.day(str(row.cells["date"]), figure_style.NARROW), 0.03, at, SOFT, xref="x2", yref="y2"
        )
        figure_style.label(figure, str(row.cells["label"]), 0.34, at, xref="x2", yref="y2")


def _flagged(figure: Canvas, rows: list[Row]) -> None:
    """On a wide one, flags on a line of time: of a cluster the first flies highest, so no staff crosses a flag."""
    heights = _heights([str(row.cells["date"]) for row in rows])
    figure.update_layout(yaxis2_range=[0, max(heights) + 0.6])
    for row, height in zip(rows, heights, strict=True):
        date, label = str(row.cells["date"]), str(row.cells["label"])
        figure_style.rule(figure, SOFT, width=1, xref="x2", yref="y2", x0=date, x1=date, y0=0.25, y1=height)
        # In two lines where one would run into a staff or over the edge.
        turn = "<br>" if date[:7] in ("2025-11", "2026-05") else " "
        words = f'<span style="color:{SOFT.light}">{_date(date)}</span>{turn}{label.replace(", ", ",<br>")}'
        figure_style.label(figure, words, date, height, xref="x2", yref="y2", xshift=4, align="left")
    figure_style.rule(figure, SOFT, xref="paper", yref="y2", x0=0, x1=1, y0=0.25, y1=0.25)
    figure.add_trace(_events(rows, [str(row.cells["date"]) for row in rows], [0.25] * len(rows)))


def _date(text: str) -> str:
    return figure_style.day(text, figure_style.NARROW).rsplit(" ", 1)[0]


def _heights(dates: list[str]) -> list[float]:
    """Set by eye for the months that there are; a new one flies lowest, and whoever adds it looks."""
    clusters: dict[str, float] = {
        "2025-07": 7,
        "2025-08": 6,
        "2025-10": 2.85,
        "2025-11": 1.2,
        "2026-02": 8,
        "2026-03": 4,
        "2026-04": 2.3,
        "2026-05": 1.05,
    }
    seen: dict[str, int] = {}
    heights = []
    for date in dates:
        month = date[:7]
        heights.append(clusters.get(month, 1) - seen.get(month, 0))
        seen[month] = seen.get(month, 0) + 1
    return heights


def _events(rows: list[Row], xs: list[object], ys: list[float]) -> go.Scatter:
    return go.Scatter(
        x=xs,
        y=ys,
        xaxis="x2",
        yaxis="y2",
        mode="markers",
        meta=figure_style.DECORATION,
        cliponaxis=False,
        marker={"color": INK.light, "size": 6},
        customdata=[f"{figure_style.day(str(row.cells['date']))}<br>{row.cells['measure']}" for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


if __name__ == "__main__":
    preview(FIGURE.name)
