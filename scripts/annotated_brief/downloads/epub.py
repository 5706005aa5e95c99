"""The EPUB, from the page of the whole edition: a file for each part, notes that a reading system opens in place.

An EPUB is a zip of XHTML files with a list of them. It is written here in a fixed order with a fixed date, so that the
same edition gives the same bytes; the tests run EPUBCheck on it.
"""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import lxml.etree
import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from annotated_brief.content.settings import citation
from annotated_brief.core import zipfiles
from annotated_brief.downloads import fonts as typefaces
from annotated_brief.downloads import single_page, single_page_html, social_cards
from annotated_brief.edition import Edition
from annotated_brief.figures import palette
from annotated_brief.markup import html_trees, svg_placeholders
from annotated_brief.markup.svg_placeholders import Drawings
from annotated_brief.markup.templating import render

NAME = "brief.epub"

# Element of the page -> what it is in an EPUB: type, and role where it needs one.
TYPES = {
    "//a[@role='doc-noteref']": ("noteref", "doc-noteref"),
    "//section[@role='doc-endnotes']": ("footnotes", ""),
    "//section[@role='doc-endnotes']//li[@id]": ("footnote", "doc-footnote"),
    "//a[@role='doc-backlink']": ("backlink", "doc-backlink"),
}
DRAWING = re.compile(r'aria-labelledby="fig-([\w-]+)-(?:wide|narrow)-text')
# Part -> where in the book it stands, and what it is; the rest are chapters and appendices.
MATTER = {
    "title": ("frontmatter", "titlepage"),
    "summary": ("frontmatter", "introduction"),
    "argument": ("frontmatter", "introduction"),
    "references": ("backmatter", "bibliography"),
    "about": ("backmatter", "afterword"),
}
ROLES = {"introduction", "chapter", "appendix", "bibliography", "afterword"}  # these have a role of the same name


class Chapter(NamedTuple):
    """One file of text."""

    name: str
    title: str
    content: Markup
    matter: str  # what kind of part it is
    has_drawing: bool

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"


class Heading(NamedTuple):
    """One line of the contents."""

    address: str
    title: str
    below: list["Heading"]


