"""Former editions in a published site: /v/1.0.0/ holds every file of the archive, /v/1.0.0.zip the archive as it is.

A reader who follows an old link must see that there is a newer version, on any host. So each page begins with one line
that leads to the same place in the present edition; apart from it the page is the archived one, byte for byte. A script
beside the archives adds the place on the page, where scripts run. The archive is unchanged, and its hash stands in
/v/SHA256SUMS.
"""

import posixpath
import re
import shutil
from pathlib import Path

from annotated_brief.content import archives
from annotated_brief.core import site_files
from annotated_brief.core.paths import PACKAGE
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.pages import versions
from annotated_brief.pages.versions import FOLDER

SCRIPT = "former-edition.js"
BODY = re.compile(rb"""<body\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)


def write(folder: Path, edition: Edition) -> None:
    """Put them into a built site that has all its pages."""
    archived = versions.former(edition)
    for version, path in archived.items():
        for name, data in archives.files(path):
            target = folder / FOLDER / version / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(marked(data, mark(folder, edition, version, name)) if name.endswith(".html") else data)
        shutil.copyfile(path, folder / FOLDER / path.name)
    if archived:
        shutil.copyfile(edition.paths.archives / archives.SUMS, folder / FOLDER / archives.SUMS)
        shutil.copyfile(PACKAGE / "templates" / SCRIPT, folder / FOLDER / SCRIPT)


def mark(folder: Path, edition: Edition, version: str, name: str) -> bytes:
    """The line at the head of a former page, with the way to its place in the present edition."""
    here = f"{FOLDER}/{version}/{posixpath.dirname(name)}"
    link = posixpath.relpath(f"/{present(folder, name)}", f"/{here}")
    script = posixpath.relpath(f"/{FOLDER}/{SCRIPT}", f"/{here}")
    text = render("former-edition.html", version=version, now=edition.settings.version, link=f"{link}/", script=script)
    return str(text).strip().encode("ascii", "xmlcharrefreplace")


def marked(page: bytes, line: bytes) -> bytes:
    """A page with the line as the first thing in it; one without a body stays as it is."""
    return BODY.sub(lambda found: found[0] + line, page, count=1)


def present(folder: Path, name: str) -> str:
    """The address of the page in a built site that a page of a former edition has become, or of the nearest above it."""
    place = name.removesuffix("index.html").removesuffix(".html").rstrip("/")
    while place and not site_files.exists(folder, f"{place}/index.html"):
        place = posixpath.dirname(place)
    return place
