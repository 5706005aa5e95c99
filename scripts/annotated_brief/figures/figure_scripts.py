"""A figure as a record and a script: what every script in scripts/figures/ must say, and how it is found and built.

Scripts are found by listing their folder, so another brief brings its own. A script has FIGURE and build(); one that
also has draw() makes its own SVG from the tables and needs no Chrome (figures that follow the ledger, which changes
at every edit).
"""

import hashlib
import json
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from annotated_brief.content import cell_references
from annotated_brief.core.paths import PACKAGE, Paths
from annotated_brief.core.problems import Problem
from annotated_brief.figures import chart_plotly, chart_svg
from annotated_brief.figures.figure_style import CHART, Size
from annotated_brief.figures.palette import names_only
from annotated_brief.tables.tables import Table

LEDGER_FIGURES = PACKAGE / "figures" / "ledger_figures"


class Mark(NamedTuple):
    """A number of the brief's own, drawn on the figure."""

    claim: str  # the claim that gives it
    value: float
    says: str  # on the drawing, after "The brief: "


class Figure(NamedTuple):
    """What a figure says of itself in words."""

    name: str
    title: str  # the finding, in a sentence
    measure: str
    unit: str
    period: str
    alt: str  # what a reader who does not see the drawing should know
    note: str  # splices, weak points, what was left out
    tables: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]  # table -> columns shown under "Show the data"; a table not named: CSV only
    marks: tuple[Mark, ...] = ()
    by: str = ""  # who counted, where that is not who printed it


class Plot(NamedTuple):
    """A figure and its script."""

    figure: Figure
    file: Path
    changed: int  # when the script was, in nanoseconds
    build: Callable[[Mapping[str, Table], Size], Any]
    draw: Callable[[Mapping[str, Table], Size], str] | None  # its own SVG, where it has one

    @property
    def is_optional(self) -> bool:
        """Whether it comes with the package, so that an edition may place it and need not."""
        return self.file.parent == LEDGER_FIGURES


# A page of its own, a section and the checks all ask for the same figure in one build.
KEPT = 200
_made: dict[tuple[Path, int, Size, str], dict[str, Any]] = {}


def find(paths: Paths) -> dict[str, Plot]:
    """All figures of an edition, by name, in the order of their names."""
    loaded = {path.stem: _load(path, path.stat().st_mtime_ns) for path in _scripts(paths)}
    return {name: plot for name, plot in loaded.items() if isinstance(plot, Plot)}


def broken(paths: Paths) -> list[Problem]:
    """Scripts that do not run; the other figures are there all the same."""
    loaded = [(path, _load(path, path.stat().st_mtime_ns)) for path in _scripts(paths)]
    return [
        Problem(paths.show(path), line_of(error, path), f"the script of the figure does not run: {error}", "mend it")
        for path, error in loaded
        if isinstance(error, Exception)
    ]


def line_of(error: BaseException, path: Path) -> int:
    """The line of a script at which it failed."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == str(path)), 1)


def _scripts(paths: Paths) -> list[Path]:
    """Those of the edition, and those that the package draws for the ledger of any edition."""
    found = [*LEDGER_FIGURES.glob("*.py"), *paths.figures.glob("*.py")]
    return sorted((path for path in found if not path.name.startswith("_")), key=lambda path: path.stem)


def spec(plot: Plot, tables: Mapping[str, Table], size: Size) -> dict[str, Any]:
    """What build() makes, as the plain mapping that Plotly and Kaleido read. Not to be changed: it is kept."""
    rows = repr([tables[name].rows for name in plot.figure.tables])
    key = (plot.file, plot.changed, size, hashlib.sha256(rows.encode()).hexdigest())
    if key not in _made:
        if len(_made) > KEPT:
            _made.clear()
        _made[key] = json.loads(plot.build(tables, size).to_json(validate=False, engine="json"))
    return _made[key]


def text(spec: Mapping[str, Any]) -> str:
    """A specification as text, always the same for the same figure."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def for_page(specs: Mapping[str, dict[str, Any]]) -> str:
    """Both sizes for the page's script: colours by their names, and nothing that could end the element."""
    return names_only(text(dict(specs))).replace("<", "\\u003c")


def _shown(figure: Figure) -> Figure:
    """A figure's words as a reader sees them: a number in them may be bound to a cell."""
    words = {"title", "measure", "period", "alt", "note"}
    return Figure(*(_text(value) if name in words else value for name, value in figure._asdict().items()))


def _text(value: Any) -> Any:
    return cell_references.strip(value) if isinstance(value, str) else value


# Keyed by the time of the last change, for under `mkdocs serve` the same process sees a script in many versions.
@lru_cache(maxsize=64)
def _load(path: Path, changed: int) -> Plot | Exception:
    try:
        module = _module(path)
        if not hasattr(module, "chart"):
            return Plot(_shown(module.FIGURE), path, changed, module.build, getattr(module, "draw", None))
        chart = module.chart
        return Plot(
            _shown(module.FIGURE),
            path,
            changed,
            lambda tables, size: chart_plotly.figure(chart(tables, CHART[size.name])),
            lambda tables, size: chart_svg.draw(chart(tables, CHART[size.name])),
        )
    except Exception as error:  # whatever a writer's script stumbles over, the site is still served
        return error


def _module(path: Path) -> ModuleType:
    name = f"_figures_{abs(hash(path))}_{path.stem}"
    found = spec_from_file_location(name, path)
    if found is None or found.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = module_from_spec(found)
    sys.modules[name] = module
    found.loader.exec_module(module)
    return module
