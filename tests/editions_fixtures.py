"""The editions that leave the site, made once for all tests; imported by conftest.py."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
from annotated_brief.core.paths import default
from annotated_brief.downloads import epub, pdf
from annotated_brief.edition import Edition
from lxml.html import HtmlElement


class Edited(NamedTuple):
    """One edition, and what it was made from."""

    path: Path
    print: HtmlElement  # the article of the page of the whole


def print_pdf(site: Path, target: Path) -> None:
    """In a process of its own, for the tests have a browser open in theirs."""
    command = [sys.executable, "-m", "annotated_brief.cli", "pdf", "--site", str(site), "--to", str(target)]
    subprocess.run(command, cwd=default().root, check=True)


@pytest.fixture(scope="session")
def pdf_made(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    target = tmp_path_factory.mktemp("pdf") / pdf.NAME
    print_pdf(site, target)
    return Edited(target, _article(site))


@pytest.fixture(scope="session")
def epub_made(site: Path, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Edited:
    target = tmp_path_factory.mktemp("epub") / epub.NAME
    epub.write(site, target, edition)
    return Edited(target, _article(site))


def _article(site: Path) -> HtmlElement:
    page = lxml.html.document_fromstring((site / "print" / "index.html").read_bytes())
    article: HtmlElement = page.xpath("//article")[0]
    return article
