"""A page for every source. MkDocs renders one frame with marks in it, and the frame is filled once for each source:
sending hundreds of pages through the theme would cost seconds at every build.
"""

import functools
import gzip
import html
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from annotated_brief.bibliography.memo import Last
from annotated_brief.bibliography.sources import Source
from annotated_brief.edition import Edition
from annotated_brief.markup import templating
from annotated_brief.markup.templating import render
from annotated_brief.metadata import page_metadata
from annotated_brief.references import exports, footnotes, formats, reference_list
from annotated_brief.references.reference_list import Entry, Link

FRAME = "references/_frame.md"

# The mark for the head is a comment: escaped text cannot hold one, so no title can ask for the head in its place.
TITLE, DESCRIPTION, HEAD, CONTENT = "FRAME-TITLE", "FRAME-DESCRIPTION", "<!-- FRAME-HEAD -->", "FRAME-CONTENT"

MARKDOWN = f"""---
title: {TITLE}
description: {DESCRIPTION}
styles: [assets/stylesheets/lookup.css]
search:
  exclude: true
---
<h1>{CONTENT}</h1>
"""

CYRILLIC = re.compile("[\u0400-\u04ff]")
LAST = Last()

PLACES = {
    "text": "In the text",
    "annotation": "In annotations",
    "figure": "In tables and figures",
    "timeline": "In the timeline",
    "forecast": "Among the forecasts",
    "ledger": "In the ledger",
    "glossary": "In the glossary",
}


class Sheet(NamedTuple):
    """What the frame is filled with."""

    file: str  # where it would stand in docs/
    title: str
    description: str
    head: Markup
    content: Markup


def head(edition: Edition, file: str) -> Markup:
    """The metadata of any page; in the frame a mark stands for them."""
    return Markup(HEAD) if file == FRAME else page_metadata.head(edition, file)


