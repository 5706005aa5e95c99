"""Put a hash of the content into the names of style sheets, scripts, fonts and icons: brief.css becomes
brief.1a2b3c4d.css. A browser may keep such a file for ever, and never shows a page with an old one. Comments and
white space are left out of what the engine brings; scripts and style sheets of an editor are sent as they are.

This is done when all pages are written, and only for a site on a server. Under `serve`, in a dirty build and in the
offline copy names stay as they are.
"""

import hashlib
import re
from collections.abc import Callable, Container
from functools import partial
from pathlib import Path

import rjsmin

from annotated_brief.core import site_files
from annotated_brief.core.paths import THEME

# In this order: a style sheet names fonts, so it is named after them.
OWN = (
    "assets/fonts/*.woff2", "assets/images/favicon.*", "assets/*.js", "assets/javascripts/*.js", "assets/stylesheets/*.css",
)  # fmt: skip
NAMED = re.compile(r"\.[0-9a-f]{8}(?=\.)")

# In a page, the end of an attribute's value, and what stands before it there; in a style sheet, the value of url().
IN_PAGE = re.compile(r'assets/[^"\s]+(?=")')
BEFORE = re.compile(r'="([^"\s]*/)?\Z')
# In a style sheet, what is for those who read the source: whole lines of comment but for licences, and indentation.
IN_SOURCE = re.compile(r"^\s*/\*(?!!)(?:(?!\*/).)*\*/\s*\n|^\s+", re.DOTALL | re.MULTILINE)
SHORTER: dict[str, Callable[[str], str]] = {
    ".css": partial(IN_SOURCE.sub, ""),
    ".js": partial(rjsmin.jsmin, keep_bang_comments=True),
}
IN_SHEET = re.compile(r'(?<=url\("\.\./)[^"]+(?="\))')


def write(folder: Path, made: Container[str] = ()) -> None:
    """Name the files of a built site, and change every mention of them.

    Args:
        folder: the site.
        made: the addresses of scripts and style sheets that the build has made beside those of the theme.
    """
    names: dict[str, str] = {}
    for pattern in OWN:
        for path in sorted(folder.glob(pattern)):
            if not NAMED.search(path.name):
                address = path.relative_to(folder).as_posix()
                if path.suffix in SHORTER and (address in made or (THEME / address).is_file()):
                    path.write_text(SHORTER[path.suffix](path.read_text("utf-8")), "utf-8")
                if path.suffix == ".css":
                    path.write_text(_in_sheet(path.read_text("utf-8"), names), "utf-8")
                new = path.rename(path.with_name(f"{path.stem}.{_digest(path)}{path.suffix}"))
                names[address] = new.relative_to(folder).as_posix()
    for page in site_files.pages(folder):
        text = site_files.read(folder, page)
        site_files.write(folder, page, _in_page(text, names))


def found(folder: Path) -> list[str]:
    """The files of a site whose names have a hash, by their address from its root."""
    files = sorted(map(Path, site_files.names(folder, "assets/")))
    return [file.as_posix() for file in files if NAMED.search(file.name)]


def _in_sheet(text: str, names: dict[str, str]) -> str:
    """A style sheet stands in a folder of assets/, so its addresses begin there."""
    return IN_SHEET.sub(lambda match: names.get(f"assets/{match[0]}", match[0]).removeprefix("assets/"), text)


def _in_page(text: str, names: dict[str, str]) -> str:
    def named(match: re.Match[str]) -> str:
        new = names.get(match[0])
        start = max(0, text.rfind('"', 0, match.start()) - 1)
        return new if new and BEFORE.match(text, start, match.start()) else match[0]

    return IN_PAGE.sub(named, text)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
