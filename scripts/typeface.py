"""The site's fonts at one weight, for what does not take variable ones: a PDF would draw their letters as pictures."""

import io
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from scripts.paths import THEME

FONTS = THEME / "assets" / "fonts"
WEIGHTS = (400, 600)


def static(name: str, weight: int, flavor: str = "") -> bytes:
    """A font of the site such as serif-italic.woff2 at one weight; as TrueType where no flavor is named."""
    return _static(FONTS / name, weight, flavor)


@lru_cache(maxsize=64)
def _static(path: Path, weight: int, flavor: str) -> bytes:
    font = TTFont(path, recalcTimestamp=False)
    if "fvar" in font:
        axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
        within = min(max(weight, axis.minValue), axis.maxValue)
        font = instancer.instantiateVariableFont(font, {"wght": within}, updateFontNames=False)
    font.flavor = flavor or None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
