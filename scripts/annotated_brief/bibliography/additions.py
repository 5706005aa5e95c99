"""What the edition says of its sources in bib/sources.yml, by key, so that a .bib file can be exported again and replace
the old one: `smith2020: {kind: newspaper, grade: B}`.
"""

import re

from annotated_brief.bibliography import fields, types
from annotated_brief.bibliography.entries import Entry, Place
from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Field, Shape

NAME = "sources.yml"
# The edition's own fields, and any other that an export lacks or has wrong.
ALLOWED = sorted(fields.PUBLIC)
SHAPE: Shape = {name: Field("text", "as in an entry of a .bib file") for name in ALLOWED}


def added(entries: dict[str, Entry], paths: Paths) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries with the fields of the file, which replace those of the entry; unchanged where there is no file."""
    records_read, problems = load(paths)
    entries_added = dict(entries)
    for record in records_read:
        if record.id in entries_added:
            entries_added[record.id] = _with(entries_added[record.id], record)
            continue
        remedy = records.nearest(record.id, entries, "add its entry to a .bib file, or delete these lines")
        problems.append(Problem(record.file, record.line, f"unknown key {record.id}", remedy))
    return entries_added, problems


def load(paths: Paths) -> tuple[list[records.Record], list[Problem]]:
    """What the file says, and what is wrong with each record by itself; nothing where there is no file."""
    path = paths.bib / NAME
    records_read, problems = records.load(path, paths) if path.is_file() else ([], [])
    return records_read, [*problems, *(fault for record in records_read for fault in shape.faults(record, SHAPE))]


def _with(entry: Entry, record: records.Record) -> Entry:
    words = {name: _latex(record.text(name), name) for name in record.fields if name in ALLOWED and record.text(name)}
    if types.ALIASES.get(entry.type, entry.type) in {"document", "online", "article"} and "type" in words:
        words["type"] = types.as_kind(words["type"])
    places = {name: Place(record.file, record.at(name)) for name in words}
    return entry._replace(fields=entry.fields | words, added=places)


def _latex(text: str, name: str) -> str:
    """Plain text as LaTeX; addresses and dates as they are."""
    text = re.sub(r"\s+", " ", text)
    if name in fields.VERBATIM:
        return text
    return re.sub(r"([%&#$_{}])", r"\\\1", text.replace("\\", r"\textbackslash{}")) if "\\" not in text else text
