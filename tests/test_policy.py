"""The content security policy: on every page, right for that page, and nothing that a reader does runs into it."""

import functools
import re
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import lxml.html
import pytest
from annotated_brief.content.allowed import Allowed
from annotated_brief.edition import Edition
from annotated_brief.metadata import csp
from conftest import PAGES
from playwright.sync_api import Browser, Locator, Page, Request

WAIT = 15_000


def header_file(site: Path) -> dict[str, dict[str, str]]:
    """The rules of the site's `_headers`: pattern -> name -> value."""
    rules: dict[str, dict[str, str]] = {}
    for block in (site / csp.HEADERS).read_text("utf-8").strip().split("\n\n"):
        place, *lines = block.splitlines()
        rules[place] = dict(line.strip().split(": ", 1) for line in lines)
    return rules


class _WithHeaders(SimpleHTTPRequestHandler):
    """A host that sends what `_headers` asks for."""

    def end_headers(self) -> None:
        for place, lines in header_file(Path(self.directory)).items():
            if re.fullmatch(re.escape(place).replace(r"\*", ".*"), self.path.partition("?")[0]):
                for name, value in lines.items():
                    self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_WithHeaders, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_has_its_policy_before_anything_that_it_loads(site: Path) -> None:
    for path in pages(site):
        text = path.read_text("utf-8")
        found = csp.DECLARED.search(text)
        assert found, path
        loads = re.search(r"<(?:script|style|link|img|svg)\b", text)
        assert loads or 'http-equiv="refresh"' in text, path  # what leads on loads nothing
        assert not loads or found.start() < loads.start(), path
        allowed = " ".join(("script-src 'self'", *sorted(csp.hashes(text))))
        assert f"; {allowed};" in found["policy"], path
        assert "unsafe-eval" not in found["policy"]


def test_no_page_has_a_script_in_an_attribute_or_an_address(site: Path) -> None:
    for path in pages(site):
        root = lxml.html.parse(path).getroot()
        assert root.xpath("//@*[starts-with(name(), 'on')]") == [], path
        assert [
            url for url in root.xpath("//@href | //@src | //@action") if url.strip().lower().startswith("javascript")
        ] == []


def test_what_leaves_the_site_cannot_reach_back(site: Path) -> None:
    outward = 0
    for path in pages(site):
        for link in lxml.html.parse(path).getroot().xpath("//a[starts-with(@href, 'http')]"):
            outward += 1
            assert {"noopener", "noreferrer"} & set((link.get("rel") or "").split()), (path, link.get("href"))
    assert outward > 100


