"""Which picture a page is shown by where its address is shared (scripts/annotated_brief/downloads/social_cards.py). Most
programs want its address whole; a site that does not know its own names it from the page.
"""

from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition

FOLDER = "assets/cards"
CLAIMS = claim_file("").removesuffix(".md")
SIZE = (1200, 630)


def name(file: str) -> str:
    return file.removesuffix(".md").replace("/", "-") + ".png"


def has_cards(edition: Edition) -> bool:
    """Whether the site has pictures: not while it is written, nor in a copy for a disk, which nobody shares."""
    return not edition.site.is_live and (edition.site.folders or bool(edition.site.root))


def address(edition: Edition, file: str) -> str:
    """The address of a page's picture; from the page where the site does not know its own. Empty where there is none."""
    is_claim = file.startswith(CLAIMS) and any(file == claim_file(claim) for claim in edition.claims)
    page = file if file in edition.pages or is_claim else "index.md"
    root = edition.site.root or edition.site.base(file)
    return f"{root}{FOLDER}/{name(page)}" if has_cards(edition) else ""


def tags(edition: Edition, file: str) -> list[tuple[str, str]]:
    """What the head of a page says of its picture."""
    picture = address(edition, file)
    width, height = map(str, SIZE)
    known = [
        ("og:image", picture),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:type", "image/png"),
        ("og:image:alt", f"The title of the page and what it says, in {edition.settings.title}"),
        ("twitter:card", "summary_large_image"),  # the one thing that is not read from the others
    ]
    return known if picture else []
