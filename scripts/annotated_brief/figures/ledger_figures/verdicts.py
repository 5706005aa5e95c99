"""How the claims were judged, by section."""

from collections.abc import Mapping

from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.figures import palette
from annotated_brief.figures.chart import Chart, Point, Series, number
from annotated_brief.figures.charts import Figure, preview
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.lanes import Lane, lanes
from annotated_brief.tables.tables import Table

FIGURE = Figure(
    name="verdicts",
    title="Most of what can be checked holds, much of it only in part; little is plainly contradicted",
    measure="Verdicts on the claims of the brief",
    unit="number of claims",
    period="the whole ledger as it stands",
    alt=(
        "A bar for each verdict, in parts by section. Supported is the most frequent verdict on facts and partly "
        "supported the next; outdated, contradicted and not found are rare; of the forecasts most are open or agree so far with what was seen. "
        "The numbers are in the table below."
    ),
    note=(
        "Counted from the ledger at each build. A claim that we did not find may still be true. Opinion is what no fact can settle. "
        "The last four are verdicts on forecasts."
    ),
    tables=("verdicts",),
    columns={"verdicts": ("section", "verdict", "value")},
)


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    """A bar for each verdict, cut where one section ends and the next begins."""
    rows = tables["verdicts"].rows
    names = [name for name in VERDICTS if any(row.cells["verdict"] == name for row in rows)]
    totals = {name: sum(number(row) for row in rows if row.cells["verdict"] == name) for name in names}
    made = lanes(size, [Lane(_said(name)) for name in names], max(totals.values(), default=1), left=150)
    for name, y in zip(names, made.at, strict=True):
        end, colour = 0.0, palette.VERDICTS[VERDICTS[name].colour]
        marks: list[Point] = []
        for row in (row for row in rows if row.cells["verdict"] == name):
            start, end = end, end + number(row)
            marks.append(Point(end, y, str(row.cells["row"]), start, str(row.cells["section"])))
        made.panel.add(
            Series("bars", tuple(marks), _said(name), colour, "verdicts", "x", unit="claims", width=16, halo=True)
        )
        made.chart.write(made.panel.x.at(end) + 6, y + size.type * 0.34, f"{totals[name]:g}", bold=True)
    return made.chart


def _said(name: str) -> str:
    return f"{VERDICTS[name].sign} {name}"


if __name__ == "__main__":
    preview(FIGURE.name)
