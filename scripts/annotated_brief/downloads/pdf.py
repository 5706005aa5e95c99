"""The PDF: WeasyPrint sets the built page of the whole edition, and pdf_tags completes the tags.

Nothing is served and nothing fetched: every address is read from the folder of the site. No font of the machine is
seen, so the PDF is the same wherever it is made.
"""

import contextlib
import datetime
import gc
import html
import io
import mimetypes
import os
import posixpath
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pikepdf

from annotated_brief.content import source_date
from annotated_brief.content.settings import citation
from annotated_brief.core.paths import PACKAGE, TEMPLATES
from annotated_brief.downloads import fonts as typefaces
from annotated_brief.downloads import line_breaks, pdf_figures, pdf_tags, single_page
from annotated_brief.edition import Edition
from annotated_brief.figures import palette
from annotated_brief.pages import take_away

NAME = "brief.pdf"
HOST = "http://edition.invalid/"
TYPEFACES = PACKAGE / "typefaces"
VARIANT = "pdf/ua-1"
REMEDY = (
    "WeasyPrint, which sets the PDF, needs Pango and HarfBuzz: install libpangoft2-1.0-0 and libharfbuzz-subset0 "
    "on Debian or Ubuntu, pango with Homebrew or another system's packages"
)
INCOMPLETE = "The PDF cannot be made: the site has no {}; build it again with `mkdocs build`"
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DRAWN_IN = re.compile(r"(?<=font-family=\")[^\"]*|(?<=font-family: )[^;\"]*")
# The site sets a family from several files; WeasyPrint would take two files of one name for one font.
_FACE = re.compile(r'(@font-face\s*\{[^}]*?font-family: "[^"]+)("[^}]*?-(extended|cyrillic)\b[^}]*\})')
_RANGE = re.compile(r"unicode-range:[^;}]*;?")
FONTS = "FONTCONFIG_FILE"
_STACK = re.compile(r'"(Source (?:Serif|Sans))", ')


@contextlib.contextmanager
def own_type() -> Iterator[None]:
    """No typeface of the machine is seen; what else is started from this process later sees them again."""
    before = os.environ.get(FONTS)
    os.environ[FONTS] = str(TEMPLATES / "fonts.conf")
    try:
        yield
    finally:
        os.environ.pop(FONTS)
        if before is not None:
            os.environ[FONTS] = before


@own_type()
def write(site: Path, target: Path, edition: Edition) -> None:
    """Set the built site's page of the whole.

    Raises:
        SystemExit: the system libraries that WeasyPrint draws on are missing, or the page, its style or its type.
    """
    source_date.settle(edition.paths)  # else each font that is cut says when
    gc.set_threshold(200_000, 10, 10)  # as in a build: what is laid out lives until its end
    weasyprint = _weasyprint()
    address = edition.site.page(single_page.PAGE)
    fetch = _Fetcher(weasyprint, site, edition)
    built = edition.site.built(site, single_page.PAGE)
    if not built.is_file():
        raise SystemExit(INCOMPLETE.format(built))
    text = built.read_text("utf-8")
    page = weasyprint.HTML(
        string=_SVG.sub(lambda found: _plain(found[0]), text),
        base_url=HOST + address,
        url_fetcher=fetch,
    )
    _fit_drawings(page.etree_element)
    names = link_names(page.etree_element)
    _lead_out(page.etree_element, HOST + address, edition.site.root)
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = _faces(text) + (TEMPLATES / "pdf.css").read_text("utf-8")
    ours = weasyprint.CSS(string=sheet, base_url=f"{TYPEFACES.as_uri()}/", url_fetcher=fetch, font_config=fonts)
    document = pdf_figures.placed(
        page.etree_element,
        lambda: page.render(stylesheets=[ours], font_config=fonts, pdf_variant=VARIANT, pdf_tags=True),
    )
    _describe(document.metadata, edition)
    printed = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = site / take_away.ARCHIVE
    target.write_bytes(finish(printed, names, data.read_bytes() if data.is_file() else b"", edition.settings.date))


