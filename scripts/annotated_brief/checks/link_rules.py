"""Rules for links as they are written: the page, the place on it or the file is there, and no link runs a script.

What templates make is tested on the built site.
"""

import posixpath
import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from annotated_brief.content import citations
from annotated_brief.content.sections import Page
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.references import exports

LINK = re.compile(
    r"\[[^\[\]\n]*\]\([ ]*<?(?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)[^()\n]*\)"  # [words](target), ![words](target)
    r"|^[ ]{0,3}\[(?!\^)[^\[\]\n]+\]:[ ]*<?(?P<defined>[^\s<>]+)"  # [name]: target
    r"|\b(?:href|src|action|formaction|xlink:href)\s*=\s*[\"']?(?P<written>[^\s\"'<>]+)"  # HTML
    r"|<(?P<bare>(?:javascript|data|vbscript):[^<>]*)>",
    re.MULTILINE | re.IGNORECASE,
)
RUNS = re.compile(r"(?i)[\s\x00-\x20]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|data|vbscript)\s*:")
HEADING = re.compile(r"^#{2,6}\s+(?P<words>.*?)\s*(?:\{.*\})?$", re.MULTILINE)

# Files that the build writes: from the root of the site.
WRITTEN = re.compile(r"(claims\.(csv|json)|annotations\.jsonld|brief\.(pdf|epub)|feed\.xml|figures/[\w-]+\.(svg|png))")


def check(page: Page, edition: Edition) -> Iterator[Problem]:
    """All links of a page."""
    text = citations.CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), page.body)
    for match in LINK.finditer(text):
        line = page.body_line + text.count("\n", 0, match.start())
        address = next((value for value in match.groupdict().values() if value), "")
        fault = _fault(address, page, edition)
        if fault:
            yield Problem(page.path, line, *fault)


def _fault(address: str, page: Page, edition: Edition) -> tuple[str, str] | None:
    if RUNS.match(address):
        return f"link to {address[:40]}", "link to a page"
    target, _, anchor = address.partition("#")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", target) or not address:
        return None
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), target)) if target else page.file
    if target and not target.endswith(".md"):
        is_there = (edition.paths.docs / file).exists() or _is_written(file, edition)
        return None if is_there else (f"link to {target}, which is no file", "mend the address")
    if file not in edition.pages:
        return f"link to {target}, which is no page", "mend the address"
    if anchor and anchor not in _anchors(edition.pages[file], edition):
        return f"link to #{anchor}, which is not on {file}", "mend the anchor"
    return None


def _is_written(file: str, edition: Edition) -> bool:
    tables = {f"data/{name}.csv" for name in edition.tables}
    lists = {f"{folder}references.{ending}" for folder in exports.parts(edition) for ending in ("bib", "json", "ris")}
    return file in tables | lists or bool(WRITTEN.fullmatch(file))


def _anchors(page: Page, edition: Edition) -> set[str]:
    anchors = {slugify(match["words"], "-") for match in HEADING.finditer(page.body)}
    anchors |= {mark.claim for mark in page.marks} | {note.id for note in page.annotations}
    anchors |= {f"fig-{block.argument}" for block in page.figures}
    listed = {block.argument for block in page.blocks if block.kind == "listing"}
    if "ledger" in listed or "forecasts" in listed:
        anchors |= set(
            edition.claims or [mark.claim for section in edition.sections.values() for mark in section.marks]
        )
    if "references" in listed:
        anchors |= set(edition.sources)
    if "figures" in listed:
        anchors |= {f"fig-{name}" for name in charts.figures(edition.paths)}
    return anchors | set(re.findall(r"\{[^}]*#([\w-]+)[^}]*\}", page.body))
