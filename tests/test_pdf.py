"""The PDF: all that the site says is in it, it meets PDF/UA-1, and it is set in the type of the package alone."""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pdfua.cli
import pikepdf
import pymupdf
import pypdfium2
import pytest
from annotated_brief.bibliography.languages import is_right_to_left
from annotated_brief.content import source_date
from annotated_brief.core.paths import Paths
from annotated_brief.downloads import fonts, pdf, pdf_figures
from annotated_brief.edition import Edition
from editions_fixtures import Edited
from fontTools.misc import timeTools
from fontTools.ttLib import TTFont
from lxml.html import HtmlElement
from pdfua.document import PdfDocument

# Blocks whose words stand together on paper.
BLOCKS = (
    ".//p[not(.//p)] | .//h2 | .//h3 | .//h4 | .//td[not(.//p or .//ul)] | .//th[not(.//span)] | .//caption "
    "| .//dt | .//dd | .//figcaption | .//li[not(.//p or .//li or .//div)]"
)


@pytest.fixture(scope="module")
def document(pdf_made: Edited) -> pikepdf.Pdf:
    return pikepdf.open(pdf_made.path)


MARGIN = 62  # 22 mm in points: head and foot stand in it
FOOT = 50  # points: the number of the page stands below, and what hangs from the last line above


@pytest.fixture(scope="module")
def text(pdf_made: Edited) -> str:
    """All text in reading order, without heads and feet, and without white space."""
    pages = pypdfium2.PdfDocument(pdf_made.path)
    bodies = [
        page.get_textpage().get_text_bounded(bottom=FOOT, top=page.get_height() - MARGIN, errors="ignore")
        for page in pages
    ]
    return "".join(map(_squeeze, bodies))


