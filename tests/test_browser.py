"""A real browser opens every page: no error, no request to another host, nothing shifts, nothing runs over."""

import pytest
from conftest import PAGES, Tab
from playwright.sync_api import Browser, Page, expect

WIDTHS = (360, 768, 1280)
# Lays out what waits until it comes near the screen, and says whether something has been laid out.
WHOLE = "* { content-visibility: visible !important; }"
SHOWN = "one => one.checkVisibility({ contentVisibilityAuto: true })"
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
LISTS = {
    "references/": ".lookup-all > .reference",
    "claims/": ".ledger > tbody > tr",
    "forecasts/": ".forecast",
    "timeline/": ".event",
    "changes/": ".changes-list > li",
}


def watch(page: Page, address: str) -> list[str]:
    """Everything that a page complains of, or asks of another host."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if not _own(request.url, address) else None)
    return said


def _own(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


@pytest.fixture(scope="module")
def watched(browser: Browser, address: str) -> tuple[Page, list[str]]:
    page = browser.new_page()
    return page, watch(page, address)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_complaint_and_asks_no_other_host(
    watched: tuple[Page, list[str]], address: str, path: str
) -> None:
    page, said = watched
    said.clear()
    page.goto(f"{address}/{path}", wait_until="networkidle")
    assert said == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_over_sideways(tab: Tab, address: str, path: str) -> None:
    page = tab(viewport={"width": 360, "height": 740})
    page.goto(f"{address}/{path}")
    page.add_style_tag(content=WHOLE)
    for width in (*WIDTHS, 320):
        page.set_viewport_size({"width": width, "height": 740})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{over} px at {width}"


@pytest.mark.parametrize(
    "path", ["", "ukraine/", "roots/", "claims/?verdict=contradicted", "references/?q=tass", "references/?set=brief"]
)
def test_nothing_shifts_after_the_first_paint(browser: Browser, address: str, path: str) -> None:
    """Not when a question in the address is answered, nor when a sign takes the focus and its card is filled either."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => {for (const entry of list.getEntries())"
        " shifts.push(entry.value)}).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{address}/{path}", wait_until="networkidle")
    if path == "roots/":
        page.locator(".claim-mark[data-verdict=supported]").first.press("Enter")
        page.locator("#card [data-card]").wait_for()
    if not path.startswith("references/"):  # the height of what is found is an estimate until it is seen
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(400)
    assert page.evaluate("window.shifts") == []
    page.close()


@pytest.mark.parametrize("width", [390, 1360])
def test_a_drawing_far_below_is_laid_out_when_it_comes_near_and_keeps_its_place(
    tab: Tab, address: str, width: int
) -> None:
    page = tab(viewport={"width": width, "height": 844})
    page.goto(f"{address}/ukraine/")
    drawing = page.locator(".drawing:visible").last
    height = "drawing => drawing.getBoundingClientRect().height"
    before = drawing.evaluate(height)
    assert not drawing.locator("text").first.evaluate(SHOWN)
    drawing.scroll_into_view_if_needed()
    page.evaluate(FRAMES)
    assert drawing.locator("text").first.evaluate(SHOWN)
    assert abs(before - drawing.evaluate(height)) < 0.1


