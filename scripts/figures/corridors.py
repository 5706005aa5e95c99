"""The ways between India and Russia: rail as rail, road as road, sea as sea."""

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import plotly.graph_objects as go
from annotated_brief.figures import figure_style
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Canvas, Size
from annotated_brief.figures.palette import BLUE, INK, LAND, OCHRE, PAPER, PLUM, SOFT, TEAL, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="corridors",
    title="No branch of the corridor is an unbroken land connection: each ends with a leg by sea",
    measure="Courses of the corridors between India and Russia: railway, road, sea",
    unit="degrees of longitude and latitude",
    period="as described by sources of 2014 to 2025",
    alt=(
        "Two maps. The first shows three branches of the North-South corridor: west of the Caspian by Baku and Rasht, with a "
        "gap of 162 km by road; across the Caspian from Astrakhan to Bandar Abbas’s railway; and east of it from Chelyabinsk "
        "through Kazakhstan and Turkmenistan. All meet in Iran, and all go on from Bandar Abbas to India by sea. The train "
        "of 62 containers took the eastern one. Also drawn: the sea way to Chabahar and its unfinished railway, and IMEC as "
        "proposed. The second map shows the Northern Sea Route and the way from Chennai to Vladivostok."
    ),
    note=(
        "Coastlines: made with Natural Earth. No national borders are drawn; the map takes no position on any territorial "
        "dispute. Lines are straight between the places that sources name; courses at sea are computed, or drawn by hand in "
        "the Arctic. The report of the train does not name its border stations. IMEC is a plan: parts of its railway do not exist."
    ),
    tables=("corridors", "corridor_legs"),
    columns={"corridors": ("place", "route_name", "mode", "period", "coordinates", "grade", "note")},
)

LAND_FILE = Path(__file__).with_name("land.json")


class Frame(NamedTuple):
    """One of the two maps: what it shows and where it stands."""

    land: str  # in land.json
    west: float
    east: float
    south: float
    north: float
    axes: str  # suffix of its axes
    routes: tuple[str, ...]


# Widest first: where branches share a way, the narrower lies on the wider and all can be seen.
ROUTES: dict[str, tuple[Colour, float]] = {
    "eastern": (BLUE, 6), "trans-caspian": (OCHRE, 3.6), "western": (TEAL, 1.6), "chabahar": (SOFT, 1.2), "imec": (PLUM, 1.8),
    "nsr": (BLUE, 2.2), "vladivostok": (OCHRE, 2.2),
}  # fmt: skip
DASHES = {"rail": "solid", "sea": "6px,6px", "road": "1.5px,2.5px"}
MAIN = Frame("main", 19, 83, 16, 60.7, "", ("eastern", "trans-caspian", "western", "chabahar", "imec"))
OVERVIEW = Frame("overview", 22, 192, -2, 78, "2", ("nsr", "vladivostok"))
STRETCH = 1.16  # a degree of latitude against one of longitude; the maps are otherwise plain

# Where a place's name stands, from its dot: side, and pixels to the right and up.
NAMES: dict[str, tuple[str, int, int]] = {
    "St Petersburg": ("left", 5, 0), "Moscow": ("left", 5, 0), "Chelyabinsk": ("right", -9, 0), "Astrakhan": ("right", -5, 2),
    "Baku": ("right", -6, 0), "Rasht": ("right", -5, 0), "Tehran": ("right", -5, -3), "Bandar Abbas": ("right", -7, 9),
    "Chabahar": ("left", 4, 7), "Zahedan": ("left", 5, 0), "Mundra": ("left", 9, 0), "Mumbai": ("left", 5, 0),
    "Jebel Ali": ("center", 0, -11), "Haifa": ("left", 5, 3), "Piraeus": ("left", 5, 5), "Sarakhs": ("left", 5, 0),
}  # fmt: skip
IN_NARROW = {"Chelyabinsk": ("left", 9, 0)}
ONLY_WIDE = {"Jebel Ali", "Zahedan", "Piraeus", "Sarakhs", "Haifa"}
FAR_NAMES: dict[str, tuple[str, int, int]] = {
    "Murmansk": ("left", -4, -11), "Vladivostok": ("right", -5, 0), "Chennai": ("right", -5, 0), "Singapore": ("left", 6, -2),
}  # fmt: skip
SAID = {"Singapore": "Strait of Malacca", "Sarakhs": "Sarakhs (2022)"}


