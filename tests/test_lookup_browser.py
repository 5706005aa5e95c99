"""The look-up as a reader uses it: by keyboard, by link, misspelt, in another script, without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_brief.bibliography import identifiers
from annotated_brief.edition import Edition
from conftest import Tab
from playwright.sync_api import Browser, BrowserContext, Page, expect

# The addresses of what is shown, once two frames have passed and all that the count speaks of is drawn.
SHOWN = """() => new Promise((done) => {
  const found = document.querySelector(".lookup-found"), count = document.querySelector(".lookup-count");
  let frames = 0;
  (function look() {
    const said = count.textContent, number = said === "No source found" ? "0" : /^(\\d+) of/.exec(said)?.[1] ?? "Infinity";
    if (frames++ < 2 || found.children.length !== Math.min(number, number === "Infinity" ? number : 100)) {
      return requestAnimationFrame(look);
    }
    done([...found.querySelectorAll(".reference-open")].map((one) => one.href));
  })();
})"""
EMPTY = """() => new Promise((done) => {
  document.querySelector(".lookup").reset();
  setTimeout(() => { document.activeElement.blur(); scrollTo(0, 0); done(); }, 0);
})"""


@pytest.fixture(scope="module")
def kept(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page for all tests of this file, and what went wrong on it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, faults = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened, faults
    context.close()


@pytest.fixture
def page(kept: tuple[Page, list[str]], address: str) -> Iterator[Page]:
    """The references with nothing asked."""
    opened, faults = kept
    if opened.url.partition("?")[0] == f"{address}/references/":
        opened.evaluate(EMPTY)
    else:
        opened.goto(f"{address}/references/")
    yield opened
    assert faults == []


def _ask(page: Page, query: str) -> list[str]:
    page.locator(".lookup [name=q]").fill(query)
    return [href.rstrip("/").split("/")[-1] for href in _links(page)]


def _links(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SHOWN)
    return found


def _brief(edition: Edition, number: int) -> str:
    return next(source.key for source in edition.sources.values() if source.footnote == number)


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("повестка", 3),
        ("povestka", 3),
        ("Povetska", 3),
        ("66bn", 4),
        ("primakov", 2),
        ("primakow triangel", 2),
        ("8", 8),
    ],
)
def test_a_half_remembered_word_finds_the_source(page: Page, edition: Edition, query: str, number: int) -> None:
    assert _ask(page, query)[0] == _brief(edition, number)


def test_all_words_must_fit(page: Page, edition: Edition) -> None:
    found = _ask(page, "tass 2023")
    assert found
    for key in found:
        source = edition.sources[key]
        words = f"{key} {source.title} {source.publisher} {source.url} {source.date}"
        around = " ".join(use.context for use in edition.uses[key])
        assert "tass" in (words + around).lower()
        assert "2023" in words + around


def test_every_key_finds_its_source_first(page: Page, edition: Edition) -> None:
    for key in list(edition.sources)[::60]:
        assert _ask(page, key)[0] == key


def test_the_words_around_a_use_are_searched_and_shown(page: Page, edition: Edition) -> None:
    use = next(use for uses in edition.uses.values() for use in uses if use.kind == "annotation")
    found = _ask(page, " ".join(re.findall(r"[A-Za-z]{4,}", use.context)[:6]))
    assert use.key in found


def test_the_author_of_the_brief_leads_to_the_edition(page: Page, edition: Edition) -> None:
    _ask(page, edition.settings.argument_by.split()[-1].lower())
    expect(page.locator(".lookup-itself")).to_be_visible()


def test_facets_narrow_and_counts_are_said(page: Page, edition: Edition) -> None:
    page.locator(".lookup [name=set]").select_option("brief")
    expect(page.locator(".lookup-count[role=status]")).to_have_text(
        f"{edition.settings.footnotes} of {len(edition.sources)} sources"
    )
    page.locator(".lookup [name=language]").select_option("Russian")
    russian = [source for source in edition.sources.values() if source.footnote and source.language == "Russian"]
    expect(page.locator(".lookup-found .reference")).to_have_count(len(russian))


def _numbers(page: Page, name: str) -> dict[str, int]:
    """What the choices of one kind say that they would leave."""
    texts = page.eval_on_selector_all(
        f".lookup [name={name}] option[value]:not([value=''])", "all => all.map(one => [one.value, one.textContent])"
    )
    return {value: int(re.findall(r"\((\d+)\)$", text)[0]) for value, text in texts}


def test_a_choice_says_how_many_it_would_leave(page: Page, edition: Edition) -> None:
    whole = {name: _numbers(page, name) for name in ("set", "language", "section")}
    found = [edition.sources[key] for key in _ask(page, "nsr")]
    page.locator(".lookup [name=language]").select_option("Russian")
    russian = [source for source in found if source.language == "Russian"]
    assert 0 < len(russian) < len(found)
    page.locator(f".lookup [name=set] option:text('({len(russian)})')").wait_for(state="attached")
    # The words and the other choices count, the choice itself does not: another language is still offered with its own.
    for value, number in _numbers(page, "language").items():
        assert number == sum(source.language == value for source in found), value
    for value, number in _numbers(page, "set").items():
        assert number == sum((value == "brief") == bool(source.footnote) for source in russian), value
    none = page.locator(".lookup [name=set] option[value=brief]")
    expect(none).to_be_disabled() if not any(source.footnote for source in russian) else expect(none).to_be_enabled()
    page.locator(".lookup [type=reset]").click()
    expect(none).to_be_enabled()
    assert {name: _numbers(page, name) for name in whole} == whole


@pytest.mark.parametrize("order", ["author", "date", "uses", "number"])
def test_sorting(page: Page, edition: Edition, order: str) -> None:
    page.locator(".lookup [name=sort]").select_option(order)
    keys = [href.rstrip("/").split("/")[-1] for href in _links(page)]
    assert len(keys) == 100
    if order == "date":
        dates = [edition.sources[key].date for key in keys]
        assert dates == sorted(dates, reverse=True)
    if order == "uses":
        counts = [len(edition.uses.get(key, [])) for key in keys]
        assert counts == sorted(counts, reverse=True)
    if order == "number":
        assert [int(edition.numbers[key]) for key in keys] == list(range(1, len(keys) + 1))


def test_a_search_can_be_sent(page: Page, address: str, edition: Edition) -> None:
    _ask(page, "povestka")
    page.locator(".lookup [name=set]").select_option("brief")
    page.wait_for_url("**/?q=povestka&set=brief")
    page.goto(f"{address}/references/?q=povestka&set=brief")
    expect(page.locator(".lookup-found .reference")).to_have_count(1)
    assert _links(page)[0].rstrip("/").endswith(_brief(edition, 3))


def test_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator(".lookup [name=q]")).to_be_focused()
    page.keyboard.type("tass 2023")
    second = _links(page)[1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == second
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".lookup [name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(second)


def test_a_slash_in_a_field_is_a_slash_and_the_key_can_be_switched_off(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/references/")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator(".lookup [name=q]").input_value() == "a/b"
    page.locator('[data-setting="search-key"]').uncheck()
    page.locator("body").click(position={"x": 2, "y": 2})
    page.keyboard.press("/")
    expect(page.locator(".lookup [name=q]")).not_to_be_focused()


def test_clearing_brings_the_whole_list_back(page: Page, edition: Edition) -> None:
    _ask(page, "povestka")
    page.locator(".lookup [type=reset]").click()
    expect(page.locator(".lookup-all")).to_be_visible()
    expect(page.locator(".lookup-count")).to_have_text(f"{len(edition.sources)} sources")
    expect(page.locator(".lookup [name=q]")).to_be_focused()


def test_the_list_put_away_is_out_of_reach(page: Page) -> None:
    """Its boxes are kept for speed; neither a key nor a screen reader may come upon them."""
    _ask(page, "povestka")
    expect(page.locator(".lookup-all")).not_to_be_visible()
    assert page.get_by_role("listitem").filter(has_text="Povestka").count() == len(_links(page))
    page.locator(".lookup-found .reference-open").last.focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.lookup-all, .lookup-found')")


def test_a_first_letter_finds_the_same_by_a_link_and_by_hand(page: Page, tab: Tab, address: str) -> None:
    _ask(page, "r")
    other = tab()
    other.goto(f"{address}/references/?q=r")
    assert _links(other) == _links(page)
    count = ".lookup-count"
    assert other.locator(count).inner_text() == page.locator(count).inner_text()


def test_a_word_that_every_object_knows_is_a_word(page: Page) -> None:
    _ask(page, "constructor")


def test_nothing_found_is_said(page: Page) -> None:
    assert _ask(page, "qqqqzzzzxxxx") == []
    expect(page.locator(".lookup-count")).to_have_text("No source found")


def test_every_copy_button_copies_and_says_so(context: BrowserContext, address: str, edition: Edition) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    key = _brief(edition, 8)
    page.goto(f"{address}/references/{key}/")
    buttons = page.locator("button[data-copy]")
    assert buttons.count() == 7
    for index in range(7):
        buttons.nth(index).click()
        expect(buttons.nth(index)).to_have_text("Copied")
        expect(page.locator("#spoken")).to_have_text("Copied")
        assert identifiers.readable(edition.sources[key].url) in page.evaluate("navigator.clipboard.readText()")


def test_without_scripts_the_page_is_the_list(tab: Tab, address: str, edition: Edition) -> None:
    page = tab(java_script_enabled=False)
    page.goto(f"{address}/references/")
    expect(page.locator(".lookup-all > .reference")).to_have_count(len(edition.sources))
    expect(page.locator(".lookup")).to_be_hidden()


def test_a_copy_on_a_disk_can_be_searched(tab: Tab, site: Path, edition: Edition) -> None:
    page = tab()
    page.goto((site / "references" / "index.html").as_uri())
    assert _ask(page, "povestka")[0] in {_brief(edition, 3), "index.html"}


def _note(page: Page, address: str, edition: Edition) -> str:
    """Open a section that cites footnote 2 and scroll to the mark."""
    key = _brief(edition, 2)
    page.goto(f"{address}/{edition.site.page(edition.uses[key][0].page)}")
    page.locator(f'a.citation[data-key="{key}"]').first.scroll_into_view_if_needed()
    return f'a.citation[data-key="{key}"]'


def test_a_footnote_opens_on_hover_and_closes_on_leaving(tab: Tab, address: str, edition: Edition) -> None:
    page = tab()
    mark = page.locator(_note(page, address, edition)).first
    mark.hover()
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card).to_contain_text(edition.sources[_brief(edition, 2)].title)
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)


def test_a_footnote_opens_on_enter_and_not_on_focus_alone_and_closes_on_esc(
    tab: Tab, address: str, edition: Edition
) -> None:
    page = tab()
    mark = page.locator(_note(page, address, edition)).first
    mark.evaluate("link => link.focus({ focusVisible: true })")
    expect(page.locator("#card")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#card")).to_be_visible()
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_footnote_opens_on_tap(tab: Tab, address: str, edition: Edition) -> None:
    page = tab(has_touch=True, viewport={"width": 360, "height": 780})
    page.locator(_note(page, address, edition)).first.tap()
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card.get_by_role("link", name=re.compile("Cite and details"))).to_be_visible()
    with page.expect_download() as found:
        card.get_by_role("link", name="Download .ris").tap()
    assert found.value.suggested_filename == f"{_brief(edition, 2)}.ris"
    assert found.value.path().read_text("utf-8").startswith("TY  - ")
