"""`mkdocs serve` goes on whatever is wrong: it says so in the terminal and on the page, and shows the rest."""

import contextlib
import html
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import briefs
import pytest
from annotated_brief.bibliography import references
from briefs import Case
from jinja2 import TemplateNotFound
from mkdocs.exceptions import MkDocsException

# Faults of the kinds that stop MkDocs, mkdocs-bibtex, pandoc, YAML, CSV and Python, in files of their own.
AT_START = {
    "a brace that is never closed", "a page that is not UTF-8", "a script of a figure that does not run",
    "a word where a number belongs", "an annotation without an id", "a source of the glossary that is not in the bibliography",
}  # fmt: skip

# Without these MkDocs has nothing to build with; the message that stops it says what to write.
STOPPING = {
    "another theme",
    "no plugin for the citations",
    "a plugin that there is not",
    "settings that are no YAML bring no other message",
    "a plugin with a typing error brings no other message",
    "settings that say nothing",
    "settings that are a list",
    "a language that the theme has not",
    "files that take the address of a folder or of a file that is made, and files that a browser opens as pages",
}
# While the settings cannot be read, nothing else is told.
ALONE = {
    "settings at the place of an older version",
    "sections that are no mapping, told alone",
    "a section that is missing",
    "a section whose name cannot be an address",
    "a fence of one's own whose format is no function",
}
# The claims, and what says what they come to: a fault of one may hide another's.
LEDGER = re.compile(r"^bib/(claims|argument|weighing|changes|forecasts|releases)\b.*")


class Server:
    """A real `mkdocs serve`, and what it has printed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / ".cache" / "serve.log"
        self.log.parent.mkdir(exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.at = f"127.0.0.1:{free.getsockname()[1]}"
        with self.log.open("w") as out:
            command = briefs.command("serve", "--dev-addr", self.at)
            self.process = subprocess.Popen(command, cwd=root, env=briefs.variables(), stdout=out, stderr=out)

    def page(self, name: str = "") -> str:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError),
            urllib.request.urlopen(f"http://{self.at}/{name}") as got,
        ):
            text: str = got.read().decode()
            return text
        return ""

    def until(self, name: str, is_so: Callable[[str], bool], seconds: float = 40) -> str:
        """A page, once it is as it should be."""
        end = time.monotonic() + seconds
        while not is_so(text := self.page(name)):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, f"/{name} did not become what it should:\n{self.log.read_text()[-3000:]}"
            time.sleep(0.1)
        return text

    def shows(self, name: str, text: str) -> None:
        self.until(name, lambda shown: text in shown)

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    started: list[Server] = []

    def start() -> Server:
        started.append(Server(tmp_path))
        return started[0]

    yield start
    for server in started:
        server.process.terminate()
        server.process.wait()


def banner(page: str) -> list[str]:
    """The problems that a page lists."""
    found = re.search(r"would stop a strict build.*?</ul>", page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", found[0]) if found else []


def test_it_starts_with_faults_shows_them_and_goes_on_when_they_are_mended(
    tmp_path: Path, serve: Callable[[], Server]
) -> None:
    paths = briefs.copy(tmp_path)
    planted = [case for case in briefs.cases() if case.title in AT_START]
    assert len(planted) == len(AT_START)
    sound = {change["file"]: (tmp_path / change["file"]).read_bytes() for case in planted for change in case.changes}
    for case in planted:
        case.apply(tmp_path)
    told = briefs.problems(paths)
    server = serve()
    text = server.until("", lambda shown: bool(banner(shown)))
    assert len(banner(text)) == len(told)
    assert "Twice a day the tide brings sand" in text
    assert "the caf\ufffd of the gauge" in server.page("channel/")
    assert "pilot2023ebb" in server.page("references/")
    printed = server.log.read_text()
    assert not [str(problem) for problem in told if str(problem) not in printed]

    for file, content in sound.items():
        (tmp_path / file).write_bytes(content)
    text = server.until("", lambda shown: bool(shown) and not banner(shown))
    assert 'data-figure="tides"' in text
    assert "Traceback" not in server.log.read_text()


def test_an_edit_shows_without_a_restart(tmp_path: Path, serve: Callable[[], Server]) -> None:
    briefs.copy(tmp_path)
    server = serve()
    server.shows("", "Twice a day the tide brings sand")
    assert banner(server.page()) == []
    server.edit("docs/index.md", "Twice a day the tide brings", "Twice each day the tide carries")
    server.shows("", "Twice each day the tide carries")
    server.edit("bib/edition.bib", "Levels at the outer mole", "Levels at the inner mole")
    server.shows("references/", "Levels at the inner mole")
    server.edit("bib/claims.yml", "No sounding of the channel", "No chart of the channel")
    server.shows("claims/", "No chart of the channel")
    server.edit("docs/data/tides.csv", "Mean of two months", "Mean of three months")
    server.shows("", "Mean of three months")
    assert "Mean of three months" in server.page("data/tides.csv")
    whole = server.page("print/")  # put together from pages some of which are as they were
    for words in ("Twice each day the tide carries", "Levels at the inner mole", "No chart", "Mean of three months"):
        assert words in whole

    server.edit("bib/claims.yml", "why: No chart", 'why: "No chart')
    text = server.until("", lambda shown: bool(banner(shown)))
    assert "bib/claims.yml" in banner(text)[0] and "never closed" in banner(text)[0]
    server.edit("bib/claims.yml", 'why: "No chart', "why: No map")
    server.shows("claims/", "No map of the channel")
    assert banner(server.page()) == []


def apart() -> list[list[Case]]:
    """All faults in as few batches as hold one change a file, so that none hides another; what hides all is alone."""
    batches: list[tuple[set[str], list[Case]]] = []
    for case in (case for case in briefs.cases() if case.title not in STOPPING | ALONE):
        # A figure, its drawing and its table are one: a fault of one may hide another's.
        files = {
            LEDGER.sub("ledger", re.sub(r"^(scripts/figures|docs/data)/.*", "figures", change["file"]))
            for change in case.changes
        } | ({"figures"} if case.group == "figures" else set())
        free = next((batch for batch in batches if not batch[0] & files), None)
        if free is None:
            batches.append(free := (set(), []))
        free[0].update(files)
        free[1].append(case)
    return [[case] for case in briefs.cases() if case.title in STOPPING | ALONE] + [cases for _, cases in batches]


@pytest.mark.parametrize("batch", apart(), ids=lambda batch: f"{batch[0].title} and {len(batch) - 1} more")
def test_no_fault_keeps_the_pages_from_being_made(
    batch: list[Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # pandoc has its turn in the tests above
    monkeypatch.setattr(references, "_format", lambda _, texts: [{} for _ in texts])
    briefs.copy(tmp_path)
    for case in batch:
        case.apply(tmp_path)
    if batch[0].title in STOPPING:
        with pytest.raises((MkDocsException, SystemExit, TemplateNotFound)):
            briefs.build(tmp_path)
        return
    site = briefs.build(tmp_path)
    shown = "\n".join(map(html.unescape, banner((site / "figures" / "index.html").read_text("utf-8"))))
    assert not [one.says for case in batch for one in case.expected if one.says not in shown]
    pages = ["index.html", "claims/index.html", "references/index.html", "figures/index.html", "annotations.jsonld"]
    assert not [page for page in pages if not (site / page).exists()]
