"""The argument: what a claim carries, what would follow if it failed, and the page that shows it."""

from pathlib import Path

import lxml.html
import pytest
from annotated_brief.content import argument, weighing
from annotated_brief.content.argument import RELATIONS
from annotated_brief.content.evidence import Evidence, met
from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.content.weighing import BOTTOM_LINE, ROW, WEIGHING
from annotated_brief.edition import Edition
from annotated_brief.pages import chains
from annotated_brief.pages.chains import Chain
from conftest import Tab


@pytest.fixture(scope="module")
def tree(site: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / "argument" / "index.html").read_text("utf-8"))


def made(edition: Edition, name: str) -> Chain:
    found = chains.chain(edition, name)
    assert found
    return found


def ids(found: list[chains.Link]) -> list[str]:
    return [link.step.id for link in found]


@pytest.mark.parametrize(
    ("name", "way", "beneath", "beside", "side", "fails", "stands"),
    [
        ("c047", "c044 c042 P4 c005", "", "c043 c045 c046 c048", "for", "c044 would lose ground.", "c043, c045, c046"),
        ("c065", "c058 P5 c005", "c066 c068", "c059 c060 c062", "for", "c066 and c068 would carry nothing.", "c059"),
        ("c101", "c100 c096 P7 c005", "", "c103", "against", "c100 would lose ground.", "c103, which holds c100"),
        ("c103", "c100 c096 P7 c005", "c102", "c101", "against", "c102 would carry nothing.", "c101"),
        ("c109", "c096 P7 c005", "c111", "c097 c098", "against", "c096 would lose ground.", "c097"),
    ],
)
def test_a_chain_says_what_a_claim_carries(
    edition: Edition, name: str, way: str, beneath: str, beside: str, side: str, fails: str, stands: str
) -> None:
    chain = made(edition, name)
    assert ids(chain.way) == [name, *way.split()]
    assert ids(chain.beneath) == beneath.split()
    assert ids(chain.beside)[: len(beside.split())] == beside.split()
    assert chain.side.startswith(side)
    assert fails in chain.fails
    assert chain.stands.startswith(stands)
    assert chain.fails[-1] == (
        "For the thesis that would be a loss."
        if side == "for"
        else "For the thesis that would be a relief: there would be less to answer."
    )


def test_under_a_friction_stands_the_reply(edition: Edition) -> None:
    for friction, reply in (("c109", "c112"), ("c101", "c112"), ("c035", "c038")):
        assert reply in ids(made(edition, friction).replies), friction
    assert "c112" not in ids(made(edition, "c112").replies)


def test_a_reply_that_fails_leaves_the_objection_unanswered_and_weakens_the_thesis(edition: Edition) -> None:
    chain = made(edition, "c038")
    assert "c033 would stand unanswered." in chain.fails
    assert chain.fails[-1] == "For the thesis that would be a loss."


def test_no_chain_says_that_the_thesis_falls(edition: Edition) -> None:
    for name in edition.claims:
        told = " ".join(made(edition, name).fails)
        assert "fall" not in told, name
        assert "the thesis up" not in told, name
    assert made(edition, "c005").fails == ["This is the thesis: no single claim carries it alone."]


def test_the_word_goes_up_only_as_long_as_nothing_else_holds(edition: Edition) -> None:
    """c110 holds c111, which is an opinion and has nothing else; c111 alone holds nothing that is not held otherwise."""
    told = made(edition, "c110").fails
    assert "In our outline nothing else holds c111 up." in told
    assert any(line.startswith("c109 ") for line in told)
    assert not any(line.startswith("c096 ") for line in told)
    # c096 is an opinion without evidence of its own, and other frictions hold it up beside c097.
    assert not any(line.startswith("In our outline") for line in made(edition, "c097").fails)


def test_a_circle_does_not_hold_up_a_page(edition: Edition) -> None:
    steps = dict(edition.argument)
    steps["c058"] = steps["c058"]._replace(parent="c066")
    broken = edition._replace(argument=steps)
    assert len(argument.path(steps, "c065")) < 5
    assert chains.chain(broken, "c065")


def test_every_claim_stands_once_in_the_outline_and_once_in_the_drawing(
    tree: lxml.html.HtmlElement, edition: Edition
) -> None:
    outline = tree.xpath("//*[@class='outline-why']/@id")
    drawing = [href[1:] for href in tree.xpath("//*[local-name()='svg']//*[local-name()='a']/@href")]
    assert sorted([*outline, "c005"]) == sorted([*drawing, "c005"]) == list(edition.claims)
    for mark in tree.xpath("//*[local-name()='rect']"):
        name = mark.getparent().get("href")[1:]
        assert mark.get("data-verdict") == edition.claims[name].slug


