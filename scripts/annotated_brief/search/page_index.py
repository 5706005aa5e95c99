"""The index of the site's search: sections by Material's plugin; annotations, claims, figures and sources each as itself.

Material's index takes every element apart in Python, the slowest step of a build, and files what has no heading of its
own under the heading before it. So it is given the running text alone, and the rest is written from the records.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotated_brief.content import cell_references
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.markup import prose
from annotated_brief.metadata import claim_pages, source_pages
from annotated_brief.references import reference_list

LEFT_OUT = re.compile(
    r"<svg\b.*?</svg>|<script\b.*?</script>|<aside\b.*?</aside>|<figure\b.*?</figure>|<sup\b.*?</sup>|<summary\b.*?</summary>"
    r'|<div class="reasons".*?</div>|<p class="annotation-links".*?</p>'
    r'|<section [^>]*class="footnotes".*?</section>|<table class="ledger".*?</table>|<a class="(?:claim-mark|permalink)".*?</a>',
    re.DOTALL,
)

INSIDE_LINES = re.compile(r"</?(?:a|abbr|b|cite|em|i|q|small|span|strong|time)\b[^>]*>")


class Found(NamedTuple):
    """One entry of the index."""

    location: str  # from the root of the site
    title: str
    text: str


def words(content: str) -> str:
    """The content of a page for Material's index; the page itself stays as it is."""
    text = LEFT_OUT.sub("", content)
    # Where a writer shuts an element out of the search, the index has to see which one.
    return text if "data-search-exclude" in text else INSIDE_LINES.sub("", text)


def write(folder: Path, edition: Edition) -> None:
    """Add to a built site's index what the edition knows by name."""
    at = folder / "search" / "search_index.json"
    if not at.exists():
        return
    index = json.loads(at.read_text("utf-8"))
    frames = tuple(edition.addresses.page(frame) for frame in (source_pages.FRAME, claim_pages.FRAME))
    index["docs"] = [doc for doc in index["docs"] if not doc["location"].startswith(frames)]
    index["docs"] += [
        {name: html.escape(text, quote=False) if name != "location" else text for name, text in one._asdict().items()}
        for kind in (_annotations, _claims, _figures, _sources)
        for one in kind(edition)
    ]
    at.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _plain(markdown: str) -> str:
    return prose.curl(cell_references.strip(markdown)).replace("*", "")


def _annotations(edition: Edition) -> Iterator[Found]:
    for note in edition.annotations.values():
        yield Found(f"{edition.addresses.page(note.page)}#{note.id}", _plain(note.title), _plain(note.text))


def _claims(edition: Edition) -> Iterator[Found]:
    """A claim leads to its sentence."""
    for claim in edition.claims.values():
        if mark := edition.marks.get(claim.id):
            text = f"{claim.id}, {claim.verdict}. {_plain(claim.why)}"
            yield Found(f"{edition.addresses.page(mark.page)}#{claim.id}", _plain(claim.claim), text)


def _figures(edition: Edition) -> Iterator[Found]:
    """A figure where it stands in a section, or on the page of all figures."""
    places = {block.argument: page.file for page in edition.sections.values() for block in page.figures}
    for name, plot in charts.figures(edition.paths).items():
        page = edition.addresses.page(places.get(name, "figures.md"))
        yield Found(f"{page}#fig-{name}", plot.figure.title, f"{plot.figure.measure}. {plot.figure.alt}")


def _sources(edition: Edition) -> Iterator[Found]:
    if page := edition.pages.get(reference_list.PAGE):
        yield Found(edition.addresses.page(reference_list.PAGE), page.title, str(page.meta.get("description", "")))
    for entry in reference_list.entries(edition):
        source = entry.source
        text = (source.authors, source.publisher, source.date, source.translation, source.key)
        title = f"{entry.number}. {source.title}"
        yield Found(edition.addresses.source(entry.key), title, ", ".join(part for part in text if part))
