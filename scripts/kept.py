"""What was asked of pandoc, kept in .cache/ while bib/ stays as it is. Anything there may be cut off or gone at any time."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def keep(path: Path | None, make: Callable[[], T]) -> T:
    """The JSON of a file, or what `make` gives, which is then written there; a file that was cut off is made anew."""
    if path is None:
        return make()
    with contextlib.suppress(OSError, ValueError):
        found: T = json.loads(path.read_text("utf-8"))
        return found
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made), "utf-8")
    return made