def build(tables: Mapping[str, Table], size: Size) -> go.Figure:
    stops, legs = tables["corridors"].rows, tables["corridor_legs"].rows
    width = size.width - 4
    upper = round(width * STRETCH * (MAIN.north - MAIN.south) / (MAIN.east - MAIN.west))
    share = 1.0 if size.narrow else 0.62
    lower = round(width * share * (OVERVIEW.north - OVERVIEW.south) / (OVERVIEW.east - OVERVIEW.west))
    gap, foot = 6, 96 if size.narrow else 0
    inner = upper + gap + lower + foot
    figure = figure_style.canvas(size, inner + 4, l=2, r=2, t=2, b=2)
    domains: dict[str, tuple[list[float], list[float]]] = {
        "": ([0, 1], [1 - upper / inner, 1]),
        "2": ([0, share], [foot / inner, (foot + lower) / inner]),
    }
    for frame in (MAIN, OVERVIEW):
        _frame(figure, frame, *domains[frame.axes])
        for route in frame.routes:
            _route(figure, frame, route, [_of(rows, route) for rows in (stops, legs)])
        _stops(figure, frame, [row for row in stops if row.cells["route"] in (*frame.routes, "train", "sarakhs")])
    _train(figure, _of(stops, "train"))
    _names(figure, stops, size)
    _words(figure, size)
    _key(figure, size, share, foot / inner)
    return figure


def _of(rows: list[Row], route: str) -> list[Row]:
    return [row for row in rows if row.cells["route"] == route]


def _frame(figure: Canvas, frame: Frame, across: list[float], up: list[float]) -> None:
    plain = {"showgrid": False, "zeroline": False, "tickvals": [], "showline": False}
    figure.update_layout(
        {
            f"xaxis{frame.axes}": plain
            | {"range": [frame.west, frame.east], "domain": across, "anchor": f"y{frame.axes}"},
            f"yaxis{frame.axes}": plain
            | {"range": [frame.south, frame.north], "domain": up, "anchor": f"x{frame.axes}"},
        }
    )
    land = _cut(json.loads(LAND_FILE.read_text("utf-8"))[frame.land], frame)
    figure.add_trace(
        go.Scatter(
            x=land[0], y=land[1], mode="lines", fill="toself", fillcolor=LAND.light, line={"width": 0}, hoverinfo="skip",
            meta=figure_style.DECORATION, xaxis=f"x{frame.axes}", yaxis=f"y{frame.axes}",
        )
    )  # fmt: skip


def _cut(land: dict[str, list[float | None]], frame: Frame) -> tuple[list[float | None], list[float | None]]:
    """Land within the frame: the file is cut a little larger."""
    lon = [x if x is None else min(max(x, frame.west), frame.east) for x in land["lon"]]
    lat = [y if y is None else min(max(y, frame.south), frame.north) for y in land["lat"]]
    return lon, lat


def _route(figure: Canvas, frame: Frame, route: str, rows: list[list[Row]]) -> None:
    stops, legs = rows
    colour, width = ROUTES[route]
    for mode, dash in DASHES.items():
        points = _sea(legs) if mode == "sea" else _land(stops, mode)
        if not points:
            continue
        figure.add_trace(
            go.Scatter(
                x=[x for x, _, _ in points],
                y=[y for _, y, _ in points],
                ids=[name for _, _, name in points],
                mode="lines",
                meta=figure_style.of("corridor_legs", "xy") if mode == "sea" else figure_style.DECORATION,
                hoverinfo="skip",
                line={"color": colour.light, "width": width if mode != "road" else 3, "dash": dash},
                xaxis=f"x{frame.axes}",
                yaxis=f"y{frame.axes}",
            )
        )


Point = tuple[Any, Any, str]


def _land(stops: list[Row], mode: str) -> list[Point]:
    """Straight lines between neighbours that are joined by this mode."""
    points: list[Point] = []
    for before, row in itertools.pairwise(stops):
        if row.cells["mode"] == mode:
            ends = [
                (one.cells["lon"], one.cells["lat"], f"{row.cells['row']}/{at}") for at, one in enumerate((before, row))
            ]
            points += [*ends, (None, None, f"{row.cells['row']}/gap")]
    return points


def _sea(legs: list[Row]) -> list[Point]:
    points: list[Point] = []
    for at, row in enumerate(legs):
        if at and row.cells["seq"] == 1:
            points.append((None, None, f"gap-{at}"))
        points.append((row.cells["lon"], row.cells["lat"], str(row.cells["row"])))
    return points


