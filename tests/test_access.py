"""axe-core finds nothing, in both palettes, at three widths, with everything opened."""

import importlib.resources

import pytest
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


@pytest.mark.parametrize(
    ("scheme", "width", "rules"), [("light", 360, FULL), ("light", 1280, FULL), ("dark", 768, CONTRAST)]
)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(browser: Browser, address: str, path: str, scheme: str, width: int, rules: str) -> None:
    view = {"width": width, "height": 800}
    context = browser.new_context(color_scheme=scheme, viewport=view, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.evaluate(AXE)
    page.evaluate(SHORTEN)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    report = page.evaluate(f"axe.run(document, {rules})")
    found = [(bad["id"], [node["html"][:160] for node in bad["nodes"][:3]]) for bad in report["violations"]]
    assert found == []
    context.close()
