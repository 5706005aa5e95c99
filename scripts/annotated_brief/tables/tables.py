"""The tables in docs/data/: every number that the edition shows, each with its unit, period, source and grade.

We read CSV ourselves, strictly: a spreadsheet that guesses turns 2019-20 into a date, and a reader that skips a bad
line loses a fact in silence. Nothing here raises for what a file holds; it comes back as problems with their line.
"""

import csv
import difflib
import io
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import read_text
from annotated_brief.core.text_files import has_file
from annotated_brief.tables import cells, datapackage, describe
from annotated_brief.tables.cells import Cell
from annotated_brief.tables.datapackage import Column, Described

# A table is shown whole, and every figure reads it whole.
MOST_ROWS = 50_000

__all__ = ["Column", "Row", "Table", "check_claims", "check_sources", "load"]


SOURCES = ("source", "source2")  # columns that hold a key


class Row(NamedTuple):
    """One observation."""

    line: int  # in the CSV file
    cells: dict[str, Cell]

    @property
    def sources(self) -> list[str]:
        """The keys of its sources."""
        return [str(self.cells[name]) for name in SOURCES if self.cells.get(name)]


class Table(NamedTuple):
    """One table, with its description."""

    name: str
    title: str
    description: str
    columns: list[Column]
    rows: list[Row]
    file: str  # from the root of the project
    line: int = 0  # of its description in datapackage.json
    left_out: str = ""  # what is not in it, and why
    splices: str = ""  # where a series is put together

    @property
    def sources(self) -> list[str]:
        """The keys of its sources, once each, in the order of its rows."""
        return list(dict.fromkeys(key for row in self.rows for key in row.sources))


def load(paths: Paths) -> tuple[dict[str, Table], list[Problem]]:
    """All tables in the order described, and everything that is wrong with them."""
    described, problems = datapackage.read(paths)
    descriptor = paths.show(paths.data / datapackage.NAME)
    tables: dict[str, Table] = {}
    for entry in described:
        if entry.name in tables:
            problems.append(
                Problem(descriptor, entry.line, f"{entry.name} is described twice", "delete one of the two")
            )
            continue
        tables[entry.name], faults = _table(entry, paths, descriptor)
        problems += faults
    for path in sorted(paths.data.glob("*.csv")):
        if path.stem not in tables and (tables or not problems):
            message = f"table has no description in {descriptor}"
            problems.append(Problem(paths.show(path), 0, message, "describe it there, or delete the file"))
    return tables, problems


def own(tables: Mapping[str, Table]) -> bool:
    """Whether any of the tables is a file in docs/data/, and not made from the ledger."""
    return any(table.line for table in tables.values())


def check_sources(tables: Mapping[str, Table], known: Collection[str]) -> list[Problem]:
    """Rows whose source is not in the bibliography."""
    return list(_unknown(tables, SOURCES, known, "source", "add it to bib/"))


def check_claims(tables: Mapping[str, Table], known: Collection[str]) -> list[Problem]:
    """Rows that name an unknown claim."""
    return list(_unknown(tables, ("claims",), known, "claim", "see bib/claims.yml"))


def _unknown(
    tables: Mapping[str, Table], names: tuple[str, ...], known: Collection[str], kind: str, remedy: str
) -> Iterator[Problem]:
    for table in tables.values():
        for row in table.rows:
            for word in (word for name in names for word in str(row.cells.get(name) or "").split()):
                if word not in known:
                    near = difflib.get_close_matches(word, known, 1)
                    hint = f"did you mean {near[0]}? If not, {remedy}" if near else remedy
                    yield Problem(table.file, row.line, f"unknown {kind} {word}", hint)


def _table(entry: Described, paths: Paths, descriptor: str) -> tuple[Table, list[Problem]]:
    path = paths.data / f"{entry.name}.csv"
    file = paths.show(path)
    table = Table(
        entry.name, entry.title, entry.description, entry.columns, [], file, entry.line, entry.left_out, entry.splices
    )
    if not has_file(paths.data, path.name):
        problem = Problem(descriptor, entry.line, f"{file} is missing", "restore it, or delete its description")
        return table, [problem]
    columns = entry.columns or describe.columns(path)  # that they are not described is told there
    rows, problems = _rows(path, file, columns)
    return table._replace(rows=rows, columns=columns), problems + _drift(entry, rows, file, descriptor)


