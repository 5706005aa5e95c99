"""What HTML a page may hold: nothing that acts on its own, and every element that is opened is closed."""

import re
from bisect import bisect_left
from html.parser import HTMLParser
from itertools import accumulate

from annotated_brief.content.line_marks import RESERVED
from annotated_brief.core.problems import Problem
from annotated_brief.core.text_files import UNSEEN

BLOCKS = set(
    "p li ul ol dl dt dd div section h1 h2 h3 h4 h5 h6 blockquote table thead tbody tr td th aside pre details summary"
    " figure figcaption hr nav header footer article main address fieldset".split()
)
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Their end may be left out (HTML, 13.1.2.4).
OPTIONAL = frozenset("p li dt dd td th tr tbody thead tfoot option colgroup caption".split())
# What would run a script, load from elsewhere or change the page around it.
FORBIDDEN = frozenset(
    "script style iframe object embed link meta base form svg math template frame frameset applet portal textarea title"
    " plaintext xmp noscript html head body button select".split()
)
# Attributes that ask another host when a reader does something.
ASKING = frozenset({"ping", "attributionsrc"})
HARMLESS = re.compile(r"\s*text-align:\s*\w+;?\s*")
REMEDY = "delete it, or put it between backticks"


class HtmlRules:
    """Is given each tag in order, and reports what is wrong with the line on which the tag is written."""

    def __init__(self, path: str, body: str, first: int) -> None:
        self.path, self.body, self.first = path, body, first
        self.problems: list[Problem] = []
        self.starts = [0, *accumulate(len(text) + 1 for text in body.split("\n"))]  # of each line
        self.places: dict[str, list[tuple[int, int]]] = {}  # start and end of each pattern that was looked for
        self.offsets: dict[str, int] = {}  # where the last one of a kind was found

    def opened(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """A start tag, or one that is also the end."""
        if tag in FORBIDDEN:
            self._forbid(rf"<\s*{tag}\b", f"<{tag}", line)
        for name, value in attributes.items():
            if name.startswith("on") or name in ASKING:
                self._forbid(rf"\b{name}\s*=", f"{name}=", line)
            elif name == "style" and not HARMLESS.fullmatch(value):
                self._forbid(r"\bstyle\s*=", "style=", line)

    def declared(self, line: int) -> None:
        """A declaration or an instruction, which browsers drop, with the words in it."""
        self._forbid(r"<(?:!(?!--)|\?)", "<! or <?", line)

    def entities(self, text: str, line: int) -> None:
        """Characters that nobody sees, or that are none, for which an entity stands; those that are written are told elsewhere."""
        for char in {*UNSEEN.findall(RESERVED.sub("", text)), *"\ufffd"[: text.count("\ufffd")]}:
            if char not in self.body:
                said = "no character" if char == "\ufffd" else f"U+{ord(char):04X}, which nobody sees"
                at = self.written(r"&#\w+;", line) or line
                self.problems.append(
                    Problem(self.path, at, f"an entity stands for {said}", "write what is meant, or delete it")
                )

    def closed(self, tag: str, stack: list[str], line: int) -> int:
        """An end tag; how many open elements it ends."""
        if tag in FORBIDDEN:
            self._forbid(rf"<\s*/\s*{tag}\b", f"</{tag}", line)
        at = self.written(rf"</\s*{re.escape(tag)}\b", line)
        for count, name in enumerate(reversed(stack), 1):
            if name == tag:
                return count
            if name not in OPTIONAL and (at or tag not in stack):
                break
            if name not in OPTIONAL:  # Markdown closes what it has opened; the other is the one that is left open
                self.left_open([name])
        at = at or line
        self.problems.append(Problem(self.path, at, f"</{tag}> closes nothing", "delete it, or open what it closes"))
        return 0

    def left_open(self, stack: list[str]) -> None:
        """What is open when the page ends."""
        for name in stack:
            if name not in OPTIONAL:
                line = self.written(rf"<\s*{re.escape(name)}", self.first, anew=True) or self.first
                message = f"<{name}> is never closed"
                self.problems.append(Problem(self.path, line, message, f"write </{name}> after what it holds"))

    def written(self, pattern: str, line: int, anew: bool = False) -> int:
        """The line on which something stands in the Markdown, at or after a line if it can be; 0 if it is not there."""
        if pattern not in self.places:
            matches = re.finditer(pattern, self.body, re.IGNORECASE)
            self.places[pattern] = [one.span() for one in matches]
        places = self.places[pattern]
        if not places:
            return 0
        start = self.starts[min(line - self.first, len(self.starts) - 1)]
        start = start if anew else max(start, self.offsets.get(pattern, 0))
        at = bisect_left(places, (start, 0))
        start, self.offsets[pattern] = places[at if at < len(places) else 0]
        return self.first + bisect_left(self.starts, start + 1) - 1

    def _forbid(self, pattern: str, said: str, line: int) -> None:
        """HTML that an extension produced is no fault: it is not written in the page."""
        if at := self.written(pattern, line):
            self.problems.append(Problem(self.path, at, f"HTML that a page must not hold: {said}", REMEDY))


class Parser(HTMLParser):
    """A parser that reports what browsers drop, with the words in it; `line` is where it is in the Markdown."""

    rules: HtmlRules
    line: int

    def handle_decl(self, _: str) -> None:
        self.rules.declared(self.line)

    def unknown_decl(self, _: str) -> None:
        self.rules.declared(self.line)

    def handle_pi(self, _: str) -> None:
        self.rules.declared(self.line)
