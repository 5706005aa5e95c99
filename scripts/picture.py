"""The picture of a section page in the README: `make picture` builds the site and takes it anew."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from scripts import browser
from scripts.paths import ROOT

SECTION = "differences"
FILE = ROOT / ".github" / "section.png"
VIEW = {"width": 1360, "height": 1000}


def take(site: Path) -> None:
    """Photograph a section of a built site; raises RuntimeError where there is no browser."""
    path = browser.find()
    if path is None:
        raise RuntimeError(browser.REMEDY)
    with sync_playwright() as driver:
        chrome = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = chrome.new_page(viewport=VIEW)  # type: ignore[arg-type]
        page.goto((site / f"{SECTION}.html").as_uri())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=FILE)
        chrome.close()


def main() -> int:
    with TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
        environment = {"DIRECTORY_URLS": "false"}
        subprocess.run(build, cwd=ROOT, check=True, env=os.environ | environment)
        take(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
