"""Russia's share of what India buys, against its share of what India has."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, Mark, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, GRID, MARK, OCHRE, PAPER, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="arms_stock",
    title="What India buys is not what it has: of its stock, more is Russian than of its imports",
    measure="Russia’s share of India’s arms imports, and estimates of its share of what is in service",
    unit="per cent",
    period="imports 2018–22 to 2021–25; stock 2020 to 2023",
    alt=(
        "Dots on a scale of per cent from zero. Of imports 36 to 45 per cent are Russian. Of all equipment in service, "
        "86 per cent in 2020, at most 60 in 2022 and almost 66 in 2023; of the army’s 90, of the air force’s 67 to 70, "
        "of the navy’s about 40."
    ),
    note=(
        "All estimates of what is in service are second-hand, and none says how it counts; the primary studies were not seen. "
        "An arrow is a bound, not a value. Imports are SIPRI’s shares of volume in five years."
    ),
    tables=("arms_stock",),
    columns={
        "arms_stock": (
            "kind",
            "scope",
            "printed",
            "value",
            "value_low",
            "value_high",
            "unit",
            "period",
            "grade",
            "note",
        )
    },
    marks=(Mark("c102", 40, "around 40"),),
)

KINDS = {"imports": ("Imports", BLUE, "circle"), "in service": ("In service", OCHRE, "square")}
ARROWS = {"value_low": "triangle-right", "value_high": "triangle-left"}
BOUNDS = {"value_low": "over ", "value_high": "up to "}
SCOPES = ("all services", "army", "air force", "navy")


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = sorted(
        tables["arms_stock"].rows,
        key=lambda row: (
            list(KINDS).index(str(row.cells["kind"])),
            SCOPES.index(str(row.cells["scope"])),
            row.cells["period"],
        ),
    )
    lane = 33 if size.narrow else 21
    figure = figure_style.canvas(size, 100, l=4, r=12, t=26, b=24)
    names, spots = _lanes(rows)
    at = figure_style.lanes(figure, names, size, left=210, lane=lane)
    figure.update_xaxes(range=[0, 100], tickvals=[0, 20, 40, 60, 80, 100], showgrid=True, gridcolor=GRID.light)
    for kind, (name, colour, symbol) in KINDS.items():
        mine = [(at[spot], row) for spot, row in zip(spots, rows, strict=True) if row.cells["kind"] == kind]
        _stems(figure, mine, colour)
        _dots(figure, mine, name, colour, symbol)
    _level(figure, 40, [at[spot] for spot, row in zip(spots, rows, strict=True) if 30 < _value(row)[0] < 40], size)
    says = "The brief: around 40 of “weaponry”"
    figure_style.label(figure, says, 40, 1, MARK, yref="paper", yanchor="bottom", xanchor="center", yshift=3)
    return figure


def _level(figure: Canvas, value: float, labels: list[float], size: Size) -> None:
    """What the brief says, as a line down the figure that leaves room for the labels it would run through."""
    ends = [
        0.0,
        *(edge for y in labels for edge in (y - size.type * 0.7, y + size.type * 0.7)),
        figure.layout.yaxis.range[0],
    ]
    for top, bottom in zip(ends[::2], ends[1::2], strict=True):
        figure_style.rule(figure, MARK, "3px,3px", 1.2, x0=value, x1=value, y0=top, y1=bottom)


def _lanes(rows: list[Row]) -> tuple[list[str], list[int]]:
    names: list[str] = []
    spots: list[int] = []
    for at, row in enumerate(rows):
        if at == 0 or row.cells["kind"] != rows[at - 1].cells["kind"]:
            names.append(f"<b>Share of {'imports' if row.cells['kind'] == 'imports' else 'what is in service'}</b>")
        spots.append(len(names))
        scope = "" if row.cells["kind"] == "imports" else f"{str(row.cells['scope']).capitalize()}, "
        names.append(f"{scope}{str(row.cells['period']).replace('-', '–')}")
    return names, spots


def _value(row: Row) -> tuple[float, str]:
    """The value drawn, and the column it stands in."""
    if row.cells["value"] is not None:
        return figure_style.number(row), "value"
    column = "value_low" if row.cells["value_low"] is not None else "value_high"
    return figure_style.number(row, column), column


def _stems(figure: Canvas, rows: list[tuple[float, Row]], colour: Colour) -> None:
    """A thin line from zero, so that lengths compare as in bars."""
    figure.add_trace(
        go.Scatter(
            x=[x for _, row in rows for x in (0, _value(row)[0], None)],
            y=[y for spot, _ in rows for y in (spot, spot, None)],
            mode="lines",
            meta=figure_style.DECORATION,
            hoverinfo="skip",
            line={"color": colour.light, "width": 1.5},
        )
    )


def _dots(figure: Canvas, rows: list[tuple[float, Row]], name: str, colour: Colour, symbol: str) -> None:
    open_to = [ARROWS.get(_value(row)[1]) for _, row in rows]
    figure.add_trace(
        go.Scatter(
            x=[_value(row)[0] for _, row in rows],
            y=[y for y, _ in rows],
            ids=[f"{row.cells['row']}/{_value(row)[1]}" for _, row in rows],
            customdata=[
                f"{row.cells['scope']}, {row.cells['period']}<br>as printed: {row.cells['printed']}" for _, row in rows
            ],
            mode="markers+text",
            text=[_words(row) for _, row in rows],
            textposition="middle right",
            name=name,
            meta=figure_style.of("arms_stock", "x"),
            cliponaxis=False,
            marker={
                "symbol": [side or symbol for side in open_to],
                "size": [11 if side else 9 for side in open_to],
                "color": [PAPER.light if side else colour.light for side in open_to],
                "opacity": 1,
                "line": {"color": colour.light, "width": 1.6},
            },
            textfont={"color": SOFT.light},
            hovertemplate=f"{name}, %{{customdata}}<extra></extra>",
        )
    )


def _words(row: Row) -> str:
    value, column = _value(row)
    return f" {BOUNDS.get(column, '')}{value:g}"


if __name__ == "__main__":
    preview(FIGURE.name)
