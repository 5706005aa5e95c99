"""The shape of a record, described once: checks, JSON Schemas, tables of the guide and planted faults are made from it."""

import difflib
import re
from collections.abc import Iterator
from typing import Any

from annotated_brief.core.kinds import KINDS, Field, Shape, is_empty
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import Record, nearest

__all__ = ["OTHERS", "Field", "Shape", "faults", "named", "schema", "table"]

# In a shape: fields of another name may stand beside these, unless they look like one of them misspelt.
OTHERS = "*"

# How a field begins, by the ending of its file.
WRITTEN = {"json": '"{}": …', "py": "`{}=`"}
# What to write in JSON where YAML has dashes and needs fewer quotation marks.
LISTED = 'write ["one", "other"], each once'
IN_JSON = {
    "texts": LISTED,
    "names": LISTED,
    "people": LISTED,
    "text": 'write one text: "…"',
    "name": 'write one name: "…"',
}


def named(record: Record, form: re.Pattern[str], example: str) -> Iterator[Problem]:
    """A problem if a record's name is not allowed for its kind."""
    if not form.fullmatch(record.id):
        yield Problem(record.file, record.line, f"{cut(record.id)!r} is no name of such a record", f"write {example}")


def faults(record: Record, shape: Shape, called: str = "") -> Iterator[Problem]:
    """All that is wrong with a record by itself, each at the line of its field."""
    called = called or record.id
    known = [name for name in shape if name != OTHERS]
    for name in record.fields:
        if name not in known and (OTHERS not in shape or difflib.get_close_matches(name, known, 1, 0.8)):
            message = f"{called} has the unknown field {cut(name)}"
            yield Problem(record.file, record.at(name), message, nearest(name, known))
    for name in known:
        yield from _field(record, name, shape[name], called)


def _field(record: Record, name: str, field: Field, called: str) -> Iterator[Problem]:
    value = record.fields.get(name)
    if is_empty(value):
        if field.needed or (name in record.fields and value != [] and field.kind != "anything"):
            written = WRITTEN.get(record.file.rpartition(".")[2], "`{}:`").format(name)
            if field.needed:
                message, remedy = f"{called} has no {name}", f"write {written}, {field.says}"
            else:
                message, remedy = f"{called}: {name} is empty", "fill it in, or take it out"
            yield Problem(record.file, record.at(name), message, remedy)
    elif fault := KINDS[field.kind].fault(value, field):
        yield Problem(
            record.file, _line(record, name, field), f"{called}: {name} {fault}", _remedy(field, fault, record.file)
        )
    elif field.fields and field.kind == "record":
        yield from faults(record.within(name), field.fields, f"{called}, {name}")
    elif field.fields:
        yield from _inner(record, name, field, called)


def _line(record: Record, name: str, field: Field) -> int:
    """The line of the first part of a value that is wrong by itself; the line of the field if none is."""
    value, fault = record.fields[name], KINDS[field.kind].fault
    parts: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        parts = [(part, {part: item}) for part, item in value.items()]
    elif isinstance(value, list):
        parts = [(part, [item]) for part, item in enumerate(value)]
    first = next((part for part, alone in parts if fault(alone, field)), None)
    return record.lines.get(f"{name}.{first}", record.at(name))


def _remedy(field: Field, fault: str, file: str) -> str:
    is_json = file.endswith(".json")
    if re.fullmatch(r"has \d+ characters", fault):
        return f"write at most {field.most}"
    if field.among:
        return f"use one of: {', '.join(field.among)}"
    if field.example:
        return f"write {field.example}"
    if field.fields:
        each = "a list, each item with" if field.kind == "records" else "in braces" if is_json else "below it"
        return f"write {each} {', '.join(name for name in field.fields if name != OTHERS)}"
    if is_json and field.kind in IN_JSON:
        return IN_JSON[field.kind]
    return KINDS[field.kind].remedy


def _inner(record: Record, name: str, field: Field, called: str) -> Iterator[Problem]:
    """The same of each record in a list."""
    records = iter(record.records(name))
    for index, item in enumerate(record.fields[name]):
        line = record.at(f"{name}.{index}")
        if isinstance(item, dict):
            own = item.get("name")
            which = (
                f"{field.one} {cut(own)}"
                if field.one and isinstance(own, str) and own.strip()
                else f"{called}, {name} {index + 1}"
            )
            yield from faults(next(records), field.fields, which)
        else:
            message = f"{called}: {name} {index + 1} is no record: {cut(item, 40)}"
            yield Problem(record.file, line, message, f"write it with {', '.join(field.fields)}")


def schema(shape: Shape) -> dict[str, Any]:
    """A JSON Schema of one record."""
    return {
        "type": "object",
        "additionalProperties": OTHERS in shape,
        "required": [name for name, field in shape.items() if field.needed],
        "properties": {name: _property(field) for name, field in shape.items() if name != OTHERS},
    }


def _property(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"description": field.says, **KINDS[field.kind].schema}
    if field.among:
        described |= {"items": {"enum": list(field.among)}} if field.kind == "choices" else {"enum": list(field.among)}
    if field.fields:
        described |= {"items": schema(field.fields)} if field.kind == "records" else schema(field.fields)
    if field.form and described.get("type") == "string":
        described["pattern"] = f"^({field.form})$"
    if field.kind == "count":
        described |= {"minimum": field.least, "maximum": field.greatest}
    return described


def table(shape: Shape, start: str = "") -> Iterator[str]:
    """Lines of a Markdown table for the guide: field, what it is, what stands in it."""
    for name, field in shape.items():
        if name == OTHERS:
            continue
        form = f"one of: {', '.join(field.among)}" if field.among else KINDS[field.kind].says
        needed = " (needed)" if field.needed else ""
        yield f"| `{start}{name}` | {form}{needed} | {field.says} |"
        yield from table(field.fields, f"{start}{name}: ")
