"""A Markdown copy beside each page, for programs that read text: /roots/index.md, /claims/c018.md, /references/KEY.md.

It is made of the built page, and so says what the page says: its lists, its notes, its verdicts. In each sentence that makes
a claim stand the verdict, the date of the check and the address, so that whoever quotes the sentence has them too. Under
`mkdocs serve`, while the site is written, no page names a copy, and none is made.
"""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import lxml.etree
from lxml.html import HtmlElement

from annotated_brief.content import authors, claims
from annotated_brief.content.claims import Claim
from annotated_brief.core import memo, site_files
from annotated_brief.edition import Edition
from annotated_brief.markup import html_trees, markdown_text
from annotated_brief.metadata.copy_addresses import Addresses
from annotated_brief.pages import ledger

NAMED = re.compile(r'<link rel="alternate" type="text/markdown"[^>]* href="([^"]+)"')
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
# What serves a reader at a screen only, or stands elsewhere: the data of figures in their tables, formats of a reference in
# files of their own, reasons on the pages of claims.
TAGS = frozenset([lxml.etree.Comment, lxml.etree.PI, *"form button script style template nav fieldset".split()])
CLASSES = frozenset(
    "annotation-links argument-drawing backlinks byline claim-mark figure-plot figure-status figure-table filters-count footnotes-own "
    "filters-none formats lookup-count lookup-more neighbours permalink reading reasons share size strip".split()
)
# The full stop of a sentence, with what closes behind it.
END = re.compile(r"[\s.!?…:;,]*[”’)\"']*\s*$")
TOLD = "verdict"  # the relation of a link that says the verdict on the claim it leads to


def write(folder: Path, edition: Edition) -> None:
    """Put the copies of the pages of docs/ into a built site; those of other pages are made with the pages (frames.py)."""
    known = words(edition)
    for page in () if edition.site.is_live else edition.pages.values():
        name = edition.site.file(page.file)
        if site_files.exists(folder, name):
            given = name, (html := site_files.read(folder, name)), named(known, html)
            for copy, text in memo.kept(("copy", name), edition, functools.partial(_of, given), given).items():
                site_files.write(folder, copy, text)


def words(edition: Edition) -> dict[str, str]:
    """Each claim with its words as pages have them."""
    return {name: ledger.plain(claim.claim) for name, claim in edition.claims.items()}


def named(known: Mapping[str, str], html: str) -> dict[str, str]:
    """The claims that a page names, by their words: a change of another is no change of its copy."""
    return {known[name]: name for name in (dict.fromkeys(claims.NAME.findall(html)) if known else ()) if name in known}


def of(edition: Edition, name: str, html: str, said: Mapping[str, str]) -> dict[str, str]:
    """Where the copy of a page stands -> its text, if the page names one in its head.

    `name` is the file of the page, `said` the claims that it names, by their words.
    """
    found, article = NAMED.search(html), ARTICLE.search(html)
    if not found:
        return {}
    addresses = Addresses(name, found[1], edition.site.root)
    tree = html_trees.part(article[0] if article else "<article></article>")
    for element in html_trees.outermost(tree, _is_for_screens):
        element.drop_tree()
    _head_annotations(tree)
    if said:
        _say_in_sentences(edition, tree, said, addresses)
        _say_at_numbers(edition, tree, addresses)
    return {addresses.copy: f"{markdown_text.written(tree, addresses.of)}\n\n{_signed(edition)}\n"}


def _of(given: tuple[str, str, Mapping[str, str]], edition: Edition) -> dict[str, str]:
    return of(edition, *given)


def checked(claim: Claim) -> str:
    """The verdict on a claim as it stands with its words."""
    date = f", checked {claim.checked.isoformat()}" if claim.checked else ""
    return f"{claim.id}: {claim.verdict}{date}"


