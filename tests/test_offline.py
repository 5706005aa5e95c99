"""The offline copy opens from a disk and does there all that the site does, with the network cut."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.core.paths import Paths
from annotated_brief.downloads import offline, site_build
from annotated_brief.edition import Edition
from annotated_brief.search import engine
from playwright.sync_api import Browser, Page, expect
from test_search import ASK, ASKS


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, paths: Paths, edition: Edition) -> Path:
    """The zip, unpacked where a reader would put it."""
    folder = tmp_path_factory.mktemp("offline copy")  # with a space, as such folders have
    site_build.build(paths, folder / "site", site_url="", use_directory_urls=False)
    offline.write(folder / "site", folder / offline.NAME, edition)
    with zipfile.ZipFile(folder / offline.NAME) as archive:
        archive.extractall(folder / "unpacked")
    (top,) = (folder / "unpacked").iterdir()
    return top


@pytest.fixture(scope="module")
def cut(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with no network, and what goes wrong on it or asks for more than files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    # What a page still asks for when it is left comes to an end without an answer; a file that is not there has another.
    page.on(
        "requestfailed",
        lambda request: None if request.failure == "net::ERR_ABORTED" else wrong.append(f"failed: {request.url}"),
    )
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else wrong.append(request.url),
    )
    yield page, wrong
    context.close()


@pytest.fixture
def reader(cut: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page with no network; whatever goes wrong on it fails the test."""
    page, wrong = cut
    wrong.clear()
    yield page
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    assert wrong == []


def test_the_first_page_opens_with_its_style_and_its_fonts(copy: Path, reader: Page) -> None:
    reader.goto((copy / "index.html").as_uri())
    assert reader.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Source Serif\"'))")
    assert reader.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Serif"')
    assert reader.evaluate("document.fonts.size") > 0


def test_the_search_finds_and_leads_there(copy: Path, reader: Page, edition: Edition) -> None:
    reader.goto((copy / "about.html").as_uri())
    reader.locator(".search-open").first.click()
    words = [word for mark in edition.marks.values() for word in mark.words.split() if word.isalpha()]
    term = max(words, key=len)
    reader.locator(".search input").fill(term)
    first = reader.locator(".search > ol > li a").first
    expect(first).to_be_visible()
    reader.wait_for_url("**search=*")  # once nothing more is typed
    assert reader.evaluate("CSS.highlights.get('found').size") > 0
    first.click()
    reader.wait_for_url("**/*.html*")
    expect(reader.locator("h1").first).to_be_visible()


def test_the_sources_can_be_looked_up(copy: Path, reader: Page, edition: Edition) -> None:
    key = next(iter(edition.sources))
    reader.goto((copy / "references.html").as_uri())
    reader.locator(".lookup input[type=search]").fill(key)
    found = reader.locator(".lookup-found .reference")
    expect(found.first).to_be_visible()
    reader.locator(".lookup-found .reference-open").first.click()
    reader.wait_for_url(f"**/references/{key}.html")


def test_annotations_figures_and_views_work(copy: Path, reader: Page, edition: Edition) -> None:
    page = next(page for page in edition.sections.values() if page.figures)
    reader.goto((copy / page.file).with_suffix(".html").as_uri())
    expect(reader.locator("aside.annotation").first).to_be_visible()
    explore = reader.locator(".figure-explore")
    if explore.count():
        reader.locator(".figure-data > summary").first.click()
        explore.first.click()
        expect(reader.locator(".js-plotly-plot").first).to_be_visible(timeout=20_000)
    reader.locator(".switch input[value=evidence]").check(force=True)
    expect(reader.locator(".claim-mark").first).to_be_visible()
    reader.locator(".switch input[value=brief]").check(force=True)
    expect(reader.locator("aside.annotation").first).to_be_hidden()


def test_the_ledger_filters_and_leads_to_the_sentence(copy: Path, reader: Page, edition: Edition) -> None:
    reader.goto((copy / "claims.html").as_uri())
    reader.locator("[data-filters] [name=kind]").select_option("forecast")
    shown = reader.locator("tr[data-item]:visible")
    assert shown.count() == sum(claim.kind == "forecast" for claim in edition.claims.values())
    reader.locator("[data-filters] [type=reset]").click()
    reader.locator("tr#c003 a", has_text="Read the sentence").click()
    reader.wait_for_url("**#c003")
    expect(reader.locator(".claim#c003")).to_be_visible()


def test_no_link_in_it_leads_nowhere(copy: Path) -> None:
    broken = []
    for path in copy.rglob("*.html"):
        for element, _, link, _ in lxml.html.document_fromstring(path.read_bytes()).iterlinks():
            target = link.partition("#")[0].partition("?")[0]
            if target and ":" not in target and element.tag != "script" and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(copy)}: {link}")
    assert broken == []


def test_two_copies_are_the_same(copy: Path, tmp_path: Path, edition: Edition) -> None:
    for name in ("one", "other"):
        offline.write(copy, tmp_path / name, edition)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_its_search_answers_as_the_site_does(reader: Page, copy: Path, index: engine.Index) -> None:
    """Some of the questions that tests/test_search.py asks the site and the terminal."""
    reader.goto((copy / "claims.html").as_uri())
    found = reader.evaluate(ASK, [reader.locator("#search").get_attribute("data-index"), ASKS[::20]])
    assert found == [[entry.id for entry in index.ask(ask)[:10]] for ask in ASKS[::20]]
