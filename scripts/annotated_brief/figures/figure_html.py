"""A figure as it stands in a page: drawing, table, downloads and sources, in one element.

Nothing in it needs a script: without one there are the drawing, the table and the files. The interactive form is
asked for by a button, and the page's script then loads Plotly.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from annotated_brief.core.paths import Paths
from annotated_brief.figures import figure_scripts, palette, svg, svg_files
from annotated_brief.figures.figure_scripts import Plot
from annotated_brief.figures.figure_style import SIZES, WIDE, Size
from annotated_brief.markup.templating import render as fill
from annotated_brief.tables.tables import Row, Table

BUNDLE = "assets/plotly.min.js"
SOURCES = ("source", "source2")  # columns that hold a key
FEW = 5  # so many sources are named under a figure; of more, the numbers


class Reference(Protocol):
    """What a figure needs to know of a source."""

    @property
    def number(self) -> str: ...
    @property
    def short(self) -> str: ...
    @property
    def url(self) -> str: ...  # from the root of the site


class Cell(NamedTuple):
    """One cell of a table as a reader sees it."""

    text: str
    is_number: bool
    links: tuple[tuple[str, str], ...] = ()  # label and address


class Shown(NamedTuple):
    """One table as a reader sees it."""

    name: str
    caption: str
    heads: list[str]
    rows: list[list[Cell]]


def render(
    name: str,
    tables: Mapping[str, Table],
    references: Mapping[str, Reference],
    base: str,
    paths: Paths,
    *,
    claims: str = "claims/",
    repo_url: str = "",
    citation: str = "",
) -> Markup:
    """The figure's element. `base` leads from the page to the root of the site, `claims` from there to the ledger."""
    plot = figure_scripts.find(paths)[name]
    figure = plot.figure
    made = {size.name: figure_scripts.spec(plot, tables, size) for size in SIZES}
    drawn = {size.name: _drawing(plot, tables, size, paths) for size in SIZES}
    return fill(
        "figure.html",
        figure=figure,
        drawings=[Markup(_dressed(text, figure, size)) for size in SIZES if (text := drawn[size.name])],
        stale=not plot.draw
        and any(not svg_files.holds(drawn[size.name], figure_scripts.text(made[size.name]), size) for size in SIZES),
        shown=[_shown(figure, tables[table], references, base) for table in figure.tables if table in figure.columns],
        files=[(table, f"{base}data/{table}.csv") for table in figure.tables],
        sources=_sources(figure, tables, references, base),
        few=FEW,
        claims=base + claims,
        spec=Markup(figure_scripts.for_page(made)),
        bundle=base + BUNDLE,
        base=base,
        script=f"{repo_url.rstrip('/')}/blob/main/{paths.show(plot.file)}" if repo_url else "",
        citation=citation,
    )


def export(
    name: str, tables: Mapping[str, Table], references: Mapping[str, Reference], paths: Paths, citation: str
) -> str:
    """The drawing as a file of its own: with title, measure, sources and citation, in the light colours."""
    plot = figure_scripts.find(paths)[name]
    figure = plot.figure
    text = _drawing(plot, tables, WIDE, paths)
    keys = _keys(figure, tables)
    named = "; ".join(references[key].short for key in keys if key in references)
    foot = [
        figure.note,
        f"Sources: {named}." if 0 < len(keys) <= FEW else f"{len(keys)} sources, named in the table." if keys else "",
        citation,
    ]
    heads = [figure.title, f"{figure.measure}, {figure.unit}; {figure.period}"]
    framed = svg.framed(svg_files.body(text), heads, [line for line in foot if line], WIDE)
    return palette.without_variables(_dressed(framed, figure, WIDE))


def preview(plot: Plot, tables: Mapping[str, Table]) -> str:
    """A page of its own with both sizes, interactive; for whoever writes the script."""
    import plotly.io

    parts = [
        plotly.io.to_html(
            plot.build(tables, size), full_html=False, include_plotlyjs=size is WIDE, config={"showSendToCloud": False}
        )
        for size in SIZES
    ]
    return fill("figure-preview.html", figure=plot.figure, parts=[Markup(part) for part in parts])


def _drawing(plot: Plot, tables: Mapping[str, Table], size: Size, paths: Paths) -> str:
    if plot.draw:
        return plot.draw(tables, size)
    path = paths.drawings / f"{plot.figure.name}-{size.name}.svg"
    return path.read_text("utf-8") if path.exists() else ""


def _dressed(text: str, figure: figure_scripts.Figure, size: Size) -> str:
    """A drawing with a name and a description for those who do not see it."""
    own = f"fig-{figure.name}-{size.name}"
    root = f'<svg class="drawing drawing-{size.name}" role="img" aria-labelledby="{own}-name {own}-text" '
    words = f'<title id="{own}-name">{escape(figure.title)}</title><desc id="{own}-text">{escape(figure.alt)}</desc>'
    opened = re.sub(r"<svg ", lambda _: root, svg_files.body(text), count=1)
    return re.sub(r">", lambda _: f">{words}", opened, count=1)


def _shown(figure: figure_scripts.Figure, table: Table, references: Mapping[str, Reference], base: str) -> Shown:
    rows, columns = table.rows, figure.columns[table.name]
    titles = {column.name: column.title for column in table.columns}
    filled = [column for column in columns if any(row.cells.get(column) not in (None, "") for row in rows)]
    heads = [titles.get(column) or column.replace("_", " ").capitalize() for column in filled] + ["Source"]
    lines = [[*(_cell(row, column) for column in filled), _source(row, references, base)] for row in rows]
    units = sorted({str(row.cells["unit"]) for row in rows if row.cells.get("unit")})
    unit = f" ({units[0]})" if len(units) == 1 and "unit" not in filled else ""
    return Shown(table.name, f"{table.title}{unit}", heads, lines)


def _cell(row: Row, column: str) -> Cell:
    value = row.cells.get(column)
    if isinstance(value, int | float) and column not in {"year", "seq"}:
        return Cell(f"{value:,.10g}".replace("-", "−"), True)
    if isinstance(value, float):
        return Cell(f"{value:g}", False)
    return Cell("" if value is None else str(value), False)


def _source(row: Row, references: Mapping[str, Reference], base: str) -> Cell:
    keys = [str(row.cells[column]) for column in SOURCES if row.cells.get(column)]
    links = ((references[key].short, base + references[key].url) for key in keys if key in references)
    return Cell(", ".join(key for key in keys if key not in references), False, tuple(links))


def _keys(figure: figure_scripts.Figure, tables: Mapping[str, Table]) -> list[str]:
    """Keys of all sources, in the order of the rows, once each."""
    rows = (row for table in figure.tables for row in tables[table].rows)
    return list(dict.fromkeys(str(row.cells[column]) for row in rows for column in SOURCES if row.cells.get(column)))


def _sources(
    figure: figure_scripts.Figure, tables: Mapping[str, Table], references: Mapping[str, Reference], base: str
) -> list[tuple[str, str, str]]:
    """Number, label and address of each source of a figure, by number."""
    found = [references[key] for key in _keys(figure, tables) if key in references]
    return [(one.number, one.short, base + one.url) for one in sorted(found, key=lambda one: _order(one.number))]


def _order(number: str) -> tuple[int, str]:
    digits = "".join(char for char in number if char.isdigit())
    return (int(digits or 0), number)
