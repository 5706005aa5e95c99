"""The figures of an edition: which there are, whether they are complete and up to date, and how they are drawn anew.

Each figure has four forms from one build(): an SVG in two sizes, an interactive Plotly figure, a table and a CSV.
The SVGs stand in docs/figures/, for drawing them needs a Chrome and building the site must not; each says what it was
drawn from, so a build can tell whether it still holds.
"""

import contextlib
import tempfile
import webbrowser
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotated_brief.core.paths import Paths, default
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import unseen
from annotated_brief.figures import figure_html, figure_numbers, figure_scripts, kaleido_export, svg_files
from annotated_brief.figures.figure_scripts import Figure, Mark, Plot
from annotated_brief.figures.figure_style import SIZES, Size
from annotated_brief.figures.kaleido_export import NoChromeError
from annotated_brief.tables import tables
from annotated_brief.tables.tables import Table

__all__ = [
    "Figure",
    "Mark",
    "NoChromeError",
    "card_tables",
    "check",
    "drawing_of",
    "figures",
    "preview",
    "redraw",
    "render",
    "source_line",
    "specification",
    "stale",
]

REDRAW = "run make figures"
WORDS = ("title", "measure", "unit", "period", "alt", "note")

figures = figure_scripts.find
render = figure_html.render
export = figure_html.export
specification = figure_html.specification
card_tables = figure_html.card_tables
source_line = figure_html.source_line


def drawing_of(name: str, size: Size, paths: Paths) -> Path:
    """Where a drawing is kept."""
    return paths.drawings / f"{name}-{size.name}.svg"


def check(plot: Plot, tables: Mapping[str, Table], paths: Paths) -> list[Problem]:
    """What a figure lacks: it is refused without title, measure, unit, period, alt text, table and source."""
    file, figure = paths.show(plot.file), plot.figure
    problems = [
        Problem(file, line_of_field(plot, word), f"figure {figure.name} has no {word}", f"write {word}= in FIGURE")
        for word in WORDS
        if not getattr(figure, word).strip()
    ]
    problems += [fault for word in WORDS for fault in unseen(getattr(figure, word), file, line_of_field(plot, word))]
    if figure.name != plot.file.stem:
        problems.append(
            Problem(file, line_of_field(plot, "name"), f"the figure is named {figure.name}", "name it as its file")
        )
    problems += [
        Problem(file, line_of_field(plot, "columns"), f"columns names {name[:60]}, which is no table of the figure",
                f"use one of: {', '.join(figure.tables)}")
        for name in figure.columns if name not in figure.tables and all(one in tables for one in figure.tables) and figure.tables
    ]  # fmt: skip
    if not figure.tables:
        problems.append(
            Problem(file, line_of_field(plot, "tables"), f"figure {figure.name} has no table", "name one in FIGURE")
        )
    return problems + list(_check_tables(plot, tables, paths))


def stale(paths: Paths, tables: Mapping[str, Table]) -> list[Problem]:
    """All that is wrong with the figures, numbers and drawings included; needs no Chrome."""
    problems = figure_scripts.broken(paths)
    for plot in figure_scripts.find(paths).values():
        if plot.is_optional:
            continue  # drawn from the ledger by the package: no file of an editor's is at fault
        found = check(plot, tables, paths)
        problems += found or _check_made(plot, tables, paths)
    return problems + list(_orphans(paths))


def redraw(paths: Paths, tables: Mapping[str, Table], names: Iterable[str] = ()) -> list[str]:
    """Draw what is stale (or the figures named, stale or not) and say what was done, a line for each figure.

    Raises NoChromeError if something has to be drawn and there is nothing to draw with.
    """
    found, named = figure_scripts.find(paths), set(names)
    said: list[str] = []
    jobs: list[svg_files.Job] = []
    for name, plot in found.items():
        if plot.is_optional or (named and name not in named):
            continue
        problems = [] if plot.draw else check(plot, tables, paths)
        mine = [] if plot.draw or problems else list(_jobs(plot, tables, paths, always=name in named))
        jobs += mine
        said.append(f"{name}: {_say(plot, mine, problems)}")
    drawn = kaleido_export.draw(jobs) if jobs else []
    paths.drawings.mkdir(parents=True, exist_ok=True)
    for job, text in zip(jobs, drawn, strict=True):
        drawing_of(job.name, job.size, paths).write_text(text, "utf-8")
    for path in _orphan_files(paths):
        path.unlink()
        said.append(f"{paths.show(path)}: removed, no figure has this name")
    return said


