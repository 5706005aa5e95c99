"""The words of a source's fields: everything that is printed is read, and is text."""

import re
from collections.abc import Iterator
from html import entities

from annotated_brief.bibliography import latex, losses, written_names
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.problems import Problem, cut

# What publishers and Crossref leave in the fields that they export.
HTML = re.compile(
    r"</?(?:[a-z]+:)?(?:i|b|em|strong|su[bp]|sc|span|p|scp|jats|inf|math|m\w+|a|br|div|h[1-6]|tt|u)\b[^<>]*>|&(?:[a-z]+|#\d+|#x[0-9a-f]+);",
    re.IGNORECASE,
)


def html_in(text: str) -> str:
    """The first HTML in a field's LaTeX, also where an export has escaped its signs; `R&D;` is not HTML."""
    bare = re.sub(r"\\([&#])", r"\1", text).translate({ord("{"): "", ord("}"): ""})
    tags = (markup[0] for markup in HTML.finditer(bare))
    return next((one for one in tags if one[0] == "<" or one[1] == "#" or one[1:] in entities.html5), "")


def legible(source: Source) -> Iterator[Problem]:
    """Everything in a field that is printed is read; what is not would be lost."""

    def fault(field: str, message: str, remedy: str) -> Problem:
        return Problem(*source.place(field), f"{source.key} {message}", remedy)

    lost = set(losses.missing(source.entry, source.reading)) if source.reading.record else set()
    if not source.reading.record:
        yield fault("", "cannot be read by pandoc", "look for LaTeX that is no text")
    for field, value in source.fields.items():
        if not losses.is_shown(field):
            continue
        text, unknown = latex.clean(value)
        if unknown:
            commands = ", ".join(f"\\{name}" for name in unknown[:3])
            yield fault(
                field,
                f"has LaTeX in its field {field} that is not known: {commands}",
                "write the letters or signs themselves",
            )
        elif field in lost and not (field in {"author", "editor"} and written_names.several(text)):
            remedy = (
                "write them without LaTeX" if "\\" in value else f"@{source.type} prints no {field}; move them to note"
            )
            yield fault(field, f"has words in its field {field} that are lost: {cut(value)}", remedy)
        markup = html_in(text)
        if markup:
            yield fault(
                field,
                f"has HTML in its field {field}: {markup[:30]}",
                "write the sign itself, or \\emph{…}, \\textsubscript{…}",
            )
        if field in {"author", "editor"}:
            for name in written_names.several(latex.clean(value).text):
                message = f"has several names in one in its field {field}: {cut(name)}"
                yield fault(field, message, "write and between two names, and each as Family, Given")
