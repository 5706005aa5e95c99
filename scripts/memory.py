"""What was made of a source is remembered while its record stays as it is: under `mkdocs serve` most of them do."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from scripts.sources import Source

T = TypeVar("T")
P = ParamSpec("P")

# So many are kept at most; then all are forgotten, which costs one slow build.
KEPT = 50_000


def per_source(make: Callable[Concatenate[Source, P], T]) -> Callable[Concatenate[Source, P], T]:
    """Remember what a function gives for a record. What it gives is shared, and not to be changed."""
    kept: dict[Any, T] = {}

    def asked(source: Source, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (source.key, source.type, *source.fields.items(), *args, *kwargs.items())
        if key not in kept:
            if len(kept) >= KEPT:
                kept.clear()
            kept[key] = make(source, *args, **kwargs)
        return kept[key]

    update_wrapper(asked, make)
    return asked
