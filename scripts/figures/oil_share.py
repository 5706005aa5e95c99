"""Russia's share of India's crude imports, and the American measures against it."""

import itertools
from collections.abc import Mapping, Sequence

from annotated_brief.figures.chart import Chart, Panel, Point, Scale, Series, medians, middle, points, spans, year
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size, day
from annotated_brief.figures.palette import BLUE, INK, SOFT
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="oil_share",
    title="Russian oil went from 2 to 36 per cent of India’s imports in three years; under American measures it fell to 21",
    measure="Russia’s share of India’s crude oil imports",
    unit="per cent",
    period="2021–22 to January 2026, with American measures to May 2026",
    alt=(
        "A line of monthly medians over a pale cloud of single counts. Official figures give 2 per cent in 2021–22, 19.1 in "
        "2022–23 and 35.8 in 2024–25. Single months lie between 24 and 46 per cent from 2023 to 2025, and at 21.2 in January "
        "2026. Four measures are marked: the duty of 50 per cent in August 2025, sanctions on Rosneft and Lukoil in "
        "October, the end of the oil duty and the first licence in early 2026. Ten more are listed."
    ),
    note=(
        "A bar is a fiscal year, April to March, by the Indian government; for 2023–24 no official share was found. A pale dot is one "
        "count of one month; the counts disagree by up to nine points for the same month. The line is their median in each month for "
        "which one was found, straight across the months between; from one month to the next it may pass from one counter to "
        "another. The measures did not all aim at oil."
    ),
    tables=("oil_share", "oil_measures"),
    columns={
        "oil_share": ("period", "series", "value", "basis", "origin", "grade", "note"),
        "oil_measures": ("date", "measure", "grade", "note"),
    },
    by="Indian government and counts of tankers",
)

MATTERED = ("oil-duty", "rosneft-lukoil", "oil-duty-lifted", "licence-133")
# The other measures, listed in two strands.
LISTED = {
    "announced": "Duties",
    "order": "Duties",
    "reciprocal": "Duties",
    "call": "Duties",
    "court": "Duties",
    "section-122": "Duties",
    "wind-down": "Sanctions and licences",
    "licence-134": "Sanctions and licences",
    "licence-refused": "Sanctions and licences",
    "licence-may": "Sanctions and licences",
}


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    measures = tables["oil_measures"].rows
    marked = [row for row in measures if row.cells["row"] in MATTERED]
    rest = [row for row in measures if row not in marked]
    head, upper = 18 * len(marked), 286 if size.narrow else 340
    drawing = Chart(size, upper)
    right = size.width - (10 if size.narrow else 24)
    panel = drawing.panel(Scale(2021.2, 2026.25, 26, right), Scale(0, 47, upper - 24, head + 12))
    drawing.axes(panel, {at: str(at) for at in range(2022, 2027)}, {at: str(at) for at in (0, 10, 20, 30, 40)})
    line = _shares(
        drawing, panel, [row for row in tables["oil_share"].rows if str(row.cells["period_start"]) >= "2021"]
    )
    _marks(drawing, panel, marked, line)
    drawing.height = _listed(drawing, rest, upper + 24)
    return drawing


def _shares(drawing: Chart, panel: Panel, rows: list[Row]) -> Sequence[Point]:
    """The counts, the fiscal years and the line through the months, which is given back."""
    counts = points((row for row in rows if str(row.cells["series"]).endswith(", month")), middle, says="measured_by")
    official = [row for row in rows if row.cells["series"] == "official, fiscal year" and row.cells["basis"] != "value"]
    years = spans(
        official,
        lambda row: year(str(row.cells["period_start"])),
        lambda row: year(str(row.cells["period_end"]), end=True),
    )
    line, unit = medians(counts), "per cent"
    panel.add(Series("dots", counts, "One count of one month", BLUE, "oil_share", unit=unit, width=7, pale=True))
    panel.add(Series("spans", years, "Official, fiscal year", INK, "oil_share", unit=unit, width=4))
    panel.add(Series("line", line, "Median of the month", BLUE, width=3, halo=True))
    last = line[-1]
    drawing.sign(panel.x.at(last.x), panel.y.at(last.y), BLUE)
    x, y = panel.x.at(last.x), panel.y.at(last.y)
    drawing.label(f"{last.y:g} in January 2026", x, y, colour=BLUE, bold=True, sides=("left",), gap=8)
    for point in years:
        _official(drawing, panel, point)
    drawing.label(
        ("median of", "each month"), panel.x.at(2022.9), panel.y.at(39), colour=BLUE, bold=True, sides=("left",), gap=0
    )
    return line


def _official(drawing: Chart, panel: Panel, point: Point) -> None:
    """The value of a fiscal year at its bar: the first says what the bars are, the last stands where the line is not."""
    y = panel.y.at(point.y)
    if point.y == 2:
        drawing.label("Official: 2 in 2021–22", panel.x.at(point.base), y, sides=("above-right",), gap=6, bold=True)
        return
    at, side = (0.35, "below") if point.y > 30 else (0.5, "above")
    drawing.label(
        f"{point.y:g}", panel.x.at(point.base + at * (point.x - point.base)), y, sides=(side,), gap=6, bold=True
    )


def _marks(drawing: Chart, panel: Panel, rows: list[Row], line: Sequence[Point]) -> None:
    """From the words of each measure that mattered a line down to the share at the time, so that it crosses nothing below."""
    for at, row in enumerate(rows):
        time = year(str(row.cells["date"]))
        x, y = panel.x.at(time), 12 + 18 * (len(rows) - 1 - at)
        drawing.rule(x, y - 9, x, panel.y.at(_level(line, time)), colour=SOFT)
        date = day(str(row.cells["date"]), short=True)
        drawing.write(x - 6, y, f"{date}: {row.cells['label']}", anchor="end")


def _level(line: Sequence[Point], time: float) -> float:
    """The height of a line at a time, and after its end that of its end."""
    for one, other in itertools.pairwise(line):
        if one.x <= time <= other.x:
            return one.y + (time - one.x) / (other.x - one.x) * (other.y - one.y)
    return line[-1].y


def _listed(drawing: Chart, rows: list[Row], top: float) -> float:
    """The other measures in their strands, side by side where there is room; gives where the longer ends."""
    y, ends = top, list[float]()
    for at, strand in enumerate(dict.fromkeys(LISTED.values())):
        left = 0 if drawing.size.narrow else at * (drawing.size.width / 2)
        y = _strand(drawing, [row for row in rows if LISTED[str(row.cells["row"])] == strand], strand, left, y)
        ends.append(y)
        y = y + 16 if drawing.size.narrow else top
    return max(ends)


def _strand(drawing: Chart, rows: list[Row], name: str, left: float, y: float) -> float:
    """A heading and one measure a line, its year where it changes."""
    drawing.write(left, y, f"Other measures: {name.lower()}", bold=True)
    former = ""
    for row in rows:
        y += 19
        *month_and_day, year_ = day(str(row.cells["date"]), short=True).split()
        if year_ != former:
            drawing.write(left, y, year_, colour=SOFT)
        drawing.write(left + 38, y, " ".join(month_and_day), colour=SOFT)
        drawing.write(left + 86, y, str(row.cells["label"]))
        former = year_
    return y + 8
