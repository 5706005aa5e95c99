"""Measure words in the site's own typeface, so that labels can be placed by geometry."""

import io
from functools import lru_cache

import uharfbuzz
from fontTools.ttLib import woff2

from annotated_brief.core.paths import PACKAGE

CAPITAL, DESCENT, LEADING = 0.68, 0.2, 1.22  # of the size of the letters
UNKNOWN = 0.6  # a letter that the typeface lacks, in ems


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in pixels, kerning left out."""
    return sum(_advance(letter, 600 if bold else 400) for letter in text) * size


def wrap(text: str, within: float, size: float, bold: bool = False) -> list[str]:
    """A text in lines that fit; a single word may be wider."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, bold) <= within:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=1024)
def _advance(letter: str, weight: int) -> float:
    """The width of a letter in ems."""
    for name in ("sans.woff2", "sans-extended.woff2"):
        font = _font(name, weight)
        if glyph := font.get_nominal_glyph(ord(letter)):
            return float(font.get_glyph_h_advance(glyph) / font.face.upem)
    return UNKNOWN


@lru_cache(maxsize=4)
def _font(name: str, weight: int) -> uharfbuzz.Font:
    unpacked = io.BytesIO()
    woff2.decompress(PACKAGE / "typefaces" / name, unpacked)
    font = uharfbuzz.Font(uharfbuzz.Face(unpacked.getvalue()))
    font.set_variations({"wght": weight})
    return font
