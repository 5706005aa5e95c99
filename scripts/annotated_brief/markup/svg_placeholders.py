"""Drawings taken out of a page as text, and put back: an HTML parser would change the case of their attributes."""

import re

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
PLACE = re.compile(r'<span data-drawing="(\d+)"\s*(?:/>|></span>)')


class Drawings:
    """Those of one text or of several; the narrow ones, for telephones, are left out."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def take(self, text: str) -> str:
        return SVG.sub(self._take, text)

    def put(self, text: str) -> str:
        return PLACE.sub(lambda found: self.kept[int(found[1])], text)

    def _take(self, match: re.Match[str]) -> str:
        if "drawing-narrow" in match[0][:200]:
            return ""
        self.kept.append(match[0])
        return f'<span data-drawing="{len(self.kept) - 1}"></span>'
