"""The value of a field in the form that pandoc reads as it is meant."""

import re
from functools import lru_cache

from annotated_brief.bibliography import fields, latex, page_ranges, written_names

# What keeps its letters in a title: A. B. Mole, R&D, Vitamin D, A$5, #Odesa, 5/bbl, the first letter of a subtitle after a dash, sf: …, β, mg/L, in The Times
KEPT = re.compile(
    r"""(?<![{\w.'’-])(?:[A-Z]+\\&[A-Z]+|[B-Z](?![.'’-]))(?![\w}])|(?<![{\w])[A-Z]{1,3}(?=\\\$)
    |(?<![{\w.'’-])(?:[A-Z]\.[ ~])+[A-Z][a-z][\w’'-]*|(?<![{\w.])(?:(?:[A-Z]\.){2,}|[A-Z]\.[ ~][a-z]+)
    |^[a-z][\w./-]*(?=:[ ])|(?<!\w)[α-ωµ](?![α-ω])(?:\w*/\w+)?|(?<=\d[ ~])[a-zµ]{1,3}/\w{1,3}\b|(?<!\{)\\\#\w+|(?<![\w{])\d[\d.,]*/[a-z]+|(?:(?<=[ ][-–—][ ])|(?<=---)|(?<=—))[A-Z](?=[a-z ])|(?<=[a-z][ ])The(?=[ ]\{?[A-Z])""",
    re.VERBOSE,
)
# biblatex's words for how far a work is on its way to print -> those that are printed.
PUBSTATES = {"inpress": "in press", "inpreparation": "in preparation"}
# Where a work stands on the web, as people write it into `howpublished` after what else they say there.
ADDRESS = re.compile(
    r"""(?ix)[\s,;:.]*(?:\b(?:available|accessed|retrieved|online)\b)?\s*(?:\b(?:at|from|via)\b)?[\s:]*(?:\\url\{[^{}]*\}|https?://[^\s{}]+)\.?
    [\s.,;]*(?:[(\[]?(?:last\s)?(?:accessed|visited|retrieved)[^()\[\]]*[)\]]?)?"""
)


@lru_cache(maxsize=65536)
def written(name: str, value: str) -> str:
    """The value of a field of this name; keys of other entries as they are."""
    if name in {"crossref", "xdata"}:
        return value
    text = latex.clean(value).text
    if name == "pubstate":
        return PUBSTATES.get(text.strip("{} ").lower(), text)
    if name in fields.NAMES:
        text = re.sub(r"\s\d{4}(?=\s+and\s|$)", "", text)  # DBLP's number for one of several of a name
        return written_names.persons(text)
    if name == "howpublished":
        text = ADDRESS.sub("", text)
    if name in fields.BODIES and re.search(r"\sand\s", text):
        return "{" + text + "}"
    if "title" in name:
        text = re.sub(r"\\url\{([^{}]*)\}", lambda found: _literal(found[1]), text)
        text = KEPT.sub(lambda found: "{" + found[0] + "}", text)
    return page_ranges.written(text) if name == "pages" else text


def _literal(address: str) -> str:
    """An address as words whose letters no style changes."""
    escaped = re.sub(r"([%#&_$])", r"\\\1", re.sub(r"\\([%#&_$])", r"\1", address))
    return "{" + escaped.replace("~", r"\textasciitilde{}") + "}"
