"""The site's type, cut at each build to the letters that the edition uses; a letter that no face has is told.

The whole faces stand in typefaces/: Source Serif 4 and Source Sans 3 with the weights that the style sheet asks for, a
file for each script of a style, so that a page without Cyrillic does not load Cyrillic. What these lack, a reader sees
on the site and in the EPUB in a typeface of their own machine, and in the PDF in a face of Noto Sans, which stands
there too. Outlines, also of Noto Sans for a script that joins, are not in the form of WOFF2, which takes longer to undo
than HarfBuzz takes to cut. What was cut is kept, named after the face and its letters: the same each time.
"""

import hashlib
import html
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import fontTools
from fontTools.ttLib import TTFont, woff2

from annotated_brief.bibliography import identifiers
from annotated_brief.content.verdicts import STANCES, VERDICTS
from annotated_brief.core.paths import PACKAGE, TEMPLATES, THEME, Paths
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition

FACES = PACKAGE / "typefaces"
FOLDER = "assets/fonts"
STYLES = ("serif", "serif-italic", "sans")
# Script -> what its file is asked for, as CSS has it (theme/assets/stylesheets/brief.css); the first is loaded by every page.
RANGES = {
    "": "U+0-FF, U+131, U+152-153, U+2BB-2DC, U+2000-201F, U+2022-206F, U+20AC, U+2122, U+2191-2193, U+2212-2215, U+FFFD",
    "-extended": "U+0100-0130, U+0132-0151, U+0154-02BA, U+1E00-1EFF, U+2020-2021, U+20A0-20AB, U+20AD-20CF, U+2113",
    "-cyrillic": "U+0301, U+0400-04FF, U+2116",
}
SCRIPTS = tuple(RANGES)
NOTO = tuple(sorted(path.name for path in FACES.glob("noto-*.woff2")))
WEIGHTS = (400, 600)

# Always kept, so that an edit with ordinary letters needs no new subset.
ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0–—‘’“”…·•§¶†×−°£€₽₹½äáàâçéèêëíïñóöøúüÄÉÖÜß")
FEATURES = ("kern", "liga", "lnum", "onum", "tnum")
COMPOSED = (*FEATURES, "ccmp", "locl", "mark")  # the first file of a style has no accents to compose
WRITTEN = (".md", ".bib", ".yml", ".csv", ".json", ".py", ".svg")
OURS = (".html", ".js")


class Font(NamedTuple):
    """One file of type as the site has it."""

    name: str  # serif-italic-cyrillic
    data: bytes  # woff2, with both weights where the style is set in both

    @property
    def weights(self) -> tuple[int, ...]:
        """Italics are never bold."""
        return WEIGHTS[:1] if "italic" in self.name else WEIGHTS


def files(edition: Edition) -> dict[str, bytes]:
    """Address from the root of the site -> font."""
    licence = {f"{FOLDER}/OFL.txt": (FACES / "OFL.txt").read_bytes()}
    return {f"{FOLDER}/{font.name}.woff2": font.data for font in cut(edition)} | licence


def cut(edition: Edition) -> list[Font]:
    """Every face with the letters of the edition; one that has none of them is left out."""
    wanted = letters(edition)
    names = (f"{style}{script}" for style in STYLES for script in SCRIPTS)
    used = {name: chars for name in names if (chars := wanted & covered(name))}
    # A space belongs to every face, whatever range the style sheet names.
    return [Font(name, _cut(name, "".join(sorted({*chars, " "})), edition.paths.cache)) for name, chars in used.items()]


def static(data: bytes, weight: int, cache: Path, flavor: str = "") -> bytes:
    """A font at one weight, as TrueType where no flavor is named: a PDF draws the letters of variable type as pictures."""
    return _kept(cache, data + f"{weight} {flavor}".encode(), flavor or "ttf", lambda: _instance(data, weight, flavor))


def whole(data: bytes, cache: Path) -> bytes:
    """A WOFF2 font as TrueType with all of its letters; one of thousands takes seconds to unpack."""
    return _kept(cache, b"whole" + data, "ttf", lambda: _unpacked(data))


def letters(edition: Edition) -> frozenset[str]:
    """All letters of the edition and of the pages around it, and those that are always kept."""
    signs = [verdict.sign for verdict in VERDICTS.values()] + [stance.sign for stance in STANCES.values()]
    characters = set(ALWAYS).union(*signs)
    for text in _texts(edition):
        characters.update(text)
    for folder, endings in ((TEMPLATES, OURS), (THEME, OURS)):
        for file in _files(folder, endings):
            characters.update(_read(file, file.stat().st_mtime_ns))
    return frozenset(char for char in characters if char.isprintable())


def missing(edition: Edition) -> list[Problem]:
    """Letters that the site's faces lack, and whatever no face has: one note a file, with its lines. They stop nothing."""
    problems = []
    for file in written(edition.paths):
        text = _read(file, file.stat().st_mtime_ns)
        lost = _lost(frozenset(text)) if file.suffix != ".svg" else {}  # its words are in a script or table
        for (message, remedy), chars in lost.items():
            if here := "".join(sorted(chars & set(text))):
                first, *others = [number for number, line in enumerate(text.splitlines(), 1) if chars & set(line)]
                named = f"{here[:80]} ({', '.join(map(_code, here[:3]))}){', also further down' if others else ''}"
                problems.append(Problem(edition.paths.show(file), first, message.format(named), remedy))
    return problems


