"""Reading in a real browser: a sentence and its notes, the card at it, what is copied, what the views hold, what prints."""

import re

import pytest
from annotated_brief.edition import Edition
from annotated_brief.references import footnote_faults
from conftest import Tab
from playwright.sync_api import Page, expect


@pytest.fixture
def page(tab: Tab) -> Page:
    return tab(viewport={"width": 1360, "height": 900}, permissions=["clipboard-read", "clipboard-write"])


def noted(edition: Edition) -> tuple[str, str, str]:
    """A claim with an annotation on a page of its own, the annotation, and the file."""
    note = next(note for note in edition.annotations.values() if note.page != "index.md" and note.claims)
    return note.claims[0], note.id, note.page


def opened(page: Page, address: str, edition: Edition, file: str, query: str = "") -> None:
    page.goto(f"{address}/{edition.site.page(file)}{query}")


def copied(page: Page, selector: str) -> str:
    """What the clipboard holds after all of an element was copied."""
    page.locator(selector).evaluate("element => getSelection().selectAllChildren(element)")
    page.keyboard.press("Control+c")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_what_is_copied_is_signed_by_whose_words_it_is(page: Page, address: str, edition: Edition) -> None:
    claim, note, file = noted(edition)
    opened(page, address, edition, file)
    sentence = copied(page, f"[id={claim}]").rpartition("\n\n")[2]
    assert sentence.startswith(f"{edition.settings.argument_by}’s argument, restated by the contributors, in ")
    assert sentence.endswith(f"#{claim}")
    ours = copied(page, f"[id={note}] .annotation-lead").rpartition("\n\n")[2]
    assert ours.startswith(f"{edition.settings.contributors}, “") and ours.endswith(f"#{note}")
    assert edition.settings.argument_by not in ours


@pytest.mark.parametrize("what", ["a claim", "a note"])
def test_a_claim_and_a_note_can_be_cited_in_every_form_and_say_that_their_link_is_copied(
    page: Page, address: str, edition: Edition, what: str
) -> None:
    claim, note, file = noted(edition)
    opened(page, address, edition, file)
    if what == "a claim":
        page.locator(f"[id={claim}] + .claim-mark").press("Enter")
        page.locator("#card").get_by_role("button", name="Cite").press("Enter")
        page.locator("#card .card-form").first.wait_for()
        page.keyboard.press("Tab")
        expect(page.locator("#card .card-form button").first).to_be_focused()
        note = claim
    else:
        page.locator(f"[id={note}] a.share").click()
    card = page.locator("#card")
    for form in ("Footnote", "Chicago", "APA", "MLA", "BibTeX", "RIS", "CSL-JSON"):
        card.get_by_role("button", name=f"Copy: {form}", exact=True).click()
        taken = page.evaluate("navigator.clipboard.readText()")
        assert f"#{note}" in taken and edition.settings.title in taken, form
    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"#{note}")


def test_a_sentence_and_its_note_light_each_other(page: Page, address: str, edition: Edition) -> None:
    claim, note, file = noted(edition)
    opened(page, address, edition, file)
    page.locator(f"[id={claim}]").hover()
    expect(page.locator(f"[id={note}]")).to_have_class(re.compile(r"\blit\b"))
    page.locator(f"[id={note}] .share").focus()
    expect(page.locator(f"[id={claim}]")).to_have_class(re.compile(r"\blit\b"))
    assert page.locator(f"[id={claim}]").get_attribute("aria-details") == note
    page.locator(f"[id={note}] .annotation-links a").first.press("Enter")
    expect(page.locator(f"[id={claim}]")).to_be_focused()


