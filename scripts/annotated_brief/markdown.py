"""The edition's own Markdown, as a Python-Markdown extension, so that other site generators read it too.

- `[](){ #c018 }` marks the words before it as a claim.
- `/// correction | Title` opens an annotation, `/// figure | name` a figure, `/// listing | name` a list made from data.
- `65.7{=trade:2023-24-total}` is a number bound to a cell.
- Footnotes get the edition's numbers, references and back-links in place of Python-Markdown's.
"""

import re
import xml.etree.ElementTree as etree
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.treeprocessors import Treeprocessor

from annotated_brief.content import syntax
from annotated_brief.content.collector import CLAIM, CLAIMED
from annotated_brief.edition import Edition
from annotated_brief.markup import text_flow, trees
from annotated_brief.pages import annotation_html, figure_pages, listings, section_parts
from annotated_brief.references import footnotes, own_notes

HEADING = re.compile(r"h[1-6]")
STOPS = re.compile(r"(?:[,;:.?!…)\]”\"]|[’'](?!\w))*")  # an apostrophe before a letter belongs to the word


class BriefExtension(Extension):
    """Register everything. `edition` is what the pages are made from, `page` the file in docs/ that is converted."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            # Not None: Python-Markdown would make a boolean of what it is given.
            "edition": ["", "the loaded edition"],
            "page": ["", "file in docs/ of the page that is converted"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        edition, page = self.getConfig("edition"), self.getConfig("page")
        keys = edition.sources if isinstance(edition, Edition) else ()
        syntax.SyntaxExtension(keys).extendMarkdown(md)
        if isinstance(edition, Edition):
            terms = {term.short: term.full for term in edition.terms.values()}
            md.treeprocessors.register(Terms(md, terms), "terms", 7.5)
            # After inline patterns (20) and attribute lists (8), so that marks have their ids.
            # Before the contents (5), in which the heading of an empty list does not stand.
            md.treeprocessors.register(EmptyLists(md, edition, page), "empty-lists", 7.2)
            md.treeprocessors.register(Claims(md, edition, page), "claims", 7)
            md.treeprocessors.register(annotation_html.Annotations(md), "annotations", 6)
            # After everything that looks at the blocks of a page, and before lists and figures are put in.
            md.treeprocessors.register(text_flow.TextFlow(md), "text-flow", -8)
            md.treeprocessors.register(section_parts.Parts(md, edition, page), "section-parts", -9)
            # After the contents (5), in which they do not stand, and before MkDocs has checked the links (0).
            md.treeprocessors.register(own_notes.OwnNotes(md), "own-notes", 4)
            # After MkDocs has checked the links of the page, which does not look into stashed HTML.
            md.treeprocessors.register(footnotes.Footnotes(md, edition, page), "edition-footnotes", -10)
            md.treeprocessors.register(Inserts(md, edition, page), "inserts", -11)


class _WithEdition(Treeprocessor):
    def __init__(self, md: Markdown, edition: Edition, page: str) -> None:
        super().__init__(md)
        self.edition = edition
        self.page = page

    def stash(self, template: str, **values: Any) -> str:
        """HTML of a template as a mark that Python-Markdown replaces at the end."""
        return str(self.md.htmlStash.store(self.edition.render(template, self.page, **values)))


class Terms(AbbrTreeprocessor):
    """Explain the short names on hover. The base class ends a word at \\b, which BRICS+ does not do."""

    def run(self, root: Element) -> None:
        names = sorted(self.abbrs, key=len, reverse=True)
        if names:
            self.RE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
            self.iter_element(root)


class Claims(_WithEdition):
    """Wrap the words of each claim, from the line's start or the mark before, in a span with the claim's id."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            if element.tag in CLAIMED and (names := [name for child in element if (name := _mark(child))]):
                trees.fill(element, [token for line in trees.lines(element) for token in self._line(line)])
                if element in root and (reasons := self._reasons(names)):
                    after = etree.Element("div", {"class": "insert"})
                    after.text = reasons
                    root.insert(list(root).index(element) + 1, after)

    def _reasons(self, names: list[str]) -> str:
        """Why the claims of a paragraph have their verdicts."""
        claims = [claim for name in names if (claim := self.edition.claims.get(name)) and claim.why]
        return self.stash("reasons.html", claims=claims) if claims else ""

    def _line(self, line: list[trees.Token]) -> list[trees.Token]:
        out: list[trees.Token] = []
        pending: list[trees.Token] = []
        for token in line:
            name = "" if isinstance(token, str) else _mark(token)
            if not pending and out and isinstance(token, str):
                out, token = _closed(out, token)
            if name:
                out += self._claim(name, pending)
                pending = []
            elif not pending and _leading(token):
                out.append(token)  # a citation of the claim before, or the space after it
            else:
                pending.append(token)
        return out + pending

    def _claim(self, name: str, content: list[trees.Token]) -> list[trees.Token]:
        lead, content = _leading_space(content)
        claim = self.edition.claims.get(name)
        attributes = {"class": "claim", "id": name}
        if claim:
            attributes |= {"data-verdict": claim.slug, "data-kind": claim.kind}
        if notes := [note.id for note in self.edition.annotations_of(name) if note.page == self.page]:
            attributes["aria-details"] = notes[0]  # ARIA 1.2 knows one
        span = trees.fill(etree.Element("span", attributes), content)
        words = self.edition.marks[name].words if name in self.edition.marks else name
        mark = self.stash("claim-mark.html", claim=claim, words=words) if claim else ""
        return [*lead, span, mark] if mark else [*lead, span]


