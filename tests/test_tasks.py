"""What readers come for, done on a telephone with taps and keys counted: at most three taps and one look-up each."""

import re
from collections.abc import Callable, Iterator

import pytest
from annotated_brief.edition import Edition
from conftest import Tab
from playwright.sync_api import Locator, Page, expect

TAPS, LOOK_UPS = 3, 1


class Reader:
    """Somebody with a telephone; counts what the fingers do."""

    def __init__(self, page: Page, address: str, edition: Edition) -> None:
        self.page, self.address, self.edition = page, address, edition
        self.taps = self.keys = self.look_ups = 0

    def at(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{path}")

    def tap(self, where: Locator) -> None:
        self.taps += 1
        where.tap()

    def tap_sentence(self, claim: str) -> None:
        """A sentence is taken hold of by one of its lines."""
        self.taps += 1
        middle = """element => { element.scrollIntoView({block: 'center', behavior: 'instant'});
            const line = element.getClientRects()[0]; return [line.left + line.width / 2, line.top + line.height / 2] }"""
        self.page.touchscreen.tap(*self.page.locator(f"[id={claim}]").evaluate(middle))

    def look_up(self, words: str) -> None:
        self.look_ups, self.keys = self.look_ups + 1, self.keys + len(words)
        self.page.keyboard.type(words)

    def search(self, words: str) -> Locator:
        """What the search finds first."""
        self.tap(self.page.get_by_role("button", name="Search", exact=True).first)
        self.look_up(words)
        first = self.page.locator("#search > ol > li").first
        expect(first).to_be_visible()
        return first

    def menu(self, name: str) -> None:
        self.tap(self.page.locator(".menu > summary"))
        self.tap(self.page.locator(".pages").get_by_role("link", name=name, exact=True))

    @property
    def card(self) -> Locator:
        return self.page.locator("#card")


@pytest.fixture
def reader(tab: Tab, address: str, edition: Edition) -> Iterator[Reader]:
    allowed = ["clipboard-read", "clipboard-write"]
    page = tab(viewport={"width": 390, "height": 844}, has_touch=True, permissions=allowed)
    yield Reader(page, address, edition)
    page.context.set_offline(False)
    page.emulate_media(media="null")


def biggest_buyer(reader: Reader) -> None:
    reader.at()
    first = reader.search("armenia")
    expect(first).to_contain_text(re.compile("largest customer.*partly supported", re.DOTALL))
    reader.tap(first.get_by_role("link").first)
    expect(reader.page.locator("#c109")).to_be_in_viewport()


def reference_8_as_ris(reader: Reader) -> None:
    reader.at()
    reader.tap(reader.search("footnote 8").get_by_role("link").first)
    reader.page.wait_for_url("**/references/*/**")
    with reader.page.expect_download() as found:
        reader.tap(reader.page.get_by_role("link", name="Download .ris"))
    assert found.value.path().read_text("utf-8").startswith("TY  - ")


def russian_arms(reader: Reader) -> None:
    reader.at()
    expect(reader.search("has the share of russian arms fallen")).to_contain_text(
        re.compile("has fallen from 68 to 40 per cent")
    )


def footnote_2(reader: Reader) -> None:
    reader.at("roots/")
    source = next(source for source in reader.edition.sources.values() if source.footnote == 2)
    reader.tap(reader.page.locator(f".text .citation[data-key='{source.key}']").first)
    expect(reader.page.get_by_role("dialog").last).to_contain_text(re.compile("2005"))


def annotation_in_chicago(reader: Reader) -> None:
    reader.at("ukraine/")
    reader.tap(reader.page.locator(".annotation-correction a.share").first)
    reader.tap(reader.card.get_by_role("button", name="Copy: Chicago", exact=True))
    assert reader.page.evaluate("navigator.clipboard.readText()").startswith("The contributors. “")


def rests_on_tass(reader: Reader) -> None:
    reader.at()
    reader.menu("Claims")
    reader.tap(reader.page.get_by_label("Words"))
    reader.look_up("tass")
    wanted = {
        claim.id
        for claim in reader.edition.claims.values()
        if any("TASS" in reader.edition.sources[key].publisher for key in claim.keys)
    }
    expect(reader.page.locator("#counted, [role=status]").first).to_be_attached()
    shown = "[...document.querySelectorAll('.ledger tbody tr')].filter(row => row.checkVisibility()).map(row => row.id)"
    reader.page.wait_for_function(f"{shown}.length < {len(reader.edition.claims)}")
    assert wanted and wanted <= set(reader.page.evaluate(shown))


def forecasts_that_went_wrong(reader: Reader) -> None:
    reader.at()
    reader.menu("Forecasts")
    reader.tap(reader.page.locator("a[data-preset][href='?verdict=mixed-so-far']"))
    expect(reader.page.locator("[data-item]:visible")).to_have_count(1)


def all_data(reader: Reader) -> None:
    reader.at()
    reader.tap(reader.page.locator("footer").get_by_role("link", name="Download"))
    with reader.page.expect_download() as found:
        reader.tap(reader.page.get_by_role("link", name="All data"))
    assert found.value.suggested_filename == "data.zip"


def share_a_sentence(reader: Reader) -> None:
    reader.at("roots/")
    reader.tap_sentence("c018")
    reader.tap(reader.card.get_by_role("button", name="Copy link"))
    expect(reader.card.get_by_role("button", name="Link copied")).to_be_visible()
    assert reader.page.evaluate("navigator.clipboard.readText()").endswith("/roots/#c018")


def read_without_a_network(reader: Reader) -> None:
    reader.at()
    reader.tap(reader.page.locator("footer").get_by_role("link", name="The whole edition on one page"))
    reader.page.wait_for_load_state("networkidle")
    reader.page.context.set_offline(True)
    assert reader.page.locator("[id=print-claims-c001], [id=print-c001]").count() == 2
    expect(reader.page.locator("[id=print-c121]")).to_be_visible()


def print_the_claims_on_oil(reader: Reader) -> None:
    reader.at()
    reader.menu("Claims")
    reader.tap(reader.page.get_by_label("Words"))
    reader.look_up("oil")
    rows = "[...document.querySelectorAll('.ledger tbody tr')].filter(row => row.checkVisibility()).length"
    reader.page.wait_for_function(f"{rows} < {len(reader.edition.claims)}")
    before = reader.page.evaluate(rows)
    reader.page.emulate_media(media="print")
    assert reader.page.evaluate(rows) == before > 0


def containers(reader: Reader) -> None:
    reader.at()
    expect(reader.search("containers")).to_contain_text("62")


def arctic_route(reader: Reader) -> None:
    reader.at()
    reader.search("northern sea route")
    expect(reader.page.locator("#search > ol")).to_contain_text("Cargo on the Northern Sea Route")


def ledger_to_sentence(reader: Reader) -> None:
    reader.at("claims/#c018")
    reader.tap(reader.page.locator("#c018").get_by_role("link", name="Read the sentence"))
    expect(reader.page.locator("#c018.claim")).to_be_in_viewport()


def sentence_to_ledger(reader: Reader) -> None:
    reader.at("roots/")
    reader.tap_sentence("c018")
    reader.tap(reader.card.get_by_role("link", name="In the ledger"))
    expect(reader.page.locator("tr#c018")).to_be_in_viewport()


def figure_into_slides(reader: Reader) -> None:
    reader.at("ukraine/")
    figure = reader.page.locator("#fig-oil_share")
    reader.tap(figure.locator(".figure-data > summary"))
    with reader.page.expect_download() as found:
        reader.tap(figure.get_by_role("button", name="PNG"))
    assert found.value.suggested_filename.endswith(".png")


def verdicts_of_a_section(reader: Reader) -> None:
    reader.at("ukraine/")
    reader.tap(reader.page.locator("label", has=reader.page.locator("input[name=view][value=evidence]")).first)
    expect(reader.page.locator(".reason").first).to_be_visible()


TASKS: list[Callable[[Reader], None]] = [
    biggest_buyer, reference_8_as_ris, russian_arms, footnote_2, annotation_in_chicago, rests_on_tass,
    forecasts_that_went_wrong, all_data, share_a_sentence, read_without_a_network, print_the_claims_on_oil, containers,
    arctic_route, ledger_to_sentence, sentence_to_ledger, figure_into_slides, verdicts_of_a_section,
]  # fmt: skip


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__.replace("_", " "))
def test_it_is_done_in_three_taps_and_one_look_up(reader: Reader, task: Callable[[Reader], None]) -> None:
    reader.page.set_default_timeout(8000)
    task(reader)
    print(f"{task.__name__}: {reader.taps} taps, {reader.keys} keys, {reader.look_ups} look-ups")
    assert reader.taps <= TAPS
    assert reader.look_ups <= LOOK_UPS
