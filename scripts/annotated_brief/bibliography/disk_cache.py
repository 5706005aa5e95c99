"""What pandoc made of an entry, kept in .cache/ while the entry stays as it is. Anything there may be cut off or gone."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

# Entries asked about at a time: what citeproc takes grows with their square, and what each start of pandoc takes with
# the number of times.
BATCH = 250
KEPT = 20_000


def each(
    path: Path | None, recipe: str, entries: Mapping[str, str], make: Callable[[list[str]], list[T]]
) -> dict[str, T]:
    """Key -> what `make` gives for its entry, asked anew only for entries that are new or have changed.

    `entries` is key -> text; `make` takes many of these texts at once, and gives a value for each in their order. `recipe` names all else
    that the values depend on. Of what is asked for no more the file holds the newest.
    """
    names = {key: hashlib.sha256(f"{recipe}\n{text}".encode()).hexdigest()[:24] for key, text in entries.items()}
    known: dict[str, T] = {}
    if path is not None:
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(path.read_text("utf-8"))
    missing = [key for key, name in names.items() if name not in known]
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        made = make([entries[key] for key in batch])
        known |= {names[key]: value for key, value in zip(batch, made, strict=True)}
    if path is not None and missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(dict(list(known.items())[-KEPT:])), "utf-8")
    return {key: known[name] for key, name in names.items() if name in known}
