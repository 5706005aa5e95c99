"""Rules for links as they are written: the page, the place on it or the file is there, and no link runs a script.

What templates make is tested on the built site.
"""

import posixpath
import re
from collections.abc import Iterator

from annotated_brief.content.page_record import Link, Page
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.text_files import has_file
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.pages import listings
from annotated_brief.references.export_formats import EXPORT_FORMATS

# What an address may begin with; all else would run a script, or open what is not on the web.
SCHEMES = {"http", "https", "mailto", "tel", "ftp"}
FOREIGN = re.compile(r"(?i)([a-z][a-z0-9+.-]*:)?//")
SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*(?=:)")

# What is meant for the mark of a claim, with any attributes but a proper id.
MARK = re.compile(r"\[\]\(\)[ ]?\{(?!:?\s*#c\d)[^}]*\}")

# Files that the build writes: from the root of the site.
WRITTEN = re.compile(
    r"(claims\.(csv|json)|annotations\.jsonld|brief\.(pdf|epub)|feed\.xml|figures/(?P<figure>[\w-]+?)(-wide|-narrow)?\.(svg|png))"
)


def check(page: Page, edition: Edition) -> Iterator[Problem]:
    """All links of a page."""
    lines = dict(enumerate(page.body.split("\n"), page.body_line))
    for link in page.read.links:
        line = lines.get(link.line, "")
        if fault := _unread(link, line) or _fault(link, page, edition) or _wordless(link, line):
            yield Problem(page.path, link.line, *fault)


def to_empty(edition: Edition) -> Iterator[Problem]:
    """Links to pages that are left out because no list on them shows anything; none while a list cannot be read."""
    empty = {file for file, page in edition.pages.items() if listings.is_empty(page, edition)}
    for page in edition.pages.values() if empty else ():
        for link in page.read.links if page.file not in empty else ():
            if _target(page, link.address.partition("#")[0]) in empty - {page.file}:
                message = f"link to {cut(link.address)}, which is left out while its lists are empty"
                yield Problem(page.path, link.line, message, "delete the link, or write what the page is to list")


def _target(page: Page, address: str) -> str:
    """The file in docs/ that an address without its anchor leads to from a page."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.file), address)) if address else page.file


def _unread(link: Link, line: str) -> tuple[str, str] | None:
    """The mark of a claim whose id is none; Markdown takes it for a link without an address."""
    mark = None if link.address else MARK.search(line)
    return (
        (f"mark {cut(mark.group(), 40)} is not read", "write [](){ #c001 }, with the number of the claim")
        if mark
        else None
    )


def _wordless(link: Link, line: str) -> tuple[str, str] | None:
    """A link that nobody can see, or hear named."""
    to = re.escape(link.address)
    is_so = link.attribute == "href" and re.search(
        rf"(?<!!)\[\s*\]\(\s*<?{to}|<a\b[^>]*[\"']{to}[\"'][^>]*>\s*</a>", line
    )
    return (f"link to {cut(link.address)} has no words", "write them between the square brackets") if is_so else None


def _fault(link: Link, page: Page, edition: Edition) -> tuple[str, str] | None:
    address = re.sub(r"[\x00-\x20]", "", link.address) if link.attribute != "srcset" else link.address
    scheme = SCHEME.match(address)
    if scheme and scheme.group().lower() not in SCHEMES:
        return f"link to {cut(address, 40)}", "link to a page"
    if re.search(r"\S\s+\S", link.address) and link.attribute != "srcset":
        return f"link to {cut(link.address)!r}, which holds a space", "write %20 for it, or mend the address"
    if scheme or address.startswith("//"):
        return _elsewhere(link, address, edition)
    if not address:
        return "link to nowhere", "write an address between the brackets"
    target, _, anchor = address.partition("#")
    file = _target(page, target)
    if target and not target.endswith(".md"):
        is_there = has_file(edition.paths.docs, file, or_folder=True) or _is_written(file, edition)
        return None if is_there else (f"link to {target}, which is no file", "mend the address")
    if file not in edition.pages:
        return f"link to {target}, which is no page", "mend the address"
    if anchor and anchor not in _anchors(edition.pages[file], edition):
        return f"link to #{anchor}, which is not on {file}", "mend the anchor"
    return None


def _elsewhere(link: Link, address: str, edition: Edition) -> tuple[str, str] | None:
    """A reader may follow a link; a page loads nothing from another host."""
    if link.attribute != "href":
        places = address.replace(",", " ").split() if link.attribute == "srcset" else [address]
        if all(edition.settings.allow.has("images", one) for one in places if FOREIGN.match(one)):
            return None
        return (
            f"loads {cut(address)}",
            "put the file into docs/, and name it here; or name its host under allow: images",
        )
    if re.match(r"(?i)(?:https?:)?//(?:[/?#]|$)|https?:(?!//)", address):
        return f"link to {cut(address, 40)}, which names no host", "mend the address"
    return None


def _is_written(file: str, edition: Edition) -> bool:
    tables = {f"data/{name}.csv" for name in edition.tables}
    folders = ("", *(f"{name}/" for name in edition.sections))
    lists = {f"{folder}{record.file}" for folder in folders for record in EXPORT_FORMATS.values()}
    match = WRITTEN.fullmatch(file)
    return file in tables | lists or bool(
        match and (not match["figure"] or match["figure"] in charts.figures(edition.paths))
    )


def _anchors(page: Page, edition: Edition) -> set[str]:
    anchors = set(page.read.anchors) | {mark.claim for mark in page.marks} | {"notes"}
    anchors |= {f"fig-{block.argument}" for block in page.figures}
    anchors |= {f"fn-{edition.notes[citing.citation].id}" for citing in page.citings}
    listed = {block.argument for block in page.read.inserts if block.kind == "listing"}
    return anchors.union(*(listings.anchors(name, edition) for name in listed))
