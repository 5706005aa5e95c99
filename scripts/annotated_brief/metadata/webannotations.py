"""The annotations as data: W3C Web Annotations (annotations.jsonld), written once the pages are built.

A target is found by its words, as the model has it and its readers look for them: in the text content of the built
page, white space folded. A quotation with the words before and after it, taken from the article, stands in the whole
page exactly once.
"""

import bisect
import functools
import io
import itertools
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
from lxml.html import HtmlElement

from annotated_brief.content.page_record import Annotation
from annotated_brief.content.verdicts import ANNOTATION_KINDS
from annotated_brief.core import memo, site_files
from annotated_brief.edition import Edition
from annotated_brief.markup import html_trees
from annotated_brief.metadata import linked_data

NAME = "annotations.jsonld"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


# How much of the text before and after goes into a selector to begin with.
AROUND = 40


class Quote(NamedTuple):
    """Words of a page, and those around them."""

    exact: str
    prefix: str
    suffix: str

    @property
    def whole(self) -> str:
        return f"{self.prefix}{self.exact}{self.suffix}"


class PageText(NamedTuple):
    """The text content of a built page, white space folded, and where the article and each claim's words stand in it."""

    text: str
    article: tuple[int, int]
    claims: dict[str, tuple[int, int]]


def write(site: Path, edition: Edition) -> None:
    """Write the file into a built site."""
    text = json.dumps(collection(site, edition), ensure_ascii=False, indent=1) + "\n"
    site_files.write(site, NAME, text)


def collection(site: Path, edition: Edition) -> dict[str, Any]:
    """All annotations of a built site, as one collection with one page."""
    name = edition.site.root + NAME
    items = [item for page in edition.sections.values() for item in _of_page(site, edition, page.file)]
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": f"Annotations of: {edition.settings.title}",
        "creator": _creator(edition),
        "rights": linked_data.LICENCE,
        "total": len(items),
        "first": {"id": f"{name}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def page_text(html: str) -> PageText:
    """The text content of a page, as a browser has it."""
    return _page_text(html_trees.page(html))


def _page_text(root: HtmlElement) -> PageText:
    article = _article(root)
    places: dict[HtmlElement, tuple[int, int]] = {}
    claims = {one: str(one.get("id")) for one in article.find_class("claim") if one.get("id")}
    out = io.StringIO()
    _walk(root, out, {article, *claims}, places)
    raw = out.getvalue()
    spaces = [match.span() for match in re.finditer(r"\s{2,}", raw)]
    lost = [0, *itertools.accumulate(end - start - 1 for start, end in spaces)]
    ends = [end for _, end in spaces]

    def folded(place: tuple[int, int]) -> tuple[int, int]:
        """A place moved along with the white space that is folded; that at its edges belongs to the text around it."""
        words = raw[slice(*place)]
        start = place[0] + len(words) - len(words.lstrip())
        end = max(start, place[1] - len(words) + len(words.rstrip()))
        return start - lost[bisect.bisect_right(ends, start)], end - lost[bisect.bisect_right(ends, end)]

    match = {claims[element]: folded(place) for element, place in places.items() if element in claims}
    return PageText(_fold(raw), folded(places[article]), match)


def quote(page: PageText, claim: str) -> Quote:
    """The words of a claim with as much around them as it takes to find them once."""
    start, end = page.claims[claim]
    first, last = page.article
    width = AROUND
    while True:
        before, after = page.text[max(first, start - width) : start], page.text[end : min(last, end + width)]
        exact = Quote(page.text[start:end], before, after)
        if page.text.count(exact.whole) == 1 or width > len(page.text):
            return exact
        width *= 2


def _of_page(site: Path, edition: Edition, file: str) -> list[dict[str, Any]]:
    html = edition.site.built(site, file).read_text("utf-8")
    make = functools.partial(_in_page, html=html, file=file)
    return memo.kept(("annotations", file), edition, make, html)


def _in_page(edition: Edition, html: str, file: str) -> list[dict[str, Any]]:
    if not any(note.page == file for note in edition.annotations.values()):
        return []
    root = html_trees.page(html)
    text, article = _page_text(root), _article(root)
    # Under `serve` one without an id is a fault that is told elsewhere.
    asides = {str(aside.get("id")): aside for aside in reversed(article.xpath(".//aside[@id]"))}
    notes = [note for note in edition.annotations.values() if note.page == file and note.id in asides]
    return [_annotation(edition, note, text, asides[note.id]) for note in notes]


def _annotation(edition: Edition, note: Annotation, text: PageText, aside: HtmlElement) -> dict[str, Any]:
    motivation = ANNOTATION_KINDS[note.kind].motivation
    return {
        "id": edition.site.from_root(note.page, note.id),
        "type": "Annotation",
        "motivation": motivation,
        "creator": _creator(edition),
        "created": f"{edition.settings.date.isoformat()}T00:00:00Z",
        "rights": linked_data.LICENCE,
        "body": [
            {
                "type": "TextualBody",
                "value": _words(aside),
                "format": "text/plain",
                "language": "en",
                "purpose": motivation,
            },
            {"type": "TextualBody", "value": note.kind, "format": "text/plain", "language": "en", "purpose": "tagging"},
            *({"type": "SpecificResource", "source": url, "purpose": "linking"} for url in _sources(edition, note)),
        ],
        "target": [_target(edition, note.page, quote(text, claim)) for claim in note.claims if claim in text.claims],
    }


def _target(edition: Edition, page: str, words: Quote) -> dict[str, Any]:
    selector = {"type": "TextQuoteSelector", **words._asdict()}
    return {"type": "SpecificResource", "source": edition.site.from_root(page), "selector": selector}


def _sources(edition: Edition, note: Annotation) -> list[str]:
    """The addresses of the works that an annotation cites, once each."""
    citings = edition.pages[note.page].citings
    keys = dict.fromkeys(citing.citation.key for citing in citings if citing.annotation == note.id)
    return [edition.sources[key].url for key in keys if key in edition.sources and edition.sources[key].url]


def _creator(edition: Edition) -> dict[str, str]:
    return {"type": "Organization", "name": edition.settings.contributors}


def _article(root: HtmlElement) -> HtmlElement:
    return next(text for article in root.iter("article") for text in article.find_class("text"))


def _words(aside: HtmlElement) -> str:
    """An annotation's title and text as one reads them, without the numbers of its notes."""
    title = aside.find_class("annotation-title")[0]
    others = " or ".join(f"contains(@class, 'annotation-{name}')" for name in ("kind", "title", "links"))
    paragraphs = aside.xpath(f".//p[not({others})]")
    parts = []
    for element in [title, *paragraphs]:
        copy = html_trees.part(lxml.html.tostring(element, encoding="unicode", with_tail=False))
        for mark in [*copy.iter("sup"), *copy.find_class("permalink")]:
            mark.drop_tree()
        parts.append(re.sub(r"\s+", " ", copy.text_content()).strip())
    return f"{parts[0]}\n\n{' '.join(parts[1:])}"


def _walk(
    element: HtmlElement, out: io.StringIO, sought: set[HtmlElement], places: dict[HtmlElement, tuple[int, int]]
) -> None:
    """Collect the text in order, and where some elements begin and end in it."""
    if not isinstance(element.tag, str):  # a comment
        return
    begin = out.tell()
    out.write(element.text or "")
    for child in element:
        _walk(child, out, sought, places)
        out.write(child.tail or "")
    if element in sought:
        places[element] = (begin, out.tell())


def _fold(text: str) -> str:
    return re.sub(r"\s{2,}|[^\S ]", " ", text)
