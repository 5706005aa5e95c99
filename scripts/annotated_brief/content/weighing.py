"""The weighing of the argument, sentence by sentence: bottom line, paragraphs and rows (bib/weighing.yml).

Each sentence names the claims that it rests on and their verdicts when it was written. The file is optional.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from annotated_brief.core import records, shape
from annotated_brief.core.kinds import COUNT
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

WEIGHING, BOTTOM_LINE, ROW = "weighing", "bottom line", "row"
_PART = Field("choice", "where it stands", needed=True, among=(WEIGHING, BOTTOM_LINE, ROW))
_RESTS = {
    "rests": Field("pairs", "claims that it rests on, each with its verdict when the sentence was written"),
    "counts": Field("counts", "verdict or group of verdicts, with how many claims had it then"),
}
_TEXT = {"part": _PART, "text": Field("text", "the sentence", needed=True), **_RESTS}
SHAPES: dict[str, Shape] = {
    WEIGHING: {**_TEXT, "paragraph": Field("count", "the paragraph of the weighing that it stands in")},
    BOTTOM_LINE: _TEXT,
    ROW: {
        "part": _PART,
        "claims": Field("names", "the claims that it is about", needed=True),
        "says": Field("text", "what the brief says", needed=True),
        "found": Field("text", "what was found", needed=True),
        "since": Field("text", "what has happened since", needed=True),
        **_RESTS,
    },
}


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
    lines: Mapping[str, int]

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)


def load(paths: Paths) -> tuple[dict[str, Sentence], list[Problem]]:
    """Every sentence in the order written."""
    return records.load_all(paths.weighing, paths, _sentence, _faults)


def of(sentences: dict[str, Sentence], part: str) -> list[Sentence]:
    return [sentence for sentence in sentences.values() if sentence.part == part]


def _sentence(record: records.Record) -> Sentence:
    counts = {key: int(value) for key, value in record.pairs("counts").items() if COUNT.fullmatch(value)}
    return records.build(Sentence, record, counts=counts, paragraph=record.count("paragraph") or 1)


def _faults(record: records.Record) -> Iterator[Problem]:
    part = record.text("part")
    if part in SHAPES:
        yield from shape.faults(record, SHAPES[part])
    else:  # nothing says what else it needs
        known = {**SHAPES[WEIGHING], **SHAPES[ROW]}
        yield from shape.faults(record, {name: field._replace(needed=field is _PART) for name, field in known.items()})
