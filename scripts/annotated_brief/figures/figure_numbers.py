"""Numbers on a figure against its tables: every value drawn is a cell, every number written is in one.

A trace says in `meta` which table and axis its values are from (figure_style.of) and in `ids` the row of each, with the
column after a slash where it is not `value`. A number in words may be rounded; it must round from some cell.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from annotated_brief.core.problems import cut
from annotated_brief.figures.figure_scripts import Figure
from annotated_brief.figures.figure_style import DECORATION
from annotated_brief.tables.tables import Row, Table

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
MARKUP = re.compile(r"<[^>]*>")
META = re.compile(r"(?P<table>\w+) (?P<axes>[xyz]{0,3}) (?P<per>[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)")
PLACES = {"x": "lon", "y": "lat"}  # the columns of a map


def faults(figure: Figure, spec: Mapping[str, Any], tables: Mapping[str, Table]) -> Iterator[str]:
    """What is drawn or written and is not in the tables."""
    for trace in spec["data"]:
        yield from _drawn(trace, tables)
    divisors = {
        1.0,
        1000.0,
        *(float(said["per"]) for trace in spec["data"] if (said := META.fullmatch(str(trace.get("meta"))))),
    }
    known = _known(figure, tables, divisors) | _ends(spec["data"])
    written = spec["layout"]["meta"]["words"]
    for text in (figure.title, figure.measure, figure.period, figure.alt, figure.note, *written):
        for number in _numbers(text):
            if number not in known:
                yield f"the number {number:g} in “{cut(MARKUP.sub(' ', text))}” is in no cell of its tables"


def _drawn(trace: Mapping[str, Any], tables: Mapping[str, Table]) -> Iterator[str]:
    meta = trace.get("meta")
    if meta == DECORATION:
        return
    said = META.fullmatch(str(meta))
    if not said or said["table"] not in tables or not all(_fits(trace, axis) for axis in said["axes"]):
        yield f"the trace “{trace.get('name', trace.get('type'))}” does not say what rows it draws, each with its value"
        return
    name, axes, per = said.groups()
    rows = {str(row.cells.get("row")): row for row in tables[name].rows}
    for axis in axes:
        for bound, value in zip(trace["ids"], trace[axis], strict=True):
            row = rows.get(str(bound).split("/")[0])
            if isinstance(value, str):
                yield f"{cut(value, 40)!r} is drawn for {name}:{bound}, which is no number"
            elif value is not None:
                yield from _compared(name, str(bound), row, PLACES[axis] if axes == "xy" else "", value * float(per))


def _ends(data: list[Any]) -> set[float]:
    """Where bars end that are put together from several: their sum may be written beside them."""
    bars = [trace for trace in data if trace.get("base") is not None]
    ends = [(trace["base"], trace["x" if trace.get("orientation") == "h" else "y"]) for trace in bars]
    return {
        round(start + value, 9)
        for pair in ends for start, value in zip(*pair, strict=True) if isinstance(value, int | float)
    }  # fmt: skip


def _fits(trace: Mapping[str, Any], axis: str) -> bool:
    """Whether a trace has a value on an axis for each of its rows."""
    ids, values = trace.get("ids"), trace.get(axis)
    return isinstance(ids, list) and isinstance(values, list) and 0 < len(ids) == len(values)


def _compared(table: str, bound: str, row: Row | None, place: str, value: float) -> Iterator[str]:
    column = place or [*bound.split("/"), "value"][1]
    if column == "none":  # a report without a value: its sign stands at zero
        return
    cell = row.cells.get(column) if row else None
    if not isinstance(cell, int | float) or abs(cell - value) > 1e-6 * max(1.0, abs(value)):
        yield f"{value:g} is drawn for {table}:{bound}, the table has {cell}"


def _known(figure: Figure, tables: Mapping[str, Table], divisors: set[float]) -> set[float]:
    """Every number of the tables and of the brief, and what it rounds to, in its unit, in thousands or as it is drawn."""
    known = {mark.value for mark in figure.marks} | set(_numbers(" ".join(mark.says for mark in figure.marks)))
    for name in figure.tables:
        for row in tables[name].rows:
            for cell in row.cells.values():
                if isinstance(cell, int | float):
                    known |= {float(f"{abs(cell) / per:.10g}") for per in divisors}  # words say no sign
                    known |= {round(abs(cell) / per, digits) for per in divisors for digits in (0, 1, 2, 3)}
                elif cell:
                    known.update(_numbers(cell))
    return known


@lru_cache(maxsize=16384)  # the cells are read for each figure, in each size
def _numbers(text: str) -> tuple[float, ...]:
    """2019–20 is a year and its end, 6,000 one number, c018, es-11-1 and the year ’22 none."""
    plain = re.sub(r"\b[a-z]+\d+\b|[A-Z]/[\w/.-]+|’\d\d\b", " ", MARKUP.sub(" ", text))
    return tuple(float(number.replace(",", "")) for number in NUMBER.findall(plain))
