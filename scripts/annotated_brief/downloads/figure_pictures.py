"""The drawing of a figure as a picture, in the site's type, for the card of a page: resvg draws it, with no browser.
Without resvg the cards have words alone.
"""

import contextlib
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

FAMILY = "Edition"  # what resvg is told to call the type; it needs a name, and the site's files have none
FAMILY_NAME, POSTSCRIPT_NAME = 1, 6  # of the table of names in a font


@lru_cache(maxsize=64)  # a page and the figure itself show the same
def picture(framed: str, most: tuple[int, int]) -> Image.Image | None:
    """What `svg.framed` made, without its frame, as large as it can be within so many pixels; None without resvg, and of a
    drawing that does not say its size."""
    alone = svg.unframed(framed, FAMILY)
    found = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', alone)
    if found is None or "resvg_py" not in sys.modules:
        return None
    width, height = float(found[1]), float(found[2])
    scale = min(most[0] / width, most[1] / height)
    size = round(width * scale), round(height * scale)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "type.ttf"
        file.write_bytes(_type())
        data = resvg_py.svg_to_bytes(
            svg_string=alone,
            background=palette.PAPER.light,
            width=size[0],
            height=size[1],
            skip_system_fonts=True,
            font_files=[str(file)],
        )
    return Image.open(io.BytesIO(data)).convert("RGB")


@lru_cache(maxsize=1)
def _type() -> bytes:
    """The sans of the site as TrueType, with names."""
    font = TTFont(fonts.FACES / "sans.woff2")
    for number in (FAMILY_NAME, POSTSCRIPT_NAME):
        font["name"].setName(FAMILY, number, 3, 1, 0x409)  # Windows, Unicode, English
    font.flavor = None
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
