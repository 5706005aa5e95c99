"""Whether the bond holds: Russia's share of the oil and of the arms that India buys abroad, on one axis of time."""

from collections.abc import Iterable, Mapping, Sequence

from annotated_brief.figures.chart import (
    Chart,
    Panel,
    Point,
    Scale,
    Series,
    medians,
    middle,
    number,
    points,
    spans,
    year,
)
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, INK, MARK
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="bond",
    title="Russian arms have slipped for a decade; Russian oil rose, then fell by January 2026",
    measure="Russia’s share of India’s imports of arms and of crude oil",
    unit="per cent",
    period="2008 to January 2026",
    alt=(
        "Two lines from 2008 to 2026. Russia’s share of India’s arms imports falls from 79 per cent in the five years 2008–12 "
        "to 36 in 2019–23 and 2020–24, and is 40 in 2021–25. Its share of crude oil is 1 or 2 per cent until 2021–22, 19.1 in "
        "2022–23, mostly between 31 and 46 from 2023 to November 2025, and 21.2 in January 2026, after the brief."
    ),
    note=(
        "The line of arms runs through the middles of overlapping windows of five years, by SIPRI, each as first printed, or "
        "as first quoted where that was not found. A dot on the line of oil is a fiscal year, by the Indian government; the line is "
        "straight across the years between and broken to the last month found. A pale dot is the share of oil in one month by one of five counts, which differ by up to nine points; the "
        "pale line is their median in each month that was found, straight across the months between."
    ),
    tables=("arms_imports", "oil_share"),
    columns={
        "arms_imports": ("window", "supplier", "edition", "status", "value", "grade", "note"),
        "oil_share": ("period", "series", "value", "basis", "origin", "grade", "note"),
    },
    by="SIPRI and counts of tankers",
)

BRIEF = year("2025-12-05")


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    drawing = Chart(size, 236 if size.narrow else 366)
    right = size.width - (8 if size.narrow else 76)
    panel = drawing.panel(Scale(2008, 2026.6, 26, right), Scale(0, 86, drawing.height - 26, 26))
    years = (2010, 2015, 2020, 2025)
    drawing.axes(panel, {at: str(at) for at in years}, {at: str(at) for at in (0, 20, 40, 60, 80)})
    at = panel.x.at(BRIEF)
    drawing.rule(at, 18, at, drawing.height - 26, colour=MARK, dash="2 3", width=1.2)
    drawing.write(
        at + (6 if size.narrow else 0),
        12,
        "the brief, December 2025",
        colour=MARK,
        anchor="end" if size.narrow else "middle",
    )
    _oil(drawing, panel, tables["oil_share"].rows)
    _arms(drawing, panel, first_prints(tables["arms_imports"].rows))
    return drawing


def first_prints(rows: Iterable[Row]) -> list[Row]:
    """Russia's share in each window, as first printed, or as found where that was not."""
    prints = {
        str(row.cells["window"]): row
        for row in rows
        if row.cells["supplier"] == "Russia" and row.cells["status"] != "later revision"
    }
    return [prints[window] for window in sorted(prints)]


def _oil(drawing: Chart, panel: Panel, rows: list[Row]) -> None:
    counts = points((row for row in rows if str(row.cells["series"]).endswith(", month")), middle)
    official = [row for row in rows if row.cells["series"] == "official, fiscal year"]
    official = [row for row in official if row.cells["basis"] != "value" or str(row.cells["period_start"]) < "2021"]
    years = tuple(sorted(points(official, middle), key=lambda point: point.x))
    line, unit = medians(counts), "per cent"
    panel.add(Series("dots", counts, "Crude oil", BLUE, "oil_share", unit=unit, width=4.5, pale=True))
    panel.add(Series("line", line, "Crude oil, median of the month", BLUE, width=1.4, pale=True))
    last = line[-1]
    panel.add(Series("line", (years[-1], last._replace(row="")), "Crude oil", BLUE, width=2, dash="3 3"))
    panel.add(Series("line", years, "Crude oil, official", BLUE, "oil_share", unit=unit, width=2.6, halo=True))
    x, y = panel.x.at(last.x), panel.y.at(last.y)
    drawing.sign(x, y, BLUE)
    if drawing.size.narrow:
        drawing.label(("21 in", "Jan 2026"), x + 6, y, colour=BLUE, bold=True, sides=("below-left",), gap=9)
    else:
        drawing.label(("21 crude oil", "in January", "2026"), x, y, colour=BLUE, bold=True, sides=("right",), gap=9)
        drawing.label(("pale: oil", "by month"), x, panel.y.at(44), colour=BLUE, sides=("right",), gap=4)
    _years(drawing, panel, years)


def _years(drawing: Chart, panel: Panel, years: Sequence[Point]) -> None:
    """The fiscal years: a dot for each, and in figures how the share rose from next to nothing."""
    _, before, rising, top = years
    texts = {
        before: (f"{before.y:g} in 2021–22", "above-left"),
        rising: (f"crude oil {rising.y:.0f}" if drawing.size.narrow else f"{rising.y:.0f}", "left"),
        top: (f"{top.y:.0f}", "above"),
    }
    for point in years:
        drawing.sign(panel.x.at(point.x), panel.y.at(point.y), BLUE, width=6)
    for point, (text, side) in texts.items():
        drawing.label(text, panel.x.at(point.x), panel.y.at(point.y), colour=BLUE, bold=True, sides=(side,), gap=9)


def _arms(drawing: Chart, panel: Panel, rows: list[Row]) -> None:
    windows = spans(rows, lambda row: number(row, "window_start"), lambda row: number(row, "window_end") + 1)
    line = tuple(Point((span.x + span.base) / 2, span.y, span.row, says=span.says) for span in windows)
    panel.add(Series("line", line, "Arms", INK, "arms_imports", unit="per cent", width=2.6, halo=True))
    places = [(panel.x.at(point.x), panel.y.at(point.y)) for point in (line[0], line[-1])]
    for place in places:
        drawing.sign(*place, INK)
    drawing.label(
        f"{windows[0].y:g} per cent of arms, {windows[0].says.replace('-', '–')}",
        *places[0],
        bold=True,
        sides=("right-up",),
        gap=9,
    )
    drawing.label(
        (f"{windows[-1].y:g} arms", windows[-1].says.replace("-", "–")),
        places[1][0],
        panel.y.at(50),
        bold=True,
        sides=("above",),
        gap=2,
    )
