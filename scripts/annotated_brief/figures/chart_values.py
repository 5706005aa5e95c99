"""Values of a table as the common charts read and write them, and the round numbers of a scale."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from annotated_brief.core.problems import cut
from annotated_brief.figures.chart import year
from annotated_brief.figures.figure_style import day
from annotated_brief.tables.cells import Cell
from annotated_brief.tables.tables import Row

DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?")
TOO_LONG = "the numbers are too long to stand beside their marks: give `per` to divide them by, such as 1000000, or 0.001 for small ones"
UNKNOWN = "not known"
DIGITS = 10  # of a number; those behind them come from the arithmetic of the computer


def written(value: float) -> str:
    """A number in full: 1,234,567, 0.00012 and −3, never 1e+06. Raises ValueError for what is no number."""
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be drawn: leave the cell empty where the value is not known")
    text = f"{Decimal(f'{value:.{DIGITS}g}'):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.removeprefix("-") if text == "-0" else text.replace("-", "−")


def name_of(cell: Cell) -> str:
    """A cell as a name: 2021 and not 2021.0, a date as people write it."""
    if isinstance(cell, int | float):
        return f"{cell:.{DIGITS}g}"
    if cell and DATE.fullmatch(cell):
        return day(cell, short=True)
    return cell or "not named"


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def known(rows: Sequence[Row], column: str, name: object = "") -> None:
    """Raises ValueError for an unknown column, or a name that is not in the table."""
    for row in rows[:1]:
        _cell(row, column)
    names = list(dict.fromkeys(name_of(row.cells[column]) for row in rows))
    if name and not any(_is(row.cells[column], name) for row in rows):
        raise ValueError(f"emphasis is {name!r}, which is not in the column {column}; it has: {', '.join(names)}")


def is_strong(row: Row, column: str, emphasis: object) -> bool:
    """Whether a row is the one that matters; where none is named, all are."""
    return not emphasis or _is(row.cells[column], emphasis)


def amount(row: Row, column: str, per: float) -> float | None:
    """The number of a cell, divided, none where it is empty. Raises ValueError for a cell that holds words."""
    cell = _cell(row, column)
    if per <= 0:
        raise ValueError(f"per is {per}, by which nothing can be divided: give a number above nought, such as 1000")
    if isinstance(cell, str):
        message = (
            f"row {row.cells['row']}: {column} is {cut(cell, 40)!r}, not a number: leave it empty where it is not known"
        )
        raise ValueError(message)
    return None if cell is None else cell / per


def moment(row: Row, column: str) -> float:
    """Where a row stands along a line: a number, or an ISO date, month or year. Raises ValueError for anything else."""
    cell = _cell(row, column)
    if isinstance(cell, int | float):
        return float(cell)
    if cell and DATE.fullmatch(cell):
        return year(cell)
    said = f"row {row.cells['row']}: {column} is {cell!r}, neither a number nor a date such as 2025-08-06"
    raise ValueError(f"{said}: give a column of numbers, such as the year in which a period begins")


def bound(row: Row, column: str) -> str:
    """The row, and the column where it is not `value`: what a mark draws."""
    return str(row.cells["row"]) + ("" if column == "value" else f"/{column}")


def steps(low: float, high: float, count: int = 4) -> list[float]:
    """Round numbers from `low` or below to `high` or above, in at most about `count` steps."""
    if low == high == 0:
        return [0, 1]
    span = (high - low) or abs(high)
    power = 10.0 ** math.floor(math.log10(span / count))
    step = next(power * by for by in (1, 2, 5, 10, 20) if power * by >= span / count * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{at * step:.{DIGITS}g}") for at in range(first, max(last, first + 1) + 1)]


def _cell(row: Row, column: str) -> Cell:
    if column not in row.cells:
        raise ValueError(f"the table has no column {column}; it has: {', '.join(row.cells)}")
    return row.cells[column]


def _is(cell: Cell, name: object) -> bool:
    return str(name) in (name_of(cell), str(cell))
