"""One reading of a page: Python-Markdown converts it, and what stands in the HTML is collected with its lines.

What the pages are made from (markdown.py of the package) is converted with the same syntax, so a construct that is read
is printed, and one that is printed was read. What is left of our syntax outside code is a fault.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from markdown import Markdown
from pymdownx.superfences import SuperFencesCodeExtension, SuperFencesException

from annotated_brief.content import blocks, line_marks, syntax
from annotated_brief.content.collector import Collector
from annotated_brief.content.page_record import Reading
from annotated_brief.core.problems import Problem, cut


class Setup:
    """How pages are converted: the Markdown extensions of the project with their options, and the keys of the sources."""

    def __init__(
        self,
        extensions: tuple[str, ...] = (),
        options: dict[str, Any] | None = None,
        keys: frozenset[str] = frozenset(),
    ) -> None:
        self.extensions = tuple(
            dict.fromkeys((*extensions, *syntax.EXTENSIONS))
        )  # in MkDocs' order: the last one counts
        self.options = options or {}
        self.keys = keys

    def citing(self, keys: Iterable[str]) -> "Setup":
        """The same for a bibliography."""
        return Setup(self.extensions, self.options, frozenset(keys))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Setup) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.extensions, self.keys))


class Read(NamedTuple):
    """The record of a page, and its problems."""

    page: Reading
    problems: list[Problem]


@lru_cache(maxsize=256)  # under `mkdocs serve` all pages are read at each edit of one
def read(file: str, path: str, body: str, first: int, setup: Setup) -> Read:
    """Read the Markdown of a page, which begins on a line of its file; what cannot be read comes back as problems."""
    fences = blocks.Fences(path)
    twice: list[str] = []
    empty: list[str] = []
    long: list[str] = []
    try:
        html = _convert(line_marks.put(body, first), setup, fences, twice, empty, long)
    except Exception as error:  # an extension may raise whatever it likes
        if not isinstance(error, RecursionError):
            said = f"an extension of Markdown stops at it: {cut(error, 100) or type(error).__name__}"
            line = _fence(error, body, first)
            fault = Problem(path, line, said, "mend the page, or the options of the extension in mkdocs.yml")
            return Read(Collector(file, path, body, first, setup.keys).reading, [fault])
        deep = Problem(path, _deepest(body, first), "is nested too deeply to be read", "take some levels out")
        return Read(Collector(file, path, body, first, setup.keys).reading, [deep])
    collector = Collector(file, path, body, first, setup.keys)
    collector.feed(html)
    collector.close()
    # Of a block that is told already, the words that it leaves on the page are not.
    left = [one for one in collector.problems if not (fences.problems and one.message.startswith("block "))]
    problems = [*fences.problems, *left]
    for name in twice:
        lines = _written(name, body, first)
        message = f"note [^{name}] has two texts (first at line {lines[0] if lines else first})"
        problems.append(Problem(path, lines[-1] if lines else first, message, "give one of them another name"))
    for row in long:
        cells = line_marks.RESERVED.sub("", row).strip()
        line = first + body.count("\n", 0, max(body.find(cells), 0))
        said = f"row {cut(cells, 40)!r} has more cells than the head of its table"
        problems.append(Problem(path, line, said, "give the head as many, or write \\| for a line that parts none"))
    for name in empty:
        line = next(iter(_written(name, body, first)), first)
        problems.append(Problem(path, line, f"note [^{name}] has no words", "write them after the colon"))
    return Read(collector.reading, problems)


def _fence(error: Exception, body: str, first: int) -> int:
    """The line of the fence that could not be printed; the first line where it is something else that stops."""
    language = re.escape(str(getattr(error, "language", "")))
    match = re.search(rf"(?m)^[\s>]*(?:`{{3,}}|~{{3,}})[ {{.]*{language}\b", body) if language else None
    return first + body.count("\n", 0, match.end()) if match else first


def _loud(md: Markdown) -> None:
    """A fence of the project's own that fails says so; the extension drops the error and prints the block as a paragraph."""

    def loud(formatter: Callable[..., Any], language: str) -> Callable[..., Any]:
        def made(**given: Any) -> Any:
            try:
                return formatter(**given)
            except Exception as error:  # whatever the project names under `format` may raise whatever it likes
                stopped = SuperFencesException(f"the format of the fence {language}: {error}")
                stopped.language = language
                raise stopped from error

        return made

    for extension in md.registeredExtensions:
        for fence in extension.superfences[1:] if isinstance(extension, SuperFencesCodeExtension) else ():
            fence["formatter"] = loud(fence["formatter"], fence["name"])


def _deepest(body: str, first: int) -> int:
    """The line that begins with the most signs of nesting: white space, quotation, HTML."""
    depths = [len(re.match(r"[\s>]*(?:<\w+>)*", line)[0]) for line in body.split("\n")]  # type: ignore[index]
    return first + depths.index(max(depths))


def _written(name: str, body: str, first: int) -> list[int]:
    """The lines on which a note has its words."""
    matches = re.finditer(rf"(?m)^[ >]*\[\^{re.escape(name)}\]:", body)
    return [first + body.count("\n", 0, one.start()) for one in matches]


def _whole_rows(md: Markdown, long: list[str]) -> None:
    """Note the rows of tables with more cells than the head: the extension drops what is in them."""
    table: Any = md.parser.blockprocessors["table"]
    build = table._build_row

    def built(row: str, parent: Any, align: list[Any]) -> None:
        if line_marks.RESERVED.sub("", "".join(table._split_row(row)[len(align) :])).strip():
            long.append(row)
        build(row, parent, align)

    table._build_row = built


def _convert(
    text: str, setup: Setup, fences: blocks.Fences, twice: list[str], empty: list[str], long: list[str]
) -> str:
    md = Markdown(extensions=[*setup.extensions], extension_configs=setup.options)
    _loud(md)
    _whole_rows(md, long)
    syntax.SyntaxExtension(setup.keys, reading=True).extendMarkdown(md)
    md.preprocessors.register(fences, "fences", 15)  # once code and HTML are out of the way
    notes = syntax.footnotes(md)
    store = notes.setFootnote

    def stored(id: str, text: str) -> None:  # noqa: A002 - Python-Markdown's name
        if id in notes.footnotes:
            twice.append(id)
        if not line_marks.RESERVED.sub("", text).strip():
            empty.append(id)
        store(id, text)

    notes.setFootnote = stored  # type: ignore[method-assign]
    return md.convert(text)
