"""Rules for the files of an edition: each is one that can be read, has a name that is read, and takes no other's place."""

import html
import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from annotated_brief.checks import foreign_rules
from annotated_brief.content import archives, record_shapes
from annotated_brief.core import records
from annotated_brief.core.paths import THEME, Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import nearest
from annotated_brief.core.text_files import outside, read_text, unreadable
from annotated_brief.edition import Edition
from annotated_brief.references.export_formats import EXPORT_FORMATS

READ = {".md", ".bib", ".yml", ".csv", ".json", ".py", ".svg"}
OTHER = {".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".mkdn": ".md", ".yaml": ".yml"}
# What a build makes: from the root of the site.
MADE = re.compile(
    r"(print|sources|claim)\.md|(claims|timeline)\.(csv|json)|annotations\.jsonld|feed\.xml|robots\.txt|_headers|404\.html"
    r"|sitemap\.xml(\.gz)?|brief\.(pdf|epub)|index\.html|search/.*|figures/.*\.png|"
    + "|".join(re.escape(record.file) for record in EXPORT_FORMATS.values())
)
RECORDS = sorted({record.file for record in record_shapes.RECORDS})
TAKEN = ("has the address of a file that a build makes", "give it another name")
# Folders that a build makes at the root of the site, beside those of the pages.
FOLDERS = {"assets", "claims", "changes", "data", "figures", "outlets", "print", "references", "search", "v"}
# Files that a browser opens as a page, and those in which it may find one.
PAGES = {".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".hta", ".svgz"}
MARKUP = {".svg", ".xml", ".xsl", ".xslt", ".rdf", ".rss", ".atom"}
# What would run, or ask another host, in a file that a reader may open. A picture may stand in the file itself.
ELSEWHERE = r"(?!data:image/(?:png|jpe?g|gif|webp|avif)[;,])(?:[a-z][a-z0-9+.-]*\s*:|[/\\]{2})"
ACTS = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignObject|handler|listener|iframe|object|embed|link|meta|base|form|html)\b"
    rf"|[\s\"'/]on[a-z]+\s*=|\b(?:href|src)\s*=\s*[\"']?\s*{ELSEWHERE}|url\(\s*[\"']?\s*{ELSEWHERE}"
    r"|\battributeName\s*=\s*[\"']?\s*(?:on|(?:xlink:)?href)|@import|<!ENTITY|javascript:",
    re.IGNORECASE,
)


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for files in docs/, bib/, releases/ and the folder of figures."""
    paths = edition.paths
    for folder in (paths.docs, paths.bib, paths.data, paths.releases, paths.figures, paths.archives):
        if folder.exists() and not folder.is_dir():
            yield Problem(paths.show(folder), 0, "is a file, and a folder belongs there", "give it another name")
    for folder in (paths.docs, paths.bib):
        if not folder.exists():
            yield Problem(paths.show(folder), 0, "the folder is missing", "restore it")
    for folder in (paths.docs, paths.bib, paths.figures):
        for path in _all(folder):
            yield from _file(path, paths, edition.settings.allow.files)
    yield from archives.faults(paths)
    if paths.cache.exists() and not paths.cache.is_dir():
        yield Problem(
            paths.show(paths.cache), 0, "is a file, and a build writes into a folder of that name", "delete it"
        )
    yield from _twice(edition)
    yield from _sections(edition)
    yield from _records(paths)
    for path in paths.data.rglob("*.csv") if paths.data.is_dir() else ():
        if path.parent != paths.data:
            yield Problem(
                paths.show(path), 0, "is in a folder of docs/data/, where no table is", "put it in docs/data/"
            )


def _records(paths: Paths) -> Iterator[Problem]:
    """Files in bib/ that nothing reads."""
    for path in sorted(paths.bib.rglob("*")) if paths.bib.is_dir() else ():
        if path.suffix not in (".bib", ".yml") or any(
            part.startswith(".") for part in path.relative_to(paths.bib).parts
        ):
            continue
        if path.parent != paths.bib and paths.releases not in path.parents:
            yield Problem(paths.show(path), 0, "is in a folder of bib/, where nothing reads it", "put it in bib/")
        elif path.suffix == ".yml" and path.name not in RECORDS and path.parent == paths.bib:
            yield Problem(
                paths.show(path), 0, "is no file of records, and nothing reads it", nearest(path.name, RECORDS)
            )


def _all(folder: Path) -> Iterator[Path]:
    """Everything in a folder that is not hidden; links are not followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__pycache__")))
        yield from (Path(place, name) for name in sorted([*folders, *files]) if not name.startswith("."))


