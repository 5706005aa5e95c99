"""annotations.jsonld against the rules of the W3C Web Annotation Data Model, and against the pages it points into."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import pytest
from annotated_brief.edition import Edition
from annotated_brief.metadata import webannotations

# Web Annotation Vocabulary, section 3.4, and the terms that the model's context defines and we use.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
TERMS = {
    "@context", "id", "type", "label", "creator", "name", "rights", "total", "first", "items", "startIndex",
    "motivation", "created", "body", "target", "value", "format", "language", "purpose", "source", "selector",
    "exact", "prefix", "suffix",
}  # fmt: skip


@pytest.fixture(scope="module")
def collection(site: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((site / "annotations.jsonld").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def items(collection: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = collection["first"]["items"]
    return found


def names(value: object) -> set[str]:
    """All keys of nested data."""
    if isinstance(value, dict):
        return set(value) | {name for part in value.values() for name in names(part)}
    return {name for part in value for name in names(part)} if isinstance(value, list) else set()


def text_of(site: Path, source: str, edition: Edition) -> str:
    """The text content of a page, with nothing of our own reading in between but the white space."""
    built = site / source.removeprefix(edition.site.root)
    root = lxml.html.parse(str(built / "index.html" if built.is_dir() else built)).getroot()
    return re.sub(r"\s+", " ", root.text_content())


def test_the_collection_is_what_the_model_asks_for(collection: dict[str, Any], items: list[dict[str, Any]]) -> None:
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["id"]
    assert collection["first"]["type"] == "AnnotationPage"
    assert collection["first"]["id"]
    assert collection["total"] == len(items)
    assert names(collection) <= TERMS


def test_each_annotation_has_an_id_a_type_a_motivation_and_a_target(items: list[dict[str, Any]]) -> None:
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["created"])
        assert item["target"], item["id"]
        assert "@context" not in item, "inside a collection the context stands once"


def test_a_body_is_text_with_its_language_or_a_link(items: list[dict[str, Any]]) -> None:
    for item in items:
        said = [body for body in item["body"] if body["type"] == "TextualBody" and body["purpose"] != "tagging"]
        links = [body for body in item["body"] if body["type"] == "SpecificResource"]
        assert len(said) == 1
        assert re.search(r"[.!?][”’)]*$", said[0]["value"]), "the words of the annotation, and no buttons"
        assert said[0]["language"] == "en"
        assert said[0]["format"] in {"text/plain", "text/html"}
        assert links, f"{item['id']} leads to no source"
        assert all(body["purpose"] == "linking" and urlsplit(body["source"]).netloc for body in links)
        assert len(said) + len(links) + 1 == len(item["body"])


def test_every_annotation_of_the_pages_is_in_the_file(edition: Edition, items: list[dict[str, Any]]) -> None:
    assert {item["id"].rpartition("#")[2] for item in items} == set(edition.annotations)
    tags = {item["id"].rpartition("#")[2]: body["value"] for item in items for body in item["body"]
            if body.get("purpose") == "tagging"}  # fmt: skip
    assert tags == {name: note.kind for name, note in edition.annotations.items()}
    for item in items:
        note = edition.annotations[item["id"].rpartition("#")[2]]
        assert len(item["target"]) == len(note.claims), note.id


def test_every_selector_finds_one_place(site: Path, edition: Edition, items: list[dict[str, Any]]) -> None:
    for item in items:
        for target in item["target"]:
            selector = target["selector"]
            assert selector["type"] == "TextQuoteSelector"
            text = text_of(site, target["source"], edition)
            whole = selector["prefix"] + selector["exact"] + selector["suffix"]
            assert text.count(whole) == 1, f"{item['id']}: {whole!r}"


def test_a_selector_quotes_the_sentence_of_its_claim(site: Path, edition: Edition, items: list[dict[str, Any]]) -> None:
    """Found by the claim's id in the page, with nothing of our own reading in between but the white space."""
    pages = {
        file: lxml.html.parse(str(site / edition.site.page(file) / "index.html"))
        for file in edition.settings.sections.values()
    }
    for item in items:
        note = edition.annotations[item["id"].rpartition("#")[2]]
        for claim, target in zip(note.claims, item["target"], strict=True):
            (sentence,) = pages[note.page].xpath(f"//*[@id='{claim}']")
            assert target["selector"]["exact"] == " ".join(sentence.text_content().split())


def test_the_text_is_that_of_the_page() -> None:
    page = webannotations.page_text(
        """<html><head><title>One claim</title></head><body><p>Before.</p><article><div class="text"><h2>Head</h2>
        <p><span class="claim" id="c001">One  claim (<abbr>AB</abbr>),</span><a class="claim-mark">✓</a><sup><a
        class="citation">4</a></sup> and <span class="claim" id="c002"> another.</span></p><!-- no --><p>End.</p>
        </div></article></body></html>"""
    )
    assert page.text.strip() == "One claimBefore.Head One claim (AB),✓4 and another.End."
    assert {name: page.text[begin:end] for name, (begin, end) in page.claims.items()} == {
        "c001": "One claim (AB),",
        "c002": "another.",
    }
    assert page.text[slice(*page.article)] == "Head One claim (AB),✓4 and another.End."
    assert webannotations.quote(page, "c001") == ("One claim (AB),", "Head ", "✓4 and another.End.")


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them() -> None:
    line = "Not much has changed."
    html = "".join(f'<p><span class="claim" id="c00{at}">{line}</span></p>' for at in range(3))
    page = webannotations.page_text(f'<article><div class="text"><p>First.</p>{html}<p>Last.</p></div></article>')
    places = set()
    for name, (begin, _) in page.claims.items():
        quote = webannotations.quote(page, name)
        assert page.text.count(quote.whole) == 1
        assert page.text.index(quote.whole) + len(quote.prefix) == begin
        places.add(quote.whole)
    assert len(places) == 3
