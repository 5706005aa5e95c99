"""One cell of a table: what its column allows, and its value.

A number is written in one way only, with digits and a point. A spreadsheet's 1,000, 1e3 or NaN is reported, not guessed.
"""

import datetime
import re

from annotated_brief.core.problems import cut
from annotated_brief.tables.datapackage import NAME, Column

# More digits than a float keeps would be changed in silence.
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")

LONGEST = 5000

Cell = str | float | None


def fault(text: str, column: Column) -> tuple[str, str] | None:
    """What is wrong with a cell, and what to do about it."""
    if not text:
        return ("no value", "fill it in") if column.required else None
    if len(text) > LONGEST:
        return f"the cell has {len(text)} characters", f"write at most {LONGEST}"
    if column.type in ("number", "integer") and not NUMBER.fullmatch(text):
        return f"{cut(text, 40)!r} is not a number", "write digits with a point, and nothing else: 1234.5"
    if column.type == "integer" and "." in text:
        return f"{text} is not a whole number", "write it without a point"
    if column.type == "date" and not _is_date(text):
        return f"{cut(text, 40)!r} is not a date", "write it as 2025-11-03"
    if column.choices and text not in column.choices:
        return f"{cut(text, 40)!r} is not one of its values", f"use one of: {', '.join(column.choices)}"
    if limit := _out_of_bounds(text, column):
        return limit
    if column.pattern and not re.fullmatch(column.pattern, text):
        return f"{cut(text, 40)!r} has not the form of the column", f"see its description; pattern {column.pattern}"
    return None


def _out_of_bounds(text: str, column: Column) -> tuple[str, str] | None:
    """A cell that is less, more, shorter or longer than its column allows."""
    is_number = column.type in ("number", "integer")
    for bound, sign in ((column.minimum, -1), (column.maximum, 1)):
        if bound and ((float(text) - float(bound)) * sign > 0 if is_number and NUMBER.fullmatch(bound) else False):
            return (
                f"{text} is {'less' if sign < 0 else 'more'} than {bound}",
                "mend the cell, or the bound of its column",
            )
        if bound and column.type == "date" and (text < bound if sign < 0 else text > bound):
            return f"{text} is {'before' if sign < 0 else 'after'} {bound}", "mend the cell, or the bound of its column"
    if len(text) < column.shortest or (column.longest and len(text) > column.longest):
        return f"{cut(text, 40)!r} has {len(text)} characters", f"see the bounds of the column in {NAME}"
    return None


def value(text: str, column: Column) -> Cell:
    """The cell; what should be a number and is not stays empty, so that whoever draws never meets a text there."""
    if column.type not in ("number", "integer"):
        return text or None
    if not NUMBER.fullmatch(text):
        return None
    return float(text) if "." in text else int(text)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
