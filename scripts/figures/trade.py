"""India's trade with Russia by Indian fiscal year, with the two numbers of the brief."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, Panel, Point, Scale, Series, number
from annotated_brief.figures.charts import Figure, Mark
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, INK, MARK, OCHRE, SOFT, STONE, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="trade",
    title="Trade multiplied by five in two years, then almost stopped growing",
    measure="India’s merchandise trade with Russia",
    unit="billion US dollars",
    period="Indian fiscal years (April to March), 2017–18 to 2024–25",
    alt=(
        "Stacked bars. Total trade lies between 8 and 13 billion dollars until 2021–22, jumps to 49 in 2022–23, "
        "and reaches 66 in 2023–24 and 69 in 2024–25. Nearly all of the growth is imports from Russia; "
        "exports to Russia stay below 5. Until 2019–20 only totals are known."
    ),
    note=(
        "Until 2019–20 only the totals were found. The parts for 2020–21 are rounded. "
        "The fiscal year 2021–22 ends five weeks into the war. No full year after 2024–25 was found."
    ),
    by="India’s commerce department",
    tables=("trade",),
    columns={"trade": ("fiscal_year", "flow", "value", "basis", "grade", "note")},
    marks=(Mark("c046", 12, "just past 12, before the war"), Mark("c047", 65, "65 in two years")),
)

FLOWS = (("imports", "Imports from Russia", BLUE), ("exports", "Exports to Russia", OCHRE))


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = tables["trade"].rows
    years = sorted({str(row.cells["fiscal_year"]) for row in rows})
    drawing = Chart(size, 270 if size.narrow else 330)
    panel = drawing.panel(Scale(-0.5, len(years) - 0.5, 0, size.width), Scale(0, 76, drawing.height - 24, 8))
    panel.x_ticks = {at: year.replace("-", "–") for at, year in enumerate(years)}
    for at, year in enumerate(years):
        name = f"{year[2:4]}–{year[5:]}" if size.narrow else year.replace("-", "–")
        if at % 2 or not size.narrow:
            drawing.write(panel.x.at(at), drawing.height - 7, name, anchor="middle")
    drawing.rule(0, panel.y.start, size.width, panel.y.start, colour=INK)
    thick = (panel.x.at(1) - panel.x.at(0)) * 0.68
    split = {row.cells["fiscal_year"] for row in rows if row.cells["flow"] != "total"}
    alone = [row for row in rows if row.cells["flow"] == "total" and row.cells["fiscal_year"] not in split]
    panel.add(_bars(alone, "Total", STONE, years, {}, thick))
    under: dict[str, float] = {}
    for flow, name, colour in FLOWS:
        mine = [row for row in rows if row.cells["flow"] == flow]
        panel.add(_bars(mine, name, colour, years, under, thick))
        under |= {str(row.cells["fiscal_year"]): number(row) / 1000 for row in mine}
    _words(drawing, panel, rows, years)
    return drawing


def _bars(
    rows: list[Row], name: str, colour: Colour, years: list[str], under: Mapping[str, float], thick: float
) -> Series:
    points = []
    for row in rows:
        year, value = str(row.cells["fiscal_year"]), number(row) / 1000
        base = under.get(year, 0)
        points.append(Point(years.index(year), base + value, str(row.cells["row"]), base, year.replace("-", "–")))
    return Series("bars", tuple(points), name, colour, "trade", per=1000, unit="billion US dollars", width=thick)


def _words(drawing: Chart, panel: Panel, rows: list[Row], years: list[str]) -> None:
    """Totals over the bars; then what the brief says, a line at the one bar that it is about."""
    before, after = FIGURE.marks
    for row in rows:
        if row.cells["flow"] == "total":
            at, value = years.index(str(row.cells["fiscal_year"])), number(row) / 1000
            drawing.write(panel.x.at(at), panel.y.at(value) - 5, f"{value:.0f}", anchor="middle", bold=True)
    for mark, year in ((before, "2021-22"), (after, "2023-24")):
        at, y = years.index(year), panel.y.at(mark.value)
        drawing.rule(panel.x.at(at - 0.5), y, panel.x.at(at + 0.5), y, colour=MARK, dash="3 3", width=1.2)
        says = mark.says.split(",")[0]
        if mark is before:  # its line has lower bars at the left
            lines = ("The brief:", says) if drawing.size.narrow else (f"The brief: {says}",)
            drawing.label(lines, panel.x.at(at + 0.5), y, colour=MARK, sides=("above-left",), gap=24)
        else:
            drawing.write(panel.x.at(at - 0.5) - 5, y + 4.5, f"The brief: {says}", colour=MARK, anchor="end")
    drawing.write(
        panel.x.at(1),
        panel.y.at(11) - 20,
        "totals" if drawing.size.narrow else "only totals found",
        anchor="middle",
        colour=SOFT,
    )
    edge = panel.x.at(years.index("2022-23") - 0.42)
    narrow = drawing.size.narrow
    drawing.label(("exports", "to Russia"), edge, panel.y.at(50), colour=OCHRE, sides=("left",), bold=True)
    drawing.label(
        ("imports", "from Russia") if narrow else ("imports from Russia",),
        edge,
        panel.y.at(35),
        colour=BLUE,
        sides=("left",),
        bold=True,
    )
