"""Collect the record of a page from its HTML, which was converted with line marks, in one pass and in page order."""

import re
from collections.abc import Container, Iterable
from typing import Any, NamedTuple

from annotated_brief.content import cell_references, line_marks, misplaced, syntax
from annotated_brief.content.html_rules import BLOCKS, VOID, HtmlRules, Parser
from annotated_brief.content.page_record import Annotation, Insert, Link, Reading
from annotated_brief.content.sentence_record import Place, record
from annotated_brief.content.sentences import Token, leftovers, sentences, unmarked, words
from annotated_brief.core.problems import Problem

CODE = {"code", "pre", "script", "style", "textarea", "kbd", "samp"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
GROUPS = {"ul", "ol", "dl", "table"}
ADDRESSES = ("href", "src", "srcset", "poster", "action", "formaction", "xlink:href", "data", "background")
CLAIMED = {"p", "li", "td", "dd"}  # where the words before a mark can be marked as a claim
CLAIM = re.compile(r"c\d+")
WORD = re.compile(r"[\w’'-]+")
BRACKETED = re.compile(r"\[([^\[\]\s,;]+)(?=[\],;])")


class Frame(NamedTuple):
    """An element that is open."""

    tag: str
    role: str  # its role for the collector; empty for any other element
    said: dict[str, str]  # its attributes, without line marks


class Collector(Parser):
    """Feed it the HTML of a page, close it, and ask for `reading` and `problems`."""

    def __init__(self, file: str, path: str, body: str, first: int, keys: Container[str] = ()) -> None:
        super().__init__(convert_charrefs=True)
        self.file, self.path = file, path
        self.keys, self.line = keys, first
        self.rules = HtmlRules(path, body, first)
        self.stack: list[Frame] = []
        self.reading = Reading([], [], [], [], [], [], [], {}, [], 0)
        self.tokens: list[Token] = []
        self.paragraph = 0
        self.heading = ""  # id of the last one of the second level
        self.numbered: set[int] = set()  # depths of lists and tables that have the number of a paragraph
        self.annotation: Annotation | None = None
        self.own_note = ""
        self.defined: dict[str, int] = {}  # the page's own notes, with their lines
        self.referred: dict[str, int] = {}

    @property
    def problems(self) -> list[Problem]:
        return self.rules.problems

    def fault(self, message: str, remedy: str, line: int = 0) -> None:
        self.problems.append(Problem(self.path, line or self.line, message, remedy))

    def _faults(self, told: Iterable[misplaced.Fault]) -> None:
        for fault in told:
            self.fault(*fault)

    def within(self, *tags: str) -> bool:
        return any(frame.tag in tags or frame.role in tags for frame in self.stack)

    # What the parser calls.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: line_marks.take(value or "")[0] for name, value in attrs}
        self.rules.opened(tag, said, self.line)
        if tag in BLOCKS:
            self._flush()
        if tag == "h2":
            self.heading = said.get("id", "")
        role = self._role(tag, said, dict(attrs))
        self._faults(misplaced.in_attributes(said, is_ours=bool(role)))
        if tag not in VOID:
            self.stack.append(Frame(tag, role, said))
        if role not in {"mark", "citing", syntax.OWN, "back"} and tag not in HEADINGS:
            self._named(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag in BLOCKS:
            self._flush()
        popped = self.rules.closed(tag, [frame.tag for frame in self.stack], self.line)
        for _ in range(popped):
            self._leave(self.stack.pop())

    def handle_data(self, data: str) -> None:
        for part in re.split(f"({line_marks.MARK})", data):
            if part.startswith(line_marks.OPEN):
                self.line = line_marks.number(part)
            elif part and not self.within("citing", "back", syntax.OWN):
                self._words(part.replace(line_marks.PLACED, ""))

    def close(self) -> None:
        super().close()
        self._flush()
        self.rules.left_open([frame.tag for frame in self.stack])
        for name, line in self.defined.items():
            if name not in self.referred:
                self.fault(f"note [^{name}] is referred to nowhere", f"write [^{name}] in the text, or delete it", line)

    # The role of an element.

    def _role(self, tag: str, said: dict[str, str], raw: dict[str, Any]) -> str:
        classes = said.get("class", "").split()
        if tag == "sup" and syntax.CITING in classes:
            self._cite(said)
            return "citing"
        if tag == "sup" and syntax.OWN in classes:
            self._refer(said["data-note"])
            return syntax.OWN
        if tag == "span" and "bound" in classes:
            self.line = line_marks.take(raw.get("data-line") or "")[1] or self.line
            self._add("bound", said.get("data-cell", ""))
        elif tag == "a" and "footnote-backref" in classes:
            return "back"
        elif tag == "a" and not said.get("href") and CLAIM.fullmatch(said.get("id", "")):
            self._mark(said["id"])
            return "mark"
        elif tag == "aside" and "data-kind" in said:
            self._annotate(said, raw)
            return "annotation"
        elif tag == "div" and "data-insert" in said:
            self._insert(said, raw)
            return "insert"
        elif tag == "div" and "footnote" in classes:
            return "own-notes"
        elif tag == "li" and len(self.stack) > 1 and self.stack[-2].role == "own-notes":
            self.own_note = said.get("id", "").removeprefix("fn:")
            self.defined[self.own_note] = 0
            return "own-note-text"
        return ""

    def _words(self, text: str) -> None:
        if self.within(*CODE):
            self._add("code", text)
            return
        self._add("text", text)
        self.rules.entities(text, self.line)
        self.reading.bracketed.extend((word, self.line) for word in BRACKETED.findall(text))
        links = [frame.said.get("href", "") for frame in self.stack if frame.tag == "a"]
        self._faults(misplaced.in_text(text, self.keys, links))

    def _leave(self, frame: Frame) -> None:
        self.numbered.discard(len(self.stack))
        if frame.tag in HEADINGS:  # its line is known by now
            self._named(frame.tag, frame.said)
        if frame.role == "annotation":
            self.annotation = None
        elif frame.role == "own-note-text":
            self.own_note = ""

    def _add(self, kind: str, value: str) -> None:
        ends = not self.stack or self.stack[-1].tag in BLOCKS
        self.tokens.append(Token(kind, value, self.line, ends))

    def _cite(self, said: dict[str, str]) -> None:
        self._faults(misplaced.in_citation(said, in_link=self.within("a")))
        self._add("citing", said.get("data-citation", ""))

    def _refer(self, name: str) -> None:
        if self.within("a"):
            self.fault("a note stands in the words of a link", misplaced.AFTER_LINK)
        if name not in self.referred:
            self.referred[name] = self.line
            self.reading.own_notes.append(name)

    def _mark(self, name: str) -> None:
        parent = self.stack[-1].tag if self.stack else ""
        if parent not in CLAIMED or self.annotation or self.own_note:
            where = (self.annotation and "an annotation") or (self.own_note and "a note") or f"<{parent}>"
            self.fault(f"mark of {name} stands in {where}", "write it in running text, after the words it marks")
        self._add("mark", name)

    # The words of a block, when it ends.

    def _flush(self) -> None:
        tokens, self.tokens = self.tokens, []
        if not any(token.kind != "text" or token.value.strip() for token in tokens):
            return
        for line, message, remedy in leftovers(tokens):
            self.fault(message, remedy, self.rules.written(unmarked(message), line) or line)
        if self.within("insert"):
            kind = self.reading.inserts[-1].kind
            self.fault(f"words stand in a {kind}, which has none of its own", "write them before or after it")
        is_text = not (self.annotation or self.own_note or self.within(*HEADINGS))
        if is_text:
            self._count_paragraph()
        place = Place(
            self.file, self.paragraph, self.annotation.id if self.annotation else "", self.own_note, self.heading
        )
        for sentence in sentences(tokens):
            record(sentence, place, self.reading)
        said = words(tokens)
        if self.annotation:
            text = f"{self.annotation.text} {said}".strip()
            self.reading.annotations[-1] = self.annotation = self.annotation._replace(text=text)
        elif is_text:
            self.reading = self.reading._replace(words=self.reading.words + len(WORD.findall(said)))

    def _count_paragraph(self) -> None:
        """A list or a table counts once, and each paragraph in it."""
        depth = next((index for index, frame in enumerate(self.stack) if frame.tag in GROUPS), None)
        if depth is None or depth not in self.numbered or self.stack[-1].tag == "p":
            self.paragraph += 1
        if depth is not None:
            self.numbered.add(depth)

    def _named(self, tag: str, said: dict[str, str]) -> None:
        name = said.get("id", "")
        if misplaced.RESERVED.match(name) and tag != "aside":
            at = self.rules.written(rf"[#\"']{name}\b", self.line)
            self.fault(f"id {name} is one that an edition makes", "give the place another id", at)
        if name and not self.within("own-note-text"):
            if name in self.reading.anchors and tag != "aside":  # annotations are compared over all pages
                first = self.reading.anchors[name]
                self.fault(f"id {name} stands twice on the page (first at line {first})", "give one another id")
            self.reading.anchors.setdefault(name, self.line)
        for attribute in (one for one in ADDRESSES if one in said):
            line = self.rules.written(re.escape(said[attribute]), self.line) or self.line
            self.reading.links.append(Link(said[attribute], attribute, line))
        if tag == "img" and not self.tokens:
            self._add("text", " ")

    def _annotate(self, said: dict[str, str], raw: dict[str, Any]) -> None:
        title, line = line_marks.take(raw.get("data-title") or "")
        self.line = line or self.line
        self._attributes(said, {"class", "data-kind", "data-title"})
        if self.stack:
            self.fault("an annotation stands in a list or a quotation", "close what is around it before it")
        named = re.fullmatch(r"note-[\w-]+", said.get("id", ""))  # the checks tell; it goes into links
        claims = re.findall(r"[\w-]+", said.get("data-claims", ""))
        place = (self.file, self.paragraph, self.line)
        title, name = cell_references.strip(title).strip(), named[0] if named else ""
        self.annotation = Annotation(name, said["data-kind"], title, claims, *place, "")
        self.reading.annotations.append(self.annotation)

    def _insert(self, said: dict[str, str], raw: dict[str, Any]) -> None:
        name, line = line_marks.take(raw.get("data-name") or "")
        self.line = line or self.line
        self._attributes(said, {"data-insert", "data-name"})
        self.reading.inserts.append(Insert(said["data-insert"], name.strip(), self.line))

    def _attributes(self, said: dict[str, str], ours: set[str]) -> None:
        for name in sorted(said.keys() - ours - {"id", "data-claims"}):
            self.fault(f"attribute {name} of the block is not ours", "use only data-claims and id", self.line + 1)
