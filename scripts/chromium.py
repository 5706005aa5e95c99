"""Find a Chrome or Chromium for the tests, the benchmark and the README's picture; `python -m chromium` gets one where there is none.

It is Debian's package when run as root, otherwise the download of Playwright. The engine itself needs no browser.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SETTER = (
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
)  # what WeasyPrint sets the PDF with; Chromium depends on most of it
REMEDY = "install Chromium or Google Chrome, or set CHROMIUM to its path"


def find() -> str | None:
    """Path of a browser: the one that CHROMIUM names, one on the PATH, or the one that Playwright has."""
    named = os.environ.get("CHROMIUM")
    if named and shutil.which(named):
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None) or _playwrights()


def _playwrights() -> str | None:
    with sync_playwright() as driver:
        path = driver.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> bool:
    """Get a browser; whether there is one afterwards."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("No browser found: installing Debian's chromium")
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
        subprocess.run(["apt-get", "install", "-qq", "-y", "chromium", *SETTER], check=False, **quiet)  # type: ignore[call-overload]
    if find() is None:
        print("No browser found: asking Playwright for one")
        subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)
    return find() is not None


if __name__ == "__main__":
    sys.exit(0 if find() or install() else f"There is no browser here; {REMEDY}")
