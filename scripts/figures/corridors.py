"""The ways between India and Russia: rail as rail, road as road, sea as sea."""

import itertools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from annotated_brief.figures.chart import GAP, Chart, Panel, Point, Scale, Series, number
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, INK, LAND, OCHRE, PAPER, SOFT, WATER, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="corridors",
    title="No branch of the corridor is an unbroken land connection: each ends with a leg by sea",
    measure="Three branches of the North-South corridor between Russia and India",
    unit="courses by rail, road and sea",
    period="as described by sources of 2014 to 2025",
    alt=(
        "Two maps. On the first, three branches of the North-South corridor run from Russia to Iran: west of the Caspian by "
        "Baku, with a gap of 162 km by road before Rasht; across the Caspian by ship; and east of it through Kazakhstan and "
        "Turkmenistan. All meet in Iran, and a heavy line shows that all go on from Bandar Abbas to India by sea. Numbers follow "
        "the train of 62 containers: from Chelyabinsk, through Central Asia, to Bandar Abbas, and by ship to "
        "Mundra. The second map shows the Northern Sea Route and the way from Chennai to Vladivostok, both by sea."
    ),
    note=(
        "Railways are drawn as smooth lines through the towns that sources name on them, not along the surveyed track. Courses at "
        "sea are computed, or drawn by hand in the Arctic. Coastlines: made with Natural Earth. No national borders are drawn; the "
        "map takes no position on any territorial dispute. The report of the train does not name its border stations. The way "
        "to Chabahar and IMEC, which is a plan, are in the table."
    ),
    tables=("corridors", "corridor_legs", "corridor_rails", "train"),
    columns={"corridors": ("place", "route_name", "mode", "period", "coordinates", "grade", "note")},
)

LAND_FILE = Path(__file__).with_name("land.json")
STRETCH = 1.16  # a degree of latitude against one of longitude; the maps are otherwise plain


Named = tuple[str, float, float]  # words, and where they stand in degrees


class Frame(NamedTuple):
    """What a map shows, in degrees."""

    land: str  # in land.json
    west: float
    east: float
    south: float
    north: float


WIDE, NARROW = Frame("main", 24, 82, 14.5, 61.8), Frame("main", 28, 81, 14.5, 61.8)
FAR = Frame("overview", 22, 194, -2, 80)
BRANCHES, SEAS = ("western", "trans-caspian", "eastern"), ("nsr", "vladivostok")

# Places named on the map: the sides that the name may stand at.
NAMES: dict[str, tuple[str, ...]] = {
    "St Petersburg": ("above-right", "right"), "Moscow": ("right", "left"), "Astrakhan": ("right", "left"), "Baku": ("left",),
    "Rasht": ("left",), "Tehran": ("left-down",), "Mumbai": ("right", "below"),
}  # fmt: skip
FAR_NAMES: dict[str, tuple[str, ...]] = {
    "Murmansk": ("below-right", "below"), "Vladivostok": ("left", "right"), "Chennai": ("left",), "Provideniya": ("below-left",),
}  # fmt: skip
ONLY_WIDE = ("Moscow", "Baku", "Rasht", "TURKMENISTAN", "Black Sea", "Arabian Sea")  # a telephone has no room for them
# Seas and countries, faint, each where nothing is disputed.
GROUND = (
    ("RUSSIA", 49.5, 57),
    ("KAZAKHSTAN", 69, 48),
    ("TURKMENISTAN", 63.5, 38.7),
    ("IRAN", 57.6, 34.2),
    ("INDIA", 75.4, 24.6),
)
FAR_GROUND = (("RUSSIA", 96, 54), ("CHINA", 104, 34), ("INDIA", 78.5, 22.5))
WATERS = (("Black Sea", 34.5, 43.3), ("Arabian Sea", 60.5, 16))
CASPIAN = ("Caspian Sea", 52.4, 39.9)  # upwards, beside the ferry
# The journey of the train: where each number stands, and what happened there.
JOURNEY = (
    ("train-chelyabinsk", "Chelyabinsk"),
    ("eastern-gyzylgaya", "no stop named"),
    ("train-bandar-abbas", "Bandar Abbas"),
    ("train-mundra", "Mundra"),
)


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    stops, legs = tables["corridors"].rows, tables["corridor_legs"].rows
    drawing = Chart(size, 0)
    frame = NARROW if size.narrow else WIDE
    tall = round(size.width * STRETCH * (frame.north - frame.south) / (frame.east - frame.west))
    panel = drawing.panel(Scale(frame.west, frame.east, 0, size.width), Scale(frame.south, frame.north, tall, 0))
    _land(panel, frame)
    drawn: set[tuple[str, str]] = set()
    for route in BRANCHES:
        _rails(panel, _of(stops, route), tables["corridor_rails"].rows, drawn)
    for route in BRANCHES:
        _sea(panel, _of(legs, route), 6)
    for route in BRANCHES:  # over the sea, for the gap on land is short and close to it
        _road(panel, _of(stops, route))
    _stops(drawing, panel, [row for row in stops if row.cells["route"] in BRANCHES], NAMES)
    _ground(drawing, panel, GROUND, WATERS)
    if not size.narrow:
        text, lon, lat = CASPIAN
        drawing.write(panel.x.at(lon), panel.y.at(lat), text, colour=BLUE, anchor="middle", faint=True, upwards=True)
    _journey(drawing, panel, {str(row.cells["row"]): row for row in stops})
    _words(drawing, panel)
    y = _key(drawing, tall + 20)
    drawing.height = _far(drawing, stops, legs, y + 16)
    return drawing


