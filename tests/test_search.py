"""One search, three ways in: the browser, a copy on a disk and the terminal run the same script on the same index."""

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from annotated_brief.edition import Edition
from annotated_brief.search import engine, entries, packed, terminal
from conftest import Tab
from playwright.sync_api import BrowserContext, expect

QUESTIONS = yaml.safe_load((Path(__file__).parent / "cases" / "questions.yml").read_text("utf-8"))
ASKS = [question["ask"] for question in QUESTIONS]
# The first answers to every question, as the script of a page finds them.
ASK = """([index, asks]) => new Promise((done, fail) => editionSearch.ready(index, () =>
  done(asks.map((ask) => editionSearch.ask(ask).answers.slice(0, 10).map((one) => one.entry.id))), fail))"""


@pytest.fixture(scope="module")
def expected(index: engine.Index) -> list[list[str]]:
    return [[entry.id for entry in index.ask(ask)[:10]] for ask in ASKS]


def wanted(question: dict[str, Any]) -> list[str]:
    first = question["first"]
    return first if isinstance(first, list) else [first]


def test_the_questions_are_answered(expected: list[list[str]]) -> None:
    pairs = list(zip(QUESTIONS, expected, strict=True))
    assert len(pairs) >= 200
    assert [(one["ask"], found[:3]) for one, found in pairs if not {*found[:3]} & {*wanted(one)}] == []
    assert sum(found[0] in wanted(one) for one, found in pairs) >= 0.95 * len(pairs)


def test_the_browser_answers_the_same(tab: Tab, address: str, expected: list[list[str]]) -> None:
    page = tab()
    page.goto(f"{address}/claims/")
    asked = page.locator("#search").get_attribute("data-index")
    assert page.evaluate(ASK, [asked, ASKS[::10]]) == expected[::10]  # it runs the script that was asked all of them


def test_what_the_browser_finds_leads_to_the_same_places(tab: Tab, address: str, index: engine.Index) -> None:
    """The index leaves out what the browser can work out: keys, titles, addresses."""
    some = [one for one in index.entries if one.type != "source"][::3] + index.entries[-1::-9]
    some += [one for one in index.entries if not one.url]  # the first page
    page = tab()
    page.goto(f"{address}/claims/")
    asked = page.locator("#search").get_attribute("data-index")
    found = page.evaluate(
        """([index, ids]) => new Promise((done, fail) => editionSearch.ready(index, () => done(ids.map((id) => {
          const { entry } = editionSearch.ask(id).answers.find((one) => one.entry.id === id) ?? {};
          return [entry?.id, entry?.title, entry?.url]; })), fail))""",
        [asked, [one.id for one in some]],
    )
    assert found == [[one.id, " ".join(one.title.split()), one.url] for one in some]


@pytest.mark.parametrize(
    "ask", ["Lodz", "Łódź", "da nang", "danang", "Đà Nẵng", "東京", "Θεσσαλονίκη", "Tesaloniki", "cesme", "İZMİR"]
)
def test_names_are_found_in_any_script(ask: str) -> None:
    """With their signs and without; a script without spaces between words by any part."""
    titles = ["Łódź pays", "Đà Nẵng pays", "水道料金と東京の川", "Thessaloniki pays", "Çeşme near İzmir pays"]
    made = [
        entries.SearchEntry("claim", f"c00{place}", title, f"#c00{place}", "supported", "")
        for place, title in enumerate(titles)
    ]
    found = engine.Index(made).ask(ask)
    wanted = {"L": 0, "Ł": 0, "d": 1, "Đ": 1, "東": 2, "Θ": 3, "T": 3, "c": 4, "İ": 4}[ask[0]]
    assert [entry.title for entry in found] == [titles[wanted]]


def test_the_terminal_answers_the_same(
    edition: Edition,
    index: engine.Index,
    expected: list[list[str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotated_brief.edition.load", lambda *_: (edition, []))
    parser = argparse.ArgumentParser()
    terminal.add_arguments(parser)
    for ask, ids in zip(ASKS, expected, strict=True):
        assert terminal.answer(parser.parse_args(["--json", "--", ask]), edition.paths) == 0
        rows = json.loads(capsys.readouterr().out)
        assert [row["id"] for row in rows] == ids
        assert all({"type", "id", "title", "url"} == set(row) for row in rows)
        # The first question is asked of all that the terminal does, the others of what it has made by then.
        monkeypatch.setattr(entries, "entries", lambda _: index.entries)
        monkeypatch.setattr(engine, "Index", lambda _: index)


def test_each_is_there_once_and_leads_to_a_place_that_is_there(
    edition: Edition, index: engine.Index, site: Path
) -> None:
    found = index.entries
    assert len({one.id for one in found}) == len(found)
    assert {*edition.claims, *edition.annotations, *edition.used} <= {one.id for one in found}
    ids: dict[str, set[str]] = {}
    for entry in found:
        page, _, anchor = entry.url.partition("#")
        if page not in ids:
            ids[page] = {*re.findall(r'\bid="?([^\s">]+)', (site / page / "index.html").read_text("utf-8"))}
        assert not anchor or anchor in ids[page], entry


def test_no_key_and_no_markup_is_shown(index: engine.Index) -> None:
    for entry in index.entries:
        if entry.type != "source":
            words = f"{entry.title} {entry.text}"
            assert not any(sign in words for sign in ("[@", "{=", "](", "{ #", "///")), entry


def test_only_an_address_is_looked_for_by_its_fingerprint(edition: Edition, index: engine.Index) -> None:
    """It is short, so some words have that of a work."""
    key, source = next((key, source) for key, source in edition.sources.items() if source.url)
    assert index.ask(source.url)[0].id == key
    work = entries.SearchEntry(
        "source", "mole2020", "Tides", "", "A Press", "", addresses=("free-trade area", "10.1/2")
    )
    assert engine.Index([work]).ask("free-trade area") == []
    assert engine.Index([work]).ask("https://doi.org/10.1/2") == [work]


def test_the_index_is_light(edition: Edition) -> None:
    assert len(gzip.compress(packed.data(edition).encode())) <= 60_000


def test_claims_come_before_sources_and_sources_fold(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/roots/")
    page.keyboard.press("/")
    page.keyboard.type("armenia")
    first = page.locator("#search > ol > li").first
    expect(first).to_contain_text("c109")
    expect(first).to_contain_text("partly supported")
    fold = page.locator("#search details")
    expect(fold.locator("summary")).to_contain_text("sources")
    assert fold.get_attribute("open") is None
    page.wait_for_url("**/?search=armenia")
    assert fold.locator("li").count() == 0  # drawn when it is opened
    fold.locator("summary").click()
    expect(fold.locator("li").first).to_contain_text(re.compile("armenia", re.IGNORECASE))


def test_nothing_loads_before_it_is_asked_for(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/")
    assert not any("assets/search." in url for url in asked)
    with page.expect_response(lambda response: "assets/search." in response.url):
        page.keyboard.press("/")


def test_a_question_can_be_sent_and_its_words_are_lit_where_it_leads(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/?search=chabahr")
    first = page.locator("#search > ol > li a").first
    expect(first).to_contain_text("Chabahar")
    first.click()
    page.wait_for_url("**/ukraine/**")
    assert page.evaluate("CSS.highlights.get('found').size") > 0


def test_no_result_says_what_to_try(tab: Tab, address: str) -> None:
    page = tab()
    page.goto(f"{address}/?search=zzxxqq")
    expect(page.locator("#search [role=status]")).to_contain_text("Try fewer words")
