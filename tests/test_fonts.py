"""Type is cut to the letters of the site, and no letter of it is lost without a word."""

import io
import re
from pathlib import Path

import briefs
import pytest
from annotated_brief import cli
from annotated_brief import edition as editions
from annotated_brief.core.paths import THEME
from annotated_brief.downloads import fonts, pdf
from annotated_brief.edition import Edition
from fontTools.ttLib import TTFont


def printable(data: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(data)).getBestCmap()}


def cut(root: Path) -> dict[str, set[str]]:
    """Face -> the letters that it has in a built site of the starter."""
    loaded, _ = editions.load(briefs.Paths(root))
    return {font.name: printable(font.data) for font in fonts.cut(loaded)}


def add(root: Path, file: str, text: str) -> None:
    (root / file).write_text((root / file).read_text("utf-8") + text, "utf-8")


def test_a_letter_that_an_editor_adds_is_in_the_type_at_the_next_build(tmp_path: Path) -> None:
    briefs.copy(tmp_path)
    assert not [name for name in cut(tmp_path) if name.endswith("-cyrillic")]  # no page needs it, so it is not there
    add(tmp_path, "docs/channel.md", "\nĐà, &#337; and Жук.\n")
    found = cut(tmp_path)
    for style in fonts.STYLES:
        assert "à" in found[style] and {"Đ", "ő"} <= found[f"{style}-extended"] and "Ж" in found[f"{style}-cyrillic"]
        assert "ж" not in found[f"{style}-cyrillic"]
    site = briefs.build(tmp_path, strict=True)
    assert any("Đ" in printable(path.read_bytes()) for path in (site / fonts.FOLDER).glob("serif-extended*.woff2"))


def test_a_letter_that_is_written_as_latex_is_in_the_type(tmp_path: Path) -> None:
    briefs.copy(tmp_path)
    bib = tmp_path / "bib" / "edition.bib"
    bib.write_text(bib.read_text("utf-8").replace("Why the ebb wins", r"Why the \v{s}ebb wins"), "utf-8")
    assert "š" in cut(tmp_path)["serif-extended"]


def test_a_letter_that_no_face_has_is_told_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = briefs.copy(tmp_path)
    add(
        tmp_path,
        "docs/channel.md",
        "\nThe word 合 is a sign, ● and ≤ are none, Đ is there, 𓀀 is nowhere, ⚠️ is a sign and a selector.\n",
    )
    line = (tmp_path / "docs" / "channel.md").read_text("utf-8").count("\n")
    loaded, problems = editions.load(paths)
    assert problems == []
    printed, nowhere = map(str, fonts.missing(loaded))
    assert printed.startswith(f"docs/channel.md:{line}: the typefaces of the site lack 合 (U+5408); ")
    assert nowhere.startswith(f"docs/channel.md:{line}: no typeface of the package has 𓀀 (U+13000); ")
    add(tmp_path, "docs/channel.md", "\nAnd 合 again.\n")
    again, *_ = map(str, fonts.missing(editions.load(paths)[0]))
    assert again.startswith(f"docs/channel.md:{line}: the typefaces of the site lack 合 (U+5408), also further down; ")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 0 and "U+5408" in "".join(capsys.readouterr())


def test_every_letter_of_this_edition_is_printed_or_told(edition: Edition, site: Path) -> None:
    """Letters of the pages as they were built, whatever wrote them there; those of an address have codes beside them."""
    has = set().union(*(printable(path.read_bytes()) for path in (site / fonts.FOLDER).glob("*.woff2")))
    told = set("".join(note.message for note in fonts.missing(edition)))
    for path in site.rglob("*.html"):
        words = {char for char in re.sub(r"\S+://\S+", "", briefs.words(briefs.page(path))) if char.isalpha()}
        assert words <= has | told, f"{path}: {words - has - told}"


def test_what_was_cut_is_kept_and_the_same_each_time(tmp_path: Path) -> None:
    loaded, _ = editions.load(briefs.copy(tmp_path))
    data = (fonts.FACES / "sans.woff2").read_bytes()
    assert fonts._subset(data, "abc") == fonts._subset(data, "abc")
    fonts.cut(loaded)
    fonts._cut.cache_clear()
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / ".cache" / "fonts").glob("*.woff2")}
    assert len(kept) >= 3
    fonts.cut(loaded)
    assert kept == {path: path.stat().st_mtime_ns for path in (tmp_path / ".cache" / "fonts").glob("*.woff2")}


def test_the_style_sheet_asks_each_face_for_what_it_is_cut_to() -> None:
    sheet = (THEME / "assets" / "stylesheets" / "brief.css").read_text("utf-8")
    asked = re.findall(r'url\("\.\./fonts/([\w-]+)\.woff2"\)[^}]*unicode-range:\s+([^;]+);', sheet)
    assert dict(asked) == {
        f"{style}{script}": wanted for style in fonts.STYLES for script, wanted in fonts.RANGES.items()
    }


SCRIPTS = "国鉄 あア 철도 مرحبا שלום हिन्दी বাংলা தமிழ் ไทย Ελλάδα Қазақ Հայ ქართული ế ≤ ≈ √ ∑ → ✓ 😀"


@pytest.mark.parametrize("word", SCRIPTS.split())
def test_the_pdf_has_a_face_for_each_script(word: str) -> None:
    faces = fonts.noto(word)
    assert faces and all(" " in fonts.face_letters(name) for name in faces)  # it is set in the face of the word before
    assert set(word) <= fonts.site_letters().union(*map(fonts.face_letters, faces))


def test_no_face_is_said_to_have_letters_that_it_lacks() -> None:
    """WeasyPrint believes a range, and would set boxes for Қ in a face of Cyrillic that has Russian alone."""
    sheet = (THEME / "assets" / "stylesheets" / "brief.css").read_text("utf-8")
    assert "unicode-range" in sheet and "unicode-range" not in pdf._families(sheet)


def test_the_pdf_takes_no_face_that_it_does_not_need() -> None:
    assert fonts.noto("“Žižek” – 5 €") == []
