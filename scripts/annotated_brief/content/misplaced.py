"""Notation where it is not read: in an attribute, in the words of a link or of a citation. Each with its remedy."""

import json
import re
from collections.abc import Container, Iterator

from annotated_brief.content import citations, line_marks
from annotated_brief.content.sentences import Token, leftovers
from annotated_brief.core.problems import cut

Fault = tuple[str, str]  # what is wrong, what to do

# Attributes that are read aloud as they are.
PLAIN = {"title", "alt", "aria-label", "summary"}
TEXTUAL = re.compile(citations.TEXTUAL)
DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")  # a key mostly has its year, and the name of a person has none
DASHED = re.compile(rf"(?<![\w\[;@])-@({citations.NAME})")
# Ids that an edition or its theme makes; tabs and lines of code have theirs from an extension.
RESERVED = re.compile(r"c\d{3}$|fn(ref)?-|own-note|__(?!tabbed_|codelineno-|span-)")
BLOCK = re.compile(r"(?<![:/])/{3,}(?!/)")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|(?<![\w*])(\*{1,2})(?=\S)[^*\n]+\1(?!\w)|(?<!\w)(_{1,2})(?=\S)[^_\n]+\2(?!\w)")
AFTER_LINK = "write it after the link"


def in_attributes(said: dict[str, str], *, is_ours: bool) -> Iterator[Fault]:
    """Notation in the attributes of an element, where it would be printed raw or lost."""
    for name, value in said.items():
        if line_marks.PLACED in value:
            yield f"a citation, a note or a bound number stands in the {name} of an element", "write it in running text"
        elif name in PLAIN and not is_ours:
            for _, message, _ in leftovers([Token("text", value, 0)]):
                yield message, f"write it in running text, for the {name} of an element is plain words"


def in_citation(said: dict[str, str], *, in_link: bool) -> Iterator[Fault]:
    """What is wrong with the element of a citation."""
    if fault := said.get("data-fault"):
        yield f"citation [{cut(said['data-raw'])}] {fault}", "write [see @key, p. 3; @other]"
        return
    if in_link:
        yield "a citation stands in the words of a link", AFTER_LINK
    key, *words = json.loads(said["data-citation"])
    if any(BLOCK.search(part) or MARKUP.search(part) or any(leftovers([Token("text", part, 0)])) for part in words):
        yield f"the citation of {key} holds more than words", "write it after the citation"


def in_text(text: str, keys: Container[str], links: list[str]) -> Iterator[Fault]:
    """Keys of the bibliography that were not read as citations: in HTML, or in the words of a link."""
    if "@" not in text or any("@" in link for link in links):
        return
    for match in TEXTUAL.finditer(text):
        key = match["braced"] or match["key"]
        if key in keys:
            yield f"citation {match.group()} is not read", r"write it in running text; what is no citation, \@"
        elif DATED.search(key):
            yield (
                f"citation {match.group()} names no source",
                r"mend the key; the name of a person with a year in it, \@",
            )
    for match in DASHED.finditer(text):
        if match[1] in keys:
            yield f"citation -@{match[1]} is not read", f"write it in square brackets: [-@{match[1]}]"
