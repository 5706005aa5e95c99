"""Small editions for the tests: a copy of the starter to break, what the proofreader says of it, and its cases."""

import fcntl
import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import yaml
from annotated_brief import checks, edition
from annotated_brief.core.paths import PACKAGE, Paths
from annotated_brief.core.problems import Problem
from mkdocs.commands.build import build as run
from mkdocs.config import load_config

TESTS = Path(__file__).parent
SAMPLE = PACKAGE / "starter"
# What a new brief need not have: its argument laid out and weighed, what has changed, a version that was published.
LAID_OUT = TESTS / "laid_out"
FAULTS = TESTS / "faults"

_PASSING = {"__pycache__", "site", ".cache"}
MADE = shutil.ignore_patterns(*_PASSING)


class Expected(NamedTuple):
    """One problem that a case must bring about."""

    says: str  # part of the line that is printed, remedy included
    file: str
    line: int | str  # a number, or what stands on the line; 0 for the file as a whole


class Case(NamedTuple):
    """One change to the sample, and what comes of it."""

    title: str
    group: str  # the file of the case
    fault: str  # as design section 9 names it; empty for a good input
    changes: list[Mapping[str, Any]]
    expected: list[Expected]
    also: list[str]  # what else may be said
    shows: Mapping[str, str]  # page -> text that a reader then sees on it

    def apply(self, root: Path) -> None:
        for change in self.changes:
            _change(root, change)

    def lines(self, root: Path, expected: Expected) -> int:
        """The number of the line that a case means."""
        if isinstance(expected.line, int):
            return expected.line
        text = (root / expected.file).read_bytes().decode("utf-8", errors="replace")
        found = [number for number, line in enumerate(text.splitlines(), 1) if expected.line in line]
        assert len(found) == 1, f"{self.title}: {expected.line!r} stands on the lines {found}"
        return found[0]


def cases(folder: Path = FAULTS) -> Iterator[Case]:
    """Every case of every file, in order."""
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")):
            yield _case(path.stem, entry)


def copy(root: Path) -> Paths:
    """The sample with its argument laid out, in another folder, with the code used where it is."""
    _laid_out(root)
    shutil.copytree(_kept(), root / ".cache", dirs_exist_ok=True)
    return Paths(root)


def _laid_out(root: Path) -> None:
    for folder in (SAMPLE, LAID_OUT):
        shutil.copytree(folder, root, ignore=MADE, dirs_exist_ok=True)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:  # its navigation stands last
        config.write("  - Argument: argument.md\n  - Changes: changes.md\n")


@functools.cache
def _kept() -> Path:
    """The cache that a build of the sample leaves, with typefaces cut, references formatted and cards drawn.

    It is made once for all copies, by the first of the processes that run the tests, and again after a change of what it
    is made from: a copy that had none would take twice as long to build.
    """
    folder = SAMPLE / ".cache" / "copies"
    files = (
        path for of in (PACKAGE, LAID_OUT) for path in of.rglob("*.*") if not _PASSING & {*path.relative_to(of).parts}
    )
    newest = str(max(path.stat().st_mtime_ns for path in files))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "made").open("a+", encoding="utf-8") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        made.seek(0)
        if made.read() != newest:
            shutil.rmtree(folder / "brief", ignore_errors=True)
            _laid_out(folder / "brief")
            done = mkdocs(folder / "brief", "build", "--strict")
            assert done.returncode == 0, done.stderr
            made.truncate(0)
            made.write(newest)
    return folder / "brief" / ".cache"


def problems(paths: Paths) -> list[Problem]:
    """What a writer is told."""
    loaded, found = edition.load(paths)
    return checks.found(loaded, found)


def build(root: Path, *, strict: bool = False) -> Path:
    """Build in this process, which is quicker than in one of its own; where the site is."""
    config = load_config(str(root / "mkdocs.yml"), strict=strict, site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    run(config)
    return root / "site"


def mkdocs(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run mkdocs as a user would, in a process of its own."""
    return subprocess.run(command(*arguments), cwd=root, env=variables(**environment), capture_output=True, text=True)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def variables(**more: str) -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"} | more


def page(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(path, lxml.html.HTMLParser(encoding="utf-8")).getroot()


def words(element: lxml.html.HtmlElement) -> str:
    """What a reader sees, white space folded; what scripts and styles hold is not seen."""
    shown = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return re.sub(r"\s+", " ", "".join(shown)).strip()


def _case(group: str, entry: Mapping[str, Any]) -> Case:
    changes = entry.get("changes") or [entry]
    expected = entry.get("expect") or ([entry] if "says" in entry else [])
    file = changes[0]["file"]
    return Case(
        title=entry["title"],
        group=group,
        fault=entry.get("fault", ""),
        changes=changes,
        expected=[Expected(one["says"], one.get("at", file), one.get("line", 0)) for one in expected],
        also=entry.get("also", []),
        shows=entry.get("shows", {}),
    )


def _change(root: Path, change: Mapping[str, Any]) -> None:
    """Write, find and replace, append or delete; `encoding` says how the file is saved, `repeat` how often."""
    path = root / change["file"]
    if change.get("delete"):
        path.unlink()
        return
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    new = str(change.get("replace", change.get("append", change.get("write", "")))) * change.get("repeat", 1)
    new = change.get("before", "") + new + change.get("after", "")
    if "find" in change:
        assert text.count(change["find"]) == 1, (
            f"{change['file']} has {change['find']!r} {text.count(change['find'])} times"
        )
        text = text.replace(change["find"], new)
    elif "append" in change:
        text += new
    elif "write" in change:
        text = new
    if change.get("line_ends") == "CRLF":
        text = text.replace("\n", "\r\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(change.get("encoding", "utf-8")))
