"""The parts of a long section: under each heading how its claims fared, and the same in a word for the rail beside it."""

import xml.etree.ElementTree as etree
from bisect import bisect
from collections import Counter
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from annotated_brief.content.claims import Claim
from annotated_brief.core.counted import counted
from annotated_brief.edition import Edition
from annotated_brief.pages import strip


def claims(edition: Edition, file: str) -> list[list[Claim]]:
    """The claims under each heading of a page, in order; those before the first heading are left out."""
    page = edition.pages[file]
    lines = enumerate(page.body.splitlines(), page.body_line)
    heads = [number for number, line in lines if line.startswith("## ")]
    parts: list[list[Claim]] = [[] for _ in heads]
    for mark in page.marks:
        place = bisect(heads, mark.line)
        if place and mark.claim in edition.claims:
            parts[place - 1].append(edition.claims[mark.claim])
    return parts


def tally(judged: list[Claim]) -> str:
    """`9 claims: 4 supported, 3 partly supported, 2 opinion`."""
    counts = Counter(claim.verdict for claim in strip.by_verdict(judged))
    words = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    return f"{counted(len(judged), 'claim')}: {words}"


def short(judged: list[Claim]) -> str:
    """How many claims there are, and how many of them are supported."""
    supported = sum(claim.verdict == "supported" for claim in judged)
    return f"{counted(len(judged), 'claim')}, {supported or 'none'} supported"


class Parts(Treeprocessor):
    """Put a strip of marks and their tally under each heading that has claims."""

    def __init__(self, md: Markdown, edition: Edition, page: str) -> None:
        super().__init__(md)
        self.edition = edition
        self.page = page

    def run(self, root: Element) -> None:
        if not self.edition.section_of(self.page):
            return
        heads = [child for child in root if child.tag == "h2"]
        for head, judged in zip(heads, claims(self.edition, self.page), strict=False):
            if judged:
                after = etree.Element("div", {"class": "insert heading-strip"})
                words = tally(judged)
                marks = strip.strip(self.edition, judged, self.page, words)
                after.text = self.md.htmlStash.store(f"{marks}<p>{words}</p>")
                root.insert(list(root).index(head) + 1, after)
