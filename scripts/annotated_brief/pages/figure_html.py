"""A figure as it stands in a page: drawing, table, downloads and sources, in one element.

Nothing in it needs a script: without one there are the drawing, the table and the files. The interactive form is
asked for by a button, and the page's script then loads Plotly.
"""

import gzip
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files as resources
from typing import NamedTuple

from markupsafe import Markup, escape

from annotated_brief.bibliography.sources import Source
from annotated_brief.core.counted import spelt
from annotated_brief.core.site import figure_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts, svg
from annotated_brief.figures.charts import SPECIFICATION, Figure
from annotated_brief.figures.figure_style import SIZES, WIDE, Size
from annotated_brief.tables.tables import Row, Table

BUNDLE = "assets/plotly.min.js"
CARD = ("value", "value_low", "value_high", "period")  # columns that the card under the pointer reads


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


def render(edition: Edition, name: str, page: str, citation: str) -> Markup:
    """The figure's element on a page."""
    plot, base, repository = charts.figures(edition.paths)[name], edition.site.base(page), edition.settings.repo_url
    figure = plot.figure
    shown = [edition.tables[table] for table in figure.tables if table in figure.columns]
    return edition.render(
        "figure.html",
        page,
        figure=figure,
        drawings=[Markup(_dressed(plot.draw(edition.tables, size), figure, size)) for size in SIZES],
        shown=[_shown(edition, figure, table, base) for table in shown],
        files=[(table, f"{base}data/{table}.csv") for table in figure.tables],
        sources=_sources(edition, figure, base),
        source_line=source_line(edition, figure),
        weight=_weight(),
        claims=base + edition.site.page(edition.lists["ledger"]),
        address=edition.site.page(figure_file(name)),
        spec=SPECIFICATION.format(name),
        bundle=base + BUNDLE,
        script=f"{repository.rstrip('/')}/blob/main/{edition.paths.show(plot.file)}" if repository else "",
        citation=citation,
    )


def export(edition: Edition, name: str, citation: str) -> str:
    """The drawing as a file of its own: with title, measure, sources and citation, in the light colours."""
    plot = charts.figures(edition.paths)[name]
    figure = plot.figure
    foot = [figure.note, source_line(edition, figure), citation]
    heads = [figure.title, f"{figure.measure}, {figure.unit}; {figure.period}"]
    framed = svg.framed(plot.draw(edition.tables, WIDE), heads, [line for line in foot if line], WIDE)
    return _dressed(framed, figure, WIDE)


def card_tables(edition: Edition, figure: Figure) -> list[Shown]:
    """Of the tables of a figure what the card under the pointer says, for a page that does not show them."""
    short = figure._replace(columns=dict.fromkeys(figure.tables, CARD))
    return [_shown(edition, short, edition.tables[table], "") for table in figure.tables]


def source_line(edition: Edition, figure: Figure) -> str:
    """Who counted and who printed it, in a line: Source: SIPRI, via Deccan Herald and four others."""
    rows = [row for table in figure.tables for row in edition.tables[table].rows]
    keys = [str(row.cells["source"]) for row in rows if row.cells.get("source")]
    printed = Counter(_short(edition.sources[key]) for key in keys if key in edition.sources)
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
    return f"{len(gzip.compress(data, 5, mtime=0)) / 1e6:.1f} MB"


def _dressed(text: str, figure: Figure, size: Size) -> str:
    """A drawing with words for those who do not see it (the heading says its title), and with its shape for the browser."""
    own = f"fig-{figure.name}-{size.name}"
    extent = svg.extent(text)
    root = f'<svg class="drawing drawing-{size.name}" role="img" aria-labelledby="{own}-text" '
    root += f'data-shape="{extent[0] / extent[1]:.5f}" ' if extent else ""
    words = f'<title>{escape(figure.title)}</title><desc id="{own}-text">{escape(figure.alt)}</desc>'
    opened = re.sub(r"<svg ", lambda _: root, text, count=1)
    return re.sub(r">", lambda _: f">{words}", opened, count=1)


def _short(source: Source) -> str:
    return source.publisher or source.title


def _shown(edition: Edition, figure: Figure, table: Table, base: str) -> Shown:
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
            [*(_cell(row, column) for column in filled), *([_source(edition, row, base)] if sourced else [])],
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


def _source(edition: Edition, row: Row, base: str) -> Cell:
    known = [key for key in row.sources if key in edition.sources]
    links = ((_short(edition.sources[key]), base + edition.site.source(key)) for key in known)
    return Cell(", ".join(key for key in row.sources if key not in edition.sources), False, tuple(links))


def _sources(edition: Edition, figure: Figure, base: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each publisher once, with number and address of what it printed, in the order of the numbers."""
    keys = dict.fromkeys(key for name in figure.tables for key in edition.tables[name].sources)
    numbered = [(edition.numbers.get(key, "?"), key) for key in keys if key in edition.sources]
    grouped: dict[str, list[tuple[str, str]]] = {}
    for number, key in sorted(numbered, key=lambda pair: _order(pair[0])):
        grouped.setdefault(_short(edition.sources[key]), []).append((number, base + edition.site.source(key)))
    return list(grouped.items())


def _order(number: str) -> tuple[int, str]:
    digits = "".join(char for char in number if char.isdigit())
    return (int(digits or 0), number)
