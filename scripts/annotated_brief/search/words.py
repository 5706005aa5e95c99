"""What a reader may type for a word that the edition writes otherwise: another form, the other spelling, a word that
says the same; and the ways to call a thing by its number. search-core.js reads these tables from a script that is
made of them; what is worked out here is what makes the index small.
"""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from annotated_brief.core.folding import fold

# Left out of a query that has other words as well.
STOP = frozenset(
    "a about actually after against all already also among an and another any are around as at be because been "
    "before between big both but by can cent could currently did do does down during even ever for from get gets "
    "got had happen happened happens has have he her him his how i if in indeed instance instead into is it its "
    "itself just large long main many may me might more most mostly much my neither not now of off often on once "
    "only or other our out over own per percent put puts really s said same says she should since so some still "
    "such take taken takes tell than that the their them then there these they think thinks this those through to "
    "took towards under until up very was we were what when where which while who whom whose why will with within "
    "without would yet you".split()
)
# Who reports what another has said uses these; nobody looks for them.
SAYING = frozenset(
    "added asked beside called came cited citing counted described earlier explained first found gave given great "
    "held included kept left meant named one others planned put quoted ran received relayed reported saw second "
    "seen sent set several spoke stated time times told treated turned two undertaken wanted way went wrote".split()
)
AMOUNTS = frozenset({"most", "much", "many", "share", "often", "number", "big", "large"})
ENDINGS = (
    ("ies", "y"),
    ("ing", ""),
    ("nian", "n"),
    ("nese", "n"),
    ("stani", "stan"),
    ("ean", "e"),
    ("ian", "ia"),
    ("iya", "ia"),
    ("ed", ""),
    ("es", ""),
    ("ss", "ss"),
    ("s", ""),
)
# British and American spelling, both ways; numbers.
SPELLINGS = (
    (r"is(e|ed|es|ing|ation|ations)$", r"iz\1"), (r"iz(e|ed|es|ing|ation|ations)$", r"is\1"),
    (r"([a-z]{3})our(s|ed|ing|hood)?$", r"\1or\2"), (r"([a-z]{3})or(s|ed|ing|hood)?$", r"\1our\2"),
    (r"^(\d+)bn$", r"\1 billion"), (r"^(\d+)mn?$", r"\1 million"),
    (r"ence$", "ense"), (r"ense$", "ence"), (r"tre(s?)$", r"ter\1"), (r"ter(s?)$", r"tre\1"),
)  # fmt: skip
# Russian names in German, then in French letters, as English writes them; at last those that English has from Latin.
TRANSCRIBED = (
    (("tsch", "ch"), ("sch", "sh"), ("w", "v"), ("j", "y")),
    (("tch", "ch"), ("dj", "j"), ("ou", "u"), ("gu", "g")),
    (("k", "c"),),
)
# Words that readers and writers of briefs on policy take for each other; forms of one word have strokes between them;
# after one that may not begin another stands a space: figures are numbers.
ALIKE = tuple(
    tuple(frozenset(family.split("/")) for family in group.split(", "))
    for group in (
        "buy/bought/buyer, purchase, import, customer",
        "sell/sold/seller, export, supply/supplier",
        "arms, weapon/weaponry, armament/armaments, munition/munitions",
        "port/ports, harbour/harbor/harbours/harbors, seaport",
        "soviet, ussr",
        "method/methods, methodology",
        "difference/differences, divergence, disagree/disagreement/disagreements, friction/frictions",
        "chip/chips/microchip/microchips, semiconductor, microelectronics",
        "ally/allies, alliance",
        "licence/license/licences/licenses, copyright",
        "jet/jets, fighter/fighters, aircraft, plane/planes",
        "tariff/tariffs/duty/duties, levy/levies",
        "deal, agreement, contract, treaty, pact",
        "company/companies, firm, multinational",
        "leave/left, exit, quit",
        "fight, conflict, clash, war",
        "grow/grew/grown/growth, rise/rose/risen, increase",
        "fall/fell/fallen, drop, decline, decrease",
        "picture, chart, graph, figure , map",
        "us/usa/america/american/united states/ssha",
        "uk/british/britain/united kingdom",
        "un/united nations, unga/general assembly",
        "eu/european union",
        "correction, error, mistake, wrong/incorrect, fault",
        "oil, petroleum, crude",
        "medicine/medicines, pharmaceutical/pharmaceuticals/pharma, drug/drugs",
        "forecast/forecasts, prediction/predictions/predict, projection/projections, scenario/scenarios",
        "biggest, largest",
        "ship/ships, vessel/vessels",
        "st/saint",
        "moscow/moskva/moskau/moscou",
        "china/kitay",
        "europe/evropa/europa",
        "visit/visited/visiting, trip/trips",
        "bn/billion",
        "mn/million",
    )
)
ALIKE_WORDS = tuple((group, frozenset().union(*group)) for group in ALIKE)
# The ways to call a claim, a source, a footnote of the brief and a pillar of the argument by its number.
NUMBERED = (
    (r"(?:claim c?|c ?)0*(\d+)", "c", 3),
    (r"(?:endnote|reference|ref|source|number|no|(?<!foot )note) (\d+)", "note ", 1),
    (r"^(?:fn|foot ?note) (\d+)$", "footnote ", 1),  # among other words it is one of them: annotations speak of it
    (r"pillar p?(\d+)", "p", 1),
)
# The name of a site, of which what stands before the ending is the outlet's: www.tass.com.
SITE = r"^(?:https?://)?(?:www\.)?([\w.-]*[a-z][\w-]*?)(?:\.(?:ac|co|com|gov|org))?\.[a-z]{2,6}/?$"
# What readers call a page, or a part of one, that shows a list: name of the list -> names, without words that say nothing.
LISTED = {
    "brief": ("author", "wrote", "publisher"),
    "changes": ("rss", "feed"),
    "cite": ("cite", "citation", "quote"),
    "downloads": ("pdf", "epub", "ebook", "zip", "csv", "excel", "spreadsheet", "json", "ris", "bibtex", "offline"),
    "glossary": ("abbreviations", "acronyms", "glossary"),
    "grades": ("grade", "reliable", "quality", "trust"),
    "privacy": ("cookies",),
    "references": ("bibliography", "sources"),
    "reporting": ("contact", "feedback", "email"),
    "summary": ("overview", "changed", "short"),
    "tables": ("data", "dataset", "statistics"),
    "timeline": ("chronology", "events"),
    "versions": ("version", "changelog", "updates"),
}
MEASURED = r"[%$€£₹]|\bper ?cent\b"
SHORT = 3  # shorter words begin too many others
SCRIPT = "assets/javascripts/search-words.js"


