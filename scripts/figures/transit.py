"""Days from India to Russia by route: what was claimed, what was planned, what was seen."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, Point, Series, number
from annotated_brief.figures.charts import Figure, Mark
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, Lanes, beside, grouped, guide, scale_numbers, upright
from annotated_brief.figures.palette import BLUE, MARK, OCHRE, SOFT, Colour
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

# What was seen is full and dark; what is only said is hollow.
KINDS: dict[str, tuple[str, Colour, bool]] = {
    "observed": ("on a real trip", BLUE, False),
    "planned": ("planned", BLUE, True),
    "claimed": ("claimed", OCHRE, True),
    "benchmark": ("other route", SOFT, True),
}
ORDER = ("INSTC, eastern branch", "INSTC, trans-Caspian branch", "INSTC, western branch", "INSTC, branch not stated",
         "Suez Canal", "Chennai to Vladivostok", "by way of Europe")  # fmt: skip
SHORT = {
    "Russian Far East": "Far East",
    "Chelyabinsk region": "Chelyabinsk",
    "north of Moscow": "Moscow",
    "Moscow (Vorsino)": "Moscow",
    "Aprin (Tehran)": "Tehran",
}
SPEAKERS = {
    "Eurasian Development Bank's chief economist": "development bank", "Container Corporation of India": "Concor",
    "Russian Railways Logistics": "operator", "the operator, in PortNews": "operator",
    "Indian shipping minister": "minister", "Cargo Breaking News": "trade press", "Maritime Gateway": "trade press",
    "President Putin": "Putin",
}  # fmt: skip


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = sorted(tables["transit"].rows, key=lambda row: (ORDER.index(str(row.cells["route"])), row.cells["year"]))
    tall = 34 if size.narrow else 21
    drawing, placed = grouped(size, rows, _head, _name, 62, left=290, right=40, top=22, tall=tall)
    scale_numbers(drawing, (0, 20, 40, 60), "days")
    upright(drawing, FIGURE.marks[0].value, "", MARK, thick=12 if size.narrow else 0)
    drawing.chart.write(drawing.panel.x.at(30), 16, "The brief: about 30", colour=MARK, anchor="middle")
    for kind in KINDS:
        _times(drawing, kind, placed)
    return drawing.chart


def _head(row: Row) -> Lane:
    return Lane(str(row.cells["route"]).replace("by way", "By way"), head=True)


def _name(row: Row) -> str:
    ends = [SHORT.get(str(row.cells[end]), str(row.cells[end])) for end in ("origin", "destination")]
    says = SPEAKERS.get(str(row.cells["says"]), str(row.cells["says"]))
    return f"{' – '.join(ends)}, {says} {row.cells['year']}"


def _times(drawing: Lanes, kind: str, placed: list[tuple[float, Row]]) -> None:
    """A dot for a number of days, a bar from end to end for a range, and the days beside them.

    The first of a kind on each route says in words what it is, so no key is needed far from the last rows.
    """
    name, colour, hollow = KINDS[kind]
    dots, ranges, said = list[Point](), list[Point](), set[object]()
    for y, row in placed:
        if row.cells["kind"] != kind:
            continue
        key, low, high = str(row.cells["row"]), number(row, "value_low"), number(row, "value_high")
        if row.cells["value"] is not None:
            dots.append(Point(number(row), y, key, says=_name(row)))
        else:
            ranges.append(Point(high, y, f"{key}/value_high", low, _name(row), f"{key}/value_low"))
        text = f"{high:g}" if low == high else f"{low:g}–{high:g}"
        if kind != "benchmark" and row.cells["route"] not in said:
            text += f" {name}"
        said.add(row.cells["route"])
        guide(drawing, low, y)
        beside(drawing, text, high, y, gap=9, opens=True, colour=colour, bold=not hollow)
    drawing.panel.add(Series("spans", tuple(ranges), name, colour, "transit", "x", unit="days", width=9, hollow=hollow))
    drawing.panel.add(Series("dots", tuple(dots), name, colour, "transit", "x", unit="days", width=9, hollow=hollow))
