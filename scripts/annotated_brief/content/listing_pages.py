"""Which page shows which list: the one that asks for it with `/// listing | name`. All addresses of lists come from here."""

from collections.abc import Mapping

from annotated_brief.content.page_record import Page

# Where each list stands in an edition that names its pages as `annotated-brief new` does, in the order of the navigation.
USUAL = {
    "summary": "summary.md",
    "argument": "argument.md",
    "ledger": "claims.md",
    "forecasts": "forecasts.md",
    "figures": "figures.md",
    "timeline": "timeline.md",
    "references": "references.md",
    "changes": "changes.md",
    "downloads": "download.md",
    "cite": "about.md",
    "glossary": "about.md",
    "verdicts": "about.md",
}


def find(pages: Mapping[str, Page]) -> dict[str, str]:
    """Name of a list -> the first page that shows it; the usual one where none does, which then need not be there."""
    by_listing = {
        block.argument: file
        for file, page in reversed(list(pages.items()))
        for block in page.read.inserts
        if block.kind == "listing"
    }
    return USUAL | by_listing
