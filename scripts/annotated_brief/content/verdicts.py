"""The verdicts, the stances of evidence and the kinds of annotation: one record for each, and all that is known of it.

Claims, ledger, findings, charts, style sheet and the page about the edition read these records. A new verdict, stance
or kind is one more record here.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from annotated_brief.core.counted import spelt


class Tint(NamedTuple):
    """A colour on light and on dark paper."""

    light: str
    dark: str


# Name of a colour -> what it is; the style sheet has each as `--verdict-NAME`.
TINTS = {
    "supported": Tint("#1d6a4c", "#74c3a0"),
    "partly": Tint("#8a5109", "#e0ad69"),
    "outdated": Tint("#6b4590", "#bfa2e0"),
    "contradicted": Tint("#9b2423", "#ef938a"),
    "notfound": Tint("#5d584f", "#b3ab9c"),
    "opinion": Tint("#56606b", "#a9b4c0"),
    "open": Tint("#1f5372", "#93c3dd"),
}


# How a mark without room for a sign is filled.
SHAPES = {
    "full": "background: var(--verdict);",
    "half": "background: linear-gradient(var(--verdict) 50%, transparent 50%);",
    "striped": "background: repeating-linear-gradient(135deg, var(--verdict) 0 2px, transparent 2px 4px);",
    "cut": "background: linear-gradient(var(--verdict) 38%, var(--paper) 38% 62%, var(--verdict) 62%);",
    "dashed": "border: 0; background: repeating-linear-gradient(var(--verdict) 0 2px, transparent 2px 5px);",
    "hollow": "",
    "dotted": "border-style: dotted;",
}


class Stance(NamedTuple):
    """How a source stands to a claim."""

    name: str
    says: str  # of the source, before the claim: "supports the claim"
    sign: str


STANCES = {
    stance.name: stance
    for stance in (
        Stance("supports", "supports it", "✓"),
        Stance("partly", "supports it in part", "◐"),
        Stance("qualifies", "qualifies it", "±"),
        Stance("contradicts", "contradicts it", "✗"),
        Stance("context", "is background", "·"),
    )
}

# How much of a source was seen, and the words for it.
SEEN = {
    "whole": "read whole",
    "passage": "the passage read",
    "opening": "the opening read",
    "copy": "a copy read",
    "not seen": "not seen",
}

# A demand of a verdict on its evidence: stance -> how many sources of it are enough. Any one of them will do.
Demand = Mapping[str, int]
FOR = {"supports": 1, "partly": 1}
AGAINST = {"contradicts": 1, "qualifies": 1}


class Verdict(NamedTuple):
    """One answer of the edition."""

    name: str
    sign: str
    colour: str  # a name of TINTS
    says: str
    shape: str  # of its mark: a name of SHAPES
    group: str  # what it is counted as: checked, forecasts, not counted as checked
    demands: tuple[Demand, ...] = ()  # on the evidence; all of them must be met
    strong: bool = False  # marked strongly where the evidence is shown in the text
    annotated: bool = False  # needs an annotation beside its sentence
    stands: bool = False  # whether the claim then stands, whatever the brief sets under it
    rank: int = 9  # among the forecasts: what readers should see first has the lowest
    looked: bool = False  # needs to say where we looked
    reasoned: bool = True  # needs a date and a reason

    @property
    def slug(self) -> str:
        """The verdict as it stands in an address or a class."""
        return self.name.replace(" ", "-")

    @property
    def is_checked(self) -> bool:
        return self.group == "checked"

    @property
    def is_standing(self) -> bool:
        """Whether only a forecast can have it."""
        return self.group == "forecasts"

    @property
    def needs(self) -> str:
        """What it must bring along, in words."""
        evidence = [f"evidence: {', and '.join(map(_in_words, self.demands))}"] if self.demands else []
        looked, reasoned = ["where we looked"] if self.looked else [], ["a reason and a date"] if self.reasoned else []
        return ", ".join([*evidence, *looked, *reasoned])


VERDICTS = {
    verdict.name: verdict
    for verdict in (
        Verdict("supported", "✓", "supported", "the evidence seen bears the claim out", "full", "checked",
                ({"supports": 1, "partly": 2},), stands=True),
        Verdict("partly supported", "◐", "partly", "part of the claim, or a weaker form of it, is borne out", "half", "checked",
                (FOR,), strong=True, annotated=True, stands=True),
        Verdict("outdated", "↻", "outdated", "true once, overtaken when the brief was written or since", "striped", "checked",
                (FOR | AGAINST,), strong=True, annotated=True),
        Verdict("contradicted", "✗", "contradicted", "the evidence seen says otherwise", "cut", "checked",
                ({"contradicts": 1},), strong=True, annotated=True),
        Verdict("not found", "?", "notfound", "looked for; nothing seen bears on it either way", "dashed", "checked",
                strong=True, looked=True),
        Verdict("opinion", "○", "opinion", "a judgement that facts cannot settle", "hollow", "not counted as checked"),
        Verdict("not checked", "–", "notfound", "not looked into", "dotted", "not counted as checked", reasoned=False),
        Verdict("agrees so far", "✓", "open", "what has been seen since agrees with the forecast", "full", "forecasts",
                (FOR,), stands=True),
        Verdict("mixed so far", "◐", "open", "some of what has been seen since agrees, some does not", "half", "forecasts",
                (FOR, AGAINST), annotated=True, rank=1),
        Verdict("not so far", "✗", "open", "what has been seen since goes against the forecast", "cut", "forecasts",
                (AGAINST,), annotated=True, rank=0),
        Verdict("open", "…", "open", "too early to say", "hollow", "forecasts"),
    )
}  # fmt: skip
GROUPS = ("checked", "forecasts", "not counted as checked")


class AnnotationKind(NamedTuple):
    """What the edition may add beside a sentence."""

    name: str
    label: str  # as readers see it
    says: str
    motivation: str = "commenting"  # in the words of the Web Annotation Vocabulary, which has none for news


ANNOTATION_KINDS = {
    kind.name: kind
    for kind in (
        AnnotationKind("context", "Context", "what a newcomer needs in order to follow the sentence", "describing"),
        AnnotationKind("evidence", "Evidence", "what bears the sentence out, or how far it does", "assessing"),
        AnnotationKind(
            "correction", "Correction", "what is wrong in the sentence or its footnote, and what is right", "editing"
        ),
        AnnotationKind("update", "Since then", "what has happened since the brief was written"),
        AnnotationKind("counterpoint", "Counterpoint", "a view or a fact that points the other way", "assessing"),
    )
}


def group(name: str) -> tuple[str, ...]:
    """The names of the verdicts that are counted together, in their order."""
    return tuple(verdict.name for verdict in VERDICTS.values() if verdict.group == name)


def _in_words(demand: Demand) -> str:
    """`one that supports it or two that support it in part`."""
    words = []
    for stance, number in demand.items():
        verb, _, rest = STANCES[stance].says.partition(" ")
        plural = "are" if verb == "is" else re.sub(r"ies$|s$", lambda end: "y" if end[0] == "ies" else "", verb)
        words.append(f"{spelt(number)} that {verb if number == 1 else plural} {rest}")
    return " or ".join(words)
