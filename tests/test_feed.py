"""The feed of corrections: valid Atom, ids that stay, and in it what the page about the edition lists."""

import datetime
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
from annotated_brief.content.changes import Change
from annotated_brief.edition import Edition
from annotated_brief.metadata import feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}
# RFC 4287: what a feed and an entry must have exactly once.
ONCE = ("id", "title", "updated")
FIRST = Change("2026-11-22-1", datetime.date(2026, 11, 22), "1.0.0", "First publication.", "", "", "", [], "", 1, {})


def read(text: str) -> lxml.etree._Element:
    return lxml.etree.fromstring(text.encode())


def entries(edition: Edition, *changes: Change) -> list[feed.FeedEntry]:
    return feed.entries(edition._replace(changes=list(changes)))


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


def test_it_has_what_the_page_of_changes_lists(root: lxml.etree._Element, site: Path) -> None:
    page = lxml.html.document_fromstring((site / "changes" / "index.html").read_bytes())
    listed = page.xpath("//ol[@class='changes-list']/li/@id")
    links = root.xpath("//a:entry/a:link[@rel='alternate']/@href", namespaces=ATOM)
    assert listed
    assert [link.rpartition("#")[2] for link in links] == listed


def test_every_page_names_it(site: Path) -> None:
    for path in (site / "index.html", site / "claims" / "index.html"):
        page = lxml.html.document_fromstring(path.read_bytes())
        (link,) = page.xpath("//link[@type='application/atom+xml']/@href")
        assert (path.parent / link).resolve() == (site / feed.NAME).resolve()


def test_an_id_stays_when_words_are_mended_and_news_is_added(edition: Edition) -> None:
    (before,) = entries(edition, FIRST)
    news = FIRST._replace(id="2026-11-22-date", what="A date.")
    after = entries(edition, news, FIRST._replace(what="First publication of version 1."))
    (moved,) = entries(edition._replace(site=edition.site._replace(root="https://elsewhere.example/")), FIRST)
    assert before.id == after[1].id == moved.id
    assert after[0].id != after[1].id
    # What version 1.0.0 called its one entry.
    assert before.id == feed._id(edition, "2026-11-22/1")


def test_every_link_is_absolute_where_the_site_has_an_address(edition: Edition) -> None:
    known = edition._replace(site=edition.site._replace(root="https://elsewhere.example/brief/"))
    (entry,) = entries(known, FIRST._replace(claims=["c018"], was="open", now="supported"))
    assert 'href="https://elsewhere.example/brief/claims/c018/"' in entry.html
    assert entry.url == "https://elsewhere.example/brief/changes/#change-2026-11-22-1"
    made = read(feed.feed(known._replace(changes=[FIRST])))
    assert made.get("{http://www.w3.org/XML/1998/namespace}base") == "https://elsewhere.example/brief/"


def test_an_entry_keeps_its_markup(edition: Edition) -> None:
    (entry,) = entries(edition, FIRST._replace(what="The date of *Pravda* & more. And so on.", why="It was < 3."))
    assert (
        entry.title == "The date of Pravda & more".replace("&", "&amp;") or entry.title == "The date of Pravda & more"
    )
    text = read(feed.feed(edition._replace(changes=[FIRST._replace(what="*Pravda* & more.")])))
    assert "<em>Pravda</em> &amp; more." in text.xpath("string(//a:content)", namespaces=ATOM)


def test_without_a_record_of_changes_there_is_no_feed(edition: Edition, tmp_path: Path) -> None:
    feed.write(tmp_path, edition._replace(changes=[]))
    assert not (tmp_path / feed.NAME).exists()
    feed.write(tmp_path, edition)
    assert (tmp_path / feed.NAME).exists()


def test_a_title_is_the_first_sentence_and_does_not_end_after_a_short_form() -> None:
    assert (
        feed._title("Sales of Dr. Reddy's in the U.S. count. The rest stays.")
        == "Sales of Dr. Reddy's in the U.S. count"
    )
    assert feed._title("Торговля выросла. Дальше нет.") == "Торговля выросла"
