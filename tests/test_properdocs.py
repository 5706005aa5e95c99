"""The same sources build under ProperDocs, the successor of MkDocs, with the same text, notes, annotations and links."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


class Read(NamedTuple):
    """What a reader gets from a page."""

    text: str
    links: list[str]
    footnotes: list[str]
    annotations: list[tuple[str, str, str]]  # id, claims, text


def read(path: Path) -> Read:
    root = lxml.html.parse(path).getroot()
    return Read(
        _words(root),
        [str(link) for link in root.xpath("//@href | //@src")],
        [_words(note) for note in root.xpath("//section[@role='doc-endnotes']//li")],
        [(note.get("id"), note.get("data-claims"), _words(note)) for note in root.xpath("//aside[@data-claims]")],
    )


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, paths: Paths) -> Path:
    """The real site as ProperDocs builds it, strict, from the configuration as it stands."""
    folder = tmp_path_factory.mktemp("properdocs") / "site"
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=paths.root, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return folder


def test_the_files_are_the_same(site: Path, other: Path) -> None:
    def names(folder: Path) -> list[str]:
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())

    assert names(site) == names(other)


def test_pages_read_the_same(site: Path, other: Path, edition: Edition) -> None:
    footnotes = annotations = 0
    for path in sorted(site.rglob("*.html")):
        ours, theirs = read(path), read(other / path.relative_to(site))
        assert ours == theirs, path
        footnotes, annotations = footnotes + len(ours.footnotes), annotations + len(ours.annotations)
    assert footnotes >= edition.settings.footnotes
    assert annotations >= len(edition.annotations) > 0


def test_what_is_not_a_page_is_the_same_to_the_byte(site: Path, other: Path) -> None:
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix != ".html":
            assert path.read_bytes() == (other / path.relative_to(site)).read_bytes(), path


def test_it_was_properdocs_that_built_it(site: Path, other: Path) -> None:
    here, there = ((folder / "index.html").read_bytes() for folder in (site, other))
    assert b"ProperDocs" in (GENERATOR.search(there) or [b""])[0]
    assert GENERATOR.sub(b"", here) == GENERATOR.sub(b"", there)
