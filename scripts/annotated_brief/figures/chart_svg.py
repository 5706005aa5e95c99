"""A chart as SVG: small, in colours that the page may change, each mark with the row that it draws."""

import itertools
import math
from collections.abc import Iterator

from markupsafe import escape

from annotated_brief.figures import label_placing, palette
from annotated_brief.figures.chart import Chart, Panel, Point, Rule, Series, Sign, Words
from annotated_brief.figures.figure_style import FAMILY
from annotated_brief.figures.palette import PAPER


def draw(chart: Chart) -> str:
    """The drawing as text: rules, then marks, then words with a halo of paper."""
    parts = [_rule(rule) for rule in chart.rules]
    parts += [part for panel in chart.panels for series in panel.series for part in _series(panel, series)]
    parts += [_sign(sign) for sign in chart.signs]
    parts += _texts([*chart.words, *label_placing.place(chart)])
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {chart.size.width} {chart.height:g}" '
        f'font-family="{FAMILY}" font-size="{chart.size.type:g}" fill="currentColor">'
    )
    return palette.with_variables("\n".join([head, *parts, "</svg>", ""]))


def _series(panel: Panel, series: Series) -> Iterator[str]:
    draws = {"line": _line, "dots": _dots, "bars": _bars, "spans": _spans}
    about = f' data-t="{series.table}" data-n="{escape(series.name)}"' if series.table else ""
    pale = ' opacity=".45"' if series.pale else ""
    fill = ' class="fill"' if series.kind == "bars" else ""
    yield f"<g{about}{fill}{pale}>"
    yield from draws[series.kind](panel, series)
    yield "</g>"


def _line(panel: Panel, series: Series) -> Iterator[str]:
    places = [(panel.x.at(point.x), panel.y.at(point.y)) for point in series.points]
    if series.closed:
        yield f'<path d="{_outline(places)}" fill="{series.colour.light}" fill-rule="evenodd"/>'
        return
    path = _curve(places) if series.smooth else _straight(places)
    dash = f' stroke-dasharray="{series.dash}"' if series.dash else ""
    ends = ' fill="none" stroke-linejoin="round"' + ("" if series.dash else ' stroke-linecap="round"')
    edge = [(PAPER, series.width + 3, "")] if series.halo else []
    for colour, width, broken in [*edge, (series.colour, series.width, dash)]:
        if path.strip("M0123456789.,-"):  # places alone are no line
            yield f'<path d="{_compact(path)}" stroke="{colour.light}" stroke-width="{width:g}"{broken}{ends}/>'
    for point, (x, y) in zip(series.points, places, strict=True):
        if point.row and series.axis != "xy":
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1" fill="none"{_row(point, panel, series)}/>'


def _straight(places: list[tuple[float, float]]) -> str:
    """A path from place to place, anew after each gap."""
    path, pen = "", "M"
    for x, y in places:
        path += "" if math.isnan(x) else f"{pen}{x:.1f},{y:.1f}"
        pen = "M" if math.isnan(x) else "L"
    return path


def _outline(places: list[tuple[float, float]]) -> str:
    """Areas between the gaps, in whole pixels and in steps: half of what places cost. What is no pixel large is left out."""
    path = ""
    for gap, run in itertools.groupby(places, lambda place: math.isnan(place[0])):
        whole = [] if gap else [place for place, _ in itertools.groupby((round(x), round(y)) for x, y in run)]
        if len(whole) < 3:
            continue
        steps = (f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in itertools.pairwise(whole))
        path += f"M{whole[0][0]},{whole[0][1]}l{' '.join(steps)}z"
    return path


def _curve(places: list[tuple[float, float]]) -> str:
    """A path that bends through all places between two gaps.

    At each it runs as the line from the place before to the place after, and the closer its neighbour, the tighter it
    bends (Catmull and Rom's curve by length), so that it does not swing out where places are close together.
    """
    path = ""
    for gap, run in itertools.groupby(places, lambda place: math.isnan(place[0])):
        through = [complex(*place) for place in run]
        if gap:
            continue
        path += f"M{through[0].real:.1f},{through[0].imag:.1f}"
        ends = [through[0], *through, through[-1]]
        for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
            one = b + (c - a) * abs(c - b) / (3 * (abs(b - a) + abs(c - b)) or 1)
            two = c - (d - b) * abs(c - b) / (3 * (abs(c - b) + abs(d - c)) or 1)
            path += f"C{one.real:.0f},{one.imag:.0f} {two.real:.0f},{two.imag:.0f} {c.real:.1f},{c.imag:.1f}"
    return path


def _dots(panel: Panel, series: Series) -> Iterator[str]:
    half, look = series.width / 2, _look(series)
    for point in series.points:
        x, y = panel.x.at(point.x), panel.y.at(point.y)
        yield f"<{_dot(x, y, half, series.shape)}{look}{_row(point, panel, series)}/>"


