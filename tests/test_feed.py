"""The feed of corrections: valid Atom, ids that stay, and in it what the page about the edition lists."""

import datetime
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from annotated_brief.edition import Edition
from annotated_brief.metadata import feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
# RFC 4287: what a feed and an entry must have exactly once.
ONCE = ("id", "title", "updated")
LIST = '<h2 id="corrections">Corrections</h2><p>x</p><ul>{items}</ul>'
FIRST = "<li>1 May 2026: first publication, version 1.0.0.</li>"


def read(text: str) -> lxml.etree._Element:
    return lxml.etree.fromstring(text.encode())


def entries(items: str, edition: Edition) -> list[feed.Entry]:
    return feed.entries(lxml.html.document_fromstring(LIST.format(items=items)), edition)


@pytest.fixture(scope="module")
def root(site: Path) -> lxml.etree._Element:
    return lxml.etree.parse(site / feed.NAME).getroot()


def test_it_is_valid_atom(root: lxml.etree._Element) -> None:
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.xpath("a:author/a:name/text()", namespaces=ATOM)
    for place in [root, *root.xpath("a:entry", namespaces=ATOM)]:
        for name in ONCE:
            assert len(place.xpath(f"a:{name}", namespaces=ATOM)) == 1, name
        assert place.xpath("a:id/text()", namespaces=ATOM)[0].startswith("urn:uuid:")
        for date in place.xpath("a:updated/text() | a:published/text()", namespaces=ATOM):
            assert datetime.datetime.fromisoformat(date).tzinfo
    for entry in root.xpath("a:entry", namespaces=ATOM):
        assert entry.xpath("a:link[@rel='alternate']/@href | a:content", namespaces=ATOM)
    ids = root.xpath("//a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids)
    assert root.xpath("a:updated/text()", namespaces=ATOM)[0] == max(root.xpath("//a:updated/text()", namespaces=ATOM))


def test_it_has_what_the_page_lists(root: lxml.etree._Element, site: Path) -> None:
    page = lxml.html.document_fromstring((site / "about" / "index.html").read_bytes())
    listed = page.xpath("//*[@id='corrections']/following-sibling::ul[1]/li")
    assert len(root.xpath("a:entry", namespaces=ATOM)) == len(listed)


def test_every_page_names_it(site: Path) -> None:
    for path in (site / "index.html", site / "claims" / "index.html"):
        page = lxml.html.document_fromstring(path.read_bytes())
        (link,) = page.xpath("//link[@type='application/atom+xml']/@href")
        assert (path.parent / link).resolve() == (site / feed.NAME).resolve()


def test_an_id_stays_when_words_are_mended_and_news_is_added(edition: Edition) -> None:
    before = entries(FIRST, edition)
    after = entries("<li>2 June 2026: a date.</li><li>1 May 2026: first publication of version 1.</li>", edition)
    moved = entries(FIRST, edition._replace(settings=edition.settings._replace(site_url="https://elsewhere.example/")))
    assert before[0].id == after[1].id == moved[0].id
    assert after[0].id != after[1].id


def test_two_on_one_day_are_told_apart_from_the_oldest(edition: Edition) -> None:
    two = entries("<li>1 May 2026: second.</li>" + FIRST, edition)
    assert two[1].id == entries(FIRST, edition)[0].id != two[0].id


def test_an_entry_keeps_its_markup_and_loses_its_date(edition: Edition) -> None:
    (entry,) = entries(
        '<li>1 May 2026: the date of <a href="../roots/#c018">c018</a> &amp; more. And so on.</li>', edition
    )
    assert entry.title == "The date of c018 & more"
    assert entry.html.startswith("The date of <a")
    text = read(feed.feed([entry], edition)).xpath("string(//a:content)", namespaces=ATOM)
    assert '<a href="../roots/#c018">' in text


def test_a_list_that_is_not_there_makes_an_empty_feed(edition: Edition) -> None:
    made = feed.entries(lxml.html.document_fromstring("<p>none</p>"), edition)
    root = read(feed.feed(made, edition))
    assert made == []
    assert len(root.xpath("a:updated", namespaces=ATOM)) == 1
