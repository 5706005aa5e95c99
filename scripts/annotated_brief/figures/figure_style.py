"""The house style of the figures as code: one template, and the few marks that every figure is made of.

A title states the finding and stands in the page, not in the drawing; a series is named beside itself, not in a
legend; bars start at zero; there is one axis a direction; what the brief says is drawn in one colour that nothing
else has. Numbers in traces carry the id of their row in the table (`ids`), which is how they are held to it.
"""

import re
from typing import Any, NamedTuple

from annotated_brief.core.dates import written
from annotated_brief.figures.palette import GRID, INK, PAPER, SERIES, SOFT, Colour

# In quotation marks: a name with a digit of its own is no name to CSS, and all of the list would be dropped.
FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"


class Size(NamedTuple):
    """One of the two sizes that a figure is drawn in."""

    name: str
    width: int  # in CSS pixels, at scale 1
    type: float  # size of the letters; never below 12 px where it is shown

    @property
    def narrow(self) -> bool:
        return self.name == "narrow"


# A chart is shown at 500 to 720 px, or on a phone at 280 and more: at none does a letter come below 12 px.
WIDE = Size("wide", 560, 13.5)
NARROW = Size("narrow", 280, 12.5)
SIZES = (WIDE, NARROW)

_AXIS: dict[str, Any] = {
    "showgrid": False, "zeroline": False, "ticks": "", "showline": False, "automargin": False, "title": {"text": ""},
    "tickfont": {"color": INK.light}, "nticks": 6,
}  # fmt: skip

TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FAMILY, "color": INK.light},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": [colour.light for colour in SERIES],
        "showlegend": False,
        "dragmode": False,  # else a swipe that starts on a chart zooms it and the page stands still
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": PAPER.light,
            "bordercolor": SOFT.light,
            "font": {"color": INK.light},
            "align": "left",
        },
        "bargap": 0.35,
        "barmode": "stack",
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": SOFT.light, "activecolor": INK.light},
        "xaxis": _AXIS,
        "yaxis": _AXIS | {"showgrid": True, "gridcolor": GRID.light, "zeroline": True, "zerolinecolor": SOFT.light},
    }
}


def layout(size: Size, height: int, **margin: int) -> dict[str, Any]:
    """The layout of an empty figure in the house style; `margin` takes l, r, t and b."""
    return {
        "template": TEMPLATE,
        "width": size.width,
        "height": height,
        "font": {"size": size.type},
        "hoverlabel": {"font": {"size": size.type}},
        "margin": {"l": 34, "r": 6, "t": 12, "b": 28, "pad": 4} | margin,
    }


def hatch(colour: Colour) -> dict[str, Any]:
    """A filling that says weak or incomplete without the help of a colour."""
    return {
        "color": PAPER.light,
        "line": {"color": colour.light, "width": 1.2},
        "pattern": {"shape": "/", "fgcolor": colour.light, "bgcolor": PAPER.light, "size": 5, "solidity": 0.22},
    }


def of(table: str, axis: str = "y", per: float = 1) -> str:
    """What a trace draws: the axis that holds values of a table's rows, and what they were divided by.

    Goes into the trace's `meta`, with the rows in `ids`; scripts/annotated_brief/figures/figure_numbers.py compares the two.
    """
    return f"{table} {axis} {per:g}"


DECORATION = "decoration"  # the `meta` of a trace that holds no value


def day(text: str, size: Size | None = None, short: bool = False) -> str:
    """2025-08-06 as 6 August 2025, shorter on a narrow figure or when told so; a month or a year stays one."""
    said = written(text)
    return re.sub(r"([A-Z][a-z]{2})[a-z]+", r"\1", said) if short or (size and size.narrow) else said
