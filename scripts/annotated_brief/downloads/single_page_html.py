"""Turn built pages into parts of one document: unique ids, internal links, nothing that only a screen needs."""

import functools
import html
import posixpath
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

import lxml.html
from lxml.html import HtmlElement

from annotated_brief.core.keys import slug
from annotated_brief.downloads import fonts
from annotated_brief.edition import Edition
from annotated_brief.markup import html_trees

PREFIX = "print-"

# What serves a reader at a screen only.
CLASSES = frozenset(
    "permalink reasons strip footnotes-own heading-strip annotation-links unseen visually-hidden downloads filters filters-count filters-none figure-actions figure-plot "
    "figure-status reference-more uses outline-why chain lookup-count lookup-itself lookup-found lookup-next lookup-downloads all-uses all-uses-part".split()
)
TAGS = ("form", "button", "script", "summary", "link", "template")
# The attributes that hold ids of their page.
REFERRING = frozenset({"id", "aria-labelledby", "aria-describedby", "headers", "for"})
# What places things in a margin, drives a script, or says that a thing is a control.
SCREEN = (
    "style",
    "tabindex",
    "aria-details",
    "data-anchor",
    "data-at",
    "data-before",
    "data-preset",
    "data-item",
    "data-group",
    "hidden",
)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}

Named = Mapping[str, list[HtmlElement]]  # elements by their classes


class Place(NamedTuple):
    """A page that became a part, and how its ids are told from those of the others."""

    file: str  # in docs/
    name: str  # roots, claims
    shared: bool  # claims, annotations and figures keep their names: print-c018 rather than print-roots-c018

    def id(self, name: str) -> str:
        if self.shared and re.match(r"c\d{3}$|note-|fig-", name):
            return PREFIX + name
        return f"{PREFIX}{self.name}-{name}"


def text_of(html: str) -> HtmlElement | None:
    """The text of a built page, as it stands between masthead and footer."""
    texts = html_trees.page(html).xpath("//article//div[@class='text']")
    return texts[0] if texts else None


def entries(places: Mapping[str, Place], edition: Edition) -> dict[str, str]:
    """The address of the page of each source and claim, and its id in the list that the whole has of them."""
    references, ledger = (places.get(edition.site.page(edition.lists[name])) for name in ("references", "ledger"))
    sources = {edition.site.source(key): references.id(slug(key)) for key in edition.sources if references}
    return sources | {edition.site.claim(name): ledger.id(name) for name in edition.claims if ledger}


def fit(
    text: HtmlElement, place: Place, places: Mapping[str, Place], listed: Mapping[str, str], edition: Edition
) -> HtmlElement:
    """A page's text made a part of the whole, whose pages and `entries` these are."""
    _drop(text)
    named = html_trees.by_class(text)
    _unfold(text, named)
    lxml.etree.strip_attributes(text, *SCREEN)
    for heading in list(text.iter(*HEADINGS)):
        heading.tag = HEADINGS[str(heading.tag)]
    for element in text.iter(lxml.etree.Element):
        if "://" in (words := element.text or "") and not words.isascii():
            element.text = _with_codes(words)
        for attribute, value in element.items():
            if attribute in REFERRING:
                element.set(attribute, " ".join(map(place.id, value.split())))
    _mark_claims(named)
    _lift(named)
    _widen(text, named)
    for link in list(text.iter("a")):
        _lead(link, place, places, listed, edition)
    for item in text.xpath(".//ul[@class='ledger-links']/li[a[@href = concat('#', ancestor::tr/@id)]]"):
        item.drop_tree()  # the page of a claim is the row that it stands in
    return text


def inner(element: HtmlElement) -> str:
    """What an element holds, as HTML."""
    text = html.escape(element.text or "", quote=False)
    return text + "".join(lxml.html.tostring(child, encoding="unicode") for child in element)


