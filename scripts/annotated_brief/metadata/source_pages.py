"""A page for every source, filled into a frame (metadata/frames.py)."""

import functools
import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from annotated_brief.content.claims import Claim
from annotated_brief.core import memo
from annotated_brief.core.counted import spelt
from annotated_brief.core.site import source_file
from annotated_brief.edition import Edition
from annotated_brief.metadata import outlet_pages, page_metadata
from annotated_brief.metadata.frames import Frame, Sheet
from annotated_brief.pages import ledger
from annotated_brief.pages.ledger import Evidence
from annotated_brief.references import footnotes, formats, outlets, reference_list, robust_links
from annotated_brief.references.reference_list import Link, ListEntry

FRAME = Frame("references/_frame.md", "References", ("styles: [assets/stylesheets/lookup.css]",))

CYRILLIC = re.compile("[\u0400-\u04ff]")

PLACES = {
    "text": "In the text",
    "annotation": "In annotations",
    "figure": "In tables and figures",
    "timeline": "In the timeline",
    "forecast": "Among the forecasts",
    "glossary": "In the glossary",
}


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Every page that is made from the frame."""
    keys = list(edition.used)
    published = outlets.published_by(edition.sources[key] for key in keys)
    for key in keys:
        yield sheet(edition, key, published[key])
    yield from outlet_pages.sheets(edition)
    if len(keys) > reference_list.LIMIT:
        page = reference_list.PLAIN
        listed = reference_list.items(edition, reference_list.entries(edition, page), page)
        content = edition.render("all-sources.html", page, items=listed)
        yield Sheet(page, "All sources", "Every source of the edition on one page.", Markup(), content, False)


def sheet(edition: Edition, key: str, published: Sequence[str] = ()) -> Sheet:
    """The page of one source; `published` are the names of its outlets."""
    file = source_file(key)
    return memo.kept(file, edition, functools.partial(_sheet, key=key, file=file, published=published), published)


def _sheet(edition: Edition, key: str, file: str, published: Sequence[str]) -> Sheet:
    entry, claims = reference_list.entry(edition, key, file), _claims(edition, key, file)
    source = entry.source
    title = source.title or key
    forms = formats.all_of(source, entry.reference, edition)
    about = ", ".join(part for part in (source.publisher, source.date or "n.d.") if part)
    description = (
        f"Source {entry.number} of the edition: {about}. "
        f"Where it is used, and its reference in {spelt(len(forms))} formats."
    )
    content = edition.render(
        "source-page.html",
        file,
        entry=entry,
        source=source,
        is_kept=robust_links.is_kept(source),
        authors=source.authors,
        places=places(entry),
        claims=claims,
        outlets={name: edition.site.link(file, f"outlets/{outlets.slug(name)}.md") for name in published},
        formats=forms,
        prefix="cite-",
        beside=file.removesuffix(".md"),
    )
    head = page_metadata.source_head(edition, entry) + _type(edition, file, title)
    return Sheet(
        file, title, description, head, content, beside={one.ending: str(one.text) for one in forms if one.ending}
    )


def _type(edition: Edition, file: str, title: str) -> Markup:
    """The type of a Cyrillic title, asked for with the page: type that comes late is not shown before the next visit."""
    if not edition.site.folders or not CYRILLIC.search(title):
        return Markup()
    tag = Markup(
        '\n<link rel="preload" href="{}assets/fonts/{}-cyrillic.woff2" as="font" type="font/woff2" crossorigin>'
    )
    return Markup().join(tag.format(edition.site.base(file), family) for family in ("serif", "sans"))


def places(entry: ListEntry) -> dict[str, list[Link]]:
    """The uses by kind, in the order of PLACES, but for the claims; a kind without a name there comes last, under its own."""
    links = [link for link in entry.links if link.use.kind != "ledger"]
    kinds = [*PLACES, *dict.fromkeys(link.use.kind for link in links if link.use.kind not in PLACES)]
    by_kind = {PLACES.get(kind, kind.capitalize()): [link for link in links if link.use.kind == kind] for kind in kinds}
    return {label: links for label, links in by_kind.items() if links}


def _claims(edition: Edition, key: str, file: str) -> list[tuple[Claim, str, Evidence | None]]:
    """The claims that the source bears on, each with the address of its page and, if it is evidence, what it says."""
    return [
        (
            claim,
            edition.site.base(file) + edition.site.claim(claim.id),
            next(iter(ledger.evidence_of(edition, claim, key)), None),
        )
        for claim in footnotes.supports(edition, key)
    ]
