"""Which picture a page is shown by where its address is shared. Only a published site has them (scripts/annotated_brief/downloads/social_cards.py)."""

from annotated_brief.edition import Edition

FOLDER = "assets/cards"
SIZE = (1200, 630)


def name(file: str) -> str:
    return file.removesuffix(".md").replace("/", "-") + ".png"


def address(edition: Edition, file: str) -> str:
    """The absolute address of a page's picture; empty where there is none."""
    root = edition.addresses.root
    page = file if file in edition.pages else "index.md"
    return f"{root}{FOLDER}/{name(page)}" if root and edition.addresses.is_published else ""


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
