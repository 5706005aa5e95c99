"""Another brief uses the same code: a small edition of an invented one is complete, and nothing in it is of the real."""

import csv
import json
from pathlib import Path

import briefs
import lxml.html
import pytest
from annotated_brief import cli, testing
from annotated_brief import edition as editions
from annotated_brief.core.paths import PACKAGE, default
from annotated_brief.downloads import site_build


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample") / "brief"
    briefs.copy(root)
    done = briefs.mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return root / "site"


def test_it_builds_where_it_stands_without_a_word_of_complaint() -> None:
    """`make new-brief` copies it; the folder itself must be sound."""
    assert briefs.problems(briefs.Paths(briefs.SAMPLE)) == []


def test_its_claims_stand_in_their_sections_with_their_notes(built: Path) -> None:
    for folder, claims in {"": ["c001", "c002"], "channel": ["c003", "c004"]}.items():
        root = briefs.page(built / folder / "index.html")
        assert root.xpath("//span[@class='claim']/@id") == claims
    notes = briefs.page(built / "index.html").xpath("//section[@role='doc-endnotes']//li")
    assert [note.xpath("string(span)") for note in notes] == ["1", "2a", "2b"]
    assert [
        place in briefs.words(note) for note, place in zip(notes, ("2024)", "2024, 7,", "2024, 9,"), strict=True)
    ] == [True] * 3
    assert notes[0].xpath(".//a/@href")[0] == "https://harbour.example/report/#:~:text=The%20tide%2C%20twice%20a%20day"


def test_its_annotation_its_figure_and_its_table_are_there(built: Path) -> None:
    root = briefs.page(built / "index.html")
    (note,) = root.xpath("//aside[@id='note-rise']")
    assert note.get("data-claims") == "c002" and note.xpath(".//sup")
    (figure,) = root.xpath("//figure[@data-figure='tides']")
    assert len(figure.xpath(".//*[name()='svg' and @role='img']")) == 2
    assert figure.xpath(".//td[@class='n']/text()") == ["4.2", "3.1"]
    assert figure.xpath("*[last()]")[0].tag == "figcaption"
    rows = list(csv.DictReader((built / "data" / "tides.csv").open(encoding="utf-8")))
    assert [row["value"] for row in rows] == ["4.2", "3.1"]


def test_its_lists_and_downloads_are_made_from_its_records(built: Path) -> None:
    ledger = json.loads((built / "claims.json").read_text("utf-8"))["claims"]
    assert [row["id"] for row in ledger] == ["c001", "c002", "c003", "c004"]
    works = json.loads((built / "references.json").read_text("utf-8"))
    assert {work["id"] for work in works} == {"office2024report", "gauge2024levels", "pilot2023ebb"}
    assert "60% of the sand" in briefs.words(briefs.page(built / "references" / "index.html"))
    assert briefs.page(built / "forecasts" / "index.html").xpath("//article[@id='c004']")
    assert briefs.page(built / "timeline" / "index.html").xpath("//li[@id='report']")
    assert "Sandhaven Gauge Office" in briefs.words(briefs.page(built / "about" / "index.html"))


def test_nothing_of_the_real_edition_is_in_it(built: Path) -> None:
    """Names, words and pages of the brief that this repository is about."""
    for path in built.rglob("*"):
        if path.suffix in {".html", ".json", ".csv", ".bib", ".ris", ".xml", ".jsonld"}:
            text = path.read_text("utf-8").lower()
            assert not [word for word in ("india", "russia", "avdaliani") if word in text], path
    assert PACKAGE.parent.as_posix() not in (built / "index.html").read_text("utf-8")


def test_it_holds_where_it_is_published_as_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tests that hold for any brief, and the addresses of the terminal, once mkdocs.yml says where the site stands."""
    paths = briefs.copy(tmp_path / "brief")
    config = (paths.root / paths.config).read_text("utf-8").replace('!ENV [SITE_URL, ""]', "https://example.org/a/b")
    (paths.root / paths.config).write_text(f"use_directory_urls: false\n{config}", "utf-8")
    site, (edition, _) = briefs.build(paths.root, strict=True), editions.load(paths)
    trees = {path.relative_to(site).as_posix(): lxml.html.parse(path).getroot() for path in site.rglob("*.html")}
    testing.test_every_link_lands(site, trees)
    testing.test_every_cited_source_has_its_page(site, edition)
    testing.test_nothing_is_loaded_from_another_host(site, trees)
    monkeypatch.chdir(paths.root)
    assert cli.main(["cite", "--json", "--key", "pilot2023ebb"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["url"] == "https://example.org/a/b/references/pilot2023ebb.html"


def test_its_settings_may_have_the_other_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = briefs.copy(tmp_path / "brief")
    (paths.root / "mkdocs.yml").rename(paths.root / "mkdocs.yaml")
    monkeypatch.chdir(paths.root)
    named = default()
    assert named.config == "mkdocs.yaml" and briefs.problems(named) == []
    site_build.build(named, tmp_path / "site")
    assert briefs.page(tmp_path / "site" / "claims" / "index.html").xpath("//*[@id='c001']")
