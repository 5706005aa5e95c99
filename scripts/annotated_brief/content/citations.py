"""Citations such as [@key], [@key, p. 12] or [see @a; @b]: where they stand in Markdown, and what they say.

Code, links and HTML comments are left alone: an address with an at-sign or a handle in prose is not a citation.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

# Inline and fenced code, HTML comments, and the targets of links are not searched.
CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[`~]*[ ]*$|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->",
    re.DOTALL | re.MULTILINE,
)
BRACKETED = re.compile(r"(?<!\\)\[(?P<inside>[^\[\]\n]*?(?<![\w.+-])@[^\[\]\n]+)\]")
LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]*)\]\([ ]*(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]*\)"
    r"|^[ ]{0,3}\[[^\[\]\n]+\]:[^\n]*",
    re.MULTILINE,
)
ITEM = re.compile(r"(?P<prefix>[^@]*?)\s*@(?P<key>[^\s,;\]]+)(?:,\s*(?P<locator>.+?))?\s*$")

# mkdocs-bibtex reads no other character in a key, and cuts the key at the first that it does not know.
KEY = re.compile(r"[\w-]+")


# What opens a list, a definition or a note, in which an indented line is text.
ITEM_MARK = re.compile(r"[ ]{0,3}(?:[-*+:]|\d+[.)]|\[\^[^\]]+\]:|!!!|\?\?\?|///)(?:\s|$)")
WHOLE = re.compile(r".+")


class Citation(NamedTuple):
    """One source cited at one place."""

    key: str
    locator: str  # p. 12, para. 4, empty
    prefix: str  # see, cf., empty

    @property
    def variant(self) -> str:
        """Where in the source and how introduced: citations that differ in this get footnotes of their own."""
        return "|".join((self.prefix, self.locator)) if self.prefix or self.locator else ""


class Group(NamedTuple):
    """One pair of brackets with the citations in it."""

    citations: list[Citation]
    start: int  # offset in the text
    end: int

    def line(self, text: str) -> int:
        return text.count("\n", 0, self.start) + 1


def find(text: str) -> Iterator[Group]:
    """Every bracketed citation of a Markdown text, in order."""
    blank = hide(text)
    for match in BRACKETED.finditer(blank):
        items = [ITEM.match(part) for part in match["inside"].split(";")]
        found = [Citation(i["key"], i["locator"] or "", i["prefix"].strip()) for i in items if i]
        if found:
            yield Group(found, match.start(), match.end())


def hide(text: str) -> str:
    """The text with code, comments and links blanked out, every character still at its offset."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match.group())

    return LINK.sub(blank, _indented(blank, CODE.sub(blank, text)))


def shield(text: str) -> tuple[str, list[str]]:
    """Take out what mkdocs-bibtex must not see; put it back with `unshield`.

    That is code, comments and links, and every bracket that is not a citation's: the plugin would take all that stands
    between two of them. The marks left behind hold no bracket and no at-sign and survive a search and replace.
    """
    kept: list[str] = []

    def take(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\x02{len(kept) - 1}\x03"

    text = re.sub("[\x02\x03]", "\ufffd", text)  # refused by the checks
    text = LINK.sub(take, _indented(take, CODE.sub(take, text)))
    out, done = [], 0
    for group in find(text):
        out += [re.sub(r"[\[\]]", take, text[done : group.start]), text[group.start : group.end]]
        done = group.end
    return "".join([*out, re.sub(r"[\[\]]", take, text[done:])]), kept


def _indented(change: Callable[[re.Match[str]], str], text: str) -> str:
    """Change the lines of code that are only indented; what is indented in a list or a block is text."""
    out: list[str] = []
    is_code, after_blank, in_list = False, True, False
    for line in text.split("\n"):
        if not line.strip():
            after_blank = True
        elif line.startswith(("    ", "\t")):
            is_code = (is_code or after_blank) and not in_list
            line = WHOLE.sub(change, line) if is_code else line
            after_blank = False
        else:
            in_list = bool(ITEM_MARK.match(line)) or (in_list and not after_blank)
            is_code = after_blank = False
        out.append(line)
    return "\n".join(out)


def unshield(text: str, kept: list[str]) -> str:
    """The text with what `shield` took out in its place again."""
    for index in range(len(kept) - 1, -1, -1):  # what was taken later may hold what was taken before
        text = text.replace(f"\x02{index}\x03", kept[index])
    return text
