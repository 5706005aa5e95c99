"""Compare an entry with what was read of it: the fields of which a word, a digit or a sign is missing."""

import re
from collections.abc import Iterable
from typing import Any

from annotated_brief.bibliography import field_values, fields, habits, inlines, latex
from annotated_brief.bibliography.entries import Entry
from annotated_brief.bibliography.reading import Reading, aside

# Fields that readers see by way of the record only, whatever they are as texts.
ONE_WAY = frozenset(
    "booktitle booksubtitle maintitle mainsubtitle series volume number pages edition version eventtitle".split()
)


def is_shown(name: str) -> bool:
    """Whether readers see a field's words."""
    return name in fields.PUBLIC and name not in fields.VERBATIM


def missing(entry: Entry, reading: Reading) -> Iterable[str]:
    """The fields of which something is not among what was read."""
    recorded = latex.letters(" ".join(_all(reading.record)))
    said = recorded + latex.letters(" ".join(reading.texts.values()))
    for name, value in habits.meant(entry.fields, entry.type).items():
        if fields.canonical(name) in fields.PRINTED and not aside(entry, name, value):
            if name in fields.KEYED and re.fullmatch(r"[a-z]+( and [a-z]+)*", value.strip("{} ")):
                continue  # a word of biblatex's own, for which it prints another
            wanted = latex.letters(field_values.written(name, value))
            if name in fields.NAMES | fields.LISTS:
                wanted = "".join(_words_missing(name, value, said))
            if wanted and wanted not in (recorded if name in ONE_WAY else said):
                yield name


def _words_missing(name: str, value: str, said: str) -> Iterable[str]:
    for word in re.findall(r"[^\s{},~]+", field_values.written(name, value)):
        letters = latex.letters(word)
        if letters not in said and letters not in {"and", "others"} and "=" not in word and not letters.isdigit():
            yield letters


def _all(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _all(one)
    elif value and isinstance(value[0], dict) and "t" in value[0]:
        yield inlines.plain(value)
    else:
        for one in value or ():
            yield from _all(one)