ELSEWHERE = (
    "the typefaces of the site lack {}",
    "on the site and in the EPUB they come from the reader's machine, in the PDF from the package's Noto Sans",
)
NOWHERE = (
    "no typeface of the package has {}",
    "the reader's machine may have one for the site and the EPUB, but the PDF has boxes; write it in other letters",
)


def _lost(chars: frozenset[str]) -> dict[tuple[str, str], set[str]]:
    """What to say of letters -> which; signs that Noto Sans has need no word."""
    lost = {char for char in chars - site_letters() if char.isprintable() and not _is_selector(char)}
    shown = lost.intersection(*([set().union(*map(face_letters, NOTO))] if lost else []))
    return {ELSEWHERE: {char for char in shown if unicodedata.category(char)[0] in "LM"}, NOWHERE: lost - shown}


def noto(chars: Iterable[str]) -> list[str]:
    """The files of the faces that have what the site's lack, of these letters."""
    lost = set(chars) - site_letters()
    return [name for name in NOTO if lost & face_letters(name)] if lost else []


@lru_cache(maxsize=1)
def site_letters() -> frozenset[str]:
    return ALWAYS.union(*(covered(f"{style}{script}") for style in STYLES for script in SCRIPTS))


@lru_cache(maxsize=32)
def face_letters(name: str) -> frozenset[str]:
    import uharfbuzz  # not every command asks for letters

    font = TTFont(FACES / name, lazy=True)
    tables = {tag: font.getTableData(tag) for tag in ("head", "maxp", "cmap")}  # HarfBuzz asks for no others
    face = uharfbuzz.Face.create_for_tables(lambda _, tag, __: tables.get(tag, b""), None)
    return frozenset(map(chr, face.unicodes))


def written(paths: Paths) -> Iterator[Path]:
    """Every file of the edition whose words may reach a page."""
    for folder in (paths.docs, paths.bib, paths.figures):
        yield from _files(folder, WRITTEN)


@lru_cache(maxsize=16)
def covered(name: str) -> frozenset[str]:
    """The letters that a whole face has, of those that it is asked for."""
    asked = RANGES[name.removeprefix(next(style for style in sorted(STYLES, reverse=True) if name.startswith(style)))]
    bounds = [part.strip().removeprefix("U+").split("-") for part in asked.split(",")]
    wanted = {chr(code) for low, *high in bounds for code in range(int(low, 16), int((high or [low])[0], 16) + 1)}
    return face_letters(f"{name}.woff2") & wanted


def _texts(edition: Edition) -> Iterator[str]:
    """What editors wrote, and what becomes of it: an accent may be written as LaTeX or as an entity."""
    for file in written(edition.paths):
        text = _read(file, file.stat().st_mtime_ns)
        yield html.unescape(text) if "&" in text else text
    for source in edition.sources.values():
        yield from (source.text(name) for name, value in source.fields.items() if "\\" in value)
        yield identifiers.readable(source.url)  # as it is printed


def _files(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.suffix in endings and file.is_file()]


@lru_cache(maxsize=1024)  # under `mkdocs serve` one file changes and hundreds do not
def _read(file: Path, changed: int) -> str:
    del changed
    return file.read_text(encoding="utf-8", errors="ignore")


def _is_selector(char: str) -> bool:
    """It asks for another form of the sign before it, and has none itself."""
    return unicodedata.name(char, "").startswith("VARIATION SELECTOR")


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


@lru_cache(maxsize=64)
def _cut(name: str, chars: str, cache: Path) -> bytes:
    data, wanted = (FACES / f"{name}.woff2").read_bytes(), FEATURES if name in STYLES else COMPOSED
    made_from = data + f"{chars} {wanted} {version('uharfbuzz')}".encode()
    return _kept(cache, made_from, "woff2", lambda: _subset(data, chars, wanted))


def _kept(cache: Path, made_from: bytes, ending: str, make: Callable[[], bytes]) -> bytes:
    digest = hashlib.sha256(made_from + fontTools.version.encode()).hexdigest()[:16]
    path = cache / "fonts" / f"{digest}.{ending}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{ending}.new")
        beside.write_bytes(make())
        beside.replace(path)  # whole or not at all, because two builds may run at once
    return path.read_bytes()


def _subset(data: bytes, chars: str, features: Iterable[str] = FEATURES) -> bytes:
    import uharfbuzz  # what is cut is kept

    asked = uharfbuzz.SubsetInput()
    asked.unicode_set.update(map(ord, chars))
    for held, wanted in (
        (asked.layout_feature_tag_set, [int.from_bytes(name.encode(), "big") for name in features]),
        (asked.name_id_set, [0, 1, 2, 13, 14]),  # names, licence: the licence asks that they stay
    ):
        held.clear()
        held.update(wanted)
    asked.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    cut = uharfbuzz.subset(uharfbuzz.Face(_unpacked(data)), asked)
    return _saved(TTFont(io.BytesIO(cut.blob.data), recalcTimestamp=False, recalcBBoxes=False), "woff2")


def _instance(data: bytes, weight: int, flavor: str) -> bytes:
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if "fvar" in font:
        axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
        within = min(max(weight, axis.minValue), axis.maxValue)
        font = instancer.instantiateVariableFont(font, {"wght": within}, updateFontNames=False)
    return _saved(font, flavor)


def _unpacked(data: bytes) -> bytes:
    out = io.BytesIO()
    woff2.decompress(io.BytesIO(data), out)
    return out.getvalue()


def _saved(font: TTFont, flavor: str) -> bytes:
    font.flavor, font.flavorData = flavor or None, None  # the whole faces are packed to be read fast, these to be small
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
