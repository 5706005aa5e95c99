"""A figure as it stands in a page: drawing, table, downloads and sources, in one element.

Nothing in it needs a script: without one there are the drawing, the table and the files. The interactive form is
asked for by a button, and the page's script then loads Plotly.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files as resources
from typing import NamedTuple

from markupsafe import Markup, escape

from annotated_brief.core.counted import spelt
from annotated_brief.core.paths import Paths
from annotated_brief.figures import figure_scripts, svg
from annotated_brief.figures.figure_scripts import Plot
from annotated_brief.figures.figure_style import SIZES, WIDE, Size
from annotated_brief.markup.templating import render as fill
from annotated_brief.tables.tables import Row, Table

BUNDLE = "assets/plotly.min.js"
SPECIFICATION = "assets/figure-{}.js"
CARD = ("value", "value_low", "value_high", "period")  # columns that the card under the pointer reads


class FigureSource(NamedTuple):
    """What a figure needs to know of a source."""

    number: str
    short: str
    url: str  # from the root of the site


class Cell(NamedTuple):
    """One cell of a table as a reader sees it."""

    text: str
    is_number: bool
    links: tuple[tuple[str, str], ...] = ()  # label and address


class Head(NamedTuple):
    """The head of a column, with its name in the table for the card under the pointer."""

    text: str
    column: str


class Line(NamedTuple):
    """One row of a table: its name, what time it is about if no cell says so, and its cells."""

    name: str
    period: str
    cells: list[Cell]


class Shown(NamedTuple):
    """One table as a reader sees it."""

    name: str
    caption: str
    unit: str  # where all rows have the same
    heads: list[Head]
    rows: list[Line]


def render(
    name: str,
    tables: Mapping[str, Table],
    references: Mapping[str, FigureSource],
    base: str,
    paths: Paths,
    *,
    claims: str = "claims/",
    address: str = "",
    repo_url: str = "",
    citation: str = "",
) -> Markup:
    """The figure's element. `base` leads from the page to the root of the site, `claims` from there to the ledger and
    `address` to what is shared."""
    plot = figure_scripts.find(paths)[name]
    figure = plot.figure
    return fill(
        "figure.html",
        figure=figure,
        drawings=[Markup(_dressed(plot.draw(tables, size), figure, size)) for size in SIZES],
        shown=[_shown(figure, tables[table], references, base) for table in figure.tables if table in figure.columns],
        files=[(table, f"{base}data/{table}.csv") for table in figure.tables],
        sources=_sources(figure, tables, references, base),
        source_line=source_line(figure, tables, references),
        weight=_weight(),
        claims=base + claims,
        address=address,
        spec=SPECIFICATION.format(name),
        bundle=base + BUNDLE,
        base=base,
        script=f"{repo_url.rstrip('/')}/blob/main/{paths.show(plot.file)}" if repo_url else "",
        citation=citation,
    )


def specification(name: str, tables: Mapping[str, Table], paths: Paths) -> str:
    """The script that brings the interactive form, for readers who ask for it; it also works in a copy on a disk."""
    plot = figure_scripts.find(paths)[name]
    specs = {WIDE.name: figure_scripts.spec(plot, tables, WIDE)}
    return f"(window.editionFigures??={{}})[{json.dumps(name)}]={figure_scripts.for_page(specs)};\n"


def export(
    name: str, tables: Mapping[str, Table], references: Mapping[str, FigureSource], paths: Paths, citation: str
) -> str:
    """The drawing as a file of its own: with title, measure, sources and citation, in the light colours."""
    plot = figure_scripts.find(paths)[name]
    figure = plot.figure
    foot = [figure.note, source_line(figure, tables, references), citation]
    heads = [figure.title, f"{figure.measure}, {figure.unit}; {figure.period}"]
    framed = svg.framed(plot.draw(tables, WIDE), heads, [line for line in foot if line], WIDE)
    return _dressed(framed, figure, WIDE)


def card_tables(
    name: str, tables: Mapping[str, Table], references: Mapping[str, FigureSource], paths: Paths
) -> list[Shown]:
    """Of the tables of a figure what the card under the pointer says, for a page that does not show them."""
    figure = figure_scripts.find(paths)[name].figure
    short = figure._replace(columns=dict.fromkeys(figure.tables, CARD))
    return [_shown(short, tables[table], references, "") for table in figure.tables]


def source_line(
    figure: figure_scripts.Figure, tables: Mapping[str, Table], references: Mapping[str, FigureSource]
) -> str:
    """Who counted and who printed it, in a line: Source: SIPRI, via Deccan Herald and four others."""
    rows = [row for table in figure.tables for row in tables[table].rows]
    keys = [str(row.cells["source"]) for row in rows if row.cells.get("source")]
    printed = Counter(references[key].short for key in keys if key in references)
    others = Counter({name: count for name, count in printed.items() if name != figure.by}).most_common()
    if not others:
        return f"Source: {figure.by}." if figure.by else ""
    more = len(others) - 1
    rest = f" and {spelt(more)} other{'s' if more > 1 else ''}" if more else ""
    return f"Source: {figure.by + ', via ' if figure.by else ''}{others[0][0]}{rest}."


@lru_cache(maxsize=1)
def _weight() -> str:
    """What loading the interactive form costs, as a server sends it."""
    data = (resources("plotly") / "package_data" / "plotly.min.js").read_bytes()
    return f"{len(gzip.compress(data, 9, mtime=0)) / 1e6:.1f} MB"


def preview(plot: Plot, tables: Mapping[str, Table]) -> str:
    """A page of its own with both sizes, interactive, for the author of the script."""
    import plotly.io

    parts = [
        plotly.io.to_html(
            plot.build(tables, size), full_html=False, include_plotlyjs=size is WIDE, config={"showSendToCloud": False}
        )
        for size in SIZES
    ]
    return fill("figure-preview.html", figure=plot.figure, parts=[Markup(part) for part in parts])


def _dressed(text: str, figure: figure_scripts.Figure, size: Size) -> str:
    """A drawing with words for those who do not see it (the heading says its title), and with its shape for the browser."""
    own = f"fig-{figure.name}-{size.name}"
    extent = svg.extent(text)
    root = f'<svg class="drawing drawing-{size.name}" role="img" aria-labelledby="{own}-text" '
    root += f'data-shape="{extent[0] / extent[1]:.5f}" ' if extent else ""
    words = f'<title>{escape(figure.title)}</title><desc id="{own}-text">{escape(figure.alt)}</desc>'
    opened = re.sub(r"<svg ", lambda _: root, text, count=1)
    return re.sub(r">", lambda _: f">{words}", opened, count=1)


def _shown(figure: figure_scripts.Figure, table: Table, references: Mapping[str, FigureSource], base: str) -> Shown:
    rows, columns = table.rows, figure.columns[table.name]
    titles = {column.name: column.title for column in table.columns}
    filled = [column for column in columns if any(row.cells.get(column) not in (None, "") for row in rows)]
    heads = [_head(column, titles) for column in filled]
    sourced = any(row.sources for row in rows)
    units = sorted({str(row.cells["unit"]) for row in rows if row.cells.get("unit")})
    unit = units[0] if len(units) == 1 else ""
    lines = [
        Line(
            str(row.cells["row"]),
            "" if "period" in filled else str(row.cells.get("period") or ""),
            [*(_cell(row, column) for column in filled), *([_source(row, references, base)] if sourced else [])],
        )
        for row in rows
    ]
    caption = f"{table.title} ({unit})" if unit and "unit" not in filled else table.title
    return Shown(table.name, caption, unit, [*heads, *([Head("Source", "source")] if sourced else [])], lines)


def _head(column: str, titles: Mapping[str, str]) -> Head:
    return Head(titles.get(column) or column.replace("_", " ").capitalize(), column)


def _cell(row: Row, column: str) -> Cell:
    value = row.cells.get(column)
    if isinstance(value, int | float) and column not in {"year", "seq"}:
        return Cell(f"{value:,.10g}".replace("-", "−"), True)
    if isinstance(value, float):
        return Cell(f"{value:g}", False)
    return Cell("" if value is None else str(value), False)


def _source(row: Row, references: Mapping[str, FigureSource], base: str) -> Cell:
    links = ((references[key].short, base + references[key].url) for key in row.sources if key in references)
    return Cell(", ".join(key for key in row.sources if key not in references), False, tuple(links))


def _sources(
    figure: figure_scripts.Figure, tables: Mapping[str, Table], references: Mapping[str, FigureSource], base: str
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each publisher once, with number and address of what it printed, in the order of the numbers."""
    keys = dict.fromkeys(key for name in figure.tables for key in tables[name].sources)
    cited = [references[key] for key in keys if key in references]
    grouped: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(cited, key=lambda one: _order(one.number)):
        grouped.setdefault(one.short, []).append((one.number, base + one.url))
    return list(grouped.items())


def _order(number: str) -> tuple[int, str]:
    digits = "".join(char for char in number if char.isdigit())
    return (int(digits or 0), number)
