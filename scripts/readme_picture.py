"""The picture of a section page in the README: `make picture` builds the site and takes it anew."""

import functools
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from tempfile import TemporaryDirectory

import chromium
from annotated_brief.core.paths import default
from playwright.sync_api import sync_playwright

SECTION = "differences"
FILE = default().root / ".github" / "section.png"
VIEW = {"width": 1360, "height": 1000}


def take(address: str) -> None:
    """Photograph a section of a served site; raises RuntimeError where there is no browser."""
    path = chromium.find()
    if path is None:
        raise RuntimeError(chromium.REMEDY)
    with sync_playwright() as driver:
        chrome = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = chrome.new_page(viewport=VIEW)  # type: ignore[arg-type]
        page.goto(f"{address}/{SECTION}/")
        page.reload(wait_until="networkidle")  # by now the fonts are in the cache, and a page never waits for them
        page.screenshot(path=FILE)
        chrome.close()


def main() -> int:
    with TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder], cwd=default().root, check=True
        )
        handler = functools.partial(SimpleHTTPRequestHandler, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            take(f"http://127.0.0.1:{server.server_address[1]}")
            server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
