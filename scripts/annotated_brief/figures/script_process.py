"""Scripts of an edition's figures, asked in a process of their own: one for all, begun when it is first needed.

A script that ends its process, does not come to an end or prints without end is told like any other fault, and the
next question begins another process. What was answered is kept in .cache/ by all that it depends on.
"""

import atexit
import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml import etree

from annotated_brief.core.paths import PACKAGE
from annotated_brief.core.problems import cut
from annotated_brief.figures import figure_record
from annotated_brief.figures.figure_record import FigureError
from annotated_brief.figures.figure_style import Size
from annotated_brief.tables.tables import Table

SECONDS = 5  # of computing for one answer; the slowest figure takes a tenth of one
WAITING = 4  # how many times as long a script may take that waits, or shares the machine
STARTING = 60  # for Python to read its libraries
LATE = getattr(signal, "SIGVTALRM", 0)  # what ends a process that computes too long
MOST = 20_000_000  # characters of an answer
CACHE, KEPT = "figures.json", 400


class Script:
    """One script, through the process that runs it."""

    def __init__(self, path: Path, cache: Path) -> None:
        self.path, self.cache = path, cache / CACHE
        self.state = _state(path.parent)

    def record(self) -> dict[str, Any]:
        """What it says of itself, as figure_record.plain has it; raises FigureError."""
        fields: dict[str, Any] = self._ask({"do": "load"}, lambda value: dict(value["figure"]))
        return fields

    def build(self, tables: Mapping[str, Table], size: Size) -> dict[str, Any]:
        """What Plotly reads; raises FigureError."""
        specification: dict[str, Any] = self._ask({"do": "build", **_given(tables, size)}, _specification)
        return specification

    def draw(self, tables: Mapping[str, Table], size: Size) -> str:
        """The drawing as SVG; raises FigureError."""
        mine = {name: tables[name] for name in figure_record.read(self.record()).tables if name in tables}
        drawing: str = self._ask({"do": "draw", **_given(mine, size)}, _svg)
        return drawing

    def _ask(self, question: dict[str, Any], read: Callable[[Any], Any]) -> Any:
        """The answer as `read` makes it; one that is kept and cannot be read is asked for again."""
        asked = json.dumps({"name": self.path.name, **question})
        name = hashlib.sha256(f"{_engine()} {self.state} {asked}".encode()).hexdigest()[:24]
        known = _known(self.cache)
        if name in known:
            with contextlib.suppress(FigureError, TypeError, ValueError, KeyError, AttributeError):
                return read(known[name])
        answer = _FAILED.get(f"{self.path} {name}") or _PROCESS.ask(
            json.dumps({"path": str(self.path), **question}), self.state
        )
        if "error" in answer:
            _FAILED[f"{self.path} {name}"] = answer
            raise FigureError(answer["error"], answer["line"])
        value = read(answer["value"])
        known[name] = answer["value"]
        _CHANGED.add(self.cache)
        return value


