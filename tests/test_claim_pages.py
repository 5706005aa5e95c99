"""The page of a claim, and what the ledger, the pages of sources and the files for programs say of its evidence."""

import csv
import gzip
import json
import re
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.edition import Edition
from annotated_brief.metadata import claim_pages
from annotated_brief.pages import ledger
from briefs import words
from conftest import Tab

MOST = 15_000  # bytes as sent, with everything but the fonts


def page(site: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / "claims" / name / "index.html").read_text("utf-8"))


def test_every_claim_has_a_page_with_its_own_title_and_description(site: Path, edition: Edition) -> None:
    seen = set()
    for claim in edition.claims.values():
        tree = page(site, claim.id)
        title, description = words(tree.find(".//title")), tree.xpath("string(//meta[@name='description']/@content)")
        assert title.startswith(f"{claim.id}: {claim.verdict}")
        assert "FRAME" not in lxml.html.tostring(tree, encoding="unicode")
        assert words(tree.find(".//h1")) == ledger.plain(claim.claim)
        seen |= {title, description}
    assert len(seen) == 2 * len(edition.claims)
    assert not (site / "claims" / "_frame").exists()


def test_it_is_light(site: Path) -> None:
    for name in ("c001", "c018", "c117"):
        at = site / "claims" / name / "index.html"
        tree = page(site, name)
        files = tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
        sent = [at, *((at.parent / file).resolve() for file in files)]
        assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in sent) < MOST


def test_it_shows_what_each_source_says(site: Path, edition: Edition) -> None:
    for row in ledger.rows(edition):
        items = page(site, row.claim.id).xpath("//*[@data-card]//ul[@class='evidence']/li")
        assert [item.get("data-stance") for item in items] == [one.stance for one in row.claim.evidence]
        for item, one in zip(items, row.claim.evidence, strict=True):
            assert ledger.plain(one.says) in words(item), row.claim.id


def test_every_link_of_it_leads_somewhere(site: Path, edition: Edition) -> None:
    for name in edition.claims:
        for href in page(site, name).xpath("//article//a/@href"):
            if not href.startswith(("https://", "http://", "mailto:")):
                file, _, anchor = href.partition("#")
                target = (site / "claims" / name / file).resolve() / "index.html"
                assert target.is_file(), f"{name}: {href}"
                assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), f"{name}: {href}"


def test_its_data_tell_the_evidence(site: Path, edition: Edition) -> None:
    for claim in edition.claims.values():
        (data,) = (json.loads(one.text) for one in page(site, claim.id).xpath("//script[@type='application/ld+json']"))
        assert data["@type"] == "Claim"
        told = [role["roleName"] for role in data.get("citation", [])]
        assert told == [one.stance for one in claim.evidence]


def test_the_files_tell_the_evidence(site: Path, edition: Edition) -> None:
    rows = json.loads((site / "claims.json").read_text("utf-8"))["claims"]
    with (site / "claims.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for row, line, claim in zip(rows, lines, edition.claims.values(), strict=True):
        assert [one["source"] for one in row["evidence"]] == line["evidence"].split() == claim.keys
        assert [one["stance"] for one in row["evidence"]] == line["stances"].split()
        assert [one["says"] for one in row["evidence"]] == [part for part in line["says"].split(" | ") if part]
        assert all(set(one) >= {"source", "stance", "says", "seen"} for one in row["evidence"])


def test_the_page_of_a_source_says_what_it_says_on_each_claim(site: Path, edition: Edition) -> None:
    for claim in list(edition.claims.values())[:20]:
        for one in claim.evidence:
            tree = lxml.html.fromstring((site / "references" / one.source / "index.html").read_text("utf-8"))
            (item,) = (
                item
                for item in tree.xpath("//ul[contains(@class, 'source-claims')]/li")
                if words(item).startswith(f"Claim {claim.id}")
            )
            assert ledger.plain(one.says) in words(item), f"{one.source}, {claim.id}"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("mailto:a@b.example", r"mailto:a@b\.example\?subject=c018%20in%20.*&body=.*claims/c018/.*"),
        ("https://github.com/a/b/issues", r"https://github\.com/a/b/issues/new\?title=c018%20in%20.*&body=.*"),
        ("https://codeberg.org/a/b/issues/new", r"https://codeberg\.org/a/b/issues/new\?title=c018%20in%20.*&body=.*"),
        (
            "https://gitlab.com/a/b/-/issues",
            r"https://gitlab\.com/a/b/-/issues/new\?issue%5Btitle%5D=c018%20in%20.*&issue%5Bdescription%5D=.*c018.*",
        ),
        ("https://elsewhere.example/form", r"https://elsewhere\.example/form"),
        ("", r""),
    ],
)
def test_tell_us_what_is_wrong_has_the_claim_and_its_address_filled_in(
    edition: Edition, address: str, link: str
) -> None:
    known = edition._replace(settings=edition.settings._replace(report_to=address))
    made = claim_pages._report(known, known.claims["c018"])
    assert re.fullmatch(link, made)


def test_a_claim_tells_what_has_changed(site: Path, edition: Edition) -> None:
    change = next(change for change in edition.changes if change.was and change.now and change.claims)
    told = words(page(site, change.claims[0]))
    assert "What has changed" in told
    assert ledger.plain(change.what) in told


def test_it_is_as_dark_as_the_rest_of_the_site(tab: Tab, address: str) -> None:
    """By what the machine prefers, and by what the reader chose on another page."""
    opened = tab(color_scheme="dark")
    for chosen, ground in (("", "rgb(23, 22, 20)"), ("default", "rgb(251, 250, 245)")):
        opened.goto(f"{address}/roots/")
        opened.evaluate("chosen => localStorage.setItem('palette', chosen)", chosen)
        opened.goto(f"{address}/claims/c016/")
        assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == ground
