"""Rules for what acts in a finished page: no script stands in it but those of the theme and of the engine.

What a page says is held to content/html_rules.py; anything else comes from a hook, a plugin or a template. The policy of
the site would let it run or stop it silently, depending on when it was added.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from annotated_brief.checks.theme_rules import MATERIAL
from annotated_brief.core.paths import THEME
from annotated_brief.core.problems import cut
from annotated_brief.metadata import csp

BEGINNING = 24  # letters by which a script of a template is known
JINJA = re.compile(r"\{[{%]")
MAY_ACT = re.compile(r"\son[a-z]{3,}\s*=|javascript:|vbscript:|<base\b|=\s*[\"']?refresh\b", re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z](?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>")
VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
HANDLER = re.compile(r"\s(on[a-z]{3,})\s*=", re.IGNORECASE)
ACTS = re.compile(
    r"\b(?:href|src|action)\s*=\s*[\"']?\s*(?:javascript|vbscript):|^<base\b|\bhttp-equiv\s*=\s*[\"']?refresh\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # under `mkdocs serve` most pages are as they were
def acting(text: str) -> tuple[str, ...]:
    """The beginning of each script in a page that is neither the theme's nor ours, and of each tag that acts."""
    return tuple(_acting(text))


def _acting(text: str) -> Iterator[str]:
    for body in csp.inline(text):
        if body.strip() and not body.lstrip().startswith(_theirs()):
            yield cut(f"<script>{body.strip()}")
    if not MAY_ACT.search(text):
        return
    for tag in (match.group() for match in TAG.finditer(text)):
        handler = HANDLER.search(VALUE.sub('""', tag))
        if handler or ACTS.search(tag):
            yield f"{handler[1]}=" if handler else cut(tag)


@cache
def _theirs() -> tuple[str, ...]:
    """How the scripts of the templates begin, as far as it is the same on every page."""
    texts = (path.read_text("utf-8") for folder in (MATERIAL, THEME) for path in sorted(folder.rglob("*.html")))
    scripts = (JINJA.split(match["body"].lstrip())[0] for text in texts for match in csp.SCRIPT.finditer(text))
    return tuple({script[:BEGINNING] for script in scripts if len(script) >= BEGINNING // 2})
