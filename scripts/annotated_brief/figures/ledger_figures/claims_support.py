"""What the claims rest on: a footnote of the brief, evidence that the edition found, or nothing."""

from collections.abc import Mapping

import plotly.graph_objects as go

from annotated_brief.figures import figure_style, svg
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, INK, MARK, PAPER, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="claims_support",
    title="Few claims carry a footnote of the brief; for most, the edition had to find the evidence",
    measure="What the claims of the brief rest on, by section",
    unit="number of claims",
    period="the whole ledger as it stands",
    alt=(
        "Stacked bars, one for each section. In each the footnotes of the brief are the smallest part, the claims for which "
        "the edition found evidence the largest, and claims without any the rest. The numbers are in the table below."
    ),
    note="Counted from the ledger at each build. Evidence found may speak for a claim or against it: see its verdict.",
    tables=("claims_support",),
    columns={"claims_support": ("section", "support", "value")},
)

KINDS: dict[str, tuple[str, Colour]] = {
    "footnote of the brief": ("a footnote of the brief", MARK),
    "evidence found by the edition": ("evidence found", BLUE),
    "none": ("none", STONE),
}


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = tables["claims_support"].rows
    figure = figure_style.canvas(size, 100, l=4, r=20, t=30, b=8)
    at = figure_style.lanes(figure, sections(rows), size, left=110, lane=42 if size.narrow else 34)
    spots = dict(zip(sections(rows), at, strict=True))
    figure.update_xaxes(tickvals=[], rangemode="tozero")
    for kind, (name, colour) in KINDS.items():
        mine = [row for row in rows if row.cells["support"] == kind]
        figure.add_trace(
            go.Bar(
                orientation="h",
                x=[row.cells["value"] for row in mine],
                y=[spots[section(row)] for row in mine],
                ids=[row.cells["row"] for row in mine],
                customdata=[section(row) for row in mine],
                meta=figure_style.of("claims_support", "x"),
                name=name,
                width=18,
                marker=figure_style.hatch(colour) if kind == "none" else {"color": colour.light, "line": {"width": 0}},
                hovertemplate=f"%{{customdata}}<br>%{{x}} claims: {name}<extra></extra>",
            )
        )
    items = [("■" if kind != "none" else "□", name, colour) for kind, (name, colour) in KINDS.items()]
    figure_style.key(figure, items, (-4, 140, 238) if size.narrow else (-110, 60, 190), 8)
    return figure


def draw(tables: Mapping[str, Table], size: Size) -> str:
    rows = tables["claims_support"].rows
    names = sections(rows)
    left, lane, top = (0, 44, 28) if size.narrow else (106, 34, 32)
    most = max((sum(figure_style.number(row) for row in rows if section(row) == name) for name in names), default=1)
    scale = (size.width - left - 26) / most
    shapes: list[svg.Shape] = list(_key(size))
    for at, name in enumerate(names):
        y = top + at * lane
        words, bar = (y + 14, y + 20) if size.narrow else (y + lane / 2 + 4.5, y + 8)
        shapes += [svg.Words(0, words, name), *_bar([row for row in rows if section(row) == name], left, bar, scale)]
    height = top + len(names) * lane + 4
    if not size.narrow:
        shapes.append(svg.Line(left, top, left, height - 4, SOFT))
    return svg.draw(shapes, size, height)


def sections(rows: list[Row]) -> list[str]:
    """The sections in the order of the table."""
    return list(dict.fromkeys(section(row) for row in rows))


def section(row: Row) -> str:
    return str(row.cells["section"]).capitalize()


def _bar(rows: list[Row], x: float, y: float, scale: float) -> list[svg.Shape]:
    shapes: list[svg.Shape] = []
    for row in rows:
        value, kind = figure_style.number(row), str(row.cells["support"])
        width, colour = value * scale, KINDS[kind][1]
        hollow = kind == "none"
        inset = 0.6 if hollow else 0
        shapes.append(
            svg.Rect(
                x + inset, y + inset, width - 2 * inset, 18 - 2 * inset, colour, hollow, str(row.cells["row"]), value
            )
        )
        shapes.append(svg.Line(x + width, y, x + width, y + 18, PAPER))
        if width > 18:
            shapes.append(svg.Words(x + 5, y + 13.5, f"{value:g}", INK if hollow else PAPER, on_bar=True))
        elif width > 9 and value < 10:
            shapes.append(
                svg.Words(x + width / 2, y + 13.5, f"{value:g}", INK if hollow else PAPER, "middle", on_bar=True)
            )
        x += width
    total = sum(figure_style.number(row) for row in rows)
    return [*shapes, svg.Words(x + 5, y + 13.5, f"{total:g}", SOFT)]


def _key(size: Size) -> list[svg.Shape]:
    shapes: list[svg.Shape] = []
    starts = (0, 146, 250) if size.narrow else (106, 268, 386)
    for start, (kind, (name, colour)) in zip(starts, KINDS.items(), strict=True):
        inset = 0.6 if kind == "none" else 0
        shapes.append(svg.Rect(start + inset, 5 + inset, 10 - 2 * inset, 10 - 2 * inset, colour, kind == "none"))
        shapes.append(svg.Words(start + 15, 14.5, name))
    return shapes


if __name__ == "__main__":
    preview(FIGURE.name)