def _dot(x: float, y: float, half: float, shape: str) -> str:
    if shape == "square":
        return f'rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:g}" height="{2 * half:g}"'
    if shape == "diamond":
        half *= 1.25
        return f'path d="M{x:.1f},{y - half:.1f}l{half:g},{half:g}l{-half:g},{half:g}l{-half:g},{-half:g}Z"'
    if shape == "tick":
        return f'rect x="{x - 1:.1f}" y="{y - half:.1f}" width="2" height="{2 * half:g}"'
    return f'circle cx="{x:.1f}" cy="{y:.1f}" r="{half:g}"'


def _look(series: Series) -> str:
    if series.hollow:
        return f' fill="{PAPER.light}" stroke="{series.colour.light}" stroke-width="1.6"'
    halo = f' stroke="{PAPER.light}"' if series.halo else ""
    return f' fill="{series.colour.light}"{halo}'


def _bars(panel: Panel, series: Series) -> Iterator[str]:
    for point in series.points:
        box = label_placing.mark_box(panel, series, point)
        inset = 0.6 if series.hollow else 0
        yield (
            f'<rect x="{box.left + inset:.2f}" y="{box.top + inset:.2f}" width="{box.right - box.left - 2 * inset:.2f}" '
            f'height="{box.bottom - box.top - 2 * inset:.2f}"{_look(series)}{_row(point, panel, series)}/>'
        )


def _spans(panel: Panel, series: Series) -> Iterator[str]:
    """A length between two values at one height; a hollow one is an outline, round beyond both ends."""
    dash = f' stroke-dasharray="{series.dash}"' if series.dash else ""
    look = f' fill="none" stroke="{series.colour.light}" stroke-width="{series.width:g}"{dash}'
    half = series.width / 2 - 0.8
    for point in series.points:
        y, start, end = panel.y.at(point.y), panel.x.at(point.base), panel.x.at(point.x)
        path = f"M{start:.1f},{y:.1f}H{max(end, start + 2):.1f}"  # from a value to itself is a mark too
        if series.hollow:
            turn = f"a{half:g},{half:g} 0 0 1 0,"
            path = f"M{start:.1f},{y - half:.1f}H{end:.1f}{turn}{2 * half:g}H{start:.1f}{turn}{-2 * half:g}z"
            look = _look(series)
        yield f'<path d="{path}"{look}{_row(point, panel, series)}/>'


def _sign(sign: Sign) -> str:
    half, look = sign.width / 2, f' fill="{sign.colour.light}"'
    if sign.hollow:
        half, look = half - 0.8, f' fill="{PAPER.light}" stroke="{sign.colour.light}" stroke-width="1.6"'
    if sign.square:
        return f'<rect x="{sign.x - half:.1f}" y="{sign.y - half:.1f}" width="{2 * half:g}" height="{2 * half:g}" class="fill"{look}/>'
    return f'<circle cx="{sign.x:.1f}" cy="{sign.y:.1f}" r="{half:g}"{look}/>'


def _row(point: Point, panel: Panel, series: Series) -> str:
    """The row that a mark draws and, where it lies in a lane, the lane's name, for the card beside it.

    Where the lane has the name of the series, it is the mark that says what it is.
    """
    if not point.row:
        return ""
    lane = panel.y_ticks.get(point.y, "") if series.axis == "x" else ""
    about = point.says if lane and lane == series.name else lane
    return f' data-row="{point.row}"' + (f' data-l="{escape(about)}"' if about else "")


def _rule(rule: Rule) -> str:
    dash = f' stroke-dasharray="{rule.dash}"' if rule.dash else ""
    wide = f' stroke-width="{rule.width:g}"' if rule.width != 1 else ""
    path = f"M{rule.x1:.1f},{rule.y1:.1f}L{rule.x2:.1f},{rule.y2:.1f}"
    return f'<path d="{path}" fill="none" stroke="{rule.colour.light}"{wide}{dash}/>'


def _texts(words: list[Words]) -> Iterator[str]:
    for one in words:
        look = f' text-anchor="{one.anchor}"' if one.anchor != "start" else ""
        look += ' font-weight="600"' if one.bold else ""
        look += ' class="on-bar"' if one.on_bar else ""
        look += ' class="faint"' if one.faint else ""
        look += f' fill="{one.colour.light}"' if one.colour.variable != "--ink" else ""
        look += f' transform="rotate(-90 {one.x:.1f} {one.y:.1f})"' if one.upwards else ""
        yield f'<text x="{one.x:.1f}" y="{one.y:.1f}"{look}>{escape(one.text)}</text>'


def _compact(path: str) -> str:
    return path.replace(".0,", ",").replace(".0L", "L").removesuffix(".0")
