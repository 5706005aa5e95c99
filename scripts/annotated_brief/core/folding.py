"""Words without case, accents or script, so that a search for "povestka" finds «повестка» and the other way round.

The browser folds what a reader types in the same way (references.js); the letters that it needs for that come from here.
"""

import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

# A number with its unit: 66bn is found as 66bn, as 66 and as bn.
MEASURE = re.compile(r"\b(\d+)([a-z]+)\b")
# Signs that are written without spaces between words: each is a word.
SIGN = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
BLOCK = 0x80  # scripts lie in blocks of so many places
LATIN, MANY = 0x370, 0x1000  # where Latin ends, and where the scripts with thousands of signs begin


def fold(text: str) -> str:
    """Latin letters and digits in lower case, one space between words."""
    return re.sub(r"[^a-z0-9]+", " ", _latin(text)).strip()


def _latin(text: str) -> str:
    return anyascii(text if text.isascii() else SIGN.sub(r" \1 ", text)).lower()


def index(*texts: str) -> str:
    """Folded texts to search in, a space on each side of every word."""
    folded = " ".join(fold(text) for text in texts if text)
    return f" {MEASURE.sub(lambda match: f'{match[0]} {match[2]}', folded)} "


def letters(texts: Iterable[str]) -> dict[str, str]:
    """What the browser cannot fold by itself: each such small letter of the texts, of Cyrillic and of whatever other script
    the texts have letters of, in Latin ones; of the scripts with thousands of signs only those of the texts."""
    alphabet = set("".join(texts).lower()) | {chr(code) for code in range(0x430, 0x460)}
    blocks = {ord(char) // BLOCK for char in alphabet if LATIN <= ord(char) < MANY}
    alphabet |= {chr(block * BLOCK + place).lower() for block in blocks for place in range(BLOCK)}
    return {char: _latin(char) for char in sorted(alphabet) if not char.isascii() and _needed(char)}


def _needed(char: str) -> bool:
    """Whether leaving out the accents is not enough."""
    bare = "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))
    return (fold(bare) != bare.lower() and any(c.isalnum() for c in anyascii(char))) or _cyrillic(char)


def _cyrillic(char: str) -> bool:
    return "\u0400" <= char < "\u0460"
