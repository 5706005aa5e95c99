"""A drawing that leaves the page: with its title above it, its sources and citation below, on paper."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from annotated_brief.figures import letters, palette
from annotated_brief.figures.figure_style import FAMILY, Size
from annotated_brief.markup.templating import render

# Of the width: who opens the file may not have the typeface, and most others are wider.
ROOM = 0.87
PART = r'<g transform="translate\(0,([\d.]+)\)"'  # of what `framed` makes: the drawing, and what stands below


def framed(drawing: str, heads: Sequence[str], foot: Sequence[str], size: Size) -> str:
    """A drawing with lines above and below it, on paper and in plain colours: what someone keeps who saves the file."""
    bounds = extent(drawing)
    if bounds is None:
        return drawing
    width, height = bounds
    above = [(line, 19.0, True) for line in letters.wrap(heads[0], width * ROOM, 19, bold=True)]
    above += [(line, 14.0, False) for text in heads[1:] for line in letters.wrap(text, width * ROOM, 14)]
    below = [(line, 12.0, False) for text in foot for line in letters.wrap(text, width * ROOM, 12)]
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
    return palette.without_variables(str(text))


def extent(drawing: str) -> tuple[float, float] | None:
    """Width and height of a drawing in its own units; nothing where it does not say so or has no height."""
    match = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    size = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    return size if all(size) else None


class View(NamedTuple):
    """The part of a file that its drawing takes."""

    box: str  # as a viewBox
    width: str  # of the whole file
    height: str


def drawing_view(framed: str) -> View | None:
    """Where the drawing stands in what `framed` made, the upper part of one that is tall; nothing in another file."""
    whole = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', framed)
    place = _place(framed)
    if whole is None or place is None:
        return None
    width = float(whole[1])
    return View(f"0 {place[0]:g} {width:g} {width * 9 / 16:g}", whole[1], whole[2])


def unframed(framed: str, family: str) -> str:
    """The drawing alone of what `framed` made, its words in one family; the whole of another file."""
    place, inside = _place(framed), re.search(rf"{PART}.*(?={PART})", framed, re.DOTALL)
    if place is None or inside is None:
        return framed
    whole = r'viewBox="0 0 ([\d.]+) [\d.]+" width="[\d.]+" height="[\d.]+" font-family="[^"]*"'
    box = rf'viewBox="-20 {place[0] - 10:g} \1 {place[1]:g}" width="\1" height="{place[1]:g}" font-family="{family}"'
    return f"{re.sub(whole, box, framed[: framed.index('>') + 1], count=1)}{inside[0]}</svg>"


def _place(framed: str) -> tuple[float, float] | None:
    """At which height a drawing begins, and how tall it is."""
    ends = [float(start) + 10 for start in re.findall(PART, framed)]
    return (ends[0], ends[-1] - ends[0]) if len(ends) > 1 else None


def _set(lines: Sequence[tuple[str, float, bool]], start: float) -> list[tuple[str, float, float, bool]]:
    """Each line with the height at which it stands."""
    placed = []
    y = start - (lines[0][1] * 1.35 if lines and start else 0)
    for text, letter, bold in lines:
        y += letter * 1.35
        placed.append((text, letter, round(y, 1), bold))
    return placed
