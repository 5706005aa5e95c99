"""Everything that our Markdown has, inside everything that Markdown has: told with line and remedy, or printed once."""

import re
import time
from collections.abc import Callable

import briefs
import lxml.html
import pytest
from annotated_brief import edition as editions
from annotated_brief.checks import rendered_rules, text_rules
from annotated_brief.content import notes, sections, settings, syntax
from annotated_brief.content.page_record import Page
from annotated_brief.edition import Edition
from annotated_brief.markdown import BriefExtension
from markdown import Markdown

# What is written, where it is found on the page, and how it begins if it is left as it is.
THINGS = {
    "a mark": ("Sand falls.[](){ #c003 }", "//span[@id='c003']", "]("),
    "a citation": ("words[@pilot2023ebb, p. 3]", "//sup[starts-with(@id, 'fnref-')]", "[@"),
    "an author": ("as @pilot2023ebb [p. 3] says", "//sup[starts-with(@id, 'fnref-')]", "@pilot"),
    "a note": ("words[^n]", "//sup[starts-with(@id, 'own-noteref')]", "[^"),
    "a bound number": ("rose 4.2{=tides:2024-spring} metres", "//span[@class='bound']", "{="),
    "an annotation": (
        "/// correction | A title\n    attrs: {id: note-x, data-claims: c001}\nThe gauge at the mole measured more"
        " than that in both of the years, it says.[@gauge2024levels, p. 9]\n///",
        "//aside[@id='note-x']",
        "///",
    ),
    "a figure": ("/// figure | tides\n///", "//figure[@id='fig-tides']", "///"),
    "a listing": ("/// listing | verdicts\n///", "//dl[@class='meanings']", "///"),
}
ANNOTATION = "/// context | {}\n    attrs: {{id: note-y, data-claims: c001}}\n{} and more words than the least that it may have.[@gauge2024levels]\n///"


def indented(text: str, start: str = "    ") -> str:
    return "\n".join(start + line for line in text.split("\n"))


def below(text: str) -> str:
    """As it goes on below an item or a definition."""
    return text.replace("\n", "\n    ")


PLACES: dict[str, Callable[[str], str]] = {
    "a paragraph": lambda thing: thing,
    "a heading": lambda thing: f"## {thing}",
    "a heading with an id": lambda thing: f"## {thing} {{ #h }}",
    "an underlined heading": lambda thing: f"{thing}\n---",
    "a list": lambda thing: f"- one\n-   {below(thing)}\n- three",
    "a paragraph of an item": lambda thing: f"1. one\n\n{indented(thing)}\n\n2. two",
    "a quotation": lambda thing: indented(thing, "> "),
    "a quotation in a list": lambda thing: f"- a\n\n{indented(thing, '    > ')}",
    "a cell": lambda thing: f"a | b\n--|--\n{thing} | d",
    "the head of a table": lambda thing: f"{thing} | b\n--|--\nc | d",
    "a link": lambda thing: f"See [x {thing} y](index.md) here.",
    "a link with a reference": lambda thing: f"See [x {thing} y][z] here.\n\n[z]: index.md",
    "the title of a link": lambda thing: f'See [x](index.md "{thing}") here.',
    "the address of a link": lambda thing: f"See [x](<{thing}>) here.",
    "a picture": lambda thing: f"See ![x {thing}](data/tides.csv) here.",
    "an address": lambda thing: f"See <https://a.example/{thing}> here.",
    "code": lambda thing: f"See `{thing}` here.",
    "a fence": lambda thing: f"```\n{thing}\n```",
    "indented code": lambda thing: f"x\n\n{indented(thing)}",
    "a comment": lambda thing: f"x <!-- {thing} --> y",
    "a comment of lines": lambda thing: f"<!--\n{thing}\n-->\n\ny",
    "a paragraph of HTML": lambda thing: f"<p>{thing}</p>",
    "a block of HTML": lambda thing: f"<div>\n\n{thing}\n\n</div>",
    "words of HTML": lambda thing: f"a <span>{thing}</span> b",
    "an attribute of HTML": lambda thing: f'a <span title="{thing}">x</span> b',
    "emphasis": lambda thing: f"a *{thing}* b",
    "strong emphasis": lambda thing: f"a **{thing}** b",
    "an admonition": lambda thing: f"!!! note\n{indented(thing)}",
    "the title of an admonition": lambda thing: f'!!! note "{thing}"\n    x',
    "a term": lambda thing: f"{thing}\n:   meaning",
    "a definition": lambda thing: f"Term\n:   {below(thing)}",
    "a note": lambda thing: f"x[^f]\n\n[^f]: {below(thing)}",
    "the name of a note": lambda thing: f"x[^{thing}]",
    "an annotation": lambda thing: ANNOTATION.format("T", thing),
    "the title of an annotation": lambda thing: ANNOTATION.format(thing, "Words"),
    "a figure": lambda thing: f"/// figure | tides\n{thing}\n///",
    "the name of a listing": lambda thing: f"/// listing | {thing}\n///",
    "an abbreviation": lambda thing: f"*[XY]: {thing}\n\nXY here.",
    "attributes": lambda thing: f'*x*{{ title="{thing}" }}',
    "brackets": lambda thing: f"a [{thing}] b",
    "a citation": lambda thing: f"a[see {thing} @gauge2024levels, p. 3]",
    "the place of a citation": lambda thing: f"a[@gauge2024levels, {thing}]",
    "a bound number": lambda thing: f"4.2{{={thing}}}",
}
FRONT = "---\ntitle: A\ndescription: B\nstandfirst: C\n---\n\n"
SLOWEST = 2.0  # seconds for one page


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    loaded, problems = editions.load(briefs.copy(tmp_path_factory.mktemp("places")))
    assert problems == []
    return loaded


