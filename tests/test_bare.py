"""A brief without footnotes, forecasts, events, figures or tables is a brief, and nothing on it speaks of them."""

import re
import shutil
from pathlib import Path

import briefs
import pytest

GONE = ("forecasts", "timeline", "figures")
# What a page would say of things that there are not.
EMPTY = re.compile(
    r"\b0 (of|with|checked|sources|claims|forecasts|figures|events|tables|notes|footnotes)\b|\bnone with\b|[Ff]orecast|[Tt]imeline|Figures|Tables"
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with its records taken out and its pages left, navigation among them."""
    root = tmp_path_factory.mktemp("bare") / "brief"
    shutil.copytree(briefs.SAMPLE, root, ignore=briefs.MADE)
    for name in ("bib/forecasts.yml", "bib/terms.yml", "bib/brief.bib"):
        (root / name).unlink()
    shutil.rmtree(root / "docs" / "data")
    shutil.rmtree(root / "scripts")
    change(root, "mkdocs.yml", r" +footnotes: 1\n", "")
    change(root, "docs/index.md", r"\[@office2024report\]|\{=[^}]*\}|/// figure \| tides\n///\n", "")
    change(root, "docs/channel.md", r"It will stay open .*\n", "")
    change(
        root,
        "bib/claims.yml",
        r"(?m)^c004:\n(  .*\n)*|^  footnote: .*\n|^    - source: office2024report\n(      .*\n)*|\{=[^}]*\}",
        "",
    )
    change(root, "bib/claims.yml", "stance: partly", "stance: supports")
    return root


def change(root: Path, file: str, pattern: str, new: str) -> None:
    old = (root / file).read_text("utf-8")
    text = re.sub(pattern, new, old)
    assert text != old, file
    (root / file).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def site(bare: Path) -> Path:
    assert [str(problem) for problem in briefs.problems(briefs.Paths(bare))] == []
    return briefs.build(bare, strict=True)


def test_pages_that_would_show_nothing_are_not_there_and_nothing_leads_to_them(site: Path) -> None:
    assert not [name for name in GONE if (site / name / "index.html").exists()]
    for path in site.rglob("*.html"):
        targets = {link for link in briefs.page(path).xpath("//a/@href") if not link.startswith("http")}
        assert not [link for link in targets if set(link.split("/")) & set(GONE)], path


def test_no_sentence_counts_what_there_is_not(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = EMPTY.search(briefs.words(briefs.page(path)))
        assert not found, f"{path}: {found}"


def test_a_list_without_entries_is_left_out_with_its_heading(site: Path) -> None:
    headings = briefs.page(site / "about" / "index.html").xpath("//h2/@id")
    assert "cite" in headings and "words" not in headings


def test_without_a_navigation_of_its_own_the_sections_come_first(bare: Path, tmp_path: Path) -> None:
    shutil.copytree(bare, tmp_path, dirs_exist_ok=True, ignore=briefs.MADE)
    change(tmp_path, "mkdocs.yml", r"nav:\n(.*\n?)*", "")
    page = briefs.page(briefs.build(tmp_path, strict=True) / "about" / "index.html")
    links = page.xpath("//nav//a[not(starts-with(@href, '#'))]/@href")
    order = [link for link in dict.fromkeys(links) if link in {"../channel/", "../claims/", "../references/", "./"}]
    assert order == ["../channel/", "../claims/", "../references/", "./"]
