"""Which picture a page is shown by where its address is shared. Its address must
be absolute: a site that does not know its own address has none (scripts/annotated_brief/downloads/social_cards.py).
"""

from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition

FOLDER = "assets/cards"
SIZE = (1200, 630)


def name(file: str) -> str:
    return file.removesuffix(".md").replace("/", "-") + ".png"


def has_cards(edition: Edition) -> bool:
    """Whether the site has pictures: not while it is written, and not where nothing could name them."""
    return bool(edition.site.root) and not edition.site.is_live


def has_claims(edition: Edition) -> bool:
    """Whether each claim has a picture of its own: in what is published, for they are many."""
    return has_cards(edition) and edition.site.is_published


def address(edition: Edition, file: str) -> str:
    """The absolute address of a page's picture; empty where there is none."""
    is_claim = has_claims(edition) and any(file == claim_file(claim) for claim in edition.claims)
    page = file if file in edition.pages or is_claim else "index.md"
    return f"{edition.site.root}{FOLDER}/{name(page)}" if has_cards(edition) else ""


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