def _stops(figure: Canvas, frame: Frame, stops: list[Row]) -> None:
    here = [row for row in stops if frame.axes or row.cells["route"] not in ("nsr", "vladivostok")]
    here = [row for row in here if not frame.axes or row.cells["route"] in frame.routes]
    figure.add_trace(
        go.Scatter(
            x=[row.cells["lon"] for row in here],
            y=[row.cells["lat"] for row in here],
            ids=[row.cells["row"] for row in here],
            customdata=[f"{row.cells['place']}<br>{row.cells['route_name']}" for row in here],
            mode="markers",
            meta=figure_style.of("corridors", "xy"),
            marker={"size": 4.5, "color": INK.light},
            hovertemplate="%{customdata}<extra></extra>",
            xaxis=f"x{frame.axes}",
            yaxis=f"y{frame.axes}",
        )
    )


def _train(figure: Canvas, stops: list[Row]) -> None:
    figure.add_trace(
        go.Scatter(
            x=[row.cells["lon"] for row in stops],
            y=[row.cells["lat"] for row in stops],
            ids=[row.cells["row"] for row in stops],
            customdata=[row.cells["place"] for row in stops],
            mode="markers",
            meta=figure_style.of("corridors", "xy"),
            name="The train of 62 containers",
            marker={"size": 11, "color": PAPER.light, "line": {"color": INK.light, "width": 2}},
            hovertemplate="The train of 62 containers: %{customdata}<extra></extra>",
        )
    )


def _names(figure: Canvas, stops: list[Row], size: Size) -> None:
    first = {str(row.cells["place"]): row for row in reversed(stops)}
    for names, axes in ((NAMES, ""), (FAR_NAMES, "2")):
        for place, usual in names.items():
            if size.narrow and place in ONLY_WIDE:
                continue
            side, right, up = IN_NARROW.get(place, usual) if size.narrow else usual
            cells = first[place].cells
            at: dict[str, Any] = {
                "xref": f"x{axes}",
                "yref": f"y{axes}",
                "xanchor": side,
                "xshift": right,
                "yshift": up,
            }
            figure_style.label(figure, SAID.get(place, place), cells["lon"], cells["lat"], **at)


def _words(figure: Canvas, size: Size) -> None:
    """The names of the ways, beside them."""
    if size.narrow:
        _way(figure, "eastern", "eastern<br>branch", 58.8, 50, xanchor="left")
        _way(figure, "trans-caspian", "trans-Caspian", 38.5, 49.2)
        _way(figure, "western", "western", 43.5, 43.2)
        _way(figure, "imec", "IMEC", 44.5, 23.5)
        figure_style.label(figure, "by sea", 63, 20.6, SOFT, xanchor="center")
    else:
        _way(figure, "eastern", "INSTC, eastern branch", 59.3, 50.4, xanchor="left")
        _way(figure, "trans-caspian", "INSTC, trans-Caspian branch", 41.8, 50.4)
        _way(figure, "western", "INSTC, western branch", 46.3, 43.6)
        _way(figure, "imec", "IMEC, as proposed", 45.5, 25.6)
        figure_style.label(figure, "162 km by road", 47.9, 38.4, SOFT, xanchor="right")
        figure_style.label(figure, "railway not finished", 61.4, 28.3, SOFT)
        figure_style.label(figure, "by sea to India", 63.2, 21.1, SOFT, xanchor="center")
    far = {"xref": "x2", "yref": "y2"}
    _way(figure, "nsr", "Northern Sea Route", 116, 66.5, xanchor="center", **far)
    _way(
        figure,
        "vladivostok",
        "Chennai–Vladivostok",
        192 if size.narrow else 133,
        20 if size.narrow else 22,
        xanchor="right" if size.narrow else "left",
        **far,
    )


def _way(figure: Canvas, route: str, words: str, x: float, y: float, **place: Any) -> None:
    colour = ROUTES[route][0]
    sign = f'<span style="color:{colour.light}">━</span>'
    figure_style.label(figure, f"<b>{sign} {words}</b>", x, y, **({"xanchor": "right", "align": "left"} | place))


def _key(figure: Canvas, size: Size, share: float, foot: float) -> None:
    items = (("━━", "railway"), ("┈┈", "by road"), ("╌╌", "by sea"), ("◯", "62-container train: from, by, to"))
    for at, (sign, words) in enumerate(items):
        place: dict[str, Any] = (
            {"y": foot - 0.006 - at * foot / 4.6, "yanchor": "top"}
            if size.narrow
            else {"x": share + 0.03, "y": 0.2 - at * 0.03}
        )
        figure_style.key(figure, ((sign, words, INK),), (2 if size.narrow else 0,), 0, **place)


if __name__ == "__main__":
    preview(FIGURE.name)
