"""Russia's share of India's imports of major arms, by SIPRI's five-year windows."""

from collections.abc import Mapping

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, Mark, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, INK, OCHRE, PAPER, PLUM, SOFT, TEAL, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="arms_imports",
    title="Russia’s share of India’s arms imports has fallen from 68 to 40 per cent in a decade",
    measure="Share of India’s imports of major arms by supplier, as counted by SIPRI in five-year windows",
    unit="per cent of volume",
    period="2008–12 to 2021–25, each as first printed",
    alt=(
        "Line chart. Russia’s share falls from 75 per cent in 2009–13 to 68 in 2012–16, 49 in 2016–20 and 36 in 2019–23 "
        "and 2020–24; in 2021–25 it is 40. France rises from 12 per cent in 2015–19 to 33 in 2019–23 and stands at 29; "
        "Israel and the United States stay between 7 and 15. Later editions differ by one or two points."
    ),
    note=(
        "Shares of what was imported in each window, not of what is in service, and of volume, not of money. "
        "Windows overlap: neighbouring points share four years. Small rings are the same windows in later editions, "
        "after SIPRI revised its data. For 2008–12 and 2011–15 only a later edition was found."
    ),
    tables=("arms_imports",),
    columns={"arms_imports": ("window", "supplier", "edition", "status", "value", "grade", "note")},
    marks=(Mark("c102", 40, "around 40 of its “weaponry” by early 2024"),),
)

OTHERS = (("France", OCHRE, "square"), ("Israel", TEAL, "diamond"), ("United States", PLUM, "triangle-up"))


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    rows = tables["arms_imports"].rows
    figure = figure_style.canvas(size, 330 if size.narrow else 380, l=26, r=58 if size.narrow else 92, t=14)
    ends = list(range(2012, 2026))
    ticks = ends[1::4] if size.narrow else ends[1::2]
    figure.update_xaxes(range=[2011.6, 2025.3], tickvals=ticks, ticktext=[f"{end - 4}–{end % 100}" for end in ticks])
    figure.update_yaxes(range=[0, 86], tickvals=[0, 20, 40, 60, 80])
    mark = FIGURE.marks[0]
    says = "The brief: around 40 of<br>“weaponry” by early 2024" if size.narrow else f"The brief: {mark.says}"
    figure_style.brief_level(figure, mark.value, says, align="left")
    for name, colour, symbol in OTHERS:
        _other(figure, [row for row in rows if row.cells["supplier"] == name], name, colour, symbol)
    _russia(figure, [row for row in rows if row.cells["supplier"] == "Russia"], size)
    _names(figure, size)
    return figure


def _russia(figure: Canvas, rows: list[Row], size: Size) -> None:
    first = {row.cells["window"]: row for row in reversed(rows) if row.cells["status"] != "later revision"}
    line = sorted(first.values(), key=lambda row: str(row.cells["window"]))
    late = [row for row in rows if row.cells["status"] == "later revision"]
    figure.add_trace(_points(late, "Russia, later edition", BLUE, mode="markers", marker=_ring(BLUE, 6)))
    quoted = [row.cells["status"] == "quoted later" for row in line]
    marker = _ring(BLUE, 8) | {"color": [PAPER.light if weak else BLUE.light for weak in quoted]}
    trace = _points(line, "Russia", BLUE, mode="lines+markers", marker=marker)
    figure.add_trace(trace.update(line={"color": BLUE.light, "width": 2.5}))
    risen = {
        row.cells["window"]: figure_style.number(row) - figure_style.number(first[row.cells["window"]]) for row in late
    }
    for row in line[:11:2] if size.narrow else line[:11]:
        _value(figure, row, yanchor="bottom", yshift=6 + 4 * max(0, risen.get(row.cells["window"], 0)))
    _value(figure, line[-2], xanchor="left", xshift=5, yshift=-7)
    _value(figure, line[-1], yanchor="bottom", yshift=6)


def _value(figure: Canvas, row: Row, **place: object) -> None:
    figure_style.label(
        figure,
        f"{row.cells['value']}",
        row.cells["window_end"],
        row.cells["value"],
        BLUE,
        **({"xanchor": "center"} | place),
    )


def _other(figure: Canvas, rows: list[Row], name: str, colour: Colour, symbol: str) -> None:
    marker = {"symbol": symbol, "size": 7, "color": colour.light}
    trace = _points(
        sorted(rows, key=lambda row: str(row.cells["window"])), name, colour, mode="lines+markers", marker=marker
    )
    figure.add_trace(trace.update(line={"color": colour.light, "width": 1.2, "dash": "2px,3px"}))


def _points(rows: list[Row], name: str, colour: Colour, **more: object) -> go.Scatter:
    del colour
    return go.Scatter(
        x=[row.cells["window_end"] for row in rows],
        y=[row.cells["value"] for row in rows],
        ids=[row.cells["row"] for row in rows],
        customdata=[f"{row.cells['window']}, {row.cells['edition']} edition" for row in rows],
        meta=figure_style.of("arms_imports"),
        name=name,
        cliponaxis=False,
        hovertemplate=f"{name}, %{{customdata}}<br>%{{y}} per cent<extra></extra>",
        **more,
    )


def _ring(colour: Colour, width: float) -> dict[str, object]:
    return {"symbol": "circle", "size": width, "color": PAPER.light, "line": {"color": colour.light, "width": 1.5}}


def _names(figure: Canvas, size: Size) -> None:
    place = {"xref": "paper", "xanchor": "left", "xshift": 4}
    figure_style.label(figure, "Russia", 1, 41.5, BLUE, font={"weight": 600}, **place)
    figure_style.label(figure, "France", 1, 29, OCHRE, **place)
    figure_style.label(figure, "Israel", 1, 16.5, INK, **place)
    figure_style.label(figure, "USA" if size.narrow else "United States", 1, 10.5, PLUM, **place)
    if not size.narrow:
        figure_style.label(figure, "○ a later edition", 2017.3, 66, SOFT)


if __name__ == "__main__":
    preview(FIGURE.name)
