"""Rules for the weighing: each sentence still agrees with the verdicts and the counts that it was written for."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from annotated_brief.content.verdicts import GROUPS, VERDICTS, group
from annotated_brief.content.weighing import Sentence
from annotated_brief.core.counted import spelt
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """A problem for each claim that has another verdict than when the sentence was written, and for each count."""
    if not edition.claims:
        return
    counted = counts(edition)
    for sentence in edition.weighing.values():
        yield from _rests(sentence, edition)
        yield from _about(sentence, edition)
        yield from _counts(sentence, counted)


def _about(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    """A sentence rests on something, and a row on the claims that it is about."""
    if not sentence.rests and not sentence.counts:
        message = f"{sentence.id} does not say what it rests on"
        yield Problem(sentence.file, sentence.line, message, "write rests: {c001: its verdict}, or counts")
    for name in sentence.claims:
        if (claim := edition.claims.get(name)) is None:
            message = f"{sentence.id} is about {name}, which is no claim"
            yield Problem(sentence.file, sentence.at("claims"), message, "mend the name")
        elif sentence.rests and name not in sentence.rests:
            message = f"{sentence.id} is about {name}, and does not rest on it"
            yield Problem(sentence.file, sentence.at("rests"), message, f"write {name}: {claim.verdict} in rests")


def _counts(sentence: Sentence, counted: Mapping[str, int]) -> Iterator[Problem]:
    """What is counted has the number that it had, and the sentence says it."""
    words = re.findall(r"\w+", " ".join((sentence.text, sentence.says, sentence.found, sentence.since)).lower())
    for what, number in sentence.counts.items():
        message, remedy = "", "read the sentence again, then mend counts"
        if what not in counted:
            message = f"{sentence.id} counts {what}, which is nothing that is counted"
            remedy = f"use one of: {', '.join(counted)}"
        elif counted[what] != number:
            message = f"{sentence.id} was written for {number} claims as {what}; there are {counted[what]}"
        elif not {str(number), spelt(number)} & set(words):
            message = f"{sentence.id} counts {number} claims as {what}, and its words have no such number"
            remedy = f"write {number} in the sentence, or take {what} out of counts"
        if message:
            yield Problem(sentence.file, sentence.at("counts"), message, remedy)


def counts(edition: Edition) -> dict[str, int]:
    """How many claims there are of each verdict, of each group of verdicts, and in all."""
    verdicts = Counter(claim.verdict for claim in edition.claims.values())
    named = {name: sum(verdicts[verdict] for verdict in group(name)) for name in GROUPS}
    return {name: verdicts[name] for name in VERDICTS} | named | {"claims": len(edition.claims)}


def _rests(sentence: Sentence, edition: Edition) -> Iterator[Problem]:
    for name, verdict in sentence.rests.items():
        claim = edition.claims.get(name)
        if claim is None:
            message = f"{sentence.id} rests on {name}, which is no claim"
            yield Problem(sentence.file, sentence.at("rests"), message, "mend the name")
        elif claim.verdict != verdict:
            message = f"{sentence.id} was written when {name} was {verdict}; it is {claim.verdict}"
            remedy = f"read the sentence again, then write {name}: {claim.verdict} in rests"
            yield Problem(sentence.file, sentence.at("rests"), message, remedy)
