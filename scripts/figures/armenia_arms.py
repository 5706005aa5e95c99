"""Who arms Armenia: shares of its imports, and what was reported of its deals with India."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, Point, Series, number
from annotated_brief.figures.charts import Figure, Mark
from annotated_brief.figures.figure_style import Size, day
from annotated_brief.figures.lanes import Lane, Lanes, beside, grouped, upright
from annotated_brief.figures.palette import BLUE, GRID, INK, MARK, OCHRE, SOFT
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="armenia_arms",
    title="Russia armed Armenia almost alone until 2020; since then India’s deals are many and their values uncertain",
    measure="Shares of Armenia’s arms imports, and deals with India as reported",
    unit="per cent; million US dollars",
    period="2011 to 2024; deals March 2020 to January 2026",
    alt=(
        "Above, shares: Russia 94 per cent of imports in 2011–20, 2015–19 and 2016–20 by SIPRI, 96 per cent in 2020 and 10 per "
        "cent of contracts in 2021 to 2024 by Armenian officials; India 43 per cent in 2022–24 on one weak page. Below, eleven "
        "reports of deals with India: 40, 244 to 250 and 155.5 million dollars up to 2022, at least 400 in sum by "
        "February 2024, and fighters for 2,500 to 3,000 million, which Armenia’s minister denied."
    ),
    note=(
        "Three measures, never to be joined: SIPRI’s volume of imports, an official’s share of cooperation, and his share of "
        "contracts. India’s 43 per cent rests on one weak page and three years instead of five. The sum of February 2024 "
        "holds the deals above it; rows are not to be added. No window of SIPRI’s after 2020 was found for Russia."
    ),
    tables=("armenia_arms", "armenia_deals"),
    columns={
        "armenia_arms": ("period", "supplier", "measured_by", "value", "unit", "grade", "note"),
        "armenia_deals": ("date", "item", "quantity", "status", "value", "value_low", "value_high", "grade", "note"),
    },
    marks=(Mark("c110", 90, "around 90, until 2022"),),
)

SUPPLIERS = {"Russia": BLUE, "India": OCHRE}
MEASURES = {
    "per cent of imports of major arms": "imports, by SIPRI",
    "per cent of military-technical cooperation": "cooperation, by an official",
    "per cent of contracts signed": "contracts, by an official",
}
ITEMS = {"pinaka-2022": "Pinaka rockets and more", "sum-2024": "all contracts since 2022", "akash-2024": "Akash, first battery",
         "radars-2020": "Swathi radars", "guns-2022": "155 mm guns", "akash-2022": "Akash air defence", "howitzers-2023": "ATAGS howitzers",
         "guided-pinaka-2026": "guided Pinaka rockets", "su-30-2025": "Su-30 fighters", "pinaka-2024": "Pinaka, first lot",
         "anti-drone-2023": "Zen anti-drone systems"}  # fmt: skip
STANDINGS = {"reported": "Reported", "delivered": "Delivered", "denied": "Reported, and denied by Armenia’s minister"}


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = sorted(
        tables["armenia_arms"].rows,
        key=lambda row: (list(SUPPLIERS).index(str(row.cells["supplier"])), row.cells["end"], row.cells["start"]),
    )
    tall = 34 if size.narrow else 22
    drawing, placed = grouped(size, rows, _head, _name, 100, left=236, right=36, top=26, tall=tall)
    upright(drawing, FIGURE.marks[0].value, "", MARK)
    drawing.chart.write(drawing.panel.x.at(90), 18, f"The brief: {FIGURE.marks[0].says}", colour=MARK, anchor="end")
    for supplier, colour in SUPPLIERS.items():
        for weak in (False, True):
            mine = [
                (y, row)
                for y, row in placed
                if row.cells["supplier"] == supplier and (row.cells["grade"] == "C") == weak
            ]
            bars = tuple(
                Point(number(row), y, str(row.cells["row"]), says=f"{row.cells['measured_by']}, {row.cells['period']}")
                for y, row in mine
            )
            drawing.panel.add(
                Series("bars", bars, supplier, colour, "armenia_arms", "x", unit="per cent", width=12, hollow=weak)
            )
            for bar in bars:
                beside(drawing, f"{bar.x:g}", bar.x, bar.y, bold=not weak)
    _deals(drawing, tables["armenia_deals"].rows)
    return drawing.chart


def _head(row: Row) -> Lane:
    supplier = str(row.cells["supplier"])
    words = "Russia’s share, per cent" if supplier == "Russia" else "India’s share: one weak source"
    return Lane(words, head=True, colour=SUPPLIERS[supplier])


def _name(row: Row) -> str:
    period = str(row.cells["period"]).replace("-", "–").replace(" to early ", "–")
    return f"{period}, {MEASURES[str(row.cells['unit'])]}"


def _deals(drawing: Lanes, rows: list[Row]) -> None:
    """A list by what is known of each deal, for half of the reports name no value."""
    chart, size = drawing.chart, drawing.chart.size
    y = chart.height + 22
    chart.write(0, y, "Deals with India", bold=True)
    chart.write(size.width, y, "value, million US dollars", colour=SOFT, anchor="end")
    for standing in dict.fromkeys(str(row.cells["status"]) for row in rows):
        mine = [row for row in rows if row.cells["status"] == standing]
        y += 27
        chart.write(0, y, STANDINGS[standing], bold=True, colour=OCHRE)
        for row in mine:
            y += 7
            chart.rule(0, y, size.width, y, colour=GRID)
            y += size.type * 1.15
            chart.write(0, y, day(str(row.cells["date"])[:7], short=True), colour=SOFT)
            chart.write(66, y, ITEMS[str(row.cells["row"])])
            amount = _amount(row)
            chart.write(size.width, y, amount or "not found", colour=INK if amount else SOFT, anchor="end")
    chart.height = round(y + 10)


def _amount(row: Row) -> str:
    low, high = row.cells["value_low"], row.cells["value_high"]
    if low is None:
        return ""
    if high is None:
        return f"over {low:,g}"
    return f"{low:,g}" if low == high else f"{low:,g}–{high:,g}"
