"""Footnotes with the edition's numbers, full references and back-links that say where they lead.

Python-Markdown collects and places the notes; here their numbers, ids, text and back-links are replaced.
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

from annotated_brief.bibliography import references, sources
from annotated_brief.content.claims import Claim
from annotated_brief.edition import Edition, Use
from annotated_brief.markup.templating import render
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


def number(edition: Edition, name: str) -> str:
    """What a citation prints: 4, or 23a where the source is cited with several locators."""
    key, letter = split(edition, name)
    return edition.numbers.get(key, "?") + letter


def split(edition: Edition, name: str) -> tuple[str, str]:
    """A footnote's id as key and letter."""
    if name in edition.sources:
        return name, ""
    key, _, letter = name.rpartition("-")
    return key, letter


def supports(edition: Edition, key: str) -> list[Claim]:
    """The claims that a source bears on."""
    return [claim for claim in edition.claims.values() if key == claim.footnote or key in claim.keys]


def make(edition: Edition, page: str, name: str) -> Footnote:
    """One footnote of a page."""
    key, letter = split(edition, name)
    source = edition.sources[key]
    variants = {mark: variant for variant, mark in edition.variants.get(key, {}).items()}
    prefix, _, locator = (variants.get(letter) or _only_variant(edition, page, key)).partition("|")
    note = linked_titles.link(references.with_locator(source, prefix, locator, edition.references[key]), source)
    backlinks = [use for use in edition.uses.get(key, []) if use.page == page and use.anchor.startswith("fnref-")]
    mine = [use for use in backlinks if re.fullmatch(rf"fnref-{re.escape(name)}-\d+", use.anchor)]
    return Footnote(name, key, number(edition, name), note, source, mine, supports(edition, key))


def _only_variant(edition: Edition, page: str, key: str) -> str:
    """The locator of a source that is cited with the same one everywhere, and so on this page."""
    citings = edition.pages[page].citings if page in edition.pages else []
    return next((citing.citation.variant for citing in citings if citing.citation.key == key), "")


class Footnotes(Treeprocessor):
    """Rewrite the citations in the text and the list of notes at the page's end."""

    def __init__(self, md: Markdown, edition: Edition, page: str) -> None:
        super().__init__(md)
        self.edition = edition
        self.page = page

    def run(self, root: Element) -> None:
        names = self._citations(root)
        for parent in list(root.iter()):
            _set_apart(parent)
            for child in list(parent):
                if child.tag == "div" and child.get("class") == "footnote":
                    parent.remove(child)
        if names:
            notes = [make(self.edition, self.page, name) for name in names]
            notes.sort(key=lambda note: (int(re.sub(r"\D", "", note.number)), note.number))
            base = self.edition.addresses.base(self.page)
            html = render("footnotes.html", notes=notes, edition=self.edition, base=base, page=self.page)
            etree.SubElement(root, "div", {"class": "notes"}).text = self.md.htmlStash.store(html)

    def _citations(self, root: Element) -> list[str]:
        """Give each citation its number and id; return the footnotes it takes, in order of first use."""
        counts: Counter[str] = Counter()
        for sup in root.iter("sup"):
            link = sup.find("a")
            if link is None or link.get("class") != "footnote-ref":
                continue
            name = (link.get("href") or "").removeprefix("#fn:")
            counts[name] += 1
            key, _ = split(self.edition, name)
            sup.set("id", f"fnref-{name}-{counts[name]}")
            link.attrib.clear()
            label = number(self.edition, name)
            link.attrib.update(
                {
                    "class": "citation",
                    "role": "doc-noteref",
                    "href": f"#fn-{name}",
                    "data-key": key,
                    "aria-label": f"Note {label}",
                }
            )
            if key in self.edition.sources and self.edition.sources[key].footnote:
                link.set("data-own", "")
            link.text = label
        return list(counts)


def _set_apart(parent: Element) -> None:
    """Name the citations that follow another one directly, for the style sheet: it does not see words between them."""
    for before, sup in pairwise(parent):
        if before.tag == sup.tag == "sup" and not (before.tail or "").strip():
            sup.set("class", "further")
