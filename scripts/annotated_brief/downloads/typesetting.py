"""Pictures of set type, drawn with Pillow in the site's fonts: every letter is drawn once and stamped where it stands, in
inks that are known beforehand, so that the few colours of the picture need not be sought. The same words give the same bytes.
"""

import copy
import io
import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, Self

from fontTools.ttLib import TTFont
from PIL import Image, ImageColor, ImageDraw, ImageFont

from annotated_brief.downloads import fonts, svg_pictures
from annotated_brief.figures import palette
from annotated_brief.markup import prose

EDGE = 72
LEADING = 1.22  # from line to line, in heights of a letter
COLOURS = 96  # of a picture with a drawing
SHADES = 16  # of an ink, from paper to full
FEWER = 4  # of a picture that is smaller than its paper: with four inks they make one of half as many bytes
UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")  # Chinese, Japanese, Korean
# Scripts whose letters join, change places or run to the left: Hebrew, Arabic, Devanagari and those like them.
SHAPED = re.compile("[\u0590-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Face(NamedTuple):
    """One face at one size."""

    name: str  # serif or sans
    weight: int
    size: int


class Stamp(NamedTuple):
    """One letter as it is put on paper."""

    advance: float
    at: tuple[int, int]  # from where the line begins, at its foot
    shape: Image.Image | None  # none of a space


class Sheet:
    """Paper to set type on, with at most sixteen inks. `png` gives the picture, in the paper's measures times a scale."""

    def __init__(self, size: tuple[int, int], scale: float = 1) -> None:
        self.size, self.scale = size, scale
        self.shades = SHADES if scale >= 1 else FEWER
        self.image = Image.new("L", (round(size[0] * scale), round(size[1] * scale)))
        self.inks: list[str] = []

    def copy(self) -> Self:
        """The same paper with all that is on it."""
        sheet = copy.copy(self)
        sheet.image, sheet.inks = self.image.copy(), list(self.inks)
        return sheet

    def fill(self, box: tuple[int, int, int, int], ink: str) -> None:
        """A bar or a line."""
        left, top, right, bottom = (round(edge * self.scale) for edge in box)
        ImageDraw.Draw(self.image).rectangle((left, top, right, bottom), fill=(self._ink(ink) + 1) * self.shades - 1)

    def set(self, y: float, text: str, face: Face, ink: str, lines: int = 3, width: int = 0) -> float:
        """Set a text in lines that fit into a width, else into the paper; what is too long ends in dots. Returns where
        the next may begin."""
        wrapped = _wrap(prose.curl(text), face, (width or self.size[0] - 2 * EDGE))
        if len(wrapped) > lines:
            wrapped = [*wrapped[: lines - 1], f"{wrapped[lines - 1].rstrip(' ,;.')} …"]
        number = self._ink(ink)
        for line in wrapped:
            self._line(line, y, face, number)
            y += face.size * LEADING
        return y

    def _line(self, line: str, y: float, face: Face, number: int) -> None:
        """Stamp a line word by word; words that must be shaped together, because their letters join or run to the left, at once."""
        drawn = face._replace(size=round(face.size * self.scale))
        x, y = EDGE * self.scale, round(y * self.scale)
        for is_shaped, words in itertools.groupby(line.split(" "), lambda word: bool(SHAPED.search(word))):
            for word in [" ".join(words)] if is_shaped else words:
                if inked := _inked(word, drawn, number, self.shades):
                    shape, where, (left, top) = inked
                    self.image.paste(shape, (round(x) + left, y + top), where)
                x += _advance(word, drawn) + _stamp(" ", drawn).advance

    def png(self, drawing: Image.Image | None = None, at: tuple[int, int] = (0, 0)) -> bytes:
        """The picture in all its inks; with a drawing of any colours at a place."""
        image = self.image.copy()
        image.putpalette([part for ink in self.inks for part in _shades(ink, self.shades)])
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
    return len(_wrap(prose.curl(text), face, width))


def _shades(ink: str, count: int) -> Iterator[int]:
    """The parts of each colour between paper and ink."""
    ends = list(zip(ImageColor.getrgb(palette.PAPER.light)[:3], ImageColor.getrgb(ink)[:3], strict=True))
    for step in range(count):
        yield from (paper + (full - paper) * step // (count - 1) for paper, full in ends)


def _wrap(text: str, face: Face, width: float) -> list[str]:
    """The lines of a text. A word that no line has room for, and one in a script without spaces, is broken anywhere."""
    lines: list[str] = []
    left, space = 0.0, _stamp(" ", face).advance
    for word in text.split():
        wide = _advance(word, face)
        gap = space
        for part in list(word) if wide > width or UNSPACED.search(word) else [word]:
            wide = _advance(part, face)
            if lines and left >= gap + wide:
                lines[-1], left = f"{lines[-1]}{' ' if gap else ''}{part}", left - gap - wide
            else:
                lines.append(part)
                left = width - wide
            gap = 0
    return lines


@lru_cache(maxsize=8192)
def _advance(word: str, face: Face) -> float:
    """How wide a word is."""
    if SHAPED.search(word):
        return svg_pictures.width(word, face.size)
    return sum(_stamp(letter, face).advance for letter in word)


@lru_cache(maxsize=4096)
def _stamp(letter: str, face: Face) -> Stamp:
    """A letter from the first file of the face that has it."""
    files = [*(f"{face.name}{script}.woff2" for script in fonts.SCRIPTS), *fonts.NOTO]
    font = _font(next((name for name in files if letter in _letters(name)), files[0]), face.weight, face.size)
    left, top, right, bottom = map(int, font.getbbox(letter, anchor="ls"))
    shape = None
    if right > left and bottom > top:
        shape = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(shape).text((-left, -top), letter, font=font, fill=255, anchor="ls")
    return Stamp(font.getlength(letter), (left, top), shape)


def _word(word: str, face: Face) -> tuple[Image.Image, tuple[int, int]] | None:
    """The letters of a word together, and where they are from the beginning of the line at its foot; None of a space."""
    if SHAPED.search(word) and (drawn := svg_pictures.line(word, face.size)):
        return drawn
    placed, x = [], 0.0
    for letter in word:
        stamp = _stamp(letter, face)
        if stamp.shape:
            placed.append((stamp.shape, round(x) + stamp.at[0], stamp.at[1]))
        x += stamp.advance
    if not placed:
        return None
    left, top = min(x for _, x, _ in placed), min(y for *_, y in placed)
    size = max(x + one.width for one, x, _ in placed) - left, max(y + one.height for one, _, y in placed) - top
    whole = Image.new("L", size)
    for one, x, y in placed:
        whole.paste(255, (x - left, y - top), one)
    return whole, (left, top)


@lru_cache(maxsize=4096)
def _inked(word: str, face: Face, number: int, shades: int) -> tuple[Image.Image, Image.Image, tuple[int, int]] | None:
    """A word in an ink, where it is more than paper, and where it is from where the line begins, at its upper edge."""
    drawn = _word(word, face)
    if not drawn:
        return None
    shape, (left, top) = drawn
    ascent, _ = _font(f"{face.name}.woff2", face.weight, face.size).getmetrics()
    return _toned(shape, _inks(number, shades)), _toned(shape, _seen(shades)), (left, top + ascent)


def _toned(shape: Image.Image, tones: bytes) -> Image.Image:
    """A grey shape with other tones for the 256 greys."""
    return Image.frombytes("L", shape.size, shape.tobytes().translate(tones))


@lru_cache(maxsize=64)
def _inks(number: int, shades: int) -> bytes:
    """The 256 greys in an ink."""
    return bytes(number * shades + grey * (shades - 1) // 255 for grey in range(256))


@lru_cache(maxsize=2)
def _seen(shades: int) -> bytes:
    """White for each of the 256 greys that is more than paper."""
    return bytes(255 * (grey * (shades - 1) // 255 > 0) for grey in range(256))


@lru_cache(maxsize=64)
def _font(name: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # Pillow's own layout: the other one depends on what the machine has.
    font = ImageFont.truetype(fonts.FACES / name, size, layout_engine=ImageFont.Layout.BASIC)
    if name not in fonts.NOTO:
        font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=64)
def _letters(name: str) -> frozenset[str]:
    """The letters that a face has."""
    if name in fonts.NOTO:
        return fonts.noto_letters(name)
    return frozenset(map(chr, TTFont(fonts.FACES / name, lazy=True).getBestCmap()))