def _squeeze(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    # A line may end at a hyphen that is not in the word, or at one that is.
    # Devanagari is drawn in another order than it is written.
    return re.sub(r"[\s\-\u00ad\u2010\u2011\u2060\ufffe\x02\u0900-\u097f]+", "", folded).casefold()


def _seen(block: HtmlElement) -> list[str]:
    """The words of a block, run by run: a raised number or a verdict is painted after the line that it stands in."""
    unseen = "ancestor::*[name()='svg'] or ancestor::p[@class='backlinks'] or ancestor::p[@class='source-facts']"
    return [str(text) for text in block.xpath(f".//text()[not({unseen})]")]


def _is_in(words: str, text: str) -> bool:
    """Every letter of it, in order; a run may go on overleaf, behind the figure at the foot of the page."""
    run = _squeeze(words)
    return run in text or any(run[:cut] in text and run[cut:] in text for cut in range(len(run) - 1, 0, -1))


def test_all_words_of_the_whole_are_in_it(pdf_made: Edited, text: str, edition: Edition) -> None:
    blocks = [piece for block in pdf_made.print.xpath(BLOCKS) for piece in _seen(block)]
    blocks = [piece for piece in blocks if not is_right_to_left(piece)]  # each program takes these out in its own order
    missing = [block for block in blocks if not _is_in(block, text)]
    assert len(blocks) > len(edition.claims)
    assert missing == []


def test_every_claim_and_source_is_in_it(pdf_made: Edited, text: str, edition: Edition) -> None:
    assert [name for name in edition.claims if name not in text] == []
    printed = _squeeze(pdf_made.print.text_content())  # a reference with a DOI has no other address
    urls = [source.url for source in edition.sources.values() if source.url and _squeeze(source.url) in printed]
    lost = [url for url in urls if not _is_in(url, text)]
    assert len(urls) > 0.9 * len(edition.sources)
    assert lost == []


def test_its_links_are_those_of_the_page(pdf_made: Edited, document: pikepdf.Pdf) -> None:
    wanted = {unquote(link) for link in pdf_made.print.xpath(".//a/@href") if link.startswith("http")}
    found = {
        unquote(str(note.A.URI))
        for page in document.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get("/A", {})
    }
    assert {link for link in wanted if link not in found} == set()
    assert [link for link in found if "edition.invalid" in link or link.startswith("file:")] == []


@pytest.fixture(scope="module")
def places(document: pikepdf.Pdf) -> dict[str, str]:
    """Id of an element that links lead to -> number of the page that it stands on."""
    numbers = {page.obj.objgen: str(index) for index, page in enumerate(document.pages, 1)}
    named = pikepdf.NameTree(document.Root.Names.Dests)
    return {str(name): numbers[target[0].objgen] for name, target in named.items()}


def test_every_place_that_is_linked_is_on_a_page(pdf_made: Edited, places: dict[str, str]) -> None:
    inside = {
        link[1:] for link in pdf_made.print.xpath(".//*[not(@class='backlinks')]/a/@href") if link.startswith("#")
    }
    assert inside - set(places) == set()


def test_the_contents_name_the_pages(pdf_made: Edited, places: dict[str, str]) -> None:
    contents = pypdfium2.PdfDocument(pdf_made.path)[1].get_textpage().get_text_range()
    for link in pdf_made.print.xpath(".//nav//a"):
        title = r"\s+".join(map(re.escape, link.text_content().split()))
        assert re.search(rf"{title}\s+{places[link.get('href')[1:]]}\b", contents), link.text_content()


def test_every_figure_is_in_its_part(pdf_made: Edited, document: pikepdf.Pdf) -> None:
    """It may stand at the foot of the next page, but not below what begins the next part."""
    numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    targets = pikepdf.NameTree(document.Root.Names.Dests).items()
    places = {str(name): (numbers[target[0].objgen], -float(target[3])) for name, target in targets}
    parts = pdf_made.print.xpath(".//section[starts-with(@class, 'part ')]")
    starts = [places[part.get("aria-labelledby")] for part in parts]
    for part, first, after in zip(parts, starts, [*starts[1:], (10**6, 0.0)], strict=True):
        strayed = [name for name in part.xpath(".//figure/@id") if name in places and not first <= places[name] < after]
        assert strayed == []


def test_it_says_what_it_is(document: pikepdf.Pdf, edition: Edition) -> None:
    assert edition.settings.title in str(document.docinfo.Title)
    assert edition.settings.argument_by in str(document.docinfo.Author)
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as xmp:
        assert edition.settings.title in xmp["dc:title"]


def test_the_data_are_in_it(document: pikepdf.Pdf, site: Path) -> None:
    attached = document.attachments["data.zip"]
    assert attached.get_file().read_bytes() == (site / "download/data.zip").read_bytes()
    assert [str(one.AFRelationship) for one in document.Root.AF] == ["/Data"]


def test_it_is_tagged_and_has_an_outline(document: pikepdf.Pdf, edition: Edition) -> None:
    assert document.Root.MarkInfo.Marked
    kinds = {
        str(item.S)
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
    }
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/L", "/Link", "/Figure"} <= kinds
    with document.open_outline() as outline:
        titles = [item.title for top in outline.root for item in [top, *top.children]]
    assert len([title for title in titles if title]) >= len(edition.sections) + 3


# What stays, and why.
REASONED = {
    "TXT-003": "a vowel sign that Devanagari writes before its letter is told with the letter, and has no code itself",
    "HDG-010": "a year is the heading of what happened in it",
    "ORD-001": "a figure stands at the foot of its page and columns stand side by side; both are read in their order",
    "LNK-010": "an address that a text names without leading there, such as a publisher's",
    "TBL-015": "the row below a claim has one cell: the evidence, as wide as the paper",
    "PAG-001": "the number of a claim or source that begins a page is taken for that of the page",
    "TAG-020": "a paragraph that holds a figure, which has moved to the foot of the page",
}


def test_it_meets_pdf_ua(pdf_made: Edited) -> None:
    """Among its rules is that no letter is the box of a missing one (TXT-005)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "outloud.cli", "--no-info", "--json", str(report), str(pdf_made.path)]
        subprocess.run(command, capture_output=True, check=False)
        found = json.loads(report.read_text("utf-8"))["results"][0]["findings"]
    assert [one for one in found if one["severity"] == "error" and one["rule"] not in REASONED] == []
    assert {finding["rule"] for finding in found} - set(REASONED) == set()


def _walk(self: PdfDocument, node: Any, depth: int, page: int | None) -> Iterator[Any]:
    """The elements below a node, parents first. The checker's own way builds each anew at every level above it."""
    waiting = [self._build(node, depth, page)]
    while waiting:
        if element := waiting.pop():
            yield element
            waiting += reversed(element.children)


@pytest.mark.every
def test_a_second_checker_agrees(
    pdf_made: Edited, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PdfDocument, "_walk", _walk)
    code = pdfua.cli.main(["check", "--min-severity", "error", str(pdf_made.path)])
    told = capsys.readouterr()
    assert "[ERROR]" not in told.out, told.out
    assert code == 0, told.out + told.err


# What the style sheets call the faces of the package.
OURS = {"Source-Serif", "Source-Serif-Titles", "Source-Sans"} | {
    name.removesuffix("-400-normal.woff2") for name in fonts.NOTO
}
CUT = re.compile(r"(-(extended|cyrillic|Semi-Bold|Bold|Italic|Oblique))+$")


def test_its_fonts_are_ours_and_in_it(document: pikepdf.Pdf) -> None:
    fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
    described = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font and font.Subtype != "/Type3"]
    names = {CUT.sub("", str(font.FontName).partition("+")[2]) for font in described}
    assert names and names <= OURS
    assert [str(font.FontName) for font in described if "/FontFile2" not in font and "/FontFile3" not in font] == []


