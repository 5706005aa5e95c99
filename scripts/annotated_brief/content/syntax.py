"""What our Markdown has beyond Python-Markdown's: citations, own notes, bound numbers, and the blocks between slashes.

The elements carry what was written in `data-` attributes. The reader of a page (reading.py) collects them, and the
extension that makes the pages (markdown.py of the package) sets them, so both see the same.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Container
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from annotated_brief.content import cell_references, citations, line_marks
from annotated_brief.content.inline_patterns import Listed, Signed
from annotated_brief.content.verdicts import ANNOTATION_KINDS

INSERTS = ("figure", "listing")
# The extensions of every edition, besides those that a project adds. Superfences reads code in lists and quotations too.
EXTENSIONS = (
    "toc", "tables", "pymdownx.superfences", "attr_list", "footnotes", "smarty", "admonition", "def_list",
)  # fmt: skip

CITING, OWN, AUTHOR = "citing", "own-note", "cited-author"
_GROUP = "citations"
_SUP = {"class": CITING, "id": "fnref"}  # so that a table of contents leaves it out


class SyntaxExtension(Extension):
    """Register the syntax. `keys` are those of the bibliography: any other `@name` in running text is somebody's."""

    def __init__(self, keys: Container[str] = (), reading: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.keys = keys
        self.reading = reading

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        if not any(isinstance(one, FootnoteExtension) for one in md.registeredExtensions):
            FootnoteExtension().extendMarkdown(md)
        Blocks().extendMarkdown(md)
        md.parser.blockprocessors.register(NotesHere(md.parser), "notes-here", 15)  # before paragraphs (10)
        patterns = md.inlinePatterns
        # After code (190), and before backslashes (180) and links (170).
        patterns.register(EscapedAt(self.reading, md), "escaped-at", 188)
        sign = line_marks.PLACED if self.reading else ""
        patterns.register(TextualCitation(self.keys, sign, md), "textual-citation", 187)
        patterns.register(BracketedCitation(self.keys, sign, md), "citation", 186)
        patterns.register(BoundNumber(sign, md), "bound-number", 185)
        patterns.register(OwnNote(sign, md), "footnote", 175)  # in place of the one of the extension
        md.treeprocessors.register(Listed(md), "listed", 100)
        md.treeprocessors.register(Unwrap(md), "citations", 19.5)


class NotesHere(BlockProcessor):
    r"""`\bibliography`, by which sites with mkdocs-bibtex say where the notes stand: they stand at the end of every page."""

    COMMAND = re.compile(rf"(?:{line_marks.MARK})*\\bibliography(?:{line_marks.MARK})*\s*")

    def test(self, parent: Element, block: str) -> bool:
        del parent
        return bool(self.COMMAND.fullmatch(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        del parent
        blocks.pop(0)


class EscapedAt(Signed):
    r"""`\@` is an at-sign that makes no citation."""

    def __init__(self, reading: bool, md: Markdown) -> None:
        super().__init__(r"(?<!\\)\\@", md)
        self.text = "@" + (line_marks.ESCAPED if reading else "")

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        del data
        return self.text, m.start(0), m.end(0)


class BracketedCitation(Signed):
    """`[see @a, p. 3; @b]`."""

    def __init__(self, keys: Container[str], sign: str, md: Markdown) -> None:
        super().__init__(citations.BRACKETED, md)
        self.keys, self.sign = keys, sign

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        group = etree.Element(_GROUP)
        fault, end = citations.beside(data, m.start(0), m.end(0), self.md.references)
        inside = line_marks.take(m["inside"])[0]
        group.extend([_unread(fault, inside)] if fault else _cited(m["inside"], self.keys, self.sign))
        return group, m.start(0), end


class TextualCitation(Signed):
    """`@a` and `@a [p. 3]` in running text, where `a` is a source; else it is the name of somebody."""

    def __init__(self, keys: Container[str], sign: str, md: Markdown) -> None:
        place = rf"[ \n]?(?:{line_marks.MARK})?\[(?P<inside>[^\[\]@^]+)\](?![(\[:])"
        super().__init__(rf"{citations.TEXTUAL}(?P<place>{place})?", md)
        self.keys, self.sign = keys, sign

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        key = m["braced"] or m["key"]
        if key not in self.keys or _in_brackets(data, m.start(0)):
            return None, None, None
        group = etree.Element(_GROUP)
        if whole := citations.in_round_brackets(data, m.start(0), m.end(0)):
            group.append(_unread("stands in round brackets", line_marks.take(whole)[0]))
            return group, m.start(0), m.end(0)
        etree.SubElement(group, "span", {"class": AUTHOR, "data-key": key})
        inside = f"@{{{key}}}, {line_marks.take(m['inside'])[0]}" if m["inside"] else f"@{{{key}}}"
        group.extend(_cited(inside, self.keys, self.sign))
        return group, m.start(0), m.end(0)


class BoundNumber(Signed):
    """A number with its cell; the checks see to it that the two agree."""

    SIGN = "{="

    def __init__(self, sign: str, md: Markdown) -> None:
        super().__init__(cell_references.BINDING.pattern, md)
        self.sign = sign

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        del data
        cell = ":".join(part for part in (m["table"], m["row"], m["column"]) if part)
        element = etree.Element("span", {"class": "bound", "data-cell": cell})
        element.text = AtomicString(m["number"] + self.sign)
        if m["mark"]:
            element.set("data-line", m["mark"])
        return element, m.start(0), m.start("after")


class OwnNote(InlineProcessor):
    """`[^1]`, where the page has `[^1]: a note of its own`."""

    def __init__(self, sign: str, md: Markdown) -> None:
        super().__init__(r"\[\^([^\]]*)\]", md)
        self.sign = sign

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        del data
        if m[1] not in footnotes(self.md).footnotes:
            return None, None, None
        sup = etree.Element("sup", {"class": OWN, "id": "fnref", "data-note": m[1]})
        sup.text = AtomicString(self.sign)
        return sup, m.start(0), m.end(0)


class Unwrap(Treeprocessor):
    """An inline pattern gives one element; citations side by side are elements of the paragraph."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            if any(child.tag == _GROUP for child in parent):
                children: list[Element] = []
                for child in parent:
                    if child.tag != _GROUP:
                        children.append(child)
                        continue
                    child[-1].tail = child.tail
                    children += child
                parent[:] = children


class Blocks(BlocksExtension):  # type: ignore[misc]
    """The blocks between slashes."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        del md
        for kind in ANNOTATION_KINDS:
            block_mgr.register(type(kind.title(), (AnnotationBlock,), {"NAME": kind}), {})
        for kind in INSERTS:
            block_mgr.register(type(kind.title(), (InsertBlock,), {"NAME": kind}), {})


class AnnotationBlock(Block):  # type: ignore[misc]
    """An annotation as an aside; pages/annotation_html.py gives it its shape."""

    ARGUMENT = None  # one may be missing, which the checks tell

    def on_create(self, parent: Element) -> Element:
        said = {"data-kind": self.NAME, "data-title": self.argument or ""}
        return etree.SubElement(parent, "aside", {"class": f"annotation annotation-{self.NAME}"} | said)


class InsertBlock(Block):  # type: ignore[misc]
    """A place that data fill."""

    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        return etree.SubElement(parent, "div", {"data-insert": self.NAME, "data-name": self.argument or ""})


def footnotes(md: Markdown) -> FootnoteExtension:
    """The extension that collects the page's own notes: the last one loaded, for `extra` brings another."""
    return [one for one in md.registeredExtensions if isinstance(one, FootnoteExtension)][-1]


def cited(sup: Element) -> citations.Citation | None:
    """The citation that an element stands for; None if it could not be read."""
    said = sup.get("data-citation")
    return citations.Citation(*json.loads(said)) if said else None


def _cited(inside: str, keys: Container[str], sign: str) -> list[Element]:
    """An element for each citation of a group, or one that says what is wrong with the group."""
    inside = line_marks.take(inside)[0]
    try:
        if inside.startswith("^"):
            raise citations.CitationError("begins with ^, as a note of the page does")
        if "\x02" in inside:
            raise citations.CitationError("holds code")
        read = citations.parse(inside, keys)
    except citations.CitationError as error:
        return [_unread(str(error), inside)]
    notes = [etree.Element("sup", _SUP | {"data-citation": json.dumps(citation)}) for citation in read]
    for sup in notes:
        sup.text = AtomicString(sign)
    return notes


def _unread(fault: str, inside: str) -> Element:
    return etree.Element("sup", _SUP | {"data-fault": fault, "data-raw": inside})


def _in_brackets(data: str, at: int) -> bool:
    """Whether an at-sign stands in brackets, which are read as a whole."""
    before = re.sub(r"\\.", "", data[:at], flags=re.DOTALL)
    return before.count("[") > before.count("]")
