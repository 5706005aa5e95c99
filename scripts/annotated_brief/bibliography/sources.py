"""The works in bib/*.bib: read with their lines, so that a fault can be shown where it stands."""

import datetime
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import bibtexparser
from bibtexparser import model
from pylatexenc.latex2text import LatexNodes2Text

from annotated_brief.bibliography import parse_errors, string_macros
from annotated_brief.bibliography.vocabulary import LANGUAGES
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import read_text

# Fields that hold an address or a date as it is; the others are LaTeX.
VERBATIM = {"url", "date", "urldate", "archiveurl"}

# The type of what stands for an entry that cannot be read.
MALFORMED = "malformed"

# What means something in LaTeX besides braces.
SPECIAL = re.compile(r"[\\$~%&]|--|``|''|<<|>>|[!?]`")

_latex = LatexNodes2Text(keep_comments=True)


class Source(NamedTuple):
    """One entry of the bibliography."""

    key: str
    type: str  # online, article, report …
    fields: dict[str, str]  # as written, without the enclosing braces
    file: str
    line: int
    lines: dict[str, int]  # field -> line

    def text(self, name: str) -> str:
        """A field as a reader sees it: braces and LaTeX escapes resolved."""
        value = self.fields.get(name, "")
        return value if name in VERBATIM else plain(value)

    def at(self, name: str) -> int:
        return self.lines.get(name, self.line)

    @property
    def title(self) -> str:
        return self.text("title")

    @property
    def translation(self) -> str:
        """The edition's translation of a title that is not English."""
        return self.text("titleaddon")

    @property
    def publisher(self) -> str:
        names = ("journaltitle", "organization", "institution", "publisher")
        return next((self.text(name) for name in names if self.fields.get(name)), "")

    @property
    def authors(self) -> str:
        return self.text("author")

    @property
    def url(self) -> str:
        """Its address; empty if it is none that a link may have."""
        address = self.fields.get("url", "")
        return address if is_web(address) else ""

    @property
    def archive(self) -> str:
        """The address of a kept copy."""
        address = self.fields.get("archiveurl", "")
        return address if is_web(address) else ""

    @property
    def date(self) -> str:
        return self.fields.get("date", "")

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def language(self) -> str:
        """English name of the language, as a reader would write it."""
        return (self.fields.get("langid") or "english").capitalize()

    @property
    def lang(self) -> str:
        return LANGUAGES.get((self.fields.get("langid") or "english").lower(), "")

    @property
    def title_lang(self) -> str:
        """Language of the title as printed: a description in square brackets is the edition's own, in English."""
        return "en" if self.title.startswith("[") else self.lang

    @property
    def kind(self) -> str:
        return self.fields.get("kind", "")

    @property
    def grade(self) -> str:
        return self.fields.get("grade", "")

    @property
    def footnote(self) -> int | None:
        """Its number among the brief's own footnotes."""
        value = self.fields.get("footnote", "")
        return int(value) if value.isdigit() else None


def possible_date(date: str) -> bool:
    """Whether a date of the form YYYY, YYYY-MM or YYYY-MM-DD exists."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
        return False
    try:
        datetime.date(*(int(part) for part in [*date.split("-"), "1", "1"][:3]))
    except ValueError:
        return False
    return True


def is_web(address: str) -> bool:
    """Whether an address is one of a page and of nothing else; whatever is not becomes no link."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_page = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return is_page and not re.search(r"[\s<>\"\\^`{|}\x00-\x20]", address)


@lru_cache(maxsize=65536)  # every page of a source asks for the same fields again
def plain(value: str) -> str:
    """LaTeX of a field as text."""
    if not re.search(r"[\\{}$~]|--", value):
        return value
    if not SPECIAL.search(value):
        # Braces alone say how a title is cased, no more; taking them out needs no parser, which is slow.
        return re.sub(r"\s+", " ", re.sub(r"[{}]", "", value)).strip()
    return re.sub(r"\s+", " ", _latex.latex_to_text(re.sub(r"(?<!\\)\$", r"\\$", value))).strip()


def load(paths: Paths) -> tuple[dict[str, Source], list[Problem]]:
    """Every entry of bib/*.bib by key; what cannot be read is a problem with its file, line and, if known, key."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in sorted(paths.bib.glob("*.bib")):
        found, faults = parse(path, paths)
        problems += faults
        for source in found:
            if source.key in sources:
                first = sources[source.key]
                message = f"duplicate key {source.key} (first at {first.file}:{first.line})"
                problems.append(Problem(source.file, source.line, message, "delete one of the two or rename it"))
            else:
                sources[source.key] = source
    return sources, problems


def parse(path: Path, paths: Paths) -> tuple[list[Source], list[Problem]]:
    """The entries of one .bib file in the order written."""
    file = paths.show(path)
    text, problems = read_text(path, file)
    found, faults = _entries(text, file)
    return list(found), problems + faults


@lru_cache(maxsize=32)  # under `mkdocs serve` a file is read at every edit of any other
def _entries(text: str, file: str) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    known: dict[str, str] = {}  # abbreviations, as far as they are defined here
    for block in bibtexparser.parse_string(  # type: ignore[attr-defined]
        text, parse_stack=[]
    ).blocks:
        if isinstance(block, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            entry = block.ignore_error_block
            assert entry is not None
            if isinstance(block, model.DuplicateFieldKeyBlock) and isinstance(entry, model.Entry):
                problems.append(parse_errors.duplicate_field(block, entry, file))
            block = entry
        if isinstance(block, model.String):
            known[block.key.lower()] = string_macros.resolve(str(block.value), known)[0]
        elif isinstance(block, model.ParsingFailedBlock):
            problem, key = parse_errors.malformed(block, file)
            problems.append(problem)
            sources += [_stub(key, file, problem.line)] if key else []
        elif isinstance(block, model.ImplicitComment | model.ExplicitComment):
            for problem, key in parse_errors.passed_over(block, file):
                problems.append(problem)
                sources.append(_stub(key, file, problem.line))
        elif isinstance(block, model.Entry):
            source = _source(block, file, known, problems)
            torn = [name for name, value in source.fields.items() if not parse_errors.balanced(value)]
            if torn:
                message = f"entry {source.key} is malformed: its field {torn[0]} does not end where it should"
                problems.append(Problem(file, source.at(torn[0]), message, parse_errors.LOOK))
                source = _stub(source.key, file, source.line)
            sources.append(source)
    return sources, problems


def _source(entry: model.Entry, file: str, known: dict[str, str], problems: list[Problem]) -> Source:
    fields: dict[str, str] = {}
    lines: dict[str, int] = {}
    for field in entry.fields:
        name, line = field.key.lower(), (field.start_line or 0) + 1
        words, unknown = string_macros.resolve(str(field.value), known)
        fields.setdefault(name, re.sub(r"\s+", " ", words))
        lines.setdefault(name, line)
        for short in unknown:
            message = (
                f"{entry.key} has the abbreviation {short[:60]} in its field {name}, which nothing above it defines"
            )
            problems.append(Problem(file, line, message, "define it with @string, or put words in braces"))
    return Source(entry.key, entry.entry_type.lower(), fields, file, (entry.start_line or 0) + 1, lines)


def _stub(key: str, file: str, line: int) -> Source:
    """What stands for an entry that cannot be read, or each citation of it would be one more fault."""
    return Source(key, MALFORMED, {"title": key}, file, line, {})
