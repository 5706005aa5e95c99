"""The sections as written: claims, annotations, citations and figures, each with its place and line.

This reads the Markdown for what it says of itself; what it looks like is made by scripts/extension.py.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from annotated_brief.content import blocks, citations
from annotated_brief.content.blocks import Block
from annotated_brief.content.verdicts import ANNOTATION_KINDS
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import hidden, parse_yaml, read_text

MARK = re.compile(r"\[\]\(\)\{\s*#(?P<id>c\d{3})\s*\}")
ANNOTATIONS = {kind.name: kind.label for kind in ANNOTATION_KINDS.values()}


class Mark(NamedTuple):
    """The place of a claim."""

    claim: str
    page: str
    paragraph: int
    line: int
    words: str  # what the mark covers, without markup


class Annotation(NamedTuple):
    """What the edition adds beside a sentence."""

    id: str
    kind: str
    title: str
    claims: list[str]
    page: str
    paragraph: int
    line: int
    text: str  # Markdown
    text_line: int


class Citing(NamedTuple):
    """A citation with its place."""

    citation: citations.Citation
    page: str
    paragraph: int
    line: int
    claim: str  # the claim it stands at; empty in an annotation
    annotation: str  # id of the annotation it stands in; empty in the text
    sentence: str  # the sentence around it, without markup


class Page(NamedTuple):
    """One Markdown file of docs/."""

    file: str  # in docs/, such as roots.md
    path: str  # from the root of the project
    meta: dict[str, Any]
    body: str
    body_line: int  # line of the file on which the body begins
    marks: list[Mark]
    annotations: list[Annotation]
    citings: list[Citing]
    blocks: list[Block]
    paragraphs: int
    raw: str | None = None  # the whole text, if it had to be mended to be read at all

    @property
    def title(self) -> str:
        return str(self.meta.get("title", self.file))

    @property
    def name(self) -> str:
        """What menus and lists call it: a short title where it has one."""
        return str(self.meta.get("nav_title") or self.title)

    @property
    def figures(self) -> list[Block]:
        return [block for block in self.blocks if block.kind == "figure"]

    @property
    def words(self) -> int:
        """Words of the text, annotations and figures left out."""
        return len(re.findall(r"[\w’'-]+", clean("\n".join(text for _, _, text in blocks.text_lines(self.body)))))


def load(paths: Paths) -> tuple[dict[str, Page], list[Problem]]:
    """Every page of docs/ by file name."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for path in sorted(paths.docs.glob("**/*.md")):
        text, faults = read_text(path, paths.show(path))
        problems += faults
        unread = text if faults else None
        page, faults = parse(path.relative_to(paths.docs).as_posix(), text, paths.show(path))
        page = page._replace(raw=unread)
        pages[page.file] = page
        problems += faults
    return pages, problems


def parse(file: str, text: str, path: str) -> tuple[Page, list[Problem]]:
    """One page from its text."""
    meta, body, body_line, problems = _front_matter(text, path)
    found, faults = blocks.find(body, body_line, path)
    problems += faults
    marks = list(_marks(file, body, body_line))
    annotations = [_annotation(block, file) for block in found if block.kind in ANNOTATIONS]
    citings = list(_citings_in_text(file, body, body_line))
    for annotation in annotations:
        citings += _citings_in_annotation(annotation)
    citings.sort(key=lambda citing: citing.line)  # the order in which they stand on the page
    count = max((number for number, _, _ in blocks.text_lines(body)), default=0)
    return Page(file, path, meta, body, body_line, marks, annotations, citings, found, count), problems


def clean(markdown: str) -> str:
    """Markdown as running text: no marks, citations, bindings, emphasis or links."""
    text = MARK.sub("", markdown)
    text = re.sub(r"\{=[^}]*\}", "", text)
    for group in reversed(list(citations.find(text))):
        text = text[: group.start] + text[group.end :]
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)(?:\{[^}]*\})?", r"\1", text)
    text = re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"^#+\s+.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", " ", text).strip()


def _front_matter(text: str, path: str) -> tuple[dict[str, Any], str, int, list[Problem]]:
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    if not match:
        return {}, text, 1, []
    line = match.group().count("\n") + 1
    problems = list(hidden(f"\n{match[1]}", path))  # which begins on the second line
    try:
        meta = parse_yaml(match[1]) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fault = Problem(path, (mark.line if mark else 0) + 2, "front matter is not YAML", "put the value in quotes")
        return {}, text[match.end() :], line, [*problems, fault]
    return meta if isinstance(meta, dict) else {}, text[match.end() :], line, problems


def _annotation(block: Block, file: str) -> Annotation:
    claims = re.findall(r"[\w-]+", block.attributes.get("data-claims", ""))
    name = block.attributes.get("id", "")
    name = name if re.fullmatch(r"note-[\w-]+", name) else ""  # the checks tell; it goes into style sheets and links
    return Annotation(
        name, block.kind, block.argument, claims, file, block.paragraph, block.line, block.text, block.text_line
    )


def _marks(file: str, body: str, first: int) -> Iterator[Mark]:
    for number, offset, line in blocks.text_lines(body):
        begin = 0
        for match in MARK.finditer(line):
            yield Mark(match["id"], file, number, offset + first, clean(line[begin : match.start()]).strip(" ;,"))
            begin = match.end()


def _citings_in_text(file: str, body: str, first: int) -> Iterator[Citing]:
    for number, offset, line in blocks.text_lines(body):
        for group in citations.find(line):
            before = list(MARK.finditer(line, 0, group.start))
            claim = before[-1]["id"] if before else ""
            for citation in group.citations:
                yield Citing(citation, file, number, offset + first, claim, "", clean(line))


def _citings_in_annotation(annotation: Annotation) -> Iterator[Citing]:
    for offset, line in enumerate(annotation.text.split("\n")):
        for group in citations.find(line):
            for citation in group.citations:
                place = annotation.text_line + offset
                yield Citing(citation, annotation.page, annotation.paragraph, place, "", annotation.id, clean(line))
