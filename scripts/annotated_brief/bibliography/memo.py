"""What was made of a source or a page is remembered while it stays as it is: under `mkdocs serve` most of them do."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from annotated_brief.bibliography.sources import Source

T = TypeVar("T")
P = ParamSpec("P")

# So many are kept at most; then all are forgotten, which costs one slow build.
KEPT = 50_000


def per_source(make: Callable[Concatenate[Source, P], T]) -> Callable[Concatenate[Source, P], T]:
    """Remember what a function gives for a record. What it gives is shared, and not to be changed."""
    kept: dict[Any, T] = {}

    def asked(source: Source, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (source.key, source.type, repr(source.reading), *source.fields.items(), *args, *kwargs.items())
        if key not in kept:
            if len(kept) >= KEPT:
                kept.clear()
            kept[key] = make(source, *args, **kwargs)
        return kept[key]

    update_wrapper(asked, make)
    return asked


class Last:
    """What was made last under each name."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Any]] = {}

    def made(self, name: str, made_from: object, make: Callable[[], T]) -> T:
        """The same as last time if it is made from the same. What is given is shared, and not to be changed."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != made_from:
            kept = self._kept[name] = (made_from, make())
        found: T = kept[1]
        return found
