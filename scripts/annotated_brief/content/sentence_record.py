"""What one sentence of a page says: the claims that are marked in it, what it cites, and the numbers bound to cells.

The words of a claim begin at the line's start, or after the mark before.
"""

import json
import re
from typing import NamedTuple

from annotated_brief.content.cell_references import Binding
from annotated_brief.content.citations import Citation
from annotated_brief.content.page_record import Citing, Mark, Reading
from annotated_brief.content.sentences import Token, words

UNIT = re.compile(r"[ \u00a0]*([A-Za-z]*)")
EMPTY = Token("text", "", 0)


class Place(NamedTuple):
    """Where a sentence stands."""

    file: str
    paragraph: int
    annotation: str  # its id; empty in the text
    own_note: str  # its name; empty elsewhere
    heading: str  # id of the heading of the second level above it; empty before the first


def record(tokens: list[Token], place: Place, reading: Reading) -> None:
    """Add what the tokens of a sentence say to the record of the page."""
    sentence, claim, before = words(tokens), "", 0
    for index, token in enumerate(tokens):
        if token.kind == "mark":
            covered = words(tokens[before:index]).strip(" ;,")
            reading.marks.append(Mark(token.value, place.file, place.paragraph, token.line, place.heading, covered))
            claim, before = token.value, index + 1
        elif token.kind == "citing" and token.value:
            citation = Citation(*json.loads(token.value))
            at = (place.file, place.paragraph, token.line, claim, place.annotation, place.own_note)
            reading.citings.append(Citing(citation, *at, sentence))
        elif token.kind == "bound":
            reading.bindings.append(_binding(token, [*tokens[index + 1 : index + 3], EMPTY, EMPTY], sentence))


def _binding(token: Token, after: list[Token], sentence: str) -> Binding:
    """The number and the word that follows it are the next two pieces of the text."""
    table, row, column = (*token.value.split(":"), "value")[:3]
    unit = UNIT.match(after[1].value)
    word = unit[1].lower() if unit else ""
    return Binding(after[0].value, table, row, column, word, sentence, token.line)
