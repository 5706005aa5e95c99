"""The entries of bib/*.bib as they are written, with their lines, so that a fault can be shown where it stands."""

import logging
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import bibtexparser
from bibtexparser import model

from annotated_brief.bibliography import parse_errors, string_macros
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import read_text

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it finds is told in our words, with its line

# The type of what stands for an entry that cannot be read.
MALFORMED = "malformed"
LONGEST = 30_000  # characters of a field
# What JabRef notes of what its user has done, under a name that here says something else.
MARKS = {"printed": "printed"}


class Place(NamedTuple):
    """Where something is written."""

    file: str
    line: int


NOWHERE: Mapping[str, Place] = MappingProxyType({})


class Entry(NamedTuple):
    """One entry of the bibliography as it is written."""

    key: str
    type: str  # online, article, report …
    fields: dict[str, str]  # without the enclosing braces
    file: str
    line: int
    lines: dict[str, int]  # field -> line
    added: Mapping[str, Place] = NOWHERE  # field -> where bib/sources.yml has it

    def place(self, name: str) -> Place:
        """File and line of a field; of its entry where it is not written."""
        return self.added.get(name) or Place(self.file, self.lines.get(name, self.line))


def load(paths: Paths) -> tuple[dict[str, Entry], list[Problem]]:
    """Every entry of bib/*.bib by key; what cannot be read is a problem with its file, line and, if known, key."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    files = sorted(paths.bib.glob("*.bib"))
    abbreviations = tuple(pair for path in files for pair in _abbreviations(read_text(path, "")[0]))
    for path in files:
        entries_found, faults = parse(path, paths, abbreviations)
        problems += faults
        for entry in entries_found:
            if entry.key in entries:
                first = entries[entry.key]
                message = f"duplicate key {entry.key} (first at {first.file}:{first.line})"
                problems.append(Problem(entry.file, entry.line, message, "delete one of the two or rename it"))
            else:
                entries[entry.key] = entry
    return entries, problems


def parse(
    path: Path, paths: Paths, abbreviations: tuple[tuple[str, str], ...] = ()
) -> tuple[list[Entry], list[Problem]]:
    """The entries of one .bib file in the order written, with the abbreviations of other files."""
    file = paths.show(path)
    text, problems = read_text(path, file)
    entries, faults = _entries(text, file, abbreviations)
    return list(entries), problems + faults


@lru_cache(maxsize=32)
def _abbreviations(text: str) -> list[tuple[str, str]]:
    """What a file defines by @string, and its words."""
    known: dict[str, str] = {}
    for block in _blocks(text) if re.search(r"(?i)@string\b", text) else ():
        if isinstance(block, model.String):
            known[block.key.lower()] = string_macros.resolve(str(block.value), known)[0]
    return list(known.items())


def _blocks(text: str) -> list[model.Block]:
    return bibtexparser.parse_string(text, parse_stack=[]).blocks  # type: ignore[attr-defined]


@lru_cache(maxsize=32)  # under `mkdocs serve` a file is read at every edit of any other
def _entries(text: str, file: str, abbreviations: tuple[tuple[str, str], ...]) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    known = dict(abbreviations)  # and those that are defined here, as far as it is read
    for block in _blocks(text):
        if isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            kept = block.ignore_error_block
            assert kept is not None
            if isinstance(block, model.DuplicateFieldKeyBlock) and isinstance(kept, model.Entry):
                problems.append(parse_errors.duplicate_field(block, kept, file))
            block = kept
        if isinstance(block, model.String):
            known[block.key.lower()] = string_macros.resolve(str(block.value), known)[0]
        elif isinstance(block, model.ParsingFailedBlock):
            problem, key = parse_errors.malformed(block, file)
            problems.append(problem)
            entries += [_stub(key, file, problem.line)] if key else []
        elif isinstance(block, model.ImplicitComment | model.ExplicitComment):
            for problem, key in parse_errors.passed_over(block, file):
                problems.append(problem)
                entries.append(_stub(key, file, problem.line))
        elif isinstance(block, model.Entry) and not block.key.strip():
            problems.append(parse_errors.keyless(file, (block.start_line or 0) + 1))
        elif isinstance(block, model.Entry):
            entry = _entry(block, file, known, problems)
            torn = [name for name, value in entry.fields.items() if not parse_errors.balanced(value)]
            if torn:
                message = f"entry {entry.key} is malformed: its field {torn[0]} does not end where it should"
                problems.append(Problem(file, entry.place(torn[0]).line, message, parse_errors.LOOK))
                entry = _stub(entry.key, file, entry.line)
            entries.append(entry)
    return entries, problems


def _entry(block: model.Entry, file: str, known: dict[str, str], problems: list[Problem]) -> Entry:
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for field in block.fields:
        name, line = field.key.lower(), (field.start_line or 0) + 1
        words, unknown = string_macros.resolve(str(field.value), known)
        if len(words) > LONGEST:
            message = f"{block.key} has {len(words)} characters in its field {name}"
            problems.append(Problem(file, line, message, f"write at most {LONGEST}"))
            words = words[:60].rpartition(" ")[0].replace("\\", "").replace("{", "").replace("}", "")
        if MARKS.get(name) == words:
            continue
        fields.setdefault(name, _in_lines(words) if name == "note" else re.sub(r"\s+", " ", words))
        lines.setdefault(name, line)
        for short in unknown:
            message = (
                f"{block.key} has the abbreviation {cut(short)} in its field {name}, which nothing above it defines"
            )
            problems.append(Problem(file, line, message, "define it with @string, or put words in braces"))
    kind = block.entry_type.lower().replace("_", "")  # @web_page of Mendeley
    return Entry(block.key, kind, fields, file, (block.start_line or 0) + 1, lines)


def _in_lines(words: str) -> str:
    """The lines of a note, for each may be a field of its own (bibliography/remarks.py)."""
    return "\n".join(" ".join(line.split()) for line in words.strip().splitlines())


def _stub(key: str, file: str, line: int) -> Entry:
    """What stands for an entry that cannot be read, or each citation of it would be one more fault."""
    return Entry(key, MALFORMED, {"title": key}, file, line, {})
