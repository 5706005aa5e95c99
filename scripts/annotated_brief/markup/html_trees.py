"""HTML as a tree. All elements have one class here, because lxml's own look-up calls Python for each of them."""

from collections.abc import Callable, Iterator
from functools import lru_cache

import lxml.etree
import lxml.html

_PARSER = lxml.html.HTMLParser()
_PARSER.set_element_class_lookup(
    lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement, comment=lxml.html.HtmlComment)
)


def page(text: str) -> lxml.html.HtmlElement:
    """The root of a whole page."""
    tree: lxml.html.HtmlElement = lxml.html.document_fromstring(text, parser=_PARSER)
    return tree


def part(text: str) -> lxml.html.HtmlElement:
    """The one element of a text."""
    return page(text)[0][0]


def classes(element: lxml.html.HtmlElement) -> tuple[str, ...]:
    """The classes of an element, in their order."""
    return _divided(element.get("class") or "")


@lru_cache(4096)
def _divided(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def by_class(root: lxml.html.HtmlElement) -> dict[str, list[lxml.html.HtmlElement]]:
    """The elements below a root that have classes, by each of them: one walk is quicker than a search for each class."""
    found: dict[str, list[lxml.html.HtmlElement]] = {}
    for element in root.iterdescendants(lxml.etree.Element):
        for name in classes(element):
            found.setdefault(name, []).append(element)
    return found


def outermost(
    root: lxml.html.HtmlElement, is_sought: Callable[[lxml.html.HtmlElement], bool]
) -> Iterator[lxml.html.HtmlElement]:
    """The elements and comments below a root that are sought, without those within them; each may be dropped at once."""
    elements = iter(list(root.iterdescendants()))
    for element in elements:
        if is_sought(element):
            for _ in element.iterdescendants():
                next(elements)
            yield element
