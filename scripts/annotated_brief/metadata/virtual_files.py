"""Files that are made from data at each build and never written into docs/."""

import csv
import io
from importlib.resources import files as resources

from annotated_brief.content import ledger_tables
from annotated_brief.core import memo
from annotated_brief.downloads import card_tags, data_archive, fonts, single_page, social_cards
from annotated_brief.edition import Edition
from annotated_brief.metadata import claim_pages, page_script, source_pages, style_sheets, version_pages
from annotated_brief.pages import figure_pages, ledger_files, take_away
from annotated_brief.references import cite_this, export_formats, reference_list
from annotated_brief.search import packed, words
from annotated_brief.tables import datapackage
from annotated_brief.tables.tables import Table

# An editor may write these too: the one is read and completed, the other is empty.
ALSO_WRITTEN = {f"data/{datapackage.NAME}", ".nojekyll"}


def files(edition: Edition) -> dict[str, str | bytes]:
    """Address from the root of the site -> content."""
    contents: dict[str, str | bytes] = {
        **memo.kept("exports", edition, export_formats.files),
        **memo.kept("figures", edition, figure_pages.exports),
        **memo.kept("cite", edition, cite_this.scripts),
        **fonts.files(edition),
        ".nojekyll": "",  # GitHub Pages would leave out what begins with "_"
        **style_sheets.files(edition),
        **page_script.files(),
        reference_list.DATA: memo.kept("references", edition, reference_list.data),
        packed.DATA: packed.data(edition),
        words.SCRIPT: words.script(),
        source_pages.FRAME.file: source_pages.FRAME.markdown,
        claim_pages.FRAME.file: claim_pages.FRAME.markdown,
        **version_pages.frame(edition),
        single_page.PAGE: single_page.MARKDOWN,
        "claims.csv": memo.kept("claims.csv", edition, ledger_files.as_csv),
        "claims.json": memo.kept("claims.json", edition, ledger_files.as_json),
        ledger_files.SCHEMA: ledger_files.schema(edition),
        "assets/plotly.min.js": (resources("plotly") / "package_data" / "plotly.min.js").read_bytes(),
    }
    counted = [edition.tables[name] for name in ledger_tables.NAMES if name in edition.tables]
    contents |= {f"data/{table.name}.csv": table_csv(table) for table in counted}
    package = edition.paths.data / datapackage.NAME
    if package.exists():
        text = package.read_text("utf-8", "replace")
        contents[f"data/{datapackage.NAME}"] = ledger_tables.described(text, counted, edition.site.root)
    contents[take_away.ARCHIVE] = data_archive.pack(edition, contents)
    return contents | (social_cards.files(edition, contents) if card_tags.has_cards(edition) else {})


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
