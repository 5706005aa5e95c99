"""Citations in the syntax of pandoc: what stands between the brackets of `[see @a, p. 3; @b]`, read whole.

A part without a key, as in `[@a, p. 3; p. 5]`, belongs to the citation before it. What cannot be read is an error, for
half of a citation must not be lost. White space in a place is one space, and `--` in it is a dash, so two spellings of
one place are one.
"""

import re
from collections.abc import Container
from typing import NamedTuple

from annotated_brief.content.line_marks import ESCAPED, MARK
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
# A place that stands in brackets behind those of its citation.
_APART = re.compile(r"(?:(?:pp?|ch|chap|chapter|sec|fig|table|para?|art|vol|nos?|n)\b\.?|§+)\s*\d")
_IN_TEXT = re.compile(rf"\^(?:{MARK})?$")


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


def beside(text: str, begin: int, end: int, links: Container[str]) -> tuple[str, int]:
    """What is wrong with what stands right before or after the brackets of a citation, and where that ends.

    `links` are the names of the page's addresses: [words @a][name] is a link.
    """
    after = text[end:]
    label = re.match(r"[ ]?\[([^\[\]]+)\]", after)
    if label and label[1].lower() in links:
        return "stands in the words of a link", end
    if label and _APART.match(label[1]) and not after[label.end() :].startswith(("(", "[")):
        return f"has its place in brackets of its own: [{cut(label[1], 40)}]", end + label.end()
    if attributes := re.match(r"\{:?[ ]*[#.\w][^}\n]*\}", after):
        return f"has attributes: {cut(attributes[0], 40)}", end + attributes.end()
    if _IN_TEXT.search(text[max(0, begin - 12) : begin]):
        return "is a note in the text; write [^1] for it, and below the text [^1]: with its words", end
    return "", end


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
    return [Citation(key, _unescaped(place), _unescaped(prefix)) for key, place, prefix in citations]


def _citation(item: re.Match[str], keys: Container[str]) -> Citation:
    key, suffix = item["braced"] or item["key"], item["suffix"]
    if not item["braced"]:
        key, suffix = _longest(key, suffix, keys)
    if _AT.search(suffix):
        raise CitationError("has two keys that no semicolon parts")
    if suffix.strip() in {",", ".", ":"}:
        raise CitationError("has nothing after its comma")
    if item["prefix"].endswith(":"):
        raise CitationError(f"has {item['prefix'][-20:]!r} right before a key")
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
    if braced := re.fullmatch(r"\{([^{}]*)\}(\s*)(.*)", place):  # {p. 3, not 4} and words that follow
        place = f"{braced[1].strip()}{' ' if braced[2] else ''}{braced[3]}".strip()
    if re.search(r"[{}]", place):
        raise CitationError("has braces that do not hold its place")
    return re.sub(r"-{2,3}", "–", place)


def _unescaped(text: str) -> str:
    """Words without the backslashes by which Markdown keeps its signs."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
