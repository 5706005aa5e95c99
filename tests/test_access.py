"""axe-core finds nothing, in both palettes, at three widths, with everything opened."""

import importlib.resources
import re
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.edition import Edition
from conftest import PAGES
from playwright.sync_api import Browser

AXE = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")
# Everything in the light palette; in the dark one only what a palette changes.
FULL = (
    "{resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
)
CONTRAST = "{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}}"
# Rows of one list are made by one template: of each list the first dozen are looked at, or it takes minutes.
SHORTEN = """document.querySelectorAll('tbody, .references, .footnotes ol, .events, .ledger, ol, ul').forEach(list =>
    [...list.children].slice(12).forEach(row => row.remove()))"""
SOURCES = ("the shortest source", "the longest source", "a source in another script")


@pytest.mark.parametrize(
    ("scheme", "width", "rules"), [("light", 360, FULL), ("light", 1280, FULL), ("dark", 768, CONTRAST)]
)
@pytest.mark.parametrize("path", [*PAGES, *SOURCES, "404.html"])
def test_axe_finds_no_violation(
    browser: Browser, address: str, site: Path, edition: Edition, path: str, scheme: str, width: int, rules: str
) -> None:
    path = _source(site, edition, path) if path in SOURCES else path
    assert _violations(browser, f"{address}/{path}", scheme, width, rules, SHORTEN) == []


@pytest.mark.every
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(
    browser: Browser, address: str, site: Path, scheme: str, width: int
) -> None:
    pages = [page.relative_to(site).as_posix().removesuffix("index.html") for page in sorted(site.rglob("*.html"))]
    found = {page: _violations(browser, f"{address}/{page}", scheme, width, FULL) for page in pages}
    assert {page: what for page, what in found.items() if what} == {}


def test_no_two_things_that_fold_out_have_the_same_name(site: Path, edition: Edition) -> None:
    """Read out by themselves, as a screen reader lists them, a dozen times "More" would say nothing."""
    for section in edition.settings.sections:
        page = lxml.html.parse(site / ("" if section == "introduction" else section) / "index.html")
        ids = {element.get("id"): element.text_content() for element in page.xpath("//*[@id]")}
        names = [
            " ".join(ids[part] for part in more.get("aria-labelledby", "").split())
            for more in page.xpath("//details[@class='annotation-more']/summary")
        ]
        assert all(names) and len(names) == len(set(names))


def _source(site: Path, edition: Edition, which: str) -> str:
    """The address of a source's page that differs from most."""
    pages = {key: (site / "references" / key / "index.html").read_text("utf-8") for key in edition.sources}
    if which == SOURCES[2]:
        other = [key for key, source in edition.sources.items() if re.search(r"[\u0400-\u04ff]", source.text("title"))]
        pages = {key: pages[key] for key in other} or pages
    order = sorted(pages, key=lambda key: (len(pages[key]), key))
    return f"references/{order[0 if which == SOURCES[0] else -1]}/"


def _violations(
    browser: Browser, address: str, scheme: str, width: int, rules: str, before: str = ""
) -> list[tuple[str, list[str]]]:
    """What axe-core finds on one page: the rule, and the first elements that break it."""
    view = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=view, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE)
    if before:
        page.evaluate(before)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    report = page.evaluate(f"axe.run(document, {rules})")
    context.close()
    return [(bad["id"], [node["html"][:160] for node in bad["nodes"][:3]]) for bad in report["violations"]]
