"""The search in the terminal: `make cite q="half a name"`, or `annotated-brief cite QUERY`.

Prints what answers, the best first, in the order of the site's search; sources with number, reference and uses. With
--format only the references, ready for a pipe; with --json a list of {type, id, title, url}. Nothing found: says so with
the nearest keys, and exits with 1.
"""

import argparse
import difflib
import json
import os
import sys
import textwrap
from collections.abc import Iterable

from annotated_brief import edition
from annotated_brief.bibliography import references, styles
from annotated_brief.core import folding
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.references import cite_this
from annotated_brief.references.export_formats import EXPORT_FORMATS
from annotated_brief.search import engine, entries
from annotated_brief.search.entries import SearchEntry

LIMIT = 10
LABELS = {kind.name: kind.label for kind in entries.KINDS}


def nearest(loaded: Edition, query: str, count: int = 5) -> list[str]:
    """Keys that look like what was asked for."""
    return difflib.get_close_matches(query.lower(), loaded.sources, count, cutoff=0)


def show(loaded: Edition, key: str, width: int = 100, colour: bool = False) -> str:
    """One source for a person: number, key, reference, uses."""
    bold, soft, end = ("\033[1m", "\033[2m", "\033[0m") if colour else ("", "", "")
    number = loaded.numbers.get(key, "?")
    lines = [f"{bold}{number:>4}{end}  {bold}{key}{end}"]
    lines += _wrapped(loaded.references[key].plain(), width)
    uses = loaded.uses.get(key, [])
    used = "; ".join(use.where for use in uses) or "nowhere"
    lines += [f"{soft}{line}{end}" for line in _wrapped(f"Used in: {used}", width)]
    return "\n".join(lines)


def formatted(loaded: Edition, keys: Iterable[str], form: str) -> str:
    """The references of several sources in one format."""
    chosen = [loaded.sources[key] for key in keys]
    if form in EXPORT_FORMATS:
        return EXPORT_FORMATS[form].many(chosen, loaded).rstrip("\n")
    return "\n".join(loaded.references[source.key].plain(form) for source in chosen)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be told."""
    parser.add_argument("query", nargs="*", help="words, a claim (c018), a note, a name, a year, an address")
    parser.add_argument(
        "--format", help=f"print only the references: note, {', '.join(EXPORT_FORMATS)} or a style of the edition"
    )
    parser.add_argument("--json", action="store_true", help="print a list of {type, id, title, url}")
    parser.add_argument("--key", help="this source and no other")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"how many at most (default {LIMIT})")


def answer(options: argparse.Namespace, at: Paths) -> int:
    """Print what was found; 1 if nothing was, 2 if nothing was asked for."""
    if not options.query and not options.key:
        print('say what to look for, such as q="tides" with make, or give --key', file=sys.stderr)
        return 2
    loaded, _ = edition.load(at)
    known = _formats(loaded)
    if options.format and options.format not in known:
        print(f"there is no format {options.format}; use one of: {', '.join(known)}", file=sys.stderr)
        return 2
    if len(loaded.used) < len(loaded.sources):  # an editor looks for what is not cited yet
        loaded = loaded._replace(
            references=references.load(loaded.sources, loaded.paths, chosen=loaded.settings.styles)
        )
    query = " ".join(options.query)
    results = _found(loaded, query, options)
    if options.json:
        print(_json(results[: options.limit], loaded.site.root))
        return 0 if results else 1
    if not any(one.type == "source" for one in results) and _means_edition(loaded, query):
        print(_edition(loaded, options.format))
        return 0
    if not results:
        asked = options.key or query
        print(f"nothing found for {asked}; the nearest keys: {', '.join(nearest(loaded, asked))}", file=sys.stderr)
        return 1
    shown = results[: options.limit]
    print(formatted(loaded, [one.id for one in shown], options.format) if options.format else _list(loaded, shown))
    if len(results) > len(shown):
        print(f"{len(results) - len(shown)} more: --limit {len(results)}", file=sys.stderr)
    return 0


def _formats(loaded: Edition) -> list[str]:
    """The names of the formats that a reference can be printed in."""
    used, _ = styles.load(loaded.settings.styles, loaded.paths)
    return ["note", *(style.name for style in used), *EXPORT_FORMATS]


def _found(loaded: Edition, query: str, options: argparse.Namespace) -> list[SearchEntry]:
    """What answers; of a format only the sources, for nothing else has a reference."""
    known = entries.entries(loaded)
    if options.key:
        return [one for one in known if one.type == "source" and one.id == options.key]
    results = engine.Index(known).ask(query)
    return [one for one in results if one.type == "source"] if options.format else results


def _json(results: list[SearchEntry], root: str) -> str:
    rows = [{"type": one.type, "id": one.id, "title": one.title, "url": root + one.url} for one in results]
    return json.dumps(rows, ensure_ascii=False, indent=1)


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


def _list(loaded: Edition, results: list[SearchEntry]) -> str:
    terminal = sys.stdout.isatty()
    width = min(os.get_terminal_size().columns, 110) if terminal else 100
    colour = terminal and "NO_COLOR" not in os.environ
    return "\n\n".join(
        show(loaded, one.id, width, colour) if one.type == "source" else _entry(one, loaded.site.root, width, colour)
        for one in results
    )


def _entry(entry: SearchEntry, root: str, width: int, colour: bool) -> str:
    """Anything but a source for a person: id, what it is, title, address."""
    bold, soft, end = ("\033[1m", "\033[2m", "\033[0m") if colour else ("", "", "")
    lines = [f"{bold}{entry.id}{end}  {soft}{LABELS[entry.type]}, {entry.about}{end}", *_wrapped(entry.title, width)]
    return "\n".join([*lines, f"      {soft}{root}{entry.url}{end}"])


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=" " * 6, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
    )
