"""Which picture a page is shown by where its address is shared (scripts/annotated_brief/downloads/social_cards.py). Most
programs want its address whole; a site that does not know its own names it from the page.
"""

from annotated_brief.core import memo
from annotated_brief.core.site import claim_file, figure_file, source_file
from annotated_brief.edition import Edition
from annotated_brief.references import outlets

FOLDER = "assets/cards"
SIZE = (1200, 630)
LESS = 1 / 2  # of the hundreds of sources, each half as large


def name(file: str) -> str:
    return file.removesuffix(".md").replace("/", "-") + ".png"


def has_cards(edition: Edition) -> bool:
    """Whether the site has pictures: not while it is written, nor in a copy for a disk, which nobody shares."""
    return not edition.site.is_live and (edition.site.folders or bool(edition.site.root))


def address(edition: Edition, file: str) -> str:
    """The address of a page's picture; from the page where the site does not know its own. Empty where there is none."""
    if not has_cards(edition):
        return ""
    page = file if file in edition.pages else memo.shared("cards", edition, shown_by).get(file, "index.md")
    root = edition.site.root or edition.site.base(file)
    return f"{root}{FOLDER}/{name(page)}"


def shown_by(edition: Edition) -> dict[str, str]:
    """Each page that is made of records -> the file that its card is called after: its own, but an outlet with one source
    has that of the source."""
    own = [*map(claim_file, edition.claims), *map(figure_file, edition.figures), *map(source_file, edition.used)]
    known = outlets.outlets(edition).values()
    return {file: file for file in own} | {
        outlet.file: outlet.file if len(outlet.keys) > 1 else source_file(outlet.keys[0]) for outlet in known
    }


def scale(file: str) -> float:
    """How large a card is, measured by SIZE."""
    return LESS if file.startswith("references/") else 1


def tags(edition: Edition, file: str) -> list[tuple[str, str]]:
    """What the head of a page says of its picture."""
    picture = address(edition, file)
    width, height = (str(round(side * scale(file))) for side in SIZE)
    known = [
        ("og:image", picture),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:type", "image/png"),
        ("og:image:alt", f"What is found there, from {edition.settings.title}"),
        ("twitter:card", "summary_large_image"),  # the one thing that is not read from the others
    ]
    return known if picture else []
