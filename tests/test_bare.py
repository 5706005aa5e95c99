"""A brief without footnotes, forecasts, events, figures or tables is a brief, and nothing on it speaks of them."""

import re
import shutil
from pathlib import Path

import briefs
import pytest

GONE = ("forecasts", "timeline", "figures")
# A page of an ordinary site, whose title and headings hold signs that HTML writes in other ways.
TITLED = """# What's Q & A `a<b`

Text.
"""
HEADED = """
## It's next & `a<b`

```
## no heading
```

## Last

Text.
"""
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


@pytest.fixture(scope="module")
def unchecked(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as an ordinary site that is brought in: no claims, no annotations, and pages of its own."""
    root = tmp_path_factory.mktemp("unchecked") / "brief"
    shutil.copytree(bare, root, ignore=briefs.MADE)
    (root / "bib" / "claims.yml").write_text("# none yet\n", "utf-8")
    for path in sorted((root / "docs").glob("*.md")):
        text = re.sub(r"\[\]\(\)\{[^}]*\}|The SGO, .*", "", path.read_text("utf-8"))
        path.write_text(
            re.sub(r"(?m)^/// (note|context|correction|update|counter).*\n(?:.*\n)*?///\n", "", text), "utf-8"
        )
    with (root / "docs" / "channel.md").open("a", encoding="utf-8") as file:
        file.write(HEADED)
    (root / "docs" / "asked.md").write_text(TITLED, "utf-8")
    change(
        root, "mkdocs.yml", r"(  - Claims: claims.md\n)", r"\1  - More:\n      - Still more:\n          - asked.md\n"
    )
    return briefs.build(root, strict=True)


def test_a_brief_without_claims_speaks_of_none(unchecked: Path) -> None:
    for path in unchecked.rglob("*.html"):
        page = briefs.page(path)
        found = re.search(r"\b0 claims|none supported|verdict|Does it hold|a claim may still", briefs.words(page))
        assert not found, f"{path}: {found}"
        assert not page.xpath("//input[@name='view']"), f"{path}: views of one thing"
    assert not (unchecked / "figures").exists()


def test_titles_from_headings_are_printed_as_they_were_written(unchecked: Path) -> None:
    assert not [
        path for path in unchecked.rglob("*.html") if re.search(r"&amp;(?:amp|lt|rsquo);", path.read_text("utf-8"))
    ]
    page = briefs.page(unchecked / "asked" / "index.html")
    assert [link.text_content() for link in page.xpath("//nav[@class='pages']//a[@aria-current]")] == [
        "What’s Q & A a<b"
    ]


def test_the_rail_has_the_headings_of_the_text_and_no_line_of_code(unchecked: Path) -> None:
    rail = briefs.page(unchecked / "channel" / "index.html").xpath("//nav[@id='section-rail']//li//ol/li/a")
    assert [" ".join(link.text_content().split()) for link in rail][-2:] == ["It’s next & a<b", "Last"]
    assert "no heading" not in [link.text_content() for link in rail]


def test_pages_in_groups_within_groups_stand_in_the_menu_and_on_the_page_for_lost_readers(unchecked: Path) -> None:
    for name in ("about/index.html", "404.html"):
        assert any(
            link.endswith("asked/") for link in briefs.page(unchecked / name).xpath("//nav[@class='pages']//a/@href")
        )
    lost = briefs.page(unchecked / "404.html").xpath("//article//li/a/@href")
    assert any(link.endswith("asked/") for link in lost)


def test_the_look_up_offers_no_choice_of_one(unchecked: Path) -> None:
    names = briefs.page(unchecked / "references" / "index.html").xpath("//select/@name")
    assert names and "set" not in names
