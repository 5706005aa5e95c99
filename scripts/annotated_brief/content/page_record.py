"""The record of a page of docs/, read once; numbers, links, checks and exports are made from it."""

import re
from typing import Any, NamedTuple

from annotated_brief.content.cell_references import Binding
from annotated_brief.content.citations import Citation

OPENING = re.compile(r"\s*#(?!#)[ \t]*(?P<text>[^\n]+?)[ \t]*#*[ \t]*(?:\{[^}\n]*\})?[ \t]*(?:\n|\Z)")


class Mark(NamedTuple):
    """The place of a claim."""

    claim: str
    page: str
    paragraph: int
    line: int
    heading: str  # id of the heading of the second level above it; empty before the first
    words: str  # what the mark covers, without markup


class Annotation(NamedTuple):
    """What the edition adds beside a sentence."""

    id: str
    kind: str
    title: str
    claims: list[str]
    page: str
    paragraph: int
    line: int
    text: str  # as a reader sees it


class Citing(NamedTuple):
    """A citation with its place."""

    citation: Citation
    page: str
    paragraph: int
    line: int
    claim: str  # the claim it stands at; empty in an annotation
    annotation: str  # id of the annotation it stands in; empty in the text
    own_note: str  # name of the page's own note that it stands in; empty elsewhere
    sentence: str  # the sentence around it, without markup


class Insert(NamedTuple):
    """A placeholder for a figure or a list."""

    kind: str
    argument: str
    line: int


class Link(NamedTuple):
    """An address in the page, of a link or of what the page loads."""

    address: str
    attribute: str
    line: int


class Reading(NamedTuple):
    """All that one reading of a page collects, in the order in which it is printed."""

    marks: list[Mark]
    annotations: list[Annotation]
    citings: list[Citing]
    inserts: list[Insert]
    own_notes: list[str]  # names, in the order in which they are referred to
    bindings: list[Binding]
    links: list[Link]
    anchors: dict[str, int]  # id -> line
    bracketed: list[tuple[str, int]]  # the first word in square brackets that are only text, with its line
    words: int  # of the text; annotations, headings and figures left out


class Page(NamedTuple):
    """One Markdown file of docs/."""

    file: str  # in docs/, such as roots.md
    path: str  # from the root of the project
    meta: dict[str, Any]
    body: str
    body_line: int  # line of the file on which the body begins
    read: Reading
    raw: str | None = None  # the whole text, if it had to be mended to be read at all

    @property
    def heading(self) -> str:
        """The heading of the first level that the text begins with; empty if it begins otherwise."""
        match = OPENING.match(self.body)
        return plain_heading(match["text"]) if match else ""

    @property
    def title(self) -> str:
        """From the front matter, the first heading or the name of the file."""
        return str(self.meta.get("title") or self.heading or self.file)

    @property
    def name(self) -> str:
        """The short title for menus and lists, if it has one."""
        return str(self.meta.get("nav_title") or self.title)

    @property
    def marks(self) -> list[Mark]:
        return self.read.marks

    @property
    def annotations(self) -> list[Annotation]:
        return self.read.annotations

    @property
    def citings(self) -> list[Citing]:
        return self.read.citings

    @property
    def figures(self) -> list[Insert]:
        return [insert for insert in self.read.inserts if insert.kind == "figure"]

    @property
    def words(self) -> int:
        return self.read.words


def plain_heading(text: str) -> str:
    """The words of a heading without emphasis, code and links."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*_`]{1,2}(?=\S)([^*_`]+)[*_`]{1,2}", r"\1", text).strip()
