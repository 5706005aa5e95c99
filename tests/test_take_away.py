"""Everything can be taken away from one page, and the page names only what is there."""

import csv
import io
import zipfile
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.edition import Edition
from annotated_brief.pages import take_away


@pytest.fixture(scope="module")
def archive(site: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(site / take_away.ARCHIVE)


def test_every_file_that_it_names_is_there_with_its_size(site: Path) -> None:
    root = lxml.html.parse(site / "download" / "index.html").getroot()
    items = root.xpath("//ul[@class='take-away']/li")
    assert len(items) >= 6
    for item in items:
        target = site / "download" / item.xpath(".//a/@href")[0]
        said = item.xpath(".//span[@data-size-of]")[0].text
        assert said == take_away.size(target.resolve().stat().st_size), target


def test_the_archive_holds_all_data(archive: zipfile.ZipFile, edition: Edition) -> None:
    names = set(archive.namelist())
    assert {
        "README.txt",
        "claims.csv",
        "claims.json",
        "evidence.csv",
        "references.bib",
        "data/datapackage.json",
    } <= names
    assert {f"data/{path.name}" for path in edition.paths.data.glob("*.csv")} <= names
    assert "data/verdicts.csv" in names
    assert len(names) == len(archive.namelist()), "a name stands in the archive twice"


def test_its_description_is_the_one_that_the_site_has(archive: zipfile.ZipFile, site: Path) -> None:
    """The build adds the tables that it counts itself; the file in the sources does not know them."""
    assert archive.read("data/datapackage.json") == (site / "data" / "datapackage.json").read_bytes()


def test_the_evidence_in_it_is_whole(archive: zipfile.ZipFile, edition: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(archive.read("evidence.csv").decode())))
    assert len(rows) == sum(len(claim.evidence) for claim in edition.claims.values()) > 0
    assert all(row["stance"] and row["url"] for row in rows if row["seen"] != "not seen")


def test_the_signs_of_the_forecasts_are_in_it(archive: zipfile.ZipFile, edition: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(archive.read("forecast_signs.csv").decode())))
    assert [row["what"] for row in rows] and len(rows) == sum(len(one.seen) for one in edition.forecasts.values())
    assert all(set(row["sources"].split()) <= set(edition.sources) and "{" not in row["what"] for row in rows)


def test_every_page_leads_to_it(site: Path) -> None:
    for page in ("index.html", "roots/index.html", "references/index.html"):
        links = lxml.html.document_fromstring((site / page).read_bytes()).xpath("//footer//a/@href")
        assert any(link.endswith("download/") for link in links), page
