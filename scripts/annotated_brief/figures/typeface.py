"""The site's fonts at one weight, for what does not take variable ones: a PDF would draw their letters as pictures.

Cutting a font takes a second, so what was cut is kept in the cache.
"""

import hashlib
import io
from pathlib import Path

import fontTools
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from annotated_brief.core.paths import THEME, default

FONTS = THEME / "assets" / "fonts"
WEIGHTS = (400, 600)


def static(name: str, weight: int, flavor: str = "") -> bytes:
    """A font of the site such as serif-italic.woff2 at one weight; as TrueType where no flavor is named."""
    data = (FONTS / name).read_bytes()
    digest = hashlib.sha256(data + f"{weight} {flavor} {fontTools.version}".encode()).hexdigest()[:16]
    kept = default().cache / "fonts" / f"{digest}.{flavor or 'ttf'}"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(".new")
        beside.write_bytes(_cut(data, weight, flavor))
        beside.replace(kept)  # whole or not at all, for two builds may run at once
    return kept.read_bytes()


def faces() -> list[tuple[Path, int]]:
    """Every font with each weight that is set in it: italics are never bold."""
    return [
        (path, weight)
        for path in sorted(FONTS.glob("*.woff2"))
        for weight in (WEIGHTS[:1] if "italic" in path.name else WEIGHTS)
    ]


def _cut(data: bytes, weight: int, flavor: str) -> bytes:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if "fvar" in font:
        axis = next(axis for axis in font["fvar"].axes if axis.axisTag == "wght")
        within = min(max(weight, axis.minValue), axis.maxValue)
        font = instancer.instantiateVariableFont(font, {"wght": within}, updateFontNames=False)
    font.flavor = flavor or None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
