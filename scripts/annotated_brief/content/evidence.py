"""What a claim rests on: one record for each source, with its stance and what it says on the claim in our words."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annotated_brief.content.verdicts import SEEN, STANCES, Demand
from annotated_brief.core import records
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

SHAPE: Shape = {
    "source": Field("name", "key of the source", needed=True),
    "stance": Field("choice", "how the source stands to the claim", needed=True, among=tuple(STANCES)),
    "says": Field("text", "what the source says on the claim, one line in our words", needed=True),
    "seen": Field("choice", "how much of the source was seen", needed=True, among=tuple(SEEN)),
    "seen_on": Field(
        "day", "when it was seen, if not when the claim was checked; it may have been seen again later", past=True
    ),
    "copy_of": Field("name", "another source of the claim that tells the same story"),
    "doubt": Field("text", "a doubt that stays and is printed"),
}


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
    """The evidence of a claim in the order written."""
    checked = record.day("checked")
    return [records.build(Evidence, one, seen_on=one.day("seen_on") or checked) for one in record.records("evidence")]


def faults(record: records.Record) -> Iterator[Problem]:
    """What is wrong with records of evidence that stand side by side; each by itself is held to its shape."""
    named: set[str] = set()
    evidence = read(record)
    for one in evidence:
        if one.source and one.source in named:
            yield Problem(record.file, one.line, f"{record.id} names {one.source} twice", "merge the two")
        named.add(one.source)
    for one in evidence:
        if one.copy_of and one.copy_of not in named - {one.source}:
            message = f"{record.id} has {one.source} as a copy of {one.copy_of}, which is no other source of it"
            yield Problem(record.file, one.line, message, "name a source of the same claim in copy_of")


def met(demand: Demand, evidence: Iterable[Evidence]) -> bool:
    """Whether evidence meets what a verdict demands.

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
