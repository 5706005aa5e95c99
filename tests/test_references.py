"""The page of references and the pages of the sources: complete, true to the text, and every link lands."""

import json
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pytest
from annotated_brief.bibliography import identifiers
from annotated_brief.core import folding
from annotated_brief.downloads import single_page_html
from annotated_brief.edition import Edition
from annotated_brief.metadata import frames, source_pages
from annotated_brief.references import reference_list
from benchmark import large_bibliography

START = "editionReferences("


@lru_cache(maxsize=512)
def _page(file: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(file.read_text("utf-8"))


@lru_cache(maxsize=64)
def _ids(file: Path) -> set[str]:
    return set(_page(file).xpath("//@id"))


def _source_page(site: Path, key: str) -> lxml.html.HtmlElement:
    return _page(site / "references" / key / "index.html")


def _lands(site: Path, start: str, href: str) -> bool:
    """Whether a relative link on the page at `start` leads to a page, and to a place on it."""
    path, anchor = urldefrag(urljoin(f"/{start}", href))
    file = site / unquote(path).lstrip("/")
    file = file / "index.html" if path.endswith("/") else file
    return file.is_file() and (not anchor or unquote(anchor) in _ids(file))


def test_every_source_has_an_entry_in_number_order(edition: Edition, site: Path) -> None:
    entries = _page(site / "references" / "index.html").xpath("//li[contains(@class, 'reference') and @id]")
    assert [entry.get("id") for entry in entries] == list(edition.numbers)
    assert [entry.get("value") for entry in entries] == list(edition.numbers.values())


def test_every_source_has_a_page_and_the_frame_has_none(edition: Edition, site: Path) -> None:
    folders = {folder.name for folder in (site / "references").iterdir() if folder.is_dir()}
    moved = {
        name
        for name in folders
        if 'http-equiv="refresh"' in (site / "references" / name / "index.html").read_text("utf-8")
    }
    assert folders - moved == set(edition.sources)
    for key in edition.sources:
        assert "FRAME-" not in (site / "references" / key / "index.html").read_text("utf-8")


def test_a_source_page_lists_every_use_in_the_text(edition: Edition, site: Path) -> None:
    """Counted from the Markdown itself, not from the edition that the page was made from."""
    cited: dict[str, int] = {}
    for page in edition.sections.values():
        text = (edition.paths.docs / page.file).read_text("utf-8")
        for key in re.findall(r"(?<=[\[;])\s*@([\w-]+)", text):
            cited[key] = cited.get(key, 0) + 1
    for key in edition.sources:
        links = _source_page(site, key).xpath("//ul[@class='source-uses']//a/@href")
        assert sum("#fnref-" in link for link in links) == cited.get(key, 0), key
        uses = edition.uses.get(key, [])
        assert len(links) == sum(use.kind != "ledger" for use in uses), key
        claims = _source_page(site, key).xpath("//ul[contains(@class, 'source-claims')]/li/a/@href")
        assert {use.anchor for use in uses if use.kind == "ledger"} <= {link.split("/")[-2] for link in claims}, key


def test_every_link_of_a_source_page_lands(edition: Edition, site: Path) -> None:
    lost = [
        (key, href)
        for key in edition.sources
        for href in _source_page(site, key).xpath("//article//a/@href")
        if not re.match(r"https?:", href) and not _lands(site, f"references/{key}/", href)
    ]
    assert lost == []


def test_every_link_of_the_list_lands(site: Path) -> None:
    links = _page(site / "references" / "index.html").xpath("//article//a/@href")
    assert [link for link in links if not re.match(r"https?:", link) and not _lands(site, "references/", link)] == []


def test_the_links_of_a_source_have_names_of_their_own(edition: Edition, site: Path) -> None:
    for key in edition.sources:
        names = [link.text_content() for link in _source_page(site, key).xpath("//ul[@class='source-uses']//a")]
        assert len(names) == len(set(names)), key


def test_a_correction_says_what_was_printed_and_how_we_know(edition: Edition, site: Path) -> None:
    wrong = [source for source in edition.sources.values() if source.fields.get("printed")]
    assert wrong
    for source in wrong:
        text = _source_page(site, source.key).xpath("string(//div[@class='source-correction'])")
        assert "What was printed" in text
        assert "How we know" in text


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Повестка", "povestka"), ("Éditions Łódź", "editions lodz"), ("TASS’s", "tass s"), ("№ 4–5", "no 4 5")],
)
def test_words_are_folded(written: str, folded: str) -> None:
    assert folding.fold(written) == folded


