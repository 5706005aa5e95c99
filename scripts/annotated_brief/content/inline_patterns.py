"""Inline patterns of Python-Markdown without what it does in vain: it asks every pattern about every piece of text."""

import re
from collections.abc import Iterator
from typing import Any

from markdown import treeprocessors
from markdown.inlinepatterns import InlineProcessor


class Signed(InlineProcessor):
    """A pattern whose every match holds `SIGN`; it is looked for only in words that hold it too."""

    SIGN = "@"

    def getCompiledRegExp(self) -> Any:  # noqa: N802 - Python-Markdown's name
        return self

    def finditer(self, data: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Every match from a place on."""
        return self.compiled_re.finditer(data, start) if self.SIGN in data else iter(())


class Listed(treeprocessors.Treeprocessor):
    """Hands the patterns on as a list once all are registered: the registry would sort them whenever one is asked for."""

    def run(self, root: Any) -> None:
        del root
        for one in self.md.treeprocessors:
            if isinstance(one, treeprocessors.InlineProcessor):
                one.inlinePatterns = [*one.inlinePatterns]  # type: ignore[assignment]
