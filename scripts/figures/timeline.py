"""Dated events: those that the brief tells, those it passes over, those that came later."""

import datetime
from collections.abc import Mapping

from annotated_brief.figures import letters
from annotated_brief.figures.chart import Chart, Point, Scale, Series
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size, day
from annotated_brief.figures.palette import BLUE, GRID, INK, MARK, OCHRE, SOFT, Colour
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

CLASSES: dict[str, tuple[str, Colour, str, bool]] = {
    "in the brief": ("in the brief", INK, "circle", False),
    "before it was finished": ("earlier, not in it", BLUE, "circle", True),
    "later": ("later", OCHRE, "square", False),
}
FINISHED = datetime.date(2025, 12, 5)
BREAK, END = 2020.0, 2026.6
EARLIEST = 1970.0
STEP = 11.5  # from a mark to one that stands above it
BEFORE = 0.17  # of the width, for all the years before the break
# Events that are named on the drawing: in which words, and at which side there is room; the second list where it is wide.
NAMES = {
    "invasion-2022": ("invasion", "right"),
    "s-400-2018": ("S-400s bought", "right"),
    "train-2025": ("62 containers", "left"),
    "tariff-order": ("American duty", "left"),
}
WIDE_NAMES = {
    "armenia-report-2025": ("Armenian arms deal reported", "left"),
    "consul-2024": ("66 billion dollars of trade", "left"),
    "moscow-2024": ("Modi in Moscow", "above"),
    "train-2022": ("first train by the east", "above"),
    "vote-council-2023": ("in favour, once", "right"),
}


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = sorted(tables["timeline"].rows, key=lambda row: str(row.cells["date"]))
    drawing, left, y = Chart(size, 0), 6 if size.narrow else 104, 52.0
    panel = drawing.panel(Scale(0, 1, left, size.width - 8), Scale(0, 1, 0, 1))
    placed: dict[str, list[Point]] = {name: [] for name in CLASSES}
    top = y
    for theme in _themes(rows):
        lane, marks = _lane([row for row in rows if row.cells["theme"] == theme], panel.x, y, size)
        drawing.write(0, y + (15 if size.narrow else lane / 2 + 4.5), _said(theme))
        for row, point in marks:
            placed[str(row.cells["class"])].append(point)
            if named := (NAMES if size.narrow else NAMES | WIDE_NAMES).get(str(row.cells["row"])):
                colour = CLASSES[str(row.cells["class"])][1]
                drawing.label(named[0], panel.x.at(point.x), point.y, colour=colour, sides=(named[1],), gap=8)
        y += lane
        drawing.rule(0, y, size.width, y)
    drawing.height = round(y + 22)
    panel.y = Scale(0, drawing.height, 0, drawing.height)
    for name, (words, colour, shape, hollow) in CLASSES.items():
        panel.add(
            Series("dots", tuple(placed[name]), words, colour, "timeline", "", width=8, shape=shape, hollow=hollow)
        )
    _years(drawing, panel.x, top, y)
    _key(drawing)
    return drawing


def _lane(rows: list[Row], x: Scale, y: float, size: Size) -> tuple[float, list[tuple[Row, Point]]]:
    """Marks that would lie on each other stand above each other."""
    ends, placed = list[float](), list[tuple[Row, float, int]]()
    for row in rows:
        share = _share(_year(str(row.cells["date"])))
        level = next((level for level, end in enumerate(ends) if x.at(share) - end >= 9), len(ends))
        ends[level:] = [x.at(share), *ends[level + 1 :]]
        placed.append((row, share, level))
    height = (18 if size.narrow else 6) + STEP * max(len(ends), 1) + 6
    marks = [
        (
            row,
            Point(share, y + height - 8 - STEP * level, f"{row.cells['row']}/event", says=day(str(row.cells["date"]))),
        )
        for row, share, level in placed
    ]
    return height, marks


def _years(drawing: Chart, x: Scale, top: float, bottom: float) -> None:
    years = (1971, 2020, 2022, 2024, 2026) if drawing.size.narrow else (1971, 2000, *range(2020, 2027))
    for year in years:
        at = x.at(_share(year))
        drawing.rule(at, top, at, bottom, colour=GRID)
        drawing.write(at, bottom + 16, str(year), colour=SOFT, anchor="start" if year == 1971 else "middle")
    at = x.at(_share(_year(FINISHED.isoformat())))
    drawing.rule(at, top - 4, at, bottom, colour=MARK, dash="3 3", width=1.2)
    drawing.write(
        at + (20 if drawing.size.narrow else 0),
        top - 9,
        "the brief is finished, 5 December 2025",
        colour=MARK,
        anchor="end",
    )
    drawing.rule(x.at(BEFORE), top, x.at(BEFORE), bottom, colour=SOFT, dash="1 3")


def _key(drawing: Chart) -> None:
    x = 6.0
    for words, colour, shape, hollow in CLASSES.values():
        drawing.sign(x, 10, colour, width=9, square=shape == "square", hollow=hollow)
        drawing.write(x + 10, 14.5, words)
        x += 30 + letters.width(words, drawing.size.type)


def _said(theme: str) -> str:
    return "United Nations" if theme.lower() == "united nations" else theme.capitalize()


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
