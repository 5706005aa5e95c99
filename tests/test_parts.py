"""What is below the first screen is laid out after it, in parts: counted in elements, since times differ by machine."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

# Idle time is taken by the test, and each look at the clock is a fifth of a second later than the one before.
SLOW = """window.later = []; window.requestIdleCallback = (next) => window.later.push(next);
  let clock = 0; performance.now = () => clock += 200"""
SHOWN = "[...document.querySelectorAll('body *')].filter(one => one.checkVisibility({contentVisibilityAuto: true}))"
WAITING = "[...document.querySelectorAll('body *')].filter(one => getComputedStyle(one).contentVisibility === 'auto')"
# path -> how many elements the first frame may lay out on a telephone, and each later task
MOST = {
    "roots/": (240, 120),
    "ukraine/": (480, 240),
    "claims/": (400, 120),
    "forecasts/": (220, 240),
    "about/": (240, 120),
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(SLOW)
    yield page
    page.close()


@pytest.mark.parametrize("path", MOST)
def test_a_page_is_laid_out_in_parts_and_in_the_end_whole(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    most, more = MOST[path]
    counts = [page.evaluate(f"{SHOWN}.length")]
    while page.evaluate("later.length && (later.shift()(), true)"):
        counts.append(page.evaluate(f"{SHOWN}.length"))
    assert counts[0] <= most
    assert max(b - a for a, b in pairwise(counts)) <= more
    assert page.evaluate(f"{WAITING}.length") == 0


@pytest.mark.parametrize("path", ["forecasts/#c120", "roots/?lit=moscow"])
def test_who_comes_to_a_place_further_down_finds_the_page_whole(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    assert page.evaluate(f"{WAITING}.filter(one => !one.matches('.drawing')).length") == 0


def test_a_link_within_the_page_finds_it_whole_and_a_reload_too(page: Page, address: str) -> None:
    page.goto(f"{address}/forecasts/")
    assert page.evaluate(f"{WAITING}.length") > 10
    page.evaluate("location.hash = 'c120'")
    page.wait_for_function(f"{WAITING}.length === 0")
    page.goto(f"{address}/roots/")
    assert page.evaluate(f"{WAITING}.length") > 10
    page.reload()
    assert page.evaluate(f"{WAITING}.length") == 0
