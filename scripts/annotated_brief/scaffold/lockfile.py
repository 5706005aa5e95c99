"""A brief's requirements.lock: what the engine needs, pinned with hashes, and the engine itself from the folder vendor/.

Lines that a brief has of its own are kept when the engine's change.
"""

import hashlib
import re
from pathlib import Path

NAME = "requirements.lock"
VENDOR = "vendor"
HEAD = "# Every package that this brief needs, pinned with its hash. The last is the engine; `make upgrade` replaces both.\n"
BLOCK = re.compile(r"^(?P<name>[^\s#].*?)(?=[=<>\s;])[^\n]*\n(?:^(?:[ \t]|#  ).*\n)*", re.MULTILINE)


def write(root: Path, engine: Path, needed: str, known: str = "") -> None:
    """Write the lock of a brief: `needed` is the engine's own lock, `known` that of the engine before it."""
    old = (root / NAME).read_text("utf-8") if (root / NAME).exists() else ""
    theirs = {name for name, _ in (*_blocks(needed), *_blocks(known))}
    own = [block for name, block in _blocks(old) if name not in theirs and not name.startswith(f"./{VENDOR}/")]
    digest = hashlib.sha256(engine.read_bytes()).hexdigest()
    last = f"./{VENDOR}/{engine.name} \\\n    --hash=sha256:{digest}\n"
    (root / NAME).write_text("".join([HEAD, *(block for _, block in _blocks(needed)), *own, last]), "utf-8")


def _blocks(text: str) -> list[tuple[str, str]]:
    """Name of a package, and its line with the hashes below it; a package may stand twice, for two versions of Python."""
    return [(match["name"], match.group()) for match in BLOCK.finditer(text)]
