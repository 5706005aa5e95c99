"""A linkset for programs that collect editions (Signposting, level 2; RFC 9264): for the edition, each page of it and each
claim its author, licence, address to cite, description and forms. Only a site that has an address has one.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotated_brief.edition import Edition
from annotated_brief.metadata import markdown_copies

FILE = "linkset.json"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# What describes the edition as a whole, and the type of each.
DESCRIPTIONS = {"claims.json": "application/json", "references.json": "application/vnd.citationstyles.csl+json"}
FORMS = {"brief.pdf": "application/pdf", "brief.epub": "application/epub+zip", "brief-offline.zip": "application/zip"}

Link = dict[str, str]


def write(folder: Path, edition: Edition) -> None:
    """Put the linkset into a built site that has an address."""
    if edition.settings.site_url:
        text = json.dumps({"linkset": list(contexts(edition))}, ensure_ascii=False, indent=1)
        (folder / FILE).write_text(f"{text}\n", "utf-8")


def contexts(edition: Edition) -> Iterator[dict[str, Any]]:
    """One record for each address: the edition, its pages, its claims."""
    root = edition.settings.site_url
    forms = FORMS if edition.addresses.is_published else {}
    items = [f"{root}{edition.addresses.page(file)}" for file in edition.pages]
    yield _common(root, root) | {
        "describedby": [_link(root + file, kind) for file, kind in DESCRIPTIONS.items()],
        "item": [_link(address, "text/html") for address in items if address != root],
        "alternate": [_link(root + file, kind) for file, kind in forms.items()],
    }
    for file in edition.pages:
        address = f"{root}{edition.addresses.page(file)}"
        if address != root:
            copy = _link(root + markdown_copies.beside(edition, file), "text/markdown")
            yield _common(address, root) | {"collection": [_link(root, "text/html")], "alternate": [copy]}
    for claim in edition.claims:
        address = f"{root}{edition.addresses.claim(claim)}"
        copy = _link(f"{root}claims/{claim}.md", "text/markdown")
        yield _common(address, root) | {"collection": [_link(root, "text/html")], "alternate": [copy]}


def _common(address: str, root: str) -> dict[str, Any]:
    return {
        "anchor": address,
        "cite-as": [{"href": address}],
        "author": [{"href": f"{root}about/"}],
        "license": [{"href": LICENCE}],
    }


def _link(address: str, kind: str) -> Link:
    return {"href": address, "type": kind}
