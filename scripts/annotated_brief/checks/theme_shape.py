"""What the theme may be told in mkdocs.yml, described once; Material itself takes in silence what it does not know."""

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from annotated_brief.checks.theme_rules import MATERIAL
from annotated_brief.core import shape
from annotated_brief.core.problems import Problem, cut
from annotated_brief.core.records import Record
from annotated_brief.core.shape import Field, Shape
from annotated_brief.core.yaml_lines import Where

COLOURS = tuple(
    "red pink purple deep-purple indigo blue light-blue cyan teal green light-green lime yellow amber orange deep-orange"
    " brown grey blue-grey black white custom".split()
)
PALETTE: Shape = {
    "scheme": Field("name", "a scheme of colours"),
    "primary": Field("choice", "the colour of the head", among=COLOURS),
    "accent": Field("choice", "the colour of what a pointer is over", among=COLOURS),
    "media": Field("text", "when it holds", most=200),
    "toggle": Field("record", "the button", fields={
        "icon": Field("text", "an icon of Material", most=200), "name": Field("text", "what it does", most=200)}),
}  # fmt: skip
THEME: Shape = {
    "features": Field("texts", "what Material switches on"),
    "icon": Field("record", "icons by their place"),
    "direction": Field("choice", "the direction of the text", among=("ltr", "rtl")),
}


def problems(theme: Any, lines: Mapping[Where, int], file: str) -> Iterator[Problem]:
    """All that is wrong with the looks, at its line."""
    if not isinstance(theme, dict):
        return
    palette = theme.get("palette")
    kind = "records" if isinstance(palette, list) else "record"
    described = {**THEME, "palette": Field(kind, "colours", fields=PALETTE)}
    fields = {name: value for name, value in theme.items() if name in described}
    own = {".".join(where[1:]): line for where, line in lines.items() if where[:1] == ("theme",)}
    record = Record("the theme", file, lines.get(("theme",), 1), fields, own)
    yield from shape.faults(record, described)
    for index, name in enumerate(record.words("features")):
        near = difflib.get_close_matches(name, features(), 1, 0.8)
        if near and name not in features():
            message = f"the theme has no feature {cut(name)}"
            yield Problem(file, record.at(f"features.{index}"), message, f"did you mean {near[0]}?")


@cache
def features() -> frozenset[str]:
    """The features that templates and scripts of Material ask for."""
    files = [*MATERIAL.rglob("*.html"), *MATERIAL.glob("assets/javascripts/bundle.*.min.js")]
    asked = re.compile(r"[\"']((?:announce|content|header|navigation|search|toc)\.[a-z.]+)[\"']")
    return frozenset(name for file in files for name in asked.findall(file.read_text("utf-8")))
