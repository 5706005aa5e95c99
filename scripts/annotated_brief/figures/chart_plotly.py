"""A chart as an interactive Plotly figure: the same marks on the same axes, for zooming and taking apart."""

from typing import Any

from annotated_brief.figures import figure_style
from annotated_brief.figures.chart import Chart, Panel, Point, Series
from annotated_brief.figures.palette import PAPER

SHAPES = {"circle": "circle", "square": "square", "diamond": "diamond", "tick": "line-ns"}


def figure(chart: Chart) -> dict[str, Any]:
    """The interactive form. Labels that are placed by geometry are left out: there each mark says its own name."""
    layout = figure_style.layout(chart.size, round(max(chart.height, 240)), l=34, r=10, t=12, b=34)
    layout |= {"hovermode": "closest", "barmode": "overlay", "meta": {"words": _words(chart)}}
    traces = []
    for at, panel in enumerate(chart.panels):
        suffix = str(at + 1) if at else ""
        layout |= _axes(chart, panel, suffix)
        traces += [_trace(series, suffix) for series in panel.series]
    return {"data": traces, "layout": layout}


def _words(chart: Chart) -> list[str]:
    """What is written on the drawing but for the numbers of its axes; the checks hold its numbers to the tables."""
    ticks = {text for panel in chart.panels for text in (*panel.x_ticks.values(), *panel.y_ticks.values())}
    written = [*(words.text for words in chart.words), *(" ".join(label.lines) for label in chart.labels)]
    return [text for text in written if text not in ticks]


def _axes(chart: Chart, panel: Panel, suffix: str) -> dict[str, Any]:
    layout = {}
    for name, scale, ticks, whole in (
        ("x", panel.x, panel.x_ticks, chart.size.width), ("y", panel.y, panel.y_ticks, chart.height),
    ):  # fmt: skip
        ends = sorted((scale.start / whole, scale.end / whole))
        domain = ends if name == "x" else [1 - ends[1], 1 - ends[0]]
        alone = len(chart.panels) == 1
        layout[f"{name}axis{suffix}"] = {
            "range": [scale.low, scale.high] if name == "x" or scale.start > scale.end else [scale.high, scale.low],
            "domain": [0, 1] if alone else [max(0, domain[0]), min(1, domain[1])],
            "anchor": f"{'y' if name == 'x' else 'x'}{suffix}",
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
            "automargin": True,
        }
    return layout


def _trace(series: Series, suffix: str) -> dict[str, Any]:
    common: dict[str, Any] = {
        "name": series.name,
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "meta": figure_style.of(series.table, series.axis, series.per) if series.table else figure_style.DECORATION,
    }
    if series.closed:
        places = {"x": [point.x for point in series.points], "y": [point.y for point in series.points]}
        look = {"mode": "lines", "fill": "toself", "fillcolor": series.colour.light, "line": {"width": 0}}
        return {"type": "scatter", **look, "hoverinfo": "skip", **places, **common}
    if series.table:
        common["hovertemplate"] = f"{series.name}, %{{customdata}}<extra></extra>"
    else:
        common["hoverinfo"] = "skip"
    if series.kind == "bars":
        return _bars(series, common)
    return _spans(series, common) if series.kind == "spans" else _places(series, common)


def _bars(series: Series, common: dict[str, Any]) -> dict[str, Any]:
    level = series.axis == "x"
    values = [point.x if level else point.y for point in series.points]
    look = figure_style.hatch(series.colour) if series.hollow else {"color": series.colour.light, "line": {"width": 0}}
    return {
        "type": "bar",
        "x": [value - (point.base if level else 0) if level else point.x for value, point in zip(values, series.points, strict=True)],
        "y": [value - point.base if not level else point.y for value, point in zip(values, series.points, strict=True)],
        "base": [point.base for point in series.points],
        "orientation": "h" if level else "v",
        "marker": look,
        **_rows(series),
        **common,
    }  # fmt: skip


def _spans(series: Series, common: dict[str, Any]) -> dict[str, Any]:
    """Each span is two points and a gap. Where it draws two values, each end has its own row and column."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    ids: list[str] = []
    says: list[str] = []
    for point in series.points:
        xs += [point.base, point.x, None]
        ys += [point.y, point.y, None]
        ids += [
            point.start or point.row,
            point.row if point.start else f"{point.row}/value/end",
            f"{point.row}/none/gap",
        ]
        says += [_said(series, point)] * 3
    line = {"color": series.colour.light, "width": series.width}
    look = {"mode": "lines+markers", "marker": {"size": 1}, "line": line}
    return {"type": "scatter", "x": xs, "y": ys, "ids": ids, "customdata": says, **look, **common}


def _places(series: Series, common: dict[str, Any]) -> dict[str, Any]:
    dots = series.kind == "dots"
    edge = {"color": series.colour.light, "width": 1.6} if series.hollow else {"width": 0}
    return {
        "type": "scatter",
        **_at(series.points),
        "mode": "markers" if dots else "lines",
        "opacity": 0.45 if series.pale else 1,
        "marker": {
            "symbol": SHAPES[series.shape],
            "size": series.width,
            "color": PAPER.light if series.hollow else series.colour.light,
            "line": edge,
        },
        "line": {
            "color": series.colour.light,
            "width": series.width,
            "dash": "dot" if series.dash else "solid",
            "shape": "spline" if series.smooth else "linear",
        },
        **_rows(series),
        **common,
    }


def _at(points: tuple[Point, ...]) -> dict[str, list[float | None]]:
    """Both coordinates; a gap is none."""
    return {
        "x": [None if point.x != point.x else point.x for point in points],
        "y": [None if point.y != point.y else point.y for point in points],
    }


def _rows(series: Series) -> dict[str, list[str]]:
    """What each mark draws, and what is said of it."""
    return {
        "ids": [point.row for point in series.points],
        "customdata": [_said(series, point) for point in series.points],
    }


def _said(series: Series, point: Point) -> str:
    if series.axis not in ("x", "y"):
        return point.says
    value = point.x if series.axis == "x" else point.y
    start = point.base if series.kind == "bars" else 0
    text = f"{point.base:.4g}–{value:.4g}" if point.start else f"{value - start:.4g}"
    return f"{point.says}<br>{text} {series.unit}"
