"""axe-core finds nothing, in both palettes, at three widths, with everything opened."""

import importlib.resources
import re
from pathlib import Path
from typing import Any, Literal

import lxml.html
import pytest
from annotated_brief.edition import Edition
from conftest import PAGES, Tab

AXE = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")
# Everything in the light palette; in the dark one only what a palette changes, at the other width all but that.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FULL: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": TAGS}
UNCOLOURED = FULL | {"rules": {"color-contrast": {"enabled": False}}}
CONTRAST = FULL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
Look = tuple[Literal["light", "dark"], int, dict[str, Any]]
LOOKS: tuple[Look, ...] = (("dark", 768, CONTRAST), ("light", 360, FULL), ("light", 1280, UNCOLOURED))
SCHEMES = {"light": "default", "dark": "slate"}
# Rows of one list are made by one template, and so are lists of one class: of the first three lists a dozen rows are
# looked at, of the others one, or it takes minutes.
SHORTEN = """const seen = {};
document.querySelectorAll('tbody, .references, .footnotes ol, .events, .ledger, ol, ul').forEach(list => {
    if (!list.isConnected) return;
    const kind = `${list.parentElement.className} ${list.className}`;
    seen[kind] = (seen[kind] ?? 0) + 1;
    [...list.children].slice(seen[kind] > 3 ? 1 : 12).forEach(row => row.remove());
})"""
# axe-core asks for the same sizes over and over, and for each answer the browser looks through its layout. Nothing moves
# while it runs, so each is asked for once: the same is found in half the time.
RUN = """async ([scope, rules]) => {
    const sizes = ['scrollWidth', 'scrollHeight', 'clientWidth', 'clientHeight']
    const asked = sizes.map(name => Object.getOwnPropertyDescriptor(Element.prototype, name))
    sizes.forEach((name, index) => {
        const known = new Map()
        Object.defineProperty(Element.prototype, name, { configurable: true, get() {
            if (!known.has(this)) known.set(this, asked[index].get.call(this))
            return known.get(this)
        } })
    })
    try {
        return (await axe.run(scope, rules)).violations
    } finally {
        sizes.forEach((name, index) => Object.defineProperty(Element.prototype, name, asked[index]))
    }
}"""
SOURCES = ("the shortest source", "the longest source", "a source in another script")


@pytest.mark.parametrize("path", [*PAGES, *SOURCES, "404.html"])
def test_axe_finds_no_violation(tab: Tab, address: str, site: Path, edition: Edition, path: str) -> None:
    path = _source(site, edition, path) if path in SOURCES else path
    assert _violations(tab, f"{address}/{path}", LOOKS, SHORTEN) == []


@pytest.mark.every
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(tab: Tab, address: str, site: Path, scheme: str, width: int) -> None:
    files = [page for page in sorted(site.rglob("*.html")) if 'http-equiv="refresh"' not in page.read_text("utf-8")]
    pages = [
        page.relative_to(site).as_posix().removesuffix("index.html") for page in files
    ]  # no page that only leads on
    found = {page: _violations(tab, f"{address}/{page}", ((scheme, width, FULL),)) for page in pages}
    assert {page: what for page, what in found.items() if what} == {}


def test_no_two_things_that_fold_out_have_the_same_name(site: Path, edition: Edition) -> None:
    """Read out by themselves, as a screen reader lists them, a dozen times "More" would say nothing."""
    for section in edition.settings.sections:
        page = lxml.html.parse(site / ("" if section == "introduction" else section) / "index.html")
        ids = {element.get("id"): element.text_content() for element in page.xpath("//*[@id]")}
        names = [
            " ".join(ids[part] for part in more.get("aria-labelledby", "").split())
            for more in page.xpath("//details[@class='annotation-more']/summary")
        ]
        assert all(names) and len(names) == len(set(names))


def _source(site: Path, edition: Edition, which: str) -> str:
    """The address of a source's page that differs from most."""
    pages = {key: (site / "references" / key / "index.html").read_text("utf-8") for key in edition.sources}
    if which == SOURCES[2]:
        other = [key for key, source in edition.sources.items() if re.search(r"[\u0400-\u04ff]", source.text("title"))]
        pages = {key: pages[key] for key in other} or pages
    order = sorted(pages, key=lambda key: (len(pages[key]), key))
    return f"references/{order[0 if which == SOURCES[0] else -1]}/"


def _violations(tab: Tab, address: str, looks: tuple[Look, ...], before: str = "") -> list[tuple[Any, ...]]:
    """What axe-core finds on one page: how it looked, the rule, and the first elements that break it."""
    page = tab(bypass_csp=True, reduced_motion="reduce")
    page.goto(address)
    page.evaluate(AXE)
    if before:
        page.evaluate(before)
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    found: list[tuple[Any, ...]] = []
    for scheme, width, rules in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function(f"document.documentElement.dataset.mdColorScheme === '{SCHEMES[scheme]}'")
        for bad in page.evaluate(RUN, ["html", rules]):
            found.append((scheme, width, bad["id"], [node["html"][:160] for node in bad["nodes"][:3]]))
    return found