def _begun() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "annotated_brief.figures.script_worker", str(SECONDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


class _Process:
    """The process, if there is one; it serves one state of the folder of scripts."""

    def __init__(self) -> None:
        self.running: subprocess.Popen[bytes] | None = None
        self.state = ""
        self.is_late = False

    def ask(self, question: str, state: str) -> dict[str, Any]:
        """The answer to a question, or an error where none comes."""
        if self.running is None or self.state != state:
            self.end()
            self.running, self.state = _begun(), state
            self._line(STARTING)
        try:
            assert self.running.stdin
            self.running.stdin.write(question.encode() + b"\n")
            self.running.stdin.flush()
            answer = json.loads(self._line(SECONDS * WAITING))
        except (OSError, ValueError, FigureError) as error:
            self.end()
            return {"error": str(error) if isinstance(error, FigureError) else "it ended the program", "line": 1}
        return answer if isinstance(answer, dict) else {"error": "it answers what cannot be read", "line": 1}

    def _line(self, seconds: float) -> bytes:
        """One line of the process; raises FigureError if it does not come in time."""
        assert self.running and self.running.stdout
        self.is_late = False
        timer = threading.Timer(seconds, self._stop)
        timer.start()
        line = self.running.stdout.readline(MOST)
        timer.cancel()
        if line.endswith(b"\n"):
            return line
        if line:
            raise FigureError("it makes more than can be drawn")
        is_late = self.is_late or self.running.wait() == -LATE
        said = f"it is not done after {SECONDS} seconds" if is_late else "it ended the program"
        raise FigureError(said)

    def _stop(self) -> None:
        self.is_late = True
        if self.running:
            self.running.kill()

    def end(self) -> None:
        """End the process, and whatever a script began in it."""
        if self.running is not None:
            with contextlib.suppress(OSError, AttributeError):
                os.killpg(self.running.pid, 9)
            self.running.kill()
            self.running.wait()
            self.running = None


_PROCESS = _Process()
atexit.register(_PROCESS.end)
_FAILED: dict[str, dict[str, Any]] = {}  # asked again and again in one build


def _given(tables: Mapping[str, Table], size: Size) -> dict[str, Any]:
    return {"size": list(size), "tables": [list(table) for table in tables.values()]}


def _specification(value: Any) -> dict[str, Any]:
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("data"), list)
        or not isinstance(value.get("layout"), dict)
    ):
        raise FigureError("chart() makes no figure of Plotly")
    return value


@lru_cache(maxsize=512)  # each drawing is asked for several times in a build, and at each edit
def _svg(value: Any) -> str:
    """A drawing that is SVG and nothing else; it stands in the page as it is."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(str(value).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FigureError(f"chart() draws no SVG: {error}") from error
    if etree.QName(root).localname != "svg":
        raise FigureError(f"chart() draws <{etree.QName(root).localname}>, not <svg>")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname.lower()
        hold = [f"{key}={value}" for key, value in element.attrib.items() if _acts(str(key), str(value))]
        if name in ("script", "foreignobject", "iframe", "style") or hold:
            raise FigureError(
                f"chart() draws an SVG with {cut(hold[0], 40) if hold else f'<{name}>'}, which a page must not hold"
            )
    return str(value)


def _acts(name: str, value: str) -> bool:
    """Whether an attribute runs a script or asks another host."""
    name = name.rpartition("}")[2].lower()
    return name.startswith("on") or (name in ("href", "src") and not value.startswith("#")) or "url(http" in value


@lru_cache(maxsize=1)
def _engine() -> str:
    """All of ours that an answer depends on."""
    files = sorted((PACKAGE / "figures").glob("*.py"))
    return hashlib.sha256(b"".join([version("plotly").encode(), *(path.read_bytes() for path in files)])).hexdigest()


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """The files of a folder with date and size."""
    states = ((path.name, path.stat() if path.exists() else path.lstat()) for path in sorted(folder.glob("*")))
    return tuple((name, facts.st_mtime_ns, facts.st_size) for name, facts in states)


def _state(folder: Path) -> str:
    """The scripts of a folder and the files beside them, in one word."""
    parts = []
    for path in sorted(folder.glob("*")):
        if path.is_file() and not path.name.startswith("."):
            status = path.stat()
            parts.append(_contents(path, status.st_mtime_ns, status.st_size))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@lru_cache(maxsize=256)
def _contents(path: Path, changed: int, size: int) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if size < MOST else str(changed)
    return f"{path.name} {digest}"


_CHANGED: set[Path] = set()
_read: dict[Path, dict[str, Any]] = {}


def _known(path: Path) -> dict[str, Any]:
    """What was answered before; a file that holds anything else counts as empty."""
    if path not in _read:
        _read[path] = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            records = json.loads(path.read_text("utf-8")) if path.is_file() else {}
            _read[path] = records if isinstance(records, dict) else {}
    return _read[path]


@atexit.register
def _keep() -> None:
    """Write what was answered, the newest of it; a folder that cannot be written costs time alone."""
    for path in _CHANGED:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            new = path.with_name(f"{path.name}.{os.getpid()}")
            new.write_text(json.dumps(dict(list(_read[path].items())[-KEPT:])), "utf-8")
            new.replace(path)