def _rows(path: Path, file: str, columns: list[Column]) -> tuple[list[Row], list[Problem]]:
    text, unread = read_text(path, file)
    records, problems = _records(text, file)
    if not records:
        return [], unread + problems or [Problem(file, 1, "table is empty", "write its columns and rows")]
    (head, names), *body = records
    if len(names) == 1 < len(columns) and (sign := re.search(r"[;\t|]", names[0])):
        parted = {";": "semicolons", "\t": "tabs", "|": "strokes"}[sign[0]]
        return [], [*unread, Problem(file, head, f"cells are parted by {parted}", "save the table with commas")]
    problems += _head(names, columns, file, head)
    if len(body) > MOST_ROWS:
        message = f"table has {len(body):,} rows"
        problems.append(Problem(file, body[MOST_ROWS][0], message, f"keep at most {MOST_ROWS:,}"))
        body = body[:MOST_ROWS]
    by_name = {column.name: column for column in columns}
    rows: list[Row] = []
    for line, texts in body:
        if len(texts) != len(names):
            message = f"row has {len(texts)} cells, the table has {len(names)} columns"
            problems.append(Problem(file, line, message, "put cells with a comma in double quotes"))
            continue
        row, faults = _row(dict(zip(names, texts, strict=True)), by_name, file, line)
        rows.append(row)
        problems += faults
    if not body and not problems:
        problems.append(Problem(file, head, "table has no rows", "add one, or delete the table and its description"))
    return rows, unread + problems + [fault for column in columns for fault in _twice(rows, column, file)]


def _records(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Lines that hold something, each with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for record in reader:
            if record:
                records.append((start, [cell.strip() for cell in record]))
            start = reader.line_num + 1
    except csv.Error as error:
        return records, [Problem(file, start, f"not CSV: {error}", "close the quotation marks of the row")]
    return records, []


def _head(names: list[str], columns: list[Column], file: str, line: int) -> list[Problem]:
    expected = [column.name for column in columns]
    problems = [
        Problem(file, line, f"column {name} is missing", "add it, or take it out of datapackage.json")
        for name in expected
        if name not in names
    ]
    for name in names:
        if name not in expected:
            message = f"column {name or 'without a name'} is not described"
            problems.append(Problem(file, line, message, "describe it in datapackage.json, or delete it"))
    problems += [
        Problem(file, line, f"column {name} stands twice", "delete one of the two")
        for name, count in Counter(names).items()
        if count > 1
    ]
    if not problems and names != expected:
        problems.append(Problem(file, line, "columns are in another order than described", f"use {','.join(expected)}"))
    return problems


def _row(texts: Mapping[str, str], columns: Mapping[str, Column], file: str, line: int) -> tuple[Row, list[Problem]]:
    row = Row(line, {})
    problems: list[Problem] = []
    for name, text in texts.items():
        column = columns.get(name)
        fault = cells.fault(text, column) if column else None
        if fault:
            problems.append(Problem(file, line, f"column {name}: {fault[0]}", fault[1]))
        row.cells[name] = cells.value(text, column) if column else text or None
    return row, problems


def _twice(rows: list[Row], column: Column, file: str) -> Iterator[Problem]:
    """Values that stand twice in a column that has each once, as every column of names of rows does."""
    first: dict[Cell, int] = {}
    for row in rows if column.unique or column.name == "row" else ():
        value = row.cells.get(column.name)
        if value and value in first:
            message = f"{column.name} {value} stands twice (first at line {first[value]})"
            yield Problem(file, row.line, message, "rename one of the two")
        first.setdefault(value, row.line)


def _drift(entry: Described, rows: list[Row], file: str, descriptor: str) -> list[Problem]:
    """The description lists its sources for readers of the data; the list must not fall behind the rows."""
    used = {key: row.line for row in rows for key in row.sources}
    remedy = f'add {{"title": "KEY", "path": "../references/KEY/"}} to the sources of {entry.name}'
    problems = [
        Problem(file, line, f"source {key} is not listed in {descriptor}:{entry.line}", remedy.replace("KEY", key))
        for key, line in sorted(used.items(), key=lambda item: item[1])
        if key not in entry.sources
    ]
    for key in entry.sources:
        if rows and key not in used:
            message = f"{entry.name} lists the source {key}, which no row has"
            problems.append(Problem(descriptor, entry.line, message, "delete it from the list"))
    return problems
