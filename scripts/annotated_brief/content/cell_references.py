"""Numbers bound to cells: `65.7{=trade:2023-24-total}` in prose says which cell of which table the number is.

The printed number may be rounded, to as many decimals as it shows; a word such as "billion" after it is part of it.
The third part names the column, if it is not `value`: `81{=un_votes:2024-12-17:yes}`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from annotated_brief.content.line_marks import MARK
from annotated_brief.core.problems import Problem
from annotated_brief.tables.tables import Row, Table

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[1:10])}))?|(?:{'|'.join(ONES)}))"
_WORDS = rf"(?:minus )?(?:(?:{_SMALL}|a) hundred(?: and {_SMALL})?|{_SMALL})"
# Words before a number in words that would be part of it; such a number is refused.
_ALONE = r"(?<![\w-])(?<!thousand )(?<!thousand and )(?<!million )(?<!million and )(?<!point )"
_SIGN = r"(?:(?<![\w)\]])[-−+][$€£¥₹]?|(?<![-−+\w.,])|(?<=[\w)\]][-−+]))"
BINDING = re.compile(
    rf"(?P<number>{_SIGN}\d(?:[\d,]*\d)?(?:\.\d+)?|{_ALONE}(?i:{_WORDS})(?![\w-]))"
    rf"\{{=(?P<mark>{MARK})?(?P<table>[\w-]+):(?P<row>[\w.-]+)(?::(?P<column>[\w-]+))?\}}"
    r"(?P<after>[ \u00a0]*[A-Za-z]*)"
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
    sentence: str  # the line that it stands on, as a reader sees it
    line: int

    @property
    def place(self) -> str:
        return f"{self.table}:{self.row}:{self.column}"


def strip(text: str) -> str:
    """The text as a reader sees it."""
    return LOOKS_BOUND.sub("", text)


def check(text: str, file: str, line: int, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """What does not add up in the field of a record; `line` is that of the text's first."""
    for offset, sentence in enumerate(text.split("\n") if "{" in text else ()):
        bindings = list(_find(sentence, line + offset))
        for match in LOOKS_BOUND.finditer(BINDING.sub("…", sentence)):
            yield unread(match.group(), file, line + offset)
        yield from compare(bindings, file, tables)


def compare(bindings: Iterable[Binding], file: str, tables: Mapping[str, Table]) -> Iterator[Problem]:
    """Numbers that their cells do not have."""
    for binding in bindings:
        if problem := _compare(binding, tables):
            yield Problem(file, binding.line, *problem)


def unread(notation: str, file: str, line: int) -> Problem:
    """A notation that stands after no number, or names no cell."""
    return Problem(
        file,
        line,
        f"binding {notation} cannot be read",
        "write it right after a number: 65.7{=table:row} or 65.7{=table:row:column}",
    )


def _find(text: str, line: int) -> Iterator[Binding]:
    sentence = strip(text)
    for match in BINDING.finditer(text):
        column, after = match["column"] or "value", match["after"].strip().lower()
        yield Binding(match["number"], match["table"], match["row"], column, after, sentence, line)


def _compare(binding: Binding, tables: Mapping[str, Table]) -> tuple[str, str] | None:
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
    if names and not any(name in binding.sentence for name in names):
        return f"the sentence does not name the unit of {binding.place}, {unit}", "name it, or bind to another cell"
    printed, places = amount(binding)
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


def amount(binding: Binding) -> tuple[Decimal, int]:
    """The printed number and how many decimals it shows."""
    text = re.sub("[$€£¥₹]", "", binding.number.lower().replace("−", "-"))
    if text[-1].isalpha():
        return Decimal(_in_words(text)), 0
    number = Decimal(text.replace(",", ""))
    return number, max(0, -int(number.as_tuple().exponent))


def _in_words(words: str) -> int:
    """A number in words: twenty-four, minus three, one hundred and five."""
    total, sign = 0, 1
    for word in re.findall(r"\w+", words):
        if word == "minus":
            sign = -1
        elif word == "hundred":
            total = (total or 1) * 100
        elif word not in {"and", "a"}:
            total += ONES.index(word) if word in ONES else 10 * (TENS.index(word) + 2)
    return sign * total


def _magnitude(unit: str) -> int:
    return next((size for word, size in MAGNITUDES.items() if unit.lower().startswith(word)), 1)
