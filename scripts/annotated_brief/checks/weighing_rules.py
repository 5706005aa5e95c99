"""Rules for the weighing: each sentence still agrees with the verdicts and the counts that it was written for."""

from collections import Counter
from collections.abc import Iterator

from annotated_brief.content.verdicts import GROUPS, VERDICTS, group
from annotated_brief.content.weighing import Sentence
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition


def run(edition: Edition) -> Iterator[Problem]:
    """A problem for each claim that has another verdict than when the sentence was written, and for each count."""
    if not edition.claims:
        return
    counted = counts(edition)
    for sentence in edition.weighing.values():
        yield from _rests(sentence, edition)
        for name in (name for name in sentence.claims if name not in edition.claims):
            message = f"{sentence.id} is about {name}, which is no claim"
            yield Problem(sentence.file, sentence.at("claims"), message, "mend the name")
        for what, number in sentence.counts.items():
            if what not in counted:
                message = f"{sentence.id} counts {what}, which is nothing that is counted"
                remedy = f"use one of: {', '.join(counted)}"
                yield Problem(sentence.file, sentence.at("counts"), message, remedy)
            elif counted[what] != number:
                message = f"{sentence.id} was written for {number} claims as {what}; there are {counted[what]}"
                yield Problem(
                    sentence.file, sentence.at("counts"), message, "read the sentence again, then mend counts"
                )


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
