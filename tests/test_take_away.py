"""Everything can be taken away from one page, and the page names only what is there."""

import csv
import io
import json
import zipfile
from pathlib import Path

import frictionless
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


def test_each_of_its_tables_is_described_column_by_column(archive: zipfile.ZipFile) -> None:
    tables = {one["path"]: one for one in json.loads(archive.read("datapackage.json"))["resources"]}
    assert set(tables) == {name for name in archive.namelist() if name.endswith(".csv")}
    for path, table in tables.items():
        header = next(csv.reader(io.StringIO(archive.read(path).decode())))
        assert [field["name"] for field in table["schema"]["fields"]] == header, path
        assert table["title"] and all(field["type"] for field in table["schema"]["fields"])
    assert all(
        field["description"] for one in tables.values() if "/" not in one["path"] for field in one["schema"]["fields"]
    )
    assert not any("../" in source["path"] for one in tables.values() for source in one.get("sources", []))


@pytest.mark.parametrize("fault", ["", "c001,"])
def test_its_tables_hold_together(archive: zipfile.ZipFile, tmp_path: Path, fault: str) -> None:
    """Types, keys and what one table names in another; a claim that the ledger has not is seen."""
    package = json.loads(archive.read("datapackage.json"))
    package["resources"] = [one for one in package["resources"] if "/" not in one["path"]]
    for one in package["resources"]:
        archive.extract(one["path"], tmp_path)
    file = tmp_path / "evidence.csv"
    if fault:
        file.write_text(file.read_text("utf-8").replace(fault, "c999,", 1), "utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid != bool(fault), report.flatten(["type", "message"])


def test_an_address_in_the_ledger_is_one_to_share(archive: zipfile.ZipFile, site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(archive.read("claims.csv").decode())))
    assert all((site / row["address"] / "index.html").exists() for row in rows)
    assert "from the root of the site" in archive.read("README.txt").decode()


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