@pytest.mark.parametrize("width", [390, 1360])
@pytest.mark.parametrize("path", LISTS)
def test_a_long_list_is_laid_out_where_one_reads_and_a_place_far_down_can_be_linked_to(
    tab: Tab, address: str, path: str, width: int
) -> None:
    page = tab(viewport={"width": width, "height": 844})
    page.goto(f"{address}/{path}")
    items = page.locator(LISTS[path])
    last = items.last
    assert not last.locator("p").first.evaluate(SHOWN)
    # the scroll bar is about where it will be
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    style = page.add_style_tag(content=WHOLE)
    assert before == pytest.approx(page.evaluate(height), rel=0.06)
    style.evaluate("one => one.remove()")
    page.goto(f"{address}/{path}#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()
    page.evaluate(FRAMES)
    assert last.locator("p").first.evaluate(SHOWN)
    page.emulate_media(media="print")
    assert items.nth(items.count() // 2).locator("p").first.evaluate(SHOWN)
    page.emulate_media(media="screen")


@pytest.mark.parametrize("path", ["", "roots/", "claims/", "about/"])
def test_no_row_moves_while_a_slow_machine_reads_it_in(browser: Browser, address: str, path: str) -> None:
    moved: list[str] = []
    for _ in range(2):  # the parser pauses where it happens to
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.add_init_script("""window.moved = []; new PerformanceObserver(list => {
          for (const entry of list.getEntries()) for (const { node } of entry.sources) {
            const row = node?.nodeType === 1 && node.closest(".masthead, .reading, form");
            if (row) window.moved.push(row.className);
          }}).observe({type: 'layout-shift', buffered: true})""")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.goto(f"{address}/{path}", wait_until="networkidle")
        moved += page.evaluate("window.moved")
        context.close()
    assert moved == []


def notes(page: Page) -> list[dict[str, float]]:
    """Where each annotation stands, and where its sentence begins."""
    found: list[dict[str, float]] = (
        page.evaluate("""() => [...document.querySelectorAll('aside.annotation')].map(note => {
        const box = note.getBoundingClientRect(), id = note.dataset.claims.split(' ')[0]
        const line = document.getElementById(id).getClientRects()[0]
        const text = document.querySelector('.text p').getBoundingClientRect()
        return {top: box.top, bottom: box.bottom, left: box.left, right: box.right, at: line.top, text: text.right,
                height: line.height}})""")
    )
    return found


@pytest.mark.parametrize("path", ["", "roots/", "ukraine/", "differences/", "projections/"])
def test_annotations_stand_beside_their_sentence_or_under_the_one_before(tab: Tab, address: str, path: str) -> None:
    page = tab(viewport={"width": 1360, "height": 900})
    page.goto(f"{address}/{path}")
    before = 0.0
    for note in notes(page):
        assert note["left"] >= note["text"], "an annotation runs into the text"
        assert note["right"] <= 1360
        level = abs(note["top"] - note["at"]) <= note["height"] + 12
        under = 0 <= note["top"] - before <= 40
        assert note["top"] >= before and (level or under), note
        before = note["bottom"]
    end = page.evaluate("document.querySelector('.page').getBoundingClientRect().bottom")
    assert before <= end


def test_annotations_fold_under_their_paragraph_on_a_phone(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page.goto(f"{address}/roots/")
    fold = page.locator("details.annotations").first
    assert fold.locator("summary").first.is_visible()
    assert not fold.locator("aside").first.is_visible()
    fold.locator("summary").first.click()
    assert fold.locator("aside").first.is_visible()


def test_the_text_column_keeps_its_measure(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/roots/")
    characters = page.evaluate("""() => {
        const p = [...document.querySelectorAll('.text > p')].sort((a, b) => b.innerText.length - a.innerText.length)[0]
        const height = parseFloat(getComputedStyle(p).lineHeight)
        return p.innerText.length / Math.round(p.getBoundingClientRect().height / height)}""")
    assert 55 <= characters <= 75


@pytest.mark.parametrize("view", ["brief", "annotated", "evidence"])
def test_a_reading_view_can_be_linked_and_is_remembered(tab: Tab, address: str, view: str) -> None:
    page = tab()
    page.goto(f"{address}/roots/?view={view}")
    assert page.locator("html").get_attribute("data-view") == view
    assert page.locator("aside.annotation").first.is_visible() == (view != "brief")
    assert page.locator(".claim-mark").first.is_visible() == (view != "brief")
    assert page.locator(".reason").first.is_visible() == (view == "evidence")
    page.goto(f"{address}/roots/")
    page.locator(f"input[name=view][value={view}]").check(force=True)
    page.goto(f"{address}/differences/")
    assert page.locator("html").get_attribute("data-view") == view


def test_the_reading_view_is_switched_by_keyboard(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/roots/")
    page.locator("input[name=view][value=annotated]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("html").get_attribute("data-view") == "evidence"


def test_without_scripts_the_page_is_whole(tab: Tab, address: str) -> None:
    dark = {"forced_colors": "active", "color_scheme": "dark"}  # a drawing has its own ground there
    page = tab(java_script_enabled=False, viewport={"width": 1360, "height": 900}, **dark)
    page.goto(f"{address}/ukraine/")
    ground = "drawing => getComputedStyle(drawing).backgroundColor"
    assert page.locator(".drawing:visible").first.evaluate(ground) == "rgb(251, 250, 245)"
    page.locator("figure details > summary").first.click()
    assert page.locator("figure [download]:visible, figure button:visible").evaluate_all(
        "all => all.map(e => e.tagName)"
    ) == ["A", "A"]
    assert page.locator("aside.annotation").first.is_visible()
    assert page.locator("figure svg[role=img]").first.is_visible()
    page.locator(".footnotes-fold > summary").click()
    assert page.locator("section[role=doc-endnotes] li").first.is_visible()


ODD = (
    "?q=%E0%A4%A&view=__proto__&sort=toString&search=foo~99999#%E0%A4%A",
    f"?q=__proto__{'%25a' * 10_000}#__proto__{'%25a' * 25_000}",
)


@pytest.mark.parametrize("storage", ["blocked", "full", "filled with nonsense"])
def test_whatever_stands_in_address_and_storage_a_page_goes_on(browser: Browser, address: str, storage: str) -> None:
    context = browser.new_context()
    if storage == "blocked":
        context.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage'])"
            " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });"
            "history.replaceState = () => { throw new DOMException('no', 'SecurityError'); };"
        )
    elif storage == "full":
        context.add_init_script(
            "const full = () => { throw new DOMException('full', 'QuotaExceededError'); };"
            "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
            " { value: new Proxy({ getItem: () => null, setItem: full, removeItem() {} }, { set: full }) });"
        )
        context.route("**/*.woff2", lambda route: route.abort())  # nor do the typefaces come
    else:
        context.add_init_script(
            "if (location.origin !== 'null') for (const name of ['view', 'palette', 'slash', '__proto__']) localStorage[name] = '{\"<b>';"
        )
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(f"{page.url[:200]}: {error.stack or error}"))
    for path in ("claims/", "references/", "roots/"):
        for odd in ODD if storage == "filled with nonsense" else ODD[:1]:
            page.goto("about:blank")  # or a new place on the same page loads nothing
            page.goto(f"{address}/{path}{odd}", wait_until="domcontentloaded")
            page.evaluate("document.querySelector('input[name=view]')?.dispatchEvent(new Event('change'))")
            page.evaluate(
                "document.querySelector('form [name=q]')?.dispatchEvent(new Event('input', { bubbles: true }))"
            )
    assert said == []
    assert page.locator("main h1").is_visible()
    page.go_back()
    page.go_forward()
    assert said == []
    context.close()