def write(site: Path, target: Path, edition: Edition) -> None:
    """Write the EPUB of a built site."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = [
        ("mimetype", b"application/epub+zip"),
        *files(site, edition).items(),
    ]  # the type first, as the standard wants it
    target.write_bytes(zipfiles.pack(content, edition.settings.date, stored="mimetype"))


def files(site: Path, edition: Edition) -> dict[str, bytes]:
    """Name in the archive -> content."""
    root, drawings = _read(site, edition)
    sections = {"title": root.xpath("//header[@class='title-page']")[0]}
    sections |= {
        html_trees.classes(part)[1].removeprefix("part-"): part for part in root.xpath("//section[h2 or header/h2]")
    }
    contents = list(_contents(root))
    places = {
        element.get("id"): name
        for name, part in sections.items()
        for element in part.xpath("//*[@id]")
        if part in {*element.iterancestors(), element}
    }
    narrow = _narrow(site, edition)
    chapters = [_chapter(name, part, places, drawings, narrow, edition) for name, part in sections.items()]
    fonts = {f"fonts/{file}": content for file, content in _fonts(edition).items()}
    values = {
        "edition": edition,
        "chapters": chapters,
        "contents": contents,
        "fonts": list(fonts),
        "facts": _facts(edition),
    }
    book: dict[str, str | bytes] = {
        "META-INF/container.xml": str(render("epub-container.xml")),
        "EPUB/package.opf": str(render("epub-package.opf", **values)),
        "EPUB/nav.xhtml": str(render("epub-nav.xhtml", **values)),
        **{f"EPUB/{chapter.file}": str(render("epub-page.xhtml", chapter=chapter)) for chapter in chapters},
        "EPUB/edition.css": str(render("epub.css", palette=palette, fonts=list(fonts), ranges=typefaces.RANGES)),
        "EPUB/cover.png": social_cards.cover(edition),
        **{f"EPUB/{name}": content for name, content in fonts.items()},
    }
    return {name: content.encode() if isinstance(content, str) else content for name, content in book.items()}


def _read(site: Path, edition: Edition) -> tuple[HtmlElement, Drawings]:
    drawings = Drawings()
    text = edition.site.built(site, single_page.PAGE).read_text("utf-8")
    page = html_trees.page(drawings.take(text))
    return page.xpath("//article")[0], drawings


def _contents(root: HtmlElement) -> Iterator[Heading]:
    """The contents as the page has them; a part is addressed by its file."""
    for item in root.xpath("//nav[contains(@class, 'contents')]/ol/li"):
        name = item.find("a").get("href").removeprefix(f"#{single_page_html.PREFIX}")
        below = [
            Heading(f"{name}.xhtml{link.get('href')}", " ".join(link.text_content().split()), [])
            for link in item.xpath("./ol/li/a")
        ]
        yield Heading(f"{name}.xhtml", " ".join(item.find("a").text_content().split()), below)


def _narrow(site: Path, edition: Edition) -> dict[str, str]:
    """Figure -> its drawing for telephones, from the pages of the sections: the page of the whole has the wide ones."""
    narrow: dict[str, str] = {}
    for place in single_page.places(edition):
        text = edition.site.built(site, place.file).read_text("utf-8")
        narrow |= {_figure(svg): svg for svg in svg_placeholders.SVG.findall(text) if "drawing-narrow" in svg[:200]}
    return narrow


def _figure(svg: str) -> str:
    """The figure that a drawing is of; empty for one that is of none."""
    name = DRAWING.search(svg[:400])
    return name[1] if name else ""


def _chapter(
    name: str, part: HtmlElement, places: dict[str, str], drawings: Drawings, narrow: dict[str, str], edition: Edition
) -> Chapter:
    for link in list(part.iter("a")):
        _lead(link, name, places, edition)
    _type(part)
    is_section = "part-section" in html_trees.classes(part)
    matter, kind = MATTER.get(name) or (("bodymatter", "chapter") if is_section else ("backmatter", "appendix"))
    part.set("data-epub-type", kind)
    if kind in ROLES:
        part.set("role", f"doc-{kind}")
    text = lxml.etree.tostring(part, encoding="unicode", with_tail=False)
    text = svg_placeholders.SVG.sub(lambda found: narrow.get(_figure(found[0]), "") + found[0], drawings.put(text))
    text = svg_placeholders.SVG.sub(_colour, text.replace(" data-epub-type=", " epub:type="))
    heading = part.xpath("(.//h1 | .//h2)[1]")[0]
    return Chapter(name, " ".join(heading.text_content().split()), Markup(text), matter, "<svg" in text)


def _lead(link: HtmlElement, name: str, places: dict[str, str], edition: Edition) -> None:
    """Links between the files; those into the site are kept where the site has an address."""
    href = link.get("href") or ""
    if href.startswith("#"):
        target = places.get(href[1:])
        if target is None:
            link.drop_tag()
        elif target != name:
            link.set("href", f"{target}.xhtml{href}")
    elif not re.match(r"(https?|mailto):", href):
        if edition.site.root:
            link.set("href", edition.site.root + href.lstrip("./"))
        else:
            link.drop_tag()


def _type(part: HtmlElement) -> None:
    for path, (kind, role) in TYPES.items():
        for element in part.xpath(f".{path}"):
            element.set("data-epub-type", kind)
            if role:
                element.set("role", role)
    for notes in part.xpath(".//section[@role='doc-endnotes']"):
        for item in notes.xpath(".//li[@role]"):
            item.tag = "aside"
            item.attrib.pop("value", None)
        for items in notes.xpath(".//ol"):
            items.tag = "div"


def _colour(match: re.Match[str]) -> str:
    """A drawing on paper of its own: a reading system may show the page in the dark."""
    return palette.without_variables(match[0]).replace("<svg ", f'<svg style="background:{palette.PAPER.light}" ', 1)


def _fonts(edition: Edition) -> dict[str, bytes]:
    """The fonts of the site, at the weights that the sheet names."""
    return {
        f"{font.name}-{weight}.woff2": typefaces.static(font.data, weight, edition.paths.cache, "woff2")
        for font in typefaces.cut(edition)
        for weight in font.weights
    }


def _facts(edition: Edition) -> dict[str, str]:
    known = citation(edition.paths)
    name = f"{edition.settings.institution}/{known['title']}/{edition.settings.version}"
    return {
        "title": str(known["title"]),
        "abstract": str(known.get("abstract", "")).strip(),
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        "rights": ", ".join(licence) if isinstance(licence := known.get("license", ""), list) else str(licence),
    }
