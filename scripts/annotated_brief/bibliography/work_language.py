"""In which language a work is, as its entry says or its words show."""

import re
from collections.abc import Iterable
from functools import lru_cache

from annotated_brief.bibliography import habits, languages, latex
from annotated_brief.bibliography.entries import Entry

ENGLISH = frozenset("the of and in for is on to with from a an at by how why what are as its their it".split())
FOREIGN = frozenset(
    """der die das und für von im ein eine le la les des du et une el los las del y una il lo gli e de da do na het een
    van og och av att en""".split()
)
# What English has and other languages too, and endings of Latin that make it of those.
SHARED = frozenset({"in", "a", "an", "is", "as"})
LATIN = re.compile(r"(?i)(?:bus|orum|arum|ensis|ae)\b")
# Short words by which a title in Latin letters is told; those that several of them have count for each.
WORDS = {
    "de": "der die das des dem den und für von im ein eine einer zur zum mit auf über nach wie ist",
    "fr": "le la les des du et une en dans pour sur au aux est par avec l d",
    "es": "el los las del y una en para por con la de que su",
    "pt": "o os as do da dos das e uma em no na para por com ao",
    "it": "il lo gli della delle del dei di e una nel nella per con la dai dal dalla al alla ai agli sul sulla",
    "nl": "het een en van de voor op met naar bij zijn over",
    "sv": "och i av för på med en ett till som den",
    "pl": "i w z na do dla oraz od o się",
    "tr": "ve bir için ile bu",
    "sw": "ya wa na kwa katika za cha vya ni",
    "id": "dan di dari yang untuk pada dengan",
}
OTHERS = frozenset(" ".join(WORDS.values()).split()) - ENGLISH - set("over den met do no as die".split())


def has_translation(entry: Entry) -> bool:
    """Whether `titleaddon` says a title in English: that is what it is for where the title is not."""
    if "titleaddon" not in entry.fields:
        return False
    said = habits.meant(entry.fields, entry.type).get("titleaddon")
    return bool(said) and not language(entry).code.startswith("en")


def language(entry: Entry) -> languages.Language:
    """The language of a work; English where nothing is said and its title is in Latin letters."""
    for name in ("langid", "language", "hyphenation"):
        parsed = languages.read(entry.fields.get(name, ""))
        if parsed:
            return parsed
    title = latex.plain(entry.fields.get("title", ""))
    code = languages.of_script(title) or of_words(title) or "en"
    return languages.Language(code, languages.NAMES[code])


def is_english(entry: Entry) -> bool:
    """Whether a style may set the capitals of the titles: their language is said to be English, or they look like it."""
    declared = [languages.read(entry.fields.get(name, "")) for name in ("langid", "language", "hyphenation")]
    said = next((given for given in declared if given), None)
    if said:
        return said.code.startswith("en")
    words = _words(entry, ("title", "subtitle", "booktitle"))
    house = _words(entry, ("author", "journal", "journaltitle", "institution", "school", "organization"))
    if set() < words & ENGLISH <= SHARED and (LATIN.search(entry.fields.get("title", "")) or words & OTHERS):
        return False
    return (
        bool(words & ENGLISH or (house & {"of", "for", "the"} and not house & FOREIGN))
        and not words & FOREIGN
        and languages.of_script(entry.fields.get("title", "")) == ""
    )


def _words(entry: Entry, names: Iterable[str]) -> set[str]:
    said = " ".join(latex.plain(entry.fields.get(name, "")) for name in names)
    return set(re.findall(r"[^\W\d_]+", re.sub(r"\b[A-Z]\.", "", said).lower()))


@lru_cache(maxsize=65536)
def of_words(text: str) -> str:
    """The code of the language whose short words a text in Latin letters has most of, two at least; else empty."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", text) if word != "I"]
    if not words or len(set(words) & ENGLISH) > 1:
        return ""
    counts = sorted(
        ((sum(words.count(one) for one in short.split()), code) for code, short in WORDS.items()), reverse=True
    )
    (most, code), (next_most, _) = counts[:2]
    return code if most > 1 and most > next_most else ""
