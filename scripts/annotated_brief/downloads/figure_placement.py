"""Where figures stand on paper. A figure is never cut, so one that does not fit under the text would leave the rest of
its page white. As a typesetter would, it lets the next paragraphs go first, or is set a little smaller.

The script measures the page in a window as large as the sheet; it is the browser that breaks the pages in the end.
"""

from playwright.sync_api import Page, ViewportSize

from annotated_brief.core.paths import TEMPLATES

# What `@page` in edition.css leaves of a sheet, in pixels of 96 to the inch: 162 by 251 millimetres.
SHEET: ViewportSize = {"width": 612, "height": 948}
SCRIPT = TEMPLATES / "plates.js"


def place(page: Page) -> None:
    """Move the figures of the whole edition, before it is printed."""
    page.set_viewport_size(SHEET)
    page.evaluate(SCRIPT.read_text("utf-8"))
