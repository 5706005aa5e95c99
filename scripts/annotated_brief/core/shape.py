"""What a record may hold, said once: from it come the checks, the schemas for editors' programs, the tables of the guide
and the faults that the tests plant.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from annotated_brief.core import dates
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import COUNT, Record, nearest

NAMED = re.compile(r"[^\s,;\[\]{}]{1,100}")


class Field(NamedTuple):
    """One field of a record."""

    kind: str  # a name of KINDS
    says: str  # what stands in it, for the guide
    needed: bool = False
    among: tuple[str, ...] = ()  # what a choice may be
    fields: "Shape" = MappingProxyType({})  # of each record in it
    most: int = 5000  # characters
    past: bool = False  # of a day: whether it cannot lie in the future


Shape = Mapping[str, Field]


class Kind(NamedTuple):
    """A kind of value, and how it is told that a value is not of it."""

    says: str  # for the guide
    fault: Callable[[Any, Field], str]  # what is wrong with a value, after "has a NAME that "; empty if nothing is
    remedy: str
    schema: Mapping[str, Any]  # JSON Schema


def _text(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        return "is no text"
    return "" if len(value) <= field.most else f"has {len(value)} characters, {field.most} at most"


def _name(value: Any, field: Field) -> str:
    return _text(value, field) or ("" if NAMED.fullmatch(value) else f"is no name: {value[:40]!r}")


def _names(value: Any, field: Field) -> str:
    items = value if isinstance(value, list) else [value]
    faults = [fault for item in items if (fault := _name(item, field))]
    return faults[0] if faults else "names one twice" if len(set(items)) < len(items) else ""


def _choice(value: Any, field: Field) -> str:
    return _text(value, field) or ("" if value in field.among else f"is unknown: {value[:40]!r}")


def _day(value: Any, field: Field) -> str:
    found = dates.day(value.strip()) if isinstance(value, str) else None
    return (
        f"is no day of the calendar: {str(value)[:40]}"
        if found is None
        else f"lies in the future: {value}"
        if field.past and found > dates.latest()
        else ""
    )


def _date(value: Any, field: Field) -> str:
    found = dates.first_day(value.strip()) if isinstance(value, str) else None
    return (
        f"is impossible: {str(value)[:40]}"
        if found is None
        else f"lies in the future: {value}"
        if field.past and found > dates.latest()
        else ""
    )


def _count(value: Any, _: Field) -> str:
    return "" if isinstance(value, str) and COUNT.fullmatch(value.strip()) else f"is no number: {str(value)[:40]!r}"


def _flag(value: Any, _: Field) -> str:
    return "" if value in ("true", "false") else f"is neither true nor false: {str(value)[:40]}"


def _pairs(value: Any, field: Field) -> str:
    if not isinstance(value, dict):
        return "is no mapping"
    return next((fault for item in value.values() if (fault := _text(item, field))), "")


def _counts(value: Any, field: Field) -> str:
    if not isinstance(value, dict):
        return "is no mapping"
    return next((fault for item in value.values() if (fault := _count(item, field))), "")


def _records(value: Any, _: Field) -> str:
    return "" if isinstance(value, list) else "is no list"


_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING, "uniqueItems": True}
_NUMBER = {"type": "integer", "minimum": 0}
KINDS = {
    "text": Kind("text", _text, "write one text, in quotation marks if it holds a colon", _STRING),
    "choice": Kind("one of these words", _choice, "", {}),
    "name": Kind("a name", _name, "write it without spaces", _STRING),
    "names": Kind("a list of names", _names, "write [one, other], each once", {"anyOf": [_STRING, _STRINGS]}),
    "day": Kind("YYYY-MM-DD", _day, "write YYYY-MM-DD", _STRING | {"format": "date"}),
    "date": Kind("YYYY, YYYY-MM or YYYY-MM-DD", _date, "write YYYY, YYYY-MM or YYYY-MM-DD",
                 {"type": ["string", "integer"]}),
    "count": Kind("a whole number", _count, "write it in digits", _NUMBER),
    "flag": Kind("true or false", _flag, "write true, or leave it out", {"type": "boolean"}),
    "pairs": Kind("name: word", _pairs, "write {name: word}", {"type": "object", "additionalProperties": _STRING}),
    "counts": Kind("name: number", _counts, "write {name: 12}", {"type": "object", "additionalProperties": _NUMBER}),
    "records": Kind("a list of records", _records, "write a list, each item with fields of its own", {"type": "array"}),
}  # fmt: skip


def named(record: Record, form: re.Pattern[str], example: str) -> Iterator[Problem]:
    """A problem if the name of a record is none that records of its kind may have."""
    if not form.fullmatch(record.id):
        yield Problem(record.file, record.line, f"{record.id[:60]!r} is no name of such a record", f"write {example}")


def faults(record: Record, shape: Shape, called: str = "") -> Iterator[Problem]:
    """All that is wrong with a record by itself, each at the line of its field."""
    called = called or record.id
    for name in record.fields:
        if name not in shape:
            message = f"{called} has the unknown field {name[:60]}"
            yield Problem(record.file, record.at(name), message, nearest(name, list(shape)))
    for name, field in shape.items():
        value = record.fields.get(name)
        if value in (None, "", [], {}) or (isinstance(value, str) and not value.strip()):
            if field.needed or (name in record.fields and value != []):
                remedy = f"write `{name}:`, {field.says}" if field.needed else "fill it in, or take it out"
                yield Problem(record.file, record.at(name), f"{called} has no {name}", remedy)
            continue
        if fault := KINDS[field.kind].fault(value, field):
            remedy = f"use one of: {', '.join(field.among)}" if field.among else KINDS[field.kind].remedy
            if field.fields:
                remedy = f"write a list, each item with {', '.join(field.fields)}"
            yield Problem(record.file, record.at(name), f"{called}: {name} {fault}", remedy)
        elif field.fields:
            yield from _inner(record, name, field.fields, called)


def _inner(record: Record, name: str, shape: Shape, called: str) -> Iterator[Problem]:
    """The same of each record in a list."""
    for index, item in enumerate(record.fields[name]):
        line = record.at(f"{name}.{index}")
        if isinstance(item, dict):
            yield from faults(record.inner(name, index), shape, f"{called}, {name} {index + 1}")
        else:
            message = f"{called}: {name} {index + 1} is no record: {str(item)[:40]}"
            yield Problem(record.file, line, message, f"write it with {', '.join(shape)}")


def _form(field: Field) -> str:
    return f"one of: {', '.join(field.among)}" if field.among else KINDS[field.kind].says


def schema(shape: Shape) -> dict[str, Any]:
    """A JSON Schema of one record."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in shape.items() if field.needed],
        "properties": {name: _property(field) for name, field in shape.items()},
    }


def _property(field: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"description": field.says, **KINDS[field.kind].schema}
    if field.among:
        made["enum"] = list(field.among)
    if field.fields:
        made["items"] = schema(field.fields)
    return made


def table(shape: Shape, start: str = "") -> Iterator[str]:
    """Lines of a Markdown table for the guide: field, what it is, what stands in it."""
    for name, field in shape.items():
        needed = " (needed)" if field.needed else ""
        yield f"| `{start}{name}` | {_form(field)}{needed} | {field.says} |"
        yield from table(field.fields, f"{start}{name}: ")
