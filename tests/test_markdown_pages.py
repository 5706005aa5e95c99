"""What is read is what is printed: constructs on built pages, with their ids, notes, back-links and numbers."""

from pathlib import Path

import briefs
import lxml.html
import pytest
from annotated_brief.checks import rendered_rules
from annotated_brief.content import notes
from annotated_brief.content.citations import Citation
from annotated_brief.core.keys import slug

SOURCES = """
@online{mole, title={{Levels of the mole}}, organization={{Gauge Service}}, date={2024-03-01}, url={https://g.example/1}, langid={english}, kind={official}, grade={A}}
@online{mole-a, title={{Levels of another mole}}, organization={{Gauge Service}}, date={2024-03-01}, url={https://g.example/2}, langid={english}, kind={official}, grade={A}}
@online{mole-b, title={{Levels of a third mole}}, organization={{Gauge Service}}, date={2024-03-01}, url={https://g.example/3}, langid={english}, kind={official}, grade={A}}
@online{quay, author={Quay, Ben}, title={{Sand at the quay}}, organization={{The Pilot}}, date={2024-03-01}, url={https://g.example/4}, langid={english}, kind={trade press}, grade={A}}
"""
ABOUT = """

## More about sand [@quay, p. 40] { #sand }

First, on one page.[@quay, p. 31] Then in general.[@quay] And with a word.[see @quay] Once more.[@quay,
p. 31] As @quay [p. 33] says, and not @harbour.

A.[@mole, p. 1] B.[@mole, p. 2] C.[@mole-a] D.[@mole-b]

1. one[@quay, p. 10]

    A second paragraph of the item.[@quay, p. 11]

    - deeper[@quay, p. 12]

!!! note
    Mind the tide.[@quay, p. 13]

Ebb
:   Water that goes.[@quay, p. 14]

Words with a note.[^1] And another.[^long] And the first again.[^1]

[^1]: A note of our own.[@quay, p. 15]
[^long]: It has a link to [the first page](index.md).

    And a second paragraph, of 4.2{=tides:2024-spring} metres.

```
[@nokey, p. 3] [^9] 5{=nothing:here}
```

It fell by −4.2{=tides:2024-spring} metres below.

> قال الصياد: «النهر يعطي».

| what | price |
| --- | --- |
| sand | 5 |
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> lxml.html.HtmlElement:
    """The page About of a brief, which is no section, with all of this on it."""
    root = tmp_path_factory.mktemp("markdown") / "brief"
    paths = briefs.copy(root)
    with (paths.bib / "edition.bib").open("a", encoding="utf-8") as file:
        file.write(SOURCES)
    about = paths.docs / "about.md"
    about.write_text(
        about.read_text("utf-8") + ABOUT.replace("It fell by −4.2{=tides:2024-spring} metres below.", ""), "utf-8"
    )
    assert briefs.problems(paths) == []
    site = briefs.build(root, strict=True)
    return briefs.page(site / "about" / "index.html")


def notes_of(page: lxml.html.HtmlElement) -> dict[str, str]:
    return {item.get("id"): briefs.words(item) for item in page.xpath("//section[@role='doc-endnotes']//li[@id]")}


def test_every_mark_leads_to_its_note_and_back(built: lxml.html.HtmlElement) -> None:
    ids = set(built.xpath("//@id"))
    marks = built.xpath("//sup/a[@class='citation']")
    assert len(marks) == 19
    assert {mark.get("href")[1:] for mark in marks} <= ids
    back = {link.get("href")[1:] for link in built.xpath("//a[@role='doc-backlink']")}
    assert back == {mark.getparent().get("id") for mark in marks}
    assert len(ids) == len(built.xpath("//@id"))


def test_each_place_has_a_note_and_a_bare_citation_names_no_page(built: lxml.html.HtmlElement) -> None:
    found = notes_of(built)
    # In the order of their first use: the heading stands first.
    places = [", 40,", ", 31,", "", "See", ", 33,", ", 10,", ", 11,", ", 12,", ", 13,", ", 14,", ", 15,"]
    for letter, place in zip("abcdefghijk", places, strict=True):
        assert place in found[f"fn-quay-{letter}"]
    assert "March 1, 2024, https://g.example/4." in found["fn-quay-c"]
    assert "fnref-quay-b-2" in built.xpath("//@id")


def test_a_place_in_a_source_is_no_other_source(built: lxml.html.HtmlElement) -> None:
    found = notes_of(built)
    marks = built.xpath("//p[contains(., 'A.') and contains(., 'D.')]/sup/a/@href")
    assert marks == ["#fn-mole--a", "#fn-mole--b", "#fn-mole-a", "#fn-mole-b"]
    assert "Levels of the mole" in found["fn-mole--a"] and "2024, 1," in found["fn-mole--a"]
    assert "2024, 2," in found["fn-mole--b"]
    assert "another" in found["fn-mole-a"] and "third" in found["fn-mole-b"]


def test_notes_of_the_page_s_own_stand_beside_those_of_sources(built: lxml.html.HtmlElement) -> None:
    found = notes_of(built)
    assert (
        found["own-note-1"].startswith("i A note of our own.")
        and "And a second paragraph, of 4.2 metres" in found["own-note-2"]
    )
    assert len(built.xpath("//a[@href='#own-note-1']")) == 2
    assert built.xpath("//li[@id='own-note-2']//a[@href='../']")
    assert built.xpath("//li[@id='own-note-1']//sup/a[@href='#fn-quay-k']")


def test_a_list_in_an_annotation_stays_a_list(tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    index = paths.docs / "index.md"
    old = "in autumn of the same year.[@gauge2024levels, p. 9]\n"
    assert old in index.read_text("utf-8")
    more = (
        "\n- A level.[@gauge2024levels, p. 10]\n    - A deeper one.[@gauge2024levels, p. 11]\n\nAnd words after it.\n"
    )
    index.write_text(index.read_text("utf-8").replace(old, old + more), "utf-8")
    assert briefs.problems(paths) == []
    page = briefs.page(briefs.build(tmp_path, strict=True) / "index.html")
    (aside,) = page.xpath("//aside[@id='note-rise']")
    assert [briefs.words(item) for item in aside.xpath(".//li/ul/li")] == ["A deeper one.2d"]
    assert not aside.xpath(".//p//ul | .//p//p")
    assert briefs.words(aside.xpath(".//details/*[last()]")[0]) == "And words after it."


def test_code_stays_as_it_is_written(built: lxml.html.HtmlElement) -> None:
    assert [code.text for code in built.xpath("//pre/code")] == ["[@nokey, p. 3] [^9] 5{=nothing:here}\n"]


def test_a_citation_in_running_text_names_the_author(built: lxml.html.HtmlElement) -> None:
    (paragraph,) = built.xpath("//p[contains(., 'First, on one page')]")
    assert "Quay" in briefs.words(paragraph) and "and not @harbour." in briefs.words(paragraph)
    assert not {"[", "]"} & set(briefs.words(paragraph))


def test_a_heading_is_named_without_its_note(built: lxml.html.HtmlElement) -> None:
    (entry,) = built.xpath("//nav//a[@href='#sand']") or [None]
    assert entry is None or briefs.words(entry) == "More about sand"
    assert built.xpath("//h2[@id='sand']/sup/a")


def test_lists_and_admonitions_are_those_of_markdown(built: lxml.html.HtmlElement) -> None:
    assert built.xpath("//div[contains(@class, 'admonition')]//sup")
    assert built.xpath("//dl/dd//sup") and built.xpath("//ol/li//ul/li/sup")


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ('<p id="c001">a</p><p id="c001">b</p>', "id c001 is printed twice"),
        ("<p>a</p>", "c001 was read and is not printed"),
        ('<sup id="fnref-nobody-1"></sup>', "fnref-nobody-1 is printed and was not read"),
        (
            '<span class="bound" data-cell="tides:nobody">4</span>',
            "a number of tides:nobody:value is printed and was not read",
        ),
        ("<p>4</p>", "4.2{=tides:2024-spring:value} was read and is not printed"),
        ('<h2 id="a b">a</h2>', "id 'a b' has a space in it"),
        ('<a href="JavaScript:alert(1)">a</a>', "an address of the page begins with javascript:"),
        ('<img src="vbscript:a">', "an address of the page begins with vbscript:"),
    ],
)
def test_what_is_printed_otherwise_than_read_is_told(found: str, says: str, tmp_path: Path) -> None:
    from annotated_brief import edition

    loaded, _ = edition.load(briefs.copy(tmp_path))
    told = list(rendered_rules.compare(found, loaded.pages["index.md"], loaded))
    assert any(says in problem.message and problem.line for problem in told), told


# Letters of notes.


def test_letters_go_on_after_z() -> None:
    assert [notes.letters(index) for index in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "a", "z", "aa", "ab", "az", "ba", "zz", "aaa",
    ]  # fmt: skip


def test_a_note_is_never_another_source() -> None:
    keys = {"mole", "mole-a", "mole--a", "quay"}
    cited = [Citation("mole", f"p. {page}", "") for page in range(30)] + [
        Citation(key, "", "") for key in keys - {"mole"}
    ]
    made = notes.assign(cited, keys)
    assert len({note.id for note in made.values()}) == len(cited)
    assert made[Citation("mole", "p. 0", "")].id == "mole---a" and made[Citation("mole", "p. 1", "")].id == "mole-b"
    assert made[Citation("mole", "p. 26", "")].id == "mole-aa"
    assert all(made[Citation(key, "", "")].id == slug(key) for key in keys - {"mole"})


def test_one_place_takes_no_letter() -> None:
    made = notes.assign([Citation("quay", "p. 1", ""), Citation("quay", "p. 1", "")], {"quay"})
    assert [(note.id, note.letter) for note in made.values()] == [("quay", "")]


def test_a_table_scrolls_by_itself_and_arabic_runs_from_right_to_left(built: lxml.html.HtmlElement) -> None:
    (table,) = (one for one in built.xpath("//table") if "price" in one.text_content())
    assert table.getparent().get("class") == "table-frame" and table.getparent().get("tabindex") == "0"
    turned = built.xpath("//*[@dir='rtl']")
    assert [(one.tag, "النهر" in one.text_content()) for one in turned] == [("blockquote", True), ("p", True)]
