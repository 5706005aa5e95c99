"""A linkset for programs that collect editions (Signposting, level 2; RFC 9264): for the edition, each page of it and each
claim its author, licence, address to cite, description and forms. Only a site that has an address has one.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition
from annotated_brief.metadata import linked_data
from annotated_brief.references.export_formats import EXPORT_FORMATS

FILE = "linkset.json"
# What describes the edition as a whole, and the type of each.
DESCRIPTIONS = {"claims.json": "application/json", EXPORT_FORMATS["csl"].file: EXPORT_FORMATS["csl"].type}
FORMS = {"brief.pdf": "application/pdf", "brief.epub": "application/epub+zip", "brief-offline.zip": "application/zip"}

Link = dict[str, str]


def write(folder: Path, edition: Edition) -> None:
    """Put the linkset into a built site that has an address."""
    if edition.site.root:
        text = json.dumps({"linkset": list(contexts(edition))}, ensure_ascii=False, indent=1)
        (folder / FILE).write_text(f"{text}\n", "utf-8")


def contexts(edition: Edition) -> Iterator[dict[str, Any]]:
    """One record for each address: the edition, its pages, its claims."""
    root = edition.site.root
    forms = FORMS if edition.site.is_published else {}
    items = [edition.site.absolute(file) for file in edition.pages]
    yield _common(edition, root, "https://schema.org/Report") | {
        "describedby": [_link(root + file, kind) for file, kind in DESCRIPTIONS.items()],
        "item": [_link(address, "text/html") for address in items if address != root],
        "alternate": [_link(root + file, kind) for file, kind in forms.items()],
    }
    for file, address in zip(edition.pages, items, strict=True):
        if address != root:
            yield _part(edition, address, "https://schema.org/Report", edition.site.beside(file))
    for claim in edition.claims:
        address = edition.site.absolute(claim_file(claim))
        yield _part(edition, address, "https://schema.org/Claim", claim_file(claim))


def _part(edition: Edition, address: str, kind: str, copy: str) -> dict[str, Any]:
    root = edition.site.root
    return _common(edition, address, kind) | {
        "collection": [_link(root, "text/html")],
        "describedby": [_link(f"{root}claims.json", "application/json")],
        "alternate": [_link(root + copy, "text/markdown")],
    }


def _common(edition: Edition, address: str, kind: str) -> dict[str, Any]:
    about = edition.site.absolute(about) if (about := edition.lists["cite"]) in edition.pages else edition.site.root
    return {
        "anchor": address,
        "cite-as": [{"href": address}],
        "author": [{"href": about}],
        "license": [{"href": linked_data.LICENCE}],
        "type": [{"href": kind}, {"href": "https://schema.org/AboutPage"}],
    }


def _link(address: str, kind: str) -> Link:
    return {"href": address, "type": kind}
