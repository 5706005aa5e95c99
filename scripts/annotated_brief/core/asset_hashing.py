"""Style sheets, scripts, fonts and the like named by what they hold: brief.css becomes brief.1a2b3c4d.css, so a browser
may keep it for ever and never shows a page with yesterday's. The theme names its own files so.

This is done once all pages are there, for a site with a server only. Under `serve`, in a dirty build and on a disk names
stay as they are.
"""

import hashlib
import re
from pathlib import Path

from annotated_brief.core import site_files

# In this order: a style sheet names fonts, so it is named after them.
OWN = (
    "assets/fonts/*.woff2", "assets/images/favicon.*", "assets/*.js", "assets/javascripts/*.js", "assets/stylesheets/*.css",
)  # fmt: skip
NAMED = re.compile(r"\.[0-9a-f]{8}(?=\.)")

# In a page, the value of an attribute; in a style sheet, of url().
IN_PAGE = re.compile(r'(?<==")((?:[^"\s]*/)?)(assets/[^"\s]+)(?=")')
IN_SHEET = re.compile(r'(?<=url\("\.\./)()([^"]+)(?="\))')


def write(folder: Path) -> None:
    """Name the files of a built site, and change every mention of them."""
    names: dict[str, str] = {}
    for pattern in OWN:
        for path in sorted(folder.glob(pattern)):
            if not NAMED.search(path.name):
                if path.suffix == ".css":
                    path.write_text(_renamed(path.read_text("utf-8"), IN_SHEET, _beside(names)), "utf-8")
                new = path.rename(path.with_name(f"{path.stem}.{_digest(path)}{path.suffix}"))
                names[path.relative_to(folder).as_posix()] = new.relative_to(folder).as_posix()
    for page in site_files.pages(folder):
        text = site_files.read(folder, page)
        site_files.write(folder, page, _renamed(text, IN_PAGE, names))


def found(folder: Path) -> list[str]:
    """The files of a site that are named by what they hold, by their address from its root."""
    files = (path for path in sorted(folder.glob("assets/**/*")) if path.is_file())
    return [path.relative_to(folder).as_posix() for path in files if NAMED.search(path.name)]


def plain(name: str) -> str:
    """The name without what it holds."""
    return NAMED.sub("", name)


def _beside(names: dict[str, str]) -> dict[str, str]:
    """The same names as a style sheet has them."""
    return {old.removeprefix("assets/"): new.removeprefix("assets/") for old, new in names.items()}


def _renamed(text: str, where: re.Pattern[str], names: dict[str, str]) -> str:
    return where.sub(lambda match: match[1] + names.get(match[2], match[2]), text)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]
