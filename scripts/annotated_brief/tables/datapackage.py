"""docs/data/datapackage.json: describes each table column by column, so that others can use it and slips are seen.

It is a Frictionless Data Package, which other tools read too. Beside what the standard asks for we keep the unit of
a column, `leftOut` (what is not in the table, and why) and `splices` (where a series is put together).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.core import json_lines, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import Record, read_text, whole
from annotated_brief.tables.package_shape import NAMED, PACKAGE

NAME = "datapackage.json"
REPEATS = re.compile(r"\((?:\?:)?(?:(?:\[[^\]]*\]|\\?.)[*+]|\((?:[^()])*\)[*+]|[^()]*\|[^()]*)\)[*+{]")

# What every table says of every row. A number without them cannot be checked by a reader.
EVERY = ("row", "unit", "period", "source", "grade", "note")


class Column(NamedTuple):
    """One column as described."""

    name: str
    title: str
    type: str  # one of package_shape.TYPES
    unit: str  # of the numbers in it; empty for text
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()  # empty: any
    pattern: str = ""  # a regular expression for the whole cell
    minimum: str = ""  # of a number or a date
    maximum: str = ""
    shortest: int = 0  # characters
    longest: int = 0  # 0: any
    unique: bool = False


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
    parsed = json_lines.document(text, file)
    problems += parsed.problems
    if not isinstance(parsed.value, dict):
        if not parsed.problems:
            problems.append(Problem(file, 1, "describes no table", "write one entry a table under `resources`"))
        return [], problems
    package = whole(parsed, file, "the package")
    problems += shape.faults(package, PACKAGE)
    described: list[Described] = []
    columns = {one.text("name"): _names(one) for one in package.records("resources")}
    for record in package.records("resources"):
        table = _described(record)
        problems += [*_faults(table, record), *_unread(record, columns)]
        if re.fullmatch(NAMED, table.name):
            described.append(table)
    return described, problems


def _described(record: Record) -> Described:
    return Described(
        name=record.text("name"),
        title=record.text("title"),
        description=record.text("description"),
        columns=[_column(field) for field in record.within("schema").records("fields")],
        line=record.at("path"),
        left_out=record.text("leftOut"),
        splices=record.text("splices"),
        sources=[source.text("title") for source in record.records("sources")],
    )


def _column(field: Record) -> Column:
    held = field.within("constraints")
    return Column(
        name=field.text("name"),
        title=field.text("title"),
        type=field.text("type"),
        unit=field.text("unit"),
        description=field.text("description"),
        required=held.fields.get("required") is True,
        choices=tuple(held.words("enum")),
        pattern=_pattern(held.text("pattern")),
        minimum=str(held.fields.get("minimum", "")),
        maximum=str(held.fields.get("maximum", "")),
        shortest=held.count("minLength"),
        longest=held.count("maxLength"),
        unique=held.fields.get("unique") is True,
    )


def _faults(table: Described, record: Record) -> Iterator[Problem]:
    """What the shape of a table does not say."""
    if table.name and record.text("path") not in ("", f"{table.name}.csv"):
        message = f"path of {table.name} is not {table.name}.csv"
        yield Problem(record.file, record.at("path"), message, "give the file the table's name")
    names = [column.name for column in table.columns]
    for name in EVERY if names else ():
        if name not in names:
            message = f"{table.name} does not describe the column {name}"
            yield Problem(record.file, table.line, message, "add it to its fields and to the CSV")
    for column, field in zip(table.columns, record.within("schema").records("fields"), strict=True):
        place = f"table {table.name}, column {column.name or '?'}"
        if names.count(column.name) > 1:
            yield Problem(record.file, field.line, f"{place} is described twice", "delete one of the two")
        if column.type in ("integer", "number") and not column.unit:
            yield Problem(record.file, field.line, f"{place} has numbers without a unit", 'add "unit" to the field')
        if field.within("constraints").text("pattern") != column.pattern:
            message = f"{place} has a pattern that cannot be read, or repeats what repeats"
            yield Problem(record.file, field.at("constraints.pattern"), message, "write a simpler one")


def _names(table: Record) -> list[str]:
    return [field.text("name") for field in table.within("schema").records("fields")]


def _unread(table: Record, columns: dict[str, list[str]]) -> Iterator[Problem]:
    """What says that the cells mean something else than they are read as, or names unknown columns."""
    schema, dialect, name = table.within("schema"), table.within("dialect"), table.text("name")
    if schema.fields.get("missingValues", [""]) != [""]:
        message = f"table {name} has missingValues that are not read"
        yield Problem(table.file, schema.at("missingValues"), message, 'write [""], and leave such cells empty')
    for option in ("header", "doubleQuote"):
        if option in dialect.fields and not dialect.flag(option):
            yield Problem(table.file, dialect.at(option), f"table {name} is read with {option}", "write true")
    for key in schema.records("foreignKeys"):
        there = key.within("reference")
        for one, other in ((key, name), (there, there.text("resource") or name)):
            if other not in columns:
                remedy = f"use one of: {', '.join(columns)}"
                yield Problem(
                    table.file, there.at("resource"), f"foreignKeys names the unknown table {cut(other)}", remedy
                )
            for column in (column for column in one.words("fields") if column not in columns.get(other, [column])):
                message = f"foreignKeys names {cut(column)}, which is no column of {other}"
                yield Problem(table.file, one.at("fields"), message, f"use one of: {', '.join(columns[other])}")


def _pattern(text: str) -> str:
    """The pattern if it can be read; a table is still read by the rest of its description if not."""
    if REPEATS.search(text):  # such as (a+)+, whose work doubles with each letter of a cell
        return ""
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError):
        return ""
    return text
