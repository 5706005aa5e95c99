"""Read YAML with line numbers: every value is a text, a list or a mapping.

No type is guessed: `yes`, `1e3` and `2026-02-30` stay texts; the shape of the record says what a field may hold.
Depth, length of a text and the expansion of aliases are limited.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from annotated_brief.core.problems import Problem
from annotated_brief.core.text_files import CONTROLS, UNSEEN, unseen

Where = tuple[str, ...]  # the path from the root of a document to a value: names of fields, indexes of items

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST, LONGEST, MOST = 20, 50_000, 200_000  # levels; characters of a text; values of a document, aliases written out
TWICE = "\0"  # stands for a field that is written twice: its value is read and dropped
NOTHING = {"", "~", "null", "Null", "NULL"}
# What the parser says -> the same in plain words, and what to do.
PLAIN = {
    "invalid Unicode character escape": ("an escape names no character", "write the character itself, or delete it"),
    "cannot start any token": ("a line begins with a tab, or a text with a sign that has a meaning in YAML", "write spaces for the tab, or put the text in quotation marks"),
    "mapping values are not allowed": ("a colon stands where none can", "put the text in quotation marks, or mend the spaces before the line"),
    "did not find expected key": ("a line does not fit the fields around it", "close the quotation marks above it, or write the same spaces before each field"),
    "did not find expected '-' indicator": ("a line stands further left or right than the items around it", "write the same spaces before each dash"),
    "could not find expected ':'": ("a line has no colon after its name", "write name: value, or the spaces that make it part of the line above"),
    "did not find expected ',' or": ("a bracket is opened before this and never closed", "write the other one"),
    "end of stream": ("a quotation mark is opened here and never closed", "write the other one"),
}  # fmt: skip
CORE = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}


class Document(NamedTuple):
    """A parsed piece of YAML. It is cached, so its value must not be changed."""

    value: Any  # None if it cannot be read
    lines: dict[Where, int]
    problems: list[Problem]


class _Open:
    """A list or a mapping that is being read."""

    def __init__(self, value: Any, where: Where, anchor: str | None, start: int) -> None:
        self.value = value
        self.where = where
        self.anchor = anchor
        self.start = start  # how many values had been read when it began
        self.key: str | None = None


@lru_cache(maxsize=64)  # under `mkdocs serve` a file is read at every edit of any other
def document(text: str, file: str, first: int = 1, tags: Collection[str] = ()) -> Document:
    """Read one document whose first line is `first` of the file; `tags` are those that it may have beside YAML's own."""
    reader = _Reader(file, first, tags)
    problems = list(unseen(text, file, first))
    try:
        for event in yaml.parse(UNSEEN.sub("\ufffd", text), Loader=PARSER):
            reader.take(event)
    except yaml.YAMLError as error:
        return Document(None, {}, [not_yaml(error, file, first)])
    except _RefusedError as error:
        return Document(None, {}, [*problems, Problem(file, *error.args)])
    return Document(reader.root, reader.lines, [*problems, *reader.problems])


def not_yaml(error: Exception, file: str, first: int = 1) -> Problem:
    """Of a quotation mark that is never closed, the place where it opens."""
    problem = getattr(error, "problem", None) or "not YAML"
    mark = getattr(error, "problem_mark", None)
    plain = next(((said, remedy) for sign, (said, remedy) in PLAIN.items() if sign in problem), None)
    plain = plain or (problem, "mend the YAML, perhaps with quotation marks around a value")
    if "end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark
    return Problem(
        file,
        mark.line + first if mark else first,
        *plain,
    )


class _RefusedError(Exception):
    """Raised to stop reading: line, what is wrong, remedy."""


class _Reader:
    def __init__(self, file: str, first: int, tags: Collection[str]) -> None:
        self.file, self.first, self.tags = file, first, tags
        self.root: Any = None
        self.lines: dict[Where, int] = {}
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.named: dict[str, tuple[Any, int]] = {}  # anchor -> value, and how many values it holds
        self.count = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        """One step of the parser."""
        line = event.start_mark.line + self.first
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _RefusedError(line, "a second document begins with ---", "keep one")
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._begin(event, line)
        elif isinstance(event, ScalarEvent):
            self._add(self._text(event, line), line, event.anchor)
        elif isinstance(event, AliasEvent):
            self._alias(event.anchor or "", line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            ended = self.open.pop()
            if ended.anchor:
                self.named[ended.anchor] = (ended.value, self.count - ended.start)

    def _begin(self, event: Any, line: int) -> None:
        self._tag(event, line)
        if len(self.open) >= DEEPEST:
            raise _RefusedError(line, f"lies more than {DEEPEST} levels deep", "write it flatter")
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is None:
            raise _RefusedError(
                line, "a list or mapping stands where a name belongs", "write a name, a colon and a value"
            )
        value: Any = {} if isinstance(event, MappingStartEvent) else []
        start = self.count
        where = self._add(value, line, None)
        self.open.append(_Open(value, where, event.anchor, start))

    def _alias(self, anchor: str, line: int) -> None:
        if anchor not in self.named:
            raise _RefusedError(line, f"*{anchor} names nothing that ends before it", "write out what is meant")
        value, size = self.named[anchor]
        self.count += size
        self._add(value, line, None)

    def _add(self, value: Any, line: int, anchor: str | None) -> Where:
        """Put a value where it belongs; the name of a field waits for its own."""
        self.count += 1
        if self.count > MOST:
            raise _RefusedError(line, f"holds more than {MOST} values", "write less, or make two files of it")
        if anchor:
            self.named[anchor] = (value, 1)
        if not self.open:
            self.root, self.lines[()] = value, line
            return ()
        holder = self.open[-1]
        if isinstance(holder.value, list):
            where = (*holder.where, str(len(holder.value)))
            holder.value.append(value)
        elif holder.key is None:
            holder.key = self._name(holder, value, line)
            return holder.where
        else:
            where = (*holder.where, holder.key)
            if holder.key != TWICE:
                holder.value[holder.key] = value
            holder.key = None
            return where  # its line is that of its name
        self.lines[where] = line
        return where

    def _name(self, holder: _Open, value: Any, line: int) -> str:
        name = "" if value is None else str(value)
        where = (*holder.where, name)
        if not name.strip():
            self.problems.append(Problem(self.file, line, "a field has no name", "write one before the colon"))
        if name in holder.value:
            inside = f"{'.'.join(holder.where)} has the field {name} twice" if holder.where else f"{name} stands twice"
            message = f"{inside} (first at line {self.lines[where]})"
            self.problems.append(Problem(self.file, line, message, "merge the two or rename one"))
            return TWICE
        self.lines[where] = line
        return name

    def _text(self, event: Any, line: int) -> str | None:
        self._tag(event, line)
        text = str(event.value)
        if not event.style and text in NOTHING:
            return None
        if len(text) > LONGEST:
            message = f"a text of {len(text)} characters begins here"
            self.problems.append(Problem(self.file, line, message, f"write at most {LONGEST}"))
            return text[:LONGEST]
        if event.style and UNSEEN.search(text):  # an escape hides it from readers of the file
            self.problems += unseen(text.replace("\n", " "), self.file, line)
        return CONTROLS.sub("\ufffd", text)

    def _tag(self, event: NodeEvent, line: int) -> None:
        tag = getattr(event, "tag", None)
        if tag and tag != "!" and tag not in CORE and not any(tag.startswith(name) for name in self.tags):
            self.problems.append(Problem(self.file, line, f"has the tag {tag}, which nothing reads", "delete it"))
