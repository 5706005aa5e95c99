"""What a reader may type for a word that the edition writes otherwise: another form, the other spelling, a word that
says the same; and the ways to call a thing by its number. theme/assets/javascripts/search-core.js does the same.
"""

import re
from collections.abc import Iterator

from annotated_brief.core.folding import fold

# Left out of a query that has other words as well.
STOP = frozenset(
    "a about after against among an and any are as at be been before between by can could did do does down during "
    "for from had has have he her him his how i if in into is it its many may me might more most much my not of "
    "off on only or other our out over s said says she should since so some tell than that the their them then "
    "there they this through to under until up very was we were what when where which while who whom whose why "
    "will with within without would you".split()
)
# Who reports what another has said uses these; nobody looks for them.
SAYING = frozenset("called came counted gave named put reported told wrote".split())
AMOUNTS = frozenset({"most", "much", "many", "share"})
ENDINGS = (("ies", "y"), ("ing", ""), ("ean", "e"), ("ian", "ia"), ("iya", "ia"), ("ed", ""), ("es", ""), ("s", ""))
# British and American spelling, both ways.
SPELLINGS = (
    (r"is(e|ed|es|ing|ation|ations)$", r"iz\1"), (r"iz(e|ed|es|ing|ation|ations)$", r"is\1"),
    (r"([a-z]{3})our(s|ed|ing|hood)?$", r"\1or\2"), (r"([a-z]{3})or(s|ed|ing|hood)?$", r"\1our\2"),
    (r"ence$", "ense"), (r"ense$", "ence"), (r"tre(s?)$", r"ter\1"), (r"ter(s?)$", r"tre\1"),
)  # fmt: skip
# Words that readers and writers of briefs on policy take for each other.
ALIKE = tuple(
    frozenset(words.split(", "))
    for words in (
        "buy, bought, buyer, purchase, import, customer",
        "sell, sold, seller, export, supply, supplier",
        "arms, weapon, weaponry",
        "tariff, tariffs, duty, duties",
        "deal, agreement, contract, treaty, pact",
        "company, companies, firm, multinational",
        "leave, left, exit, quit",
        "fight, conflict, clash, war",
        "grow, grew, grown, growth, rise, rose, risen, increase",
        "fall, fell, fallen, drop, decline, decrease",
        "picture, chart, graph, figure, map",
        "us, usa, america, american, united states",
        "uk, british, britain, united kingdom",
        "un, united nations",
        "eu, european union",
    )
)
# The ways to call a claim, a source, a footnote of the brief and a pillar of the argument by its number.
NUMBERED = (
    (r"(?:claim c?|c)0*(\d+)", "c{:0>3}"),
    (r"(?:endnote|reference|ref|source|number|no) (\d+)", "note {}"),
    (r"(?:fn|foot note) (\d+)", "footnote {}"),
    (r"pillar p?(\d+)", "p{}"),
)


def called(query: str) -> str:
    """What a query would be the name of: folded, a number as the edition writes it. `40%` names nothing."""
    text = "" if re.search(r"[%$€£₹]", query) else fold(query).removeprefix("the ")
    for pattern, written in NUMBERED:
        if found := re.fullmatch(pattern, text):
            return written.format(found[1])
    return text


def forms(word: str) -> Iterator[tuple[str, int]]:
    """The word and what may stand for it, each with what it costs."""
    stems = [word.strip(), *_stem(word)]
    yield word, 0
    yield from ((re.sub(pattern, other, word), 0) for pattern, other in SPELLINGS if re.search(pattern, word))
    yield from ((stem, 1) for stem in stems[1:])
    yield from ((other, 2) for group in ALIKE if group.intersection(stems) for other in sorted(group.difference(stems)))


def _stem(word: str) -> Iterator[str]:
    """What is left of a word without its ending."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word.removesuffix(ending) + instead
            return
