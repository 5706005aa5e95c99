"""How long it takes from saving an edit under `mkdocs serve` until the browser is told to reload."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmark.clock import Cost, FailedError

PATIENCE = 300  # seconds


# What is edited: the file, where in it, and what stands there then.
EDITS = {
    "sentence": ("", r"(\S)(?:\n\nEdit \d+\.)?\s*\Z", "{}\n\nEdit {}.\n"),
    "claim": ("bib/claims.yml", r"(why: \w+)(?: edit\d+)?", "{} edit{}"),
    "source": ("bib/*.bib", r"(title\s*=\s*\{+\w+)(?: edit\d+)?", "{} edit{}"),
    "table": ("docs/data/trade.csv", r"(it is the sum)(?: edit\d+)?", "{} edit{}"),
}


class Server:
    """A project under `mkdocs serve`, with the file that is edited."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, file: Path) -> None:
        self.process, self.address, self.file = process, address, file
        self.edits = 0

    def edit(self, kind: str = "sentence") -> Cost:
        """Write a few words, and wait as the page's own script does: for the number of a newer build."""
        epoch, request = self._epoch()
        begin, used = time.perf_counter(), self._processor()
        self.edits += 1
        name, pattern, words = EDITS[kind]
        file = sorted(self.file.parent.parent.glob(name))[0] if name else self.file
        text = file.read_text("utf-8")
        file.write_text(re.sub(pattern, lambda found: words.format(found[1], self.edits), text, count=1), "utf-8")
        while time.perf_counter() - begin < PATIENCE:
            with urllib.request.urlopen(f"{self.address}/livereload/{epoch}/{request}", timeout=PATIENCE) as answer:
                if int(answer.read()) > epoch:
                    return Cost(time.perf_counter() - begin, self._processor() - used, self._memory())
        raise FailedError(f"{self.file}: no reload within {PATIENCE} s")

    def _epoch(self) -> tuple[int, int]:
        with urllib.request.urlopen(f"{self.address}/", timeout=PATIENCE) as answer:
            match = re.search(r"livereload\((\d+), (\d+)\)", answer.read().decode())
        if not match:
            raise FailedError(f"{self.address} has no live reload")
        return int(match[1]), int(match[2])

    def _processor(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def _memory(self) -> float:
        match = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text("ascii"))
        return int(match[1]) / 1024 if match else 0.0


@contextlib.contextmanager
def serve(project: Path, file: str) -> Iterator[Server]:
    """The project's server, ready; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with (project / ".serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        begin = time.monotonic()
        while time.monotonic() - begin < PATIENCE and process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/", timeout=5):
                break
            time.sleep(0.5)
        yield Server(process, address, project / "docs" / file)
    finally:
        process.terminate()
        process.wait(30)
