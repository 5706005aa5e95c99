"""Cards that show a page of the edition where its address is shared, and the cover of the EPUB: drawn with Pillow in the
site's fonts and colours, the same bytes each time. A site that does not know its own address has none.
"""

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from annotated_brief.downloads import fonts
from annotated_brief.downloads.card_tags import FOLDER, SIZE, name
from annotated_brief.edition import Edition
from annotated_brief.figures import palette
from annotated_brief.markup import templating
from annotated_brief.pages import findings, template_context

COVER = (1200, 1800)
EDGE = 72
ACCENT = "#8c1d1f"  # as in theme/assets/stylesheets/brief.css


class Card(NamedTuple):
    """What stands on a card."""

    file: str  # page in docs/
    kicker: str  # Section two of five
    title: str
    finding: str  # what the page says or has found


class Face(NamedTuple):
    """One face at one size."""

    name: str  # serif or sans
    weight: int
    size: int


def files(edition: Edition) -> dict[str, bytes]:
    """Address from the root of the site -> card, one for each page."""
    return {f"{FOLDER}/{name(card.file)}": draw(card, edition) for card in cards(edition)}


def cards(edition: Edition) -> Iterator[Card]:
    found = list(findings.count(edition))
    first = f"{found[1].value} {found[1].label}" if len(found) > 1 else ""
    for file, page in edition.pages.items():
        if file == "index.md":
            yield Card(
                file,
                "An annotated edition",
                edition.settings.title,
                str(page.meta.get("argument") or page.meta.get("standfirst", first)),
            )
        else:
            kicker = template_context.page_variables(edition, file).get("kicker") or edition.settings.title
            yield Card(
                file, str(kicker), page.title, str(page.meta.get("standfirst") or page.meta.get("description", ""))
            )


def draw(card: Card, edition: Edition) -> bytes:
    """One card as PNG."""
    image = Image.new("RGB", SIZE, palette.PAPER.light)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SIZE[0], 10), fill=ACCENT)
    y = _set(pen, EDGE, card.kicker.upper(), Face("sans", 600, 26), ACCENT)
    y = _set(pen, y + 18, card.title, Face("serif", 600, 72), palette.INK.light, lines=2)
    _set(pen, y + 22, card.finding, Face("serif", 400, 36), palette.SOFT.light, lines=4)
    settings = edition.settings
    foot = f"{settings.title}  ·  Version {settings.version}, {templating.day(settings.date.isoformat()[:7])}"
    pen.line((EDGE, SIZE[1] - 98, SIZE[0] - EDGE, SIZE[1] - 98), fill=palette.GRID.light, width=2)
    _set(pen, SIZE[1] - 82, foot, Face("sans", 400, 26), palette.SOFT.light, lines=1)
    return _png(image)


def cover(edition: Edition) -> bytes:
    """The cover of the EPUB."""
    settings = edition.settings
    image = Image.new("RGB", COVER, palette.PAPER.light)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, COVER[0], 28), fill=ACCENT)
    y = _set(pen, 330, "AN ANNOTATED EDITION", Face("sans", 600, 36), ACCENT)
    y = _set(pen, y + 30, settings.title, Face("serif", 600, 132), palette.INK.light, lines=4)
    page = edition.pages.get("index.md")
    argument = str((page.meta.get("argument") or page.meta.get("standfirst", "")) if page else "")
    _set(pen, y + 50, argument, Face("serif", 400, 52), palette.SOFT.light, lines=6)
    pen.line((EDGE, 1520, COVER[0] - EDGE, 1520), fill=palette.INK.light, width=3)
    y = _set(pen, 1550, f"The argument is by {settings.argument_by}", Face("sans", 600, 40), palette.INK.light)
    _set(pen, y + 8, f"Annotations by {settings.contributors.lower()}", Face("sans", 400, 40), palette.SOFT.light)
    _set(
        pen,
        1700,
        f"Version {settings.version}, {templating.day(settings.date.isoformat())}",
        Face("sans", 400, 32),
        palette.SOFT.light,
    )
    return _png(image)


def _set(pen: ImageDraw.ImageDraw, y: float, text: str, face: Face, colour: str, lines: int = 3) -> float:
    """Set a text in lines that fit; what is too long ends in dots. Returns where the next may begin."""
    width = pen.im.size[0] - 2 * EDGE
    made = _wrap(text.replace("'", "’"), face, width)
    if len(made) > lines:
        made = [*made[: lines - 1], f"{made[lines - 1].rstrip(' ,;.')} …"]
    for line in made:
        x = float(EDGE)
        for font, run in _runs(line, face):
            pen.text((x, y), run, font=font, fill=colour)
            x += font.getlength(run)
        y += face.size * 1.22
    return y


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
    faces = [_font(f"{face.name}{script}.woff2", face.weight, face.size) for script in fonts.SCRIPTS]
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


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
