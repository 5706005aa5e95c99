"""HTML from templates: one Jinja environment in which every value is escaped unless it says that it is HTML."""

import re
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from annotated_brief.core.counted import counted
from annotated_brief.core.dates import written
from annotated_brief.core.paths import TEMPLATES
from annotated_brief.markup import prose
from annotated_brief.markup.compiled import Compiled

day = written


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        cache_size=-1,  # all are kept
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.bytecode_cache = Compiled(templates)
    templates.filters |= {
        "day": day,
        "digits": digits,
        "inline": prose.inline,
        "curl": prose.curl,
        "lines": str.splitlines,
    }
    templates.filters["counted"] = counted
    return templates


def render(template: str, **values: Any) -> Markup:
    """Fill a template of scripts/annotated_brief/templates; a name that the template needs and is not given raises UndefinedError."""
    return Markup(environment().get_template(template).render(**values))


def shortened(text: str, longest: int) -> str:
    """A text of at most so many letters; a longer one ends after a word, with an ellipsis."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"


def css(text: object) -> Markup:
    """Text inside a string of a style sheet, with nothing that could end the string or the element."""
    return Markup(re.sub(r"[\x00-\x1f\"'\\<>&]", lambda match: f"\\{ord(match.group()):x} ", str(text)))


def digits(text: object) -> str:
    """23a without its letter."""
    return re.sub(r"\D", "", str(text))