def _mark(element: Element) -> str:
    """The id of the claim that an empty link marks; empty for any other element."""
    name = element.get("id", "")
    is_mark = element.tag == "a" and not element.get("href") and not (element.text or len(element))
    return name if is_mark and CLAIM.fullmatch(name) else ""


def _closed(out: list[trees.Token], text: str) -> tuple[list[trees.Token], str]:
    """The stop after a claim stands at its last word, before the sign."""
    match = STOPS.match(text)
    stop = match[0] if match else ""
    at = len(out) - isinstance(out[-1], str)
    return ([*out[:at], stop, *out[at:]] if stop else out), text[len(stop) :]


def _leading(token: trees.Token) -> bool:
    return token.tag == "sup" if not isinstance(token, str) else not token.strip()


def _leading_space(content: list[trees.Token]) -> tuple[list[trees.Token], list[trees.Token]]:
    """White space and the stops that belong to the claim before are left out of the span."""
    if content and isinstance(content[0], str):
        stripped = content[0].lstrip(" ;,")
        return [content[0][: len(content[0]) - len(stripped)]], [stripped, *content[1:]]
    return [], content


class EmptyLists(_WithEdition):
    """Leave out lists that show nothing, and a heading that then has nothing below it."""

    def run(self, root: Element) -> None:
        for element in list(root):
            if element.get("data-insert") != "listing" or listings.has(element.get("data-name", ""), self.edition):
                continue
            at = list(root).index(element)
            root.remove(element)
            heading = root[at - 1] if at and HEADING.fullmatch(root[at - 1].tag) else None
            follows = root[at].tag if at < len(root) else "h1"
            if heading is not None and HEADING.fullmatch(follows) and follows <= heading.tag:
                root.remove(heading)


class Inserts(_WithEdition):
    """Figures and lists, each from its data."""

    def run(self, root: Element) -> None:
        for element in root.iter("div"):
            if kind := element.attrib.pop("data-insert", None):
                name = element.attrib.pop("data-name", "")
                inserted = self._figure(name) if kind == "figure" else listings.render(name, self.edition, self.page)
                element.set("class", f"insert insert-{kind}")
                element.text = self.md.htmlStash.store(inserted)

    def _figure(self, name: str) -> str:
        return str(figure_pages.place(name, self.edition, self.page))


def makeExtension(**options: Any) -> BriefExtension:  # noqa: N802 - Python-Markdown's name
    return BriefExtension(**options)
