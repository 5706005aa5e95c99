"""Rules for the words of records: numbers bound to tables agree with them, and nothing of our syntax is left as it is.

A record's words are printed with emphasis and bound numbers, and with no other Markdown.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotated_brief.content import cell_references
from annotated_brief.content.sentences import Token, leftovers
from annotated_brief.core import records
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition
from annotated_brief.figures import charts

SOURCE = re.compile(r"\[[^\[\]]*(?<!\w)@\w")


class Words(NamedTuple):
    """Some words that are printed, and where they are written."""

    text: str
    file: str
    line: int


def run(edition: Edition) -> Iterator[Problem]:
    """The words of all records, figures, tables and front matter."""
    for said in (*_records(edition), *_figures(edition), *_events(edition), *_pages(edition)):
        yield from cell_references.check(said.text, said.file, said.line, edition.tables)
        if SOURCE.search(said.text):
            for _, message, _ in leftovers([Token("text", said.text, said.line)]):
                yield Problem(
                    said.file, said.line, message, "name the source in its own field; this one is plain words"
                )


def _records(edition: Edition) -> Iterator[Words]:
    """Fields of the YAML files in bib/."""
    paths = edition.paths
    for path in sorted(paths.bib.glob("*.yml")):
        for record in records.load(path, paths)[0] if path.is_file() else ():
            for field, value in record.fields.items():
                for index, item in enumerate(value) if isinstance(value, list) else ((-1, value),):
                    line = record.at(f"{field}.{index}") if f"{field}.{index}" in record.lines else record.at(field)
                    yield from (Words(text, record.file, line) for text in records.texts(item))


def _figures(edition: Edition) -> Iterator[Words]:
    for plot in charts.figures(edition.paths).values():
        written = plot.file.read_text("utf-8", errors="replace").split("\n")
        file = edition.paths.show(plot.file)
        for text in map(str, (plot.figure.title, plot.figure.note, plot.figure.alt, plot.figure.measure)):
            if found := cell_references.LOOKS_BOUND.search(text):
                line = next((number for number, line in enumerate(written, 1) if found.group() in line), 1)
                yield Words(text, file, line)


def _events(edition: Edition) -> Iterator[Words]:
    for table in edition.tables.values():
        for row in table.rows:
            yield from (Words(cell, table.file, row.line) for cell in row.cells.values() if isinstance(cell, str))


def _pages(edition: Edition) -> Iterator[Words]:
    """Front matter, and the titles of annotations."""
    for page in edition.pages.values():
        head = (edition.paths.docs / page.file).read_text("utf-8", errors="replace").split("\n")[: page.body_line - 1]
        yield from (Words(line, page.path, number) for number, line in enumerate(head, 1))
        yield from (Words(note.title, page.path, note.line) for note in page.annotations)
