"""The script of the pages, put together at each build: a page asks for one file sooner than for six."""

from annotated_brief.core.paths import THEME

FILE = "assets/javascripts/page.js"
# What all share comes first. The others look for what they serve, and do nothing on a page that lacks it.
PARTS = [f"assets/javascripts/{name}.js" for name in ("shared", "reading", "copying", "claims", "citations")]


def files() -> dict[str, str]:
    """Address from the root of the site -> text of the script."""
    return {FILE: "\n".join((THEME / part).read_text("utf-8") for part in PARTS)}
