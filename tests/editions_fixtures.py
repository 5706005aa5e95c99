"""The editions that leave the site, made once for all tests; imported by conftest.py."""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import lxml.html
import pytest
from lxml.html import HtmlElement

from scripts import epub, pdf
from scripts.edition import Edition
from scripts.paths import default


class Editions(NamedTuple):
    """What was made of the built site."""

    pdf: Path
    epub: Path
    print: HtmlElement  # the article of the page of the whole


def print_pdf(site: Path, target: Path) -> None:
    """In a process of its own, for the tests have a browser open in theirs."""
    command = [sys.executable, "-m", "scripts.pdf", str(site), str(target)]
    subprocess.run(command, cwd=default().root, check=True)


@pytest.fixture(scope="session")
def editions_made(site: Path, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Editions:
    folder = tmp_path_factory.mktemp("editions")
    print_pdf(site, folder / pdf.NAME)
    epub.write(site, folder / epub.NAME, edition)
    page = lxml.html.document_fromstring((site / "print" / "index.html").read_bytes())
    return Editions(folder / pdf.NAME, folder / epub.NAME, page.xpath("//article")[0])
