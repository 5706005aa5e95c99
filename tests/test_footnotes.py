"""The ten footnotes on the built pages, against the brief: number, place, text, address."""

import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from annotated_brief.bibliography import identifiers
from annotated_brief.edition import Edition
from annotated_brief.references import footnotes

CASES: dict[int, dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "footnotes.yml").read_text("utf-8")
)


def built(site: Path, edition: Edition, claim: str) -> lxml.html.HtmlElement:
    file = edition.marks[claim].page
    return lxml.html.parse(site / file.replace(".md", "").replace("index", ".") / "index.html").getroot()


@pytest.mark.parametrize("number", CASES)
def test_a_footnote_stands_at_its_claim_with_its_number(edition: Edition, site: Path, number: int) -> None:
    root = built(site, edition, CASES[number]["claim"])
    (claim,) = root.xpath(f"//span[@id='{CASES[number]['claim']}']")
    following = claim.xpath("following-sibling::sup[1]")
    assert following[0].text_content() == str(number)
    assert [child.tag for child in following[0]] == ["a"]


@pytest.mark.parametrize("number", CASES)
def test_a_footnote_reads_as_the_brief_has_it(edition: Edition, site: Path, number: int) -> None:
    case = CASES[number]
    note = find(built(site, edition, case["claim"]), number)
    text = " ".join(note.text_content().split())
    for field in ("authors", "title", "publisher", "date"):
        assert case.get(field, "") in text, field
    assert note.xpath(".//a/@href")[0] == case["url"]
    assert identifiers.readable(case["url"]) in text
    if "printed" in case:
        assert case["printed"] in text
    if "lang" in case:
        assert note.xpath(f".//*[@lang='{case['lang']}']")[0].text_content() == case["title"]


def find(root: lxml.html.HtmlElement, number: int) -> Any:
    (note,) = root.xpath(f"//section[@role='doc-endnotes']//li[@value='{number}']")
    return note


def test_a_source_has_one_number_on_every_page(edition: Edition, site: Path) -> None:
    for section in edition.sections.values():
        root = built(site, edition, section.marks[0].claim)
        for link in root.xpath("//a[@role='doc-noteref']"):
            assert link.text_content().rstrip("abcdefgh") == edition.numbers[link.get("data-key")]


def test_back_links_say_where_they_lead_and_land(edition: Edition, site: Path) -> None:
    for section in edition.sections.values():
        root = built(site, edition, section.marks[0].claim)
        ids = set(root.xpath("//@id"))
        for note in root.xpath("//section[@role='doc-endnotes']//li"):
            links = note.xpath(".//a[@role='doc-backlink']")
            names = [link.get("aria-label") for link in links]
            assert links and len(set(names)) == len(names)
            assert all("paragraph " in name for name in names), names
            assert all(link.get("href")[1:] in ids for link in links)
        calls = len(root.xpath("//a[@role='doc-noteref']"))
        assert calls == len(root.xpath("//section[@role='doc-endnotes']//a[@role='doc-backlink']"))


def test_the_sign_of_a_note_stands_close_to_its_word() -> None:
    paragraph = etree.fromstring(
        '<p>Said <sup id="fnref-a-1">1</sup> and <em>so</em>\n<sup id="fnref-b-1">2</sup> <sup id="fnref-c-1">3</sup> m<sup>2</sup></p>'
    )
    footnotes._close_up(paragraph)
    assert "".join(paragraph.itertext()) == "Said1 and so23 m2"
