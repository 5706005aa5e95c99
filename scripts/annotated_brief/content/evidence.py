"""What a claim rests on: one record for each source, with its stance and what it says on the claim in our words."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from annotated_brief.content.verdicts import SEEN, STANCES, Demand
from annotated_brief.core import records
from annotated_brief.core.problems import Problem

FIELDS = ("source", "stance", "says", "seen", "seen_on", "copy_of", "doubt")
REMEDY = "write - source: key, and below it stance, says and seen"


class Evidence(NamedTuple):
    """One source as it bears on one claim."""

    source: str  # key
    stance: str  # a name of STANCES
    says: str  # what it says on the claim, in our words
    seen: str  # a name of SEEN
    seen_on: datetime.date | None
    copy_of: str  # key of another source of the claim that tells the same story; may be empty
    doubt: str  # a doubt that stays and is printed; may be empty
    line: int = 0


def read(record: records.Record) -> list[Evidence]:
    """The evidence of a claim in the order written; what cannot be read is left to `faults`."""
    checked = record.fields.get("checked")
    day = checked if isinstance(checked, datetime.date) else None
    return [_one(item, record.at(f"evidence.{index}"), day) for index, item in _items(record) if isinstance(item, dict)]


def faults(record: records.Record) -> Iterator[Problem]:
    """What is wrong with each record of evidence by itself, and with those that stand side by side."""
    found = record.fields.get("evidence")
    if found is not None and not isinstance(found, list):
        yield Problem(record.file, record.at("evidence"), f"{record.id} has evidence that is no list", REMEDY)
    named: set[str] = set()
    for index, item in _items(record):
        line = record.at(f"evidence.{index}")
        if not isinstance(item, dict):
            yield Problem(record.file, line, f"{record.id} has evidence that cannot be read: {str(item)[:60]}", REMEDY)
            continue
        for message, remedy in _faults(item):
            yield Problem(record.file, line, f"{record.id} {message}", remedy)
        key = str(item.get("source") or "")
        if key and key in named:
            yield Problem(record.file, line, f"{record.id} names {key} twice", "merge the two")
        named.add(key)
    for one in read(record):
        if one.copy_of and one.copy_of not in named - {one.source}:
            message = f"{record.id} has {one.source} as a copy of {one.copy_of}, which is no other source of it"
            yield Problem(record.file, one.line, message, "name a source of the same claim in copy_of")


def met(demand: Demand, evidence: Iterable[Evidence]) -> bool:
    """Whether evidence carries what a verdict demands.

    Copies of one story count once, and a source that was not seen counts for nothing.
    """
    seen = [one for one in evidence if one.seen != "not seen"]
    origin = {one.source: one.copy_of for one in evidence if one.copy_of}
    stories: dict[str, str] = {}  # of each story the stance of the copy that stands first
    for one in seen:
        stories.setdefault(_story(one.source, origin), one.stance)
    counted: Mapping[str, int] = Counter(stories.values())
    return any(counted[stance] >= number for stance, number in demand.items())


def _story(key: str, origin: Mapping[str, str]) -> str:
    """The same name for all copies of a story, whichever of them names which."""
    chain = [key]
    while (key := origin.get(key, "")) and key not in chain:
        chain.append(key)
    return min(chain[chain.index(key) :]) if key else chain[-1]


def _items(record: records.Record) -> list[tuple[int, Any]]:
    found = record.fields.get("evidence")
    return list(enumerate(found)) if isinstance(found, list) else []


def _one(item: Mapping[str, Any], line: int, checked: datetime.date | None) -> Evidence:
    def text(name: str) -> str:
        return str(item.get(name) or "").strip()

    day = item.get("seen_on")
    return Evidence(
        text("source"), text("stance"), text("says"), text("seen"),
        day if isinstance(day, datetime.date) else checked, text("copy_of"), text("doubt"), line,
    )  # fmt: skip


def _faults(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong, and what to do."""
    key = str(item.get("source") or "")
    if not key:
        yield "has evidence without a source", "write `source: key`"
    for name in item.keys() - set(FIELDS):
        yield f"has evidence with the unknown field {name}", f"use one of: {', '.join(FIELDS)}"
    for name, known in (("stance", STANCES), ("seen", SEEN)):
        if str(item.get(name) or "") not in known:
            yield f"has {key} with {name} {item.get(name) or 'missing'}", f"use one of: {', '.join(known)}"
    if not str(item.get("says") or "").strip():
        yield f"does not say what {key} says", "write `says:`, one line in our own words"
    if item.get("seen_on") is not None and not isinstance(item["seen_on"], datetime.date):
        yield f"has {key} seen on {item['seen_on']}, which is no day", "write YYYY-MM-DD"
