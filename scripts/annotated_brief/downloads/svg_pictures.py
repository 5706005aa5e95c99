"""Pictures that resvg draws, with no browser, for the card of a page: the drawing of a figure in the site's type, and lines
of scripts whose letters join or run to the left. Without resvg the cards have words alone, letter by letter.
"""

import contextlib
import html
import io
import re
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image

from annotated_brief.downloads import fonts
from annotated_brief.figures import palette, svg

with contextlib.suppress(ImportError):
    import resvg_py

COLOURS = 96
FAMILY = "Edition"  # what resvg is told to call the type; it needs a name, and the site's files have none
FAMILY_NAME, POSTSCRIPT_NAME = 1, 6  # of the table of names in a font


@lru_cache(maxsize=64)  # a page and the figure itself show the same
def picture(framed: str, most: tuple[int, int]) -> Image.Image | None:
    """What `svg.framed` made, without its frame, as large as it can be within so many pixels; None without resvg, and of a
    drawing that does not say its size."""
    alone = svg.unframed(framed, FAMILY)
    match = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', alone)
    if match is None or "resvg_py" not in sys.modules:
        return None
    width, height = float(match[1]), float(match[2])
    scale = min(most[0] / width, most[1] / height)
    size = round(width * scale), round(height * scale)
    drawn = _drawn(alone, size, palette.PAPER.light, ("sans.woff2",)).convert("RGB")
    return drawn.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def line(text: str, size: int) -> tuple[Image.Image, tuple[int, int]] | None:
    """A line in Noto Sans, white on black, and where it is from where it begins at its foot; None without resvg."""
    if "resvg_py" not in sys.modules:
        return None
    width, height, foot = size * (len(text) + 2), 3 * size, 2 * size
    markup = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><text x="{size}" y="{foot}" fill="#fff" '
        f'font-family="{FAMILY}" font-size="{size}">{html.escape(text)}</text></svg>'
    )
    drawn = _drawn(markup, (width, height), "#000", ("sans.woff2", *fonts.noto(text))).convert("L")
    box = drawn.getbbox()
    return (drawn.crop(box), (box[0] - size, box[1] - foot)) if box else None


def width(text: str, size: int) -> float:
    """How wide a line in Noto Sans is, with its letters joined."""
    import uharfbuzz  # few cards ask

    face = next(iter(fonts.noto(text)), "sans.woff2")
    font = uharfbuzz.Font(uharfbuzz.Face(_type(face)))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return float(sum(place.x_advance for place in buffer.glyph_positions) * size / font.face.upem)


def _drawn(markup: str, size: tuple[int, int], paper: str, faces: tuple[str, ...]) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.ttf" for name in faces]
        for file, name in zip(files, faces, strict=True):
            file.write_bytes(_type(name))
        data = resvg_py.svg_to_bytes(
            svg_string=markup,
            background=paper,
            width=size[0],
            height=size[1],
            skip_system_fonts=True,
            font_files=list(map(str, files)),
        )
    return Image.open(io.BytesIO(data))


@lru_cache(maxsize=4)
def _type(name: str) -> bytes:
    """A face as TrueType, with names: the sans is the family that is asked for, another one is what it falls back on."""
    font, family = TTFont(fonts.FACES / name), FAMILY if name == "sans.woff2" else name.partition(".")[0]
    for number in (FAMILY_NAME, POSTSCRIPT_NAME):
        font["name"].setName(family, number, 3, 1, 0x409)  # Windows, Unicode, English
    font.flavor = None
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
