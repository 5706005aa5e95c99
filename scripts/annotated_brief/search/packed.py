"""The entries of the search as the script that the browser gets: small, and good in a copy on a disk as well. It is asked
for when a reader first turns to the search. What search-core.js can work out by itself is left out.
"""

import itertools
import json
import posixpath
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from annotated_brief.core import folding, memo
from annotated_brief.edition import Edition
from annotated_brief.search.entries import KINDS, YEAR, SearchEntry, entries

DATA = "assets/search.js"
PREFIXED = frozenset({"forecast", "event"})  # their anchors are their ids without this


def data(edition: Edition) -> str:
    """The entries as a script, which hands them to `editionSearch.load`: a list for each column, which packs better than
    one for each entry."""
    given = entries(edition), edition.site.source("KEY")
    return memo.kept("search", None, lambda _: script(*given), given)


def script(listed: Sequence[SearchEntry], source: str = "") -> str:
    """The same for any entries; `source` is the address of the page of a source, with KEY for its key."""
    pages = sorted({one.url.partition("#")[0] for one in listed if one.type != "source"})
    numbered = _numbered(listed)
    claims = {one.title for one in listed if one.type == "claim"}
    value = {
        "source": source,
        "pages": pages,
        "numbered": numbered,
        "kinds": [[kind.name, kind.label, kind.group, kind.bonus] for kind in KINDS],
        "counts": [sum(one.type == kind.name for one in listed) for kind in KINDS],
        "letters": folding.letters(text for one in listed for text in (one.title, one.about, one.text)),
        "ids": _column(map(_id, listed)),
        "names": _column(_names(one, numbered) for one in listed),
        "urls": [_url(one, pages, source) for one in listed],
        "addresses": _column(" ".join(dict.fromkeys(map(fingerprint, one.addresses))) for one in listed),
        "texts": _column(map(_text, listed)),
        "titles": _column("" if one.title in claims and one.type == "forecast" else one.title for one in listed),
        "abouts": _column(one.about for one in listed),
        "more": _inverted([one.more for one in listed]),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"editionSearch.load({text});\n"


def _column(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)


def _inverted(texts: list[tuple[str, ...]]) -> list[str]:
    """Each term of some texts once, in the order of the alphabet, and which texts have it.

    Of a term stand how many letters it shares with the one before (A for none) and the others; of its texts how much
    further each is than the one before, as a sign from # on.
    """
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for term in text:
            places.setdefault(term, []).append(place)
    terms = sorted(places)
    written = [
        chr(ord("A") + (same := min(len(posixpath.commonprefix((before, term))), 25))) + term[same:]
        for before, term in itertools.pairwise(["", *terms])
    ]
    steps = (itertools.pairwise([0, *places[term]]) for term in terms)
    return [
        "".join(written),
        " ".join("".join(chr(ord("#") + after - before) for before, after in some) for some in steps),
    ]


def _text(entry: SearchEntry) -> str:
    """The text without the year that a source's key has as well, which the browser puts back."""
    year = YEAR.search(entry.id) if entry.type == "source" else None
    if not year:
        return entry.text
    bare = "" if entry.text == year[0] else entry.text.removesuffix(f", {year[0]}")
    return entry.text if re.search(r"\d{4}$", bare) else bare


def _numbered(listed: Sequence[SearchEntry]) -> int:
    """How many sources have their places in the list as their numbers; these need not be told."""
    sources = enumerate((one for one in listed if one.type == "source"), 1)
    return sum(1 for _ in itertools.takewhile(lambda pair: str(pair[0]) in pair[1].names, sources))


def _url(entry: SearchEntry, pages: list[str], source: str) -> str | int:
    """Nothing for a source's own page, the number of a page where the entry's id is the anchor, or the whole address."""
    page, _, anchor = entry.url.partition("#")
    if entry.type == "source" and entry.url == source.replace("KEY", entry.id):
        return ""
    name = entry.id.removeprefix(f"{entry.type}-") if entry.type in PREFIXED else entry.id
    return pages.index(page) if anchor == name else entry.url


def _id(entry: SearchEntry) -> str:
    """The id; of a source with a point for its publisher and a capital for the number of a word of its title."""
    if entry.type != "source":
        return entry.id
    if re.search(r"[A-Z]|^[.=]", entry.id):
        return f"={entry.id}"
    house = folding.fold(entry.about).removeprefix("the ").replace(" ", "")
    written = f".{entry.id.removeprefix(house)}" if house and entry.id.startswith(house) else entry.id
    for number, word in enumerate(folding.fold(entry.title).split()[:26]):
        if len(word) > 2 and written.endswith(word):
            return f"{written.removesuffix(word)}{chr(ord('A') + number)}"
    return written


def _names(entry: SearchEntry, numbered: int) -> str:
    """What the entry is called besides its id; the browser makes `note 4` of 4."""
    names = [folding.fold(name) for name in entry.names if not name.startswith("note ")]
    if entry.type == "source" and names and names[0].isdigit() and int(names[0]) <= numbered:
        names = names[1:]
    return " ".join(name.replace(" ", "_") for name in names)


@lru_cache(maxsize=20_000)
def fingerprint(address: str) -> str:
    """A short stand-in for an address or a DOI, so that the browser need not get all of them.

    Four letters in base 36 of the FNV-1a hash over the address without its scheme, www., doi.org/ and last stroke.
    """
    text = re.sub(r"^(https?://)?(www\.)?((dx\.)?doi\.org/)?(doi:\s*)?", "", address.strip().lower()).rstrip("/")
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits[-4:]
