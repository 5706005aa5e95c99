"""How the text of a page runs: a wide table scrolls by itself, and what begins in Arabic or Hebrew runs from right to left."""

import re
import unicodedata
import xml.etree.ElementTree as etree
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

BLOCKS = frozenset("p li blockquote h1 h2 h3 h4 h5 h6 dt dd th td".split())
WIDE = 7  # columns of a table that takes smaller letters on paper
STASHED = re.compile("\x02[^\x03]*\x03")  # what Python-Markdown has put aside


class TextFlow(Treeprocessor):
    """Frame each table, and give `dir` to each block whose first letter says it."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    parent[index] = _framed(child)
        if any(map(_runs_left, "".join(root.itertext()))):
            for element in root.iter():
                if element.tag in BLOCKS and not element.get("dir") and _begins_right("".join(element.itertext())):
                    element.set("dir", "rtl")


def _framed(table: Element) -> Element:
    is_wide = max(len(row) for row in table.iter("tr")) >= WIDE
    named = {"class": f"table-frame{' table-wide' * is_wide}", "role": "group", "aria-label": "Scrolls sideways"}
    frame = etree.Element("div", {**named, "tabindex": "0"})
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame


def _runs_left(letter: str) -> bool:
    return letter > "\u0590" and unicodedata.bidirectional(letter) in {"R", "AL"}


def _begins_right(text: str) -> bool:
    """Whether the first letter of a text is one of a script that runs from right to left."""
    letters = (letter for letter in STASHED.sub("", text) if letter.isalpha())
    return _runs_left(next(letters, ""))
