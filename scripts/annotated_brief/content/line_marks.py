"""Line numbers that survive Python-Markdown: marks put into a text before it is converted, and taken out afterwards.

A mark is made of Unicode noncharacters, which no text may hold and Markdown gives no meaning. It stands before what may
be one of our constructs, so the line of anything that is found in the HTML is that of the last mark before it.
"""

import re

OPEN, CLOSE, FIRST = "\ufddb", "\ufdda", 0xFDD0
# Stands after a character that is escaped by a backslash.
ESCAPED = "\ufddc"
# Stands in a citation, a note or a bound number; found in an attribute, it shows that one was written there.
PLACED = "\ufddd"
MARK = f"{OPEN}[\ufdd0-\ufdd9]+{CLOSE}"
RESERVED = re.compile("[\ufdd0-\ufddd]")

_MARKS = re.compile(MARK)
_DEFINITION = re.compile(r"^(?P<indent>[ \t>]*)(?P<label>\[\^[^\]\n]*\]:)")
_REFERENCE = re.compile(r"[ \t>]*\*?\[[^\]\n]*\]:")
_HEADING = re.compile(r"^#{1,6}[ \t]*")
_BLOCK = re.compile(r"^[ ]*/{3,}[ ]*(?P<kind>[\w-]+)?[ ]*(?P<bar>\|.*)?$")
_COMMAND = re.compile(r"(?=\\(?:full_)?bibliography\b)")
_ESCAPES = re.compile(r"\\[\[*`]")
_OPTION = re.compile(r"^ {4,}[\w-]+:[ ]*\{")
# A line that begins with a letter, a number, emphasis or an inline element, after what may open a quotation or an item.
_INLINE = r"</?(?:a|abbr|b|cite|code|em|i|img|kbd|q|small|span|strong|sub|sup|time|area)\b|<[a-z]+:"
_EMPHASIS = r"\*{1,3}[^\W_]|_{1,3}[^\W_]"
_WORDS = re.compile(rf"^(?:[ \t>]*(?:[-*+:]|\d+[.)])?[ \t]+|>)?(?=[^\W_]|{_EMPHASIS}|{_INLINE})(?!\d+[.)])")
_BRACKET = re.compile(r"(?<![\\\]!])(?=!?\[)(?<!\][ ])")


def put(text: str, first: int) -> str:
    """The text with marks in it; `first` is the number of its first line."""
    lines = RESERVED.sub("\ufffd", text).split("\n")
    return "\n".join(_line(line, mark(first + offset)) for offset, line in enumerate(lines))


def mark(number: int) -> str:
    """The mark of a line."""
    return OPEN + "".join(chr(FIRST + int(digit)) for digit in str(number)) + CLOSE


def take(text: str) -> tuple[str, int]:
    """The text without marks, and the line of the last one; 0 if there is none."""
    if OPEN not in text:
        return text.replace(ESCAPED, ""), 0
    last = _MARKS.findall(text)[-1:]
    return _MARKS.sub("", text).replace(ESCAPED, ""), number(last[0]) if last else 0


def number(encoded: str) -> int:
    """The line that a mark names."""
    return int("".join(str(ord(char) - FIRST) for char in encoded[1:-1]))


def _line(line: str, here: str) -> str:
    if block := _BLOCK.match(line):
        return line + here if block["bar"] or not block["kind"] else f"{line} | {here}"
    if definition := _DEFINITION.match(line):
        rest = line[definition.end() :]
        return f"{definition['indent']}{definition['label']} {here}{_within(rest.lstrip(), here)}"
    if _REFERENCE.match(line):
        return line
    if heading := _HEADING.match(line):
        return f"{heading.group()}{here}{_within(line[heading.end() :], here)}"
    return _within(line, here)


def _within(line: str, here: str) -> str:
    line = line.replace("<!--", "<!--" + here)
    if not _OPTION.match(line):
        line = _WORDS.sub(lambda found: found.group() + here, line)
    if "\\" in line:
        line = _ESCAPES.sub(lambda found: found.group() + ESCAPED, _COMMAND.sub(here, line))
    if "[" in line:
        line = _BRACKET.sub(here, line)
    return line.replace("{=", "{=" + here) if "{=" in line else line
