"""Which entries answer to a query, and in which order. theme/assets/javascripts/search-core.js does the same in the
browser; one table of questions holds both to the same answers (tests/test_search.py).

All words of a query must be found: as whole words, as beginnings, in another form of the word, in a word that says the
same, or, where nothing begins so, in a spelling close to it. What is called exactly by the query comes first (an id, a
number, a title, a publisher), then what holds the whole phrase, then what holds the words in its title before what holds
them in its text. Claims, annotations and figures come before all else, sources after it. Where no entry has every word,
or none but sources, those that have most of the rarest of them are given.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotated_brief.core.folding import fold, index
from annotated_brief.search import words
from annotated_brief.search.entries import KINDS, SearchEntry
from annotated_brief.search.packed import fingerprint
from annotated_brief.search.reading import FAR, Forms, Reader

# How much a word says where it stands: in the title, in the line beside it, in the text, in what its sources say.
WEIGHTS = (50, 20, 10, 3)
EVENT_WEIGHTS = (20, 10, 10, 3)  # the title of an event is a sentence like any other of the text
WHOLE, BEGINNING = 3, 2
UNSEEN = WHOLE * WEIGHTS[3]  # a word that stands in the last of them alone gains no more than this
PHRASE = 10_000
PAIR = 40
OFTEN = 9
# Where an amount is asked for, figures gain and titles with a number in them.
AMOUNTED = re.compile(r"\b[0-9]{1,3}([.,][0-9]+)?\b")
NEARLY = 0.6  # of the rarest words that anything has, so much is enough where nothing has all words
LONG = 4  # a title of fewer words is a subject
GROUPS = {kind.name: kind.group for kind in KINDS}
LABELS = {kind.name: kind.label for kind in KINDS}
BONUS = {kind.name: kind.bonus for kind in KINDS}


class Answer(NamedTuple):
    """One entry that was found."""

    entry: SearchEntry
    exact: bool  # the query is its name
    score: int


class Result(NamedTuple):
    """What a query finds, the best first."""

    answers: list[Answer]
    needles: list[str]  # the words to light
    all_words: bool  # whether the answers hold every word of the query


class _Found(NamedTuple):
    """An answer, and what its place among the others depends on."""

    answer: Answer
    held: int  # how rare the words are that it has
    place: int
    phrase: int
    deep: bool  # some word stands only in what its sources say

    @property
    def is_own(self) -> bool:
        return self.answer.entry.type != "source"

    @property
    def group(self) -> int:
        return max(GROUPS[self.answer.entry.type], int(self.deep))

    def order(self, first_has_phrase: bool, all_words: bool) -> tuple[bool, int, int, int]:
        """What the answers are sorted by. Where no claim, annotation or figure holds the phrase, or nothing all words,
        what else of the edition does so stands beside them."""
        beside = not all_words or (self.phrase and not first_has_phrase)
        group = 0 if self.group == 1 and beside else self.group
        return not self.answer.exact, group, -self.answer.score, self.place


class Index:
    """Entries with their texts folded, ready to be asked. `ask` gives the answers to a query."""

    def __init__(self, entries: Sequence[SearchEntry]) -> None:
        self.entries = entries
        self.fields = [
            (index(one.title), index(one.about, one.id, LABELS[one.type]), index(one.text), index(*_more(one)))
            for one in entries
        ]
        titles = index(*(one.title for one in entries if one.type not in {"source", "term"}))
        self.names = [frozenset(_names(one, titles)) for one in entries]
        self.addresses = [frozenset(map(fingerprint, one.addresses)) for one in entries]
        self.countable = [one.type == "figure" or bool(AMOUNTED.search(one.title)) for one in entries]
        self.texts = ["\n".join(fields) for fields in self.fields]
        self.reader = Reader(self.texts)

    def ask(self, query: str) -> Result:
        """What answers to a query; nothing to an empty one."""
        wanted = self.reader.read(query)
        if not wanted:
            return Result([], [], True)
        matches = [[self._match(place, forms) for place in range(len(self.entries))] for forms in wanted]
        rarity = [max(1, (len(self.entries) // max(1, sum(map(bool, column)))).bit_length() - 1) for column in matches]
        answers = list(self._found(wanted, matches, rarity, query))
        total, best = sum(rarity), max((one.held for one in answers), default=0)
        own = max((one.held for one in answers if one.is_own), default=0)
        if any(one.answer.exact for one in answers):
            own = best
        enough = [total if most == total else NEARLY * best for most in (best, own)]
        kept = [one for one in answers if one.held >= enough[one.is_own] or one.answer.exact]
        first = any(one.phrase and one.group == 0 for one in kept)
        kept.sort(key=lambda one: one.order(first, own == total))
        needles = [form.strip() for forms in wanted for form, _ in forms]
        return Result([one.answer for one in kept], needles, best == total)

    def _found(self, wanted: list[Forms], matches: list[list[int]], rarity: list[int], query: str) -> Iterator[_Found]:
        """Each entry that has one of the words, or is called so."""
        whole, names = (
            self.reader.corrected(query),
            words.called(query, " ".join(forms[0][0].strip() for forms in wanted)),
        )
        address = fingerprint(query) if words.is_address(query) else ""
        amount = not words.AMOUNTS.isdisjoint(whole.split())
        for place, entry in enumerate(self.entries):
            values = [column[place] for column in matches]
            held = sum(rare for rare, value in zip(rarity, values, strict=True) if value)
            exact = not names.isdisjoint(self.names[place]) or address in self.addresses[place]
            if held or exact:
                phrase = self._phrase(place, whole)
                score = sum(rare * value for rare, value in zip(rarity, values, strict=True)) * held // sum(rarity)
                score += score // 2 * (amount and self.countable[place])
                score += phrase + self._pairs(place, wanted) + BONUS[entry.type]
                yield _Found(Answer(entry, exact, score), held, place, phrase, any(0 < one <= UNSEEN for one in values))

    def _phrase(self, place: int, whole: str) -> int:
        """What an entry gains that holds the query as it was typed; twice as much in its title."""
        if " " not in whole:
            return 0
        if f" {whole}" in self.fields[place][0]:
            return PHRASE * (1 if self.entries[place].type == "event" else 2)
        return PHRASE * (f" {whole}" in self.texts[place])

    def _pairs(self, place: int, wanted: list[Forms]) -> int:
        """What an entry gains for words that stand side by side as they were typed; twice as much in its title."""
        pairs = [f" {one[0][0].strip()} {two[0][0]}" for one, two in itertools.pairwise(wanted)]
        return sum(PAIR * (1 + (pair in self.fields[place][0])) for pair in pairs if pair in self.texts[place])

    def _match(self, place: int, forms: Forms) -> int:
        """How well an entry answers to one word: where it says it best, then how often it says it; 0 if not at all."""
        text = self.texts[place]
        if not any(f" {form}" in text for form, _ in forms):
            return 0
        weights = EVENT_WEIGHTS if self.entries[place].type == "event" else WEIGHTS
        fields = zip(self.fields[place], weights, strict=True)
        best = max(_worth(field, weight, *form) for field, weight in fields for form in forms)
        if best <= UNSEEN:
            return best
        return best + min(OFTEN, sum(text.count(f" {form}") for form, _ in forms))


def _worth(field: str, weight: int, form: str, cost: int) -> int:
    """How well a field of some weight holds a word in one of its forms; 0 if it does not."""
    if f" {form}" not in field:
        return 0
    if cost == FAR:
        return min(weight, UNSEEN)
    return weight * max(1, (WHOLE if f" {form.strip()} " in field else BEGINNING) - cost)


def _more(entry: SearchEntry) -> tuple[str, ...]:
    """What is searched after the text; for a page what readers call it."""
    return entry.names if entry.type == "page" else entry.more


def _names(entry: SearchEntry, titles: str) -> Iterator[str]:
    """What an entry is called. A publisher or a title that is part of another title is a subject."""
    yield from (words.bare(fold(name)) for name in (entry.id, *entry.names))
    called = [entry.title]
    if entry.type in {"claim", "note"}:
        called.append(entry.about)  # a verdict, a kind of annotation
    if entry.type == "term":
        called = entry.title.split(": ")
    if entry.type == "source":
        called = [part for part in (entry.title, *entry.title.split(": ")) if len(fold(part).split()) >= LONG]
        publishers = [entry.about, *re.split(r"[()]", entry.about)]
        called += publishers
        yield from map(words.joined, publishers)
    names = [words.bare(fold(one)) for one in called if one.strip()]
    is_subject = entry.type in {"source", "term"}
    yield from (name for name in names if not (is_subject and f" {name} " in titles))
