"""The page of downloads: each file with its content, size and date."""

import re
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.core import site_files
from annotated_brief.edition import Edition
from annotated_brief.references.export_formats import EXPORT_FORMATS

ARCHIVE = "download/data.zip"
# The place of a size, filled once the file is there.
SIZE = re.compile(r'(<span [^>]*data-size-of="([^"]+)">)[^<]*</span>')


class Item(NamedTuple):
    """One file to take away."""

    name: str
    file: str  # from the root of the site
    says: str


def items(edition: Edition) -> list[Item]:
    """The files that this build has, the whole ones first."""
    downloads = [
        Item("PDF", "brief.pdf", "The whole edition to read and to print."),
        Item("EPUB", "brief.epub", "The whole edition for an e-reader."),
        Item("Offline copy", "brief-offline.zip", "The site itself, search included, to open from a disk."),
    ]
    return [
        *(downloads if edition.site.is_published else []),
        Item(
            "All data",
            ARCHIVE,
            "Every table with its description, the ledger, the evidence, the forecasts and the sources.",
        ),
        Item("Claims", "claims.csv", "The ledger as a table, a claim a row."),
        Item("Claims, JSON", "claims.json", "The same for programs, with what each source says on each claim."),
        *(Item(f"Sources, {record.title}", record.file, record.says) for record in EXPORT_FORMATS.values()),
    ]


def listing(edition: Edition, page: str) -> Markup:
    """What `/// listing | downloads` prints."""
    facts = edition.settings
    return edition.render("listing-downloads.html", page, items=items(edition), date=facts.date, version=facts.version)


def fill_sizes(folder: Path, edition: Edition) -> None:
    """Write the size of each file where the page names it; what is not there yet keeps its place."""
    name = edition.site.file(edition.lists["downloads"])
    if site_files.exists(folder, name):
        text = site_files.read(folder, name)
        site_files.write(
            folder, name, SIZE.sub(lambda found: found[1] + _said(site_files.path(folder, found[2])) + "</span>", text)
        )


def _said(path: Path) -> str:
    return size(path.stat().st_size) if path.is_file() else ""


def size(count: int) -> str:
    """A number of bytes in kB or MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"
