"""Citation look-up in the terminal: `make cite q="half a name"`, or `annotated-brief cite QUERY`.

Prints what matches, the best first, with number, reference and uses; with --format only the references, ready for a
pipe. Nothing found: says so with the nearest keys, and exits with 1.
"""

import argparse
import os
import sys
import textwrap
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from annotated_brief import edition
from annotated_brief.bibliography import bibtex, references
from annotated_brief.bibliography.sources import Source
from annotated_brief.core import folding
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.references import cite_this, exports

FORMATS = ("chicago", "apa", "mla", "note", "bibtex", "ris", "csl")
# Below this a word counts as another word, not as a misspelt one.
CLOSE = 80
LIMIT = 10


class Match(NamedTuple):
    """One source that was found."""

    key: str
    score: float


class Field(NamedTuple):
    """Words that may be meant, and how much it says when they are."""

    words: list[str]
    weight: float


def find(loaded: Edition, query: str) -> list[Match]:
    """The sources that answer to every word of the query, the best first."""
    sought = folding.fold(query).split()
    found = []
    for key, source in loaded.sources.items():
        fields = _fields(loaded, source)
        scores = [max(_score(word, field) for field in fields) for word in sought]
        if scores and min(scores) > 0:
            found.append(Match(key, sum(scores) + (200 if query.strip() in {key, loaded.numbers.get(key)} else 0)))
    return sorted(found, key=lambda match: (-match.score, int(loaded.numbers.get(match.key, "0"))))


def nearest(loaded: Edition, query: str, count: int = 5) -> list[str]:
    """Keys that look like what was asked for."""
    return [
        str(found[0]) for found in process.extract(query.lower(), list(loaded.sources), scorer=fuzz.WRatio, limit=count)
    ]


def show(loaded: Edition, key: str, width: int = 100, colour: bool = False) -> str:
    """One source for a person: number, key, reference, uses."""
    bold, soft, end = ("\033[1m", "\033[2m", "\033[0m") if colour else ("", "", "")
    number = loaded.numbers.get(key, "?")
    lines = [f"{bold}{number:>4}{end}  {bold}{key}{end}"]
    lines += _wrapped(loaded.references[key].plain("chicago"), width)
    uses = loaded.uses.get(key, [])
    used = "; ".join(use.where for use in uses) or "nowhere"
    lines += [f"{soft}{line}{end}" for line in _wrapped(f"Used in: {used}", width)]
    return "\n".join(lines)


def formatted(loaded: Edition, keys: Iterable[str], form: str) -> str:
    """The references of several sources in one format."""
    chosen = [loaded.sources[key] for key in keys]
    if form == "bibtex":
        return bibtex.write(chosen).rstrip("\n")
    if form == "ris":
        return exports.ris(chosen).rstrip("\n")
    if form == "csl":
        items = exports.csl({source.key: source for source in chosen})
        return exports.json_text(list(items.values())).rstrip("\n")
    return "\n".join(loaded.references[source.key].plain(form) for source in chosen)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be told."""
    parser.add_argument("query", nargs="*", help="name, title, number, year, address, words around a use")
    parser.add_argument("--format", choices=FORMATS, help="print only the references, in this format")
    parser.add_argument("--key", help="this source and no other")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"how many at most (default {LIMIT})")


def answer(options: argparse.Namespace, at: Paths) -> int:
    """Print what was found; 1 if nothing was, 2 if nothing was asked for."""
    if not options.query and not options.key:
        print("say what to look for, or give --key", file=sys.stderr)
        return 2
    loaded, _ = edition.load(at)
    if len(loaded.used) < len(loaded.sources):  # an editor looks for what is not cited yet
        loaded = loaded._replace(references=references.load(loaded.sources, loaded.paths))
    query = " ".join(options.query)
    matches = [Match(key, 0) for key in loaded.sources if key == options.key] if options.key else find(loaded, query)
    if not matches and _means_edition(loaded, query):
        print(_edition(loaded, options.format))
        return 0
    if not matches:
        asked = options.key or query
        print(f"nothing found for {asked}; the nearest keys: {', '.join(nearest(loaded, asked))}", file=sys.stderr)
        return 1
    keys = [match.key for match in matches[: options.limit]]
    print(formatted(loaded, keys, options.format) if options.format else _list(loaded, keys))
    if len(matches) > len(keys):
        print(f"{len(matches) - len(keys)} more: --limit {len(matches)}", file=sys.stderr)
    return 0


def _means_edition(loaded: Edition, query: str) -> bool:
    """Whether the brief or the edition itself is asked for, by its author or title."""
    words, sought = cite_this.words(loaded), folding.fold(query).split()
    return bool(sought) and all(f" {word}" in words for word in sought)


def _edition(loaded: Edition, form: str | None) -> str:
    itself = loaded._replace(
        sources={cite_this.KEY: cite_this.record(loaded)}, references={cite_this.KEY: cite_this.formatted(loaded)}
    )
    if form:
        return formatted(itself, [cite_this.KEY], form)
    return f"The brief itself; this edition of it is cited as\n{show(itself, cite_this.KEY)}".partition(
        "\n      Used in:"
    )[0]


def _list(loaded: Edition, keys: list[str]) -> str:
    terminal = sys.stdout.isatty()
    width = min(os.get_terminal_size().columns, 110) if terminal else 100
    colour = terminal and "NO_COLOR" not in os.environ
    return "\n\n".join(show(loaded, key, width, colour) for key in keys)


def _fields(loaded: Edition, source: Source) -> list[Field]:
    people = folding.index(source.authors, source.publisher, source.text("publisher"))
    title = folding.index(source.title, source.translation)
    other = folding.index(source.key, source.date, source.url, source.kind, source.language)
    around = folding.index(*(use.context for use in loaded.uses.get(source.key, [])))
    number = loaded.numbers.get(source.key, "")
    return [
        Field([number], 3), Field(people.split(), 1.2), Field(title.split(), 1), Field(other.split(), 0.6),
        Field(around.split(), 0.3),
    ]  # fmt: skip


def _score(word: str, field: Field) -> float:
    """100 for the word itself, a little less for its beginning, less for something close to it."""
    if word in field.words:
        return 100 * field.weight
    if word.isdigit():
        return 0  # another number is not a misspelling
    if any(other.startswith(word) for other in field.words):
        return 90 * field.weight
    if len(word) < 4:
        return 0
    close = process.extractOne(word, field.words, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return close[1] * 0.8 * field.weight if close else 0


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=" " * 6, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
    )
