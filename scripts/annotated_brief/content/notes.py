"""The footnotes of the edition: for each place in a source one, with its id and the letter after its number."""

import itertools
from collections.abc import Container, Iterable
from string import ascii_lowercase
from typing import NamedTuple

from annotated_brief.content.citations import Citation
from annotated_brief.core.keys import slug


class Note(NamedTuple):
    """One footnote: a source, where in it, and how it is introduced."""

    id: str  # in the addresses #fn-id and #fnref-id-1
    citation: Citation
    letter: str  # after the number; empty if the source is cited in one way only

    @property
    def key(self) -> str:
        return self.citation.key


def assign(citations: Iterable[Citation], keys: Container[str]) -> dict[Citation, Note]:
    """A footnote for each citation that differs, in the order of their first use.

    `keys` are those of all sources: the id of a place in one source is never that of another source.
    """
    places: dict[str, list[Citation]] = {}
    for citation in dict.fromkeys(citations):
        places.setdefault(citation.key, []).append(citation)
    notes: dict[Citation, Note] = {}
    taken = {*places, *map(slug, places)}
    for key, several in places.items():
        for index, citation in enumerate(several):
            mark = letters(index) if len(several) > 1 else ""
            name = _free(slug(key), mark, keys, taken) if mark else slug(key)
            taken.add(name)
            notes[citation] = Note(name, citation, mark)
    return notes


def letters(index: int) -> str:
    """a to z, then aa, ab and so on."""
    return (letters(index // 26 - 1) if index > 25 else "") + ascii_lowercase[index % 26]


def _free(key: str, mark: str, keys: Container[str], taken: Container[str]) -> str:
    """The id of a place; where `key-a` is a source too, the place is `key--a`."""
    for count in itertools.count(1):
        name = f"{key}{'-' * count}{mark}"
        if name not in keys and name not in taken:
            return name
    raise AssertionError
