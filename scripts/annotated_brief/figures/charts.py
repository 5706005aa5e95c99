"""The figures of an edition: which there are, and whether they are complete and agree with their tables.

Each figure has four forms from one chart(), made at each build: an SVG in two sizes, an interactive chart, a table and a CSV.
"""

import json
import tempfile
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import unseen
from annotated_brief.figures import figure_numbers, figure_scripts
from annotated_brief.figures.figure_record import WORDS, lines_of
from annotated_brief.figures.figure_scripts import Figure, Mark, Plot
from annotated_brief.figures.figure_style import SIZES, WIDE
from annotated_brief.markup.templating import render
from annotated_brief.tables.tables import Table

__all__ = ["Figure", "Mark", "check", "faults", "figures", "preview", "specification"]

SPECIFICATION = "assets/figure-{}.js"

figures = figure_scripts.find


def check(plot: Plot, tables: Mapping[str, Table], paths: Paths) -> list[Problem]:
    """Whether a figure's words, tables and columns agree with what there is."""
    file, figure = paths.show(plot.file), plot.figure
    problems = [fault for word in WORDS for fault in unseen(getattr(figure, word), file, line_of_field(plot, word))]
    if figure.name != plot.file.stem:
        problems.append(
            Problem(file, line_of_field(plot, "name"), f"the figure is named {figure.name}", "name it as its file")
        )
    problems += [
        Problem(file, line_of_field(plot, "columns"), f"columns names {cut(name)}, which is no table of the figure",
                f"use one of: {', '.join(figure.tables)}")
        for name in figure.columns if name not in figure.tables and all(one in tables for one in figure.tables) and figure.tables
    ]  # fmt: skip
    return problems + list(_check_tables(plot, tables, paths))


def faults(paths: Paths, tables: Mapping[str, Table]) -> list[Problem]:
    """All that is wrong with the figures, their numbers included."""
    problems = figure_scripts.broken(paths)
    for plot in figure_scripts.find(paths).values():
        if plot.is_optional:
            continue  # drawn from the ledger by the package: no file of an editor's is at fault
        problems += check(plot, tables, paths) or _check_made(plot, tables, paths)
    return problems


def preview(name: str, tables: Mapping[str, Table], paths: Paths) -> Path:
    """Open one figure in a browser, interactive; the page that is opened. Raises FigureError where it cannot be drawn."""
    folder = paths.cache if paths.cache.exists() else Path(tempfile.mkdtemp())
    target = folder / f"figure-{name}.html"
    target.write_text(_preview(figure_scripts.find(paths)[name], tables), "utf-8")
    webbrowser.open(target.as_uri())
    return target


def specification(name: str, tables: Mapping[str, Table], paths: Paths) -> str:
    """The script that brings the interactive form, for readers who ask for it; it also works in a copy on a disk."""
    plot = figure_scripts.find(paths)[name]
    specs = {WIDE.name: figure_scripts.spec(plot, tables, WIDE)}
    return f"(window.editionFigures??={{}})[{json.dumps(name)}]={figure_scripts.for_page(specs)};\n"


def _preview(plot: Plot, tables: Mapping[str, Table]) -> str:
    """A page of its own with both sizes, interactive, for the author of the script."""
    import plotly.io

    parts = [
        plotly.io.to_html(
            plot.build(tables, size), full_html=False, include_plotlyjs=size is WIDE, config={"showSendToCloud": False}
        )
        for size in SIZES
    ]
    return render("figure-preview.html", figure=plot.figure, parts=[Markup(part) for part in parts])


def _check_tables(plot: Plot, tables: Mapping[str, Table], paths: Paths) -> Iterator[Problem]:
    figure, file = plot.figure, paths.show(plot.file)
    for name in figure.tables:
        table = tables.get(name)
        line = line_of_field(plot, "tables")
        if table is None:
            yield Problem(
                file, line, f"figure {figure.name} uses no known table: {name}", f"write docs/data/{name}.csv"
            )
        elif not table.rows:
            yield Problem(table.file, 1, f"table {name} of figure {figure.name} has no rows", "add its rows")
        elif not any(row.cells.get("source") for row in table.rows) and (paths.root / table.file).exists():
            yield Problem(
                table.file, 1, f"table {name} of figure {figure.name} has no source", "fill the column source"
            )
        described = {column.name for column in table.columns} if table else set()
        for column in figure.columns.get(name, ()) if table else ():
            if column not in described:
                message = f"figure {figure.name} shows the column {column}, which the table {name} has not"
                yield Problem(
                    file, line_of_field(plot, "columns"), message, f"use some of: {', '.join(sorted(described))}"
                )


def _check_made(plot: Plot, tables: Mapping[str, Table], paths: Paths) -> list[Problem]:
    """What chart() draws, against its tables."""
    file = paths.show(plot.file)
    problems: list[Problem] = []
    for size in SIZES:
        try:
            built = figure_scripts.spec(plot, tables, size)
            plot.draw(tables, size)
        except Exception as error:  # whatever a script stumbles over, the other figures are still checked
            said = str(error) if isinstance(error, figure_scripts.FigureError) else f"{type(error).__name__}: {error}"
            message = f"figure {plot.figure.name} cannot be built: {said}"
            return [Problem(file, figure_scripts.line_of(error), message, "mend its table or its script")]
        faults = figure_numbers.faults(plot.figure, built, tables)
        problems += [
            Problem(file, line_of_field(plot, "alt"), fault, "mend the figure or its table") for fault in faults
        ]
    return sorted(set(problems))


def line_of_field(plot: Plot, word: str) -> int:
    """The line of the script where a field of FIGURE is written; where FIGURE begins if it is not."""
    lines = lines_of(plot.file)
    return lines.get(word, lines[""])
