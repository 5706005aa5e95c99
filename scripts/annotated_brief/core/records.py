"""YAML that remembers its lines: a mapping from id to record, each field with the line it stands on."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

# Characters that are not seen: controls, and those that turn the order of letters around (CVE-2021-42574).
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


class Loader(yaml.SafeLoader):
    """YAML whose dates and numbers may be impossible: they stay texts, for the checks to tell."""


def _lenient(loader: Loader, node: yaml.ScalarNode) -> Any:
    try:
        return yaml.SafeLoader.yaml_constructors[node.tag](loader, node)
    except (ValueError, OverflowError, AttributeError):
        return node.value


for _tag in ("timestamp", "int", "float", "bool"):
    Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _lenient)


class Record(NamedTuple):
    """One entry of a YAML file."""

    id: str
    file: str
    line: int
    fields: dict[str, Any]
    lines: dict[str, int]  # field -> line; of a list, also "field.0" and so on

    def text(self, name: str) -> str:
        """A field as text; empty if it is missing."""
        value = self.fields.get(name)
        return "" if value is None else str(value).strip()

    def words(self, name: str) -> list[str]:
        """A field as a list of texts; a single text is a list of one."""
        value = self.fields.get(name)
        if value is None:
            return []
        return [str(item) for item in value] if isinstance(value, list) else [str(value)]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


def load(path: Path, paths: Paths) -> tuple[list[Record], list[Problem]]:
    """Read a file of records in the order written; what cannot be read comes back as a problem with its line."""
    file = paths.show(path)
    text, problems = read_text(path, file)
    found, faults = _parsed(text, file)
    return list(found), problems + faults


@lru_cache(maxsize=32)  # under `mkdocs serve` a file is read at every edit of any other
def _parsed(text: str, file: str) -> tuple[list[Record], list[Problem]]:
    try:
        # A character that YAML refuses has been told by its line, or will be; the rest is read without it.
        root = yaml.compose(UNSEEN.sub("\ufffd", text), Loader=Loader)
    except (yaml.YAMLError, RecursionError) as error:
        return [], [not_yaml(error, file)]
    if root is None:
        return [], []
    if not isinstance(root, yaml.MappingNode):
        remedy = "write `id:` and its fields below it"
        return [], [Problem(file, root.start_mark.line + 1, "not a mapping from id to record", remedy)]
    found, problems = _records(root, file)
    return found, [*problems, *hidden(text, file)]


def parse_yaml(text: str) -> Any:
    """A small piece of YAML; raises yaml.YAMLError and nothing else."""
    try:
        return yaml.load(text, Loader=Loader)
    except RecursionError as error:
        raise yaml.YAMLError("nested too deeply") from error


def unseen(text: str, file: str, line: int) -> Iterator[Problem]:
    """A problem for each character of a text that is not seen; `line` is that of the text's first."""
    for match in UNSEEN.finditer(text):
        char = match.group()
        what = "turns the order of letters around" if DECEIVING.match(char) else "is no character of a text"
        message = f"holds U+{ord(char):04X}, which {what}"
        yield Problem(file, line + text.count("\n", 0, match.start()), message, "delete the character")


def hidden(text: str, file: str) -> Iterator[Problem]:
    """A problem for each such character of a file's YAML, also where an escape keeps it from whoever reads the file."""
    yield from unseen(text, file, 1)
    try:
        for token in yaml.scan(UNSEEN.sub("\ufffd", text)) if "\\" in text else ():
            if isinstance(token, yaml.ScalarToken):
                yield from unseen(token.value.replace("\n", " "), file, token.start_mark.line + 1)
    except yaml.YAMLError:
        return  # told by whoever parses it


def line_of(text: str, name: str) -> int:
    """Where a field is written in a piece of YAML; the first line if it is not."""
    found = re.search(rf"^[ ]*[\"']?{re.escape(name)}[\"']?:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def unknown(record: Record, fields: Sequence[str]) -> Iterator[Problem]:
    """A problem for each field that no record of its kind has, or what stands in it would be lost in silence."""
    for field in record.fields:
        if field not in fields:
            near = difflib.get_close_matches(field, fields, 1)
            remedy = f"did you mean {near[0]}?" if near else f"use one of: {', '.join(fields)}"
            yield Problem(record.file, record.at(field), f"{record.id} has the unknown field {field}", remedy)


def not_yaml(error: Exception, file: str) -> Problem:
    """Of a quotation mark that is never closed, the place where it opens."""
    problem = getattr(error, "problem", None) or "not YAML"
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in problem:
        mark = getattr(error, "context_mark", None) or mark
    return Problem(file, mark.line + 1 if mark else 1, problem, "mend the YAML")


def read_text(path: Path, file: str) -> tuple[str, list[Problem]]:
    """A file's text, byte-order mark and CRLF folded; not UTF-8, a null byte or no file at all is a problem.

    What cannot be read is replaced by U+FFFD, so that one bad byte does not hide the rest of the file.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        return "", [Problem(file, 0, "file is missing", "restore it")]
    problems: list[Problem] = []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.append(Problem(file, raw[: error.start].count(b"\n") + 1, "not UTF-8", "save the file as UTF-8"))
        text = raw.decode("utf-8-sig", errors="replace")
    text = text.replace("\r\n", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        problems.append(Problem(file, line, "holds a null byte", "delete it"))
    return CONTROLS.sub("\ufffd", text), problems


def _records(root: yaml.MappingNode, file: str) -> tuple[list[Record], list[Problem]]:
    records: list[Record] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for key, node in root.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            message = f"{name} stands twice (first at line {seen[name]})"
            problems.append(Problem(file, line, message, "merge the two or rename one"))
            continue
        seen[name] = line
        if not isinstance(node, yaml.MappingNode):
            problems.append(Problem(file, line, f"{name} has no fields", "write its fields below it, indented"))
            continue
        record, faults = _record(name, line, node, file)
        records.append(record)
        problems += faults
    return records, problems


def _record(name: str, line: int, node: yaml.MappingNode, file: str) -> tuple[Record, list[Problem]]:
    fields: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for key, value in node.value:
        field, at = str(key.value), key.start_mark.line + 1
        if field in fields:
            problems.append(Problem(file, at, f"{name} has the field {field} twice", "keep one of them"))
            continue
        try:
            fields[field] = Loader("").construct_document(value)
        except yaml.YAMLError as error:
            problems.append(not_yaml(error, file)._replace(line=at))
            fields[field] = None
        lines[field] = at
        fields[field] = _seen(fields[field])
        if isinstance(value, yaml.SequenceNode):
            lines |= {f"{field}.{index}": item.start_mark.line + 1 for index, item in enumerate(value.value)}
    return Record(name, file, line, fields, lines), problems


def _seen(value: Any, depth: int = 0) -> Any:
    """A value without characters that no page can hold."""
    if isinstance(value, str):
        return CONTROLS.sub("\ufffd", value)
    if depth > 9:
        return None
    if isinstance(value, list):
        return [_seen(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_seen(key, depth + 1): _seen(item, depth + 1) for key, item in value.items()}
    return value


def texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Every text in a value; an escape such as \\u202e hides a character from whoever reads the file."""
    if isinstance(value, str):
        yield value.replace("\n", " ")
    elif isinstance(value, list | dict) and depth < 9:  # an alias may hold itself
        for item in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from texts(item, depth + 1)
