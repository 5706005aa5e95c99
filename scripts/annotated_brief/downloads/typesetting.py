"""Pictures of set type, drawn with Pillow in the site's fonts: every letter is drawn once and stamped where it stands, in
inks that are known beforehand, so that the few colours of the picture need not be sought. The same words give the same bytes.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fontTools.ttLib import TTFont
from PIL import Image, ImageColor, ImageDraw, ImageFont

from annotated_brief.downloads import fonts
from annotated_brief.figures import palette

EDGE = 72
LEADING = 1.22  # from line to line, in heights of a letter
COLOURS = 96  # of a picture with a drawing
SHADES = 16  # of an ink, from paper to full


class Face(NamedTuple):
    """One face at one size."""

    name: str  # serif or sans
    weight: int
    size: int


class Stamp(NamedTuple):
    """One letter as it is put on paper."""

    advance: float
    at: tuple[int, int]  # from where the line begins, at its upper edge
    shape: Image.Image | None  # shades from 0 to 15; none of a space


class Sheet:
    """Paper to set type on, with at most sixteen inks. `png` gives the picture."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.image = Image.new("L", size)
        self.inks: list[str] = []

    def fill(self, box: tuple[int, int, int, int], ink: str) -> None:
        """A bar or a line."""
        ImageDraw.Draw(self.image).rectangle(box, fill=self._ink(ink) * SHADES + SHADES - 1)

    def set(self, y: float, text: str, face: Face, ink: str, lines: int = 3, width: int = 0) -> float:
        """Set a text in lines that fit into a width, else into the paper; what is too long ends in dots. Returns where
        the next may begin."""
        made = _wrap(text.replace("'", "’"), face, (width or self.size[0] - 2 * EDGE))
        if len(made) > lines:
            made = [*made[: lines - 1], f"{made[lines - 1].rstrip(' ,;.')} …"]
        number = self._ink(ink)
        for line in made:
            x = float(EDGE)
            for letter in line:
                stamp = _stamp(letter, face)
                if stamp.shape:
                    inked, where = _inked(letter, face, number)
                    self.image.paste(inked, (round(x) + stamp.at[0], round(y) + stamp.at[1]), where)
                x += stamp.advance
            y += face.size * LEADING
        return y

    def png(self, drawing: Image.Image | None = None, at: tuple[int, int] = (0, 0)) -> bytes:
        """The picture in all its inks; with a drawing of any colours at a place."""
        image = self.image.copy()
        image.putpalette([part for ink in self.inks for part in _shades(ink)])
        if drawing:
            image = image.convert("RGB")
            image.paste(drawing, at)
            image = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=3)
        return out.getvalue()

    def _ink(self, ink: str) -> int:
        """The number of an ink."""
        if ink not in self.inks:
            self.inks.append(ink)
        return self.inks.index(ink)


def height(text: str, face: Face, width: float) -> int:
    """How many lines a text takes."""
    return len(_wrap(text.replace("'", "’"), face, width))


def _shades(ink: str) -> Iterator[int]:
    """The parts of each colour between paper and ink."""
    ends = list(zip(ImageColor.getrgb(palette.PAPER.light)[:3], ImageColor.getrgb(ink)[:3], strict=True))
    for step in range(SHADES):
        yield from (paper + (full - paper) * step // (SHADES - 1) for paper, full in ends)


def _wrap(text: str, face: Face, width: float) -> list[str]:
    made: list[str] = []
    left, space = 0.0, _stamp(" ", face).advance
    for word in text.split():
        wide = sum(_stamp(letter, face).advance for letter in word)
        if made and left >= space + wide:
            made[-1], left = f"{made[-1]} {word}", left - space - wide
        else:
            made.append(word)
            left = width - wide
    return made


@lru_cache(maxsize=4096)
def _stamp(letter: str, face: Face) -> Stamp:
    """A letter from the first file of the face that has it."""
    files = [*(f"{face.name}{script}.woff2" for script in fonts.SCRIPTS), *fonts.NOTO]
    faces = (_font(name, face.weight, face.size) for name in files)
    font = next((font for font, has in faces if ord(letter) in has), _font(files[0], face.weight, face.size)[0])
    left, top, right, bottom = map(int, font.getbbox(letter))
    shape = None
    if right > left and bottom > top:
        drawn = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(drawn).text((-left, -top), letter, font=font, fill=255)
        shape = drawn.point([value * (SHADES - 1) // 255 for value in range(256)])
    return Stamp(font.getlength(letter), (left, top), shape)


@lru_cache(maxsize=4096)
def _inked(letter: str, face: Face, number: int) -> tuple[Image.Image, Image.Image]:
    """A letter in an ink, and where it is more than paper."""
    shape = _stamp(letter, face).shape
    assert shape
    return shape.point([number * SHADES + value for value in range(256)]), shape.point(
        [255 * (value > 0) for value in range(256)]
    )


@lru_cache(maxsize=64)
def _font(name: str, weight: int, size: int) -> tuple[ImageFont.FreeTypeFont, frozenset[int]]:
    # Pillow's own layout: the other one depends on what the machine has.
    made = ImageFont.truetype(fonts.FACES / name, size, layout_engine=ImageFont.Layout.BASIC)
    is_variable, has = _coverage(name)
    if is_variable:
        made.set_variation_by_axes([weight])
    return made, has


@lru_cache(maxsize=64)
def _coverage(name: str) -> tuple[bool, frozenset[int]]:
    """Whether a face has weights, and the letters that it has."""
    font = TTFont(fonts.FACES / name)
    return "fvar" in font, frozenset(font.getBestCmap())
