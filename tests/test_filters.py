"""The lists in a browser: what one chooses is shown, counted, kept in the address, and undone; and all from a disk too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from annotated_brief.edition import Edition
from conftest import Tab
from playwright.sync_api import Page, expect

VISIBLE = "[...document.querySelectorAll('[data-item]')].filter(item => item.getClientRects().length).length"

Opened = Callable[[str], Page]


@pytest.fixture(params=["server", "disk"])
def opened(request: pytest.FixtureRequest, tab: Tab, address: str, site: Path) -> Opened:
    """Open a page of the site by name and query, from a server and from a disk."""

    def go(where: str) -> Page:
        name, mark, rest = where.partition("?")
        page = tab()
        at = f"{address}/{name}/" if request.param == "server" else f"{site.as_uri()}/{name}/index.html"
        page.goto(f"{at}{mark}{rest}")
        return page

    return go


def shown(page: Page, count: str) -> int:
    """How many items are to be seen, once the count says so in words."""
    expect(page.locator("[data-count]")).to_have_text(count)
    number: int = page.evaluate(VISIBLE)
    return number


def test_the_first_pages_link_shows_the_claims_that_were_checked(opened: Opened, edition: Edition) -> None:
    wanted = sum(claim.is_checked for claim in edition.claims.values())
    page = opened("claims?checked=yes")
    assert shown(page, f"{wanted} of {len(edition.claims)} claims") == wanted


def test_each_choice_is_as_wide_as_its_room(opened: Opened) -> None:
    page = opened("claims")
    for width in (1360, 390):
        page.set_viewport_size({"width": width, "height": 844})
        left = "forms => [...forms[0].querySelectorAll('select')].map(e => Math.round(e.parentNode.clientWidth - e.offsetWidth))"
        assert not any(page.locator("[data-filters]").evaluate_all(left))


def test_choices_add_up_stand_in_the_address_and_are_undone(opened: Opened, edition: Edition) -> None:
    total = len(edition.claims)
    page = opened("claims")
    assert shown(page, f"{total} claims") == total
    page.select_option("[name=section]", "roots")
    page.select_option("[name=verdict]", "partly-supported")
    wanted = sum(claim.section == "roots" and claim.verdict == "partly supported" for claim in edition.claims.values())
    assert shown(page, f"{wanted} of {total} claims") == wanted
    page.wait_for_url("**section=roots&verdict=partly-supported")
    assert page.locator("[data-group]:visible").count() == 1
    of_group = sum(claim.section == "roots" for claim in edition.claims.values())
    assert page.locator("[data-group]:visible h2 small").inner_text() == f"{wanted} of {of_group} claims"
    assert page.locator("html[data-filtered]").count() == 1
    page.click("button[type=reset]")
    assert shown(page, f"{total} claims") == total
    assert page.locator("html[data-filtered]").count() == 0
    assert page.locator("#section-roots small").inner_text() == f"{of_group} claims"
    page.wait_for_function("location.search === ''")


def test_words_are_found_whatever_their_accents_and_apostrophes(opened: Opened, edition: Edition) -> None:
    page = opened("claims")
    page.fill("[name=q]", "reddy's LABORATORIES")
    assert shown(page, f"1 of {len(edition.claims)} claims") == 1
    page.fill("[name=q]", "xylophone quizzes")  # nothing in the list is spelled nearly so
    assert shown(page, f"0 of {len(edition.claims)} claims") == 0
    expect(page.locator("[data-none]")).to_be_visible()


def test_a_link_to_a_row_shows_it_though_the_choice_would_hide_it(opened: Opened, edition: Edition) -> None:
    page = opened("claims?verdict=contradicted#c018")
    assert shown(page, f"{len(edition.claims)} claims") == len(edition.claims)
    expect(page.locator("#c018")).to_be_in_viewport()


def test_a_tally_is_a_link_that_sets_the_choice(opened: Opened, edition: Edition) -> None:
    wanted = sum(claim.verdict == "open" for claim in edition.claims.values())
    page = opened("forecasts")
    page.click("a[data-preset][href='?verdict=open']")
    assert shown(page, f"{wanted} of {len(edition.forecasts)} forecasts") == wanted


def test_the_timeline_is_told_apart_by_class_and_theme(opened: Opened, edition: Edition) -> None:
    rows = [row.cells for row in edition.tables["timeline"].rows]
    wanted = sum(row["class"] == "later" and row["theme"] == "United Nations" for row in rows)
    page = opened("timeline?class=later&theme=united-nations")
    assert shown(page, f"{wanted} of {len(rows)} events") == wanted > 0