def finish(printed: bytes, names: dict[str, str], data: bytes, day: datetime.date) -> bytes:
    """What WeasyPrint leaves out put in, the archive of the data attached where there is one, and the file made small.

    The same input gives the same bytes.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as document:
        document.Root.PageMode = pikepdf.Name.UseOutlines
        pdf_tags.complete(document, names)
        if data:
            _attach(document, data, day)
        # The tags are half of the file, and compress well.
        streams = pikepdf.ObjectStreamMode.generate
        document.save(out, deterministic_id=True, object_stream_mode=streams, recompress_flate=True)
    return out.getvalue()


def _attach(document: pikepdf.Pdf, data: bytes, day: datetime.date) -> None:
    """The zip of the data, as a file that belongs to the document."""
    written = f"D:{day:%Y%m%d}000000Z"
    attached = pikepdf.AttachedFileSpec(
        document, data, filename=posixpath.basename(take_away.ARCHIVE), description="The data of the edition",
        mime_type="application/zip", creation_date=written, mod_date=written,
    )  # fmt: skip
    attached.relationship = pikepdf.Name("/Data")
    document.attachments[attached.filename] = attached
    document.Root.AF = pikepdf.Array([attached.obj])


def link_names(root: Any) -> dict[str, str]:
    """Address of a link as it is written -> what its first link on the page says, which is read out for all of them."""
    names: dict[str, str] = {}
    for link in root.iter("a"):
        words = link.get("aria-label") or " ".join("".join(link.itertext()).split())
        if words and (href := link.get("href")):
            names.setdefault(href.removeprefix("#"), words)
    return names


def _weasyprint() -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")  # they come with the page
        try:
            import weasyprint
            from weasyprint.layout import inline
        except OSError as error:
            raise SystemExit(f"The PDF cannot be made: {error}. {REMEDY}") from error
    line_breaks.mend(inline)
    return weasyprint


def _plain(drawing: str) -> str:
    """A drawing that does not look to the page for its colours and its type: inside one, WeasyPrint does not."""
    return _DRAWN_IN.sub("Source Sans", palette.without_variables(drawing))


class _Fetcher:
    """A file of the site, or a typeface of the package, in place of what the network would bring."""

    def __init__(self, weasyprint: Any, site: Path, edition: Edition) -> None:
        self.response = weasyprint.urls.URLFetcherResponse
        self.site, self.cache = site, edition.paths.cache
        # Without one of these fonts, or a style sheet, the text would be boxes.
        self.needed = {font.name for font in typefaces.cut(edition)}

    def __call__(self, url: str) -> Any:
        place = posixpath.normpath(unquote(urlsplit(url).path)).lstrip("/")
        at = self.site / place if url.startswith(HOST) else Path("/", place)
        if not url.startswith((HOST, TYPEFACES.as_uri())) or not at.is_file():
            if at.suffix == ".css" or (at.suffix == ".woff2" and at.name.partition(".")[0] in self.needed):
                raise SystemExit(INCOMPLETE.format(at))  # WeasyPrint goes on after any other error
            raise ValueError(f"{url} is not a file of the edition")
        kind = mimetypes.guess_type(at.name)[0] or "application/octet-stream"
        data = at.read_bytes()
        if at.suffix == ".css":
            data = _families(data.decode("utf-8")).encode()
        elif at.suffix == ".woff2" and not url.startswith(HOST):
            data = typefaces.whole(data, self.cache)
        return self.response(url, data, {"Content-Type": kind})


def _families(sheet: str) -> str:
    """A style sheet in which each file of a family has a name of its own, and whatever asks for the first gets all.

    WeasyPrint takes a file to have every letter of the range that it is asked for.
    """
    sheet = _RANGE.sub("", _FACE.sub(r"\1 \3\2", sheet))
    return _STACK.sub(r'"\1", "\1 extended", "\1 cyrillic", ', sheet)


def _fit_drawings(root: Any) -> None:
    """Each drawing with the width and height of its own box, from which WeasyPrint takes the proportion, and figures
    without the white space between their blocks, which it would set as empty lines."""
    for drawing in root.iter("{http://www.w3.org/2000/svg}svg"):
        box = drawing.get("viewBox", "").split()
        if len(box) == 4 and "width" not in drawing.attrib:
            drawing.set("width", box[2])
            drawing.set("height", box[3])
    for figure in root.iter("figure"):
        for block in (element for element in figure.iter() if element.tag in {"figure", "div", "figcaption"}):
            block.text = (block.text or "").strip() or None
            for child in block:
                child.tail = child.tail if (child.tail or "").strip() else None


def _faces(page: str) -> str:
    """For scripts and signs that Source Serif and Source Sans lack: whatever asks for them gets them."""
    return "".join(
        f'@font-face {{ font-family: "{name.removesuffix("-400-normal.woff2")}"; src: url("{name}"); }}\n'
        for name in typefaces.noto(html.unescape(page))
    )


def _lead_out(tree: Any, here: str, root: str) -> None:
    """A link that leads out of the whole into the site has an address only where the site has one."""
    for link in tree.iter("a"):
        href = link.get("href", "")
        if not href or href.startswith("#") or urlsplit(href).scheme:
            continue
        if root:
            link.set("href", root + urljoin(here, href).removeprefix(HOST))
        else:
            del link.attrib["href"]


def _describe(metadata: Any, edition: Edition) -> None:
    settings, known = edition.settings, citation(edition.paths)
    metadata.lang = "en-GB"
    metadata.title = str(known["title"])
    metadata.authors = [
        *(f"{name} (argument)" for name in settings.authors),
        f"{settings.contributors} (annotated edition)",
    ]
    metadata.description = " ".join(str(known.get("abstract", "")).split())
    metadata.keywords = list(known.get("keywords", []))
    metadata.generator = f"{settings.institution}, version {settings.version}"
    metadata.created = metadata.modified = settings.date.isoformat()
