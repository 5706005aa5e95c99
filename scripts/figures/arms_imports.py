"""Russia's share of India's imports of major arms, by SIPRI's five-year windows."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, Panel, Scale, Series, number, points
from annotated_brief.figures.charts import Figure, Mark
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, MARK, SOFT, STONE
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
        "Windows overlap: neighbouring points share four years. Later editions, after SIPRI revised its data, put some "
        "windows a point or two higher or lower; they are in the table. For 2008–12 and 2011–15 only a later edition was found."
    ),
    by="SIPRI",
    tables=("arms_imports",),
    columns={"arms_imports": ("window", "supplier", "edition", "status", "value", "grade", "note")},
    marks=(Mark("c102", 40, "around 40 of its “weaponry” by early 2024"),),
)

OTHERS = ("France", "Israel", "United States")
NAMED = ("2008-12", "2012-16", "2016-20", "2019-23", "2021-25")  # windows whose value is written


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = tables["arms_imports"].rows
    drawing = Chart(size, 300 if size.narrow else 340)
    panel = drawing.panel(
        Scale(2011.6, 2025.2, 26, size.width - (64 if size.narrow else 74)), Scale(0, 86, drawing.height - 26, 8)
    )
    ends = (2013, 2017, 2021, 2025) if size.narrow else range(2013, 2026, 2)
    drawing.axes(
        panel,
        {
            end: f"{'’' if size.narrow else ''}{(end - 4) % 100 if size.narrow else end - 4:02d}–{end % 100}"
            for end in ends
        },
        {at: str(at) for at in (0, 20, 40, 60, 80)},
    )
    for name in OTHERS:
        _other(drawing, panel, sorted((row for row in rows if row.cells["supplier"] == name), key=_end), name)
    _russia(drawing, panel, [row for row in rows if row.cells["supplier"] == "Russia"])
    mark = FIGURE.marks[0]
    drawing.rule(
        panel.x.start,
        panel.y.at(mark.value),
        panel.x.at(2022.5),
        panel.y.at(mark.value),
        colour=MARK,
        dash="3 3",
        width=1.2,
    )
    says = ("The brief: around", "40 of “weaponry”", "by early 2024") if size.narrow else (f"The brief: {mark.says}",)
    drawing.label(says, panel.x.start + 4, panel.y.at(mark.value), colour=MARK, sides=("below-right",), gap=6)
    return drawing


def _end(row: Row) -> float:
    return number(row, "window_end")


def _russia(drawing: Chart, panel: Panel, rows: list[Row]) -> None:
    first = {str(row.cells["window"]): row for row in rows if row.cells["status"] != "later revision"}
    line = [first[window] for window in sorted(first)]
    panel.add(Series("line", points(line, _end), "Russia", BLUE, width=3))
    dots = points(line, _end, says="edition")
    panel.add(Series("dots", dots, "Russia", BLUE, "arms_imports", unit="per cent", width=7))
    for row in line:
        if row.cells["window"] in NAMED:
            x, y, last = panel.x.at(_end(row)), panel.y.at(number(row)), row is line[-1]
            text = f"{number(row):g}{' Russia' if last else ''}"
            sides = (
                ("right",)
                if last
                else ("below-left", "below")
                if row.cells["window"] == "2016-20"
                else ("above-right", "above")
            )
            drawing.label(text, x, y, colour=BLUE, bold=True, sides=sides, gap=8)


def _other(drawing: Chart, panel: Panel, rows: list[Row], name: str) -> None:
    panel.add(
        Series("line", points(rows, _end, says="window"), name, STONE, "arms_imports", unit="per cent", width=1.6)
    )
    last = rows[-1]
    short = "US" if name == "United States" else name
    drawing.label(
        f"{number(last):g} {short}",
        panel.x.at(_end(last)),
        panel.y.at(number(last)),
        colour=SOFT,
        sides=("right", "right-down"),
    )
