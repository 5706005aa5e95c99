"""A figure as a record and a script: what every script in scripts/figures/ must say, and how it is found and built.

Scripts are found by listing their folder, so another brief brings its own.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from annotated_brief.content import cell_references
from annotated_brief.core.paths import PACKAGE, Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.text_files import outside, unreadable
from annotated_brief.figures import figure_record, script_loading, script_process
from annotated_brief.figures.figure_record import Figure, FigureError, Mark
from annotated_brief.figures.figure_style import Size
from annotated_brief.figures.palette import names_only
from annotated_brief.tables.tables import Table

__all__ = ["Figure", "FigureError", "Mark", "Plot", "broken", "find", "for_page", "line_of", "spec", "text"]

LEDGER_FIGURES = PACKAGE / "figures" / "ledger_figures"


class Plot(NamedTuple):
    """A figure and its script."""

    figure: Figure
    file: Path
    changed: int  # when the script was, in nanoseconds
    build: Callable[[Mapping[str, Table], Size], Any]  # what Plotly reads
    draw: Callable[[Mapping[str, Table], Size], str]  # SVG

    @property
    def is_optional(self) -> bool:
        """Whether it comes with the package, so that an edition may place it and need not."""
        return self.file.parent == LEDGER_FIGURES


def find(paths: Paths) -> dict[str, Plot]:
    """All figures of an edition, by name, in the order of their names."""
    return dict(_found(paths, script_process.stamp(paths.figures)))


@lru_cache(maxsize=4)  # asked for each figure and by each list
def _found(paths: Paths, stamp: object) -> dict[str, Plot]:
    del stamp
    loaded = {path.stem: _load(path, paths) for path in _scripts(paths)}
    return {name: plot for name, plot in loaded.items() if isinstance(plot, Plot)}


def broken(paths: Paths) -> list[Problem]:
    """Scripts that do not run; the other figures are there all the same."""
    loaded = [_load(path, paths) for path in _scripts(paths)]
    return [problem for problems in loaded if not isinstance(problems, Plot) for problem in problems]


def line_of(error: BaseException) -> int:
    """The line of a script at which it failed."""
    return getattr(error, "line", 1)


def _scripts(paths: Paths) -> list[Path]:
    """Those of the edition, and those that the package draws for the ledger of any edition."""
    scripts = [*LEDGER_FIGURES.glob("*.py"), *paths.figures.glob("*.py")]
    return sorted((path for path in scripts if not path.name.startswith("_")), key=lambda path: path.stem)


def spec(plot: Plot, tables: Mapping[str, Table], size: Size) -> dict[str, Any]:
    """What Plotly reads, as a plain mapping; not to be changed, because it is cached."""
    specification: dict[str, Any] = plot.build({name: tables[name] for name in plot.figure.tables}, size)
    return specification


def text(spec: Mapping[str, Any]) -> str:
    """A specification as text, always the same for the same figure."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def for_page(specs: Mapping[str, dict[str, Any]]) -> str:
    """Both sizes for the page's script: colours by their names, and nothing that could end the element."""
    return names_only(text(dict(specs))).replace("<", "\\u003c")


def _shown(figure: Figure) -> Figure:
    """A figure's words as a reader sees them: a number in them may be bound to a cell."""
    words = ("title", "measure", "period", "alt", "note")
    shown: dict[str, Any] = {name: cell_references.strip(getattr(figure, name)) for name in words}
    return figure._replace(**shown)


def _load(path: Path, paths: Paths) -> Plot | list[Problem]:
    """A figure of the package runs here, one of the edition in a process of its own."""
    file = paths.show(path)
    try:
        if path.parent == LEDGER_FIGURES:
            return _of_package(path)
        if fault := unreadable(path):
            raise FigureError(fault[0])
        if outside(path, paths.root):
            raise FigureError("the file is a link that leads out of the project")
        script = script_process.Script(path, paths.cache)
        if problems := list(figure_record.unknown(path, file)) or figure_record.faults(script.record(), path, file):
            return problems
        figure = _shown(figure_record.read(script.record()))
        return Plot(figure, path, path.stat().st_mtime_ns, script.build, script.draw)
    except FigureError as error:
        return [Problem(file, error.line, f"the script of the figure does not run: {error}", "mend it")]


@lru_cache(maxsize=16)
def _of_package(path: Path) -> Plot:
    script = script_loading.load(path)
    return Plot(_shown(script.figure), path, 0, script.build, script.draw)
