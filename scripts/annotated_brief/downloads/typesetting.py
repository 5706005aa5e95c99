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

from PIL import Image, ImageColor, ImageDraw, ImageFont

from annotated_brief.downloads import fonts, svg_pictures
from annotated_brief.figures import palette
from annotated_brief.markup import prose

EDGE = 72
LEADING = 1.22  # from line to line, in heights of a letter
SHADES = 3  # of an ink beside paper: five inks make sixteen colours, which take half a byte each
RUNS = 3  # of like pixels: how zlib packs such pictures smallest and quickest
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

    advance: int
    at: tuple[int, int]  # from where the line begins, at its foot
    shape: object  # as Pillow draws it, white on black


class Sheet:
    """Paper to set type on. `png` gives the picture, in the paper's measures times a scale."""

    def __init__(self, size: tuple[int, int], scale: float = 1) -> None:
        self.size, self.scale = size, scale
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
        ImageDraw.Draw(self.image).rectangle((left, top, right, bottom), fill=self._shades(ink)[-1])

    def lines(self, text: str, face: Face, width: int, most: int) -> list[str]:
        """The first lines of a text that fit into a width."""
        return list(itertools.islice(_wrap(prose.curl(text), self._scaled(face), width * self.scale), most))

    def set(self, y: float, text: str, face: Face, ink: str, lines: int = 3, width: int = 0) -> float:
        """Set a text in lines that fit into a width, else into the paper; what is too long ends in dots. Returns where
        the next may begin."""
        wrapped = self.lines(text, face, width or self.size[0] - 2 * EDGE, lines + 1)
        if len(wrapped) > lines:
            wrapped = [*wrapped[: lines - 1], f"{wrapped[lines - 1].rstrip(' ,;.')} …"]
        drawn = self._scaled(face)
        ascent, descent = _font(f"{face.name}.woff2", *drawn[1:]).getmetrics()
        tops = [round((y + number * face.size * LEADING) * self.scale) for number in range(len(wrapped) + 1)]
        block = Image.new("L", (self.image.width, tops[-1] - tops[0] + ascent + descent))  # in greys, then in ink
        for line, top in zip(wrapped, tops, strict=False):
            _stamp_line(block, line, (round(EDGE * self.scale), top - tops[0] + ascent), drawn)
        if box := block.getbbox():
            self.image.paste(block.crop(box).point(self._shades(ink)), (box[0], box[1] + tops[0]))
        return y + len(wrapped) * face.size * LEADING

    def png(self, drawing: Image.Image | None = None, at: tuple[int, int] = (0, 0)) -> bytes:
        """The picture in all its inks; with a drawing that has colours of its own at a place."""
        image, colours = self.image, [*_rgb(palette.PAPER.light), *itertools.chain(*map(_tints, self.inks))]
        if drawing:
            image = image.copy()
            image.paste(drawing.point([min(one + len(colours) // 3, 255) for one in range(256)], "L"), at)
            colours += drawing.getpalette() or []
        return _png(image, bytes(colours))

    def _scaled(self, face: Face) -> Face:
        return face._replace(size=round(face.size * self.scale))

    def _shades(self, ink: str) -> list[int]:
        """The number that each of the 256 greys has in an ink."""
        if ink not in self.inks:
            self.inks.append(ink)
        return _numbers(self.inks.index(ink))


def _stamp_line(block: Image.Image, line: str, start: tuple[int, int], face: Face) -> None:
    """Stamp a line letter by letter, from its beginning at its foot; words that must be shaped together, because their
    letters join or run to the left, at once."""
    paper = ImageDraw.Draw(block).draw  # through ImageDraw.bitmap a letter takes twice as long
    x, y = start
    for is_shaped, words in itertools.groupby(line.split(" "), lambda word: bool(SHAPED.search(word))):
        text = " ".join(words)
        if is_shaped and (drawn := svg_pictures.line(text, face.size)):
            shape, (left, top) = drawn
            block.paste(255, (x + left, y + top), shape)
            x += round(_advance(text, face))
        else:
            for stamp in map(_stamp, text, itertools.repeat(face)):
                paper.draw_bitmap((x + stamp.at[0], y + stamp.at[1]), stamp.shape, 255)
                x += stamp.advance
        x += _stamp(" ", face).advance


def _wrap(text: str, face: Face, width: float) -> Iterator[str]:
    """The lines of a text. A word that no line has room for, and one in a script without spaces, is broken anywhere."""
    line, used, space = "", 0.0, _stamp(" ", face).advance
    for word in text.split():
        wide, between = _advance(word, face), " "
        is_broken = wide > width or UNSPACED.search(word)
        for part in word if is_broken else [word]:
            gap = space if between else 0
            if is_broken:
                wide = _advance(part, face)
            if line and used + gap + wide <= width:
                line, used = f"{line}{between}{part}", used + gap + wide
            else:
                if line:
                    yield line
                line, used = part, wide
            between = ""
    if line:
        yield line


@lru_cache(maxsize=65536)
def _advance(word: str, face: Face) -> float:
    """How wide a word is."""
    if SHAPED.search(word):
        return svg_pictures.width(word, face.size)
    return sum(_stamp(letter, face).advance for letter in word)


@lru_cache(maxsize=8192)
def _stamp(letter: str, face: Face) -> Stamp:
    font = _face_with(letter, face)
    shape, at = font.getmask2(letter, mode="L", anchor="ls")
    return Stamp(round(font.getlength(letter)), at, shape)


def _face_with(letter: str, face: Face) -> ImageFont.FreeTypeFont:
    """The first file of a face that has a letter."""
    files = [f"{face.name}{script}" for script in fonts.SCRIPTS]
    site = (f"{name}.woff2" for name in files if letter in fonts.covered(name))
    noto = (name for name in fonts.NOTO if letter in fonts.face_letters(name))
    return _font(next(itertools.chain(site, noto), f"{face.name}.woff2"), face.weight, face.size)


@lru_cache(maxsize=64)
def _font(name: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    # Pillow's own layout: the other one depends on what the machine has.
    font = ImageFont.truetype(fonts.FACES / name, size, layout_engine=ImageFont.Layout.BASIC)
    if name not in fonts.NOTO:
        font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=16)
def _numbers(ink: int) -> list[int]:
    """The colour of each of the 256 greys in the ink of this number."""
    steps = ((grey * SHADES + 127) // 255 for grey in range(256))
    return [ink * SHADES + step if step else 0 for step in steps]


def _rgb(colour: str) -> tuple[int, ...]:
    return ImageColor.getrgb(colour)[:3]


def _tints(ink: str) -> Iterator[int]:
    """The parts of each colour of an ink, from the one next to paper."""
    ends = list(zip(_rgb(palette.PAPER.light), _rgb(ink), strict=True))
    for step in range(1, SHADES + 1):
        yield from (paper + (full - paper) * step // SHADES for paper, full in ends)


def _png(image: Image.Image, colours: bytes) -> bytes:
    """A picture of numbered colours as PNG."""
    numbered, out = image.copy(), io.BytesIO()
    numbered.putpalette(colours)
    numbered.save(out, "PNG", bits=4 if len(colours) <= 16 * 3 else 8, compress_level=2, compress_type=RUNS)
    return out.getvalue()
