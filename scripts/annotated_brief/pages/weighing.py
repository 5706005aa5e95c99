"""Whether the argument holds, as the pages show it: each sentence with the claims that it rests on."""

from itertools import groupby
from typing import Any

from markupsafe import Markup

from annotated_brief.content import weighing
from annotated_brief.content.weighing import BOTTOM_LINE, ROW, WEIGHING, Sentence
from annotated_brief.core.counted import spelt
from annotated_brief.edition import Edition
from annotated_brief.markup.prose import inline
from annotated_brief.pages import strip


def bottom_line(edition: Edition) -> list[dict[str, Any]]:
    """Its sentences in the order written."""
    return [_sentence(edition, one) for one in weighing.of(edition.weighing, BOTTOM_LINE)]


def paragraphs(edition: Edition) -> list[list[dict[str, Any]]]:
    """The weighing, paragraph by paragraph."""
    sentences = weighing.of(edition.weighing, WEIGHING)
    return [
        [_sentence(edition, one) for one in mine]
        for _, mine in groupby(sentences, key=lambda sentence: sentence.paragraph)
    ]


def rows(edition: Edition) -> list[dict[str, Any]]:
    """What the brief says against what was found."""
    return [
        {
            "id": one.id,
            "says": inline(one.says),
            "found": inline(one.found),
            "since": inline(one.since),
            "claims": strip.marks(edition, [edition.claims[name] for name in one.claims if name in edition.claims]),
        }
        for one in weighing.of(edition.weighing, ROW)
    ]


def at_a_glance(edition: Edition) -> str:
    """The link to the rows."""
    number = len(weighing.of(edition.weighing, ROW))
    return f"{spelt(number).capitalize()} {'claim' if number == 1 else 'claims'} at a glance"


def summary(edition: Edition, page: str) -> Markup:
    """The page that sets the headline claims side by side."""
    return edition.render("listing-summary.html", page, rows=rows(edition))


def _sentence(edition: Edition, one: Sentence) -> dict[str, Any]:
    rests = [edition.claims[name] for name in one.rests if name in edition.claims]
    return {"id": one.id, "text": inline(one.text), "rests": strip.marks(edition, rests)}
