"""Cards that show a page of the edition, or a claim with its verdict, where its address is shared, and the cover of the
EPUB: in the site's fonts and colours, the same bytes each time.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotated_brief.content.verdicts import TINTS, VERDICTS, Verdict
from annotated_brief.core.site import claim_file
from annotated_brief.downloads import figure_pictures
from annotated_brief.downloads.card_tags import FOLDER, SIZE, name
from annotated_brief.downloads.typesetting import EDGE, Face, Sheet
from annotated_brief.edition import Edition
from annotated_brief.figures import charts, palette
from annotated_brief.markup import templating
from annotated_brief.pages import findings, ledger, template_context, weighing

COVER = (1200, 1800)
ACCENT = "#8c1d1f"  # as in theme/assets/stylesheets/brief.css
ROOM = (640, 440)  # for a drawing
FOOT = SIZE[1] - 99  # where the line above the foot stands


class Card(NamedTuple):
    """What stands on a card."""

    file: str  # page in docs/
    kicker: str  # Section two of five
    title: str
    finding: str  # what the page says or has found
    verdict: Verdict | None = None  # of a claim
    figure: str = ""  # name of the figure that it shows


def files(edition: Edition, drawings: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Address from the root of the site -> card, one for each page and each claim. `drawings` has the figures' files by
    their addresses."""
    made = [*cards(edition), *claims(edition)]
    return {f"{FOLDER}/{name(card.file)}": draw(card, edition, drawings) for card in made}


def claims(edition: Edition) -> Iterator[Card]:
    """The card of each claim: its words, its verdict and the reason."""
    for claim in edition.claims.values():
        words, why = ledger.plain(claim.claim), ledger.plain(claim.why)
        yield Card(claim_file(claim.id), f"Claim {claim.id}", words, why, VERDICTS.get(claim.verdict))


def cards(edition: Edition) -> Iterator[Card]:
    """The card of each page: the first of its figures if it shows any, else what it says; that of the first page has the
    bottom line."""
    known = charts.figures(edition.paths)
    every = [block for section in edition.sections.values() for block in section.figures]
    for file, page in edition.pages.items():
        blocks = every if file == edition.lists["figures"] else page.figures
        shown = next((block.argument for block in blocks if block.argument in known), "")
        if file == "index.md":
            yield Card(file, "An annotated edition", edition.settings.title, _bottom_line(edition))
            continue
        says = known[shown].figure.title if shown else page.meta.get("standfirst") or page.meta.get("description", "")
        kicker = template_context.page_variables(edition, file).get("kicker") or edition.settings.title
        yield Card(file, str(kicker), page.title, str(says), figure=shown)


def _bottom_line(edition: Edition) -> str:
    """Whether the argument holds, else what it says, else what was counted."""
    held = " ".join(str(sentence["text"]) for sentence in weighing.bottom_line(edition))
    found = list(findings.count(edition))
    first = f"{found[1].value} {found[1].label}" if len(found) > 1 else ""
    meta = edition.pages["index.md"].meta
    return held or str(meta.get("argument") or meta.get("standfirst", first))


def draw(card: Card, edition: Edition, drawings: Mapping[str, str | bytes]) -> bytes:
    """One card as PNG."""
    sheet, verdict = Sheet(SIZE), card.verdict
    ink = TINTS[verdict.colour].light if verdict else ACCENT
    sheet.fill((0, 0, SIZE[0], 10), ink)
    framed = drawings.get(f"figures/{card.figure}.svg")
    drawing = figure_pictures.picture(str(framed), ROOM) if framed else None
    width = SIZE[0] - 2 * EDGE - (drawing.width + 24 if drawing else 0)
    y = sheet.set(EDGE, card.kicker.upper(), Face("sans", 600, 26), ACCENT, width=width)
    if verdict:
        y = sheet.set(y + 10, f"{verdict.sign} {verdict.name.capitalize()}", Face("sans", 600, 54), ink)
    size, lines = (42, 4) if verdict else (46, 4) if drawing else (72, 2)
    y = sheet.set(y + 18, card.title, Face("serif", 600, size), palette.INK.light, lines, width)
    letter = 30 if drawing else 36
    left = int((FOOT - 11 - y - 22) / (letter * 1.22))
    sheet.set(y + 22, card.finding, Face("serif", 400, letter), palette.SOFT.light, left, width)
    _foot(sheet, edition)
    return sheet.png(drawing, (SIZE[0] - EDGE - drawing.width, FOOT - 21 - drawing.height) if drawing else (0, 0))


def _foot(sheet: Sheet, edition: Edition) -> None:
    """The title of the edition, its version and its month."""
    settings = edition.settings
    sheet.fill((EDGE, FOOT, SIZE[0] - EDGE, FOOT + 1), palette.GRID.light)
    words = f"{settings.title}  ·  Version {settings.version}, {templating.day(settings.date.isoformat()[:7])}"
    sheet.set(FOOT + 17, words, Face("sans", 400, 26), palette.SOFT.light, lines=1)


def cover(edition: Edition) -> bytes:
    """The cover of the EPUB."""
    settings = edition.settings
    sheet = Sheet(COVER)
    sheet.fill((0, 0, COVER[0], 28), ACCENT)
    y = sheet.set(330, "AN ANNOTATED EDITION", Face("sans", 600, 36), ACCENT)
    y = sheet.set(y + 30, settings.title, Face("serif", 600, 132), palette.INK.light, lines=4)
    page = edition.pages.get("index.md")
    argument = str((page.meta.get("argument") or page.meta.get("standfirst", "")) if page else "")
    sheet.set(y + 50, argument, Face("serif", 400, 52), palette.SOFT.light, lines=6)
    sheet.fill((EDGE, 1519, COVER[0] - EDGE, 1521), palette.INK.light)
    y = sheet.set(1550, f"The argument is by {settings.argument_by}", Face("sans", 600, 40), palette.INK.light)
    sheet.set(y + 8, f"Annotations by {settings.contributors.lower()}", Face("sans", 400, 40), palette.SOFT.light)
    sheet.set(
        1700,
        f"Version {settings.version}, {templating.day(settings.date.isoformat())}",
        Face("sans", 400, 32),
        palette.SOFT.light,
    )
    return sheet.png()
