"""Cards that show a page of the edition, or a claim with its verdict, where its address is shared, and the cover of the
EPUB: in the site's fonts and colours, the same bytes each time.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotated_brief.content import authors
from annotated_brief.content.verdicts import TINTS, VERDICTS, Verdict
from annotated_brief.core.counted import counted
from annotated_brief.core.site import claim_file, figure_file, source_file
from annotated_brief.downloads import card_cache, card_tags, svg_pictures
from annotated_brief.downloads.card_tags import FOLDER, SIZE, name
from annotated_brief.downloads.typesetting import EDGE, LEADING, Face, Sheet
from annotated_brief.edition import Edition
from annotated_brief.figures import charts, palette
from annotated_brief.markup import prose, templating
from annotated_brief.pages import findings, ledger, template_context, weighing
from annotated_brief.references import footnotes, outlets

COVER = (1200, 1800)
ACCENT = "#8c1d1f"  # as in theme/assets/stylesheets/brief.css
ROOM = (640, 440)  # for a drawing
TITLE, SMALLER_TITLE, TEXT = (72, 54, 44), (46, 40, 34), (36, 30, 26, 23)  # sizes of letters, the largest that fits
ROOM_BELOW = 110  # below a title, for what is said
SENTENCE = re.compile(r"(?<=[a-z0-9)”’]{2}[.!?])\s+(?=[A-Z“‘0-9])")  # not after Dr.
FOOT = SIZE[1] - 99  # where the line above the foot stands


class Card(NamedTuple):
    """What stands on a card."""

    file: str  # page in docs/
    kicker: str  # Section two of five
    title: str
    finding: str  # what the page says or has found
    verdict: Verdict | None = None  # of a claim
    figure: str = ""  # name of the figure that it shows


class Room(NamedTuple):
    """Where a text is set."""

    top: float
    bottom: float
    width: int


def files(edition: Edition, drawings: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Address from the root of the site -> card, one for each page, claim, figure, source and outlet with several sources.
    `drawings` has the figures' files by their addresses."""
    every = [*cards(edition), *claims(edition), *figures(edition), *sources(edition)]
    named = {f"{FOLDER}/{name(card.file)}": card for card in every}
    parts = {at: (card, _foot(edition), drawings.get(_drawing(card))) for at, card in named.items()}
    return card_cache.all_of(edition.paths.cache, parts, lambda at: draw(named[at], edition, drawings))


def _drawing(card: Card) -> str:
    """The address of the figure that a card shows."""
    return f"figures/{card.figure}.svg"


def claims(edition: Edition) -> Iterator[Card]:
    """The card of each claim: its words, its verdict and the reason."""
    for claim in edition.claims.values():
        words, why = ledger.plain(claim.claim), ledger.plain(claim.why)
        yield Card(claim_file(claim.id), f"Claim {claim.id}", words, why, VERDICTS.get(claim.verdict))


def figures(edition: Edition) -> Iterator[Card]:
    """The card of each figure: its drawing, its title and what it measures."""
    known = charts.figures(edition.paths)
    for shown in edition.figures:
        figure = known[shown].figure
        yield Card(figure_file(shown), "Figure", figure.title, f"{figure.measure}, {figure.unit}", figure=shown)


def sources(edition: Edition) -> Iterator[Card]:
    """The card of each source, and of each outlet with several."""
    for outlet in outlets.outlets(edition).values():
        if len(outlet.keys) > 1:
            claims = {claim.id for key in outlet.keys for claim in footnotes.supports(edition, key)}
            says = f"{counted(len(outlet.keys), 'source')} of this edition, for {counted(len(claims), 'claim')}."
            says += " Each with where it is used and how to cite it."
            yield Card(outlet.file, "Sources", outlet.name, says)
    for key in edition.used:
        yield _source(edition, key)