def test_the_file_of_headers_allows_what_the_pages_do_and_says_what_only_a_header_can(site: Path) -> None:
    everywhere = header_file(site)["/*"]
    allowed = {name for path in pages(site) for name in csp.hashes(path.read_text("utf-8"))}
    assert set(re.findall(r"'sha256-[^']+'", everywhere["Content-Security-Policy"])) == allowed != set()
    assert "frame-ancestors 'none'" in everywhere["Content-Security-Policy"]
    assert everywhere["X-Content-Type-Options"] == "nosniff"
    assert everywhere["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in everywhere["Permissions-Policy"]


def test_only_what_never_changes_may_be_kept_for_ever(site: Path) -> None:
    kept = {place for place, lines in header_file(site).items() if "immutable" in lines.get("Cache-Control", "")}
    assert [
        place for place in kept if not re.search(r"\.[0-9a-f]{8}\.", place) or not (site / place[1:]).is_file()
    ] == []
    named = {
        path
        for text in pages(site)
        for path in re.findall(r'(?<! content)="(?:\.\./)*(assets/[^"]+)"', text.read_text("utf-8"))
    }
    assert named and {f"/{path}" for path in named} <= kept


@pytest.mark.parametrize(
    ("script", "hashed"),
    [
        ("<script>run()</script>", True),
        ('<script type="module">run()</script>', True),
        ("<SCRIPT data-x='>'>run()</SCRIPT>", True),
        ('<script defer src="a.js"></script>', False),
        ('<script type="application/json">{"a": "<script>"}</script>', False),
        ('<script type="application/ld+json">{}</script>', False),
    ],
)
def test_only_scripts_that_run_are_hashed(script: str, hashed: bool) -> None:
    assert bool(csp.hashes(f"<p>{script}</p>")) is hashed


def test_a_host_that_is_allowed_may_give_what_it_is_named_for_and_no_more() -> None:
    allow = Allowed(images=("https://a.example",), scripts=("https://b.example",))
    rules = {rule.split()[0]: rule.split()[1:] for rule in csp.text([], allow=allow).split("; ")}
    assert {name for name, hosts in rules.items() if "https://a.example" in hosts} == {"img-src", "media-src"}
    assert {name for name, hosts in rules.items() if "https://b.example" in hosts} == {
        "script-src",
        "img-src",
        "connect-src",
    }
    assert allow.has("images", "//A.example/x.png") and not allow.has("images", "https://a.example.evil.example/")


@pytest.mark.parametrize(
    ("link", "after"),
    [
        ('<a href="https://x.example/">', '<a href="https://x.example/" rel="noopener">'),
        ('<a title="a > b" href="http://x.example/">', '<a title="a > b" href="http://x.example/" rel="noopener">'),
        ('<a rel="nofollow" href="https://x.example/">', '<a rel="nofollow noopener" href="https://x.example/">'),
        ('<a rel="noreferrer" href="https://x.example/">', '<a rel="noreferrer" href="https://x.example/">'),
        ('<a href="../roots/#c018">', '<a href="../roots/#c018">'),
        ('<a data-of="https://x.example/" href="#a">', '<a data-of="https://x.example/" href="#a">'),
        ('<a href="https://own.example/b/">', '<a href="https://own.example/b/">'),
    ],
)
def test_links_are_marked_where_they_leave(edition: Edition, link: str, after: str) -> None:
    own = edition._replace(site=edition.site._replace(root="https://own.example/b/"))
    assert csp.links(link, own) == after


# What a reader can do, each by what it is done to. A page does what it has.


def _first(page: Page, selector: str) -> Locator | None:
    found = page.locator(selector).filter(visible=True).first
    return found if found.count() else None


def _search(page: Page, button: Locator) -> None:
    button.click()
    page.locator("#search input").fill("treaty")
    page.locator("#search ol li").first.wait_for(timeout=WAIT)
    page.keyboard.press("Escape")


def _palette(page: Page, label: Locator) -> None:
    before = page.locator("html").get_attribute("data-md-color-scheme")
    label.click()
    assert page.locator("html").get_attribute("data-md-color-scheme") != before


def _views(page: Page, switch: Locator) -> None:
    for view in ("brief", "evidence", "annotated"):
        switch.locator(f"input[value={view}]").check(force=True)
        assert page.locator("html").get_attribute("data-view") == view


def _popover(page: Page, mark: Locator) -> None:
    mark.hover()
    page.wait_for_timeout(400)
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    page.keyboard.press("Escape")


def _figure(page: Page, fold: Locator) -> None:
    name = fold.evaluate("fold => fold.closest('figure').id")
    figure = page.locator(f"#{name}")
    fold.click()
    figure.locator(".figure-explore").click()
    plot = figure.locator(".figure-plot .main-svg").first
    plot.wait_for(timeout=WAIT)
    figure.locator(".figure-plot").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".palette label").filter(visible=True).first.click()  # colours anew while it is open
    figure.locator(".figure-explore").click()


def _png(page: Page, button: Locator) -> None:
    with page.expect_download(timeout=WAIT):
        button.click()


def _filter(page: Page, form: Locator) -> None:
    for choice in form.locator("select").filter(visible=True).all():
        choice.select_option(index=1)
        choice.select_option(index=0)  # or what it leaves of the next list may not hold that one's first choice
    form.locator("input[name=q]").fill("oil")
    page.wait_for_url("**q=oil*", timeout=WAIT)  # not wait_for_function: it evaluates text, which the policy forbids


