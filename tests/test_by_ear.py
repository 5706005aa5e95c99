"""What a screen reader says: the parts of the edition that matter most, read aloud and compared with what is kept.

The texts in tests/by_ear/ have been read by a person and found sensible. Where a page is meant to sound otherwise, run
`BY_EAR=write pytest tests/test_by_ear.py` and read what has changed before it is kept.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
READER = HERE / "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
REMEDY = "the virtual screen reader is not installed: run `make test`, or `npm ci --prefix tests`"
# From the first thing in a part of the page to its last, where the reader would begin again.
READ = """async part => {
    const { virtual } = await import('/reader.js')
    const container = document.querySelector(part)
    await virtual.start({ container })
    const first = virtual.activeNode
    const heard = (node, phrase) => node.nodeName === 'TR' || (/^T[DH]$/.test(node.nodeName) && node.childElementCount > 0)
        ? phrase.split(', ')[0] : phrase
    const said = [heard(first, await virtual.lastSpokenPhrase())]
    for (let step = 0; step < 600; step++) {
        await virtual.next()
        const node = virtual.activeNode
        if (node === first) break
        // A picture, a link and the like are one thing, of which name and description are read, and what is in them is
        // not read again; nor is a row read before its cells. What is folded away is not read at all.
        const about = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
        const whole = node.parentElement.closest('svg[role=img], a, button, summary, caption, h2, h3')
        if ((whole && !about.matches('h2 a, h3 a')) || !about.checkVisibility()) continue
        said.push(heard(node, await virtual.lastSpokenPhrase()))
    }
    await virtual.stop()
    return said
}"""


def _press(opener: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.locator(opener).first.press("Enter")
        page.locator("#card:not(:has(.card-claim > p:only-child))").wait_for()

    return press


def _notes(page: Page) -> None:
    page.locator(".footnotes summary").press("Enter")


def _back(page: Page) -> None:
    """From a footnote to the sentence that it stands at."""
    _notes(page)
    page.locator(".footnotes li:nth-child(2) .backlinks a").first.press("Enter")
    page.locator(".text > :not(.footnotes) :target").wait_for()


def _filter(page: Page) -> None:
    page.locator(".filters input[type=search]").fill("biggest buyer Armenia")
    page.locator("#counted:has-text(' of ')").wait_for()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("containers Astrakhan")
    page.locator("#search > ol > li").first.wait_for()


def _unfold(page: Page) -> None:
    """The claims of the first pillar, and of these the first."""
    page.locator(".pillar-more > summary").first.press("Enter")
    page.locator(".outline-claim > summary").first.press("Enter")


def _value(page: Page) -> None:
    """The first value of the figure, by the arrow keys, with the table below it open."""
    page.locator("#fig-arms_stock .figure-data > summary").press("Enter")
    page.locator("#fig-arms_stock .figure-view").press("ArrowRight")
    page.locator("#fig-arms_stock .figure-card:has-text('Source')").wait_for()


def _nothing(_page: Page) -> None:
    pass


class Heard(NamedTuple):
    """One text: where it is, what a reader does first, and the parts that are read."""

    at: str
    first: Callable[[Page], None]
    parts: tuple[str, ...]


TEXTS = {
    "claim": Heard("roots/", _nothing, (".text p:has(.claim)",)),
    "claim-card": Heard("roots/", _press(".claim-mark"), ("#card",)),
    "note": Heard("roots/", _nothing, (".annotation",)),
    "footnote-card": Heard("roots/", _press("a.citation"), ("#card",)),
    "footnote": Heard("roots/", _notes, (".footnotes li:nth-child(2)",)),
    "footnote-back": Heard("roots/", _back, (":target",)),
    "figure": Heard("figures/", _value, ("#fig-arms_stock",)),
    "ledger": Heard("claims/", _filter, ("#counted", ".filters", ".ledger-section:not([hidden])")),
    "summary": Heard("summary/", _nothing, (".summary thead", ".summary tbody tr")),
    "forecast": Heard("forecasts/", _nothing, ("#counted", ".forecast")),
    "event": Heard("timeline/", _nothing, (".key", ".year")),
    "search": Heard("", _search, ("#search",)),
    "argument": Heard("argument/", _unfold, (".thesis", ".pillar", ".weighing")),
}


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    assert READER.exists(), REMEDY
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    context.route("**/reader.js", lambda route: route.fulfill(path=READER, content_type="text/javascript"))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", TEXTS)
def test_it_is_heard_as_it_is_kept(reader: Page, address: str, name: str) -> None:
    at, first, parts = TEXTS[name]
    reader.goto(f"{address}/{at}")
    first(reader)
    said = "".join(_text(reader.evaluate(READ, part)) for part in parts)
    kept = HERE / "by_ear" / f"{name}.txt"
    if os.environ.get("BY_EAR") == "write":
        kept.write_text(said, "utf-8")
    assert said == kept.read_text("utf-8")


def _text(said: list[str]) -> str:
    """One phrase a line, without the ends of things, which say the same again."""
    return "".join(f"{phrase}\n" for phrase in said if not phrase.startswith("end"))
