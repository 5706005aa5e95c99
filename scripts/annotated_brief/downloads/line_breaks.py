"""A workaround for a fault of WeasyPrint 70.0 in breaking lines.

A text that fits on its line but for the space at its end was broken after its first word.
"""

from typing import Any

Line = tuple[Any, int, int | None, float, float, float]  # layout, length, where the next line starts, width, ...


def mend(inline: Any) -> None:
    """Break such a text before its last word.

    Args:
        inline: the module of WeasyPrint that lays out lines, mended in place.
    """
    split = inline.split_first_line
    if split.__module__ == __name__:
        return

    def split_first_line(text: str, style: Any, context: Any, width: Any, *more: Any, **named: Any) -> Line:
        line: Line = split(text, style, context, width, *more, **named)
        if width is None or line[2] is None or not text.endswith(" "):
            return line
        words: Line = split(text.rstrip(" "), style, context, width, *more, **named)
        fits = words[2] is None and words[3] <= width
        return split(text, style, context, words[3] - 1, *more, **named) if fits else line

    inline.split_first_line = split_first_line
