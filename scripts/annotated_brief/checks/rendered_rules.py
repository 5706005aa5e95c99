"""Compare the record of a page with its HTML: the last rule, which catches whatever Markdown does."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from annotated_brief.checks.link_rules import SCHEMES
from annotated_brief.content.page_record import Page
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
NAME = re.compile(r"\sid=\"([^\"]+)\"")
ADDRESS = re.compile(r"\s(?:href|src|action|poster)=\"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
BOUND = re.compile(r"class=\"bound\"[^>]*\sdata-cell=\"([^\"]*)\"")
REMEDY = "write it in running text, outside of code and HTML"


def printed(edition: Edition, text: str, file: str) -> tuple[Counter[str], list[Problem]]:
    """The ids in the HTML of a page, and what differs from its record, if it has one."""
    page = edition.pages.get(file)
    return _ids(_tags(text)), list(compare(text, page, edition)) if page else []


def compare(text: str, page: Page, edition: Edition) -> Iterator[Problem]:
    """What differs between the HTML of a page and its record."""
    tags = _tags(text)
    names = _ids(tags)
    for name in (name for name, count in names.items() if count > 1):
        yield Problem(
            page.path,
            page.read.anchors.get(name) or _line(page, name),
            f"id {name} is printed twice",
            "give one another id",
        )
    for name in (name for name in names if re.search(r"\s", name)):
        message, remedy = f"id {name!r} has a space in it", "write another, or mend toc: slugify in mkdocs.yml"
        yield Problem(page.path, page.read.anchors.get(name) or _line(page, name), message, remedy)
    expected = _expected(page, edition)
    for name, line in expected.items():
        if name not in names:
            yield Problem(page.path, line, f"{name} was read and is not printed", REMEDY)
    for name in names:
        if name.startswith(("fnref-", "fn-")) and name not in expected:
            line = _line(page, name.partition("-")[2])
            yield Problem(page.path, line, f"{name} is printed and was not read", REMEDY)
    yield from _bound(tags, page)
    for scheme in sorted(
        {scheme_read.lower() for tag in tags for scheme_read in ADDRESS.findall(tag)} - SCHEMES - {"data"}
    ):
        line = _line(page, f"{scheme}:")
        yield Problem(page.path, line, f"an address of the page begins with {scheme}:", "link to a page")


def _bound(tags: list[str], page: Page) -> Iterator[Problem]:
    """Numbers that are bound to a cell, of which another number is printed than was read."""
    cells = (html.unescape(match[1]).split(":") for tag in tags if (match := BOUND.search(tag)))
    printed = Counter(":".join([*cell, "value"][:3]) for cell in cells)
    for binding in page.read.bindings:
        if not printed[binding.place]:
            message = f"{binding.number}{{={binding.place}}} was read and is not printed"
            yield Problem(page.path, binding.line, message, REMEDY)
        printed[binding.place] -= 1
    for place in +printed:
        line = _line(page, place.removesuffix(":value"))
        yield Problem(page.path, line, f"a number of {place} is printed and was not read", REMEDY)


def _line(page: Page, text: str) -> int:
    """The line on which something is written; the first of the page's text where it is nowhere."""
    before, middle, _ = page.body.lower().partition(text.lower())
    return page.body_line + (before.count("\n") if middle else 0)


def _tags(text: str) -> list[str]:
    return TAG.findall(COMMENT.sub("", text))


def _ids(tags: list[str]) -> Counter[str]:
    return Counter(html.unescape(name) for tag in tags for name in NAME.findall(tag))


def _expected(page: Page, edition: Edition) -> dict[str, int]:
    """The ids that the record asks for, with their lines."""
    names = {mark.claim: mark.line for mark in page.marks} | {note.id: note.line for note in page.annotations}
    counts: Counter[str] = Counter()
    for citing in page.citings:
        note = edition.notes[citing.citation]
        if note.key in edition.references:
            counts[note.id] += 1
            names |= {f"fnref-{note.id}-{counts[note.id]}": citing.line}
            names.setdefault(f"fn-{note.id}", citing.line)
    own = enumerate(page.read.own_notes, 1)
    names |= {f"own-note-{index}": _line(page, f"[^{name}]") for index, name in own}
    return names | {f"fig-{figure.argument}": figure.line for figure in page.figures}
