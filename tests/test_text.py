"""The text: every claim in its place, the brief's notes at their claims, terms explained."""

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import lxml.html
import pytest
from annotated_brief import checks
from annotated_brief.edition import Edition
from annotated_brief.markdown import _closed


def page(site: Path, file: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(site / file.replace(".md", "").replace("index", ".") / "index.html").getroot()


def test_nothing_is_amiss(edition: Edition) -> None:
    assert [str(problem) for problem in checks.run(edition)] == []


def test_every_claim_has_one_anchor_in_its_section_in_order(edition: Edition, site: Path) -> None:
    found = []
    for name, section in edition.sections.items():
        ids = page(site, section.file).xpath("//article//*[re:test(@id, '^c\\d{3}$')]/@id",
                                             namespaces={"re": "http://exslt.org/regular-expressions"})  # fmt: skip
        assert all(edition.claims[claim].section == name for claim in ids)
        found += ids
    assert found == [f"c{number:03}" for number in range(1, 122)]


def test_a_claim_is_not_focusable_and_holds_its_words(edition: Edition, site: Path) -> None:
    for section in edition.sections.values():
        root = page(site, section.file)
        for mark in section.marks:
            (span,) = root.xpath(f"//span[@id='{mark.claim}']")
            assert span.get("tabindex") is None
            words = re.sub(r"[^\w]", "", span.text_content())
            assert words.endswith(re.sub(r"[^\w]", "", mark.words)[-20:]), mark


def test_a_stop_stands_at_its_word_and_not_after_the_sign(edition: Edition, site: Path) -> None:
    tails = [
        (mark.getprevious().tail or "", mark.tail or "")
        for section in edition.sections.values()
        for mark in page(site, section.file).xpath("//a[@class='claim-mark']")
    ]
    assert [stop for stop, _ in tails if stop.strip()] == [","]
    assert [after for _, after in tails if after.lstrip()[:1] in {",", ";", ":", ".", ")"}] == []


@pytest.mark.parametrize(
    ("after", "stop", "rest"),
    [
        (", and", ",", " and"),
        (").", ").", ""),
        ("”, he", "”,", " he"),
        ("… then", "…", " then"),
        ("’s own", "", "’s own"),
        ("’ and", "’", " and"),
        ("-half", "", "-half"),
        (" and", "", " and"),
    ],
)
def test_what_closes_a_claim_stands_before_its_sign(after: str, stop: str, rest: str) -> None:
    span = etree.Element("span")
    closed, left = _closed([span, "sign"], after)
    assert (closed, left) == ([span, stop, "sign"] if stop else [span, "sign"], rest)


def test_the_brief_is_told_at_its_length(edition: Edition) -> None:
    # The brief has about 2,400 words; short sentences need a tenth fewer, and no more are left out.
    assert 2150 <= sum(section.words for section in edition.sections.values()) <= 3200


@pytest.mark.parametrize("term", ["INSTC", "NSR", "EAEU", "Quad", "IMEC", "SCO", "BRICS+", "RIC"])
def test_a_term_is_explained_at_first_use_and_on_hover(edition: Edition, site: Path, term: str) -> None:
    used = 0
    for section in edition.sections.values():
        root = page(site, section.file)
        text = " ".join(root.xpath("//div[@class='text']/p//text()"))
        hovers = root.xpath(f"//abbr[text()='{term}']/@title")
        if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text):
            used += 1
            assert hovers and hovers[0] == edition.terms[term].full
    assert used or term in {"RIC"}