def write(folder: Path, edition: Edition) -> None:
    """Fill the frame for each source and take it out of the site."""
    frame_at = folder / edition.addresses.page(FRAME)
    frame_at = frame_at / "index.html" if frame_at.is_dir() else frame_at
    if not frame_at.exists():
        return
    frame = _frame(frame_at.read_text("utf-8"))
    for sheet in sheets(edition):
        target = folder / edition.addresses.page(sheet.file)
        if edition.addresses.folders:
            target.mkdir(parents=True, exist_ok=True)
            target = target / "index.html"
        target.write_text(_fill(frame, sheet, edition), "utf-8")
    if edition.addresses.folders:
        shutil.rmtree(frame_at.parent)
    else:
        frame_at.unlink()
    _list_in_sitemap(folder, edition)


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Every page that is made from the frame."""
    csl = exports.csl(edition.used, edition.paths)
    keys = list(edition.used)
    since = templating.changed()
    for key in keys:
        yield sheet(edition, key, csl[key], since)
    if len(keys) > reference_list.LIMIT:
        content = render(
            "all-sources.html",
            edition=edition,
            entries=reference_list.entries(edition, reference_list.PLAIN),
            lean=False,
        )
        title = "All sources"
        yield Sheet(reference_list.PLAIN, title, "Every source of the edition on one page.", Markup(), content)


def sheet(edition: Edition, key: str, csl: dict[str, Any], since: int = 0) -> Sheet:
    """The page of one source; `since` is when the templates were last changed."""
    file = f"references/{key}.md"
    entry = reference_list.entry(edition, key, file)
    claims = _claims(edition, key, file)
    made_of = repr((entry, csl, claims, edition.settings, edition.addresses, since))
    return LAST.made(file, made_of, functools.partial(_sheet, edition, entry, file, csl, claims))


def _sheet(edition: Edition, entry: Entry, file: str, csl: dict[str, Any], claims: list[tuple[Any, str]]) -> Sheet:
    key, source = entry.key, entry.source
    title = source.title or key
    about = ", ".join(part for part in (source.publisher, source.date or "n.d.") if part)
    description = (
        f"Source {entry.number} of the edition: {about}. Where it is used, and its reference in seven formats."
    )
    content = render(
        "source-page.html",
        edition=edition,
        base=edition.addresses.base(file),
        entry=entry,
        source=source,
        authors=_authors(source),
        places=places(entry),
        claims=claims,
        formats=formats.all_of(source, entry.reference, csl),
        prefix="cite-",
    )
    return Sheet(
        file, title, description, page_metadata.source_head(edition, entry) + _type(edition, file, title), content
    )


def _type(edition: Edition, file: str, title: str) -> Markup:
    """The type of a Cyrillic title, asked for with the page: type that comes late is not shown before the next visit."""
    if not edition.addresses.folders or not CYRILLIC.search(title):
        return Markup()
    tag = Markup(
        '\n<link rel="preload" href="{}assets/fonts/{}-cyrillic.woff2" as="font" type="font/woff2" crossorigin>'
    )
    return Markup().join(tag.format(edition.addresses.base(file), family) for family in ("serif", "sans"))


def places(entry: Entry) -> dict[str, list[Link]]:
    """The uses by kind, in the order of PLACES; a kind that has no name there comes last under its own."""
    kinds = [*PLACES, *dict.fromkeys(link.use.kind for link in entry.links if link.use.kind not in PLACES)]
    found = {
        PLACES.get(kind, kind.capitalize()): [link for link in entry.links if link.use.kind == kind] for kind in kinds
    }
    return {label: links for label, links in found.items() if links}


def _authors(source: Source) -> str:
    return ", ".join(f"{given} {family}".strip() for family, given in exports.names(source.fields.get("author", "")))


def _claims(edition: Edition, key: str, file: str) -> list[tuple[Any, str]]:
    """The claims that the source bears on, each with the address of its sentence."""
    found = []
    for claim in footnotes.supports(edition, key):
        mark = edition.marks.get(claim.id)
        page = mark.page if mark else "claims.md"
        found.append((claim, edition.addresses.link(file, page, claim.id)))
    return found


def _frame(text: str) -> str:
    """The frame with nothing in it that is not a source's: an importer would take the edition's author for the source's."""
    text = re.sub(r'\s*<meta name="author"[^>]*>', "", text)
    # Inside a style sheet a title would have to be escaped in another way; the running head does without it.
    return re.sub(rf'content:"{TITLE}"', 'content:"References"', text)


def _fill(frame: str, sheet: Sheet, edition: Edition) -> str:
    own, other = edition.addresses.page(sheet.file), edition.addresses.page(FRAME)
    text = frame.replace(other, own)
    # At one go, so that a mark in a source's own words stays what it is.
    values = {TITLE: html.escape(sheet.title), DESCRIPTION: html.escape(sheet.description)}
    text = re.sub(f"{TITLE}|{DESCRIPTION}", lambda mark: values[mark[0]], text)
    head, _, rest = text.partition(HEAD)
    before, _, after = rest.partition(f"<h1>{CONTENT}</h1>")
    return f"{head}{sheet.head}{before}{sheet.content}{after}"


def _list_in_sitemap(folder: Path, edition: Edition) -> None:
    """The sources in place of the frame; without an address of the site the map is empty and stays so."""
    at = folder / "sitemap.xml"
    if not at.exists():
        return
    pattern = rf"\s*<url>\s*<loc>([^<]*){re.escape(edition.addresses.page(FRAME))}</loc>(.*?)</url>"
    text = at.read_text("utf-8")
    match = re.search(pattern, text, re.DOTALL)
    if not match:
        return
    places = [edition.addresses.source(key) for key in edition.used]
    urls = [f"\n    <url>\n         <loc>{match[1]}{html.escape(place)}</loc>{match[2]}</url>" for place in places]
    text = text[: match.start()] + "".join(urls) + text[match.end() :]
    at.write_text(text, "utf-8")
    made = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(text.encode(), mtime=made))