def test_a_strip_counts_each_claim_of_its_pillar_and_names_its_verdict(
    tree: lxml.html.HtmlElement, edition: Edition
) -> None:
    for pillar in tree.xpath("//li[@class='pillar']"):
        mine = [step.id for step in argument.all_beneath(edition.argument, pillar.get("id"))]
        marks = pillar.xpath(".//a[@class='strip-mark']")
        assert sorted(mark.get("aria-label").partition(",")[0] for mark in marks) == sorted(mine)
        for mark in marks:
            name, _, verdict = mark.get("aria-label").partition(", ")
            assert verdict == edition.claims[name].verdict
            assert mark.get("href").endswith(f"#{name}")


def test_the_thesis_and_all_pillars_with_objections_and_replies_are_on_one_screen(address: str, tab: Tab) -> None:
    page = tab(viewport={"width": 1360, "height": 900}, java_script_enabled=False)
    page.goto(f"{address}/argument/")
    last = page.locator(".pillar").last.bounding_box()
    assert last
    assert last["y"] + last["height"] <= 900


def test_a_mark_of_the_drawing_can_be_clicked_and_a_phone_has_only_the_outline(address: str, tab: Tab) -> None:
    page = tab(viewport={"width": 1360, "height": 900})
    page.goto(f"{address}/argument/")
    mark = page.locator(".argument-svg a").first
    mark.click()
    assert page.url.endswith(mark.get_attribute("href") or "without an address")
    page.set_viewport_size({"width": 390, "height": 844})
    assert not page.locator(".argument-svg").is_visible()


def test_the_names_of_the_pillars_keep_their_room_where_the_letters_are_large(address: str, tab: Tab) -> None:
    page = tab(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/argument/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    names = page.locator(".pillar h2")
    lines = "names => names.map(e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight))"
    assert max(names.evaluate_all(lines)) < 2.5


def test_a_link_to_a_claim_opens_its_chain_by_keyboard_and_without_scripts(address: str, tab: Tab) -> None:
    page = tab(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"{address}/argument/")
    assert not page.locator("#c033").is_visible()
    page.locator(".pillar .exchange a", has_text="c033").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#c033').checkVisibility()")
    assert page.locator("details:has(> #c033) .chain").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_weighing_is_as_long_as_it_is_meant_to_be(edition: Edition) -> None:
    parts = {part: weighing.of(edition.weighing, part) for part in (WEIGHING, BOTTOM_LINE, ROW)}
    assert sum(len(one.text.split()) for one in parts[WEIGHING]) <= 180
    assert {part: len(parts[part]) for part in (BOTTOM_LINE, ROW)} == {BOTTOM_LINE: 3, ROW: 12}


def test_every_relation_says_what_becomes_of_the_parent() -> None:
    assert {name for name, relation in RELATIONS.items() if relation.sign < 0} == {"objects", "limits", "answers"}
    assert all(relation.fails.startswith("would ") for relation in RELATIONS.values())


def evidence(source: str, stance: str, seen: str = "whole", copy_of: str = "") -> Evidence:
    return Evidence(source, stance, "x", seen, None, copy_of, "")


@pytest.mark.parametrize(
    ("verdict", "stances", "carried"),
    [
        ("supported", ["supports"], True),
        ("supported", ["partly"], False),
        ("supported", ["partly", "partly"], True),
        ("supported", ["qualifies", "partly"], False),
        ("partly supported", ["partly"], True),
        ("partly supported", ["qualifies", "context"], False),
        ("agrees so far", ["qualifies"], False),
        ("contradicted", ["qualifies"], False),
        ("contradicted", ["contradicts"], True),
        ("outdated", ["contradicts"], True),
        ("outdated", ["context"], False),
        ("mixed so far", ["supports", "qualifies"], True),
        ("mixed so far", ["supports", "partly"], False),
        ("mixed so far", ["contradicts"], False),
        ("opinion", [], True),
        ("open", [], True),
    ],
)
def test_a_verdict_asks_for_stances_that_can_carry_it(verdict: str, stances: list[str], carried: bool) -> None:
    found = [evidence(str(number), stance) for number, stance in enumerate(stances)]
    assert all(met(demand, found) for demand in VERDICTS[verdict].demands) is carried


def test_a_chain_of_copies_is_one_story() -> None:
    demand = VERDICTS["supported"].demands[0]
    a, b, c = evidence("a", "partly"), evidence("b", "partly", copy_of="a"), evidence("c", "partly", copy_of="b")
    assert not met(demand, [a, b, c])
    assert not met(demand, [evidence("a", "partly", copy_of="b"), evidence("b", "partly", copy_of="a")])
    assert met(demand, [a, b, evidence("d", "partly")])
    assert not met(demand, [evidence("a", "supports", "not seen"), b])
