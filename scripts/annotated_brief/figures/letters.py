"""Measure words in the site's own typeface, so that labels can be placed by geometry."""

import unicodedata
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
    """A text in lines that fit; a word, or a text without spaces, that is wider is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, bold) <= within:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, within, size, bold)
    return lines


def _cut(word: str, within: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit, each of a letter or more; marks that belong to a letter stay with it."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and not unicodedata.combining(letter) and width(pieces[-1] + letter, size, bold) > within:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=1024)
def _advance(letter: str, weight: int) -> float:
    """The width of a letter in ems."""
    for name in ("sans.woff2", "sans-extended.woff2"):
        font = _font(name, weight)
        if glyph := font.get_nominal_glyph(ord(letter)):
            return float(font.get_glyph_h_advance(glyph) / font.face.upem)
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 1 if unicodedata.east_asian_width(letter) in "WF" else UNKNOWN


@lru_cache(maxsize=4)
def _font(name: str, weight: int) -> uharfbuzz.Font:
    with (PACKAGE / "typefaces" / name).open("rb") as file:
        reader = woff2.WOFF2Reader(file)
        tables = {tag: reader[tag] for tag in reader.keys()}  # noqa: SIM118
    font = uharfbuzz.Font(uharfbuzz.Face.create_for_tables(lambda _, tag, __: tables.get(tag, b""), None))
    font.set_variations({"wght": weight})
    return font
