"""One line of prose from a record (a reason, a title) as HTML: quotation marks curled, emphasis kept, markup escaped."""

import html
import re
from functools import lru_cache

from markupsafe import Markup

from annotated_brief.content import cell_references


def inline(text: object) -> Markup:
    """A field written by an editor. `*word*` is emphasis; a binding shows its number; all else is text."""
    return _inline(str(text))


@lru_cache(maxsize=4096)
def _inline(text: str) -> Markup:
    escaped = html.escape(curl(cell_references.strip(text)), quote=False)
    return Markup(re.sub(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])", r"<em>\1</em>", escaped))


@lru_cache(maxsize=4096)
def curl(text: str) -> str:
    """Straight quotation marks and apostrophes as printers set them."""
    text = re.sub(r"(^|[\s(\[–-])\"", r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[–“])'(?=\w)", r"\1‘", text)
    return text.replace("'", "’")
