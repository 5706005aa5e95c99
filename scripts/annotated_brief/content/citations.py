"""Citations in the syntax of pandoc: what stands between the brackets of `[see @a, p. 3; @b]`, read whole.

A part without a key, as in `[@a, p. 3; p. 5]`, belongs to the citation before it. What cannot be read is an error, for
half of a citation must not be lost. White space in a place is one space, and `--` in it is a dash, so two spellings of
one place are one.
"""

import re
from collections.abc import Container
from typing import NamedTuple

from annotated_brief.content.line_marks import ESCAPED
from annotated_brief.core.problems import cut

# A key as pandoc knows it; any other in braces, as in [@{a--b}].
NAME = r"[\w-](?:[\w:.#$%&+?<>~/-]*[\w-])?"
AT = r"(?<![\w.+/@\\-])-?@"
# As it stands in running text.
TEXTUAL = rf"(?<![\w.+/@\\\[;{ESCAPED}-])@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<key>{NAME}))(?!{ESCAPED})"
BRACKETED = rf"(?<!\\)\[(?P<inside>(?:[^\[\]]|\[[^\[\]]*\])*?(?:{AT}|(?<=[\s;\[])-@)(?:[^\[\]]|\[[^\[\]]*\])*)\](?!\()"

_ITEM = re.compile(
    rf"(?P<prefix>.*?)(?:{AT}|(?<!\S)-@)(?:\{{(?P<braced>[^{{}}]+)\}}|(?P<key>{NAME}))(?P<suffix>.*)", re.DOTALL
)
_AT = re.compile(AT)
_PARTS = re.compile(r";(?![^\[\](){}]*[)}\]])")


# A key with a place behind it, or with another one.
_PLACED = re.compile(
    rf"@\{{?{NAME}\}}?\s*(?:,\s*(?:pp?|ch|chap|chapter|sec|fig|table|para?|art|vol|nos?|§|\d)\b|;[^;]*@)"
)


class Citation(NamedTuple):
    """One source cited at one place. Citations that differ get footnotes of their own."""

    key: str
    locator: str  # p. 12, para. 4, and words that follow; empty
    prefix: str  # see, cf., empty


class CitationError(ValueError):
    """Brackets that hold a citation and cannot be read; the message says why."""


def in_round_brackets(text: str, begin: int, end: int) -> str:
    """What stands in the round brackets around a key, if it has places or several keys; empty for (as @key says)."""
    opened = text.rfind("(", 0, begin)
    closed = text.find(")", end)
    inside = text[opened + 1 : closed] if -1 < opened < closed and ")" not in text[opened:begin] else ""
    return inside if _PLACED.search(inside) else ""


def parse(inside: str, keys: Container[str] = ()) -> list[Citation]:
    """The citations between two brackets, in order; raises CitationError for what cannot be read wholly.

    `keys` are those of the bibliography: a key may end in a character that is none of a key otherwise.
    """
    citations: list[Citation] = []
    for part in _PARTS.split(inside):
        text = _spaced(part)
        if item := _ITEM.fullmatch(text):
            citations.append(_citation(item, keys))
        elif "@" in text and _AT.search(text):
            raise CitationError("has an at-sign without a key")
        elif not text:
            raise CitationError("has nothing between or after its semicolons")
        elif not citations:
            raise CitationError(f"begins with {cut(text, 40)!r}, which has no key")
        else:
            before, place = citations[-1], _place(text)
            citations[-1] = before._replace(locator=f"{before.locator}; {place}" if before.locator else place)
    return citations


def _citation(item: re.Match[str], keys: Container[str]) -> Citation:
    key, suffix = item["braced"] or item["key"], item["suffix"]
    if not item["braced"]:
        key, suffix = _longest(key, suffix, keys)
    if _AT.search(suffix):
        raise CitationError("has two keys that no semicolon parts")
    if suffix.strip() in {",", "."}:
        raise CitationError("has nothing after its comma")
    if suffix and not re.match(r"[\s,:.;({\[]", suffix):
        raise CitationError(f"has {suffix[:20]!r} right after a key")
    return Citation(key, _place(suffix), item["prefix"].strip())


def _longest(key: str, suffix: str, keys: Container[str]) -> tuple[str, str]:
    """A key and what follows it: the longest that the bibliography has, or all that may be one."""
    whole, rest = key, suffix
    if more := re.match(r"[^\s,;\[\]{}()]+", suffix):
        whole, rest = key + more[0], suffix[more.end() :]
    for end in range(len(whole), 0, -1):
        if whole[:end] in keys and not whole[end : end + 1].isalnum():
            return whole[:end], whole[end:] + rest
    return key, suffix


def _place(suffix: str) -> str:
    place = re.sub(r"^,\s*", "", suffix.strip())
    if place.startswith("{") and place.endswith("}"):
        place = place[1:-1].strip()
    return re.sub(r"-{2,3}", "–", place)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
