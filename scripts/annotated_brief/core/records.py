"""Records: a file of YAML as a mapping from id to record, each field with the line it stands on."""

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml

from annotated_brief.core.dates import day
from annotated_brief.core.kinds import COUNT
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.text_files import CONTROLS, outside, read_text, unseen
from annotated_brief.core.yaml_lines import Document, document, not_yaml

__all__ = ["CONTROLS", "Record", "load", "not_yaml", "read_text", "unseen"]

T = TypeVar("T")


class Loader(yaml.SafeLoader):
    """A YAML loader that leaves dates and numbers as texts, so that the checks can tell impossible ones."""


def _lenient(loader: Loader, node: yaml.ScalarNode) -> Any:
    try:
        return yaml.SafeLoader.yaml_constructors[node.tag](loader, node)
    except (ValueError, OverflowError, AttributeError):
        return node.value


for _tag in ("timestamp", "int", "float", "bool"):
    Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _lenient)


class Record(NamedTuple):
    """One entry of a YAML file, or a mapping within one. Its values are texts, lists and mappings."""

    id: str
    file: str
    line: int
    fields: Mapping[str, Any]
    lines: Mapping[str, int]  # field -> line; within a field "evidence.0", "evidence.0.source" and so on

    def text(self, name: str) -> str:
        """A field as text; empty if it is missing."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    def words(self, name: str) -> list[str]:
        """A field as a list of texts; a single text is a list of one."""
        value = self.fields.get(name)
        return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]

    def count(self, name: str) -> int:
        """A field as a number of things; 0 if it is none."""
        value = self.fields.get(name)
        text = str(value) if type(value) is int and abs(value) < 10**9 else self.text(name)  # JSON has numbers
        return int(text) if COUNT.fullmatch(text) else 0

    def day(self, name: str) -> Any:
        """A field as a day of the calendar; None if it is none."""
        return day(self.text(name))

    def flag(self, name: str) -> bool:
        return self.fields.get(name) in (True, "true")

    def pairs(self, name: str) -> dict[str, str]:
        """A field as a mapping from text to text."""
        value = self.fields.get(name)
        return {key: item for key, item in value.items() if isinstance(item, str)} if isinstance(value, dict) else {}

    def records(self, name: str) -> list["Record"]:
        """A field as a list of records, in the order written."""
        value = self.fields.get(name)
        items = {str(index): item for index, item in enumerate(value if isinstance(value, list) else [])}
        lines: dict[str, dict[str, int]] = {index: {} for index in items}
        for key, line in _within(self.lines, name).items():
            index, _, rest = key.partition(".")
            if rest and index in lines:  # a mapping where a list belongs has names there
                lines[index][rest] = line
        return [
            Record(self.id, self.file, self.at(f"{name}.{index}"), item, lines[index])
            for index, item in items.items()
            if isinstance(item, dict)
        ]

    def within(self, name: str) -> "Record":
        """The mapping in a field as a record; an empty one if there is none."""
        value = self.fields.get(name)
        return Record(
            self.id, self.file, self.at(name), value if isinstance(value, dict) else {}, _within(self.lines, name)
        )

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


def _within(lines: Mapping[str, int], name: str) -> dict[str, int]:
    start = f"{name}."
    return {key.removeprefix(start): line for key, line in lines.items() if key.startswith(start)}


def load(path: Path, paths: Paths) -> tuple[list[Record], list[Problem]]:
    """Read a file of records in the order written; what cannot be read comes back as a problem with its line."""
    file = paths.show(path)
    if outside(path, paths.root):
        return [], [Problem(file, 0, "is a link that leads out of the project", "put the file itself in its place")]
    text, problems = read_text(path, file)
    if problems and not text:
        return [], problems
    records, faults = parse(text, file)
    return records, problems + faults


def load_all(
    path: Path,
    paths: Paths,
    make: Callable[[Record], T],
    faults: Callable[[Record], Iterable[Problem]],
    *,
    needed: bool = False,
) -> tuple[dict[str, T], list[Problem]]:
    """What `make` makes of each record of a file, by id, with the `faults` of each; a file that is not `needed` may be missing."""
    if not needed and not path.exists():
        return {}, []
    records, problems = load(path, paths)
    return {record.id: make(record) for record in records}, [
        *problems,
        *(one for each in records for one in faults(each)),
    ]


# The type of a field in a named tuple -> how it is read.
READ: Mapping[Any, Callable[[Record, str], Any]] = {
    str: Record.text,
    int: Record.count,
    bool: Record.flag,
    list[str]: Record.words,
    dict[str, str]: Record.pairs,
    datetime.date | None: Record.day,
}


def build(kind: type[T], record: Record, **given: Any) -> T:
    """A record as a named tuple: each field that is not `given` is read as its type says."""
    known = record._asdict() | given
    types = kind.__annotations__
    return kind(**{name: known[name] if name in known else READ[types[name]](record, name) for name in types})


def whole(parsed: Document, file: str, called: str) -> Record:
    """A document as one record."""
    lines = {".".join(where): line for where, line in parsed.lines.items() if where}
    fields = parsed.value if isinstance(parsed.value, dict) else {}
    return Record(called, file, parsed.lines.get((), 1), fields, lines)


def parse(text: str, file: str) -> tuple[list[Record], list[Problem]]:
    """The records of a text."""
    root, lines, problems = document(text, file)
    if root is None:
        empty = Problem(file, lines.get((), 1), "holds nothing", "write its records, or delete the file")
        return [], problems if problems or (text.strip() and not lines) else [empty]
    if not isinstance(root, dict):
        remedy = "write `id:` and its fields below it"
        return [], [*problems, Problem(file, lines[()], "not a mapping from id to record", remedy)]
    inside: dict[str, dict[str, int]] = {}
    for where, line in lines.items():
        if len(where) > 1:
            inside.setdefault(where[0], {})[".".join(where[1:])] = line
    records, problems = [], list(problems)
    for name, fields in root.items():
        line = lines[name,]
        if isinstance(fields, dict):
            records.append(Record(name, file, line, fields, inside.get(name, {})))
        else:
            problems.append(Problem(file, line, f"{name} has no fields", "write its fields below it, indented"))
    return records, problems


def parse_yaml(text: str) -> Any:
    """A small piece of YAML; raises yaml.YAMLError and nothing else."""
    try:
        return yaml.load(text, Loader=Loader)
    except RecursionError as error:
        raise yaml.YAMLError("nested too deeply") from error


def line_of(text: str, name: str) -> int:
    """Where a field is written in a piece of YAML; the first line if it is not."""
    match = re.search(rf"^[ ]*[\"']?{re.escape(name)}[\"']?:", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1


def nearest(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """The remedy for an unknown name: the known one that is spelt nearly so, else `otherwise` or all of them."""
    near = difflib.get_close_matches(name, [*known], 1)
    return f"did you mean {near[0]}?" if near else otherwise or f"use one of: {', '.join(known)}"


def texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Every text in a value; an escape such as \\u202e hides a character from readers of the file."""
    if isinstance(value, str):
        yield value.replace("\n", " ")
    elif isinstance(value, list | dict) and depth < 9:  # an alias may hold itself
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from texts(item, depth + 1)
