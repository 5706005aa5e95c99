"""One reading of a page: Python-Markdown converts it, and what stands in the HTML is collected with its lines.

What the pages are made from (markdown.py of the package) is converted with the same syntax, so a construct that is read
is printed, and one that is printed was read. What is left of our syntax outside code is a fault.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, cast

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


def read(file: str, path: str, body: str, first: int, setup: Setup) -> Read:
    """Read the Markdown of a page, which begins on a line of its file; what cannot be read comes back as problems."""
    collector, fences, source = (
        Collector(file, path, body, first, setup.keys),
        blocks.Fences(path),
        _Source(body, first),
    )
    try:
        html = _convert(source, setup, fences)
    except RecursionError:
        return Read(
            collector.reading,
            [Problem(path, source.deepest(), "is nested too deeply to be read", "take some levels out")],
        )
    except Exception as error:  # an extension may raise whatever it likes
        said = f"an extension of Markdown stops at it: {cut(error, 100) or type(error).__name__}"
        remedy = "mend the page, or the options of the extension in mkdocs.yml"
        return Read(collector.reading, [Problem(path, source.fence(error), said, remedy)])
    collector.feed(html)
    collector.close()
    # Of a block that is told already, the words that it leaves on the page are not.
    left = [one for one in collector.problems if not (fences.problems and one.message.startswith("block "))]
    return Read(collector.reading, [*fences.problems, *left, *(Problem(path, *fault) for fault in source.faults)])


class _Source:
    """The Markdown of a page, with what its conversion drops in silence: line, message and remedy."""

    def __init__(self, body: str, first: int) -> None:
        self.body, self.first = body, first
        self.faults: list[tuple[int, str, str]] = []

    def line(self, offset: int) -> int:
        return self.first + self.body.count("\n", 0, max(offset, 0))

    def note(self, name: str, text: str, *, is_known: bool) -> None:
        """Take note of a text of the page's own notes."""
        lines = [self.line(one.start()) for one in re.finditer(rf"(?m)^[ >]*\[\^{re.escape(name)}\]:", self.body)]
        lines = lines or [self.first]
        if is_known:
            message = f"note [^{name}] has two texts (first at line {lines[0]})"
            self.faults.append((lines[-1], message, "give one of them another name"))
        if not line_marks.RESERVED.sub("", text).strip():
            self.faults.append((lines[0], f"note [^{name}] has no words", "write them after the colon"))

    def row(self, row: str, dropped: list[str]) -> None:
        """Take note of the cells of a row that its table has no head for."""
        if line_marks.RESERVED.sub("", "".join(dropped)).strip():
            cells = line_marks.RESERVED.sub("", row).strip()
            said = f"row {cut(cells, 40)!r} has more cells than the head of its table"
            remedy = "give the head as many, or write \\| for a line that parts none"
            self.faults.append((self.line(self.body.find(cells)), said, remedy))

    def fence(self, error: Exception) -> int:
        """The line of the fence that could not be printed; the first line where it is something else that stops."""
        language = re.escape(str(getattr(error, "language", "")))
        match = re.search(rf"(?m)^[\s>]*(?:`{{3,}}|~{{3,}})[ {{.]*{language}\b", self.body) if language else None
        return self.line(match.end()) if match else self.first

    def deepest(self) -> int:
        """The line that begins with the most signs of nesting: white space, quotation, HTML."""
        depths = [len(re.match(r"[\s>]*(?:<\w+>)*", line)[0]) for line in self.body.split("\n")]  # type: ignore[index]
        return self.first + depths.index(max(depths))


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


def _convert(source: _Source, setup: Setup, fences: blocks.Fences) -> str:
    md = Markdown(extensions=[*setup.extensions], extension_configs=setup.options)
    _loud(md)
    syntax.SyntaxExtension(setup.keys, reading=True).extendMarkdown(md)
    md.preprocessors.register(fences, "fences", 15)  # once code and HTML are out of the way
    notes, table = syntax.footnotes(md), cast(Any, md.parser.blockprocessors["table"])
    store, build = notes.setFootnote, table._build_row

    def stored(id: str, text: str) -> None:  # noqa: A002 - Python-Markdown's name
        source.note(id, text, is_known=id in notes.footnotes)
        store(id, text)

    def built(row: str, parent: Any, align: list[Any]) -> None:
        source.row(row, table._split_row(row)[len(align) :])
        build(row, parent, align)

    notes.setFootnote, table._build_row = stored, built  # type: ignore[method-assign]
    return md.convert(line_marks.put(source.body, source.first))