def _file(path: Path, paths: Paths, allowed: Collection[str]) -> Iterator[Problem]:
    file = paths.show(path)
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", path.name):
        yield Problem(ascii(file)[1:-1], 0, "has a name that cannot be written", "give it another")
        return
    if path.is_symlink() and path.exists() and outside(path, paths.root):
        yield Problem(file, 0, "is a link that leads out of the project", "put what it leads to in its place")
        return
    fault = unreadable(path)
    if path.is_dir() and path.parent == paths.docs and MADE.fullmatch(path.name):
        yield Problem(file, 0, *TAKEN)
    if path.is_dir() and not path.is_symlink() and path.suffix not in READ - {".py"}:
        return
    if fault:
        yield Problem(file, 0, *fault)
        return
    ending = path.suffix.lower()
    wanted = OTHER.get(ending, ending)
    if wanted in READ and path.suffix != wanted:
        yield Problem(file, 0, f"ends in {path.suffix}, and nothing reads it", f"name it {path.stem}{wanted}")
    if paths.docs in path.parents:
        address = path.relative_to(paths.docs).as_posix()
        yield from _published(file, address)
        yield from _acting(path, file) if address not in allowed else ()


def _published(file: str, address: str) -> Iterator[Problem]:
    """What goes into the site as it is."""
    if address in FOLDERS:
        yield Problem(file, 0, "has the address of a folder that a build makes", "give it another name")
    if MADE.fullmatch(address):
        yield Problem(file, 0, *TAKEN)
    if address.startswith("assets/") and (THEME / address).is_file():
        yield Problem(file, 0, "takes the place of a file of the theme", "give it another name")


def _acting(path: Path, file: str) -> Iterator[Problem]:
    """Files that would stand outside the policy of the site."""
    if path.suffix.lower() in PAGES:
        yield Problem(
            file,
            0,
            "is a page by itself, which would stand outside the policy of the site",
            "write a page in Markdown, or name the file under allow: files",
        )
    if path.suffix.lower() in MARKUP and (match := acting(read_text(path, file)[0])):
        message = f"holds what runs or asks another host: {match[1]}"
        yield Problem(file, match[0], message, "delete it, or name the file under allow: files")


def acting(text: str) -> tuple[int, str] | None:
    """Line and beginning of what would run or ask another host in a drawing; entities and escapes are read as browsers do."""
    plain = html.unescape(re.sub(r"&(?:lt|#0*60|#x0*3c);?", "‹", text, flags=re.IGNORECASE))
    for read in (plain, foreign_rules.unescaped(plain)):
        if match := ACTS.search(read):
            return read.count("\n", 0, match.start()) + 1, match.group().strip()[:30]
    return None


def _twice(edition: Edition) -> Iterator[Problem]:
    """Pages that would have one address, also where a file system knows no capitals."""
    seen: dict[str, str] = {}
    for file, page in edition.pages.items():
        address = re.sub(r"(^|/)(index|readme)\.md$", r"\1", file, flags=re.IGNORECASE)
        address = address.lower().removesuffix(".md").rstrip("/")
        if address in seen:
            yield Problem(page.path, 0, f"has the address of {seen[address]}", "give one of the two another name")
        seen.setdefault(address, page.path)


def _sections(edition: Edition) -> Iterator[Problem]:
    """Sections that mkdocs.yml names are there."""
    config = edition.paths.root / edition.paths.config
    lines = read_text(config, edition.paths.config)[0].splitlines()
    files: dict[str, str] = {}
    for name, file in edition.settings.sections.items():
        if file in files:
            message = f"section {name} has the file of section {files[file]}"
            yield Problem(
                edition.paths.config, records.line_of("\n".join(lines), name), message, "name another, or delete it"
            )
        files.setdefault(file, name)
        if file not in edition.pages:
            written = re.compile(rf"\s+{re.escape(name)}:\s*[\"']?{re.escape(file)}")
            line = next((number for number, text in enumerate(lines, 1) if written.match(text)), 0)
            message = f"section {name} is missing: {edition.paths.show(edition.paths.docs / file)}"
            yield Problem(edition.paths.show(config), line, message, "restore it, or take it out of mkdocs.yml")
