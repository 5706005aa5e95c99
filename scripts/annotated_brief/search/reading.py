"""How a query is read: which words it asks for, and in which forms each may stand in the texts that are searched.

A word that no text has is taken for one that is spelt nearly so; two that stand apart, for one; `foot note 2`, for what
the edition calls so; `tass.com`, for the outlet.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from annotated_brief.core.folding import fold
from annotated_brief.search import words

WORST, FAR = 2, 3  # what a form costs that is only spelt nearly so, and one for which there is a nearer
CLOSEST = 12

Forms = list[tuple[str, int]]  # ways in which a word may stand in a text, and what each costs


class Reader:
    """Reads queries for some folded texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @cached_property
    def vocabulary(self) -> list[tuple[str, frozenset[str]]]:
        """Every word of more than two letters, which a misspelt one is compared with, and its letters."""
        return [(word, frozenset(word)) for word in sorted({*" ".join(self.texts).split()}) if len(word) > 2]

    def read(self, query: str) -> list[Forms]:
        """For each word of a query the forms that will do. S-400 is one word, if anything holds it so."""
        terms = [term for term in map(fold, re.sub(words.SITE, r"\1", query.strip().lower()).split()) if term]
        chosen = [term for term in terms if term not in words.STOP] or terms
        read: list[Forms] = []
        while chosen:
            one = self._together(*chosen[:2]) if len(chosen) > 1 else ""
            read += [self._forms(part) for part in ([one] if one else self._parts(chosen[0]))]
            chosen = chosen[2 if one else 1 :]
        return read

    def corrected(self, query: str) -> str:
        """A folded query, its misspelt words as they would be spelt."""
        return " ".join(term if term in words.STOP else self._forms(term)[0][0].strip() for term in fold(query).split())

    def _together(self, first: str, second: str) -> str:
        """Two words as the one that they make: a number and what is numbered, or halves of which a text has only the
        whole; else nothing."""
        if second.isdigit():
            names = words.numbered(f"{self._forms(first)[0][0]} {second}")
            return next(filter(self._known, names), "")
        whole = first + second
        apart = self._known(first) and self._known(second)
        return "" if apart or not (self._known(whole) or self._near(whole)) else whole

    def _parts(self, term: str) -> list[str]:
        """The words of a term that no text holds as it was typed: 400crore, su57, nonalignment."""
        if any(self._known(form) for form, _ in words.forms(term)):
            return [term]
        spaced = re.sub(r"(?<=[0-9])(?=[a-z])|(?<=[a-z])(?=[0-9])", " ", term)
        if spaced == term and not self._near(term):
            halves = [f"{term[:place]} {term[place:]}" for place in range(2, len(term) - 1)]
            whole = [both for both in halves if self._known(both)]
            apart = [both for both in halves[1:-1] if all(map(self._known, both.split()))]
            spaced = next(iter(whole + apart), term)
        return [spaced] if self._known(spaced) else spaced.split()

    def _forms(self, word: str) -> Forms:
        if len(word) < words.SHORT and self._known(f"{word} "):
            word += " "
        known_forms = [(form, cost) for form, cost in words.forms(word) if self._known(form)]
        return known_forms or self._near(word) or [(word, 0)]

    def _known(self, word: str) -> bool:
        start = f" {word}"
        return bool(word) and any(start in text for text in self.texts)

    def _near(self, word: str) -> Forms:
        """The words spelt nearly so, the nearest first; where there are none, those that begin nearly so."""
        limit = 2 if len(word) >= 8 else 1 if len(word) >= 4 and not word.isdigit() else 0
        if not limit:
            return []
        written = [(form, frozenset(form)) for form in (word, *words.transcribed(word))]
        close = [
            (*distance(form, other, limit), abs(len(form) - len(other)), other)
            for other, letters in self.vocabulary
            for form, its in written
            if len(its - letters) <= limit  # each letter that is not there at all is a change
        ]
        by_distance = sorted(one for one in close if one[0] <= limit)
        whole = [one for one in by_distance if one[2] <= limit] or by_distance
        costs: dict[str, int] = {}
        for *far, other in whole[:CLOSEST]:
            nearest = far == [*whole[0][:3]] or other.startswith(whole[0][3])
            costs.setdefault(other, WORST if nearest else FAR)
        return list(costs.items())


def distance(word: str, other: str, limit: int) -> tuple[int, int]:
    """Fewest changes (a letter more, less, other, or two swapped) that make `word` the start of `other`, and that make it
    all of `other`.

    The optimal string alignment distance; above `limit` the count ends early.
    """
    width = len(word)
    before: list[int] = []
    last = list(range(width + 1))
    best = width
    for line, letter in enumerate(other[: width + limit], 1):
        row = [line]
        for column in range(1, width + 1):
            cost = min(last[column] + 1, row[-1] + 1, last[column - 1] + (word[column - 1] != letter))
            if column > 1 and line > 1 and word[column - 1] == other[line - 2] and word[column - 2] == letter:
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        best = min(best, row[width])
        before, last = last, row
        if min(row) > limit:
            break
    return best, last[width] + max(0, len(other) - width - limit)
