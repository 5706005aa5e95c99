"""The kinds of value that a record may hold, each with the message for a wrong value and its JSON Schema.

A value is a text, a list or a mapping, as YAML is read here (yaml_lines.py); JSON has numbers and true and false as well.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from annotated_brief.core import dates
from annotated_brief.core.problems import cut

NAMED = re.compile(r"[^\s,;\[\]{}]{1,100}")
COUNT = re.compile(r"[0-9]{1,9}")
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+", re.ASCII)


class Field(NamedTuple):
    """One field of a record."""

    kind: str  # a name of KINDS
    says: str  # what stands in it, for the guide
    needed: bool = False
    among: tuple[str, ...] = ()  # what a choice may be
    fields: "Shape" = MappingProxyType({})  # of the record, or of each record, in it
    most: int = 5000  # characters
    past: bool = False  # of a day: whether it cannot lie in the future
    since: str = ""  # of a day: the first that it can be
    form: str = ""  # a regular expression for the whole text; of a mapping, for each name in it
    example: str = ""  # of that form, or of what lies between the bounds
    least: int = 0  # of a count
    greatest: int = 999_999_999
    one: str = ""  # of a list of records that have names: what each is


Shape = Mapping[str, Field]


class Kind(NamedTuple):
    """A kind of value."""

    says: str  # for the guide
    fault: Callable[[Any, Field], str]  # what is wrong with a value, to follow "has a NAME that "; empty if it is right
    remedy: str
    schema: Mapping[str, Any]  # JSON Schema


@lru_cache(maxsize=65536)
def is_web(address: str) -> bool:
    """Whether an address is that of a web page; anything else is not made a link."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    is_page = parts.scheme in {"http", "https"} and bool(parts.hostname) and (port is None or port < 65536)
    return is_page and not re.search(r"[\s<>\"\\^`{|}\x00-\x20\u200b-\u200f\u2060\ufeff]", address)


def is_empty(value: Any) -> bool:
    """Whether a value is empty."""
    return value in (None, "", [], {}) or (isinstance(value, str) and not value.strip())


def _text(value: Any, field: Field) -> str:
    if not isinstance(value, str):
        return "is no text"
    if len(value) > field.most:
        return f"has {len(value)} characters"
    if field.form and not re.fullmatch(field.form, value):
        return f"has not its form: {cut(value, 40)!r}"
    return ""


def _name(value: Any, field: Field) -> str:
    return _text(value, field) or ("" if NAMED.fullmatch(value) else f"is no name: {cut(value, 40)!r}")


def _names(value: Any, field: Field, one: Callable[[Any, Field], str] = _name) -> str:
    return _texts(value if isinstance(value, list) else [value], field, one)


def _texts(value: Any, field: Field, one: Callable[[Any, Field], str] = _text) -> str:
    if not isinstance(value, list):
        return "is no list"
    faults = ["is empty in one place" if is_empty(item) else one(item, field) for item in value]
    return next(filter(None, faults), "") or ("names one twice" if len(set(value)) < len(value) else "")


def _people(value: Any, field: Field) -> str:
    return _texts(value, field) if isinstance(value, list) else _text(value, field)


def _choice(value: Any, field: Field) -> str:
    return _text(value, field) or ("" if value in field.among else f"is unknown: {cut(value, 40)!r}")


def _day(value: Any, field: Field) -> str:
    day = dates.day(value.strip()) if isinstance(value, str) else None
    return _time(day, value, field, "is no day of the calendar")


def _date(value: Any, field: Field) -> str:
    day = dates.first_day(value.strip()) if isinstance(value, str) else None
    return _time(day, value, field, "is impossible")


def _time(written: Any, value: Any, field: Field, impossible: str) -> str:
    if written is None:
        return f"{impossible}: {cut(value, 40)}"
    if field.since and written.isoformat() < field.since:
        return f"is before {field.since}: {value}"
    return f"lies in the future: {value}" if field.past and written > dates.latest() else ""


def _count(value: Any, field: Field) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    text = str(value) if is_number and abs(value) < 10**9 else value
    if not isinstance(text, str) or not COUNT.fullmatch(text.strip()):
        return f"is no number: {cut(value, 40)!r}" if not is_number else "is no such number"
    return "" if field.least <= int(text) <= field.greatest else f"is {int(text)}"


