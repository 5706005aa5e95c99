"""The page of the whole edition: everything is on it once, it leads nowhere wrong, and robots leave it alone."""

import re
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.downloads.single_page import FOLLOWING, PRECEDING
from annotated_brief.edition import Edition
from lxml.html import HtmlElement


@pytest.fixture(scope="module")
def page(site: Path) -> HtmlElement:
    return lxml.html.document_fromstring((site / "print" / "index.html").read_bytes())


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_no_id_stands_twice_and_all_of_ours_are_told_apart(page: HtmlElement) -> None:
    ids: Counter[str] = Counter(page.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    article = page.xpath("//article")[0]
    own = [name for name in article.xpath("./*//@id[not(ancestor::*[name()='svg'])]") if not name.startswith("print-")]
    assert own == []


def test_every_claim_annotation_and_figure_of_the_sections_is_there_once(page: HtmlElement, edition: Edition) -> None:
    ids: Counter[str] = Counter(page.xpath("//@id"))
    figures = [f"fig-{block.argument}" for section in edition.sections.values() for block in section.figures]
    wanted = [*edition.marks, *edition.annotations, *figures]
    assert [name for name in wanted if ids[f"print-{name}"] != 1] == []
    assert [claim for claim in edition.claims if ids[f"print-claims-{claim}"] != 1] == []
    assert [key for key in edition.sources if ids[f"print-references-{key}"] != 1] == []


def test_a_figure_stands_before_the_annotations_of_its_paragraph(page: HtmlElement) -> None:
    """At the foot of a page it would else come after the text, amid the notes."""
    assert page.xpath("//*[contains(@class, 'insert-figure')]/following-sibling::*[1][@class='annotations']")
    assert page.xpath("//*[@class='annotations']/following-sibling::*[1][contains(@class, 'insert-figure')]") == []


def test_the_words_of_the_sections_are_those_of_their_pages(page: HtmlElement, site: Path, edition: Edition) -> None:
    whole = squeeze(page.xpath("//article")[0].text_content())
    missing = []
    for section in edition.sections.values():
        built = lxml.html.document_fromstring((site / edition.site.page(section.file) / "index.html").read_bytes())
        text = built.xpath("//article//div[@class='text']")[0]
        for unseen in text.xpath(
            ".//*[contains(@class, 'visually-hidden') or contains(@class, 'unseen') or self::script"
            " or @class='annotation-links' or @class='reasons']"
        ):
            unseen.drop_tree()
        blocks = text.xpath(
            ".//span[@class='claim'] | .//p[starts-with(@class, 'annotation') or @class='footnote-text'] | .//td"
        )
        missing += [block.text_content() for block in blocks if squeeze(block.text_content()) not in whole]
    assert missing == []


def test_the_parts_come_in_reading_order(page: HtmlElement, edition: Edition) -> None:
    parts = [
        name.split()[1].removeprefix("part-") for name in page.xpath("//section[starts-with(@class, 'part ')]/@class")
    ]
    preceding = [file.removesuffix(".md") for name in PRECEDING if (file := edition.lists[name]) in edition.pages]
    following = [file.removesuffix(".md") for name in FOLLOWING if (file := edition.lists[name]) in edition.pages]
    assert parts == [*preceding, *edition.sections, *following, "data"]


def test_every_link_into_the_page_finds_its_place(page: HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert [link for link in page.xpath("//article//a/@href") if link.startswith("#") and link[1:] not in ids] == []


def test_every_other_link_finds_its_file(page: HtmlElement, site: Path) -> None:
    links = [link for link in page.xpath("//article//a/@href") if not re.match(r"#|[a-z]+:", link)]
    assert [link for link in links if not (site / "print" / link.partition("#")[0]).exists()] == []


def test_nothing_that_only_a_screen_needs_is_left(page: HtmlElement) -> None:
    article = page.xpath("//article")[0]
    assert (
        article.xpath(
            ".//button | .//form | .//details | .//script | .//*[@style][not(ancestor-or-self::*[name()='svg'])]"
        )
        == []
    )


def test_search_and_sitemap_leave_it_out(site: Path, page: HtmlElement) -> None:
    assert not any('"print/' in path.read_text("utf-8") for path in (site / "assets").glob("search.*.js"))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']") == []


def test_it_is_linked_from_the_foot_of_every_section(site: Path) -> None:
    for path in (site / "index.html", site / "claims" / "index.html"):
        links = lxml.html.document_fromstring(path.read_bytes()).xpath("//footer//a/@href")
        assert any(link.endswith("print/") for link in links)
