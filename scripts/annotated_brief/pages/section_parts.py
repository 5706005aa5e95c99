"""The parts of a long section: under each heading how its claims fared, and the same in a word for the rail beside it."""

import xml.etree.ElementTree as etree
from collections import Counter
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from annotated_brief.content.claims import Claim
from annotated_brief.content.verdicts import group
from annotated_brief.core.counted import counted
from annotated_brief.edition import Edition
from annotated_brief.pages import strip


def claims(edition: Edition, file: str) -> dict[str, list[Claim]]:
    """Id of each heading of the second level that has claims -> its claims, in order."""
    parts: dict[str, list[Claim]] = {}
    for mark in edition.pages[file].marks:
        if mark.heading and mark.claim in edition.claims:
            parts.setdefault(mark.heading, []).append(edition.claims[mark.claim])
    return parts


def tally(judged: list[Claim]) -> str:
    """`9 claims: 4 supported, 3 partly supported, 2 opinion`."""
    counts = Counter(claim.verdict for claim in strip.by_verdict(judged))
    words = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    return f"{counted(len(judged), 'claim')}: {words}"


def short(judged: list[Claim]) -> str:
    """How many claims there are and, if any of them was checked, how many are supported."""
    supported = sum(claim.verdict == "supported" for claim in judged)
    is_checked = any(claim.verdict in group("checked") for claim in judged)
    return counted(len(judged), "claim") + (f", {supported or 'none'} supported" if is_checked else "")


class Parts(Treeprocessor):
    """Put a strip of marks and their tally under each heading that has claims."""

    def __init__(self, md: Markdown, edition: Edition, page: str) -> None:
        super().__init__(md)
        self.edition = edition
        self.page = page

    def run(self, root: Element) -> None:
        if not self.edition.section_of(self.page):
            return
        parts = claims(self.edition, self.page)
        for head in [child for child in root if child.tag == "h2"]:
            if judged := parts.get(head.get("id", "")):
                after = etree.Element("div", {"class": "insert heading-strip"})
                words = tally(judged)
                marks = strip.strip(self.edition, judged, self.page, words)
                after.text = self.md.htmlStash.store(f"{marks}<p>{words}</p>")
                root.insert(list(root).index(head) + 1, after)
