"""Files that are made from data at each build and never written into docs/."""

import csv
import io
from importlib.resources import files as resources

from scripts.apparatus import exports, lookup
from scripts.data.tables import Table
from scripts.edition import Edition
from scripts.editions import whole
from scripts.markup.templating import render
from scripts.pages import figure_pages, ledger
from scripts.web import source_pages
from scripts.written import counts


def anchors(edition: Edition) -> str:
    """The style sheet that ties annotations to their claims; the HTML checker does not know anchors in an attribute."""
    notes = []
    for page in edition.sections.values():
        before = "none"
        for note in page.annotations:
            notes.append((note, before))
            before = note.id
    marks = [edition.marks[name] for name in edition.marks]
    return str(render("anchors.css", marks=marks, notes=notes))


def files(edition: Edition) -> dict[str, str | bytes]:
    """Address from the root of the site -> content."""
    made: dict[str, str | bytes] = {
        **exports.files(edition),
        **figure_pages.exports(edition),
        "assets/stylesheets/anchors.css": anchors(edition),
        lookup.DATA: lookup.data(edition),
        source_pages.FRAME: source_pages.MARKDOWN,
        whole.PAGE: whole.MARKDOWN,
        "claims.csv": ledger.as_csv(edition),
        "claims.json": ledger.as_json(edition),
        "assets/plotly.min.js": (resources("plotly") / "package_data" / "plotly.min.js").read_bytes(),
    }
    for name in counts.tables(edition.claims, edition.settings.sections):
        made[f"data/{name}.csv"] = table_csv(edition.tables[name])
    return made


def table_csv(table: Table) -> str:
    """A table made at build time, as the others are written."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.rows:
        writer.writerow([_cell(row.cells[name]) for name in names])
    return out.getvalue()


def _cell(value: str | float | None) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else value
