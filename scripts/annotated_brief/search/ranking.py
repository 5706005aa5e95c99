"""Which entries answer to a query, and in which order. theme/assets/javascripts/search-core.js does the same in the
browser; one table of questions holds both to the same answers (tests/test_search.py).

All words of a query must be found: as whole words, as beginnings, in another form of the word, or, where nothing begins
so, in a spelling close to it. What is called exactly by the query comes first, then what holds the whole phrase, then
what holds the words in its title before what holds them in its text. Claims, annotations and figures come
before all else, sources after it. Where no entry
has every word, those that have the rarest of them are given.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from annotated_brief.core.folding import MEASURE, fold, index
from annotated_brief.search.entries import KINDS, Entry, fingerprint

# Left out of a query that has other words as well.
STOP = frozenset("a an and are as at be been by did do does for from has have how in is it its of on or that the this to was were what when where which who why will with".split())  # fmt: skip
# How much a word says where it stands: in the title, in the line beside it, in the text.
WEIGHTS = (5, 2, 1)
EVENT_WEIGHTS = (2, 1, 1)  # the title of an event is a sentence like any other of the text
WHOLE, BEGINNING = 3, 2
PHRASE = 1000
CLOSEST = 12
ENDINGS = (("ies", "y"), ("ing", ""), ("ian", "ia"), ("ed", ""), ("es", ""), ("s", ""))
GROUPS = {kind.name: kind.group for kind in KINDS}
BONUS = {kind.name: kind.bonus for kind in KINDS}


class Answer(NamedTuple):
    """One entry that was found."""

    entry: Entry
    exact: bool  # the query is its name
    score: int


class Result(NamedTuple):
    """What a query finds, the best first."""

    answers: list[Answer]
    needles: list[str]  # the words to light
    all_words: bool  # whether the answers hold every word of the query


Forms = list[tuple[str, int]]  # ways in which a word may stand in a text, and what each costs


class Index:
    """Entries with their texts folded, ready to be asked. `ask` gives the answers to a query."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.fields = [(index(one.title), index(one.about), index(one.text, one.id)) for one in entries]
        self.names = [frozenset([fold(one.id), *map(fold, one.names)]) for one in entries]
        self.addresses = [frozenset(map(fingerprint, one.addresses)) for one in entries]
        self.texts = ["\n".join(fields) for fields in self.fields]

    @cached_property
    def vocabulary(self) -> list[str]:
        """Every word of more than two letters, which a misspelt one is compared with."""
        return sorted({word for text in self.texts for word in text.split() if len(word) > 2})

    def ask(self, query: str) -> Result:
        """What answers to a query; nothing to an empty one."""
        wanted = list(self._wanted(query))
        if not wanted:
            return Result([], [], True)
        matches = [[self._match(place, forms) for place in range(len(self.entries))] for forms in wanted]
        rarity = [(len(self.entries) // max(1, sum(map(bool, column)))).bit_length() for column in matches]
        found = list(self._found(matches, rarity, query))
        best = max((held for _, held, _ in found), default=0)
        kept = [(answer, place) for answer, held, place in found if held == best or answer.exact]
        kept.sort(key=lambda pair: (not pair[0].exact, GROUPS[pair[0].entry.type], -pair[0].score, pair[1]))
        needles = [form for forms in wanted for form, _ in forms]
        return Result([answer for answer, _ in kept], needles, best == sum(rarity))

    def _found(self, matches: list[list[int]], rarity: list[int], query: str) -> Iterator[tuple[Answer, int, int]]:
        """Each entry that has one of the words: the answer, how rare the words are that it has, its place."""
        whole, address = fold(query), fingerprint(query)
        for place, entry in enumerate(self.entries):
            held = sum(rare for rare, column in zip(rarity, matches, strict=True) if column[place])
            exact = whole in self.names[place] or address in self.addresses[place]
            if held or exact:
                score = sum(rare * column[place] for rare, column in zip(rarity, matches, strict=True))
                yield Answer(entry, exact, score + self._phrase(place, whole) + BONUS[entry.type]), held, place

    def _phrase(self, place: int, whole: str) -> int:
        """What an entry gains that holds the query as it was typed; twice as much in its title."""
        if " " not in whole:
            return 0
        if f" {whole}" in self.fields[place][0]:
            return PHRASE * (1 if self.entries[place].type == "event" else 2)
        return PHRASE * (f" {whole}" in self.texts[place])

    def _match(self, place: int, forms: Forms) -> int:
        """How well an entry answers to one word; 0 if it does not."""
        best = 0
        weights = EVENT_WEIGHTS if self.entries[place].type == "event" else WEIGHTS
        for form, cost in forms:
            for field, weight in zip(self.fields[place], weights, strict=True):
                if f" {form}" in field:
                    quality = WHOLE if f" {form} " in field else BEGINNING
                    best = max(best, weight * max(1, quality - cost))
        return best

    def _wanted(self, query: str) -> Iterator[Forms]:
        """For each word of a query the forms that will do. S-400 is one word, if anything holds it so."""
        terms = [fold(term) for term in query.split()]
        words = [term for term in terms if term and term not in STOP] or [term for term in terms if term]
        for term in words:
            if " " in term and not self._known(term):
                yield from (self._forms(word) for word in term.split())
            elif (measure := MEASURE.fullmatch(term)) and not self._known(term):
                yield from (self._forms(word) for word in measure.groups())
            else:
                yield self._forms(term)

    def _forms(self, word: str) -> Forms:
        found = [(form, cost) for form, cost in _inflected(word) if self._known(form)]
        return found or [(near, WHOLE - 1) for near in self._near(word)] or [(word, 0)]

    def _known(self, word: str) -> bool:
        start = f" {word}"
        return any(start in text for text in self.texts)

    def _near(self, word: str) -> list[str]:
        """Words that begin nearly so, the nearest first."""
        limit = 2 if len(word) >= 8 else 1 if len(word) >= 4 and not word.isdigit() else 0
        if not limit:
            return []
        close = [(distance(word, other, limit), other) for other in self.vocabulary if len(other) >= len(word) - limit]
        return [other for far, other in sorted(close) if far <= limit][:CLOSEST]


def _inflected(word: str) -> Iterable[tuple[str, int]]:
    """The word, and what is left of it without an ending."""
    yield word, 0
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word.removesuffix(ending) + instead, 1
            return


def distance(word: str, other: str, limit: int) -> int:
    """Fewest changes (a letter more, less, other, or two swapped) that make `word` the start of `other`.

    The optimal string alignment distance to the nearest beginning; above `limit` the count ends early.
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
        if min(row) > limit:
            break
        before, last = last, row
    return best
