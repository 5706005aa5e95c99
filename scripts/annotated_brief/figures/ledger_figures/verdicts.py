"""How the claims were judged, by section."""

from collections.abc import Mapping

from annotated_brief.content.verdicts import GROUPS, VERDICTS
from annotated_brief.figures import palette
from annotated_brief.figures.chart import Chart, Point, Series, number
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, Lanes, lanes
from annotated_brief.tables.tables import Row, Table

FIGURE = Figure(
    name="verdicts",
    title="How the claims of the brief were judged",
    measure="Verdicts, section by section",
    unit="number of claims",
    period="the whole ledger as it stands",
    alt=(
        "A bar for each verdict, in parts by section, in three groups: what can be checked, forecasts, and what is not counted as checked. "
        "In each the most frequent stands first. The numbers are in the table below."
    ),
    note=(
        "Counted from the ledger at each build. A claim that we did not find may still be true. "
        "Opinion is what no fact can settle, so it is not counted among what can be checked."
    ),
    tables=("verdicts",),
    columns={"verdicts": ("section", "verdict", "value")},
)


HEADS = {"checked": "What can be checked", "forecasts": "Forecasts", "not counted as checked": "Not counted as checked"}


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    """A bar for each verdict, cut where one section ends and the next begins; in each group the most frequent first."""
    rows = tables["verdicts"].rows
    totals = dict.fromkeys(VERDICTS, 0.0)
    for row in rows:
        totals[str(row.cells["verdict"])] += number(row)
    names = _in_groups({name: total for name, total in totals.items() if total})
    lane = [Lane(HEADS[name], head=True) if name in HEADS else Lane(_said(name)) for name in names]
    drawing = lanes(size, lane, max(totals.values()) or 1, left=150)
    for name, y in zip(names, drawing.at, strict=True):
        if name not in HEADS:
            _bar(drawing, name, y, [row for row in rows if row.cells["verdict"] == name], totals[name])
    return drawing.chart


def _in_groups(totals: Mapping[str, float]) -> list[str]:
    """The verdicts in their groups, each group after its name, the most frequent first."""
    ordered = list[str]()
    for group in GROUPS:
        mine = sorted((name for name in totals if VERDICTS[name].group == group), key=lambda name: -totals[name])
        ordered += [group, *mine] if mine else []
    return ordered


def _bar(drawing: Lanes, name: str, y: float, rows: list[Row], total: float) -> None:
    end, colour = 0.0, palette.VERDICTS[VERDICTS[name].colour]
    marks: list[Point] = []
    for row in rows:
        start, end = end, end + number(row)
        marks.append(Point(end, y, str(row.cells["row"]), start, str(row.cells["section"])))
    drawing.panel.add(
        Series("bars", tuple(marks), _said(name), colour, "verdicts", "x", unit="claims", width=16, halo=True)
    )
    drawing.chart.write(drawing.panel.x.at(end) + 6, y + drawing.chart.size.type * 0.34, f"{total:g}", bold=True)


def _said(name: str) -> str:
    return f"{VERDICTS[name].sign} {name}"
