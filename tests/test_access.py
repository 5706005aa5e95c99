"""axe-core finds nothing, in both palettes, at three widths, with everything opened."""

import importlib.resources

import pytest
from conftest import PAGES
from playwright.sync_api import Browser

AXE = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_violation(browser: Browser, address: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{path}")
    page.evaluate(AXE)
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        report = page.evaluate(f"axe.run(document, {RULES})")
        for violation in report["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append((width, violation["id"], len(violation["nodes"]), nodes))
    assert found == []
    context.close()
