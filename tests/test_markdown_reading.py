"""What is read of a page: every form of citation, in every place, with its line; nothing of what is code."""

import time
from typing import Any

import pytest
from annotated_brief.content import citations, sections
from annotated_brief.content.citations import Citation, CitationError
from annotated_brief.content.page_record import Page
from annotated_brief.content.reading import Setup
from annotated_brief.core.problems import Problem

SETUP = Setup(keys=frozenset({"h", "h2", "mole", "mole-a", "mole-", "conf/x:2024", "a.b"}))


def parse(text: str) -> tuple[Page, list[Problem]]:
    return sections.parse("a.md", text, "docs/a.md", SETUP)


def places(text: str) -> list[tuple[str, str, str, int]]:
    """Key, place, prefix and line of each citation of a page that has no fault."""
    page, problems = parse(text)
    assert problems == []
    return [(*citing.citation, citing.line) for citing in page.citings]


FORMS: dict[str, list[tuple[str, str, str]]] = {
    "[@h]": [("h", "", "")],
    "[@h, p. 31]": [("h", "p. 31", "")],
    "[see @h]": [("h", "", "see")],
    "[see @h, pp. 31–33, and elsewhere]": [("h", "pp. 31–33, and elsewhere", "see")],
    "[-@h, p. 4]": [("h", "p. 4", "")],
    "[see -@h]": [("h", "", "see")],
    "[@h p. 3]": [("h", "p. 3", "")],
    "[@h, pp. 7--9]": [("h", "pp. 7–9", "")],
    "[@h, p.\u00a012]": [("h", "p. 12", "")],
    "[@h,\np. 5]": [("h", "p. 5", "")],
    "[see\n@h; also\n@h2, p. 2]": [("h", "", "see"), ("h2", "p. 2", "also")],
    "[@h;\n@h2]": [("h", "", ""), ("h2", "", "")],
    "[@h, p. 3; p. 5]": [("h", "p. 3; p. 5", "")],
    "[@h; see also the map]": [("h", "see also the map", "")],
    "[@h, Annex II, points 3; 4]": [("h", "Annex II, points 3; 4", "")],
    "[@h, p. 3; p. 5; @h2, p. 1]": [("h", "p. 3; p. 5", ""), ("h2", "p. 1", "")],
    "[@h, art. 3 (a; b)]": [("h", "art. 3 (a; b)", "")],
    "[@h, {ch. 2}]": [("h", "ch. 2", "")],
    "[@h{pp. iv, vi} and more]": [("h", "pp. iv, vi and more", "")],
    "[@h, {p. 3, not 4}, says]": [("h", "p. 3, not 4, says", "")],
    "[@h, {}99 years]": [("h", "99 years", "")],
    r"[@h, p. 3 \[sic\]\; 4]": [("h", "p. 3 [sic]; 4", "")],
    "[see the note [1] of @h]": [("h", "", "see the note [1] of")],
    "[@{h}, p. 3]": [("h", "p. 3", "")],
    "[@{mole--quay}]": [("mole--quay", "", "")],
    "[@mole-]": [("mole-", "", "")],
    "[@mole-a, p. 1]": [("mole-a", "p. 1", "")],
    "[@conf/x:2024, p. 1]": [("conf/x:2024", "p. 1", "")],
    "[@a.b]": [("a.b", "", "")],
    "[@nobody:1999]": [("nobody:1999", "", "")],
    "@h [p. 33]": [("h", "p. 33", "")],
    "@h, says": [("h", "", "")],
    "As @h [p. 3; p. 5] says.": [("h", "p. 3; p. 5", "")],
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_of_citation_is_read(text: str) -> None:
    assert [place[:3] for place in places(f"Words {text} words.")] == FORMS[text]


NONE = [
    r"D[\@h]",
    r"\[@h]",
    "`[@h]`",
    "``a ` [@h]``",
    "harbour@h.example",
    "[to @h](https://social.example/@h)",
    "Write to @harbour or @nobody.",
    "<https://social.example/@h>",
    "![see @h](data/a.csv)",
    "```\n[@nokey, p. 3]\n```",
    "~~~ text\n[@nokey, p. 3]\n~~~",
    "    [@nokey, p. 3]",
    "- item\n\n    ```\n    [@nokey]\n    ```",
    "Text <!-- to do:\n[@nokey2] must be found\n--> goes on.",
    "<!-- a\n\n[@nokey]\n\n-->",
    "[ref]: https://social.example/@h\n\nSee [ref].",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_citation_is_none(text: str) -> None:
    assert places(text) == []


WRONG = {
    "C[@h, ] D": "has nothing after its comma",
    "C[@h; ] D": "has nothing between or after its semicolons",
    "C[; @h] D": "has nothing between or after its semicolons",
    "C[@] D": "has an at-sign without a key",
    "C[see @, p. 3] D": "has an at-sign without a key",
    "C[see; @h] D": "begins with 'see', which has no key",
    "C[@h @h2] D": "has two keys that no semicolon parts",
    "C[@h, `p. 3`] D": "holds code",
    "C[@h:] D": "has nothing after its comma",
    "C[cite:@h] D": "has 'cite:' right before a key",
    "C[@h, p. {3}] D": "has braces that do not hold its place",
    "C[@h]{.loud} D": "has attributes: {.loud}",
    "C[@h] [p. 33] D": "has its place in brackets of its own: [p. 33]",
    "C^[As @h says] D": "is a note in the text",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_read_wholly_is_told(text: str) -> None:
    page, problems = parse(f"One.\n\nTwo.\n{text}")
    (problem,) = problems
    assert WRONG[text] in problem.message and problem.line == 4 and problem.remedy
    assert page.citings == []


PLACES: dict[str, list[tuple[str, int]]] = {
    "1. one[@h, p. 10]\n\n    A second paragraph of the item.[@h, p. 11]\n\n    - deeper[@h, p. 12]\n\n- a\n    - b[@h, p. 13]": [
        ("p. 10", 1), ("p. 11", 3), ("p. 12", 5), ("p. 13", 8),
    ],
    "## Soundings say so [@h, p. 40]\n\nWords.": [("p. 40", 1)],
    "Soundings[@h, p. 41]\n====\n\nWords.": [("p. 41", 1)],
    "> A quotation.[@h, p. 1]\n>\n> - in a list[@h, p. 2]": [("p. 1", 1), ("p. 2", 3)],
    "a | b\n--|--\nc[@h, p. 1] | d[@h, p. 2]": [("p. 1", 3), ("p. 2", 3)],
    "Term\n:   Its meaning.[@h, p. 3]": [("p. 3", 2)],
    "!!! note\n    Mind this.[@h, p. 4]\n\n    And that.[@h, p. 5]": [("p. 4", 2), ("p. 5", 4)],
    "Words *in italics[@h, p. 6]* and **bold[@h, p. 7]**.": [("p. 6", 1), ("p. 7", 1)],
    "A note.[^1]\n\n[^1]: Words with a source.[@h, p. 8]\n\n    And a second paragraph.[@h, p. 9]": [("p. 8", 3), ("p. 9", 5)],
    "/// context | A title\n    attrs: {id: note-a, data-claims: c001}\nWords.\n\n- item[@h, p. 10]\n    - deeper[@h, p. 11]\n///": [
        ("p. 10", 5), ("p. 11", 6),
    ],
    "---\ntitle: A\n---\n\nWords.[@h, p. 12]": [("p. 12", 5)],
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
def test_a_citation_is_seen_wherever_it_stands(text: str) -> None:
    assert [(place, line) for _, place, _, line in places(text)] == PLACES[text]


def test_a_citation_in_an_annotation_or_a_note_says_so() -> None:
    page, _ = parse(
        "A.[](){ #c001 }[@h] B.[^x]\n\n/// context | T\n    attrs: {id: note-a}\nC.[@h2]\n///\n\n[^x]: D.[@mole]"
    )
    said = {citing.citation.key: (citing.claim, citing.annotation, citing.own_note) for citing in page.citings}
    assert said == {"h": ("c001", "", ""), "h2": ("", "note-a", ""), "mole": ("", "", "x")}
    assert page.read.own_notes == ["x"]
    assert [citing.sentence for citing in page.citings] == ["A. B.", "C.", "D."]


LEFT: dict[str, tuple[int, str]] = {
    "Words.\n\nA note.[^2]": (3, "note [^2] has no text on this page"),
    "Words.\n\n[^1]: Nobody asks for it.": (3, "note [^1] is referred to nowhere"),
    "A.[^1]\n\n[^1]: Once.\n[^1]: Twice.": (4, "note [^1] has two texts (first at line 3)"),
    "<div title='[@nokey]'>words</div>": (1, "citation [@nokey] is not read"),
    'Words [of a link](b.md "with[@h]").': (1, "a citation, a note or a bound number stands in the title"),
    "A link [to words[^1]](b.md).\n\n[^1]: A note.": (1, "a note stands in the words of a link"),
    "See [x @h y][z].\n\n[z]: b.md": (1, "citation [x @h y] stands in the words of a link"),
    "<p>As @h says.</p>": (1, "citation @h is not read"),
    "Words[^see @h].": (1, "citation [^see @h] begins with ^"),
    "Words[@h, 4{=tides:2024} metres].": (1, "citation [@h, 4{=tides:2024} metres] has braces"),
    "*[XY]: Words.\n\nXY here.": (1, "abbreviation *[XY]: is not read"),
    "<p>Words.[@h]</p>": (1, "citation [@h] is not read"),
    "<div>\nWords.\n[@h, p. 3]\n</div>": (3, "citation [@h, p. 3] is not read"),
    "<p>Claimed.[](){ #c001 }</p>": (1, "mark [](){ #c001 } is not read"),
    r"Claimed.\[](){ #c001 }": (1, "mark [](){ #c001 } is not read"),
    "Words *in italics.[](){ #c001 }*": (1, "mark of c001 stands in <em>"),
    "Words **in bold.[](){ #c001 }**": (1, "mark of c001 stands in <strong>"),
    "[Words of a link.[](){ #c001 }](https://a.example)": (1, "mark [](){ #c001 } is not read"),
    "/// context | T\n    attrs: {id: note-a}\nWords.[](){ #c001 }\n///": (3, "mark of c001 stands in an annotation"),
    "A.[^1]\n\n[^1]: Words.[](){ #c001 }": (3, "mark of c001 stands in a note"),
    "[Words[@h]](https://a.example)": (1, "a citation stands in the words of a link"),
    "One.\n\nMore{=tides:2024}.": (3, "binding {=tides:2024} cannot be read"),
    "One.\n\n5{=tides}.": (3, "binding {=tides} cannot be read"),
    "/// contxt | T\nWords.\n///": (1, "unknown block contxt"),
    "/// context | T\nWords.": (1, "block context is never closed"),
    "Words.\n\n///": (3, "/// closes no block"),
    "- item\n\n    /// context | T\n        attrs: {id: note-a}\n    Words.\n    ///": (3, "an annotation stands in a list"),
    "Words with a comment <!-- never closed": (1, "a comment is never closed"),
    "A word{ .loud } here.": (1, "attributes { .loud } are not read"),
    "Words\n\\bibliography": (2, r"\bibliography stands among words"),
    "\\full_bibliography": (1, r"\full_bibliography prints nothing here"),
    "## One { #a }\n\n## Two { #a }": (3, "id a stands twice on the page (first at line 1)"),
    "- a\n\n    ```\n    code\n\nWords.": (3, "``` begins no code"),
    "a | b\n--|--\n1 | 2\n1 | 2 | 3": (4, "row '1 | 2 | 3' has more cells than the head of its table"),
    "Words.\n\n<?php x ?>": (3, "HTML that a page must not hold: <! or <?"),
    "One.\n\nA&#x202E;b": (3, "an entity stands for U+202E, which nobody sees"),
    "One.\n\nA &#0;": (3, "an entity stands for no character"),
    "One.\n\n- [ ] later": (3, "[ ] later is not read"),
    "One.\n\n:smile:": (3, ":smile: is not read"),
    "One.\n\n??? note\n    Words.": (3, "??? note is not read"),
    "One.\n\n~~[@h]~~": (3, "~~…~~ is not read"),
    "One.\n\nWords {% cite h %}.": (3, "{% cite h %} is not read"),
    "One.\n\nWords {{cite:h}}.": (3, "{{cite:h}} is not read"),
    "Words[_see_ @h].": (1, "the citation of h holds more than words"),
    "One.\n\n~~gone~~": (3, "~~gone~~ is not read"),
    "One.\n\nSee [[Page]].": (3, "[[Page]] is not read"),
    "These are:\n- one\n- two": (2, "item - one is in no list"),
    "These are:\n1. one": (2, "item 1. one is in no list"),
    "One.\n\n| a | b |\n| 1 | 2 |": (3, "row | a | b | is in no table"),
    "One.\n\n**never closed": (3, "bold **never is never closed"),
    "One.\n\nA word{ .loud here.": (3, "attributes { .loud here. are not read"),
    "Words[@h, *p. 3*].": (1, "the citation of h holds more than words"),
    "Words[@h, <b>p. 3</b>].": (1, "the citation of h holds more than words"),
    "One.\n\n*Two*{ #a } *three*{ #a }": (3, "id a stands twice on the page (first at line 3)"),
    "Words.\n\n<div>\n\nnever closed": (3, "<div> is never closed"),
    "Words.\n\n</div>\n\nmore": (3, "</div> closes nothing"),
    "Words.\n\n<!-- never closed": (3, "a comment is never closed"),
    "Words.\n\n<textarea>words</textarea>": (3, "HTML that a page must not hold: <textarea"),
    "Words *a*{ style=\"background: url(//a.example/b)\" }": (1, "HTML that a page must not hold: style="),
}  # fmt: skip


@pytest.mark.parametrize("text", LEFT)
def test_what_is_left_of_our_syntax_is_told_with_its_line(text: str) -> None:
    line, message = LEFT[text]
    _, problems = parse(text)
    assert (line, message) in [(one.line, one.message[: len(message)]) for one in problems], problems
    assert all(one.remedy for one in problems)


GOOD = [
    "A claim.[](){ #c001 } Another.[](){ #c002 }",
    "- A claim in an item.[](){ #c001 }\n- Another.[](){ #c002 }",
    "a | b\n--|--\nA claim.[](){ #c001 } | Another.[](){ #c002 }",
    "Term\n:   A claim.[](){ #c001 }\n\nTerm\n:   Another.[](){ #c002 }",
    "> A claim.[](){ #c001 }\n> Another.[](){ #c002 }",
    "A claim.[](){ #c001 }\n\n`[](){ #c004 }` marks one.[](){ #c002 }",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_claim_is_marked_in_running_text(text: str) -> None:
    page, problems = parse(text)
    assert problems == []
    assert [(mark.claim, bool(mark.words)) for mark in page.marks] == [("c001", True), ("c002", True)]


def test_signs_that_are_words_are_none_of_ours() -> None:
    text = r"At 10:30:15 and a:b:c: C++ and C++, a == b, 1 ~~ 2, 2 ** 3, \*\*two stars, \[[brackets]], &nbsp;&zwj; `&#0;` `[[x]]`"
    assert parse(f"{text}\n\n| a | b |\n|--|--|\n| `x|y` | 2 | |\n")[1] == []


@pytest.mark.parametrize("inside", ["h, p. 3", "the map", "see", ""])
def test_brackets_without_a_key_are_none(inside: str) -> None:
    with pytest.raises(CitationError):
        citations.parse(inside)


def test_the_longest_key_that_there_is_is_taken() -> None:
    keys: Any = {"a:", "a:b", "a"}
    assert citations.parse("@a:b", keys) == [Citation("a:b", "", "")]
    assert citations.parse("@a:, p. 1", keys) == [Citation("a:", "p. 1", "")]
    assert citations.parse("@a: words", {"a"}) == [Citation("a", ": words", "")]


def notes(number: int) -> float:
    """Seconds to read a page with so many notes of its own."""
    text = "\n\n".join(f"Words[^n{note}].\n\n[^n{note}]: A note." for note in range(number))
    start = time.process_time()
    assert len(parse(text)[0].read.own_notes) == number
    return time.process_time() - start


def test_time_grows_with_the_page_and_no_faster() -> None:
    notes(10)
    assert notes(1200) < 8 * notes(300)
