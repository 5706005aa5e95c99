"""Pages that MkDocs does not render one by one: it renders a frame with placeholders, which is filled for each of them.

Sending hundreds of pages through the theme would cost seconds at every build.
"""

import functools
import gzip
import html
import os
import posixpath
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.core import memo, site_files
from annotated_brief.edition import Edition
from annotated_brief.metadata import markdown_copies, page_metadata
from annotated_brief.references import robust_links

# The placeholder of the head is a comment: escaped text cannot hold one, so no title can stand for it.
TITLE, DESCRIPTION, HEAD, BODY = "FRAME-TITLE", "FRAME-DESCRIPTION", "<!-- FRAME-HEAD -->", "<h1>FRAME-CONTENT</h1>"


class Sheet(NamedTuple):
    """What a frame is filled with."""

    file: str  # where it would stand in docs/
    title: str
    description: str
    head: Markup
    content: Markup
    listed: bool = True  # in the map of the site
    beside: Mapping[str, str] = MappingProxyType({})  # ending of a file that stands beside the page -> what is in it


class Frame(NamedTuple):
    """A page template that is filled once for each sheet."""

    file: str  # where it stands among the pages
    running: str  # the running head of its pages in print
    settings: tuple[str, ...]  # further lines of its front matter

    @property
    def markdown(self) -> str:
        lines = (
            "---",
            f"title: {TITLE}",
            f"description: {DESCRIPTION}",
            *self.settings,
            "search:",
            "  exclude: true",
            "---",
        )
        return "\n".join([*lines, BODY, ""])


def head(edition: Edition, file: str) -> Markup:
    """The metadata of any page; in a frame a mark stands for them."""
    return Markup(HEAD) if file.endswith("/_frame.md") else page_metadata.head(edition, file)


def write(folder: Path, edition: Edition, frame: Frame, sheets: Iterable[Sheet]) -> list[str]:
    """Fill a frame of a built site for each sheet, and take it out of the site; gives the addresses for its map."""
    at = edition.site.built(folder, frame.file)
    if not at.exists():
        return []
    text = _clean(at.read_text("utf-8"), frame)
    listed, archived = [], robust_links.known(edition)
    words = {} if edition.site.is_live else markdown_copies.words(edition)
    for sheet in sheets:
        given = text, sheet, frame, archived, markdown_copies.named(words, sheet.content)
        filled = memo.kept(("filled", sheet.file), edition, functools.partial(_filled, *given), given)
        for name, content in filled.items():
            site_files.write(folder, name, content)
        listed += [edition.site.page(sheet.file)] if sheet.listed else []
    if edition.site.folders:
        shutil.rmtree(at.parent)
    else:
        at.unlink()
    return listed


def _filled(
    text: str, sheet: Sheet, frame: Frame, archived: Mapping[str, str], claims: Mapping[str, str], edition: Edition
) -> dict[str, str]:
    """The files of a sheet: the page, its Markdown copy, and what stands beside it."""
    stem = sheet.file.removesuffix(".md")
    beside = {f"{stem}{ending}": content for ending, content in sheet.beside.items()}
    page = fill(text, sheet._replace(content=Markup(robust_links.mark(sheet.content, archived))), frame, edition)
    name = edition.site.file(sheet.file)
    return {name: page, **beside, **markdown_copies.of(edition, name, page, claims)}


def fill(text: str, sheet: Sheet, frame: Frame, edition: Edition) -> str:
    """The text of a frame with a sheet in it."""
    own, other = posixpath.dirname(frame.file), posixpath.dirname(sheet.file)
    place = edition.site.page(frame.file)
    values = {
        place: edition.site.page(sheet.file),
        TITLE: html.escape(sheet.title),
        DESCRIPTION: html.escape(sheet.description),
        HEAD: str(sheet.head),
        BODY: str(sheet.content),
    }
    # In one pass, so that a mark in the words of a sheet is not replaced.
    parts = _parts(text, place, own if edition.site.folders and own != other else "")
    return "".join([values.get(part, part) for part in parts])


@functools.lru_cache(8)
def _parts(text: str, place: str, folder: str) -> list[str]:
    """A frame divided at all that is filled; `folder` is its own, if the sheet is in another."""
    if folder:  # "../" is the page that the frame stands below, and not the sheet
        text = re.sub(r'((?:href|src)=")\.\./(?!\.\./)', rf"\g<1>../../{folder}/", text)
    return re.split(f"({'|'.join(map(re.escape, (place, TITLE, DESCRIPTION, HEAD, BODY)))})", text)


def _clean(text: str, frame: Frame) -> str:
    """The frame without the edition's author, whom an importer would take for the author of the source."""
    text = re.sub(r'\s*<meta name="author"[^>]*>', "", text)
    # Inside a style sheet a title would have to be escaped in another way; the running head does without it.
    return re.sub(rf'content:"{TITLE}"', f'content:"{frame.running}"', text)


def list_in_sitemap(folder: Path, sheets: Mapping[str, list[str]]) -> None:
    """Sheets in place of their frames, whose addresses are given; without an address of the site the map is empty and stays so."""
    at = folder / "sitemap.xml"
    if at.exists():
        given = at.read_text("utf-8"), sheets
        text, packed = memo.kept("sitemap", None, lambda _: _listed(*given), given)
        if text != given[0]:
            at.write_text(text, "utf-8")
            (folder / "sitemap.xml.gz").write_bytes(packed)


def _listed(text: str, sheets: Mapping[str, list[str]]) -> tuple[str, bytes]:
    """The map, also packed."""
    for frame, places in sheets.items():
        pattern = rf"\s*<url>\s*<loc>([^<]*){re.escape(frame)}</loc>(.*?)</url>"
        if match := re.search(pattern, text, re.DOTALL):
            before, after = match.groups()
            urls = [f"\n    <url>\n         <loc>{before}{html.escape(place)}</loc>{after}</url>" for place in places]
            text = text[: match.start()] + "".join(urls) + text[match.end() :]
    return text, gzip.compress(text.encode(), mtime=int(os.environ.get("SOURCE_DATE_EPOCH") or 0))
