"""What rests on an outlet stands at one address, and each source can be taken away as a file."""

import json
import re
from pathlib import Path

import lxml.html
import rispy
from annotated_brief.bibliography import names
from annotated_brief.edition import Edition
from annotated_brief.references import footnotes, outlets
from annotated_brief.references.outlets import Outlet
from conftest import Tab
from playwright.sync_api import expect


def _page(site: Path, outlet: Outlet) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((site / "outlets" / outlet.slug / "index.html").read_bytes())


def test_an_outlet_lists_its_sources_and_all_that_rests_on_them(edition: Edition, site: Path) -> None:
    for outlet in outlets.outlets(edition).values():
        page = _page(site, outlet)
        claims = {link.split("/")[-2] for link in page.xpath("//ul[contains(@class, 'source-claims')]/li/a/@href")}
        assert claims == {claim.id for key in outlet.keys for claim in footnotes.supports(edition, key)}, outlet
        uses = {use.where for key in outlet.keys for use in edition.uses.get(key, []) if use.kind != "ledger"}
        assert {" ".join(link.split()) for link in page.xpath("//ul[@class='source-uses']/li/a[1]/text()")} == uses
        assert len(page.xpath("//ol[@class='references']/li")) == len(outlet.keys)


def test_the_links_of_an_outlet_land_and_every_source_leads_to_its_own(edition: Edition, site: Path) -> None:
    found = outlets.outlets(edition)
    largest = max(found.values(), key=lambda outlet: len(outlet.keys))
    for href in _page(site, largest).xpath("//article//a/@href"):
        place, _, anchor = href.partition("#")
        if not re.match(r"https?:", href):
            target = (site / "outlets" / largest.slug / place.partition("?")[0]).resolve() / "index.html"
            assert target.is_file() and (not anchor or f'id="{anchor}"' in target.read_text("utf-8")), href
    for outlet in found.values():
        for key in outlet.keys:
            links = lxml.html.parse(site / "references" / key / "index.html").xpath("//dl//a/@href")
            assert f"../../outlets/{outlet.slug}/" in links


def test_a_name_in_brackets_is_an_outlet_where_it_publishes_elsewhere() -> None:
    known = {"Daily", "Wire", "Herald"}
    assert list(outlets._names("Daily (Wire)", known)) == ["Daily", "Wire"]
    assert list(outlets._names("Herald (London)", known)) == ["Herald"]
    assert list(outlets._names("", known)) == []


def test_each_source_is_there_in_three_files_that_its_page_names(edition: Edition, site: Path) -> None:
    whole = {item["id"]: item for item in json.loads((site / "references.json").read_text("utf-8"))}
    for key in edition.sources:
        at = site / "references" / key
        links = lxml.html.parse(at / "index.html").xpath("//a[@download]/@href")
        assert links == [f"../../references/{key}{ending}" for ending in (".bib", ".ris", ".json")]
        assert json.loads(at.with_suffix(".json").read_text("utf-8")) == [whole[key]]
        assert [record["id"] for record in rispy.loads(at.with_suffix(".ris").read_text("utf-8"))] == [key]
        assert at.with_suffix(".bib").read_text("utf-8").count(f"{{{key},") == 1


def test_publisher_and_author_narrow_the_list(tab: Tab, address: str, edition: Edition) -> None:
    largest = max(outlets.outlets(edition).values(), key=lambda outlet: len(outlet.keys))
    page = tab()
    page.goto(f"{address}/references/?publisher={largest.slug}")
    expect(page.locator(".lookup-count")).to_have_text(re.compile(f"^{len(largest.keys)} of"))
    page.locator(".lookup-outlet a").click()
    expect(page.locator("h1")).to_have_text(f"What rests on {largest.name}")
    writer = next(source for source in edition.sources.values() if source.creators())
    page.goto(f"{address}/references/?author={outlets.slug(names.shown(writer.creators()[0]))}")
    expect(page.locator(f".lookup-found a[href*='{writer.key}/']").first).to_be_visible()