def _source(edition: Edition, key: str) -> Card:
    """What it is, and how often it is used."""
    source, claims = edition.sources[key], len(footnotes.supports(edition, key))
    places = sum(use.kind != "ledger" for use in edition.uses.get(key, []))
    what = ", ".join(part for part in (source.authors, source.publisher, templating.day(source.date)) if part)
    used = [f"for {counted(claims, 'claim')}"] * bool(claims) + [f"at {counted(places, 'place')}"] * bool(places)
    says = [source.translation, what, f"Used {' and '.join(used)} of this edition" if used else ""]
    finding = " ".join(f"{one}." for one in says if one)
    return Card(source_file(key), f"Source {edition.numbers[key]}", source.title or key, finding)


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
    counted_findings = list(findings.count(edition))
    first = f"{counted_findings[1].value} {counted_findings[1].label}" if len(counted_findings) > 1 else ""
    meta = edition.pages["index.md"].meta
    return held or str(meta.get("argument") or meta.get("standfirst", first))


def draw(card: Card, edition: Edition, drawings: Mapping[str, str | bytes]) -> bytes:
    """One card as PNG."""
    scale, verdict = card_tags.scale(card.file), card.verdict
    sheet = _paper(_foot(edition), scale).copy()
    ink = TINTS[verdict.colour].light if verdict else ACCENT
    sheet.fill((0, 0, SIZE[0], 10), ink)
    framed = drawings.get(_drawing(card))
    drawing = svg_pictures.picture(str(framed), ROOM) if framed else None
    width = SIZE[0] - 2 * EDGE - (drawing.width + 24 if drawing else 0)
    y = sheet.set(EDGE, card.kicker.upper(), Face("sans", 600, 26), ACCENT, width=width)
    if verdict:
        y = sheet.set(y + 10, f"{verdict.sign} {verdict.name.capitalize()}", Face("sans", 600, 54), ink)
    head, text = (TITLE, TEXT) if not (drawing or verdict) else (SMALLER_TITLE, TEXT[not verdict :])
    y = _whole(sheet, card.title, Room(y + 18, FOOT - ROOM_BELOW, width), head)
    _whole(sheet, card.finding, Room(y + 22, FOOT - 11, width), text, is_title=False)
    return sheet.png(drawing, (SIZE[0] - EDGE - drawing.width, FOOT - 21 - drawing.height) if drawing else (0, 0))


def _whole(sheet: Sheet, text: str, room: Room, sizes: Sequence[int], *, is_title: bool = True) -> float:
    """As many whole sentences as there is room for, in the largest letters that let the first stand whole. Where the
    smallest do not, a title ends in dots and another text is left out. Returns where the next may begin."""
    sentences, weight, ink = SENTENCE.split(text), *((600, palette.INK) if is_title else (400, palette.SOFT))
    ends = list(itertools.accumulate(len("".join(prose.curl(sentence).split())) for sentence in sentences))
    for size in sizes:
        face, most = Face("serif", weight, size), max(0, int((room.bottom - room.top) / (size * LEADING)))
        shown = sum(len(line.replace(" ", "")) for line in sheet.lines(text, face, room.width, most))
        fits = sum(end <= shown for end in ends)
        if fits or (is_title and size == sizes[-1]):
            return sheet.set(room.top, " ".join(sentences[: fits or 1]), face, ink.light, most, room.width)
    return room.top


def _foot(edition: Edition) -> str:
    """The title of the edition, its version and its month."""
    settings = edition.settings
    return f"{settings.title}  ·  Version {settings.version}, {templating.day(settings.date.isoformat()[:7])}"


@lru_cache(maxsize=2)
def _paper(foot: str, scale: float) -> Sheet:
    """What is the same on all cards."""
    sheet = Sheet(SIZE, scale)
    sheet.fill((EDGE, FOOT, SIZE[0] - EDGE, FOOT + 1), palette.GRID.light)
    sheet.set(FOOT + 17, foot, Face("sans", 400, 26), palette.SOFT.light, lines=1)
    return sheet


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
    sheet.set(
        y + 8, f"Annotations by {authors.in_sentence(settings.contributors)}", Face("sans", 400, 40), palette.SOFT.light
    )
    sheet.set(
        1700,
        f"Version {settings.version}, {templating.day(settings.date.isoformat())}",
        Face("sans", 400, 32),
        palette.SOFT.light,
    )
    return sheet.png()
