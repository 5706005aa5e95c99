"""Incremental builds under `mkdocs serve`: the result of a step is kept until something that the step has read changes.

A step is a function of the edition. It gets the edition as a view that records every field and key it reads. Whatever
else it reads is part of the mark given to `begin`; when the mark changes, all results are dropped. Results are shared
and must not be changed. Without `begin` nothing is kept and no view is made.
"""

import operator
import pathlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache, update_wrapper
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

T = TypeVar("T")
V = TypeVar("V")
A = TypeVar("A")
P = ParamSpec("P")
Path = tuple[tuple[str, Any], ...]  # fields and keys that lead to a value
Reads = dict[Path, Any]

FIELD, KEY, HAS, KEYS = "field", "key", "has", "keys"
KEPT = 50_000  # results for records at most; then all are dropped, which costs one slow build
_ABSENT = object()
_watched: set[type] = set()
_steps: dict[Hashable, tuple[Any, Reads, Any]] = {}
_last: dict[str, Any] = {}
_shared: dict[str, tuple[Any, Any]] = {}  # without steps: of what it was made, and the result
_now: Reads = {}  # what stands in the last value that was asked about
_mark: list[Any] = []  # that of the last build, if anything is kept


class _View(NamedTuple):
    """What a view looks at."""

    value: Any
    path: Path
    reads: Reads


def watch(*kinds: type) -> None:
    """Record reads field by field for these named tuples; any other record counts as read as a whole."""
    _watched.update(kinds)


def begin(mark: object) -> None:
    """Start to keep results; those made before under the same mark stay."""
    if _mark != [mark]:
        _steps.clear()
        _mark[:] = [mark]


def end() -> None:
    """Stop keeping results, and drop them."""
    _mark.clear()
    for held in (_steps, _last, _shared, _now):
        held.clear()


def kept(name: Hashable, whole: T, make: Callable[[T], V], given: object = None) -> V:
    """The result of `make(whole)`: the last one under this name if nothing that it read has changed, nor `given`.

    What an inner step reads counts as read by the outer step.
    """
    if not _mark:
        return make(whole)
    outer = getattr(whole, "_view", None)
    held = outer.value if outer else whole
    last = _steps.get(name)
    if not last or last[0] != given or not _holds(held, last[1]):
        reads: Reads = {}
        last = _steps[name] = given, reads, make(_seen(held, (), reads))
    if outer:
        outer.reads.update(last[1])
    return cast(V, last[2])


def shared(name: str, whole: T, make: Callable[[T], V]) -> V:
    """The same for what many pages ask for: a build that keeps nothing makes it once too."""
    if _mark:
        return kept(name, whole, make)
    if name not in _shared or _shared[name][0] is not whole:
        _shared[name] = whole, make(whole)
    return cast(V, _shared[name][1])


def of_files(make: Callable[[A], V], given: A, *places: pathlib.Path) -> V:
    """The result of `make(given)`: the last one if no file in `places` has changed its date or size."""
    return kept((make.__module__, make.__qualname__), None, lambda _: make(given), (given, facts(*places)))


def facts(*places: pathlib.Path) -> list[tuple[str, int, int]]:
    """Date and size of some files, and of all in some folders; nothing where nothing is kept."""
    files = (file for place in places for file in (sorted(place.rglob("*")) if place.is_dir() else [place]))
    return [(str(file), *_facts(file)) for file in files] if _mark else []


