"""The style sheets that are put together at each build: one for all pages, a light one for the pages of claims, and the
one that sets annotations beside their claims. A page is painted when its style sheets are loaded, and one file loads
faster than three."""

import re

from annotated_brief.content.verdicts import SHAPES, TINTS, VERDICTS
from annotated_brief.core.paths import THEME
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render

FOLDER = "assets/stylesheets"
# The layers of the style sheet that a page of a claim needs.
LIGHT = ("reset", "tokens", "base", "layout")


def files(edition: Edition) -> dict[str, str]:
    """Address from the root of the site -> text of a style sheet."""
    whole, figures, claim = (
        (THEME / FOLDER / name).read_text("utf-8") for name in ("brief.css", "figures.css", "claim.css")
    )
    verdicts = str(render("verdicts.css", tints=TINTS, shapes=SHAPES, verdicts=VERDICTS.values()))
    sheets = {
        "brief.css": f"{whole}\n{verdicts}\n{figures}",
        "light.css": f"{_layers(whole)}\n{verdicts}\n{claim}",
        "anchors.css": _anchors(edition),
    }
    return {f"{FOLDER}/{name}": text for name, text in sheets.items()}


def _layers(text: str) -> str:
    """The order of the layers, and those of LIGHT."""
    layers = [
        match[0]
        for match in re.finditer(r"^@layer (\w+) \{\n.*?^\}", text, re.DOTALL | re.MULTILINE)
        if match[1] in LIGHT
    ]
    order = re.search(r"^@layer [\w, ]+;$", text, re.MULTILINE)
    return "\n".join([order[0] if order else "", *layers, ""])


def _anchors(edition: Edition) -> str:
    """Ties annotations to their claims; the HTML checker does not know anchors in an attribute."""
    notes = []
    for page in edition.sections.values():
        before = "none"
        for note in page.annotations:
            notes.append((note, before))
            before = note.id
    marks = [edition.marks[name] for name in edition.marks]
    return str(render("anchors.css", marks=marks, notes=notes))
