"""Annotations as the page shows them: kind in a word, a lead for the margin, the rest folded, one fold a paragraph."""

import xml.etree.ElementTree as etree
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from annotated_brief.content import sections
from annotated_brief.markup import trees

# What the margin shows at once; the rest of an annotation opens in place.
LEAD = 25


class Annotations(Treeprocessor):
    """Finish the asides: kind in a word, a lead for the margin, the rest folded; gather those of one paragraph."""

    def run(self, root: Element) -> None:
        for aside in root.iter("aside"):
            if "data-kind" in aside.attrib:
                self._finish(aside)
        self._gather(root)

    def _finish(self, aside: Element) -> None:
        name = aside.get("id", "")
        kind = aside.attrib.pop("data-kind")
        for other in aside.attrib.keys() - {"id", "class", "data-claims"}:
            del aside.attrib[other]  # the checks refuse it
        aside.set("aria-labelledby", f"{name}-title")
        title, *paragraphs = list(aside)
        title.set("id", f"{name}-title")
        label = etree.Element("p", {"class": "annotation-kind"})
        label.text = sections.ANNOTATIONS[kind]
        lead, rest = _split([line for paragraph in paragraphs for line in trees.lines(paragraph)])
        content: list[trees.Token] = [label, title, trees.fill(etree.Element("p", {"class": "annotation-lead"}), lead)]
        if rest:
            more = etree.Element("details", {"class": "annotation-more"})
            # One of many on the page: heard with the title that it belongs to.
            names = {"id": f"{name}-more", "aria-labelledby": f"{name}-more {name}-title"}
            etree.SubElement(more, "summary", names).text = "More"
            more.append(trees.fill(etree.Element("p"), rest))
            content.append(more)
        link = etree.Element(
            "a", {"class": "permalink", "href": f"#{name}", "aria-label": f"Link to annotation {name}"}
        )
        link.text = "#"
        content.append(link)
        trees.fill(aside, content)

    def _gather(self, root: Element) -> None:
        """Neighbouring asides go into one fold, which narrow pages show closed with its count."""
        out: list[Element] = []
        for child in list(root):
            root.remove(child)
            if child.tag != "aside":
                out.append(child)
            elif out and out[-1].get("class") == "annotations":
                out[-1].append(child)
            else:
                fold = etree.Element("details", {"class": "annotations"})
                etree.SubElement(fold, "summary")
                fold.append(child)
                out.append(fold)
        for child in out:
            if child.get("class") == "annotations":
                count = len(child) - 1
                child[0].text = f"{count} annotation{'s' if count > 1 else ''}"
            root.append(child)


def _split(lines: list[list[trees.Token]]) -> tuple[list[trees.Token], list[trees.Token]]:
    """As many whole sentences as the margin shows at once, and the rest."""
    lead: list[trees.Token] = []
    for index, line in enumerate(lines):
        if lead and trees.words(lead) + trees.words(line) > LEAD:
            return lead, [token for rest in lines[index:] for token in rest]
        lead += line
    return lead, []