def _is_for_screens(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in TAGS or not CLASSES.isdisjoint(html_trees.classes(element)):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if tag == "svg":  # of two drawings of one figure the first is enough
        return next(element.itersiblings("svg", preceding=True), None) is not None
    parent = element.getparent() if tag == "summary" else None
    return parent is not None and (parent.get("class") or "").startswith("annotation")


def _head_annotations(article: HtmlElement) -> None:
    """The kind and the title of each annotation on one line."""
    for kind in article.iter("p"):
        title = kind.getnext() if kind.get("class") == "annotation-kind" else None
        if title is not None and title.get("class") == "annotation-title":
            title.tag, title.tail = "strong", None
            title.text = f"{kind.text_content()}: {title.text or ''}"
            kind.clear()
            kind.append(title)


def _say_in_sentences(edition: Edition, article: HtmlElement, words: Mapping[str, str], addresses: Addresses) -> None:
    """Put the verdict wherever the words of a claim stand: in the text, whose claims have ids, or in a list."""
    for element in list(article.iter()):
        own, text, tail = element.get("id"), element.text, element.tail
        if own in edition.claims and "claim" in html_trees.classes(element):
            _put(element, edition.claims[own], addresses)
        elif text and (claim := words.get(text.strip())):
            _put(element, edition.claims[claim], addresses, first=True)
        if tail and (claim := words.get(tail.strip())):
            _put_after(element, edition.claims[claim], addresses)


def _put(element: HtmlElement, claim: Claim, addresses: Addresses, *, first: bool = False) -> None:
    """The verdict at the end of an element, or of its first words."""
    if len(element) and not first:
        _put_after(element[-1], claim, addresses)
    else:
        mark = _mark(element, claim, addresses)
        element.text, mark.tail = _parted(element.text)
        element.insert(0, mark)


def _put_after(element: HtmlElement, claim: Claim, addresses: Addresses) -> None:
    mark = _mark(element, claim, addresses)
    element.tail, end = _parted(element.tail)
    element.addnext(mark)  # takes along the words after the element
    element.tail, mark.tail = mark.tail if element.tail is None else element.tail, end


def _parted(text: str | None) -> tuple[str, str]:
    """A sentence without its full stop, and the full stop: no program can then part the verdict from the sentence."""
    match = END.search(text or "")
    end = match[0] if match else ""
    return f"{(text or '')[: len(text or '') - len(end)]} ", end


def _mark(element: HtmlElement, claim: Claim, addresses: Addresses) -> HtmlElement:
    mark: HtmlElement = element.makeelement("a", {"href": addresses.root + addresses.claim(claim.id), "rel": TOLD})
    mark.text = checked(claim)
    return mark


def _say_at_numbers(edition: Edition, article: HtmlElement, addresses: Addresses) -> None:
    """Put the verdict at each link to a claim that ends with its number, unless it is told there; then say it no more."""
    told = {(_number(mark), part) for mark in article.iter("a") if mark.get("rel") == TOLD for part in _around(mark)}
    for link in [one for one in article.iter("a") if claims.NAME.search(one.get("href") or "")]:
        text = " ".join(link.text_content().split())
        name = text.rpartition(" ")[2]
        if name in edition.claims and addresses.is_of(str(link.get("href")), name):
            around = {(name, part) for part in _around(link)}
            if not around & told:
                for child in list(link):
                    link.remove(child)
                link.text = text.removesuffix(name) + checked(edition.claims[name])
                told |= around
    parts = {part for _, part in told}
    for verdict in [one for one in article.iter("span") if one.get("class") == "verdict"]:
        if not parts.isdisjoint(_around(verdict)):
            verdict.drop_tree()


def _number(mark: HtmlElement) -> str:
    return str(mark.text).partition(":")[0]


def _around(element: HtmlElement) -> list[HtmlElement]:
    """The item or paragraph that an element stands in, and the row or entry."""
    nearest: dict[bool, HtmlElement] = {}
    for part in element.iterancestors("li", "p", "tr", "article"):
        nearest.setdefault(part.tag in {"li", "p"}, part)
    return [part for part in nearest.values() if part.get("id") != "text"]


def _signed(edition: Edition) -> str:
    facts = edition.settings
    place = f", <{edition.site.root}>" if edition.site.root else ""
    return (
        f"---\n\n{facts.argument_by}’s argument, restated and checked by {authors.in_sentence(facts.contributors)} in "
        f"“{facts.title}”, version {facts.version}, {facts.date.isoformat()}{place}"
    )
