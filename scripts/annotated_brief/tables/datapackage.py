"""docs/data/datapackage.json: what each table is, column by column, so that a stranger can use it and a slip is seen.

It is a Frictionless Data Package, which other tools read too. Beside what the standard asks for we keep the unit of
a column, `leftOut` (what is not in the table, and why) and `splices` (where a series is put together).
"""

import json
import re
from typing import Any, NamedTuple

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import CONTROLS, read_text, texts, unseen

NAME = "datapackage.json"
REPEATS = re.compile(r"\((?:\?:)?(?:(?:\[[^\]]*\]|\\?.)[*+]|\((?:[^()])*\)[*+]|[^()]*\|[^()]*)\)[*+{]")
TYPES = ("string", "integer", "number", "date")

# The name becomes a file's: a slash or two dots in it would read one that is not ours.
NAMED = re.compile(r"[a-z][a-z0-9_]{0,49}")

# What every table says of every row. A number without them cannot be checked by a reader.
EVERY = ("row", "unit", "period", "source", "grade", "note")


class Column(NamedTuple):
    """One column as described."""

    name: str
    title: str
    type: str  # one of TYPES
    unit: str  # of the numbers in it; empty for text
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()  # empty: any
    pattern: str = ""  # a regular expression for the whole cell


class Described(NamedTuple):
    """One table as described; its rows are in the CSV."""

    name: str
    title: str
    description: str
    columns: list[Column]
    line: int  # of its description
    left_out: str
    splices: str
    sources: list[str]  # keys


def read(paths: Paths) -> tuple[list[Described], list[Problem]]:
    """All descriptions, and what is wrong with them."""
    if not any(paths.data.glob("*.csv")) and not (paths.data / NAME).exists():
        return [], []  # a brief without tables
    file = paths.show(paths.data / NAME)
    text, problems = read_text(paths.data / NAME, file)
    if problems and not text:
        return [], problems
    try:
        package = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        return [], [*problems, Problem(file, line, f"not JSON: {getattr(error, 'msg', error)}", "mend the descriptor")]
    described: list[Described] = []
    if isinstance(package, dict):
        problems += unseen("".join(texts(package | {"resources": []})), file, 1)
    for resource in _list(package, "resources"):
        table = _described(resource, text)
        problems += unseen("".join(texts(resource)), file, table.line)  # JSON may hide one behind an escape
        problems += _faults(table, resource, file)
        if NAMED.fullmatch(table.name):
            described.append(table)
    if not described and not problems:
        problems.append(Problem(file, 1, "describes no table", "write one entry a table under `resources`"))
    return described, problems


def _described(resource: object, text: str) -> Described:
    name = _text(resource, "name")
    return Described(
        name=name,
        title=_text(resource, "title"),
        description=_text(resource, "description"),
        columns=[_column(field) for field in _list(_get(resource, "schema"), "fields")],
        line=_line(text, name),
        left_out=_text(resource, "leftOut"),
        splices=_text(resource, "splices"),
        sources=[_text(source, "title") for source in _list(resource, "sources")],
    )


def _column(field: object) -> Column:
    constraints = _get(field, "constraints")
    return Column(
        name=_text(field, "name"),
        title=_text(field, "title"),
        type=_text(field, "type"),
        unit=_text(field, "unit"),
        description=_text(field, "description"),
        required=bool(_get(constraints, "required")),
        choices=tuple(str(choice) for choice in _list(constraints, "enum")),
        pattern=_pattern(_text(constraints, "pattern")),
    )


def _faults(table: Described, resource: object, file: str) -> list[Problem]:
    names = [column.name for column in table.columns]
    found: list[tuple[str, str]] = []
    if not NAMED.fullmatch(table.name):
        found.append((f"table has the name {table.name[:40]!r}", "use small letters, digits and underscores"))
    if _text(resource, "path") != f"{table.name}.csv":
        found.append((f"path of {table.name} is not {table.name}.csv", "give the file the table's name"))
    for part, value in (("title", table.title), ("description", table.description), ("leftOut", table.left_out)):
        if not value:
            found.append((f"{table.name} has no {part}", f'add "{part}"'))
    for name in EVERY:
        if name not in names:
            found.append((f"{table.name} does not describe the column {name}", "add it to its fields and to the CSV"))
    if len(set(names)) != len(names):
        found.append((f"{table.name} describes a column twice", "delete one of the two"))
    for column, field in zip(table.columns, _list(_get(resource, "schema"), "fields"), strict=True):
        found += _column_faults(column, table.name)
        if _text(_get(field, "constraints"), "pattern") != column.pattern:
            found.append(
                (
                    f"column {column.name} of {table.name} has a pattern that cannot be read, or repeats what repeats",
                    "write a simpler one",
                )
            )
    return [Problem(file, table.line, message, remedy) for message, remedy in found]


def _column_faults(column: Column, table: str) -> list[tuple[str, str]]:
    place = f"column {column.name or '?'} of {table}"
    found: list[tuple[str, str]] = []
    for part, value in (("name", column.name), ("title", column.title), ("description", column.description)):
        if not value:
            found.append((f"{place} has no {part}", f'add "{part}" to the field'))
    if column.type not in TYPES:
        found.append((f"{place} has the type {column.type!r}", f"use one of: {', '.join(TYPES)}"))
    if column.type in ("integer", "number") and not column.unit:
        found.append((f"{place} has numbers without a unit", 'add "unit" to the field'))
    return found


def _pattern(text: str) -> str:
    """The pattern if it can be read; a table is still read by the rest of its description if not."""
    if REPEATS.search(text):  # such as (a+)+, whose work doubles with each letter of a cell
        return ""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return ""
    return text


def _line(text: str, name: str) -> int:
    """Where the description begins: the path is the one line that no other entry repeats."""
    found = re.search(rf'"path"\s*:\s*{re.escape(json.dumps(f"{name}.csv"))}', text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


# A descriptor may hold anything; what is not of the kind expected counts as missing, and `_faults` says so.
def _get(value: object, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _list(value: object, name: str) -> list[Any]:
    found = _get(value, name)
    return found if isinstance(found, list) else []


def _text(value: object, name: str) -> str:
    found = _get(value, name)
    return CONTROLS.sub("\ufffd", found).strip() if isinstance(found, str) else ""