# What opens each card, what shows that it is filled, and what is looked at: the page around it is looked at by itself.
CARDS = {
    "the card of a claim": (".claim-mark", "#card [data-card]", "#card"),
    "how a claim is cited": ("#card button:text-is('Cite')", "#card .card-form", "#card"),
    "a footnote": ("a.citation", "#card .card-note", "#card"),
    "how a note is cited": (".annotation:visible a.share", "#card .card-form", "#card"),
    "a value of a figure": (".figure-view[tabindex]", ".figure-card.shown", ".figure-view"),
    "the search": (".search-open", "#search[open] input", "#search"),
}


def test_axe_finds_no_violation_with_a_card_of_any_kind_open(tab: Tab, address: str) -> None:
    for scheme, rules in (("light", FULL), ("dark", CONTRAST)):
        page = tab(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        page.goto(f"{address}/projections/")
        page.evaluate(AXE)
        page.evaluate("document.querySelectorAll('.footnotes li:nth-child(n + 30)').forEach(note => note.remove())")
        for what, (opener, filled, scope) in CARDS.items():
            page.locator(opener).first.press("ArrowRight" if "value" in what else "Enter")
            page.locator(filled).first.wait_for()
            bad = page.evaluate(RUN, [scope, rules])
            assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in bad] == [], what
        page.locator("#search input").fill("oil")
        page.locator("#search ol > li").first.wait_for()
        assert page.evaluate(RUN, ["#search", rules]) == []


def test_notes_are_no_landmarks_and_links_are_not_named_by_ids(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/roots/")
    assert page.get_by_role("complementary").count() == 0
    assert page.get_by_role("note").count() >= page.locator(".annotation").count() > 0
    names = page.evaluate("[...document.querySelectorAll('.text a')].map(link => link.ariaLabel ?? link.textContent)")
    assert [name for name in names if re.search(r"\bc\d{3}\b|note-", name) and not name.startswith("Back to")] == []
    marks = page.evaluate("[...document.querySelectorAll('.claim-mark')].map(link => link.ariaLabel)")
    assert len(set(marks)) == len(marks)


def test_a_section_is_gone_through_in_a_hundred_and_ten_steps(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/roots/")
    steps = 0
    while steps < 200:
        page.keyboard.press("Tab")
        steps += 1
        if page.evaluate("document.activeElement.dataset.setting === 'search-key'"):
            break
    assert steps < 110


def test_every_section_and_figure_has_a_heading(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/")
    assert page.locator("h2#start").text_content()
    page.goto(f"{address}/figures/")
    assert page.locator("figure").count() == page.locator("figure [role=heading], figure :is(h2, h3)").count()
    page.goto(f"{address}/forecasts/")
    heads = page.locator(".forecast > h3").all_text_contents()
    assert heads and len(set(heads)) == len(heads)


KINDS = (*PAGES, "claims/c018/", "changes/1.0.0/", "print/", "outlets/tass/", "404.html")
# Nothing may be wider than the window but what scrolls in a frame of its own.
WIDE = """() => {
    document.querySelectorAll('details').forEach(fold => fold.open = true)
    return document.documentElement.scrollWidth - document.documentElement.clientWidth
}"""
# WCAG 2.5.8: 24 px each way, in a line of running text, or a mark whose claim has a larger link on the same page.
SMALL = """() => [...document.querySelectorAll('main :is(a[href], button, summary)')].filter(e => {
    if (!e.checkVisibility({ opacityProperty: true }) || e.matches('.unseen, .strip-mark, svg *')) return false
    const box = e.getBoundingClientRect()
    const prose = e.closest('p, li, td, dd, figcaption') && getComputedStyle(e).display === 'inline'
        && e.textContent.trim().length > 3
    return box.width > 1 && !prose && (box.width < 23.5 || box.height < 23.5)
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("width", "letters"), [(320, ""), (1280, "html { font-size: 200% }")])
def test_every_kind_of_page_holds_large_letters_and_a_finger(
    tab: Tab, address: str, edition: Edition, width: int, letters: str
) -> None:
    """At 400 per cent zoom, which is 320 px, at letters of twice the size, and at both."""
    page = tab(viewport={"width": width, "height": 800}, bypass_csp=True)
    for path in (*KINDS, f"references/{next(iter(edition.sources))}/"):
        page.goto(f"{address}/{path}")
        page.add_style_tag(content=letters or "/**/")
        assert page.evaluate(SMALL)[:5] == [], path
        assert page.evaluate(WIDE) == 0, path
        title = page.locator("header a").first.bounding_box()
        assert title and title["width"] >= 100, f"{path}: the title stands in a column of letters"
        if not letters:
            page.add_style_tag(content="html { font-size: 200% }")
            assert page.evaluate(WIDE) == 0, f"{path}, with large letters"


def test_at_four_times_the_size_the_bar_does_not_stay(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 320, "height": 225})
    page.goto(f"{address}/roots/")
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 600")
    assert page.evaluate("document.querySelector('.reading').getBoundingClientRect().bottom") < 0


def test_icons_grow_with_the_text(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/roots/")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.locator(".search-open svg").evaluate("icon => icon.getBoundingClientRect().width") == 36
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    title = page.locator(".masthead-title")  # in a line or two, not a letter a line
    assert (
        title.evaluate("one => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)") < 4
    )
    page.goto(f"{address}/")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_way_past_the_head_of_the_first_page_leads_to_its_text(tab: Tab, address: str) -> None:
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("scrollY > 400")
    assert page.evaluate("document.activeElement.id") == "start"
