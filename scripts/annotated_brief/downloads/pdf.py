"""The PDF: Chromium prints the page of the whole edition, and pikepdf puts in what Chromium leaves out.

Nothing is served and nothing fetched: the browser gets the files of the built site under a host that does not exist.
It prints twice. The first time shows on which page each heading comes to stand, the second has these numbers in the
contents; they stand in a column of their own, so nothing moves.
"""

import datetime
import io
import mimetypes
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pikepdf
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from annotated_brief.content.settings import citation
from annotated_brief.core import browser
from annotated_brief.downloads import figure_placement, fonts, single_page
from annotated_brief.edition import Edition

NAME = "brief.pdf"
OBJECTS = pikepdf.ObjectStreamMode.generate  # the tags are half of what Chromium writes, and compress well
PATIENCE = 180_000  # milliseconds; a machine may be busy
HOST = "http://edition.invalid"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# Each rule for a font with a range of weights becomes one a weight, under an address that names it.
FACE = re.compile(r"@font-face \{[^}]*\}")
RANGE = re.compile(r"font-weight: \d+ \d+")

# A link that leads out of the whole into the site has an address only where the site has one.
LINKS = """root => document.querySelectorAll("a[href]").forEach(link => {
  const to = new URL(link.href);
  if (to.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  if (root) link.href = root + to.pathname.slice(1) + to.hash; else link.removeAttribute("href");
})"""
NUMBERS = """pages => document.querySelectorAll(".contents a").forEach(link => {
  const page = pages[link.hash.slice(1)];
  if (page) link.dataset.page = page;
})"""
# Printing what has not been painted yet may place a mark a fraction of a pixel off, and then two printings differ.
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def write(site: Path, target: Path, edition: Edition) -> None:
    """Print the built site's page of the whole."""
    path = browser.find()
    if path is None:
        raise SystemExit(f"There is no browser to print with; {browser.REMEDY}")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=FLAGS)
        try:
            printed = _print(chromium.new_context(bypass_csp=True, color_scheme="light"), site, edition)
        finally:
            chromium.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(finish(printed, edition))


def _print(context: BrowserContext, site: Path, edition: Edition) -> bytes:
    cache = edition.paths.cache
    for font in (site / fonts.FOLDER).glob("*.woff2"):
        for weight in fonts.WEIGHTS:
            fonts.static(font.read_bytes(), weight, cache)  # before the browser waits for them
    context.route("**/*", lambda route: answer(route, site, cache))
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{HOST}/{edition.addresses.page(single_page.PAGE)}", wait_until="load")
    page.evaluate(LINKS, edition.settings.site_url)
    _settle(page)
    figure_placement.place(page)
    page.evaluate(NUMBERS, pages(_sheets(page)))
    page.evaluate(PAINTED)
    return _sheets(page)


def answer(route: Route, site: Path, cache: Path) -> None:
    """A file of the site in place of what the network would bring."""
    at = urlsplit(route.request.url)
    place = site / posixpath.normpath(unquote(at.path)).lstrip("/")
    place = place / "index.html" if place.is_dir() else place
    if f"{at.scheme}://{at.netloc}" != HOST or not place.is_file():
        route.fulfill(status=404)
        return
    body = place.read_bytes()
    if place.suffix == ".css":
        body = FACE.sub(_by_weight, body.decode("utf-8")).encode()
    elif at.query.isdigit() and place.suffix == ".woff2":
        body = fonts.static(body, int(at.query), cache)
    route.fulfill(body=body, content_type=mimetypes.guess_type(place.name)[0] or "application/octet-stream")


def _by_weight(rule: re.Match[str]) -> str:
    """One rule for each weight that is set. Paper waits for its fonts; on a screen one that comes late is left out."""
    text = rule[0].replace("font-display: optional", "font-display: block")
    if not RANGE.search(text):
        return re.sub(r"\.woff2\b", f".woff2?{fonts.WEIGHTS[0]}", text)
    return "".join(
        RANGE.sub(f"font-weight: {weight}", text).replace(".woff2", f".woff2?{weight}") for weight in fonts.WEIGHTS
    )


def _settle(page: Page) -> None:
    """Every font that the page names is there, also those that only paper uses."""
    page.emulate_media(media="print")
    page.evaluate("document.fonts.ready.then(() => document.fonts.status)")


def _sheets(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def pages(printed: bytes) -> dict[str, str]:
    """Id of an element that links lead to -> number of the page that it stands on."""
    with pikepdf.open(io.BytesIO(printed)) as document:
        numbers: dict[tuple[int, int], str] = {
            page.obj.objgen: str(index) for index, page in enumerate(document.pages, 1)
        }
        found = document.Root.get("/Dests", pikepdf.Dictionary())
        return {name.lstrip("/"): numbers[target[0].objgen] for name, target in dict(found).items()}


def finish(printed: bytes, edition: Edition) -> bytes:
    """Title, author, language and date set, and nothing left that differs from one printing to the next."""
    settings = edition.settings
    known = citation(edition.paths)
    date = datetime.datetime.combine(settings.date, datetime.time(), datetime.UTC)
    facts: Mapping[str, str] = {
        "/Title": str(known["title"]),
        "/Author": f"{settings.argument_by} (argument); {settings.contributors} (annotated edition)",
        "/Subject": str(known.get("abstract", "")).strip(),
        "/Keywords": ", ".join(known.get("keywords", [])),
        "/Creator": f"{settings.institution}, version {settings.version}",
        "/Producer": "Chromium, pikepdf",
        "/CreationDate": date.strftime("D:%Y%m%d%H%M%SZ"),
        "/ModDate": date.strftime("D:%Y%m%d%H%M%SZ"),
    }
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as document:
        document.Root.Lang = pikepdf.String("en-GB")
        document.Root.PageMode = pikepdf.Name.UseOutlines
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for name, value in facts.items():
            document.docinfo[name] = value
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp.load_from_docinfo(document.docinfo, delete_missing=True)
            xmp["dc:language"] = {"en-GB"}
            xmp["pdfuaid:part"] = "1"
        _rename(document)
        document.save(out, deterministic_id=True, object_stream_mode=OBJECTS, recompress_flate=True)
    return out.getvalue()


def _rename(document: pikepdf.Pdf) -> None:
    """The names of tags count on from whatever the browser did before; here they count from one."""
    tags = [
        item for item in document.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
    ]
    old = sorted({str(tag.ID) for tag in tags if "/ID" in tag})  # of one length, so that their order stays
    new = {name: pikepdf.String(f"node{index:08}") for index, name in enumerate(old, 1)}
    for tag in tags:
        if "/ID" in tag:
            tag.ID = new[str(tag.ID)]
        for attributes in tag.get("/A", []):
            if isinstance(attributes, pikepdf.Dictionary) and "/Headers" in attributes:
                attributes.Headers = pikepdf.Array([new.get(str(name), name) for name in attributes.Headers])
    _rename_tree(document.Root.StructTreeRoot.get("/IDTree"), new)


def _rename_tree(node: pikepdf.Object | None, new: Mapping[str, pikepdf.String]) -> None:
    if node is not None:
        for name in ("/Names", "/Limits"):
            if name in node:
                node[name] = pikepdf.Array(
                    [new.get(str(item), item) if isinstance(item, pikepdf.String) else item for item in node[name]]
                )
        for kid in node.get("/Kids", []):
            _rename_tree(kid, new)
