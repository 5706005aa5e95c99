"""The next page, fetched before it is asked for: once, by the policy, and not where a reader saves data or has a slow line."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

Asked = list[tuple[str, str]]  # path, and what the browser says that it is for


@pytest.fixture(scope="module")
def asked() -> Asked:
    return []


@pytest.fixture(scope="module")
def host(site: Path, asked: Asked) -> Iterator[str]:
    class Telling(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            if self.path.endswith("/"):
                asked.append((self.path, self.headers.get("Sec-Purpose", "")))

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Telling, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def opened(browser: Browser, host: str, connection: str = "") -> tuple[Page, list[str]]:
    """A section, and what the browser complains of."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    if connection:
        page.add_init_script(f"Object.defineProperty(navigator, 'connection', {{ value: {connection} }})")
    page.goto(f"{host}/roots/")
    return page, said


def until(page: Page, asked: Asked, path: str) -> bool:
    """Whether a page is asked for within two seconds."""
    for _ in range(40):
        if any(one == path for one, _ in asked):
            return True
        page.wait_for_timeout(50)
    return False


def test_a_page_pointed_at_is_fetched_and_not_fetched_again(browser: Browser, host: str, asked: Asked) -> None:
    asked.clear()
    page, said = opened(browser, host)
    link = page.locator("a[rel=next]")
    link.scroll_into_view_if_needed()
    link.hover()
    assert until(page, asked, "/ukraine/")
    assert "prefetch" in next(purpose for path, purpose in asked if path == "/ukraine/")
    link.click()
    page.wait_for_url("**/ukraine/")
    assert [path for path, _ in asked].count("/ukraine/") == 1, "the visit is answered by what was fetched"
    assert not said
    page.close()


@pytest.mark.parametrize("connection", ["{ saveData: true, effectiveType: '4g' }", "{ effectiveType: '3g' }"])
def test_nothing_is_fetched_ahead_by_a_slow_line_or_with_data_saving(
    browser: Browser, host: str, connection: str
) -> None:
    page, _ = opened(browser, host, connection)
    assert not page.locator("script[type=speculationrules]").count()
    assert page.locator("script[type$='speculationrules+json']").count() == 1
    page.close()
