"""The ledger as readers get it: one row a claim, from which the page, the files and the pages of claims are made."""

import datetime
from collections import Counter
from typing import NamedTuple

from markupsafe import Markup

from annotated_brief.content import ledger_tables
from annotated_brief.content.claims import KINDS, Claim
from annotated_brief.content.page_record import Annotation
from annotated_brief.content.verdicts import ANNOTATION_KINDS, GROUPS, SEEN, STANCES, VERDICTS, Stance, group
from annotated_brief.core.counted import counted
from annotated_brief.edition import Edition
from annotated_brief.markup import prose
from annotated_brief.references import footnote_faults


class Evidence(NamedTuple):
    """One source as a row names it."""

    key: str
    number: str
    publisher: str
    grade: str
    url: str  # of the source's page, from the root of the site
    stance: Stance | None = None  # towards the claim; of a source that is only named, none
    says: str = ""
    seen: str = ""
    seen_on: datetime.date | None = None
    copy_of: str = ""
    doubt: str = ""


class LedgerRow(NamedTuple):
    """One claim with all that the ledger says of it."""

    claim: Claim
    page: str  # file in docs/ in which its sentence stands; empty if it stands nowhere
    footnote: Evidence | None  # the brief's own
    evidence: list[Evidence]
    annotations: list[Annotation]
    strength: str  # such as 3 sources, 2 of them first-hand
    standing: str  # of the footnote, in words


class Count(NamedTuple):
    """How many claims have a verdict."""

    verdict: str
    sign: str
    slug: str
    number: int
    query: str  # what shows them alone


class Tally(NamedTuple):
    """The verdicts that are counted together."""

    name: str
    number: int
    query: str
    counts: list[Count]

    @property
    def label(self) -> str:
        return f"{self.number} {self.name.removesuffix('s') if self.number == 1 else self.name}"


def rows(edition: Edition) -> list[LedgerRow]:
    """One row a claim, in the order of the ledger."""
    return [row(edition, claim) for claim in edition.claims.values()]


def evidence(edition: Edition, keys: list[str]) -> list[Evidence]:
    """The sources that some keys name; a key without a source is left to the checks."""
    sources = [edition.sources[key] for key in keys if key in edition.sources]
    return [
        Evidence(
            source.key, edition.numbers.get(source.key, "?"), source.publisher or source.title, source.grade,
            edition.site.source(source.key),
        )
        for source in sources
    ]  # fmt: skip


def evidence_of(edition: Edition, claim: Claim, key: str = "") -> list[Evidence]:
    """The evidence of a claim, each source with its stance and what it says; with `key` that source alone."""
    return [
        link._replace(
            stance=STANCES.get(one.stance), says=one.says, seen=SEEN.get(one.seen, ""), seen_on=one.seen_on,
            copy_of=one.copy_of, doubt=one.doubt,
        )
        for one in claim.evidence
        if key in {"", one.source}
        for link in evidence(edition, [one.source])
    ]  # fmt: skip


def strength(sources: list[Evidence]) -> str:
    """How much a verdict rests on: `3 sources, 2 of them first-hand`. Copies count once."""
    graded = [source.grade for source in sources if not source.copy_of]
    first = graded.count("A")
    if len(graded) < 2:
        return f"1 source{', first-hand' if first else ''}" if graded else "no source"
    which = f"{first} of them" if first < len(graded) else "all"
    return f"{counted(len(graded), 'source')}{f', {which} first-hand' if first else ''}"


def tallies(edition: Edition) -> list[Tally]:
    """The claims by verdict, as the first page counts them."""
    forecasts = Counter(claim.verdict for claim in edition.claims.values() if claim.kind == "forecast")
    others = Counter(claim.verdict for claim in edition.claims.values() if claim.kind != "forecast")
    of_sections = []
    for name in GROUPS:
        counted = forecasts if name == "forecasts" else others
        mine = [_count(verdict, counted[verdict]) for verdict in group(name) if counted[verdict]]
        queries = {"checked": "?checked=yes", "forecasts": "?kind=forecast"}
        number = sum(count.number for count in mine)
        of_sections.append(Tally(name, number, queries.get(name, ""), mine))
    return [tally for tally in of_sections if tally.counts]


def listing(edition: Edition, page: str) -> Markup:
    """The page of the ledger."""
    ledger = rows(edition)
    days = sorted(row.claim.checked for row in ledger if row.claim.checked)
    return edition.render(
        "listing-ledger.html",
        page,
        rows={
            name: mine for name in edition.sections if (mine := [row for row in ledger if row.claim.section == name])
        },
        tallies=tallies(edition),
        choices=_choices(edition),
        kinds=ANNOTATION_KINDS,
        total=len(ledger),
        checked=(days[0], days[-1]) if days else None,
    )


def plain(text: str) -> str:
    """A field of a record as the page prints it, without markup."""
    return prose.inline(text).striptags()


def row(edition: Edition, claim: Claim) -> LedgerRow:
    mark = edition.marks.get(claim.id)
    sources = evidence_of(edition, claim)
    note = evidence(edition, [claim.footnote]) if claim.footnote else []
    return LedgerRow(
        claim=claim,
        page=mark.page if mark else "",
        footnote=note[0] if note else None,
        evidence=sources,
        annotations=edition.annotations_of(claim.id),
        strength=strength(sources),
        standing=footnote_faults.standing(edition.sources.get(claim.footnote)),
    )


def _count(name: str, number: int) -> Count:
    verdict = VERDICTS[name]
    return Count(name, verdict.sign, verdict.slug, number, f"?verdict={verdict.slug}")


def _choices(edition: Edition) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What one can filter by: the name in the address, the label, and each value with its words."""
    met = {claim.verdict for claim in edition.claims.values()}
    supports = {claim.support for claim in edition.claims.values()}
    kinds = {claim.kind for claim in edition.claims.values()}
    return [
        ("section", "Section", [(name, edition.section_name(name)) for name in edition.sections]),
        ("kind", "Kind", [(kind, kind) for kind in KINDS if kind in kinds]),
        ("verdict", "Verdict", [(one.slug, one.name) for one in VERDICTS.values() if one.name in met]),
        ("support", "Rests on", [(name.split()[0], name) for name in ledger_tables.SUPPORTS if name in supports]),
    ]