def _of(rows: Iterable[Row], route: str) -> list[Row]:
    return [row for row in rows if row.cells["route"] == route]


def _place(row: Row) -> Point:
    return Point(number(row, "lon"), number(row, "lat"), str(row.cells["row"]), says=str(row.cells.get("place", "")))


def _land(panel: Panel, frame: Frame) -> None:
    """Land on the water of the frame: the file is cut a little larger. Lakes and inland seas are holes."""
    west, east, south, north = frame[1:]
    corners = tuple(Point(*place) for place in ((west, north), (east, north), (east, south), (west, south)))
    panel.add(Series("line", corners, "Water", WATER, closed=True))
    land = json.loads(LAND_FILE.read_text("utf-8"))[frame.land]
    outline = tuple(
        GAP if lon is None else Point(min(max(lon, frame.west), frame.east), min(max(lat, frame.south), frame.north))
        for lon, lat in zip(land["lon"], land["lat"], strict=True)
    )
    panel.add(Series("line", outline, "Land", LAND, closed=True))


def _rails(panel: Panel, stops: list[Row], towns: Iterable[Row], drawn: set[tuple[str, str]]) -> None:
    """The railways of a branch, through its stops and the towns between them; what another branch drew is left out."""
    course: list[Point] = []
    for before, row in itertools.pairwise(stops):
        leg = (before.cells["place"], row.cells["place"])
        between = [_place(town) for town in towns if (town.cells["origin"], town.cells["destination"]) == leg]
        for start, end in itertools.pairwise([_place(before), *between, _place(row)]):
            if row.cells["mode"] != "rail" or (start.says, end.says) in drawn:
                continue
            drawn.add((start.says, end.says))
            if not course or course[-1].says != start.says:
                course += [GAP, start._replace(row="")]
            course.append(end._replace(row=""))
    panel.add(Series("line", tuple(course[1:]), "Railway", INK, width=1.8, smooth=True))


def _road(panel: Panel, stops: list[Row]) -> None:
    for before, row in itertools.pairwise(stops):
        if row.cells["mode"] == "road":
            places = tuple(_place(one)._replace(row="") for one in (before, row))
            panel.add(Series("line", places, "By road", OCHRE, width=4, dash="2 2"))


def _sea(panel: Panel, legs: list[Row], width: float, colour: Colour = BLUE) -> None:
    course: list[Point] = []
    for at, row in enumerate(legs):
        course += [GAP._replace(row=f"gap/none/{at}")] if at and row.cells["seq"] == 1 else []
        course.append(_place(row))
    panel.add(
        Series("line", tuple(course), "By sea", colour, "corridor_legs", "xy", unit="degrees", width=width, smooth=True)
    )


def _stops(drawing: Chart, panel: Panel, stops: list[Row], names: Mapping[str, tuple[str, ...]]) -> None:
    first = {str(row.cells["place"]): row for row in reversed(stops)}
    places = tuple(_place(row) for row in first.values())
    panel.add(Series("dots", places, "Stop", INK, "corridors", "xy", unit="degrees", width=5))
    for place, sides in names.items():
        if drawing.size.narrow and place in ONLY_WIDE:
            continue
        x, y = panel.x.at(number(first[place], "lon")), panel.y.at(number(first[place], "lat"))
        drawing.label(place, x, y, sides=sides, gap=6)


