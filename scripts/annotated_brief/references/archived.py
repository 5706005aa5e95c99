"""Which sources have no archived copy, and the requests by which an editor could have them kept. Nothing is sent."""

import argparse
import sys

from annotated_brief import edition
from annotated_brief.core.counted import counted
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.references import robust_links

# Where the Internet Archive takes the address of a page to keep.
SAVE = "https://web.archive.org/save/"


def missing(loaded: Edition) -> list[tuple[str, str]]:
    """(key, address) of each source that is used, has an address and no archived copy, in the order of the numbers."""
    return [(key, source.url) for key, source in loaded.used.items() if source.url and not robust_links.is_kept(source)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command may be told."""
    parser.add_argument(
        "--requests", action="store_true", help="print the addresses that ask for a copy, and nothing else"
    )


def answer(options: argparse.Namespace, at: Paths) -> int:
    """Print the list; always 0, because a source without a copy is no fault."""
    loaded, _ = edition.load(at)
    unarchived = missing(loaded)
    for key, address in unarchived:
        print(f"{SAVE}{address}" if options.requests else f"{key}  {address}")
    with_copy = sum(map(robust_links.is_kept, loaded.used.values()))
    print(
        f"{counted(len(unarchived), 'source')} without an archived copy, {with_copy} with one; give it as archiveurl",
        file=sys.stderr,
    )
    return 0
