"""Briefs of any size, made up, for each of the stacks that are compared: the same words, citations and sources."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmark import plain

WORDS = (
    "harbour grain treaty pipeline census tariff railway summit cargo ballot reactor monsoon archive ledger the a of in "
    "and while since after before over under with without slowly often rarely again each every no some most"
).split()
CITED = 8  # sources a page
PARAGRAPHS = 12

# Checks, the pages of sources and their pictures are off, and all styles but that of the notes: both stacks build the same pages.
HOOKS = """
from annotated_brief import checks
from annotated_brief.downloads import social_cards
from annotated_brief.metadata import source_pages
checks.run = lambda *_: []
social_cards.sources = lambda edition: ()
source_pages.sheets = lambda edition: []
"""


class BriefSize(NamedTuple):
    """How large a brief is."""

    pages: int
    sources: int

    @property
    def cited(self) -> int:
        return min(self.sources, self.pages * CITED)

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.sources} sources"


def sentences(size: BriefSize) -> Iterator[list[list[tuple[str, str]]]]:
    """Page by page its paragraphs, each a list of (sentence, key of the source that it cites or nothing)."""
    chance = random.Random(size.pages * 100_003 + size.sources)
    for page in range(size.pages):
        keys = [f"made{(page * CITED + place) % size.sources}" for place in range(CITED)]
        paragraphs = []
        for number in range(PARAGRAPHS):
            lines = [(_sentence(chance), "") for _ in range(5)]
            if number < CITED:
                lines[2] = (lines[2][0], keys[number])
            paragraphs.append(lines)
        yield paragraphs


def bibliography(size: BriefSize) -> str:
    chance = random.Random(size.sources)
    return "\n".join(
        f"@online{{made{index},\n"
        f"  author = {{Maker{index % 97}, Ann and Writer{index % 89}, Ben}},\n"
        f"  title = {{{{{_sentence(chance)[:-1]}}}}},\n"
        f"  organization = {{The {WORDS[index % 14].title()} Post}},\n"
        f"  date = {{{2000 + index % 25}-{index % 12 + 1:02}-{index % 28 + 1:02}}},\n"
        f"  year = {{{2000 + index % 25}}},\n"
        f"  url = {{https://example.org/{index}}},\n"
        f"  langid = {{english}},\n  kind = {{newspaper}},\n  grade = {{B}},\n}}\n"
        for index in range(size.sources)
    )


def for_mkdocs(size: BriefSize, folder: Path, *, csl: bool) -> Path:
    """For the plain stack."""
    names = _write(size, folder)
    plain.configure(folder, names, csl=csl)
    return folder


def for_us(size: BriefSize, folder: Path, *, whole: bool = False) -> Path:
    """For the edition's own code: whole, or only the pages that the plain stack builds too."""
    names = _write(size, folder)
    edition = {
        "argument_by": "Nobody", "affiliation": "nowhere", "contributors": "The contributors", "institution": "None",
        "reach": "2026", "report_to": "", "footnotes": 0, "brief": {},
        "sections": {"introduction" if name == "index.md" else name.removesuffix(".md"): name for name in names},
    } | ({} if whole else {"styles": [plain.STYLE]})  # fmt: skip
    config = {
        "site_name": "Made up", "site_description": "Made up.", "site_author": "The contributors",
        "theme": "material", "plugins": ["search", "bibtex", {"annotated-brief": edition}],
        "nav": names,
    } | ({} if whole else {"hooks": ["hooks.py"]})  # fmt: skip
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    (folder / "hooks.py").write_text(HOOKS, "utf-8")
    for name in ("claims", "forecasts", "terms"):
        (folder / "bib" / f"{name}.yml").write_text("", "utf-8")
    (folder / "docs" / "data").mkdir()
    (folder / "docs" / "data" / "datapackage.json").write_text('{"name": "none", "resources": []}', "utf-8")
    (folder / "CITATION.cff").write_text(
        "cff-version: 1.2.0\nmessage: m\ntitle: Made up\nabstract: Made up.\nauthors: [{name: Nobody}]\n"
        "version: 1.0.0\ndate-released: 2026-01-01\nkeywords: [none]\n",
        "utf-8",
    )
    return folder


def _write(size: BriefSize, folder: Path) -> list[str]:
    (folder / "docs").mkdir(parents=True)
    (folder / "bib").mkdir()
    (folder / "bib" / "made.bib").write_text(bibliography(size), "utf-8")
    names = ["index.md" if index == 0 else f"page{index}.md" for index in range(size.pages)]
    for name, paragraphs in zip(names, sentences(size), strict=True):
        text = "\n\n".join(
            "\n".join(line + (f"[@{key}]" if key else "") for line, key in lines) for lines in paragraphs
        )
        title = name.removesuffix(".md").title()
        front = f"---\ntitle: {title}\ndescription: Made up.\nstandfirst: Made up.\n---\n"
        (folder / "docs" / name).write_text(f"{front}\n## One\n\n{text}\n", "utf-8")
    return names


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 22))).capitalize() + "."