def script() -> str:
    """The tables for the browser, as a script: `editionWords`."""
    tables = {
        "stop": sorted(STOP),
        "amounts": sorted(AMOUNTS),
        "endings": ENDINGS,
        "spellings": [(pattern, other.replace("\\", "$")) for pattern, other in SPELLINGS],
        "transcribed": TRANSCRIBED,
        "alike": [[sorted(family) for family in group] for group in ALIKE],
        "site": SITE,
        "measured": MEASURED,
        "numbered": [(rf"\b{pattern}\b", name, digits) for pattern, name, digits in NUMBERED],
    }
    return f"const editionWords = {json.dumps(tables, separators=(',', ':'))};\n"


def site(address: str, publisher: str) -> str:
    """The site of an address, unless its name is the publisher's anyhow."""
    name = urlsplit(address).netloc.removeprefix("www.")
    return "" if joined(re.sub(SITE, r"\1", name)) in map(joined, [publisher, *re.split(r"[()]", publisher)]) else name


def joined(name: str) -> str:
    """A name as an address has it: newindianexpress."""
    return fold(name).replace(" ", "").removeprefix("the")


def forms(word: str) -> Iterator[tuple[str, int]]:
    """The word and what may stand for it, each with what it costs."""
    stems = [word.strip(), *_stem(word)]
    yield word, 0
    yield from ((other, 0) for other in _spelt(word))
    yield from ((stem, 1) for stem in stems[1:])
    for group, known in ALIKE_WORDS:
        if not known.isdisjoint(stems):
            for family in group:
                cost = 1 if family.intersection(stems) else 2
                yield from ((_whole(other), cost) for other in sorted(family.difference(stems)))


def _whole(word: str) -> str:
    """A short word with the space that ends it: us begins used."""
    return f"{word} " if len(word) < SHORT else word


def _spelt(word: str) -> Iterator[str]:
    changed = (re.subn(pattern, other, word) for pattern, other in SPELLINGS)
    yield from (other for other, count in changed if count)


def _stem(word: str) -> Iterator[str]:
    """What is left of a word without its ending."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            if ending != instead:  # the s of class is none
                yield word.removesuffix(ending) + instead
            return
