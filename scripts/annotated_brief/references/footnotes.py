"""Footnotes with the edition's numbers, full references and back-links that say where they lead.

The syntax (content/syntax.py) has left an element at each citation; here it gets its number and its id, and the notes of
the page are put at its end.
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from annotated_brief.bibliography import names, references, sources
from annotated_brief.content import syntax
from annotated_brief.content.claims import Claim
from annotated_brief.content.notes import Note
from annotated_brief.content.uses import Use
from annotated_brief.edition import Edition
from annotated_brief.references import linked_titles


class Footnote(NamedTuple):
    """One footnote as the template needs it."""

    id: str  # key, with a letter where a source is cited with several locators
    key: str
    number: str
    note: Markup
    source: sources.Source
    backlinks: list[Use]
    supports: list[Claim]  # claims for which the source is evidence or the brief's own note


def number(edition: Edition, note: Note) -> str:
    """What a citation prints: 4, or 23a where the source is cited with several locators."""
    return edition.numbers.get(note.key, "?") + note.letter


def supports(edition: Edition, key: str) -> list[Claim]:
    """The claims that a source bears on."""
    return [edition.claims[name] for name in edition.supports.get(key, []) if name in edition.claims]


def make(edition: Edition, page: str, note: Note) -> Footnote:
    """One footnote of a page."""
    source, said = edition.sources[note.key], note.citation
    printed = references.marked_note(said.prefix, said.locator, edition.references[note.key])
    text = linked_titles.link(printed, source)
    anchors = {f"fnref-{note.id}-{count + 1}" for count in range(len(edition.uses.get(note.key, [])))}
    backlinks = [use for use in edition.uses.get(note.key, []) if use.page == page and use.anchor in anchors]
    return Footnote(note.id, note.key, number(edition, note), text, source, backlinks, supports(edition, note.key))


class Footnotes(Treeprocessor):
    """Number the citations in the text, and put the list of notes at the page's end."""

    def __init__(self, md: Markdown, edition: Edition, page: str) -> None:
        super().__init__(md)
        self.edition = edition
        self.page = page

    def run(self, root: Element) -> None:
        notes = self._citations(root)
        for parent in root.iter():
            _close_up(parent)
            _set_apart(parent)
        if notes:
            footnotes = [make(self.edition, self.page, note) for note in notes]
            footnotes.sort(key=lambda note: (int(re.sub(r"\D", "", note.number) or 0), len(note.number), note.number))
            html = self.edition.render("footnotes.html", self.page, notes=footnotes)
            etree.SubElement(root, "div", {"class": "notes"}).text = self.md.htmlStash.store(html)

    def _citations(self, root: Element) -> list[Note]:
        """Give each citation its number and id; return the footnotes it takes, in order of first use."""
        counts: Counter[Note] = Counter()
        for element in list(root.iter()):
            if element.get("class") == syntax.AUTHOR:
                source = self.edition.sources.get(element.attrib.pop("data-key"))
                element.text = _author(source) if source else ""
            elif element.tag == "sup" and element.get("class") == syntax.CITING:
                note = self._note(element)
                if note:
                    counts[note] += 1
                    is_own = self.edition.sources[note.key].footnote is not None
                    _cite(element, note, number(self.edition, note), counts[note], is_own=is_own)
        return list(counts)

    def _note(self, sup: Element) -> Note | None:
        """The footnote of a citation; one without stays visible, and the checks report it."""
        citation = syntax.cited(sup)
        note = self.edition.notes.get(citation) if citation else None
        if note and note.key in self.edition.references:
            return note
        said = sup.get("data-raw") or (citation and f"unknown source: @{citation.key}") or ""
        sup.attrib.clear()
        sup.tag, sup.text = "span", f"[{said}]"
        return None


def _cite(sup: Element, note: Note, label: str, count: int, *, is_own: bool) -> None:
    sup.attrib.clear()
    sup.set("id", f"fnref-{note.id}-{count}")
    link = {"class": "citation", "role": "doc-noteref", "href": f"#fn-{note.id}", "data-key": note.key}
    link |= {"aria-label": f"Note {label}"} | ({"data-own": ""} if is_own else {})
    etree.SubElement(sup, "a", link).text = label


def _author(source: sources.Source) -> str:
    """Who a sentence names; of a work without authors its title."""
    return names.in_text(*names.of(source.reading.record.get("author"))) or source.title


def _close_up(parent: Element) -> None:
    """Take out the space that people write before a citation: its sign stands close to the word before it."""
    before = None
    for child in parent:
        if child.tag == "sup" and child.get("id", "").startswith("fnref-"):
            if before is None:
                parent.text = (parent.text or "").rstrip()
            else:
                before.tail = (before.tail or "").rstrip()
        before = child


def _set_apart(parent: Element) -> None:
    """Name the citations that follow another one directly, for the style sheet: it does not see words between them."""
    for before, sup in pairwise(parent):
        if before.tag == sup.tag == "sup" and not (before.tail or "").strip():
            sup.set("class", "further")
