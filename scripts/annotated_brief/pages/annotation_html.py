"""Annotations as the page shows them: kind in a word, a lead for the margin, the rest folded, one fold a paragraph."""

import xml.etree.ElementTree as etree
from itertools import groupby, takewhile
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from annotated_brief.content.verdicts import ANNOTATION_KINDS
from annotated_brief.markup import prose, trees
from annotated_brief.markup.templating import render

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
        title = self._title(aside.attrib.pop("data-title", ""), name)
        for other in aside.attrib.keys() - {"id", "class", "data-claims"}:
            del aside.attrib[other]  # the checks refuse it
        # Not a landmark: a page of thirty of them has no map. Its first words are its name.
        aside.attrib |= {"role": "note"}
        paragraphs = list(takewhile(lambda child: child.tag == "p", aside))
        others = list(aside)[len(paragraphs) :]
        label = etree.Element("p", {"class": "annotation-kind"})
        label.text = ANNOTATION_KINDS[kind].label
        lead, rest = _split([line for paragraph in paragraphs for line in trees.lines(paragraph)])
        content: list[trees.Token] = [label, title, trees.fill(etree.Element("p", {"class": "annotation-lead"}), lead)]
        if rest or others:
            more = etree.Element("details", {"class": "annotation-more"})
            # One of many on the page: heard with the title that it belongs to.
            names = {"id": f"{name}-more", "aria-labelledby": f"{name}-more {name}-title"}
            etree.SubElement(more, "summary", names).text = "More"
            if rest:
                more.append(trees.fill(etree.Element("p"), rest))
            more.extend(others)
            content.append(more)
        claims = (aside.get("data-claims") or "").split()
        links = render("annotation-links.html", name=name, claim=claims[0] if claims else "")
        content.append(self.md.htmlStash.store(links))
        trees.fill(aside, content)

    def _title(self, text: str, name: str) -> Element:
        """Text with emphasis, as the ledger prints it, and no Markdown or HTML beyond that."""
        title = etree.Element("p", {"class": "annotation-title", "id": f"{name}-title"})
        title.text = self.md.htmlStash.store(str(prose.inline(text)))
        return title

    def _gather(self, root: Element) -> None:
        """Neighbouring asides go into one fold, which narrow pages show closed; a correction always lies open."""
        children = list(root)
        for child in children:
            root.remove(child)
        for is_open, group in groupby(children, _openness):
            if is_open is None:
                root.extend(group)
            else:
                root.append(_together(list(group), is_open=is_open))


def _openness(child: Element) -> bool | None:
    """Whether an aside is a correction; nothing for any other element."""
    return None if child.tag != "aside" else "annotation-correction" in child.get("class", "")


def _together(asides: list[Element], *, is_open: bool) -> Element:
    """Annotations of one paragraph: corrections as they are, others in a fold that names the kind and title of each."""
    if is_open:
        group = etree.Element("div", {"class": "annotations"})
    else:
        group = etree.Element("details", {"class": "annotations"})
        summary = etree.SubElement(group, "summary")
        for aside in asides:
            kind, title = aside[0], aside[1]
            line = etree.SubElement(summary, "span")
            etree.SubElement(line, "b").text = kind.text
            line[0].tail = " "
            etree.SubElement(line, "span").text = title.text
    group.extend(asides)
    return group


def _split(lines: list[list[trees.Token]]) -> tuple[list[trees.Token], list[trees.Token]]:
    """As many whole sentences as the margin shows at once, and the rest."""
    lead: list[trees.Token] = []
    for index, line in enumerate(lines):
        if lead and trees.words(lead) + trees.words(line) > LEAD:
            return lead, [token for rest in lines[index:] for token in rest]
        lead += line
    return lead, []
