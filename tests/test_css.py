"""The style sheets are CSS that a browser of today understands: every declaration, every selector, nothing left open."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import tinycss2
from annotated_brief.core import asset_hashing
from annotated_brief.core.paths import THEME
from conftest import Tab
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

SHEETS = sorted((THEME / "assets" / "stylesheets").glob("*.css"))
TEMPLATES = sorted((THEME.parent / "templates").glob("*.css"))
# Rules that hold descriptors and not properties, and rules whose content is rules.
DESCRIBING = {"font-face", "page", "property", "counter-style", "view-transition"}
ELSEWHERE = {"hanging-punctuation"}  # what only another browser knows
KNOWN = """asked => asked.map(([, kind, one, other]) => {
  if (kind !== "selector") return kind === "declaration" && CSS.supports(one, other);
  try { document.querySelector(one); return true; } catch { return false; }
})"""


class Asked(NamedTuple):
    """One thing that the browser must know."""

    line: int
    kind: str  # declaration, selector or fault
    one: str
    other: str = ""


def asked(nodes: list[Node], nested: bool = False) -> Iterator[Asked]:
    """All that a piece of CSS says, rules in rules among it."""
    for node in nodes:
        if isinstance(node, ParseError):
            yield Asked(node.source_line, "fault", node.message)
        elif isinstance(node, Declaration) and not node.name.startswith("--") and node.name not in ELSEWHERE:
            yield Asked(node.source_line, "declaration", node.name, tinycss2.serialize(node.value).strip())
        elif isinstance(node, QualifiedRule):
            selector = tinycss2.serialize(node.prelude).strip()
            if not nested:  # what stands in @keyframes or in another rule is no selector by itself
                yield Asked(node.source_line, "selector", selector)
            yield from asked(
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True), True
            )
        elif isinstance(node, AtRule) and node.content and node.at_keyword not in DESCRIBING:
            yield from asked(
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True),
                nested or node.at_keyword == "keyframes",
            )


def faults(text: str, tab: Tab) -> list[str]:
    every = list(asked(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))
    page = tab()
    known = page.evaluate(KNOWN, [list(one) for one in every])
    return [
        f"{one.line}: {one.one} {one.other}".strip() for one, is_known in zip(every, known, strict=True) if not is_known
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_browser_understands_every_line(sheet: Path, tab: Tab) -> None:
    # What only the maker of the PDF knows (CSS Generated Content for Paged Media).
    paged = ("float footnote", "footnote-call", "footnote-marker")
    told = [one for one in faults(sheet.read_text("utf-8"), tab) if not any(name in one for name in paged)]
    assert told == [], "\n".join(told)


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ("a { colr: red; }", "1: colr red"),
        ("a { color: rde; }", "1: color rde"),
        ("a:hoverr { color: red; }", "1: a:hoverr"),
        ("@media print {\n  a { width: 3 px; }\n}", "2: width 3 px"),
        ("@layer x {\n  p {\n    &:hover { margin: 1pxx; }\n  }\n}", "3: margin 1pxx"),
        ("a { color red; }", "1: "),
    ],
)
def test_a_slip_is_seen(planted: str, told: str, tab: Tab) -> None:
    (found,) = faults(planted, tab)
    assert found.startswith(told)


@pytest.mark.parametrize("sheet", [*SHEETS, *TEMPLATES], ids=lambda sheet: sheet.name)
def test_a_line_of_css_can_be_read_at_a_glance(sheet: Path) -> None:
    assert [number for number, line in enumerate(sheet.read_text("utf-8").splitlines(), 1) if len(line) > 120] == []


def said(text: str) -> str:
    """A sheet without comments, and with one space wherever there is white space: a space may part two selectors."""
    return " ".join(tinycss2.serialize(tinycss2.parse_component_value_list(text, skip_comments=True)).split())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_what_is_sent_says_the_same(sheet: Path, tmp_path: Path) -> None:
    text = sheet.read_text("utf-8")
    folder = tmp_path / "assets" / "stylesheets"
    folder.mkdir(parents=True)
    (folder / sheet.name).write_text(text, "utf-8")
    asset_hashing.write(tmp_path)
    (sent,) = folder.iterdir()
    assert said(sent.read_text("utf-8")) == said(text)


def test_a_space_that_parts_selectors_is_missed() -> None:
    assert said("@layer a { [x] :is(b, c) { d: e } }") != said("@layer a { [x]:is(b, c) { d: e } }")