def _copy(page: Page, button: Locator) -> None:
    button.click()
    page.locator("#spoken", has_text="Copied").wait_for(state="attached", timeout=WAIT)


def _select(page: Page, text: Locator) -> None:
    text.select_text()
    page.keyboard.press("Control+c")


FEATURES: dict[str, tuple[str, Callable[[Page, Locator], None]]] = {
    "search": (".search-open", _search),
    "palette": (".palette label", _palette),
    "views": ("fieldset.switch", _views),
    "popover": ("a.citation", _popover),
    "figure": (".figure-data > summary", _figure),
    "png": (".figure-png", _png),
    "copy": ("button[data-copy]", _copy),
    "select": (".text .claim", _select),
    "filter": ("form.filters", _filter),
}


def watch(page: Page, host: str) -> list[str]:
    """Everything that the policy stops, that goes wrong, and that is asked of another host."""
    said: list[str] = []

    def request(made: Request) -> None:
        if not made.url.startswith((host, "data:", "blob:")):
            said.append(f"asked {made.url}")

    page.expose_function("refused", lambda what: said.append(f"refused {what}"))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event =>"
        " window.refused(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`), true)"
    )
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", request)
    return said


Watched = tuple[Page, list[str]]


@pytest.fixture(scope="module")
def watched(browser: Browser, host: str) -> Iterator[Watched]:
    """A tab, and what is said of the pages in it."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-write", "clipboard-read"]
    )
    page = context.new_page()
    yield page, watch(page, host)
    context.close()


@pytest.fixture(scope="module")
def visits(watched: Watched, host: str, site: Path) -> dict[str, tuple[set[str], list[str]]]:
    """Every listed page, a source's page and the one for what is not found, with all that can be done there."""
    page, said = watched
    source = sorted((site / "references").glob("*/index.html"))[0].parent.name
    made = {}
    for path in (*PAGES, f"references/{source}/", "404.html"):
        page.goto(f"{host}/{path}", wait_until="load")
        done = set()
        for name, (selector, act) in FEATURES.items():
            if target := _first(page, selector):
                act(page, target)
                done.add(name)
        page.wait_for_timeout(100)
        made[path] = (done, said.copy())
        said.clear()
    return made


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_can_do_everything_on_a_page(visits: dict[str, tuple[set[str], list[str]]], path: str) -> None:
    done, said = visits[path]
    assert said == []
    assert {"search", "palette"} <= done


def test_a_source_and_a_page_that_is_not_there_too(visits: dict[str, tuple[set[str], list[str]]]) -> None:
    assert [visits[path][1] for path in visits if path not in PAGES] == [[], []]


def test_every_feature_was_used_somewhere(visits: dict[str, tuple[set[str], list[str]]]) -> None:
    assert set().union(*(done for done, _ in visits.values())) == set(FEATURES)


@pytest.mark.parametrize(
    ("planted", "directive"),
    [
        ("<script>window.ran = true</script>", "script-src-elem"),
        ('<b onclick="window.ran = true" class="planted">x</b>', "script-src-attr"),
        ('<script src="data:text/javascript,window.ran = true"></script>', "script-src-elem"),
        ('<img alt="" src="http://127.0.0.1:1/x.png">', "img-src"),
        ('<iframe title="x" src="about:blank#x"></iframe><object data="http://127.0.0.1:1/"></object>', "object-src"),
    ],
)
def test_what_someone_plants_is_stopped(watched: Watched, site: Path, host: str, planted: str, directive: str) -> None:
    page, said = watched
    said.clear()
    text = (site / "roots" / "index.html").read_text("utf-8").replace("</main>", f"{planted}</main>").replace(
        "</article>", f"{planted}</article>", 1
    )  # fmt: skip
    page.route("**/roots/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{host}/roots/")
    if page.locator("b.planted").count():
        page.locator("b.planted").first.click()
    page.wait_for_timeout(100)
    assert [line for line in said if line.startswith(f"refused {directive}")], said
    assert page.evaluate("window.ran") is None
    page.unroute("**/roots/")
