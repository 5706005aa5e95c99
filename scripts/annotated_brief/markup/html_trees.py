"""HTML as a tree. All elements have one class here, because lxml's own look-up calls Python for each of them."""

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
    tree: lxml.html.HtmlElement = lxml.html.fromstring(text, parser=_PARSER)
    return tree


def classes(element: lxml.html.HtmlElement) -> list[str]:
    """The classes of an element, in their order."""
    return (element.get("class") or "").split()
