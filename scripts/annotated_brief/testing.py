"""Tests that hold for any brief. A brief's own tests take all of them in one line: `from annotated_brief.testing import *`.

They need pytest and the engine alone. The edition is that around the folder in which pytest is run.
"""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from lxml.html import HtmlElement

from annotated_brief import checks
from annotated_brief import edition as editions
from annotated_brief.core.paths import Paths, default
from annotated_brief.downloads import site_build
from annotated_brief.edition import Edition

__all__ = [
    "edition", "paths", "site", "test_every_cited_source_has_its_page", "test_every_link_lands",
    "test_no_id_stands_twice_on_a_page", "test_no_raw_notation_reaches_a_reader", "test_nothing_does_not_add_up",
    "test_nothing_is_loaded_from_another_host", "trees",
]  # fmt: skip

# The links at which a browser loads what they name; the others only say what there is.
LOADING = frozenset("stylesheet icon preload modulepreload manifest prefetch preconnect dns-prefetch".split())
RAW = re.compile(r"\[\^|\[@|\{=|///|\{\s*#c\d|\x02|unknown source")


@pytest.fixture(scope="session")
def paths() -> Paths:
    return default()


@pytest.fixture(scope="session")
def edition(paths: Paths) -> Edition:
    loaded, _ = editions.load(paths)
    return loaded


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, paths: Paths) -> Path:
    """The site, built once, strict: whatever would stop `make build` stops every test of the site."""
    folder = tmp_path_factory.mktemp("built") / "site"
    site_build.build(paths, folder)
    return folder


@pytest.fixture(scope="session")
def trees(site: Path) -> dict[str, HtmlElement]:
    """Every page, by its path from the root of the site."""
    return {path.relative_to(site).as_posix(): lxml.html.parse(path).getroot() for path in sorted(site.rglob("*.html"))}


def test_nothing_does_not_add_up(paths: Paths) -> None:
    """What `annotated-brief check` tells."""
    loaded, problems = editions.load(paths)
    faults = checks.found(loaded, problems)
    if faults:
        pytest.fail("\n".join(map(str, faults)), pytrace=False)


def test_every_link_lands(site: Path, trees: dict[str, HtmlElement]) -> None:
    ids = {page: set(tree.xpath("//@id")) for page, tree in trees.items()}
    broken = []
    for page, tree in trees.items():
        for href in {*tree.xpath("//a/@href"), *tree.xpath("//link/@href"), *tree.xpath("//script/@src")}:
            if page == "404.html" or urlsplit(href).scheme or href.startswith("//"):
                continue
            file, anchor = _target(page, href), unquote(urlsplit(href).fragment)
            if not (site / file).is_file() or (anchor and file in ids and anchor not in ids[file]):
                broken.append(f"{page}: {href}")
    assert broken == [], "\n".join(broken)


def test_no_id_stands_twice_on_a_page(trees: dict[str, HtmlElement]) -> None:
    for page, tree in trees.items():
        counts: Counter[str] = Counter(tree.xpath("//@id"))
        twice = [name for name, count in counts.items() if count > 1]
        assert twice == [], f"{page}: {', '.join(twice)}"


def test_no_raw_notation_reaches_a_reader(trees: dict[str, HtmlElement]) -> None:
    """A citation, a mark or a block that was not understood would be seen as it was typed."""
    for page, tree in trees.items():
        words = tree.xpath(
            "//body//text()[not(ancestor::script or ancestor::style or ancestor::pre or ancestor::code)]"
        )
        raw = RAW.search(" ".join(words))
        assert raw is None, f"{page}: {raw[0] if raw else ''}"


def test_every_cited_source_has_its_page(site: Path, edition: Edition) -> None:
    for key in edition.used:
        assert (site / _target("", edition.site.source(key))).is_file(), key


def test_nothing_is_loaded_from_another_host(site: Path, trees: dict[str, HtmlElement]) -> None:
    for page, tree in trees.items():
        links = [link.get("href", "") for link in tree.xpath("//link") if LOADING & {*link.get("rel", "").split()}]
        loaded = [*tree.xpath("//script/@src | //img/@src | //iframe/@src | //source/@src"), *links]
        foreign = [address for address in loaded if urlsplit(address).netloc]
        assert foreign == [], f"{page}: {', '.join(foreign)}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//", sheet.read_text("utf-8")), sheet


def _target(page: str, href: str) -> str:
    """The file that a relative address leads to."""
    path = unquote(urlsplit(urljoin(f"http://site/{page}", href)).path).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path
