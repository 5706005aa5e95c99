"""Does the argument hold? The weighing, the bottom line and the twelve rows, sentence by sentence (bib/weighing.yml).

Each says which claims it rests on and what their verdicts were when it was written. An edition without the file has none.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeGuard

from annotated_brief.core import records
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem

WEIGHING, BOTTOM_LINE, ROW = "weighing", "bottom line", "row"
FIELDS = {
    WEIGHING: ("part", "text", "rests", "counts", "paragraph"),
    BOTTOM_LINE: ("part", "text", "rests", "counts"),
    ROW: ("part", "claims", "says", "found", "since", "rests", "counts"),
}
NEEDED = {WEIGHING: ("text",), BOTTOM_LINE: ("text",), ROW: ("says", "found", "since", "claims")}


class Sentence(NamedTuple):
    """One sentence, or one row of what the brief says against what was found."""

    id: str
    part: str
    text: str
    rests: dict[str, str]  # claim -> its verdict when the sentence was written
    counts: dict[str, int]  # verdict or group of verdicts -> how many claims had it then
    paragraph: int
    claims: list[str]  # of a row
    says: str
    found: str
    since: str
    file: str
    line: int
    lines: dict[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


def load(paths: Paths) -> tuple[dict[str, Sentence], list[Problem]]:
    """Every sentence in the order written."""
    if not paths.weighing.exists():
        return {}, []
    found, problems = records.load(paths.weighing, paths)
    problems += [fault for record in found for fault in _faults(record)]
    return {record.id: _sentence(record) for record in found}, problems


def of(sentences: dict[str, Sentence], part: str) -> list[Sentence]:
    return [sentence for sentence in sentences.values() if sentence.part == part]


def _sentence(record: records.Record) -> Sentence:
    number = record.text("paragraph")
    return Sentence(
        id=record.id,
        part=record.text("part"),
        text=record.text("text"),
        rests={str(key): str(value) for key, value in _mapping(record, "rests").items()},
        counts={str(key): value for key, value in _mapping(record, "counts").items() if _is_count(value)},
        paragraph=int(number) if number.isdecimal() else 1,
        claims=record.words("claims"),
        says=record.text("says"),
        found=record.text("found"),
        since=record.text("since"),
        file=record.file,
        line=record.line,
        lines=record.lines,
    )


def _faults(record: records.Record) -> Iterator[Problem]:
    part = record.text("part")
    if part not in FIELDS:
        message = f"{record.id} has the part {part or 'missing'}"
        yield Problem(record.file, record.at("part"), message, f"use one of: {', '.join(FIELDS)}")
        return
    yield from records.unknown(record, FIELDS[part])
    for name in NEEDED[part]:
        if not record.text(name):
            yield Problem(record.file, record.line, f"{record.id} has no {name}", f"write `{name}:`")
    for name, example in (("rests", "{c001: supported}"), ("counts", "{checked: 85}")):
        value = record.fields.get(name)
        if value is not None and not isinstance(value, dict):
            message = f"{record.id} has {name} that cannot be read"
            yield Problem(record.file, record.at(name), message, f"write {name}: {example}")
    for key, value in _mapping(record, "counts").items():
        if not _is_count(value):
            message = f"{record.id} counts {value} claims as {key}"
            yield Problem(record.file, record.at("counts"), message, "write a whole number")


def _mapping(record: records.Record, name: str) -> dict[Any, Any]:
    value = record.fields.get(name)
    return value if isinstance(value, dict) else {}


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
