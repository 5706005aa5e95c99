"""Who arms Armenia: shares of its imports, and what was reported of its deals with India."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, Mark, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, MARK, OCHRE, PAPER, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="armenia_arms",
    title="Russia armed Armenia almost alone until 2020; since then India’s deals are many and their values uncertain",
    measure="Shares of Armenia’s arms imports, and deals with India as reported",
    unit="per cent; million US dollars",
    period="2011 to 2024; deals March 2020 to January 2026",
    alt=(
        "Above, shares: Russia 94 per cent of imports in 2011–20, 2015–19 and 2016–20 by SIPRI, 96 per cent in 2020 and 10 per "
        "cent of contracts in 2021 to 2024 by Armenian officials; India 43 per cent in 2022–24 on one weak page. Below, eleven "
        "reports of deals with India: 40, 244 to 250 and 155.5 million dollars up to 2022, at least 400 in sum by "
        "February 2024, and fighters for 2,500 to 3,000 million, which Armenia’s minister denied."
    ),
    note=(
        "Three measures, never to be joined: SIPRI’s volume of imports, an official’s share of cooperation, and his share of "
        "contracts. India’s 43 per cent rests on one weak page and three years instead of five. The sum of February 2024 "
        "holds the deals above it; rows are not to be added. No window of SIPRI’s after 2020 was found for Russia."
    ),
    tables=("armenia_arms", "armenia_deals"),
    columns={
        "armenia_arms": ("period", "supplier", "measured_by", "value", "unit", "grade", "note"),
        "armenia_deals": ("date", "item", "quantity", "status", "value", "value_low", "value_high", "grade", "note"),
    },
    marks=(Mark("c110", 90, "around 90, until 2022"),),
)

# The reports' standing: a sign and a word for each.
STANDING: dict[str, tuple[str, Colour]] = {
    "reported": ("circle", OCHRE),
    "delivered": ("square", BLUE),
    "denied": ("x", SOFT),
}


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    deals = tables["armenia_deals"].rows
    upper, lane = 210, 33 if size.narrow else 20
    figure = figure_style.canvas(size, 100, l=26, r=6, t=8, b=6)
    lower = lane * len(deals)
    gap = 76 if size.narrow else 62
    inner = upper + gap + lower
    figure.update_layout(height=inner + 14)
    figure.update_xaxes(
        range=[2010.6, 2026.2], tickvals=list(range(2012, 2027, 4 if size.narrow else 2)), tickformat="d"
    )
    figure.update_yaxes(range=[0, 104], tickvals=[0, 20, 40, 60, 80, 100], domain=[1 - upper / inner, 1])
    _brief(figure)
    for row in tables["armenia_arms"].rows:
        _share(figure, row)
    _names(figure, size)
    _deals(figure, deals, size, lower, inner)
    return figure


def _brief(figure: Canvas) -> None:
    mark = FIGURE.marks[0]
    figure_style.rule(figure, MARK, "3px,3px", 1.2, x0=2010.6, x1=2022, y0=mark.value, y1=mark.value)
    figure_style.label(figure, f"The brief: {mark.says}", 2010.7, mark.value, MARK, yanchor="top", yshift=-2)


def _share(figure: Canvas, row: Row) -> None:
    """A share over the years that it is about; the three of 94 lie apart by a hair so that all can be seen."""
    colour = BLUE if row.cells["supplier"] == "Russia" else OCHRE
    start, end = figure_style.number(row, "start") - 0.5, figure_style.number(row, "end") + 0.5
    official = str(row.cells["measured_by"]).startswith("Armenian")
    weak = row.cells["grade"] == "C"
    figure.add_trace(
        go.Scatter(
            x=[start, (start + end) / 2, end],
            y=[row.cells["value"]] * 3,
            ids=[f"{row.cells['row']}/value{part}" for part in ("", "/middle", "/end")],
            mode="lines",
            meta=figure_style.of("armenia_arms"),
            name=str(row.cells["supplier"]),
            line={
                "color": colour.light,
                "width": 6 if official else 4,
                "dash": "2px,3px" if weak else "5px,2px" if official else "solid",
            },
            hovertemplate=f"{row.cells['supplier']}, {row.cells['period']}<br>%{{y}} {row.cells['unit']}<br>{row.cells['measured_by']}<extra></extra>",
        )
    )


def _names(figure: Canvas, size: Size) -> None:
    figure_style.label(
        figure,
        "Russia 94 (SIPRI)" if size.narrow else "Russia 94, three windows (SIPRI)",
        2010.6,
        94,
        BLUE,
        yanchor="bottom",
        yshift=3,
    )
    right = 2020.7
    says = "96 in 2020" if size.narrow else "Russia 96, 2020 (Armenian official)"
    figure_style.label(figure, says, right, 96, BLUE, yshift=3)
    figure_style.label(
        figure,
        "India 43 (one<br>weak page)" if size.narrow else "India 43<br>(one weak page)",
        2021.3,
        43,
        OCHRE,
        xanchor="right",
        align="right",
    )
    text = (
        "Russia 10 of contracts<br>signed (official)"
        if size.narrow
        else "Russia 10 of contracts signed<br>(Armenian official)"
    )
    figure_style.label(figure, text, 2020.3, 12, BLUE, xanchor="right", align="right")


def _deals(figure: Canvas, rows: list[Row], size: Size, lower: int, inner: int) -> None:
    lane = lower / len(rows)
    domain = [0.0 if size.narrow else 0.56, 1.0]
    figure.update_layout(
        xaxis2={"domain": domain, "anchor": "y2", "range": [0, 4300 if size.narrow else 4700], "tickvals": []},
        yaxis2={
            "domain": [0, lower / inner],
            "anchor": "x2",
            "range": [lower, 0],
            "tickvals": [],
            "showgrid": False,
            "zeroline": False,
        },
    )
    top = lower / inner
    head = "Deals with India, million US dollars"
    figure_style.label(
        figure,
        f"<b>{head}</b>",
        0,
        top,
        xref="paper",
        yref="paper",
        yanchor="bottom",
        xshift=-26,
        yshift=24 if size.narrow else 8,
    )
    items = (("●", "reported", OCHRE), ("■", "delivered", BLUE), ("✕", "denied", SOFT))
    starts = (-26, 48, 124) if size.narrow else (266, 340, 420)
    figure_style.key(figure, items, starts, 5 if size.narrow else 8, y=top)
    marks = [lane * (at + (0.72 if size.narrow else 0.5)) for at in range(len(rows))]
    for status, (symbol, colour) in STANDING.items():
        mine = [(y, row) for y, row in zip(marks, rows, strict=True) if row.cells["status"] == status]
        _values(figure, mine, status, symbol, colour)
    for y, row in zip(marks, rows, strict=True):
        name = f"{figure_style.day(str(row.cells['date'])[:7], figure_style.NARROW)}  {_item(row)}"
        figure_style.label(
            figure, name, 0, y - (lane * 0.44 if size.narrow else 0), xref="paper", yref="y2", xshift=-26
        )
        figure_style.label(figure, _amount(row), _reach(row), y, SOFT, xref="x2", yref="y2", xshift=9)


def _values(figure: Canvas, rows: list[tuple[float, Row]], status: str, symbol: str, colour: Colour) -> None:
    """A bar from zero where there is a value, and the sign of its standing at its end."""
    weak = status == "denied"
    ends = [(y, row, x, column) for y, row in rows for x, column in _ends(row)]
    figure.add_trace(
        go.Scatter(
            x=[x for y, row in rows if _reach(row) for x in (0, _reach(row), None)],
            y=[y2 for y, row in rows if _reach(row) for y2 in (y, y, None)],
            xaxis="x2",
            yaxis="y2",
            mode="lines",
            hoverinfo="skip",
            meta=figure_style.DECORATION,
            line={"color": colour.light, "width": 2, "dash": "3px,3px" if weak else "solid"},
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[x for *_, x, _ in ends],
            y=[y for y, *_ in ends],
            ids=[f"{row.cells['row']}/{column}" for _, row, _, column in ends],
            customdata=[f"{row.cells['item']}<br>{_amount(row)}, {status}" for _, row, *_ in ends],
            xaxis="x2",
            yaxis="y2",
            mode="markers",
            meta=figure_style.of("armenia_deals", "x"),
            name=status,
            cliponaxis=False,
            marker={"symbol": symbol, "size": 8, "color": colour.light, "line": {"width": 1, "color": PAPER.light}},
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _ends(row: Row) -> list[tuple[float, str]]:
    """The values of a report with their columns; one without a value has its sign at zero."""
    columns = ("value",) if row.cells["value"] is not None else ("value_low", "value_high")
    found = [(figure_style.number(row, column), column) for column in columns if row.cells[column] is not None]
    return found or [(0, "none")]


def _reach(row: Row) -> float:
    return max(x for x, _ in _ends(row))


def _amount(row: Row) -> str:
    low, high = row.cells["value_low"], row.cells["value_high"]
    if row.cells["value"] is not None:
        return f"{row.cells['value']:,g}"
    if low is None:
        return "value not known"
    return f"{low:,g} or more" if high is None else f"{low:,g}–{high:,g}"


def _item(row: Row) -> str:
    return (
        str(row.cells["item"]).split(",")[0]
        if "rocket launchers" not in str(row.cells["item"])
        else "Pinaka rocket launchers and more"
    )


if __name__ == "__main__":
    preview(FIGURE.name)
