"""The script of a figure as Python finds it: FIGURE and chart(), of which both the drawing and the interactive form are made.

Whatever a script stumbles over comes back as a FigureError with the line at which it did.
"""

import math
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from annotated_brief.figures import chart_plotly, chart_svg, figure_record
from annotated_brief.figures.chart import Chart
from annotated_brief.figures.figure_record import Figure, FigureError
from annotated_brief.figures.figure_style import Size
from annotated_brief.tables.tables import Table

Tables = Mapping[str, Table]


class Loaded(NamedTuple):
    """What a script offers, each part held to its form."""

    figure: Figure
    build: Callable[[Tables, Size], dict[str, Any]]  # the specification that Plotly reads
    draw: Callable[[Tables, Size], str]  # SVG


def load(path: Path) -> Loaded:
    """Run a script once; raises FigureError."""
    with told(path):
        module = _module(path)
        figure = getattr(module, "FIGURE", None)
        if figure is None:
            raise FigureError("it has no record FIGURE = Figure(name=…, …), as the script of each figure has")
        figure_record.plain(figure)
        chart = getattr(module, "chart", None)
        if chart is None:
            raise FigureError("it has no function chart(tables, size); the guide has one in figure.md")
    return Loaded(figure, _built(chart, path), _drawn(chart, path))


def _built(chart: Callable[[Tables, Size], Chart], path: Path) -> Callable[[Tables, Size], dict[str, Any]]:
    def made(tables: Tables, size: Size) -> dict[str, Any]:
        with told(path):
            return dict(_plain(chart_plotly.figure(chart(tables, size))))

    return made


def _drawn(chart: Callable[[Tables, Size], Chart], path: Path) -> Callable[[Tables, Size], str]:
    def made(tables: Tables, size: Size) -> str:
        with told(path):
            return chart_svg.draw(chart(tables, size))

    return made


def _plain(value: Any) -> Any:
    """A value as JSON has it: what is no number is a gap in a line, and infinity would be missing in silence."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        if math.isinf(value):
            raise FigureError(f"a value is {value}, which cannot be drawn")
        return None
    return value


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever is raised within, sys.exit() among it, is raised as a FigureError with its line."""
    try:
        yield
    except FigureError as error:
        raise FigureError(str(error), line_of(error, path)) from error
    except KeyError as error:
        said = f"it asks for {error}, and neither a table of the figure nor a column of it has that name"
        raise FigureError(said[:2000], line_of(error, path)) from error
    except BaseException as error:
        raise FigureError(f"{type(error).__name__}: {error}"[:2000], line_of(error, path)) from error


def line_of(error: BaseException, path: Path) -> int:
    """The line of a script at which it failed; of a field of FIGURE that is wrong, its line."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    in_script = next((frame.lineno for frame in reversed(frames) if frame.filename == str(path)), None)
    if in_script or not isinstance(error, FigureError):
        return in_script or 1
    lines = path.read_text("utf-8", errors="replace").splitlines()
    field = f"{str(error).partition(':')[0]}="
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith((field, "FIGURE"))
                 and (field in line or field == "FIGURE=")), 1)  # fmt: skip


def _module(path: Path) -> ModuleType:
    """The script run from its text: bytecode kept beside it would hide an edit of the same second and the same length."""
    module = ModuleType(f"_figures_{abs(hash(path))}_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module
    exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
    return module
