"""How long a reader of the references waits from the first key to the painted result, on a phone that is slow.

The page itself measures, in a headless Chromium at a quarter of the processor's speed and 360 px: from the key's event
until the frame with the result has been painted. The slowdown holds from the opening of the page. A field that only repeats what is typed tells how much of the time the browser
needs in any case.
"""

import statistics
from pathlib import Path

from annotated_brief.core import browser as browsers
from annotated_brief.edition import Edition
from playwright.sync_api import Browser, sync_playwright

from benchmark import large_bibliography

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SLOWDOWN = 4
READY = 4000  # milliseconds in which the data come and the reader does nothing

# Heard of by the page itself, so that the driver's own time is left out.
MEASURE = """() => {
  const field = document.querySelector('[name=q]');
  window.measured = new Promise(done => {
    field.addEventListener('keydown', () => { window.pressed = performance.now(); }, { once: true });
    field.addEventListener('input', () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now() - window.pressed);
      channel.port2.postMessage(0);
    }), { once: true });
  });
}"""
BARE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><input name="q"><p></p>
<script>document.querySelector("[name=q]").addEventListener("input", event => requestAnimationFrame(() => {
  document.querySelector("p").textContent = event.target.value; }));</script></html>"""


def measure(edition: Edition, counts: tuple[int, ...], rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds, round by round, on the bare page and with each number of sources."""
    bare = folder / "bare.html"
    bare.write_text(BARE, "utf-8")
    pages = {"a bare field": bare}
    for count in counts:
        made = large_bibliography.with_sources(edition, count)
        pages[f"{count:,} sources"] = large_bibliography.references_page(made, folder / str(count))
    found: dict[str, list[float]] = {name: [] for name in pages}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browsers.find(), args=FLAGS)
        for _ in range(rounds):
            for name, page in pages.items():
                found[name].append(first_key(browser, page))
        browser.close()
    return found


def first_key(browser: Browser, file: Path) -> float:
    """One key in a page just opened."""
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(file.as_uri())
    page.locator("[name=q]").focus()
    page.wait_for_timeout(READY)
    page.evaluate(MEASURE)
    page.keyboard.press("r")
    taken = float(page.evaluate("window.measured"))
    page.close()
    return taken


def table(found: dict[str, list[float]]) -> str:
    """Medians and best times, and how much more the largest takes than the smallest."""
    lines = ["| | median, ms | best, ms |", "| --- | --: | --: |"]
    lines += [f"| {name} | {statistics.median(taken):.0f} | {min(taken):.0f} |" for name, taken in found.items()]
    _, few, *_, most = found.values()
    ratio = statistics.median(b / a for a, b in zip(few, most, strict=True))
    return "\n".join(lines) + f"\n\nThe most sources take {ratio:.2f} times as long as the fewest.\n"
