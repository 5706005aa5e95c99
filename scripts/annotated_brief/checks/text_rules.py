"""Rules for what is written: annotations, blocks, links, numbers bound to tables, characters that deceive."""

import re
from collections.abc import Iterator
from functools import lru_cache

from annotated_brief.checks import theme_rules
from annotated_brief.checks.link_rules import check as check_links
from annotated_brief.content import cell_references
from annotated_brief.content.page_record import Annotation, Page
from annotated_brief.core import records, text_files
from annotated_brief.core.counted import counted, listed
from annotated_brief.core.paths import THEME
from annotated_brief.core.problems import Problem, cut
from annotated_brief.edition import Edition
from annotated_brief.pages import listings

# How many words an annotation may have.
LEAST, MOST = 12, 150

NEEDED = ("title", "description", "standfirst")  # in the front matter of a section

TEXTS = (".md", ".yml", ".bib", ".csv", ".json")
NAMED = re.compile(r"[\w./-]+", re.ASCII)
ENDINGS = {"template": (".html",), "styles": (".css",), "scripts": (".js", ".mjs")}


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for text."""
    seen: dict[str, Annotation] = {}
    for page in edition.pages.values():
        yield from _blocks(page)
        yield from _front_matter(page, edition)
        yield from _named(page)
        yield from _heading(page, edition)
        yield from _without_sign(page, edition)
        yield from check_links(page, edition)
        yield from cell_references.compare(page.read.bindings, page.path, edition.tables)
        for annotation in page.annotations:
            yield from _annotation(annotation, page, edition)
            first = seen.setdefault(annotation.id, annotation)
            if annotation.id and first is not annotation:
                message = f"annotation {annotation.id} stands twice (first at docs/{first.page}:{first.line})"
                yield Problem(page.path, annotation.line, message, "give one of them another id")
    yield from _characters(edition)


def _without_sign(page: Page, edition: Edition) -> Iterator[Problem]:
    """Citations that lack their @; they would be printed as they were written."""
    for word, line in page.read.bracketed:
        if word in edition.sources:
            yield Problem(page.path, line, f"[{word}] is a key without its sign", f"write [@{word}]")


def _annotation(annotation: Annotation, page: Page, edition: Edition) -> Iterator[Problem]:
    def fault(message: str, remedy: str) -> Problem:
        return Problem(
            page.path, annotation.line, f"annotation {annotation.id or annotation.title!r} {message}", remedy
        )

    if not re.fullmatch(r"note-[\w-]+", annotation.id):
        yield fault("has no id", "write attrs: {id: note-…, data-claims: c…} below it, indented by four spaces")
    if not annotation.title:
        yield fault("has no title", f"write /// {annotation.kind} | What it finds")
    if not any(citing.annotation == annotation.id for citing in page.citings):
        yield fault("has no source", "cite one: [@key]")
    if not annotation.claims and annotation.id:  # or attrs is missing, which is told above
        yield fault("is about no claim", "name one in data-claims")
    here = {mark.claim for mark in page.marks}
    for claim in annotation.claims if edition.claims else ():  # a ledger that cannot be read is told once
        if claim not in edition.claims:
            yield fault(f"is about {claim}, which does not exist", "mend data-claims")
        elif claim not in here:
            yield fault(f"is about {claim}, which stands on another page", "move it to that page")
    count = len(annotation.text.split())
    if not LEAST <= count <= MOST:
        yield fault(f"has {counted(count, 'word')}", f"write {LEAST} to {MOST}")


def _blocks(page: Page) -> Iterator[Problem]:
    for block in page.read.inserts:
        if block.kind == "listing" and block.argument not in listings.LISTINGS:
            message = f"unknown listing {block.argument}" if block.argument else "a listing has no name"
            yield Problem(page.path, block.line, message, f"use one of: {', '.join(sorted(listings.LISTINGS))}")


def _front_matter(page: Page, edition: Edition) -> Iterator[Problem]:
    """What a page asks of the theme is there; anything else would stop MkDocs, or come from elsewhere."""
    is_section = edition.section_of(page.file) and (page.meta or page.body_line == 1)
    if is_section and (missing := [name for name in NEEDED if not page.meta.get(name)]):
        remedy = f"write {listed([f'`{name}:`' for name in missing])} in its front matter, between two lines of ---"
        yield Problem(page.path, 1, f"the section has no {listed(missing, 'or')}", remedy)
    path = edition.paths.docs / page.file
    for where, message, remedy in theme_rules.icons(page.meta.get("icon"), ("icon",), edition.paths):
        yield Problem(page.path, records.line_of(records.read_text(path, page.path)[0], where[0]), message, remedy)
    for name in ("template", "styles", "scripts"):
        for file in listings.asked(page, name):
            places = (THEME,) if name == "template" else (THEME, edition.paths.docs)
            if not (
                NAMED.fullmatch(file)
                and file.endswith(ENDINGS[name])
                and any(text_files.has_file(folder, file) for folder in places)
            ):
                line = records.line_of(records.read_text(path, page.path)[0], name)
                message = f"{name} names {cut(file, 40)!r}, which is no file of the theme"
                yield Problem(page.path, line, message, "mend the name, or take it out")


def _named(page: Page) -> Iterator[Problem]:
    if not NAMED.fullmatch(page.file):
        yield Problem(page.path, 0, "the name of the page cannot be an address", "use letters, digits, - and _ in it")


def _heading(page: Page, edition: Edition) -> Iterator[Problem]:
    """A section has its title above the text."""
    if page.heading and edition.section_of(page.file):
        line = page.body_line + page.body[: len(page.body) - len(page.body.lstrip())].count("\n")
        remedy = f"take it out, and write title: {cut(page.heading)} in the front matter"
        yield Problem(
            page.path, line, "a section begins with a heading of the first level, which would stand twice", remedy
        )


def _characters(edition: Edition) -> Iterator[Problem]:
    for folder in (edition.paths.docs, edition.paths.bib):
        for path in text_files.visible(folder, *TEXTS):
            text = path.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
            text = text.replace("\0", "")  # told when the file was read
            yield from _unseen(text, edition.paths.show(path))


@lru_cache(maxsize=256)  # under `mkdocs serve` almost all files are as they were
def _unseen(text: str, file: str) -> list[Problem]:
    return list(records.unseen(text, file, 1))
