"""The same sources build under ProperDocs, the successor of MkDocs, to the same files: only the name of the generator differs."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from annotated_brief.core.paths import Paths

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, paths: Paths) -> Path:
    """The real site as ProperDocs builds it, strict, from the configuration as it stands."""
    folder = tmp_path_factory.mktemp("properdocs") / "site"
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=paths.root, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    assert b"ProperDocs" in (GENERATOR.search((folder / "index.html").read_bytes()) or [b""])[0]
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: GENERATOR.sub(b"", data) if name.endswith(".html") else data for name, data in files.items()}


def test_every_file_is_the_same(site: Path, other: Path) -> None:
    here, there = contents(site), contents(other)
    assert sorted(here) == sorted(there) and "index.html" in here
    assert [name for name in here if here[name] != there[name]] == []