def test_no_font_says_when_it_was_cut(document: pikepdf.Pdf, paths: Paths) -> None:
    """So two printings of one commit are the same, byte for byte."""
    ours = [TTFont(face, lazy=True) for face in pdf.TYPEFACES.glob("*.woff2")]
    described = (item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item)
    cut = [TTFont(io.BytesIO(item.FontFile2.read_bytes()), lazy=True) for item in described]
    assert cut and {font["head"].modified for font in cut} <= {source_date.epoch(paths) - timeTools.epoch_diff} | {
        font["head"].modified for font in ours
    }


@pytest.mark.parametrize("missing", ["print/index.html", "assets/fonts/serif.1a2b.woff2"])
def test_a_site_that_lacks_what_it_is_printed_from_is_told(tmp_path: Path, edition: Edition, missing: str) -> None:
    """Without its type, all would be boxes."""
    (tmp_path / "assets/fonts").mkdir(parents=True)
    (tmp_path / "print").mkdir()
    (tmp_path / "print/index.html").write_text("<link rel=stylesheet href=../assets/edition.css><p>Text", "utf-8")
    face = "@font-face { font-family: S; src: url(fonts/serif.1a2b.woff2) } p { font-family: S }"
    (tmp_path / "assets/edition.css").write_text(face, "utf-8")
    (tmp_path / "assets/fonts/serif.1a2b.woff2").write_bytes((pdf.TYPEFACES / "serif.woff2").read_bytes())
    (tmp_path / missing).unlink()
    with pytest.raises(SystemExit, match=rf"{missing}.*`mkdocs build`"):
        pdf.write(tmp_path, tmp_path / "brief.pdf", edition)
    assert pdf.FONTS not in os.environ, "a browser that is started later would have no typeface"


def test_nothing_that_is_read_is_too_small(pdf_made: Edited) -> None:
    """Under 9 pt are only the raised numbers of notes and the words in a drawing, which has a table beside it."""
    drawn = {_squeeze(words) for words in pdf_made.print.xpath(".//*[name()='svg']//text()")}
    small = [
        (page.number + 1, span["size"], words)
        for page in pymupdf.open(pdf_made.path)
        for span in page.get_texttrace()
        if span["size"] < 8.95 and MARGIN < span["bbox"][1] < page.rect.height - FOOT
        for words in ["".join(chr(char) for char, *_ in span["chars"])]
        if not (span["size"] > 7 and (words.strip().isdecimal() or _is_drawn(words, drawn)))
    ]
    assert small == []


def _is_drawn(words: str, drawn: set[str]) -> bool:
    return any(_squeeze(words) in text for text in drawn)


def test_the_text_of_the_brief_is_in_its_own_type(pdf_made: Edited) -> None:
    """From its first sentence on: what is in the other type is ours."""
    claims = [_squeeze(claim.text_content()) for claim in pdf_made.print.xpath(".//p/span[@class='claim']")]
    lines = [
        (page.number + 1, words)
        for page in pymupdf.open(pdf_made.path)
        for span in page.get_texttrace()
        if span["font"] == "Source-Sans" and span["size"] > 10
        for words in [_squeeze("".join(chr(char) for char, *_ in span["chars"]))]
        if len(words) > 30 and any(words in claim for claim in claims)
    ]
    assert claims and lines == []


def test_no_letter_is_the_box_of_a_missing_one(pdf_made: Edited) -> None:
    """Not even a space: it is set in the face of the word before it, and has to be in that."""
    boxes = [
        (page.number + 1, span["font"], chr(char))
        for page in pymupdf.open(pdf_made.path)
        for span in page.get_texttrace()
        for char, glyph, *_ in span["chars"]
        if glyph == 0
    ]
    assert boxes == []


def test_no_stop_stands_alone(pdf_made: Edited) -> None:
    lines = [
        (number, line.strip())
        for number, page in enumerate(pypdfium2.PdfDocument(pdf_made.path), 1)
        for line in page.get_textpage().get_text_range().splitlines()
    ]
    assert [line for line in lines if line[1] in {".", ",", ";", ")", "”", ".”"}] == []


@pdf.own_type()
def test_a_text_that_fits_its_line_is_not_broken_after_a_word() -> None:
    """At each width there is, one pixel after the other: at some, only the space at its end does not fit."""
    weasyprint = pdf._weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    text = "Claims that no fact can settle are common in it <a href='#'>ledger</a>"
    page = "".join(f"<p style='width: {width}px'>{text}</p>" for width in range(280, 400))
    sheet = "@font-face { font-family: S; src: url(serif.woff2) } p { margin: 0; font: 16px S }"
    style = weasyprint.CSS(string=sheet, base_url=f"{pdf.TYPEFACES.as_uri()}/", font_config=fonts)
    printed = weasyprint.HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts)
    lines = [line.strip() for page in pymupdf.open(stream=printed) for line in page.get_text().splitlines()]
    assert len(lines) == 240
    assert "Claims" not in lines


