"""Report what cannot be read in a .bib file, with its line and, where it has one, its key."""

import re
from collections.abc import Iterator

from bibtexparser import model

from annotated_brief.core.problems import Problem

LOOK = "look for a missing brace, comma or quotation mark"

# Where an entry begins: type, bracket, key.
HEAD = re.compile(r"^[ \t]*@(?P<type>\w+)\s*(?P<opens>[{(])\s*(?P<key>[^\s,{}()=\"#%']+)\s*,", re.MULTILINE)
# One without a key, as EndNote may write it.
KEYLESS = re.compile(r"\s*@\w+\s*\{\s*[\w-]*\s*=")


def malformed(block: model.ParsingFailedBlock, file: str) -> tuple[Problem, str]:
    """The problem, and the key of the entry if there is one."""
    line = (block.start_line or 0) + 1
    head = HEAD.match(block.raw or "")
    if KEYLESS.match(block.raw or ""):
        return keyless(file, line), ""
    if head is None:
        return Problem(file, line, "entry is malformed", LOOK), ""
    if head["opens"] == "(":
        return _not_read(head, file, line), head["key"]
    return Problem(file, line, f"entry {head['key']} is malformed", LOOK), head["key"]


def keyless(file: str, line: int) -> Problem:
    return Problem(file, line, "entry has no key", "write one after its brace, and a comma: @article{mole2020,")


def passed_over(block: model.ImplicitComment | model.ExplicitComment, file: str) -> Iterator[tuple[Problem, str]]:
    """Entries that the parser takes for comments: in round brackets, or of a type such as @commentary; each with its key."""
    raw = block.raw or ""
    if re.match(r"(?i)@comment\s*\{", raw):
        return  # meant as one
    for head in HEAD.finditer(raw):
        line = (block.start_line or 0) + 1 + raw.count("\n", 0, head.start())
        yield _not_read(head, file, line), head["key"]


def _not_read(head: re.Match[str], file: str, line: int) -> Problem:
    remedy = "write it in braces" if head["opens"] == "(" else "name its type otherwise: @comment hides an entry"
    return Problem(file, line, f"entry {head['key']} was not read", remedy)


def duplicate_field(block: model.DuplicateFieldKeyBlock, entry: model.Entry, file: str) -> Problem:
    names = ", ".join(sorted(block.duplicate_keys))
    message = f"{entry.key} has the field {names} twice"
    return Problem(file, (block.start_line or 0) + 1, message, "keep one of them")


def balanced(value: str) -> bool:
    """Whether every brace of a field is closed in it; one that is not has swallowed the next field."""
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", value):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
