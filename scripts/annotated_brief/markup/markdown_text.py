"""HTML as Markdown: CommonMark with the tables and footnotes that GitHub and pandoc read.

Notes are known by their roles (`doc-noteref`, `doc-endnotes`), a heading by its tag or its role. A table whose cells hold
more than a line becomes a list, a row an item.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr main "
    "nav ol p pre section summary table ul svg".split()
)
LEVELS = {f"h{level}": level for level in range(1, 7)}
AROUND = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~"}
# Each branch begins with a letter of its own, by which Python passes over most of a text at once.
SPECIAL = re.compile(r"\\|`|\*|\[|\]|<|_(?:(?!\w)|(?<!\w_))|&(?=#?\w+;)|~~")
OPENS = re.compile(r"(?:#{1,6}|[>+|-]|\d{1,9}[.)])(?:\s|$)|>|=+$|-{2,}$|~~~|\|")
OPENS_BLOCK = re.compile(r"(?:[#>+|=-]|~~~)(?=\s|$|[#>=~-])|(?<=\d)[.)](?=\s|$)")
NO_LINE = re.compile(r"(?:[->#|]|\d+\.) |```|[|]|\[\^")
UNEVEN = re.compile(r"\t|\r|\f|\v|  | \n|\n |\n\n")
SPACES = re.compile(r"[ \t\r\f\v]+")
BREAKS = re.compile(r" ?\n[ \n]*")
URL = re.compile(r"[a-z]+:[^\s<>]+")
UNFIT = re.compile(r"[\s<>()]")
ROWS = "./tr|./thead/tr|./tbody/tr|./tfoot/tr"

Address = Callable[[str], str]


def written(root: HtmlElement, address: Address) -> str:
    """An element as Markdown, each link changed by `address`; ends without a newline."""
    return "\n\n".join(_Writer(root, address).blocks(root))


class _Writer:
    def __init__(self, root: HtmlElement, address: Address) -> None:
        self.address = address
        marks = [mark for mark in root.iter("a") if mark.get("role") == "doc-noteref"]
        self.notes = {str(mark.get("href"))[1:]: "".join(mark.itertext()).strip() for mark in marks}

    def blocks(self, element: HtmlElement) -> list[str]:
        """What is in an element; words that stand in no block of it are paragraphs."""
        done: list[str] = []
        words = _escaped(element.text)
        for child in element:
            if child.tag in BLOCKS or _holds_block(child):
                done += [*_paragraph(words), *self.block(child)]
                words = _escaped(child.tail)
            else:
                words += self.inline(child) + _escaped(child.tail)
        return [*done, *_paragraph(words)]

    def block(self, element: HtmlElement) -> list[str]:
        """One element that is a block."""
        if level := _level(element):
            words = " ".join(self.words(element).split())
            return [f"{'#' * level} {words}"] if words else []
        if element.get("role") == "doc-endnotes":
            return list(self._endnotes(element))
        if write := WRITERS.get(str(element.tag)):
            text = write(self, element)
            return [text] if text else []
        return self.blocks(element)

    def words(self, element: HtmlElement) -> str:
        """What is in an element as a text that runs on."""
        words = _escaped(element.text)
        for child in element:
            words += self.inline(child) + _escaped(child.tail)
        return words

    def inline(self, element: HtmlElement) -> str:
        """One element that stands amid words."""
        kind = element.tag
        if not isinstance(kind, str):  # a comment
            return ""
        if kind == "a" and element.get("role") == "doc-noteref":
            return f"[^{self.notes[str(element.get('href'))[1:]]}]"
        if kind == "a" and element.get("href"):
            return self._link(element)
        if kind == "br":
            return "\\\n"
        if kind == "img":
            return f"![{_escaped(element.get('alt'))}]({_target(self.address(element.get('src') or ''))})"
        if kind in {"code", "kbd", "samp"}:
            return _in_backticks("".join(element.itertext()))
        words = self.words(element)
        if kind == "q":
            return f"“{words.strip()}”"
        sign, inner = AROUND.get(kind, ""), words.strip()
        if not sign or not inner:
            return words
        before, _, after = words.partition(inner)
        return f"{before}{sign}{inner}{sign}{after}"

    def _link(self, element: HtmlElement) -> str:
        words = " ".join(self.words(element).split()) or _escaped(element.get("aria-label"))
        address = self.address(str(element.get("href")))
        if not words:
            return ""
        if URL.fullmatch(address) and "".join(element.itertext()).strip() == address:
            return f"<{address}>"
        return f"[{words}]({_target(address)})"

    def items(self, element: HtmlElement) -> str:
        number = _number(element.get("start"), 1)
        items = []
        for item in element.iterchildren("li"):
            number = _number(item.get("value"), number)
            marker = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            if parts := self.blocks(item):
                items.append(_item(marker, parts))
        return _joined(items)

    def meanings(self, element: HtmlElement) -> str:
        """A list of terms and what they mean."""
        items: list[list[str]] = []
        for part in element.iter("dt", "dd"):
            term = f"**{' '.join(self.words(part).split())}**" if part.tag == "dt" else ""
            if term or not items:
                items.append([term] if term else self.blocks(part))
                continue
            first, *rest = self.blocks(part) or [""]
            is_first = len(items[-1]) == 1 and items[-1][0].endswith("**") and _is_line(first)
            items[-1] = [f"{items[-1][0]}: {first}", *rest] if is_first else [*items[-1], first, *rest]
        return _joined([_item("- ", [part for part in item if part]) for item in items])

    def quotation(self, element: HtmlElement) -> str:
        return re.sub("^> $", ">", _indented("\n\n".join(self.blocks(element)), "> ", "> "), flags=re.MULTILINE)

    def _endnotes(self, element: HtmlElement) -> Iterator[str]:
        """The notes that the text refers to, each named as it is there, after their heading."""
        for heading in element.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            yield from self.block(heading)
        for item in element.iter("li"):
            if label := self.notes.get(str(item.get("id"))):
                yield _indented("\n\n".join(self.blocks(item)), f"[^{label}]: ", "    ")

    def table(self, element: HtmlElement) -> str:
        rows = [list(row.iterchildren("th", "td")) for row in element.xpath(ROWS)]
        caption = "".join(f"{' '.join(self.words(one).split())}\n\n" for one in element.iterchildren("caption"))
        is_head = bool(rows) and all(cell.tag == "th" for cell in rows[0])
        head = [" ".join(self.words(cell).split()) for cell in rows[0]] if is_head else []
        if any(part.tag in BLOCKS or _holds_block(part) for row in rows for cell in row for part in cell):
            return caption + self._records(rows[is_head:], head)
        lines = [[" ".join(self.words(cell).split()).replace("|", "\\|") for cell in row] for row in rows[is_head:]]
        width = max([len(head), *map(len, lines)])
        head += [""] * (width - len(head))
        head = [words.replace("|", "\\|") for words in head]
        lines = [head, ["---"] * width, *(line + [""] * (width - len(line)) for line in lines)]
        return caption + "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _records(self, rows: list[list[HtmlElement]], head: list[str]) -> str:
        items = []
        for row in rows:
            parts: list[str] = []
            for place, cell in enumerate(row):
                label = head[place] if place < len(head) else ""
                first, *rest = self.blocks(cell) or [""]
                parts += [f"**{label}:** {first}", *rest] if label and _is_line(first) else [first, *rest]
            items.append(_item("- ", [part for part in parts if part]))
        return _joined(items)


def _holds_block(element: HtmlElement) -> bool:
    return len(element) > 0 and any(part.tag in BLOCKS for part in element.iterdescendants())


def _level(element: HtmlElement) -> int:
    if element.tag in LEVELS:
        return LEVELS[str(element.tag)]
    return _number(element.get("aria-level"), 2) if element.get("role") == "heading" else 0


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _escaped(text: str | None) -> str:
    if not text or text.isspace() or not SPECIAL.search(text):
        return text or ""
    return SPECIAL.sub(r"\\\g<0>", text)


def _paragraph(words: str) -> list[str]:
    """The words as one block, or none. What would open another block at the beginning of a line is escaped."""
    text = words.strip()
    if not text:
        return []
    if UNEVEN.search(text):
        text = BREAKS.sub("\n", SPACES.sub(" ", text))
    lines = [OPENS_BLOCK.sub(r"\\\g<0>", line, 1) if OPENS.match(line) else line for line in text.split("\n")]
    return ["\n".join(lines)]


def _is_line(text: str) -> bool:
    """Whether a block is words, and not a list, a table or a quotation."""
    return not NO_LINE.match(text)


def _item(marker: str, parts: list[str]) -> str:
    return _indented("\n\n".join(parts), marker, " " * len(marker))


def _joined(items: list[str]) -> str:
    """The items of a list, with an empty line between them where one of them has more than a paragraph."""
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)


def _indented(text: str, first: str, others: str) -> str:
    if "\n" not in text:
        return first + text
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(f"{others}{line}" if line or others.strip() else "" for line in lines[1:])])


def _code(element: HtmlElement) -> str:
    text = "".join(element.itertext()).strip("\n")
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}\n{text}\n{fence}"


def _in_backticks(text: str) -> str:
    fence = "`" * (max([0, *map(len, re.findall("`+", text))]) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{' '.join(text.split())}{pad}{fence}"


def _described(drawing: HtmlElement) -> str:
    """What a drawing says of itself in words."""
    return " ".join(_escaped("".join(part.itertext())) for part in drawing.iterchildren("desc")).strip()


def _target(address: str) -> str:
    if UNFIT.search(address):
        address = re.sub(r"[<>\n]", lambda sign: quote(sign[0]), address)
        return f"<{address}>" if re.search(r"[\s()]", address) else address
    return address


WRITERS: dict[str, Callable[[_Writer, HtmlElement], str]] = {
    "ul": _Writer.items, "ol": _Writer.items, "dl": _Writer.meanings, "blockquote": _Writer.quotation, "aside": _Writer.quotation,
    "pre": lambda _, code: _code(code), "table": _Writer.table, "svg": lambda _, drawing: _described(drawing), "hr": lambda *_: "---",
}  # fmt: skip
