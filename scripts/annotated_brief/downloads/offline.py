"""The offline copy: a build of its own, of files that open from a disk, as one zip.

A browser that reads a page from a disk lets it load scripts but fetch no file; what the search looks in is therefore a
script on the site as well.
"""

import shutil
from pathlib import Path

from annotated_brief.core import zipfiles
from annotated_brief.core.folding import fold
from annotated_brief.edition import Edition

NAME = "brief-offline.zip"

# Files that only a server uses, and files of the theme that no page uses.
SPARE = (
    "404.html", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "feed.xml", "_headers",
    "assets/javascripts/lunr", "assets/javascripts/workers", "assets/javascripts/bundle.*", "assets/stylesheets/main.*",
    "assets/stylesheets/palette.*", "assets/stylesheets/classic", "assets/stylesheets/modern", "assets/images/favicon.png.map",
)  # fmt: skip


def prepare(folder: Path) -> None:
    """Remove from a build for a disk what is of no use there."""
    for pattern in SPARE:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def write(folder: Path, target: Path, edition: Edition) -> None:
    """Put a build into a zip, under one folder, in a fixed order and with a fixed date."""
    settings = edition.settings
    top = fold(settings.title).replace(" ", "-") or "edition"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = ((f"{top}/{path.relative_to(folder).as_posix()}", path.read_bytes()) for path in files)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(zipfiles.pack(content, settings.date))