def test_the_card_of_a_claim_opens_at_its_sentence_and_gives_the_focus_back(
    page: Page, address: str, edition: Edition
) -> None:
    claim, _, file = noted(edition)
    opened(page, address, edition, file)
    sign = page.locator(f"[id={claim}] + .claim-mark")
    sign.focus()
    card = page.locator("#card")
    expect(card).to_have_count(0)
    page.keyboard.press("Enter")
    expect(card).to_have_attribute("aria-label", re.compile(edition.claims[claim].verdict, re.IGNORECASE))
    expect(card).to_contain_text(edition.claims[claim].why[:20].replace("'", "’"))
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(sign).to_be_focused()
    page.locator(f"[id={claim}]").click(position={"x": 40, "y": 12})
    card.get_by_role("button", name="Copy link").click()
    expect(card.get_by_role("button", name="Link copied")).to_be_visible()


def test_without_scripts_a_sign_leads_to_the_row_of_its_claim(tab: Tab, address: str, edition: Edition) -> None:
    claim, _, file = noted(edition)
    page = tab(java_script_enabled=False)
    opened(page, address, edition, file)
    page.locator(f"[id={claim}] + .claim-mark").press("Enter")
    page.wait_for_url(f"**/claims/#{claim}")
    assert page.locator(f"[id={claim}]").is_visible()


@pytest.mark.parametrize("file", ["roots.md", "ukraine.md"])
def test_the_brief_view_holds_the_text_and_its_own_notes(page: Page, address: str, edition: Edition, file: str) -> None:
    opened(page, address, edition, file, "?view=brief")
    shown = (
        "[...document.querySelectorAll('.annotation, .claim-mark, figure, .strip')].filter(e => e.checkVisibility())"
    )
    assert page.evaluate(f"{shown}.length") == 0
    cited = page.evaluate(
        "[...document.querySelectorAll('.text .citation')].filter(e => e.checkVisibility()).map(e => e.dataset.key)"
    )
    assert cited and all(edition.sources[key].footnote for key in cited)
    page.locator(".claim").first.hover()  # its annotations are not shown, so nothing is lit
    assert page.locator(".lit").count() == 0


def test_a_filtered_list_prints_as_filtered(page: Page, address: str, edition: Edition) -> None:
    page.goto(f"{address}/claims/?verdict=contradicted")
    wanted = sum(claim.verdict == "contradicted" for claim in edition.claims.values())
    rows = "[...document.querySelectorAll('.ledger tbody tr')].filter(row => row.checkVisibility()).length"
    page.wait_for_function(f"{rows} === {wanted}")
    page.emulate_media(media="print")
    assert page.evaluate(rows) == wanted


def test_a_view_prints_as_it_is_shown(page: Page, address: str) -> None:
    for view in ("brief", "annotated", "evidence"):
        page.goto(f"{address}/roots/?view={view}")
        page.emulate_media(media="print")
        assert page.locator(".annotation").first.is_visible() == (view != "brief")
        assert page.locator(".reason").first.is_visible() == (view == "evidence")
        assert page.locator(".footnotes .address").first.is_visible()


def test_the_count_of_footnotes_at_fault_leads_to_the_fault_of_each(page: Page, address: str, edition: Edition) -> None:
    page.goto(f"{address}/")
    page.get_by_role("link", name=re.compile("footnotes at fault")).click()
    wrong = [source for source in edition.sources.values() if footnote_faults.faults_of(source)]
    expect(page.locator(".reference-fault:visible")).to_have_count(len(wrong))


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1360, 900)])
def test_the_first_screen_says_whether_the_argument_holds(
    tab: Tab, address: str, edition: Edition, width: int, height: int
) -> None:
    page = tab(viewport={"width": width, "height": height})
    page.goto(f"{address}/")
    # A page that is slow to get its typefaces keeps others, which may need a line more; the second time they are there.
    page.evaluate("document.fonts.ready.then(() => null)")
    page.reload()
    for selector in (".front h1", ".front-argument", ".front-holds > p", ".front-age", ".front-links a"):
        assert page.locator(selector).first.bounding_box()["y"] < height - 24, selector  # type: ignore[index]
    assert page.locator(".front-figure .drawing:visible").bounding_box()["y"] < height - 96  # type: ignore[index]
    marks = page.locator(".strips a.strip-mark")
    assert marks.count() == len(edition.claims)
    marks.last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"#c\d+$"))
    expect(page.locator(".claim:target")).to_be_visible()
