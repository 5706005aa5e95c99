"""Pictures of set type, drawn with Pillow in the site's fonts: each ink on a layer of its own, so that the few colours of the
picture are known and need not be sought. The same words give the same bytes.
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
SHADES = 16  # of an ink, from paper to full
SIGNS = "noto-sans-signs-400-normal.woff2"


class Face(NamedTuple):
    """One face at one size."""

    name: str  # serif or sans
    weight: int
    size: int


class Sheet:
    """Paper to set type on, with at most sixteen inks. `png` gives the picture."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self.layers: dict[str, Image.Image] = {}

    def fill(self, box: tuple[int, int, int, int], ink: str) -> None:
        """A bar or a line."""
        self._pen(ink).rectangle(box, fill=255)

    def set(self, y: float, text: str, face: Face, ink: str, lines: int = 3) -> float:
        """Set a text in lines that fit; what is too long ends in dots. Returns where the next may begin."""
        made = _wrap(text.replace("'", "’"), face, self.size[0] - 2 * EDGE)
        if len(made) > lines:
            made = [*made[: lines - 1], f"{made[lines - 1].rstrip(' ,;.')} …"]
        pen = self._pen(ink)
        for line in made:
            x = float(EDGE)
            for font, run in _runs(line, face):
                pen.text((x, y), run, font=font, fill=255)
                x += font.getlength(run)
            y += face.size * 1.22
        return y

    def png(self) -> bytes:
        """The picture in all its inks."""
        image, colours = Image.new("L", self.size), list[int]()
        for number, (ink, layer) in enumerate(self.layers.items()):
            shades = [number * SHADES + value * (SHADES - 1) // 255 for value in range(256)]
            image.paste(layer.point(shades), mask=layer.point([255 * (value > SHADES) for value in range(256)]))
            colours += _shades(ink)
        image.putpalette(colours)
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=6)
        return out.getvalue()

    def _pen(self, ink: str) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.layers.setdefault(ink, Image.new("L", self.size)))


def _shades(ink: str) -> Iterator[int]:
    """The parts of each colour between paper and ink."""
    ends = list(zip(ImageColor.getrgb(palette.PAPER.light)[:3], ImageColor.getrgb(ink)[:3], strict=True))
    for step in range(SHADES):
        yield from (paper + (full - paper) * step // (SHADES - 1) for paper, full in ends)


def _wrap(text: str, face: Face, width: float) -> list[str]:
    made: list[str] = []
    for word in text.split():
        longer = f"{made[-1]} {word}" if made else word
        if made and sum(font.getlength(run) for font, run in _runs(longer, face)) <= width:
            made[-1] = longer
        else:
            made.append(word)
    return made


def _runs(text: str, face: Face) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    """The text cut where the letters come from another file of the face."""
    # By script; a letter is set from the first that has it.
    files = [*(f"{face.name}{script}.woff2" for script in fonts.SCRIPTS), SIGNS]
    faces = [_font(name, face.weight, face.size) for name in files]
    run, using = "", faces[0][0]
    for letter in text:
        font = next((font for font, has in faces if ord(letter) in has), using)
        if font is not using and run:
            yield using, run
            run = ""
        run, using = run + letter, font
    if run:
        yield using, run


@lru_cache(maxsize=64)
def _font(name: str, weight: int, size: int) -> tuple[ImageFont.FreeTypeFont, frozenset[int]]:
    path = fonts.FACES / name
    # Pillow's own layout: the other one depends on what the machine has.
    made = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    font = TTFont(path)
    if "fvar" in font:
        made.set_variation_by_axes([weight])
    return made, frozenset(font.getBestCmap())
