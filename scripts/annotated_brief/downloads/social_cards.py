"""Cards that show a page of the edition, or a claim with its verdict, where its address is shared, and the cover of the
EPUB: in the site's fonts and colours, the same bytes each time. A site that does not know its own address has none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.content.verdicts import TINTS, VERDICTS, Verdict
from annotated_brief.core.site import claim_file
from annotated_brief.downloads import card_tags
from annotated_brief.downloads.card_tags import FOLDER, SIZE, name
from annotated_brief.downloads.typesetting import EDGE, Face, Sheet
from annotated_brief.edition import Edition
from annotated_brief.figures import palette
from annotated_brief.markup import templating
from annotated_brief.pages import findings, ledger, template_context

COVER = (1200, 1800)
ACCENT = "#8c1d1f"  # as in theme/assets/stylesheets/brief.css


class Card(NamedTuple):
    """What stands on a card."""

    file: str  # page in docs/
    kicker: str  # Section two of five
    title: str
    finding: str  # what the page says or has found
    verdict: Verdict | None = None  # of a claim


def files(edition: Edition) -> dict[str, bytes]:
    """Address from the root of the site -> card, one for each page; for each claim in what is published."""
    made = [*cards(edition), *(claims(edition) if card_tags.has_claims(edition) else ())]
    return {f"{FOLDER}/{name(card.file)}": draw(card, edition) for card in made}


def claims(edition: Edition) -> Iterator[Card]:
    """The card of each claim: its words, its verdict and the reason."""
    for claim in edition.claims.values():
        words, why = ledger.plain(claim.claim), ledger.plain(claim.why)
        yield Card(claim_file(claim.id), f"Claim {claim.id}", words, why, VERDICTS.get(claim.verdict))


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
    sheet, verdict = Sheet(SIZE), card.verdict
    ink = TINTS[verdict.colour].light if verdict else ACCENT
    sheet.fill((0, 0, SIZE[0], 10), ink)
    y = sheet.set(EDGE, card.kicker.upper(), Face("sans", 600, 26), ACCENT)
    if verdict:
        y = sheet.set(y + 10, f"{verdict.sign} {verdict.name.capitalize()}", Face("sans", 600, 54), ink)
    size, lines = (42, 4) if verdict else (72, 2)
    y = sheet.set(y + 18, card.title, Face("serif", 600, size), palette.INK.light, lines)
    left = int((SIZE[1] - 110 - y - 22) / (36 * 1.22))
    sheet.set(y + 22, card.finding, Face("serif", 400, 36), palette.SOFT.light, min(left, 4))
    settings = edition.settings
    foot = f"{settings.title}  ·  Version {settings.version}, {templating.day(settings.date.isoformat()[:7])}"
    sheet.fill((EDGE, SIZE[1] - 99, SIZE[0] - EDGE, SIZE[1] - 98), palette.GRID.light)
    sheet.set(SIZE[1] - 82, foot, Face("sans", 400, 26), palette.SOFT.light, lines=1)
    return sheet.png()


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
