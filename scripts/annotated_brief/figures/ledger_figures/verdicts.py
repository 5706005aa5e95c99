"""How the claims were judged, by section."""

from collections.abc import Mapping

import plotly.graph_objects as go

from annotated_brief.content.verdicts import VERDICTS as RECORDS
from annotated_brief.figures import figure_style, palette, svg
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import GRID, PAPER, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="verdicts",
    title="Most of what can be checked holds, much of it only in part; little is plainly contradicted",
    measure="Verdicts on the claims of the brief, by section",
    unit="number of claims",
    period="the whole ledger as it stands",
    alt=(
        "Small bars, one for each verdict in each section. Supported is the most frequent verdict on facts and partly "
        "supported the next; outdated, contradicted and not found are rare; most forecasts agree so far with what was seen, or are open. "
        "The numbers are in the table below."
    ),
    note=(
        "Counted from the ledger at each build. A claim that we did not find may still be true. Opinion is what no fact can settle. "
        "The last four are verdicts on forecasts."
    ),
    tables=("verdicts",),
    columns={"verdicts": ("section", "verdict", "value")},
)

# Each with the sign and the colour that it has in the ledger.
VERDICTS: dict[str, tuple[str, Colour]] = {
    name: (verdict.sign, palette.VERDICTS[verdict.colour]) for name, verdict in RECORDS.items()
}


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows, names = tables["verdicts"].rows, present(tables["verdicts"].rows)
    figure = figure_style.canvas(size, 100, l=4, r=24, t=8, b=8)
    at = dict(
        zip(names, figure_style.lanes(figure, names, size, left=150, lane=34 if size.narrow else 24), strict=True)
    )
    figure.update_xaxes(tickvals=[], rangemode="tozero")
    for section in sections(rows):
        mine = [row for row in rows if row.cells["section"] == section]
        figure.add_trace(
            go.Bar(
                orientation="h",
                x=[row.cells["value"] for row in mine],
                y=[at[str(row.cells["verdict"])] for row in mine],
                ids=[row.cells["row"] for row in mine],
                customdata=[row.cells["verdict"] for row in mine],
                meta=figure_style.of("verdicts", "x"),
                name=section.capitalize(),
                width=14,
                marker={
                    "color": [VERDICTS[str(row.cells["verdict"])][1].light for row in mine],
                    "line": {"width": 1.5, "color": PAPER.light},
                },
                hovertemplate=f"{section.capitalize()}, %{{customdata}}: %{{x}} claims<extra></extra>",
            )
        )
    return figure


def draw(tables: Mapping[str, Table], size: Size) -> str:
    rows = tables["verdicts"].rows
    return (_narrow if size.narrow else _wide)(rows, size)


def present(rows: list[Row]) -> list[str]:
    """Verdicts that occur, in their order."""
    found = {str(row.cells["verdict"]) for row in rows}
    return [name for name in VERDICTS if name in found]


def sections(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(str(row.cells["section"]) for row in rows))


def _wide(rows: list[Row], size: Size) -> str:
    """A column of bars for each section, so that the verdicts of one and the sections of another can be compared."""
    names, columns, left, lane, top = present(rows), sections(rows), 140, 24, 30
    step = (size.width - left) / max(len(columns), 1)
    scale = (step - 34) / max((figure_style.number(row) for row in rows), default=1)
    shapes: list[svg.Shape] = []
    for at, name in enumerate(columns):
        x = left + at * step
        total = sum(figure_style.number(row) for row in rows if row.cells["section"] == name)
        shapes += [
            svg.Words(x, 16, f"{name.capitalize()}, {total:g}", bold=True),
            svg.Line(x, top - 4, x, top + lane * len(names), SOFT),
        ]
    for at, verdict in enumerate(names):
        y = top + at * lane
        shapes += [*_name(verdict, 0, y + 15), svg.Line(0, y + lane - 3, size.width, y + lane - 3, GRID)]
        for row in rows:
            if row.cells["verdict"] == verdict:
                shapes += _bar(row, left + columns.index(str(row.cells["section"])) * step, y, scale)
    return svg.draw(shapes, size, top + lane * len(names) + 4)


def _narrow(rows: list[Row], size: Size) -> str:
    """Section under section."""
    shapes: list[svg.Shape] = []
    left, lane, y = 130, 20, 4.0
    scale = (size.width - left - 26) / max((figure_style.number(row) for row in rows), default=1)
    for section in sections(rows):
        mine = {str(row.cells["verdict"]): row for row in rows if row.cells["section"] == section}
        total = sum(figure_style.number(row) for row in mine.values())
        shapes.append(svg.Words(0, y + 14, f"{section.capitalize()}, {total:g}", bold=True))
        y += lane
        for verdict in (name for name in VERDICTS if name in mine):
            shapes += [*_name(verdict, 0, y + 14), *_bar(mine[verdict], left, y - 1, scale)]
            y += lane
        y += 8
    return svg.draw(shapes, size, y - 4)


def _name(verdict: str, x: float, y: float) -> list[svg.Shape]:
    sign, colour = VERDICTS[verdict]
    return [svg.Words(x + 5, y, sign, colour, "middle"), svg.Words(x + 16, y, verdict)]


def _bar(row: Row, x: float, y: float, scale: float) -> list[svg.Shape]:
    value, colour = figure_style.number(row), VERDICTS[str(row.cells["verdict"])][1]
    bar = svg.Rect(x, y + 4, value * scale, 13, colour, False, str(row.cells["row"]), value)
    return [bar, svg.Words(x + value * scale + 4, y + 15, f"{value:g}")]


if __name__ == "__main__":
    preview(FIGURE.name)