def _facts(file: pathlib.Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:  # missing, or a link that leads nowhere
        return 0, -1
    return status.st_mtime_ns, status.st_size


def forget(name: Hashable) -> None:
    """Run a step again at the next build."""
    _steps.pop(name, None)


def settled(name: str, new: T) -> T:
    """The same value, with equal parts replaced by the objects of last time, so that comparing is quick."""
    if _mark:
        _last[name] = new = _settled(_last.get(name, _ABSENT), new)
    return new


def per_record(make: Callable[Concatenate[T, P], V]) -> Callable[Concatenate[T, P], V]:
    """Cache a function by the identity of its first argument, an immutable record, and by its other arguments."""
    known: dict[Any, tuple[T, V]] = {}

    def asked(record: T, /, *args: P.args, **kwargs: P.kwargs) -> V:
        key = (id(record), *args, *kwargs.items())
        if key not in known:
            if len(known) >= KEPT:
                known.clear()
            known[key] = record, make(record, *args, **kwargs)
        return known[key][1]

    update_wrapper(asked, make)
    return asked


def _holds(whole: Any, reads: Reads) -> bool:
    """Whether everything that a step read is unchanged. Equal values are the same object once `settled`."""
    if whole is None:
        return True
    if _now.get(()) is not whole:
        _now.clear()
        _now[()] = whole
    for path, value in reads.items():
        if path not in _now:
            _now[path] = _at(whole, path)
        if _now[path] is not value and not (path and path[-1][0] in (KEYS, HAS) and _now[path] == value):
            return False
    return True


def _at(whole: Any, path: Path) -> Any:
    for kind, name in path:
        if kind == KEYS:
            return list(whole)
        if kind == HAS:
            return name in whole
        whole = whole.get(name, _ABSENT) if kind == KEY else getattr(whole, name)
        if whole is _ABSENT:
            break
    return whole


def _settled(old: Any, new: Any) -> Any:
    if old is new:
        return old
    if type(old) is not type(new):
        return new
    if isinstance(new, dict):
        values = {key: _settled(old.get(key, _ABSENT), value) for key, value in new.items()}
        return old if list(values) == list(old) and all(values[key] is old[key] for key in values) else values
    if type(new) in _watched:
        return type(new)._make(map(_settled, old, new))
    if isinstance(new, tuple) and len(old) == len(new) and all(map(operator.is_, old, new)):
        return old
    # Equal is not enough: the order of keys, and 1 beside 1.0, may be printed.
    return old if old == new and repr(old) == repr(new) else new


def _seen(value: Any, path: Path, reads: Reads) -> Any:
    """A value as a step gets it: a view that records what is read inside, or a plain value, recorded now."""
    if type(value) in _watched:
        view = tuple.__new__(_view(cast(Hashable, type(value))), value)
        view.__dict__["_view"] = _View(value, path, reads)
        return view
    if isinstance(value, dict) and len(path) == 1:
        return _Keys(value, path, reads)
    reads[path] = value
    return value


@lru_cache(maxsize=16)
def _view(kind: Hashable) -> Any:
    """A subclass of a named tuple that records the fields read, also by its own properties and methods."""

    fields, name = cast(Any, kind)._fields, cast(Any, kind).__name__

    def field(place: int, name: str) -> property:
        def read(held: Any) -> Any:
            seen: _View = held._view
            return _seen(seen.value[place], (*seen.path, (FIELD, name)), seen.reads)

        return property(read)

    def refuse(*_: Any) -> Any:
        raise TypeError(f"ask a {name} for its fields by their names: what a step reads is noted")

    own: dict[str, Any] = {name: field(place, name) for place, name in enumerate(fields)}
    return type(name, (cast(type, kind),), {**own, "__iter__": refuse, "__getitem__": refuse, "__eq__": refuse})


class _Keys(Mapping[Any, Any]):
    """A dictionary that records what is read: a key, the list of keys, or all of it."""

    def __init__(self, held: dict[Any, Any], path: Path, reads: Reads) -> None:
        self._held, self._path, self._reads = held, path, reads

    def __getitem__(self, key: Any) -> Any:
        path = (*self._path, (KEY, key))
        if key not in self._held:
            self._reads[path] = _ABSENT
            raise KeyError(key)
        return _seen(self._held[key], path, self._reads)

    def __contains__(self, key: object) -> bool:
        held = key in self._held
        self._reads[(*self._path, (HAS, key))] = held
        return held

    def __iter__(self) -> Iterator[Any]:
        self._reads[(*self._path, (KEYS, ""))] = list(self._held)
        return iter(self._held)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def values(self) -> Any:
        return self._all().values()

    def items(self) -> Any:
        return self._all().items()

    def __or__(self, other: Mapping[Any, Any]) -> dict[Any, Any]:
        return {**self._all(), **other}

    def __ror__(self, other: Mapping[Any, Any]) -> dict[Any, Any]:
        return {**other, **self._all()}

    def _all(self) -> dict[Any, Any]:
        if any(type(value) in _watched for value in self._held.values()):
            return {key: self[key] for key in self}
        self._reads[self._path] = self._held
        return self._held
