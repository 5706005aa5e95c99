"""What leads programs that collect editions (Signposting, level 2): links in the head of each page, and all of them in a linkset
(RFC 9264). Both are made here of the same links, so neither can say what the other does not.

A page, a claim or a source has its author, licence, address to cite, type, description and forms, and belongs to the edition;
the edition has all of them as items, and its own forms. Only a site that has an address has such links.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from annotated_brief.core import memo, site_files
from annotated_brief.core.site import claim_file, source_file
from annotated_brief.edition import Edition
from annotated_brief.metadata import linked_data
from annotated_brief.pages import versions
from annotated_brief.references import outlets
from annotated_brief.references.export_formats import EXPORT_FORMATS

FILE = "linkset.json"
TYPE = "application/linkset+json"
MARKDOWN = "text/markdown"
# The forms of the edition as a whole, and the type of each.
FORMS = {"brief.pdf": "application/pdf", "brief.epub": "application/epub+zip", "brief-offline.zip": "application/zip"}
SCHEMA = "https://schema.org/"


class Link(NamedTuple):
    """A link of a page: how the other end stands to it, where that is, and its media type if it is one."""

    rel: str
    href: str
    type: str = ""


def write(folder: Path, edition: Edition) -> None:
    """Put the linkset into a built site that has an address."""
    if edition.site.root:
        given = _items(edition)
        site_files.write(folder, FILE, memo.kept("linkset", edition, partial(_linkset, items=given), given))


def _linkset(edition: Edition, items: dict[str, str]) -> str:
    lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in contexts(edition, items)]
    return '{"linkset":[\n' + ",\n".join(lines) + "\n]}\n"


def head(edition: Edition, file: str, kind: str) -> list[Link]:
    """The links for the head of a page, which names its Markdown copy anyway; the pages that are items are in the linkset alone.

    `kind` is what the page is about, in schema.org's words.
    """
    if not edition.site.root:
        return []
    links = [*_links(edition, file, kind, ()), Link("linkset", edition.site.root + FILE, TYPE)]
    return [link for link in links if link.type != MARKDOWN]


def contexts(edition: Edition, items: dict[str, str]) -> Iterator[dict[str, Any]]:
    """One record for each address: the edition, its pages, its claims, its sources, its forms."""
    for file, about in items.items():
        links: dict[str, list[dict[str, str]]] = {}
        for rel, href, kind in _links(edition, file, about, items):
            links.setdefault(rel, []).append({"href": href} | ({"type": kind} if kind else {}))
        yield {"anchor": edition.site.absolute(file), **links}
    root = edition.site.root
    for form in FORMS if edition.site.is_published else ():
        yield {"anchor": root + form, "collection": [{"href": root, "type": "text/html"}]}


def _items(edition: Edition) -> dict[str, str]:
    """Where each page would stand in docs/, and what it is about: of the edition, of claims, sources, outlets and versions."""
    lists = [outlet.file for outlet in outlets.outlets(edition).values()]
    lists += [step.file for step in versions.steps(edition)]
    return {
        **dict.fromkeys(edition.pages, "Report"),
        **dict.fromkeys(map(claim_file, edition.claims), "Claim"),
        **{source_file(key): source.types.schema for key, source in edition.used.items()},
        **dict.fromkeys(lists, "WebPage"),
    }


def _links(edition: Edition, file: str, kind: str, items: Iterable[str]) -> Iterator[Link]:
    root, address, about = edition.site.root, edition.site.absolute(file), edition.lists["cite"]
    yield Link("cite-as", address)
    yield Link("author", edition.site.absolute(about) if about in edition.pages else root)
    yield Link("license", linked_data.LICENCE)
    yield Link("type", f"{SCHEMA}{kind}")
    yield Link("type", f"{SCHEMA}AboutPage")
    yield from (Link("describedby", root + name, media) for name, media in _descriptions(edition, file))
    if not edition.site.is_live:
        yield Link("alternate", root + (edition.site.beside(file) if file in edition.pages else file), MARKDOWN)
    if address != root:
        yield Link("collection", root, "text/html")
        return
    yield from (Link("item", root + name, media) for name, media in FORMS.items() if edition.site.is_published)
    for item in items:
        if (place := edition.site.absolute(item)) != root:
            yield Link("item", place, "text/html")


def _descriptions(edition: Edition, file: str) -> list[tuple[str, str]]:
    """The files of data that say what a page says, and the type of each."""
    if file.startswith("references/"):
        return [(f"{file.removesuffix('.md')}.{one.ending}", one.type) for one in EXPORT_FORMATS.values()]
    csl, section = EXPORT_FORMATS["csl"], edition.section_of(file) if file != "index.md" else ""
    works = [(f"{section}/{csl.file}" if section else csl.file, csl.type)] if file in edition.pages else []
    return [("claims.json", "application/json"), *works]
