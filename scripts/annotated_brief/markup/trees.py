"""Element trees as lines: the Markdown has one sentence a line, and claims and annotations are divided by sentence."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

Token = str | Element


def tokens(element: Element) -> Iterator[Token]:
    """The text and children of an element in order; the tails of the children become texts of their own."""
    if element.text:
        yield element.text
    for child in list(element):
        tail, child.tail = child.tail, None
        yield child
        if tail:
            yield tail


def lines(element: Element) -> list[list[Token]]:
    """The same, broken where the Markdown broke the line. Every line but the last ends with the line break."""
    out: list[list[Token]] = [[]]
    for token in tokens(element):
        if isinstance(token, str):
            for part in token.splitlines(keepends=True):
                out[-1].append(part)
                if part.endswith("\n"):
                    out.append([])
        else:
            out[-1].append(token)
    return [line for line in out if line]


def fill(element: Element, content: list[Token]) -> Element:
    """Put tokens into an element in place of what it holds."""
    element.text = None
    for child in list(element):
        element.remove(child)
    for token in content:
        append(element, token)
    return element


def append(element: Element, token: Token) -> None:
    """Add one token at the end of an element."""
    if not isinstance(token, str):
        element.append(token)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + token
    else:
        element.text = (element.text or "") + token


def text(content: list[Token]) -> str:
    """The words in some tokens."""
    return "".join(token if isinstance(token, str) else "".join(token.itertext()) for token in content)


def words(content: list[Token]) -> int:
    """How many words a reader sees; the numbers of citations are none."""
    counted = [token for token in content if isinstance(token, str) or token.tag != "sup"]
    return len(text(counted).split())