def _drop(text: HtmlElement) -> None:
    for heading in text.xpath(".//summary/*[self::h2 or self::h3 or self::h4]"):
        heading.getparent().drop_tag()  # it stays in the place of the fold
    for line in text.xpath(".//details[@class='outline-claim']/summary"):  # it is the claim itself, not a handle
        line.tag = "p"
        for reason in line.getparent().find_class("outline-why")[:1]:  # it stands in the ledger
            line.set("id", reason.attrib.pop("id"))
    for drawing in text.xpath(".//section[@class='argument-drawing']"):  # the outline before it says all that it shows
        drawing.drop_tree()
    for form in text.find_class("format"):  # a reference in a form for programs
        if form.xpath(".//pre"):
            form.drop_tree()
    for element in html_trees.outermost(text, _is_for_screens):
        before = element.getprevious()
        if before is not None and not (element.tail or "").strip():
            before.tail = (before.tail or "").removesuffix(" · ")  # nothing follows the stroke any more
        element.drop_tree()


def _is_for_screens(element: HtmlElement) -> bool:
    """Whether an element, or a comment, serves a reader at a screen only."""
    tag = element.tag
    return not isinstance(tag, str) or tag in TAGS or not CLASSES.isdisjoint(html_trees.classes(element))


def _with_codes(words: str) -> str:
    """An address with codes for the letters that no typeface of the package has."""
    known = fonts.site_letters()
    return "".join(char if char in known or fonts.noto(char) else quote(char) for char in words)


def _unfold(text: HtmlElement, named: Named) -> None:
    """Open what is folded on a screen."""
    for details in list(text.iter("details")):
        details.tag = "div"
        details.attrib.pop("open", None)
    for more in named.get("annotation-more", ()):  # the rest of an annotation goes on where its lead ends
        for paragraph in list(more):
            paragraph.set("class", "annotation-rest")
        more.drop_tag()
    for number in [*named.get("footnote-number", ()), *named.get("reference-number", ())]:
        number.attrib.pop("aria-hidden", None)
    for figure in text.iter("figure"):
        has_data = "data-figure" in figure.attrib
        for attribute in [name for name in figure.attrib if str(name).startswith("data-")]:
            del figure.attrib[attribute]
        if has_data:
            figure.set("class", "plate")


def _mark_claims(named: Named) -> None:
    """After each claim its id and the sign of its verdict; on paper there is no other way to the ledger."""
    for mark in named.get("claim-mark", ()):
        claim = (mark.get("href") or "").rpartition("#")[2]
        sign = mark.find("span")
        if sign is not None:
            sign.tail = f" {claim}"


def _lift(named: Named) -> None:
    """Figures before the annotations of their paragraph, so that they stand at the foot of its page and not amid notes."""
    for figure in named.get("insert-figure", ()):
        while (before := figure.getprevious()) is not None and "annotations" in html_trees.classes(before):
            before.addprevious(figure)


def _widen(text: HtmlElement, named: Named) -> None:
    """Put what the sources say on a claim into a row of its own: a fourth column would be too narrow on paper."""
    for cell in named.get("ledger-why", ()):
        row = cell.xpath("./parent::tr")[0]
        below = row.makeelement("tr", {"class": "ledger-below"})
        row.addnext(below)
        below.append(row.makeelement("td", {}))
        below.append(cell)
        cell.set("colspan", str(len(row) - 1))
    for head in text.xpath(".//table[@class='ledger']/thead/tr/th[4]"):
        head.drop_tree()


def _lead(
    link: HtmlElement, place: Place, places: Mapping[str, Place], listed: Mapping[str, str], edition: Edition
) -> None:
    """Point a link to its place in the whole, or from the folder of the whole to what is not in it."""
    href = link.get("href") or ""
    if SCHEME.match(href):
        return
    if not href or href.startswith("?"):
        link.drop_tag()
        return
    here = edition.site.page(place.file)
    path, _, anchor = href.partition("#")
    target = _address(here, path) if path else here
    if (led_to := places.get(target)) is not None:
        link.set("href", f"#{led_to.id(anchor) if anchor else PREFIX + led_to.name}")
    elif target in listed:
        link.set("href", f"#{listed[target]}")
    else:
        link.set("href", edition.site.base("print.md") + target + (f"#{anchor}" if anchor else ""))
    link.attrib.pop("download", None)


@functools.lru_cache(4096)
def _address(here: str, path: str) -> str:
    """An address from the root of the site, of what a page names by a relative one."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
    folder = path.endswith(("/", "/..")) or path in {".", ".."}
    return "" if joined == "." else joined.lstrip("./") + ("/" if folder else "")
