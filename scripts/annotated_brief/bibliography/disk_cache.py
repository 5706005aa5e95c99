"""What pandoc made of an entry, kept in .cache/ while the entry stays as it is.

The file may be gone, cut off or changed. It begins with a digest of its values and is read only if the two agree.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

# Entries asked about at a time: what citeproc takes grows with their square, and what each start of pandoc takes with
# the number of times.
BATCH = 500
KEPT = 20_000
HELD = 4  # files at most whose values are remembered

_held: dict[Path, tuple[tuple[int, int], dict[str, Any]]] = {}  # file -> its date and size when it was read, its values


def _names(recipe: str, entries: Mapping[str, str]) -> dict[str, str]:
    begun = hashlib.sha256(f"{recipe}\n".encode())
    names = {}
    for key, text in entries.items():
        digest = begun.copy()
        digest.update(text.encode())
        names[key] = digest.hexdigest()[:24]
    return names


def each(
    path: Path | None, recipe: str, entries: Mapping[str, str], make: Callable[[list[str]], list[T]]
) -> dict[str, T]:
    """Key -> what `make` gives for its entry, asked anew only for entries that are new or have changed.

    `entries` is key -> text; `make` takes many of these texts at once, and gives a value for each in their order. `recipe` names all else
    that the values depend on. Of what is asked for no more the file holds the newest. An empty value says that pandoc
    failed; it is given but not kept, so that the next build asks again.
    """
    names = _names(recipe, entries)
    known: dict[str, T] = _read(path) if path is not None else {}
    missing = [key for key, name in names.items() if name not in known]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        results = make([entries[key] for key in batch])
        known |= {names[key]: value for key, value in zip(batch, results, strict=True)}
    if path is not None and missing:
        _write(path, {name: value for name, value in list(known.items())[-KEPT:] if not _is_empty(value)})
    return {key: known[name] for key, name in names.items() if name in known}


def _is_empty(value: object) -> bool:
    return not any(value) if isinstance(value, list) else not value


def _read(path: Path) -> dict[str, Any]:
    """The values of the file; none if it is not there or not whole."""
    with contextlib.suppress(OSError, ValueError):
        if path not in _held or _held[path][0] != _state(path):
            _hold(path, _parsed(path.read_text("utf-8")))
        return dict(_held[path][1])
    return {}


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _hold(path: Path, known: dict[str, Any]) -> None:
    """Remember what stands in a file: it is asked several times in a build, and at each edit under `mkdocs serve`."""
    _held.pop(path, None)
    _held[path] = _state(path), known
    for other in list(_held)[:-HELD]:
        del _held[other]


def _parsed(text: str) -> dict[str, Any]:
    digest, _, values = text.partition("\n")
    known: dict[str, Any] = json.loads(values) if digest == hashlib.sha256(values.encode()).hexdigest() else {}
    return known


def _write(path: Path, known: dict[str, Any]) -> None:
    text = json.dumps(known)
    with contextlib.suppress(OSError):  # a disk that is full or read-only costs time at the next build
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}", "utf-8")
        _hold(path, known)