def _number(value: Any, _: Field) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and not math.isfinite(value):
        return "is no finite number"
    return "" if is_number or (isinstance(value, str) and NUMBER.fullmatch(value)) else "is no number"


def _bound(value: Any, field: Field) -> str:
    return "" if not _number(value, field) or not _day(value, field) else "is no number and no day"


def _flag(value: Any, _: Field) -> str:
    return (
        "" if value in ("true", "false") or value in (True, False) else f"is neither true nor false: {cut(value, 40)}"
    )


def _pairs(value: Any, field: Field, one: Callable[[Any, Field], str] = _text) -> str:
    if not isinstance(value, dict):
        return "is no mapping"
    for name, item in value.items():
        if field.form and not re.fullmatch(field.form, name):
            return f"has the name {cut(name, 40)!r}"
        if fault := "is empty in one place" if is_empty(item) else one(item, field._replace(form="")):
            return fault
    return ""


def _address(value: Any, field: Field) -> str:
    return _text(value, field) or ("" if is_web(value) else f"is not http or https: {cut(value)}")


def _link(value: Any, field: Field) -> str:
    fault = _text(value, field)
    return fault or ("" if is_web(value) or MAIL.fullmatch(value) else f"is no address: {cut(value)}")


_STRING = {"type": "string"}
_STRINGS = {"type": "array", "items": _STRING, "uniqueItems": True}
_NUMBER = {"type": "integer", "minimum": 0}
KINDS = {
    "text": Kind("text", _text, "write one text, in quotation marks if it holds a colon", _STRING),
    "choice": Kind("one of these words", _choice, "", _STRING),
    "choices": Kind("some of these words", partial(_names, one=_choice), "", _STRINGS),
    "name": Kind("a name", _name, "write it without spaces", _STRING),
    "names": Kind("a list of names", _names, "write [one, other], each once", {"anyOf": [_STRING, _STRINGS]}),
    "people": Kind("a name, or a list of names", _people, "write one name, or one a line, each behind a dash",
                   {"anyOf": [_STRING, _STRINGS]}),
    "texts": Kind("a list of texts", _texts, "write one text a line, each behind a dash, each once", _STRINGS),
    "day": Kind("YYYY-MM-DD", _day, "write YYYY-MM-DD", _STRING | {"format": "date"}),
    "date": Kind("YYYY, YYYY-MM or YYYY-MM-DD", _date, "write YYYY, YYYY-MM or YYYY-MM-DD",
                 {"type": ["string", "integer"]}),
    "count": Kind("a whole number", _count, "write it in digits", _NUMBER),
    "number": Kind("a number", _number, "write it in digits", {"type": "number"}),
    "flag": Kind("true or false", _flag, "write true, or leave it out", {"type": "boolean"}),
    "pairs": Kind("name: word", _pairs, "write {name: word}", {"type": "object", "additionalProperties": _STRING}),
    "counts": Kind("name: number", partial(_pairs, one=_count), "write {name: 12}", {"type": "object", "additionalProperties": _NUMBER}),
    "lists": Kind("name: a list of names", partial(_pairs, one=_names), "write {name: [one, other]}",
                  {"type": "object", "additionalProperties": _STRINGS}),
    "address": Kind("https://…", _address, "write the page's address, or take it out", _STRING | {"format": "uri"}),
    "link": Kind("https://… or mailto:…", _link, "write mailto:… or https://…, or take it out", _STRING),
    "records": Kind("a list of records", lambda value, _: "" if isinstance(value, list) else "is no list",
                    "write a list, each item with fields of its own", {"type": "array"}),
    "record": Kind("fields of its own", lambda value, _: "" if isinstance(value, dict) else "is no mapping",
                   "write its fields below it, indented", {"type": "object"}),
    "bound": Kind("a number, or YYYY-MM-DD", _bound, "write a number, or YYYY-MM-DD", {"type": ["number", "string"]}),
    "anything": Kind("as its own standard has it", lambda _, __: "", "", {}),
}  # fmt: skip
