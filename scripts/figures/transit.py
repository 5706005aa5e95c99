"""Days from India to Russia by route: what was claimed, what was planned, what was seen."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, Mark, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, GRID, MARK, OCHRE, PAPER, PLUM, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="transit",
    title="The corridor’s eastern branch is said to need 15 to 18 days; its trains were planned for 30 to 37",
    measure="Days in transit between Russia and India, by route, year and who says so",
    unit="days",
    period="2016 to 2025",
    alt=(
        "Dots and ranges on a scale of days, grouped by route. By Suez 30 to 60 days are given. For the western branch of the "
        "corridor 10 days are claimed and 23 were seen in 2016; for the trans-Caspian branch 24 were seen in 2022; for the "
        "eastern branch 15 to 18 are claimed, 30 to 37 planned, and 13 seen as far as Tehran. From Chennai to Vladivostok "
        "24 days are claimed, 10 to 12 for fast ships."
    ),
    note=(
        "Ends differ from line to line, so compare with care. A claim says what a route could do, a plan what an operator "
        "announces, a trip what a shipment took. No arrival in India of a train by the eastern branch was found."
    ),
    tables=("transit",),
    columns={
        "transit": (
            "route",
            "origin",
            "destination",
            "kind",
            "value",
            "value_low",
            "value_high",
            "year",
            "says",
            "grade",
            "note",
        )
    },
    marks=(Mark("c068", 30, "about 30"),),
)

# Each kind has a shape as well as a colour: full for what happened, hollow for what is only said.
KINDS: dict[str, tuple[str, Colour, str]] = {
    "benchmark": ("another route’s time", SOFT, "line-ns"),
    "claimed": ("claimed", OCHRE, "circle-open"),
    "planned": ("planned", PLUM, "square-open"),
    "observed": ("a trip made", BLUE, "circle"),
}
ORDER = ("INSTC, eastern branch", "INSTC, trans-Caspian branch", "INSTC, western branch", "INSTC, branch not stated",
         "Suez Canal", "Chennai to Vladivostok", "by way of Europe")  # fmt: skip
SHORT = {
    "Russian Far East": "Far East",
    "Chelyabinsk region": "Chelyabinsk",
    "north of Moscow": "Moscow",
    "Moscow (Vorsino)": "Moscow",
}
SPEAKERS = {
    "Eurasian Development Bank's chief economist": "development bank", "Container Corporation of India": "Concor",
    "Russian Railways Logistics": "the operator", "the operator, in PortNews": "the operator",
    "Indian shipping minister": "shipping minister",
}  # fmt: skip


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = sorted(tables["transit"].rows, key=lambda row: (ORDER.index(str(row.cells["route"])), row.cells["year"]))
    lane = 33 if size.narrow else 20
    figure = figure_style.canvas(size, 100, l=4, r=10, t=44 if size.narrow else 26, b=24)
    spots, names = _lanes(rows)
    at = figure_style.lanes(figure, names, size, left=330, lane=lane)
    figure.update_xaxes(range=[0, 62], tickvals=[0, 10, 20, 30, 40, 50, 60], showgrid=True, gridcolor=GRID.light)
    for kind, (name, colour, symbol) in KINDS.items():
        mine = [(at[spot], row) for spot, row in zip(spots, rows, strict=True) if row.cells["kind"] == kind]
        _ranges(figure, mine, colour)
        _ends(figure, mine, name, colour, symbol)
    figure_style.rule(figure, MARK, "3px,3px", 1.2, x0=30, x1=30, yref="paper", y0=0, y1=1)
    figure_style.label(
        figure, "The brief: about 30", 30, 1, MARK, yref="paper", yanchor="bottom", xanchor="center", yshift=2
    )
    _key(figure, size)
    return figure


def _lanes(rows: list[Row]) -> tuple[list[int], list[str]]:
    """Where each row stands, and the words of all lanes: a route above its rows."""
    spots: list[int] = []
    names: list[str] = []
    for at, row in enumerate(rows):
        if at == 0 or row.cells["route"] != rows[at - 1].cells["route"]:
            names.append(f"<b>{str(row.cells['route']).replace('by way', 'By way')}</b>")
        spots.append(len(names))
        names.append(_name(row))
    return spots, names


def _name(row: Row) -> str:
    ends = [SHORT.get(str(row.cells[end]), str(row.cells[end])) for end in ("origin", "destination")]
    says = SPEAKERS.get(str(row.cells["says"]), str(row.cells["says"]))
    return f"{' – '.join(ends)}, {says} {row.cells['year']}"


def _span(row: Row) -> tuple[float, float]:
    both = [row.cells[name] for name in ("value_low", "value_high")]
    if row.cells["value"] is None and all(isinstance(end, int | float) for end in both):
        return figure_style.number(row, "value_low"), figure_style.number(row, "value_high")
    return figure_style.number(row), figure_style.number(row)


def _sides(row: Row) -> list[tuple[float, str]]:
    """What is drawn of a row, each with its column: a value, or the two ends of a range."""
    low, high = _span(row)
    return [(low, "value")] if low == high else [(low, "value_low"), (high, "value_high")]


def _ranges(figure: Canvas, rows: list[tuple[float, Row]], colour: Colour) -> None:
    wide = [(spot, row) for spot, row in rows if len(set(_span(row))) == 2]
    figure.add_trace(
        go.Scatter(
            x=[x for _, row in wide for x in (*_span(row), None)],
            y=[y for spot, _ in wide for y in (spot, spot, None)],
            mode="lines",
            meta=figure_style.DECORATION,
            hoverinfo="skip",
            line={"color": colour.light, "width": 3},
        )
    )


def _ends(figure: Canvas, rows: list[tuple[float, Row]], name: str, colour: Colour, symbol: str) -> None:
    ends = [(x, y, row, side) for y, row in rows for x, side in _sides(row)]
    figure.add_trace(
        go.Scatter(
            x=[x for x, *_ in ends],
            y=[y for _, y, *_ in ends],
            ids=[f"{row.cells['row']}/{side}" for *_, row, side in ends],
            customdata=[
                f"{row.cells['origin']} to {row.cells['destination']}<br>{row.cells['says']}, {row.cells['year']}"
                for *_, row, _ in ends
            ],
            mode="markers",
            name=name,
            meta=figure_style.of("transit", "x"),
            cliponaxis=False,
            marker={
                "symbol": symbol.removesuffix("-open"),
                "size": 9,
                "color": PAPER.light if symbol.endswith("-open") else colour.light,
                "line": {"color": colour.light, "width": 2},
            },
            hovertemplate=f"%{{x}} days, {name}<br>%{{customdata}}<extra></extra>",
        )
    )


def _key(figure: Canvas, size: Size) -> None:
    """What the shapes mean, in a row above the lanes."""
    items = (("○", "claimed", OCHRE), ("□", "planned", PLUM), ("●", "a trip made", BLUE), ("❘", "other routes", SOFT))
    figure_style.key(
        figure, items, (-4, 66, 138, 224) if size.narrow else (-330, -255, -176, -84), 22 if size.narrow else 4
    )


if __name__ == "__main__":
    preview(FIGURE.name)
