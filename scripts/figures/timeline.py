"""Dated events: those that the brief tells, those it passes over, those that came later."""

import datetime
from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style, svg
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, GRID, INK, MARK, OCHRE, PAPER, SOFT, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="timeline",
    title="The brief tells the smaller part of the dated events found; many came after it was finished",
    measure="Dated events by theme: told in the brief, passed over by it, or later",
    unit="events, each a mark at its date",
    period="1971 to spring 2026; before 2020 the years are drawn close together",
    alt=(
        "Marks on seven lanes, one for each theme, from 1971 to May 2026. Full circles are events that the brief tells, rings "
        "those before it was finished, on 5 December 2025, that it does not, squares those after it. The marks crowd from "
        "2022 on, and nearly all that stand after December 2025 are squares. Each event is in the table below."
    ),
    note="An event with a month or a year only stands in its middle. All events, with sources, stand on the page of the timeline.",
    tables=("timeline",),
    columns={"timeline": ("date", "event", "theme", "class", "grade", "note")},
)

CLASSES: dict[str, tuple[str, str, str, Colour]] = {
    "in the brief": ("told in the brief", "circle", "●", INK),
    "before it was finished": ("not told", "ring", "○", BLUE),
    "later": ("later", "square", "■", OCHRE),
}
FINISHED = datetime.date(2025, 12, 5)
BREAK, END = 2020.0, 2026.6
EARLIEST = 1970.0
BEFORE = 0.17  # of the width, for all the years before the break


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows, themes = tables["timeline"].rows, _themes(tables["timeline"].rows)
    figure = figure_style.canvas(size, 100, l=4, r=8, t=48 if size.narrow else 30, b=24)
    at = dict(
        zip(
            themes,
            figure_style.lanes(
                figure, [name.capitalize() for name in themes], size, left=110, lane=44 if size.narrow else 34
            ),
            strict=True,
        )
    )
    years = [1971, 2000, 2020, 2022, 2024, 2026]
    figure.update_xaxes(range=[0, 1], tickvals=[_share(year) for year in years], ticktext=[str(year) for year in years])
    for kind, (name, shape, _, colour) in CLASSES.items():
        mine = [row for row in rows if row.cells["class"] == kind]
        hollow = shape == "ring"
        figure.add_trace(
            go.Scatter(
                x=[_share(_year(str(row.cells["date"]))) for row in mine],
                y=[at[str(row.cells["theme"])] for row in mine],
                ids=[f"{row.cells['row']}/date" for row in mine],
                customdata=[
                    f"{figure_style.day(str(row.cells['date']))}<br>{_folded(str(row.cells['event']))}" for row in mine
                ],
                mode="markers",
                meta=figure_style.DECORATION,
                name=name,
                cliponaxis=False,
                marker={
                    "symbol": "square" if shape == "square" else "circle",
                    "size": 8,
                    "color": PAPER.light if hollow else colour.light,
                    "line": {"color": colour.light, "width": 1.6 if hollow else 0},
                },
                hovertemplate="%{customdata}<extra></extra>",
            )
        )
    finished = _share(_year(FINISHED.isoformat()))
    figure_style.rule(figure, MARK, "3px,3px", 1.2, x0=finished, x1=finished, yref="paper", y0=0, y1=1)
    items = [(sign, name, colour) for name, _, sign, colour in CLASSES.values()]
    figure_style.key(figure, items, (-4, 126, 206) if size.narrow else (-110, 20, 100), 8)
    return figure


def draw(tables: Mapping[str, Table], size: Size) -> str:
    rows = sorted(tables["timeline"].rows, key=lambda row: str(row.cells["date"]))
    left, top = (0, 46) if size.narrow else (106, 46)
    width = size.width - left - 8
    shapes: list[svg.Shape] = list(_key(size))
    y, bottom = float(top), 0.0
    for theme in _themes(rows):
        lane, marks = _lane([row for row in rows if row.cells["theme"] == theme], left, width, y, size)
        shapes += [svg.Words(0, y + (15 if size.narrow else lane / 2 + 4.5), theme.capitalize()), *marks]
        y += lane
        shapes.append(svg.Line(0, y, size.width, y, GRID))
        bottom = y
    return svg.draw([*_years(left, width, top, bottom, size), *shapes], size, bottom + 22)


def _lane(rows: list[Row], left: float, width: float, y: float, size: Size) -> tuple[float, list[svg.Shape]]:
    """Marks that would lie on each other stand above each other."""
    ends: list[float] = []
    placed: list[tuple[float, int, Row]] = []
    for row in rows:
        x = left + _share(_year(str(row.cells["date"]))) * width
        level = next((level for level, end in enumerate(ends) if x - end >= 8.5), len(ends))
        ends[level:] = [x, *ends[level + 1 :]] if level < len(ends) else [x]
        placed.append((x, level, row))
    head = 18 if size.narrow else 6
    height = head + 10 * max(len(ends), 1) + 6
    marks: list[svg.Shape] = []
    for x, level, row in placed:
        _, shape, _, colour = CLASSES[str(row.cells["class"])]
        marks.append(svg.Dot(x, y + height - 8 - 10 * level, colour, shape, str(row.cells["row"])))
    return height, marks


def _years(left: float, width: float, top: float, bottom: float, size: Size) -> list[svg.Shape]:
    shapes: list[svg.Shape] = []
    years = (1971, 2020, 2022, 2024, 2026) if size.narrow else (1971, 2000, *range(2020, 2027))
    for year in years:
        x = left + _share(year) * width
        shapes += [
            svg.Line(x, top, x, bottom, GRID),
            svg.Words(x, bottom + 16, str(year), anchor="start" if year == 1971 else "middle"),
        ]
    x = left + _share(_year(FINISHED.isoformat())) * width
    shapes.append(svg.Line(x, top - 4, x, bottom, MARK, "3 3"))
    shapes.append(
        svg.Words(x + (24 if size.narrow else 0), top - 9, "The brief was finished, 5 December 2025", MARK, "end")
    )
    gap = left + BEFORE * width
    return [*shapes, svg.Line(gap, top, gap, bottom, SOFT, "1 3")]


def _key(size: Size) -> list[svg.Shape]:
    shapes: list[svg.Shape] = []
    starts = (4, 132, 212) if size.narrow else (110, 238, 318)
    for start, (name, shape, _, colour) in zip(starts, CLASSES.values(), strict=True):
        shapes += [svg.Dot(start, 10, colour, shape), svg.Words(start + 10, 14.5, name)]
    return shapes


def _themes(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(str(row.cells["theme"]) for row in rows))


def _share(year: float) -> float:
    """Where a year stands, of the whole width: two scales, with a line at the break between them."""
    if year < BREAK:
        return (year - EARLIEST) / (BREAK - EARLIEST) * BEFORE
    return BEFORE + (year - BREAK) / (END - BREAK) * (1 - BEFORE)


def _year(date: str) -> float:
    """A date as a year with a fraction; a year or a month alone stands for its middle."""
    parts = [int(part) for part in date.split("-")]
    year, month, day = (*parts, *(7, 15)[len(parts) - 1 :])
    return year + (datetime.date(year, month, day).timetuple().tm_yday - 1) / 365.25


def _folded(text: str) -> str:
    return "<br>".join(svg.wrap(text, 300, 13))


if __name__ == "__main__":
    preview(FIGURE.name)
