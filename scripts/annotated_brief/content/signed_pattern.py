"""A pattern of Python-Markdown that is looked for only in words that hold its sign: most hold none, and looking takes long."""

import re
from collections.abc import Iterator
from typing import Any

from markdown.inlinepatterns import InlineProcessor


class Signed(InlineProcessor):
    """`SIGN` stands in whatever the pattern matches."""

    SIGN = "@"

    def getCompiledRegExp(self) -> Any:  # noqa: N802 - Python-Markdown's name
        return self

    def finditer(self, data: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Every match from a place on."""
        return self.compiled_re.finditer(data, start) if self.SIGN in data else iter(())
