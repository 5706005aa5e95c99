"""Addresses and bound numbers of a page, however they are written: none that acts, none from another host, none wrong."""

from decimal import Decimal
from pathlib import Path

import briefs
import pytest
from annotated_brief import edition as editions
from annotated_brief.checks import link_rules
from annotated_brief.content import cell_references, sections
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition

ACTS = [
    "[a](javascript:alert(1))",
    "[a [b] c](javascript:alert(1))",
    r"[a\]b](javascript:alert(1))",
    "[a\nb](javascript:alert(1))",
    "[a](\njavascript:alert(1))",
    "[a]( <javascript:alert(1)> )",
    "[![A mole](data/tides.csv)](javascript:alert(1))",
    "[a][y]\n\n[y]:\n    javascript:alert(1)",
    "[y]\n\n[y]: JaVaScRiPt:alert(1)",
    "[a](java&#115;cript:alert(1))",
    "[a](vbscript:a)",
    "[a](file:///etc/passwd)",
    "[a](data:text/html,a)",
    "![a](javascript:alert(1))",
    '<a href="javascript:alert(1)">a</a>',
    "<a href='java\nscript:alert(1)'>a</a>",
    '<a href=" &#1;javascript:alert(1)">a</a>',
    "<javascript:alert(1)>",
    "<area href=javascript:a>",
]
LOADS = [
    "![a](https://other.example/a.png)",
    "![a](//other.example/a.png)",
    "![a][y]\n\n[y]: https://other.example/a.png",
    '<img src="https://other.example/a.png" alt="">',
    '<img srcset="https://other.example/a.png 2x" src="data/tides.csv" alt="">',
    '<video poster="https://other.example/a.png"></video>',
    '<audio src="http://other.example/a"></audio>',
    '<video><source src="http://other.example/a"></video>',
]
NOWHERE = ["[a]()", "[a](http://)", "[a](https:///path)", "[a](../../../etc/passwd)"]
FINE = [
    "[a](https://other.example/a?b=c#d)",
    "[a](mailto:a@other.example)",
    "[a](tel:+31201234567)",
    "<https://other.example/>",
    "<a@other.example>",
    "![a](data/tides.csv)",
    "[a](index.md#c001)",
    "[a](#channel-sand)\n\n## Channel & sand",
    "[a](#own)\n\n*Words*{ #own }",
    "`[a](javascript:alert(1))`",
    "    [a](javascript:alert(1))",
    "<!-- [a](javascript:alert(1)) -->",
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return editions.load(briefs.copy(tmp_path_factory.mktemp("links") / "brief"))[0]


def told(text: str, loaded: Edition) -> list[tuple[int, str]]:
    page, problems = sections.parse("about.md", f"First.\n\n{text}\n", "docs/about.md")
    loaded.pages["about.md"] = page
    found = [*problems, *link_rules.check(page, loaded)]
    assert all(problem.remedy for problem in found)
    return [(problem.line, problem.message) for problem in found]


@pytest.mark.parametrize("text", ACTS)
def test_a_link_that_acts_is_told(text: str, loaded: Edition) -> None:
    found = told(text, loaded)
    assert found and all(3 <= line <= 6 for line, _ in found)


@pytest.mark.parametrize("text", LOADS)
def test_what_is_loaded_from_another_host_is_told(text: str, loaded: Edition) -> None:
    found = told(text, loaded)
    assert any(message.startswith("loads ") for _, message in found) and all(3 <= line <= 5 for line, _ in found)


@pytest.mark.parametrize("text", NOWHERE)
def test_a_link_to_nowhere_is_told(text: str, loaded: Edition) -> None:
    assert [line for line, _ in told(text, loaded)] == [3]


@pytest.mark.parametrize("text", FINE)
def test_a_link_that_leads_somewhere_is_none(text: str, loaded: Edition) -> None:
    assert told(text, loaded) == []


NUMBERS = {
    "4.2{=t:a}": "4.2",
    "4,200.5{=t:a}": "4200.5",
    "−4.2{=t:a}": "-4.2",
    "-4.2{=t:a}": "-4.2",
    "+4{=t:a}": "4",
    "−$4.2{=t:a}": "-4.2",
    "$4.2{=t:a}": "4.2",
    "3–4.2{=t:a}": "4.2",
    "2023-24{=t:a}": "24",
    "four{=t:a}": "4",
    "Four{=t:a}": "4",
    "twenty-four{=t:a}": "24",
    "Twenty four{=t:a}": "24",
    "ninety{=t:a}": "90",
    "minus three{=t:a}": "-3",
    "one hundred and five{=t:a}": "105",
    "a hundred{=t:a}": "100",
    "two hundred{=t:a}": "200",
    "between ten and twelve{=t:a}": "12",
}  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_bound_number_is_read_whole(text: str) -> None:
    page, problems = sections.parse("a.md", f"It rose by {text} metres.", "docs/a.md")
    assert problems == []
    (binding,) = page.read.bindings
    assert cell_references.amount(binding)[0] == Decimal(NUMBERS[text])
    assert (binding.table, binding.row, binding.column, binding.after) == ("t", "a", "value", "metres")
    assert "{=" not in binding.sentence


@pytest.mark.parametrize(
    "text", ["x4.2{=t:a}", "1.2.3{=t:a}", "thousand and four{=t:a}", "point four{=t:a}", "fourth{=t:a}", "{=t:a}"]
)
def test_a_number_that_is_part_of_another_is_told(text: str) -> None:
    page, problems = sections.parse("a.md", f"One.\n\nIt rose by {text} metres.", "docs/a.md")
    assert page.read.bindings == []
    assert [problem.line for problem in problems] == [3] and "cannot be read" in problems[0].message


RIGHT, WRONG = "4.2{=tides:2024-spring}", "5{=tides:2024-spring}"
PRINTED = {
    "standfirst": ("docs/channel.md", 'standfirst: "What becomes of the way in."', 'standfirst: "The rise is {} metres."'),
    "title": ("docs/channel.md", 'title: "The Channel"', 'title: "The Channel of {} metres"'),
    "annotation": ("docs/index.md", "The report gives a smaller rise", "The report gives {} metres"),
    "figure note": ("scripts/figures/tides.py", "One year only.", "It was {} metres in one year only."),
    "gloss": ("bib/terms.yml", "The office that reads the gauge.", "It reads {} metres."),
    "event": ("docs/data/timeline.csv", "The office prints its report.", "The report says {} metres."),
    "seen": ("bib/forecasts.yml", "The pilots still take boats through.", "The pilots saw {} metres."),
    "note": ("bib/forecasts.yml", "It is early to say.", "It is {} metres."),
    "looked": ("bib/claims.yml", "the stored pages of the harbour office", "pages that say {} metres"),
    "why": ("bib/claims.yml", "No sounding of the channel was found.", "None says {} metres."),
    "evidence": ("bib/claims.yml", "The gauge rises and falls twice a day.", "It rises by {} metres."),
    "text": ("docs/channel.md", "## What keeps it open { #open }", "## What keeps it open { #open }\n\nIt is {} metres."),
}  # fmt: skip


def put(paths: Paths, place: str, number: str) -> str:
    name, old, new = PRINTED[place]
    file = paths.root / name
    text = file.read_text("utf-8")
    assert old in text, place
    file.write_text(text.replace(old, new.replace("{}", number)), "utf-8")
    return name


@pytest.mark.parametrize("place", PRINTED)
def test_a_wrong_number_is_told_wherever_it_is_printed(place: str, tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    name = put(paths, place, WRONG)
    line = next(
        at
        for at, line in enumerate((tmp_path / name).read_text("utf-8").split("\n"), 1)
        if "{=" in line and "5{" in line
    )
    assert [
        problem.line
        for problem in briefs.problems(paths)
        if "the text says 5" in problem.message and problem.file == name
    ] == [line]


def test_no_notation_is_printed(tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    for place in PRINTED:
        if place != "figure note":  # the drawing of the figure would be stale
            put(paths, place, RIGHT)
    site = briefs.build(tmp_path)
    left = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in {".html", ".json", ".xml", ".jsonld", ".csv", ".js"}
        and "{=" in path.read_text("utf-8")
        and not path.is_relative_to(site / "data")
    ]
    assert left == []
