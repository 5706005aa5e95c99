"""What was asked of pandoc, kept in .cache/ while bib/ stays as it is. Anything there may be cut off or gone at any time."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
KEPT = 8


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
    _forget(path)
    return made


def _forget(path: Path) -> None:
    """Under `serve` each edit of bib/ leaves a file behind: those of its kind are kept that were made last."""
    kind = path.name.partition("-")[0]
    with contextlib.suppress(OSError):
        for old in sorted(path.parent.glob(f"{kind}-*.json"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
