"""How long a reader of the references or of the search waits from a key to the painted result, on a phone that is slow.

The page itself measures, in a headless Chromium at a quarter of the processor's speed and 360 px: from the key's event
until the frame with the result has been painted. The slowdown holds from the opening of the page. A field that only repeats what is typed tells how much of the time the browser
needs in any case.
"""

import statistics
from pathlib import Path
from typing import NamedTuple

import chromium
from annotated_brief.edition import Edition
from playwright.sync_api import Browser, sync_playwright

from benchmark import large_bibliography
from benchmark.targets import Measure

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SLOWDOWN = 4
READY = 4000  # milliseconds in which the data come and the reader does nothing

# Heard of by the page itself, so that the driver's own time is left out.
MEASURE = """(field) => {
  window.measured = new Promise(done => {
    field.addEventListener('keydown', () => { window.pressed = performance.now(); }, { once: true });
    field.addEventListener('input', () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - window.pressed);
      channel.port2.postMessage(0);
    }), { once: true });
  });
}"""
REFERENCES, SEARCH, SLIP = "the references", "the search", "a misspelt word"
MOST = 50  # milliseconds
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><input name="q"><p></p>
<script>document.querySelector("[name=q]").addEventListener("input", event => requestAnimationFrame(() => {
  document.querySelector("p").textContent = event.target.value; }));</script></html>"""


class Asked(NamedTuple):
    """A page, and what is typed into its field before the key that is timed."""

    page: Path
    before: str = ""
    key: str = "r"


def measure(edition: Edition, counts: tuple[int, ...], rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds, round by round, on the bare page and with each number of sources: in the references, in the search of
    the site, and there for a misspelt word."""
    bare = folder / "bare.html"
    bare.write_text(BARE, "utf-8")
    asked = {"a bare field": Asked(bare)}
    for count in counts:
        enlarged = large_bibliography.with_sources(edition, count)
        there = large_bibliography.search_page(enlarged, folder / str(count))
        asked[f"{REFERENCES}, {count:,} sources"] = Asked(
            large_bibliography.references_page(enlarged, folder / str(count))
        )
        asked[f"{SEARCH}, {count:,} sources"] = Asked(there)
        asked[f"{SLIP}, {count:,} sources"] = Asked(there, "harbuo")
    times: dict[str, list[float]] = {name: [] for name in asked}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium.find(), args=FLAGS)
        for _ in range(rounds):
            for name, one in asked.items():
                times[name].append(first_key(browser, one))
        browser.close()
    return times


def first_key(browser: Browser, asked: Asked) -> float:
    """One key in a page just opened, after whatever is typed before it."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(asked.page.as_uri())
    if page.locator(".search-open").count():
        page.locator(".search-open").click()
    field = page.locator("[name=q], [name=query]").first
    field.focus()
    page.wait_for_timeout(READY)
    if asked.before:
        page.keyboard.type(asked.before)
    field.evaluate(MEASURE)
    page.keyboard.press(asked.key)
    taken = float(page.evaluate("window.measured"))
    page.close()
    return taken


def table(times: dict[str, list[float]]) -> str:
    """Medians and best times."""
    lines = ["| | median, ms | best, ms |", "| --- | --: | --: |"]
    lines += [f"| {name} | {statistics.median(taken):.0f} | {min(taken):.0f} |" for name, taken in times.items()]
    return "\n".join(lines) + "\n"


def measures(times: dict[str, list[float]]) -> list[Measure]:
    """The first result beside its target; the best of the rounds, for a machine is shared."""
    return [Measure(f"first result: {name}", min(taken), MOST, " ms") for name, taken in times.items() if "," in name]
