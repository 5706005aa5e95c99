"""The edition on one page, /print/, in the order in which one reads it: what is printed, and what the PDF and the EPUB
are made from.

MkDocs renders one frame with marks in it. Once the site is built, the text of its pages is put together and fills the
frame, so nothing is rendered or written twice.
"""

import functools
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml.html import HtmlElement
from markupsafe import Markup

from annotated_brief.content.settings import citation
from annotated_brief.core import memo
from annotated_brief.core.counted import spelt
from annotated_brief.downloads import single_page_html
from annotated_brief.downloads.single_page_html import PREFIX, Place
from annotated_brief.edition import Edition
from annotated_brief.markup.svg_placeholders import Drawings
from annotated_brief.markup.templating import render
from annotated_brief.pages import template_context

PAGE = "print.md"
# The mark for the head is a comment: escaped text cannot hold one, so no title can ask for the head in its place.
HEAD, CONTENT = "<!-- WHOLE-HEAD -->", "WHOLE-CONTENT"
STYLES = ("boxes", "lists", "lookup", "argument", "edition")

MARKDOWN = f"""---
title: The whole edition
description: {CONTENT}
template: print.html
unlisted: true
styles: [{", ".join(f"assets/stylesheets/{style}.css" for style in STYLES)}]
search:
  exclude: true
---
{CONTENT}
"""

# The lists whose pages stand before the sections, and those that follow them.
PRECEDING = ("summary", "argument")
FOLLOWING = ("cite", "references", "ledger", "forecasts", "timeline")
APPENDICES = {"ledger", "forecasts", "timeline"}
DATA = "data"
DATE = re.compile(r"\d{4}(-\d{2}){1,2}")


class ContentsEntry(NamedTuple):
    """One line of the contents."""

    anchor: str
    title: str


class Part(NamedTuple):
    """One part of the whole."""

    name: str
    label: str  # Section two, Appendix A; may be empty
    title: str
    standfirst: str
    content: Markup
    entries: list[ContentsEntry]  # its own headings in the contents
    is_section: bool

    @property
    def anchor(self) -> str:
        return PREFIX + self.name


class Data(NamedTuple):
    """The table of a figure."""

    anchor: str
    figure: str  # the id of the figure
    title: str
    content: Markup


def write(folder: Path, edition: Edition) -> None:
    """Fill the frame of a built site."""
    at = edition.site.built(folder, PAGE)
    if at.exists():
        frame = at.read_text("utf-8")
        drawings = Drawings()
        parts = list(assemble(folder, edition, drawings))
        content = render("whole.html", edition=edition, parts=parts, **_front(edition))
        about = html.escape(f"All of “{edition.settings.title}” on one page, for print.")
        frame = frame.replace(f'content="{CONTENT}"', f'content="{about}"')
        frame = frame.replace(HEAD, str(render("whole-head.html", parts=parts)).strip())
        before, _, after = frame.partition(f"<p>{CONTENT}</p>")
        at.write_text(before + drawings.put(str(content)) + after, "utf-8")


def places(edition: Edition) -> list[Place]:
    """The pages that the whole is made of, in order."""
    sections = [Place(file, name, True) for name, file in edition.settings.sections.items() if file in edition.pages]
    others = [
        [Place(file, file.removesuffix(".md"), False) for file in dict.fromkeys(edition.lists[name] for name in names)]
        for names in (PRECEDING, FOLLOWING)
    ]
    before, after = (
        [place for place in other if place.file in edition.pages and not edition.section_of(place.file)]
        for other in others
    )
    return [*before, *sections, *after]


