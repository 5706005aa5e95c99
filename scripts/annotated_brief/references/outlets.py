"""Outlets: newspapers, agencies, journals and institutions, each with the sources that it published.

What stands in brackets after a publisher counts as one too if it publishes elsewhere under that name: an agency does, a
city does not.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotated_brief.bibliography.sources import Source
from annotated_brief.core import keys, memo
from annotated_brief.core.folding import fold
from annotated_brief.edition import Edition

BRACKETS = re.compile(r"\s*\(([^()]*)\)")


class Outlet(NamedTuple):
    """One outlet."""

    name: str
    slug: str
    keys: list[str]  # of its sources, in the order of their numbers

    @property
    def file(self) -> str:
        """Where its page would stand in docs/."""
        return f"outlets/{self.slug}.md"


def slug(name: str) -> str:
    """A name as it stands in an address: its letters and digits, and a hyphen between words."""
    return keys.slug(fold(name).replace(" ", "-") or name)


def outlets(edition: Edition) -> dict[str, Outlet]:
    """All that published a source which is used, by the name in their address."""
    return memo.shared("outlets", edition, _outlets)


def _outlets(edition: Edition) -> dict[str, Outlet]:
    by_name: dict[str, Outlet] = {}
    for key, names in published_by(edition.sources[key] for key in edition.used).items():
        for name in names:
            by_name.setdefault(slug(name), Outlet(name, slug(name), [])).keys.append(key)
    return by_name


def published_by(sources: Iterable[Source]) -> dict[str, list[str]]:
    """Key of a source -> names of its outlets; none for a source that names no publisher."""
    listed = list(sources)
    known = {BRACKETS.sub("", source.publisher).strip() for source in listed}
    return {source.key: list(dict.fromkeys(_names(source.publisher, known))) for source in listed}


def _names(publisher: str, known: set[str]) -> Iterator[str]:
    if name := BRACKETS.sub("", publisher).strip():
        yield name
    yield from (name for name in BRACKETS.findall(publisher) if name and name in known)
