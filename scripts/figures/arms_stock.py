"""Russia's share of what India buys, against its share of what India has."""

from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, Point, Series, number
from annotated_brief.figures.charts import Figure, Mark
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, Lanes, beside, grouped, scale_numbers, upright
from annotated_brief.figures.palette import BLUE, MARK, OCHRE, Colour
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="arms_stock",
    title="Russia’s share is larger in the arms that India has than in those it now buys",
    measure="Russia’s share of India’s arms imports, and estimates of its share of what is in service",
    unit="per cent",
    period="imports 2018–22 to 2021–25; stock 2020 to 2023",
    alt=(
        "Bars on a scale of per cent from zero. Of imports 36 to 45 per cent are Russian. Of all equipment in service, "
        "86 per cent in 2020, at most 60 in 2022 and almost 66 in 2023; of the army’s 90, of the air force’s 67 to 70, "
        "of the navy’s about 40."
    ),
    note=(
        "All estimates of what is in service are second-hand, and none says how it counts; the primary studies were not seen. "
        "A hollow bar is a bound, not a value. Imports are SIPRI’s shares of volume in five years."
    ),
    tables=("arms_stock",),
    columns={
        "arms_stock": (
            "kind",
            "scope",
            "printed",
            "value",
            "value_low",
            "value_high",
            "unit",
            "period",
            "grade",
            "note",
        )
    },
    marks=(Mark("c102", 40, "around 40"),),
)

KINDS = {"imports": ("Share of imports", BLUE), "in service": ("Share of what is in service", OCHRE)}
BOUNDS = {"value": "", "value_low": "over ", "value_high": "up to "}
SCOPES = ("all services", "army", "air force", "navy")


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    rows = sorted(tables["arms_stock"].rows, key=_order)
    right, tall = (44, 34) if size.narrow else (50, 22)
    drawing, placed = grouped(size, rows, _head, _name, 100, left=176, right=right, top=26, tall=tall)
    scale_numbers(drawing, (0, 50, 100), "per cent")
    upright(drawing, FIGURE.marks[0].value, "The brief: around 40 of “weaponry”", MARK)
    for kind, (name, colour) in KINDS.items():
        mine = [pair for pair in placed if pair[1].cells["kind"] == kind]
        for column in BOUNDS:
            _bars(drawing, [pair for pair in mine if _drawn(pair[1]) == column], column, name, colour)
    return drawing.chart


def _order(row: Row) -> tuple[int, int, str]:
    return list(KINDS).index(str(row.cells["kind"])), SCOPES.index(str(row.cells["scope"])), str(row.cells["period"])


def _head(row: Row) -> Lane:
    words, colour = KINDS[str(row.cells["kind"])]
    return Lane(words, head=True, colour=colour)


def _name(row: Row) -> str:
    scope = "" if row.cells["kind"] == "imports" else f"{str(row.cells['scope']).capitalize()}, "
    return f"{scope}{str(row.cells['period']).replace('-', '–')}"


def _drawn(row: Row) -> str:
    """The column that is drawn: the value, or the bound that there is."""
    return next(column for column in BOUNDS if row.cells[column] is not None)


def _bars(drawing: Lanes, rows: list[tuple[float, Row]], column: str, name: str, colour: Colour) -> None:
    """A bar from zero; hollow where the source gives a bound and no value."""
    bars = tuple(
        Point(number(row, column), y, f"{row.cells['row']}/{column}", says=str(row.cells["printed"])) for y, row in rows
    )
    drawing.panel.add(
        Series("bars", bars, name, colour, "arms_stock", "x", unit="per cent", width=12, hollow=column != "value")
    )
    for bar in bars:
        beside(drawing, f"{BOUNDS[column]}{bar.x:g}", bar.x, bar.y)
