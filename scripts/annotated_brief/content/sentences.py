"""The words of a paragraph, cell or item, with what stands in them, sentence by sentence.

The Markdown has one sentence a line: a line end in the text ends a sentence, one inside emphasis or a link does not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotated_brief.content.line_marks import ESCAPED

# Notation that is left as text because it is written wrongly -> message and remedy.
LEFTOVERS = {
    r"\[\^[^\]\n]*\]?": ("note {0} has no text on this page", "write it below the text: {0}: its words"),
    rf"\[(?!{ESCAPED})[^\[\]\n]*(?<![\w.+/@-])-?@[\w{{\]][^\]\n]*\]?": (
        "citation {0} is not read",
        "write [@key, p. 3] in running text; what is no citation, between backticks",
    ),
    r"\{=[^}\n]*\}?": (
        "binding {0} cannot be read",
        "write it right after a number: 65.7{{=table:row}} or 65.7{{=table:row:column}}",
    ),
    rf"\[{ESCAPED}?\]\([^)\n]*\)(?:\{{[^}}\n]*\}})?": (
        "mark {0} is not read",
        "write it in running text, after the words it marks",
    ),
    r"(?m:^)[ \t]*/{3,}[^\n]*": (
        "block {0} is not read",
        "begin it with /// and its kind, indent its attrs by four spaces, and end it with ///",
    ),
    r"(?m:^)[ \t]*!!![ ]+\w[^\n]*": ("block {0} is not read", "leave a blank line before it"),
    r"(?m:^)[ \t]*(?:`{3,}|~{3,})[^\n]*": (
        "{0} begins no code",
        "write the same signs below the code, both after as many spaces, and a blank line before",
    ),
    r"(?<![\w*])\*\*(?=[^\W_])[^\s*]*": ("bold {0} is never closed", "write ** after it, or take it out"),
    r"\{:?[ ]*(?:[#.][\w-]+|[\w-]+=[\"'“”‘’])[^}\n]*\}?": (
        "attributes {0} are not read",
        "write them right after a link, emphasis or a heading",
    ),
    rf"\[(?!{ESCAPED})[^\[\]\n]+\]\[[^\[\]\n]*\]": (
        "link {0} leads nowhere",
        "write its address on a line of its own, [name]: https://…",
    ),
    rf"\[(?!{ESCAPED})[^\[\]\n]+\]\((?:[a-z][a-z0-9+.-]*:|#|[\w./-]+\.md\b)[^)\n]*\)": (
        "link {0} is not read",
        "take it out of the link that it stands in",
    ),
    r"\^\[[^\]\n]+\]?": ("note {0} is not read", "write [^1] for it, and [^1]: with its words below the text"),
    r"\\(?:[a-z]*cite[a-z]*|footnote)\*?(?:\[[^\]\n]*\])*\{[^}\n]*\}?|\{%-? *\w*cite\w* [^%\n]*%\}|\{\{ *#?cite\w*\b[^}\n]*\}\}": (
        "{0} is not read",
        "write [@key, p. 3], or [^1]",
    ),
    r"(?m:^)[ \t]*:{3,}[^\n]*": ("block {0} is not read", "begin it with /// and its kind, and end it with ///"),
    r"(?m:^)[ \t]*(?:===[!+]? [\"'“”‘][^\n]*|[-–—]+8<[-–—]+[^\n]*|\?\?\?\+?[ ]+\w[^\n]*|\[[ xX]\][ ]\S[^\n]*)"
    r"|(?<![\w:./]):[a-z][a-z_+-]*:(?![\w:/])|!?\[\[[^\[\]\n]+\]\]|(?<!\S)(~~|==|\^\^|\+\+)(?=[\w\0])[^\n]+?\1|\{(?:\+\+|~~|==)[^\n]+?\}": (
        "{0} is not read",
        "name the extension that reads it under markdown_extensions in mkdocs.yml",
    ),
    r"(?m:^)[ \t]*\*\[[^\]\n]+\]:": ("abbreviation {0} is not read", "write it into bib/terms.yml"),
    r"(?<=\n)[ \t]*(?:[-*+]|1[.)])[ \t]+[^\s-][^\n]*": ("item {0} is in no list", "leave a blank line before the list"),
    r"(?m:^)[ \t]*\|[^\n]*\|[ \t]*(?=\n|$)": (
        "row {0} is in no table",
        "write a row of | --- | --- | below its head, and leave a blank line before it",
    ),
    r"(?m:^)<{7}[^\n]*": ("a conflict between two versions is left: {0}", "keep one of the two, and delete the signs"),
    r"<!(?:--|–)[^\n]*": ("a comment is never closed", "write --> after it"),
    r"\\full_bibliography\b": ("{0} prints nothing here", "write /// listing | references"),
    r"\\bibliography\b": ("{0} stands among words", "leave a blank line before and after it; the notes stand below"),
}
_LEFT = {re.compile(pattern): said for pattern, said in LEFTOVERS.items()}
_ANY = re.compile(r"[\[{/\\!?<=:`~|]|8<|\*\*|\n[ \t]*(?:[-*+]|1[.)])[ \t]")
UNMARKED = (":::", "===", "8<", "///", "???", "```", "~~~", "~~", "==", "^^", "++", "*[", "|")
SHORT_CODE = re.compile(r":[a-z][a-z_+-]*:")


class Token(NamedTuple):
    """A piece of the text, or what stands in it."""

    kind: str  # text, code, mark, citing, own or bound
    value: str
    line: int
    ends: bool = False  # whether a line end in it ends the sentence


def sentences(tokens: Iterable[Token]) -> list[list[Token]]:
    """The tokens of each line of the Markdown."""
    out: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "text" and token.ends and "\n" in token.value:
            first, *rest = token.value.split("\n")
            out[-1].append(token._replace(value=first))
            out += [[token._replace(value=part)] for part in rest]
        else:
            out[-1].append(token)
    return out


def words(tokens: Iterable[Token]) -> str:
    """What a reader sees of some tokens, white space folded."""
    text = "".join(token.value for token in tokens if token.kind in {"text", "code"})
    return " ".join(text.replace(ESCAPED, "").split())


def unmarked(message: str) -> str:
    """A pattern for a sign before which no line mark can stand, since an extension may read it; one that finds nothing."""
    signs = [sign for sign in UNMARKED if sign in message] or SHORT_CODE.findall(message)
    return re.escape(signs[0]) if signs else "$^"


def leftovers(tokens: list[Token]) -> Iterator[tuple[int, str, str]]:
    """What was left of our syntax outside code: line, message and remedy."""
    text, starts = "", []
    for token in tokens:
        starts.append((len(text), token.line))
        text += token.value if token.kind == "text" else "\0"
    if not _ANY.search(text):
        return
    for pattern, (message, remedy) in _LEFT.items():
        for match in pattern.finditer(text):
            line = starts[bisect_left(starts, (match.end(), 0)) - 1][1]
            said = re.sub(r"\s+", " ", match.group().replace(ESCAPED, "").replace("\0", "…")).strip()
            said = said if len(said) < 60 else f"{said[:57]}…"
            yield line, message.format(said), remedy.format(said)
