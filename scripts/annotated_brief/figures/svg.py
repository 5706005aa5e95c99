"""Drawings that need no Chrome: shapes as records, written as SVG by a template.

For figures that follow the ledger or the timeline, which change at every edit, and for a drawing that leaves the page
with its title, sources and citation around it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotated_brief.figures import palette
from annotated_brief.figures.figure_style import FAMILY, Size
from annotated_brief.figures.palette import INK, Colour
from annotated_brief.markup.templating import render

# A letter of Source Sans 3 is on average so wide, in ems; a little more than it is, for lines must not run out.
LETTER = 0.49


class Rect(NamedTuple):
    """A bar."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour
    hollow: bool = False
    row: str = ""  # the row that it draws, and what it draws of it
    value: float | None = None


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour
    dash: str = ""


class Dot(NamedTuple):
    """A mark: circle, ring or square."""

    x: float
    y: float
    colour: Colour
    shape: str = "circle"
    row: str = ""


class Words(NamedTuple):
    """A text."""

    x: float
    y: float
    text: str
    colour: Colour = INK
    anchor: str = "start"
    bold: bool = False
    on_bar: bool = False  # no ground behind it


Shape = Rect | Line | Dot | Words


def draw(shapes: Sequence[Shape], size: Size, height: float) -> str:
    """The drawing as text, like one of Kaleido's after its cleaning."""
    text = render(
        "drawing.svg",
        shapes=[(type(shape).__name__, shape) for shape in shapes],
        width=size.width,
        height=f"{height:g}",
        family=FAMILY,
        size=f"{size.type:g}",
    )
    return palette.with_variables(str(text))


def framed(drawing: str, heads: Sequence[str], foot: Sequence[str], size: Size) -> str:
    """A drawing with lines above and below it, on paper: what someone keeps who saves the file."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    if found is None:
        return drawing
    width, height = float(found[1]), float(found[2])
    above = [(line, 19.0, True) for line in wrap(heads[0], width, 19)]
    above += [(line, 14.0, False) for text in heads[1:] for line in wrap(text, width, 14)]
    below = [(line, 12.0, False) for text in foot for line in wrap(text, width, 12)]
    text = render(
        "drawing-framed.svg",
        inside=re.sub(r"<svg [^>]*>|</svg>", "", drawing).strip(),
        above=_set(above, 24),
        below=_set(below, 0),
        top=sum(letter * 1.35 for _, letter, _ in above) + 20,
        width=width,
        height=height,
        bottom=sum(letter * 1.35 for _, letter, _ in below) + 24,
        family=FAMILY,
        size=f"{size.type:g}",
        paper=palette.PAPER.light,
        soft=palette.SOFT.light,
    )
    return palette.with_variables(str(text))


def wrap(text: str, width: float, letter: float) -> list[str]:
    """A text in lines that fit, by the average width of a letter."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * letter * LETTER <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _set(lines: Sequence[tuple[str, float, bool]], start: float) -> list[tuple[str, float, float, bool]]:
    """Each line with the height at which it stands."""
    placed = []
    y = start - (lines[0][1] * 1.35 if lines and start else 0)
    for text, letter, bold in lines:
        y += letter * 1.35
        placed.append((text, letter, round(y, 1), bold))
    return placed
