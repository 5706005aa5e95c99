"""The key of a source as an address and an id: any key that biblatex allows, in letters that files, HTML and EPUB take."""

import hashlib
import re
from functools import lru_cache

from anyascii import anyascii

# Letters, digits, _ and single hyphens. Names that begin with _ are the engine's; longer ones fail on some file systems.
SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9_])){0,119}")
# The name of a page's own file, and names that Windows reserves.
TAKEN = frozenset(
    {"index", "con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)


@lru_cache(maxsize=65536)  # an address is made for each link
def slug(key: str) -> str:
    """The key itself where it is safe; otherwise its letters and a checksum, so that no two keys become the same."""
    if SAFE.fullmatch(key) and key.lower() not in TAKEN:
        return key
    letters = re.sub(r"[^A-Za-z0-9]+", "-", anyascii(key)).strip("-")[:60].strip("-")
    return f"{letters or 'source'}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
