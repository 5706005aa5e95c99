"""Numbers bound to cells: `65.7{=trade:2023-24-total}` in prose says which cell of which table the number is.

The printed number may be rounded, to as many decimals as it shows; a word such as "billion" after it is part of it.
The third part names the column, if it is not `value`: `81{=un_votes:2024-12-17:yes}`.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from annotated_brief.core.problems import Problem
from annotated_brief.tables.tables import Row, Table

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
BINDING = re.compile(
    r"(?P<number>\d(?:[\d,]*\d)?(?:\.\d+)?|\b(?:" + "|".join(WORDS) + r")\b)"
    r"\{=(?P<table>[\w-]+):(?P<row>[\w.-]+)(?::(?P<column>[\w-]+))?\}"
    r"(?P<after>[ \u00a0]*[A-Za-z]*)",
    re.IGNORECASE,
)
LOOKS_BOUND = re.compile(r"\{=[^}]*\}?")
# The word of a unit, and how a sentence may name it.
UNITS = {
    "per cent": ("per cent", "%"), "dollars": ("$", "dollar", "USD"), "rupees": ("rupee", "₹", "Rs"), "days": ("day",),
    "tonnes": ("tonne",), "barrels": ("barrel",), "kilometres": ("km", "kilometre"), "containers": ("container",),
}  # fmt: skip
MAGNITUDES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


class Binding(NamedTuple):
    """One number of the prose and the cell that it is."""

    number: str
    table: str
    row: str
    column: str
    after: str  # the word that follows
    offset: int
    end: int  # of the notation, not of the word after it

    @property
    def place(self) -> str:
        return f"{self.table}:{self.row}:{self.column}"


def find(text: str) -> Iterator[Binding]:
    """Every binding of a text."""
    for match in BINDING.finditer(text):
        column = match["column"] or "value"
        after = match["after"].strip().lower()
        yield Binding(match["number"], match["table"], match["row"], column, after, match.start(), match.start("after"))


def strip(text: str) -> str:
    """The text as a reader sees it."""
    return LOOKS_BOUND.sub("", text)


def check(text: str, file: str, line: int, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """What does not add up: a cell that is not there, a number that differs, a notation that cannot be read."""
    found = list(find(text))
    read = {binding.end for binding in found}
    for match in LOOKS_BOUND.finditer(text):
        if match.end() not in read:
            place = line + text.count("\n", 0, match.start())
            remedy = "write it right after a number: 65.7{=table:row}"
            yield Problem(file, place, f"binding {match.group()} cannot be read", remedy)
    for binding in found:
        sentence = text[text.rfind("\n", 0, binding.offset) + 1 :].partition("\n")[0]
        problem = _compare(binding, tables, strip(sentence))
        if problem:
            yield Problem(file, line + text.count("\n", 0, binding.offset), *problem)


def _compare(binding: Binding, tables: Mapping[str, Table], sentence: str) -> tuple[str, str] | None:
    table = tables.get(binding.table)
    if table is None:
        return f"binding names the unknown table {binding.table}", f"use one of: {', '.join(sorted(tables))}"
    row = next((row for row in table.rows if row.cells.get("row") == binding.row), None)
    if row is None:
        return f"binding names the unknown row {binding.row} of {table.file}", "look up the column `row` of the table"
    value = row.cells.get(binding.column)
    if not isinstance(value, int | float):
        return f"{table.file}:{row.line} has no number in the column {binding.column}", "bind to another column"
    unit = str(row.cells.get("unit") or "")
    names = next((names for word, names in UNITS.items() if word in unit), ())
    if names and not any(name in sentence for name in names):
        return f"the sentence does not name the unit of {binding.place}, {unit}", "name it, or bind to another cell"
    printed, places = _read(binding)
    cell = Decimal(str(value)) * _magnitude(unit)
    scale = Decimal(MAGNITUDES.get(binding.after, 1))
    quantum = Decimal(1).scaleb(-places)
    if printed in {(cell / scale).quantize(quantum, mode) for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)}:
        return None
    return _differs(binding, table, row, value)


def _differs(binding: Binding, table: Table, row: Row, value: float) -> tuple[str, str]:
    unit = row.cells.get("unit") or ""
    said = f"{binding.number} {binding.after}" if binding.after in MAGNITUDES else binding.number
    message = f"the text says {said}, {table.file}:{row.line} says {value:g} {unit} ({binding.place})"
    return message, "mend the one that is wrong"


def _read(binding: Binding) -> tuple[Decimal, int]:
    """The printed number and how many decimals it shows."""
    text = binding.number.lower()
    if text in WORDS:
        return Decimal(WORDS.index(text)), 0
    number = Decimal(text.replace(",", ""))
    return number, max(0, -int(number.as_tuple().exponent))


def _magnitude(unit: str) -> int:
    return next((size for word, size in MAGNITUDES.items() if unit.lower().startswith(word)), 1)
