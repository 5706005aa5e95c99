"""Editions with as many sources as wanted, made up from the real one, their page of references and their search."""

import re
from pathlib import Path

from annotated_brief.bibliography.references import Reference
from annotated_brief.bibliography.sources import Source
from annotated_brief.content.uses import Use
from annotated_brief.core import paths
from annotated_brief.edition import Edition
from annotated_brief.references import reference_list
from annotated_brief.search import packed, words

SCRIPTS = ("shared", "search-words", "search-core")
DIALOG = paths.THEME / "partials" / "search.html"
WORDS = "harbour grain treaty pipeline census tariff railway summit cargo ballot reactor monsoon archive ledger".split()


def with_sources(edition: Edition, count: int) -> Edition:
    """The edition with exactly so many sources, each with a title, an address and two uses of its own."""
    works: dict[str, Source] = {}
    formatted: dict[str, Reference] = {}
    uses: dict[str, list[Use]] = {}
    real = list(edition.sources.values())
    for index in range(count):
        model = real[index % len(real)]
        title = " ".join(_word(index * step) for step in (1, 3, 7, 11, 13)) + f" {index}"
        key = f"made{index}"
        url = f"https://example.org/{title.replace(' ', '-')}"
        fields = model.fields | {"title": title, "url": url}
        reading = model.reading._replace(record=model.reading.record | {"title": title}, cased={})
        works[key] = model._replace(key=key, fields=fields, reading=reading)
        old = edition.references[model.key]
        forms = {name: text.replace(model.title, title) for name, text in old.forms.items()}
        formatted[key] = Reference(old.note.replace(model.title, title), forms, {})
        uses[key] = [
            Use(key, "roots.md", "c018", f"Roots, ¶ {index % 9}, claim c018", f"What {_word(index * 5)} did in {title}.", "text"),
            Use(key, "claims.md", "c018", "Ledger, claim c018", f"Seen in {_word(index)} and {_word(index * 17)}.", "ledger"),
        ]  # fmt: skip
    numbers = {key: str(index + 1) for index, key in enumerate(works)}
    return edition._replace(sources=works, references=formatted, uses=uses, numbers=numbers)


def references_page(edition: Edition, folder: Path) -> Path:
    """The page of references and its data, with the real styles and scripts, in a folder of its own."""
    body = f'<div class="insert">{reference_list.listing(edition, "references.md")}</div>'
    page = _page(folder, "references", ("brief", "lookup"), body)
    (folder / reference_list.DATA).write_text(reference_list.data(edition), "utf-8")
    return page


def search_page(edition: Edition, folder: Path) -> Path:
    """A page with nothing but the search of the site."""
    dialog = re.sub(
        r"{{ '([^']*)' \| url }}", r"../\1", re.sub(r"{#.*?#}", "", DIALOG.read_text("utf-8"), flags=re.DOTALL)
    )
    page = _page(
        folder, "search", ("brief", "lists"), f'<button type="button" class="search-open">Search</button>{dialog}'
    )
    (folder / packed.DATA).write_text(packed.data(edition), "utf-8")
    return page


def _page(folder: Path, script: str, sheets: tuple[str, ...], body: str) -> Path:
    """A page at the width of a text, with some style sheets and a script."""
    assets = folder / "assets"
    (assets / "javascripts").mkdir(parents=True, exist_ok=True)
    for kind in ("stylesheets", "javascripts"):
        for file in (paths.THEME / "assets" / kind).iterdir():
            link = assets / kind / file.name
            link.parent.mkdir(exist_ok=True)
            if not link.exists():
                link.symlink_to(file)
    (folder / words.SCRIPT).write_text(words.script(), "utf-8")
    page = folder / script / "index.html"
    page.parent.mkdir(exist_ok=True)
    styles = "".join(f'<link rel="stylesheet" href="../assets/stylesheets/{name}.css">' for name in sheets)
    scripts = "".join(f'<script defer src="../assets/javascripts/{name}.js"></script>' for name in (*SCRIPTS, script))
    page.write_text(
        '<!doctype html><html lang="en" class="js"><meta charset="utf-8"><title>Made up</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">{styles}'
        f'<body data-md-color-scheme="default"><article class="page page-wide"><div class="text">{body}</div></article>'
        f'<p id="spoken"></p>{scripts}</body></html>',
        "utf-8",
    )
    return page


def _word(number: int) -> str:
    return WORDS[number % len(WORDS)] + ("" if number % 3 else "xyz"[number % 3] + str(number % 97))