@pytest.mark.parametrize(
    ("address", "read"),
    [
        ("https://a.org/Nord-S%C3%BCd_(Iran)", "https://a.org/Nord-Süd_(Iran)"),
        ("https://a.org/%e8%81%94/?q=%D8%A7%2F", "https://a.org/联/?q=ا%2F"),
        ("https://a.org/a%20b%2Fc", "https://a.org/a%20b%2Fc"),  # signs that would end or change the address
        ("https://a.org/a%E2%80%AEb%E2%80%8B%C2%A0", "https://a.org/a%E2%80%AEb%E2%80%8B%C2%A0"),  # unseen
        ("https://a.org/e%CC%81", "https://a.org/e%CC%81"),  # typed, it would be another letter
        ("https://a.org/%FF%C3", "https://a.org/%FF%C3"),  # no letters
        ("https://a.org/x/#:~:text=The%20train,-5", "https://a.org/x/"),
        ("https://a.org/x#here:~:text=a", "https://a.org/x#here"),
        ("https://a.org/x?id=5&utm_source=rss&utm_medium=b#c", "https://a.org/x?id=5#c"),
        ("https://a.org/x?utm_source=rss", "https://a.org/x"),
        ("https://a.org/x?a=1&&b#", "https://a.org/x?a=1&&b"),
    ],
)
def test_an_address_is_printed_as_one_types_it(address: str, read: str) -> None:
    assert identifiers.readable(address) == read


def test_a_printed_address_has_only_letters_that_a_face_has() -> None:
    assert single_page_html._with_codes("https://a.org/ü联ሀ") == "https://a.org/ü联%E1%88%80"


def test_a_number_with_its_unit_is_found_by_either() -> None:
    assert " 66bn bn " in folding.index("trade hits USD 66bn")


def test_the_data_of_the_search_hold_every_source_and_its_uses(edition: Edition) -> None:
    text = reference_list.data(edition)
    assert text.startswith(START)
    assert "\u2028" not in text
    rows = json.loads(text[len(START) : -3])["rows"]
    assert [row[0] for row in rows] == list(edition.numbers)
    assert all(len(row[8]) == len(edition.uses.get(row[0], [])) for row in rows)


def test_a_great_many_sources_are_not_all_sent_as_html(edition: Edition) -> None:
    full = large_bibliography.with_sources(edition, reference_list.LIMIT + 1)
    html = str(reference_list.listing(full, "references.md"))
    assert html.count('<li class="reference"') == reference_list.FIRST
    assert source_pages.sheets(full)
    assert "All sources on one page" in html


def test_a_title_cannot_break_out_of_the_frame(edition: Edition) -> None:
    key = next(iter(edition.sources))
    evil = "{{</script><script>alert(1)</script> FRAME-CONTENT}}"
    source = edition.sources[key]._replace(fields=edition.sources[key].fields | {"title": evil})
    broken = edition._replace(sources=edition.sources | {key: source})
    sheet = source_pages.sheet(broken, key)
    frame = "<title>FRAME-TITLE</title>FRAME-HEAD<h1>FRAME-CONTENT</h1>"
    filled = frames.fill(frame, sheet, source_pages.FRAME, broken)
    assert "<script>alert" not in filled
