"""Which picture a page is shown by where its address is shared (scripts/annotated_brief/downloads/social_cards.py). Most
programs want its address whole; a site that does not know its own names it from the page.
"""

from annotated_brief.core import keys, memo
from annotated_brief.core.site import claim_file, figure_file, source_file
from annotated_brief.edition import Edition
from annotated_brief.references import outlets

FOLDER = "assets/cards"
SIZE = (1200, 630)


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
    """Each page that is made of records -> the file that its card is called after: a claim, a figure and an outlet with
    several sources have one of their own, a source has that of its outlet, else of its kind."""
    own = [*map(claim_file, edition.claims), *map(figure_file, edition.figures)]
    several = {outlet.name: outlet for outlet in outlets.outlets(edition).values() if len(outlet.keys) > 1}
    published = outlets.published_by(edition.sources[key] for key in edition.used)
    of_sources = {
        source_file(key): next(
            (several[name].file for name in names if name in several), kind_file(edition.sources[key].kind)
        )
        for key, names in published.items()
    }
    return {file: file for file in [*own, *(outlet.file for outlet in several.values())]} | of_sources


def kind_file(kind: str) -> str:
    """What the card of a kind of source is called after."""
    return f"kinds/{keys.slug(kind.replace(' ', '-'))}.md"


def tags(edition: Edition, file: str) -> list[tuple[str, str]]:
    """What the head of a page says of its picture."""
    picture = address(edition, file)
    width, height = map(str, SIZE)
    known = [
        ("og:image", picture),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:type", "image/png"),
        ("og:image:alt", f"What is found there, from {edition.settings.title}"),
        ("twitter:card", "summary_large_image"),  # the one thing that is not read from the others
    ]
    return known if picture else []
