"""The front matter of a page: what it may hold, and how it is read."""

import re
from typing import Any, NamedTuple

import yaml

from annotated_brief.core import shape
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import parse_yaml, whole
from annotated_brief.core.shape import Field, Shape
from annotated_brief.core.yaml_lines import document

THEIRS = Field("anything", "as Material has it")
SHAPE: Shape = {
    "title": Field("text", "the title of the page"),
    "nav_title": Field("text", "a shorter one, for the navigation", most=200),
    "description": Field("text", "what search engines are told"),
    "standfirst": Field("text", "what stands below the title"),
    "argument": Field("text", "the argument of the brief in a sentence or two, on the first page"),
    "kicker": Field("text", "the words above the title", most=200),
    "lead": Field("text", "a second paragraph below the standfirst"),
    "lead_figure": Field("name", "a figure at the head of the first page"),
    "template": Field("text", "a template of the theme", most=200),
    "styles": Field("names", "style sheets of the page, in docs/ or of the theme"),
    "scripts": Field("names", "scripts of the page, in docs/ or of the theme"),
    "unlisted": Field("flag", "whether the page stands in no list, search or sitemap"),
    "hide": Field("choices", "what Material leaves out of the page",
                  among=("navigation", "toc", "footer", "feedback", "path", "tags")),
    "icon": Field("text", "an icon of Material before the title in the navigation", most=200),
    "search": Field("record", "how the page is found", fields={
        "exclude": Field("flag", "whether it is in no search"), "boost": Field("number", "how far up it comes")}),
    "tags": Field("texts", "words for the plugin `tags`"),
    "subtitle": Field("text", "as Material has it", most=300),
    "status": Field("text", "as Material has it", most=60),
    **dict.fromkeys(("author", "authors", "comments", "date", "social"), THEIRS),
}  # fmt: skip


# As MkDocs reads it.
WRITTEN = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
UNREAD = ("the front matter is empty, or never ends", "write title: and so on, and --- on a line of its own after it")


class FrontMatter(NamedTuple):
    """What stands above the text of a page."""

    meta: dict[str, Any]
    body: str
    line: int  # of the file, on which the body begins
    problems: list[Problem]


def read(text: str, path: str) -> FrontMatter:
    """Divide a page into its front matter and its text."""
    match = WRITTEN.match(text)
    if not match:
        unread = [Problem(path, 1, *UNREAD)] if re.match(r"---[ \t]*\n", text) else []
        return FrontMatter({}, text, 1, unread)
    inside = match[1]
    parsed = document(inside, path, 2)
    problems = list(parsed.problems)
    if inside.strip() and not problems and not isinstance(parsed.value, dict | None):
        problems.append(Problem(path, 2, "the front matter is no mapping", "write title: and so on, a line each"))
    elif isinstance(parsed.value, dict):
        problems += shape.faults(whole(parsed, path, "the front matter"), SHAPE)
    return FrontMatter(_values(inside), text[match.end() :], match.group().count("\n") + 1, problems)


def _values(text: str) -> dict[str, Any]:
    """The values as MkDocs and its theme have them: numbers, dates, true and false."""
    try:
        meta = parse_yaml(text)
    except yaml.YAMLError:
        return {}
    return meta if isinstance(meta, dict) else {}
