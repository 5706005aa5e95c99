"""The colours of the figures: one name for each, and what it is in the light and in the dark.

A drawing is made once, in the light colours, and says `var(--fig-1, #…)` wherever one of them stands, so the page
gives it the colours of its palette and a copy that has left the page keeps the light ones. The same names stand in
theme/assets/stylesheets/figures.css; tests/test_charts.py holds the two together and looks at them through the eyes
of colour-blind readers.
"""

import re
from typing import NamedTuple

from annotated_brief.content.verdicts import TINTS


class Colour(NamedTuple):
    """One colour of the figures."""

    variable: str  # its custom property
    light: str
    dark: str


INK = Colour("--ink", "#1d1b18", "#eae6dc")
SOFT = Colour("--ink-soft", "#605b52", "#aca598")
PAPER = Colour("--paper", "#fbfaf5", "#171614")
GRID = Colour("--fig-grid", "#dcd7ca", "#3a372f")
LAND = Colour("--fig-land", "#e9e4d6", "#2b2924")
WATER = Colour("--fig-water", "#e4edef", "#1a2227")
MARK = Colour("--fig-mark", "#8e1b18", "#de6350")  # the brief's own numbers, and nothing else

# In the order in which a figure should take them: the first three are told apart most easily.
BLUE = Colour("--fig-1", "#175a85", "#5cb2ea")
OCHRE = Colour("--fig-2", "#9c6205", "#d39c45")
STONE = Colour("--fig-3", "#857a63", "#a59b80")
TEAL = Colour("--fig-4", "#3b938b", "#4b928a")
PLUM = Colour("--fig-5", "#591d5a", "#f3c4e0")
HAZE = Colour("--fig-6", "#7385bd", "#5a6dab")

# The verdicts keep on a chart the colours that they have in the text.
VERDICTS = {name: Colour(f"--verdict-{name}", tint.light, tint.dark) for name, tint in TINTS.items()}

SERIES = (BLUE, OCHRE, STONE, TEAL, PLUM, HAZE)
COLOURS = (INK, SOFT, PAPER, GRID, LAND, WATER, MARK, *SERIES, *VERDICTS.values())
OWN = (GRID, LAND, WATER, MARK, *SERIES)  # what figures.css sets; the others are the page's

_BY_LIGHT = {colour.light: colour for colour in COLOURS}
_RGB = re.compile(r"rgb\((\d+), ?(\d+), ?(\d+)\)")
_HEX = re.compile(r"#[0-9a-f]{6}\b")
_VARIABLE = re.compile(r"var\(--[\w-]+, ?(#[0-9a-f]{6})\)")


def with_variables(text: str) -> str:
    """A drawing or a style in which each colour has become its custom property, the light colour its fallback."""
    text = _RGB.sub(lambda found: "#{:02x}{:02x}{:02x}".format(*map(int, found.groups())), text)
    return _HEX.sub(lambda found: _css(found[0]), text)


def names_only(text: str) -> str:
    """A specification in which each colour has become the bare name of its property, for the script to look up."""
    return _HEX.sub(lambda found: f"var({_BY_LIGHT[found[0]].variable})" if found[0] in _BY_LIGHT else found[0], text)


def without_variables(text: str) -> str:
    """A drawing in the light colours alone, for readers that know no custom properties."""
    return _VARIABLE.sub(r"\1", text).replace("currentColor", INK.light)


def _css(hexadecimal: str) -> str:
    colour = _BY_LIGHT.get(hexadecimal)
    return f"var({colour.variable},{colour.light})" if colour else hexadecimal