def refresh(paths: Paths, tables: Mapping[str, Table], problems: Iterable[Problem]) -> bool:
    """Whether what a changed table has made stale was drawn; without a Chrome the old drawings stay and say so."""
    if any(problem.remedy == REDRAW for problem in problems):
        with contextlib.suppress(NoChromeError):
            return bool(redraw(paths, tables))
    return False


def preview(name: str) -> None:
    """Open one figure of this edition in a browser, interactive; what `python scripts/figures/NAME.py` does."""
    paths = default()
    found, problems = tables.load(paths)
    for problem in problems:
        print(problem)
    plot = figure_scripts.find(paths)[name]
    folder = paths.cache if paths.cache.exists() else Path(tempfile.mkdtemp())
    target = folder / f"figure-{name}.html"
    target.write_text(figure_html.preview(plot, found), "utf-8")
    print(f"{name}: {target}")
    webbrowser.open(target.as_uri())


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
    """What build() makes, against its tables and its drawings."""
    file = paths.show(plot.file)
    problems: list[Problem] = []
    for size in SIZES:
        try:
            made = figure_scripts.spec(plot, tables, size)
            if plot.draw:
                plot.draw(tables, size)
        except Exception as error:  # whatever a script stumbles over, the other figures are still checked
            said = str(error) if isinstance(error, figure_scripts.FigureError) else f"{type(error).__name__}: {error}"
            message = f"figure {plot.figure.name} cannot be built: {said}"
            return [Problem(file, figure_scripts.line_of(error), message, "mend its table or its script")]
        faults = figure_numbers.faults(plot.figure, made, tables)
        problems += [
            Problem(file, line_of_field(plot, "alt"), fault, "mend the figure or its table") for fault in faults
        ]
        problems += [] if plot.draw else list(_check_drawing(plot, made, size, paths))
    return sorted(set(problems))


def _check_drawing(plot: Plot, made: Mapping[str, Any], size: Size, paths: Paths) -> Iterator[Problem]:
    path = drawing_of(plot.figure.name, size, paths)
    file = paths.show(path)
    text = path.read_text("utf-8") if path.exists() else ""
    if not text:
        yield Problem(file, 0, f"figure {plot.figure.name} is not drawn", REDRAW)
    elif not svg_files.untouched(text):
        yield Problem(file, 1, "the drawing was edited by hand or cut off", f"delete it and {REDRAW}")
    elif not svg_files.holds(text, figure_scripts.text(made), size):
        yield Problem(file, 1, "the drawing is older than its table or its script", REDRAW)


def _jobs(plot: Plot, tables: Mapping[str, Table], paths: Paths, always: bool) -> Iterator[svg_files.Job]:
    for size in SIZES:
        path = drawing_of(plot.figure.name, size, paths)
        text = path.read_text("utf-8") if path.exists() else ""
        made = figure_scripts.spec(plot, tables, size)
        if always or not svg_files.untouched(text) or not svg_files.holds(text, figure_scripts.text(made), size):
            yield svg_files.Job(plot.figure.name, size, made, svg_files.fingerprint(figure_scripts.text(made), size))


def _say(plot: Plot, jobs: list[svg_files.Job], problems: list[Problem]) -> str:
    if problems:
        return f"not drawn: {problems[0]}"
    if plot.draw:
        return "follows its table at every build, nothing to draw"
    return f"drawn {' and '.join(job.size.name for job in jobs)}" if jobs else "up to date"


def _orphan_files(paths: Paths) -> list[Path]:
    known = {
        f"{name}-{size.name}" for name, plot in figure_scripts.find(paths).items() if not plot.draw for size in SIZES
    }
    return [path for path in sorted(paths.drawings.glob("*.svg")) if path.stem not in known]


def _orphans(paths: Paths) -> Iterator[Problem]:
    for path in _orphan_files(paths):
        yield Problem(paths.show(path), 0, "a drawing of no figure", f"delete it or {REDRAW}")


def line_of_field(plot: Plot, word: str) -> int:
    """The line of the script where a field of FIGURE is written; where FIGURE begins if it is not."""
    lines = plot.file.read_text("utf-8").splitlines()
    start = next((number for number, line in enumerate(lines, 1) if line.startswith("FIGURE")), 1)
    fields = (number for number, line in enumerate(lines[start:], start + 1) if line.strip().startswith(f"{word}="))
    return next(fields, start)
