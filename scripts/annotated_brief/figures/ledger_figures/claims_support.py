"""What the claims rest on: a footnote of the brief, evidence that the edition found, or nothing."""

from collections import Counter
from collections.abc import Mapping

from annotated_brief.figures.chart import Chart, number
from annotated_brief.figures.charts import Figure
from annotated_brief.figures.common_charts import stacked_bars
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import BLUE, MARK, STONE
from annotated_brief.tables.tables import Table

FIGURE = Figure(
    name="claims_support",
    title="What the claims of the brief rest on",
    measure="Claims with a footnote of the brief, with evidence that the edition found, and without either, by section",
    unit="number of claims",
    period="the whole ledger as it stands",
    alt=(
        "Stacked bars, one for each section, that with the most claims first: those with a footnote of the brief, those for which "
        "the edition found evidence, and those without any. The numbers are in the table below."
    ),
    note="Counted from the ledger at each build. Evidence found may speak for a claim or against it: see its verdict.",
    tables=("claims_support",),
    columns={"claims_support": ("section", "support", "value")},
)

KINDS = {
    "footnote of the brief": ("a footnote of the brief", MARK),
    "evidence found by the edition": ("evidence found", BLUE),
    "none": ("none", STONE),
}


def chart(tables: Mapping[str, Table], size: Size) -> Chart:
    """A bar for each section, that with the most claims first."""
    table = tables["claims_support"]
    totals = Counter[str]()
    for row in table.rows:
        totals[str(row.cells["section"])] += int(number(row))
    ordered = sorted(table.rows, key=lambda row: -totals[str(row.cells["section"])])
    return stacked_bars(table._replace(rows=ordered), size, label="section", part="support", parts=KINDS, unit="claims")
