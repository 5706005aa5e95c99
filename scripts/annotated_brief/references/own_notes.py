"""The notes that a page has of its own, `[^1]: words`: numbered i, ii, iii, because the numbers 1, 2, 3 are those of sources."""

import xml.etree.ElementTree as etree
from collections import Counter
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from annotated_brief.content import syntax

SECTION = {"class": "footnotes own-notes", "role": "doc-endnotes", "aria-labelledby": "own-notes"}
ROMAN = {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


class OwnNotes(Treeprocessor):
    """Puts the notes that Python-Markdown has collected at the page's end, and numbers what refers to them."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.prefix = syntax.footnotes(md).makeFootnoteId("")
        self.texts: dict[str, Element] = {}
        self.references: Counter[str] = Counter()

    def run(self, root: Element) -> None:
        self.texts, self.references = {}, Counter()
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "div" and child.get("class") == "footnote":
                    parent.remove(child)
                    texts = child.findall("ol/li")
                    self.texts |= {item.get("id", "").removeprefix(self.prefix): item for item in texts}
        for within in (root, *self.texts.values()):
            for sup in within.iter("sup"):
                if sup.get("class") == syntax.OWN:
                    self._refer(sup)
        if self.references:
            place = etree.SubElement(root, "div", {"class": "notes"})
            section = etree.SubElement(place, "section", SECTION)
            etree.SubElement(section, "h2", {"id": "own-notes"}).text = "Remarks"
            listed = etree.SubElement(section, "ol")
            for index, name in enumerate(self.references, 1):
                listed.append(self._item(name, index))

    def _refer(self, sup: Element) -> None:
        name = sup.get("data-note", "")
        self.references[name] += 1
        index = list(self.references).index(name) + 1
        sup.attrib.clear()
        sup.set("id", f"own-noteref-{index}-{self.references[name]}")
        link = {"class": "citation", "role": "doc-noteref", "href": f"#own-note-{index}"}
        etree.SubElement(sup, "a", link | {"aria-label": f"Note {roman(index)}"}).text = roman(index)

    def _item(self, name: str, index: int) -> Element:
        item = etree.Element("li", {"id": f"own-note-{index}", "tabindex": "-1"})
        label = etree.SubElement(item, "span", {"class": "footnote-number", "aria-hidden": "true"})
        label.text, label.tail = roman(index), " "
        text = etree.SubElement(item, "div", {"class": "footnote-text"})
        text[:] = list(self.texts[name])
        for parent in list(text.iter()):
            for link in [child for child in parent if child.get("class") == "footnote-backref"]:
                parent.remove(link)
        back = etree.SubElement(item, "p", {"class": "backlinks"})
        sign = etree.SubElement(back, "span", {"aria-hidden": "true"})
        sign.text, sign.tail = "↩", " "
        for count in range(1, self.references[name] + 1):
            said = {"href": f"#own-noteref-{index}-{count}", "aria-label": f"Back to note {roman(index)}, {count}"}
            link = etree.SubElement(back, "a", {"role": "doc-backlink"} | said)
            link.text, link.tail = str(count), " "
        return item


def roman(number: int) -> str:
    """A number in small Roman figures."""
    out = ""
    for value, letters in ROMAN.items():
        out += letters * (number // value)
        number %= value
    return out