def assemble(folder: Path, edition: Edition, drawings: Drawings) -> Iterator[Part]:
    """The parts from a built site."""
    all_places = places(edition)
    by_address = {edition.site.page(place.file): place for place in all_places}
    if (file := edition.lists["figures"]) in edition.pages and not edition.section_of(file):
        by_address[edition.site.page(file)] = Place(file, DATA, True)  # the figures stand in the sections
    listed, labels = single_page_html.entries(by_address, edition), _labels(all_places, edition)
    data: list[Data] = []
    for place in all_places:
        at = edition.site.built(folder, place.file)
        if not at.exists():
            continue
        page = drawings.take(at.read_text("utf-8"))
        given = page, place, by_address, listed, labels[place.name]
        part = memo.kept(("part", place.name), edition, functools.partial(_made, *given), given)
        if part:
            data += part[1]
            yield part[0]
    if data:
        yield _data(data, labels[DATA])


def _made(
    page: str, place: Place, by_address: dict[str, Place], listed: dict[str, str], label: str, edition: Edition
) -> tuple[Part, list[Data]] | None:
    """A page as a part, and the tables of its figures."""
    text = single_page_html.text_of(page)
    if text is None:
        return None
    single_page_html.fit(text, place, by_address, listed, edition)
    data = _take_data(text)
    return _part(place, text, label, edition), data


def _labels(all_places: list[Place], edition: Edition) -> dict[str, str]:
    count = len(edition.sections)
    labels = {name: f"Section {spelt(index + 1)}" for index, name in enumerate(edition.sections) if 1 < count < 11}
    files = {edition.lists[name] for name in APPENDICES}
    appendices = [place.name for place in all_places if place.file in files and not edition.section_of(place.file)] + [
        DATA
    ]
    labels |= {name: f"Appendix {chr(ord('A') + index)}" for index, name in enumerate(appendices)}
    return {place.name: "" for place in all_places} | labels


def _part(place: Place, text: HtmlElement, label: str, edition: Edition) -> Part:
    meta = edition.pages[place.file].meta
    is_section = place.name in edition.sections
    first = place.file == "index.md"
    headings = [] if place.file == edition.lists["references"] else text.xpath(".//h3[@id]")
    return Part(
        name=place.name,
        label=label,
        title=str(meta.get("nav_title", "The argument"))
        if first
        else str(meta.get("title") or edition.pages[place.file].title),
        standfirst="" if first else str(meta.get("standfirst", "")),
        content=Markup(single_page_html.inner(text).strip()),
        entries=[
            ContentsEntry(heading.get("id"), " ".join(heading.text_content().split()))
            for heading in headings
            if is_section and not heading.get("id").endswith("-notes")
        ],
        is_section=is_section,
    )


def _take_data(text: HtmlElement) -> list[Data]:
    """The tables of the figures, out of the text: they go to the end."""
    taken = []
    for figure in text.iter("figure"):
        title = figure.find_class("figure-title")
        name = figure.get("id", "").removeprefix(PREFIX)
        for details in figure.find_class("figure-data"):
            details.drop_tree()
            for cell in details.xpath(".//tbody//*[self::td or self::th]"):
                if DATE.fullmatch(cell.text_content()):  # else it would be broken at a hyphen
                    cell.set("class", "date")
            words = " ".join(title[0].text_content().split()) if title else name
            taken.append(
                Data(f"{PREFIX}{DATA}-{name}", figure.get("id", ""), words, Markup(single_page_html.inner(details)))
            )
    return taken


def _data(data: list[Data], label: str) -> Part:
    content = render("whole-data.html", tables=data)
    about = "The numbers that the figures are drawn from, row by row, each with its source."
    return Part(DATA, label, "The data of the figures", about, content, [], False)


def _front(edition: Edition) -> dict[str, Any]:
    """What the title page says; the same as the first page of the site."""
    page = edition.pages.get("index.md")
    meta = page.meta if page else {}
    title = str(citation(edition.paths)["title"])
    first = next(iter(edition.claims.values()), None)
    return {
        "facts": template_context.variables(edition, []),
        "subtitle": title.removeprefix(edition.settings.title).strip(" .:"),
        "example": f"{first.sign} {first.id}" if first else "",
        "argument": meta.get("argument") or meta.get("standfirst", ""),
    }