@pytest.mark.parametrize("place", PLACES)
def test_everything_is_told_or_printed_once(place: str, brief: Edition) -> None:
    for name, (thing, xpath, sign) in THINGS.items():
        note = "\n\n[^n]: An own note." if sign == "[^" else ""
        text = f"{FRONT}{PLACES[place](thing)}{note}\n"
        start = time.process_time()
        page, problems = sections.parse(
            "channel.md", text, "docs/channel.md", settings.markdown(brief.paths).citing(brief.sources)
        )
        made = with_page(brief, page)
        problems += [one for one in text_rules.run(made) if one.file == page.path]
        if problems:
            assert all(problem.line and problem.remedy for problem in problems), (name, problems)
            continue
        html = Markdown(extensions=[*syntax.EXTENSIONS, BriefExtension(edition=made, page=page.file)]).convert(
            page.body
        )
        assert list(rendered_rules.compare(html, page, made)) == [], name
        compare(html, xpath, sign, is_comment="comment" in place)
        assert time.process_time() - start < SLOWEST, name


def compare(html: str, xpath: str, sign: str, *, is_comment: bool) -> None:
    """Once on the page, or as it is written in code; nothing of it anywhere else."""
    page = lxml.html.fragment_fromstring(html, create_parent="div")
    code = "".join(page.xpath("//code//text()"))
    words = "".join(page.xpath("//text()[not(ancestor::code)]"))
    titles = "".join(page.xpath("//@title | //@alt"))
    if is_comment or (sign == "@pilot" and sign in titles):  # whoever is named in the words of a picture
        return
    assert bool(page.xpath(xpath)) != (sign in code), html
    assert sign not in words + titles, html
    assert not page.xpath("//a//a") and not re.search("[\x02\ufdd0-\ufddd]|{ ?#", words), html


def with_page(brief: Edition, page: Page) -> Edition:
    """The edition with another page in place of one."""
    pages = brief.pages | {page.file: page}
    citations = (citing.citation for one in pages.values() for citing in one.citings)
    return brief._replace(
        pages=pages,
        notes=notes.assign(citations, brief.sources),
        marks={mark.claim: mark for one in pages.values() for mark in one.marks},
        annotations={note.id: note for one in pages.values() for note in one.annotations},
    )
