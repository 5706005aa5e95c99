"""The site's type: cuts the originals in typefaces/ down to the characters that the edition uses.

`python -m annotated_brief.downloads.fonts` writes the subsets into the theme; run it when `missing()` names a character. A file holds one
script of one style, so that a page without Cyrillic does not load Cyrillic. The same input gives the same bytes.
"""

import io
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from annotated_brief.core.paths import PACKAGE, THEME, Paths, default

ORIGINALS = PACKAGE / "typefaces"
SUBSETS = THEME / "assets" / "fonts"

# Whatever the text says, an editor may type these tomorrow without cutting the type anew.
ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0–—‘’“”…·•§¶†×−°£€₽₹½äáàâçéèêëíïñóöøúüÄÉÖÜß")
FEATURES = ["ccmp", "kern", "liga", "locl", "lnum", "mark", "onum", "tnum"]
WRITTEN = (".md", ".bib", ".yml", ".csv", ".html", ".json", ".js")


class Style(NamedTuple):
    """One family and slant, and the weights that the style sheet asks for."""

    name: str
    original: str  # file name in typefaces/, with {} for the script
    weights: tuple[int, int]
    bold: tuple[str, ...] = ("latin",)  # scripts that are set in both; one weight is half the size


STYLES = (
    Style("serif", "source-serif-4-{}-wght-normal.woff2", (400, 600), ("latin", "cyrillic")),  # headings of sources
    Style("serif-italic", "source-serif-4-{}-wght-italic.woff2", (400, 400)),
    Style("sans", "source-sans-3-{}-wght-normal.woff2", (400, 600)),
)
# The first has no suffix: it is what every page loads.
SCRIPTS = {"latin": "", "latin-ext": "-extended", "cyrillic": "-cyrillic"}


def written(paths: Paths) -> Iterator[Path]:
    """Every file whose words may reach a page."""
    for folder in (paths.docs, paths.bib, paths.figures, PACKAGE / "templates", THEME):
        yield from (file for file in sorted(folder.rglob("*")) if file.suffix in WRITTEN and file.is_file())


def characters(paths: Paths) -> frozenset[str]:
    """All characters of the edition, and those that are always kept."""
    found = set(ALWAYS)
    for file in written(paths):
        found.update(file.read_text(encoding="utf-8", errors="ignore"))
    return frozenset(char for char in found if char.isprintable())


def covered(fonts: Iterable[Path]) -> frozenset[str]:
    """The characters that the files can print."""
    return frozenset(chr(code) for font in fonts for code in TTFont(font).getBestCmap())


def missing(paths: Paths) -> dict[str, frozenset[str]]:
    """For each style, what the originals could print and the subsets cannot: then the type has to be cut anew."""
    wanted = characters(paths)
    return {
        style.name: lost for style in STYLES if (lost := (wanted & covered(originals(style))) - covered(subsets(style)))
    }


def originals(style: Style) -> list[Path]:
    return [ORIGINALS / style.original.format(script) for script in SCRIPTS]


def subsets(style: Style) -> list[Path]:
    return [file for suffix in SCRIPTS.values() if (file := SUBSETS / f"{style.name}{suffix}.woff2").exists()]


def cut(original: Path, weights: tuple[int, int], chars: frozenset[str]) -> bytes | None:
    """One subset as woff2; None where the file has none of the characters."""
    font = TTFont(original, recalcTimestamp=False)
    wanted = sorted(set(map(ord, chars)) & set(font.getBestCmap()))
    if not wanted:
        return None
    options = subset.Options(layout_features=FEATURES, hinting=False, desubroutinize=True, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 13, 14]  # names, licence: the licence asks that they stay
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    low, high = weights
    font = instancer.instantiateVariableFont(font, {"wght": low if low == high else (low, low, high)})
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def main() -> int:
    """Write all subsets; names each with its size."""
    chars = characters(default())
    SUBSETS.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ORIGINALS / "OFL.txt", SUBSETS / "OFL.txt")
    for style in STYLES:
        for script, suffix in SCRIPTS.items():
            target = SUBSETS / f"{style.name}{suffix}.woff2"
            weights = style.weights if script in style.bold else (style.weights[0], style.weights[0])
            data = cut(ORIGINALS / style.original.format(script), weights, chars)
            if data is None:
                target.unlink(missing_ok=True)
                continue
            target.write_bytes(data)
            print(f"{target.name}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
