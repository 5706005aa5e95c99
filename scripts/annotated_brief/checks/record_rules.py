"""Rules for the words of records: numbers bound to tables agree with them, and nothing of our syntax is left as it is.

A record's words are printed with emphasis and bound numbers, and with no other Markdown.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.content import cell_references, moved
from annotated_brief.content.sentences import Token, leftovers
from annotated_brief.core import records
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition
from annotated_brief.figures import charts

# A citation, a note, a mark or a block, none of which is read there.
OURS = re.compile(r"\[[^\[\]]*(?<!\w)@\w|\[\^[\w-]+\]|\[\]\([^)]*\)[ ]*\{|(?m:^)[ \t]*/{3,} *\w")
# In a script, which holds other brackets.
RAW = re.compile(r"\{=|\[\^\w|\[[^\[\]\"']*(?<!\w)@\w|\[\]\(")


class Words(NamedTuple):
    """Some words that are printed, and where they are written."""

    text: str
    file: str
    line: int


def run(edition: Edition) -> Iterator[Problem]:
    """The words of all records, figures, tables and front matter."""
    yield from moved.load(edition.paths)[1]
    for said in (*_records(edition), *_figures(edition), *_events(edition), *_pages(edition)):
        yield from cell_references.check(said.text, said.file, said.line, edition.tables)
        if OURS.search(said.text):
            for _, message, _ in leftovers([Token("text", said.text, said.line)]):
                yield Problem(
                    said.file,
                    said.line,
                    message,
                    "take it out: this field is plain words, and a source has a field of its own",
                )


def _records(edition: Edition) -> Iterator[Words]:
    """Fields of the YAML files in bib/."""
    paths = edition.paths
    for path in sorted(paths.bib.glob("*.yml")):
        written = records.read_text(path, "")[0].split("\n")
        for record in records.load(path, paths)[0] if path.is_file() else ():
            for field, value in record.fields.items():
                for index, item in enumerate(value) if isinstance(value, list) else ((-1, value),):
                    line = record.at(f"{field}.{index}") if f"{field}.{index}" in record.lines else record.at(field)
                    for text in records.texts(item):
                        yield Words(text, record.file, _line(text, written, line))


def _figures(edition: Edition) -> Iterator[Words]:
    """Numbers in the words of figures, which are written in the scripts."""
    for plot in charts.figures(edition.paths).values():
        written = plot.file.read_text("utf-8", errors="replace").split("\n")
        file = edition.paths.show(plot.file)
        yield from (Words(line, file, number) for number, line in enumerate(written, 1) if RAW.search(line))


def _line(text: str, written: list[str], first: int) -> int:
    """Where a bound number of a text stands, at or after a line; that line if it has none."""
    match = cell_references.LOOKS_BOUND.search(text)
    lines = enumerate(written[first - 1 :], first) if match else ()
    return next((number for number, line in lines if match and match.group() in line), first)


def _events(edition: Edition) -> Iterator[Words]:
    for table in edition.tables.values():
        for row in table.rows:
            yield from (Words(cell, table.file, row.line) for cell in row.cells.values() if isinstance(cell, str))


def _pages(edition: Edition) -> Iterator[Words]:
    """Front matter, and the titles of annotations, as they are written."""
    for page in edition.pages.values():
        written = (edition.paths.docs / page.file).read_text("utf-8", errors="replace").split("\n")
        titles = [note.line for note in page.annotations]
        for number, line in enumerate(written, 1):
            if number < page.body_line:
                yield Words(line, page.path, number)
            elif number in titles:
                yield Words(line.partition("|")[2], page.path, number)