def _ground(drawing: Chart, panel: Panel, lands: Iterable[Named], waters: Iterable[Named] = ()) -> None:
    for text, lon, lat, colour in (*((*one, SOFT) for one in lands), *((*one, BLUE) for one in waters)):
        if not (drawing.size.narrow and text in ONLY_WIDE):
            drawing.write(panel.x.at(lon), panel.y.at(lat), text, colour=colour, anchor="middle", faint=True)


def _journey(drawing: Chart, panel: Panel, stops: Mapping[str, Row]) -> None:
    for at, (key, name) in enumerate(JOURNEY):
        x, y = panel.x.at(number(stops[key], "lon")), panel.y.at(number(stops[key], "lat"))
        drawing.sign(x, y, INK, width=17)
        drawing.write(x, y + 4.6, str(at + 1), colour=PAPER, anchor="middle", bold=True, on_bar=True)
        if name != "no stop named":
            sides = {"Bandar Abbas": ("left",), "Mundra": ("right", "above", "above-left")}.get(name, ("right",))
            drawing.label(name, x, y, sides=sides, gap=12, bold=True)


def _words(drawing: Chart, panel: Panel) -> None:
    """The names of the branches, and at sea what the title says."""
    narrow = drawing.size.narrow

    def at(text: tuple[str, ...], lon: float, lat: float, colour: Colour = INK, side: str = "right") -> None:
        drawing.label(text, panel.x.at(lon), panel.y.at(lat), colour=colour, sides=(side,), gap=0, bold=True)

    at(("western", "branch") if not narrow else ("western",), 46.6, 43.5, side="left")
    ferry = ("trans-Caspian", "branch, by ship") if not narrow else ("trans-Caspian",)
    at(ferry, 57.4, 44.6, BLUE)
    panel.add(Series("line", (Point(50.9, 44.6), Point(57, 44.6)), "Pointer", BLUE, width=1))
    at(("eastern", "branch") if not narrow else ("eastern",), 59.8, 51.6)
    at(("162 km by road",), 48.1, 38.9, OCHRE, side="left")
    at(("every branch", "ends by sea"), *((60.5, 20.4) if narrow else (62.8, 21.6)), BLUE, side="below")


def _key(drawing: Chart, y: float) -> float:
    lines = ((BLUE, 6.0, "", "by sea"), (INK, 1.8, "", "by rail"), (OCHRE, 4.0, "2 2", "by road"))
    x = 0.0
    for colour, width, dash, words in lines:
        drawing.rule(x, y - 4.5, x + 22, y - 4.5, colour=colour, width=width, dash=dash)
        drawing.write(x + 28, y, words)
        x += 92 if drawing.size.narrow else 120
    y += 22
    said: tuple[str, ...] = (
        ("the train of 62 containers: 1 to 3", "by rail, 3 to 4 by ship")
        if drawing.size.narrow
        else ("the train of 62 containers: from 1 to 3 by rail, its stops not named, from 3 to 4 by ship",)
    )
    drawing.sign(8, y - 4.5, INK, width=17)
    drawing.write(8, y, "1", colour=PAPER, anchor="middle", bold=True, on_bar=True)
    for line in said:
        drawing.write(28, y, line)
        y += 17
    return y


def _far(drawing: Chart, stops: list[Row], legs: list[Row], top: float) -> float:
    """The small map: two routes that never touch land."""
    wide = drawing.size.width * (1 if drawing.size.narrow else 0.78)
    tall = wide * (FAR.north - FAR.south) / (FAR.east - FAR.west)
    drawing.write(0, top, "Two other routes, by sea from end to end", bold=True)
    top += 14
    panel = drawing.panel(Scale(FAR.west, FAR.east, 0, wide), Scale(FAR.south, FAR.north, top + tall, top))
    _land(panel, FAR)
    for route in SEAS:
        _sea(panel, _of(legs, route), 4)
    _stops(drawing, panel, [row for row in stops if row.cells["route"] in SEAS], FAR_NAMES)
    _ground(drawing, panel, FAR_GROUND)
    drawing.label(
        "Northern Sea Route", panel.x.at(100), panel.y.at(70), colour=BLUE, sides=("below",), bold=True, gap=0
    )
    drawing.label(
        ("Chennai–", "Vladivostok"), panel.x.at(126), panel.y.at(20), colour=BLUE, sides=("right",), bold=True
    )
    return round(top + tall + 4)
