"""Signs that keep a style from changing what it formats: set before it, gone or turned back after it."""

import re

SPACED = "\u202d"  # at the end of a name: citeproc sets a space beside it, in whatever script
HYPHEN, DASH = "\u2060", "\u2061"  # in pages that are no range which a style may shorten
BEGUN = "\u2063"  # before the point that a title begins with, which citeproc takes for one too many, and before places that it would name

MEANT = {SPACED: "", HYPHEN: "-", DASH: "–", BEGUN: ""}


def released(text: str) -> str:
    """What a style has printed, with what is meant again."""
    return re.sub(f"[{''.join(MEANT)}]", lambda sign: MEANT[sign[0]], text)
