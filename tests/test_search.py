"""The search of the site finds sections, annotations, claims, figures and sources, each as itself."""

import json
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from playwright.sync_api import BrowserContext, expect


@pytest.fixture(scope="module")
def index(site: Path) -> list[dict[str, str]]:
    docs: list[dict[str, str]] = json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    return docs


def test_each_has_one_entry(index: list[dict[str, str]], edition: Edition) -> None:
    found = [entry["location"] for entry in index]
    wanted = [
        *(f"{edition.addresses.page(note.page)}#{note.id}" for note in edition.annotations.values()),
        *(f"{edition.addresses.page(mark.page)}#{name}" for name, mark in edition.marks.items()),
        *(edition.addresses.source(key) for key in edition.sources),
        *(edition.addresses.page(page.file) for page in edition.sections.values()),
    ]
    assert [place for place in wanted if found.count(place) != 1] == []
    figures = [place.rpartition("#fig-")[2] for place in found if "#fig-" in place]
    assert sorted(figures) == sorted(charts.figures(edition.paths))


def test_every_entry_leads_to_a_place_that_is_there(index: list[dict[str, str]], site: Path) -> None:
    ids: dict[str, set[str]] = {}
    for entry in index:
        page, _, anchor = entry["location"].partition("#")
        if page not in ids:
            ids[page] = set(lxml.html.document_fromstring((site / page / "index.html").read_bytes()).xpath("//@id"))
        assert not anchor or anchor in ids[page], entry["location"]


def test_the_text_of_a_section_is_its_sentences_alone(index: list[dict[str, str]], edition: Edition) -> None:
    note = next(iter(edition.annotations.values()))
    page = edition.addresses.page(note.page)
    parts = [entry["text"] for entry in index if entry["location"].partition("#")[0] == page]
    assert [text for text in parts if note.title in text] == []
    assert not any("partly supported" in entry["text"] for entry in index if entry["location"] == page)


@pytest.mark.parametrize(
    ("words", "link", "kind"),
    [
        ("primakov eurasia daily", "#note-primakov", "Annotation"),
        ("three-way format", "#c018", "Claim"),
        ("unbroken land connection", "#fig-corridors", "Figure"),
        ("blank2005primakov", "references/blank2005primakov/", "Source"),
    ],
)
def test_a_reader_finds_it(context: BrowserContext, address: str, words: str, link: str, kind: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    row = page.locator(f'.search a[href$="{link}"]').first
    expect(row).to_be_visible()
    expect(row).to_contain_text(kind)
