"""How long a page keeps a slow telephone busy at a stretch while it opens: its longest task, which a tap would wait for.

Chromium reports every task of 50 ms and more itself (W3C, Long Tasks API); it runs at a quarter of the processor's speed,
with a window of 390 px.
"""

import functools
import statistics
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import chromium
from playwright.sync_api import Browser, sync_playwright

from benchmark.keypress import FLAGS, MOST, SLOWDOWN
from benchmark.targets import Measure

PAGES = ("", "ukraine/", "claims/", "references/", "timeline/")
OBSERVE = """window.longest = 0;
new PerformanceObserver(tasks => { for (const task of tasks.getEntries()) longest = Math.max(longest, task.duration); })
  .observe({ type: "longtask", buffered: true });"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the report is what is printed."""


def longest(site: Path, rounds: int) -> list[Measure]:
    """Milliseconds, the median of the rounds, for those of PAGES that the site has; 0 where no task takes 50."""
    pages = [path for path in PAGES if (site / path / "index.html").exists()]
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as driver:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = driver.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        address = f"http://127.0.0.1:{server.server_port}/"
        times = {path: [_longest(browser, address + path) for _ in range(rounds)] for path in pages}
        browser.close()
        server.shutdown()
    return [
        Measure(f"longest task of /{path}, a quarter of the speed", statistics.median(found), MOST, " ms")
        for path, found in times.items()
    ]


def _longest(browser: Browser, url: str) -> float:
    """Milliseconds of the longest task until nothing more is fetched."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(OBSERVE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(url, wait_until="networkidle")
    found = float(page.evaluate("longest"))
    page.close()
    return found