def test_no_page_is_empty(pdf_made: Edited) -> None:
    pages = [page.get_textpage().count_chars() for page in pypdfium2.PdfDocument(pdf_made.path)]
    assert [number for number, letters in enumerate(pages, 1) if letters < 120] == []


def test_figures_leave_no_half_page_white(pdf_made: Edited, edition: Edition) -> None:
    """Within a section; the last page of all ends where its notes do."""
    document = pypdfium2.PdfDocument(pdf_made.path)
    pages = [document[index].get_textpage() for index in range(len(document))]
    sections = [page.name for page in edition.sections.values()]
    heads = [_section(page, edition.settings.title, sections) for page in pages]
    assert any(heads)
    inner = [index for index, head in enumerate(heads[:-1]) if head and head == heads[index + 1]]
    white = [index + 1 for index in inner if _foot(pages[index]) > 0.4 * document[index].get_height()]
    assert white == []


def test_a_row_of_the_ledger_goes_on_over_a_page(pdf_made: Edited) -> None:
    """So few pages of it end far above their foot: a claim, which holds together with its reason, seldom takes over 40 mm."""
    pages = list(pymupdf.open(pdf_made.path))
    starts = [" ".join(page.get_text(clip=(0, MARGIN, 600, 600)).split()).startswith(HEAD) for page in pages]
    ends = [max(block[3] for block in page.get_text("blocks") if block[3] < page.rect.height - FOOT) for page in pages]
    inner = [index for index, is_row in enumerate(starts[1:]) if is_row and starts[index]]
    assert len(inner) > 20
    white = [index + 1 for index in inner if pages[index].rect.height - MARGIN - ends[index] > 115]
    assert len(white) <= len(inner) // 10, white


HEAD = "Claim What the brief says Verdict"


def _printed(parts: str) -> list[list[str]]:
    """The words of each page, from the top down, of parts laid out as the whole is."""
    weasyprint = pdf._weasyprint()
    config = weasyprint.text.fonts.FontConfiguration()
    sheet = (pdf.TEMPLATES / "pdf.css").read_text("utf-8")
    style = f"@font-face {{ font-family: S; src: url(serif.woff2) }} * {{ font-family: S }} {AT_THE_FOOT} {sheet}"
    ours = weasyprint.CSS(string=style, base_url=f"{pdf.TYPEFACES.as_uri()}/", font_config=config)
    page = weasyprint.HTML(string=parts)
    document = pdf_figures.placed(page.etree_element, lambda: page.render(stylesheets=[ours], font_config=config))
    printed = pymupdf.open(stream=document.write_pdf())
    return [[words.strip() for words in page.get_text(sort=True).splitlines() if words.strip()] for page in printed]


AT_THE_FOOT = ".plate { float: footnote } .plate::footnote-call, .plate::footnote-marker { content: none }"
PART = """<section class='part part-section'><header class=part-opener><h2>{0}</h2></header>
<div class=insert-figure><figure class=plate>figure {0}</figure></div><p>text {0}{1}</section>"""


@pdf.own_type()
def test_a_figure_stands_in_its_place_where_the_foot_is_far_or_another_parts_or_amid_notes() -> None:
    long, short, last = PART.format("A", "<br>and on" * 30), PART.format("B", ""), PART.format("C", "")
    (foot,) = _printed(long)
    assert foot.index("text A") < foot.index("figure A"), "it stands at the foot, though the page is full"
    (place,) = _printed(short)
    assert place.index("figure B") < place.index("text B")
    (noted,) = _printed(PART.format("D", "<br>and on" * 30 + "<section class=footnotes>note</section>"))
    assert noted.index("text D") < noted.index("figure D") < noted.index("note")
    (both,) = _printed(short + last)
    assert [both.index(words) for words in ("figure B", "text B", "figure C", "text C")] == sorted(
        both.index(words) for words in ("figure B", "text B", "figure C", "text C")
    )


def _section(page: pypdfium2.PdfTextPage, title: str, sections: list[str]) -> str:
    """The section that the running head names beside the title."""
    head = " ".join(page.get_text_bounded(bottom=page.page.get_height() - MARGIN).split())
    return next((name for name in sections if name in head.replace(title, "")), "")


def _foot(page: pypdfium2.PdfTextPage) -> float:
    """How far above the edge of the paper the text ends, but for the line at the foot."""
    ends = [page.get_rect(index)[1] for index in range(page.count_rects())]
    return min(end for end in ends if end > MARGIN)
