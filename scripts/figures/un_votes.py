"""How India voted on Ukraine in the General Assembly, and how the votes went."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, INK, OCHRE, PAPER, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="un_votes",
    title="India abstained on thirteen of sixteen texts since March 2022, voted for one and against none",
    measure="Votes in the United Nations General Assembly on texts about the war, and India’s own",
    unit="number of states",
    period="March 2022 to February 2026, with two votes on Crimea before the war",
    alt=(
        "Stacked bars, one for each of eighteen texts, with a ring at India’s vote. Before the war India voted against two "
        "texts on Crimea. Since March 2022 it abstained on thirteen of sixteen; it voted for the text on cooperation with "
        "the Council of Europe in April 2023; on two texts on Crimea it is only known that it did not vote against. "
        "States in favour number between 78 and 143, against between 5 and 24."
    ),
    note=(
        "The text of April 2023 is not about Ukraine, but its preamble names Russia’s aggression. For December 2024 and "
        "December 2025 the noes are listed in full without India; whether it abstained or was absent is not shown. "
        "States that did not vote are left out."
    ),
    tables=("un_votes",),
    columns={"un_votes": ("date", "title", "yes", "abstain", "no", "india_vote", "resolution", "grade", "note")},
)

VOTES = (("yes", "In favour", BLUE), ("abstain", "Abstained", STONE), ("no", "Against", OCHRE))
LEFT = 384  # pixels for the longest name of a text
# Where India's ring stands: in the part that it belongs to.
INDIA = {"in favour": "yes", "abstain": "abstain", "against": "no", "not against": "abstain"}


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = tables["un_votes"].rows
    lane = 36 if size.narrow else 23
    figure = figure_style.canvas(size, 100, l=4, r=4, t=26, b=8)
    at = figure_style.lanes(figure, [_name(row) for row in rows], size, left=LEFT, lane=lane)
    figure.update_xaxes(range=[0, 200 if size.narrow else 196], tickvals=[])
    for column, name, colour in VOTES:
        figure.add_trace(_bars(rows, column, name, colour, at, size))
    placed = list(zip(at, rows, strict=True))
    figure.add_trace(_rings([pair for pair in placed if pair[1].cells["india_vote"] != "not against"], "India", ""))
    figure.add_trace(_rings([pair for pair in placed if pair[1].cells["india_vote"] == "not against"], "India", "?"))
    _heads(figure, rows[0], size)
    before = lane * sum(row.cells["phase"] == "before the war" for row in rows)
    start = 0 if size.narrow else -LEFT / (size.width - LEFT - 4)  # of the names, in widths of the axes
    figure_style.rule(figure, SOFT, "3px,3px", 1, xref="paper", x0=start, x1=1, y0=before, y1=before)
    return figure


def _bars(rows: list[Row], column: str, name: str, colour: Colour, at: list[float], size: Size) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[row.cells[column] for row in rows],
        y=at,
        ids=[f"{row.cells['row']}/{column}" for row in rows],
        customdata=[row.cells["title"] for row in rows],
        meta=figure_style.of("un_votes", "x"),
        name=name,
        width=14,
        marker={"color": colour.light, "line": {"width": 1, "color": PAPER.light}},
        text=[row.cells[column] for row in rows],
        textposition="outside" if column == "no" else "inside",
        outsidetextfont={"color": INK.light},
        insidetextanchor="start",
        textangle=0,
        constraintext="none",
        textfont={"color": PAPER.light, "size": size.type - 0.5},
        hovertemplate=f"%{{customdata}}<br>{name}: %{{x}}<extra></extra>",
    )


def _rings(some: list[tuple[float, Row]], name: str, sign: str) -> go.Scatter:
    return go.Scatter(
        x=[_place(row) for _, row in some],
        y=[y for y, _ in some],
        mode="markers+text" if sign else "markers",
        text=[sign] * len(some),
        textfont={"color": INK.light, "size": 11, "weight": 600},
        customdata=[f"{row.cells['title']}<br>India: {row.cells['india_vote']}" for _, row in some],
        meta=figure_style.DECORATION,
        name=name,
        marker={"size": 12, "color": PAPER.light, "line": {"color": INK.light, "width": 2}},
        hovertemplate="%{customdata}<extra></extra>",
    )


def _place(row: Row) -> float:
    part = INDIA[str(row.cells["india_vote"])]
    before = {
        "yes": 0.0,
        "abstain": figure_style.number(row, "yes"),
        "no": figure_style.number(row, "yes") + figure_style.number(row, "abstain"),
    }
    return before[part] + figure_style.number(row, part) * 0.72


def _heads(figure: Canvas, row: Row, size: Size) -> None:
    start = 0.0
    for column, name, colour in VOTES:
        shown, up = INK if colour is STONE else colour, 6 if size.narrow else 2
        figure_style.label(figure, name, start, 1, shown, yref="paper", yanchor="bottom", yshift=up)
        start += figure_style.number(row, column)
    place = {"xref": "paper", "yref": "paper", "yanchor": "bottom", "yshift": 6 if size.narrow else 2}
    if size.narrow:
        figure_style.label(figure, "○ India", 1, 1, INK, **(place | {"xanchor": "right"}))
    else:
        figure_style.label(figure, "○ India’s own vote", 0, 1, INK, **(place | {"xshift": -LEFT}))


def _name(row: Row) -> str:
    return f"{figure_style.day(str(row.cells['date'])[:7], figure_style.NARROW)}  {row.cells['title']}".replace(
        "'", "’"
    )


if __name__ == "__main__":
    preview(FIGURE.name)
