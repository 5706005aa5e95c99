"""Rules for the ledger: every claim has its place in the text, in order, and what its verdict needs beside it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from annotated_brief.content.claims import Claim
from annotated_brief.content.page_record import Mark
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition

FARTHEST = 15  # paragraphs from one claim to the next


def run(edition: Edition) -> Iterator[Problem]:
    """All rules for claims; none if the ledger could not be read, which is told already.

    It may be empty as long as no page marks a claim: a site that is brought in has none yet.
    """
    if not edition.claims:
        path = edition.paths.ledger
        is_empty = path.is_file() and not re.sub(r"(?m)#.*$|\s|[{}-]", "", path.read_text("utf-8", "replace"))
        if is_empty and any(page.marks for page in edition.pages.values()):
            yield Problem(edition.paths.show(path), 1, "the ledger is empty, and pages mark claims", "write its claims")
        return
    yield from _places(edition)
    yield from _order(edition)
    yield from _paragraphs(edition)
    for claim in edition.claims.values():
        yield from _footnote(claim, edition)
        if claim.judged.annotated and not edition.annotations_of(claim.id):
            message = f"{claim.id} is {claim.verdict}, and no annotation is about it"
            yield Problem(claim.file, claim.at("verdict"), message, f"write one with data-claims: {claim.id}")


def _places(edition: Edition) -> Iterator[Problem]:
    strange = misnamed(edition)
    seen: dict[str, Mark] = {}
    for section, page in edition.sections.items():
        for mark in page.marks:
            claim = edition.claims.get(mark.claim)
            first = seen.setdefault(mark.claim, mark)
            if claim is None:
                yield Problem(page.path, mark.line, f"mark of {mark.claim}, which is no claim", "add it to the ledger")
            elif first is not mark:
                message = f"{mark.claim} has two places (first at docs/{first.page}:{first.line})"
                yield Problem(page.path, mark.line, message, "delete one of the marks")
            elif claim.section != section:
                message = f"{mark.claim} stands in {section}; the ledger has it in {claim.section}"
                yield Problem(page.path, mark.line, message, "move the one that is wrong")
            if not mark.words:
                yield Problem(page.path, mark.line, f"mark of {mark.claim} covers no words", "put it after the words")
    for page in (page for file, page in edition.pages.items() if not edition.section_of(file)):
        for mark in page.marks:
            message = f"mark of {mark.claim} stands on a page that is no section"
            yield Problem(page.path, mark.line, message, "move it, or name the page under `sections` in mkdocs.yml")
    for claim in edition.claims.values():
        if claim.section not in edition.settings.sections:
            names = ", ".join(edition.settings.sections)
            yield Problem(claim.file, claim.at("section"), f"{claim.id} is in no known section", f"use one of: {names}")
        elif claim.id not in seen:
            message = f"{claim.id} has no place in the text"
            if other := strange.get(claim.id):
                yield Problem(claim.file, claim.line, f"{message}, which marks {other}", "write the same id in both")
                continue
            yield Problem(claim.file, claim.line, message, f"mark its sentence with [](){{ #{claim.id} }}")


def misnamed(edition: Edition) -> dict[str, str]:
    """Claim without a place -> mark of no claim, where a section has one of each: the two are one, under two names."""
    renamed: dict[str, str] = {}
    marked = {mark.claim for page in edition.sections.values() for mark in page.marks}
    for section, page in edition.sections.items():
        strange = [mark.claim for mark in page.marks if mark.claim not in edition.claims]
        lost = [claim.id for claim in edition.claims.values() if claim.section == section and claim.id not in marked]
        renamed |= {lost[0]: strange[0]} if len(lost) == len(strange) == 1 else {}
    return renamed


def _order(edition: Edition) -> Iterator[Problem]:
    """The ledger has the order of the text, whatever numbers the claims have."""
    places = {name: place for place, name in enumerate(edition.claims)}
    marked = [mark.claim for page in edition.sections.values() for mark in page.marks if mark.claim in places]
    for one, other in pairwise(marked):
        if places[other] < places[one]:
            claim, message = edition.claims[one], f"{one} stands after {other}, and before it in the text"
            yield Problem(claim.file, claim.line, message, f"move it in front of {other}")


def _paragraphs(edition: Edition) -> Iterator[Problem]:
    """The claims of a section follow the paragraphs of the brief, and few paragraphs have none."""
    last: dict[str, int] = {}
    for claim in edition.claims.values():
        before = last.get(claim.section, 0)
        if claim.paragraph and not before <= claim.paragraph <= before + FARTHEST:
            message = f"{claim.id} is in paragraph {claim.paragraph}; the claim before it is in paragraph {before}"
            yield Problem(claim.file, claim.at("paragraph"), message, "mend the paragraph, or the order of the claims")
        last[claim.section] = claim.paragraph or before


def _footnote(claim: Claim, edition: Edition) -> Iterator[Problem]:
    """What the claim names is a note of the brief, and is cited at the claim at which the brief cites it."""
    source = edition.sources.get(claim.footnote)
    # Where the brief has more footnotes than are numbered, a missing one is told.
    if source and not source.footnote and _numbered(edition) >= edition.settings.footnotes > 0:
        message = f"{claim.id} has the footnote {claim.footnote}, which is no footnote of the brief"
        remedy = "write its number as footnote = {…} in its entry, or take the line out: what you add is cited in the text alone"
        yield Problem(claim.file, claim.at("footnote"), message, remedy)
        return
    if not claim.footnote or claim.id not in edition.marks:
        return
    mark = edition.marks[claim.id]
    cited = [c.citation.key for c in edition.pages[mark.page].citings if c.claim == claim.id]
    if claim.footnote not in cited:
        path = edition.pages[mark.page].path
        yield Problem(path, mark.line, f"{claim.id} is not followed by its footnote", f"write [@{claim.footnote}]")


def _numbered(edition: Edition) -> int:
    """How many sources are footnotes of the brief."""
    return sum(bool(one.footnote) for one in edition.sources.values())
