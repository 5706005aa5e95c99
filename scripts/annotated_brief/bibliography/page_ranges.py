"""The pages of a work: 3--19, xii-xix, M-1--M-12, 1:1--1:20, 1107--."""

import re

from annotated_brief.bibliography.stand_ins import DASH, HYPHEN

REGULAR = re.compile(r"(?P<letters>[A-Za-z]*)(?P<first>\d+)[-–](?:(?P=letters))?(?P<last>\d+)")
ROMAN = re.compile(r"(?i)[ivxlc]+(?:[-–][ivxlc]+)?")


def written(text: str) -> str:
    """Pages as BibTeX has them: "--" between the first and the last, a comma between two ranges."""
    text = re.sub(r"\s+(?:and|&|\\&)\s+", ", ", re.sub(r"(?<=-)\?{2,}", "", text))  # 19--??
    return ", ".join(_range(one) for one in re.split(r"\s*,\s*", text))


def _range(pages: str) -> str:
    """M-1--M-12 of M-1-M-12 and M-1–M-12; one page of two that are the same."""
    text = re.sub(r"\s*(?:--+|[–—])\s*", "--", pages)
    parts = re.split(r"\s*-\s*", text)
    if "--" not in text and len(parts) % 2 == 0:
        middle = len(parts) // 2
        text = "-".join(parts[:middle]) + "--" + "-".join(parts[middle:])
    return re.sub(r"^(.+)--\1$", r"\1", text)


def recorded(pages: str) -> str:
    """Pages as BibTeX has them in the form of other programs: a hyphen, or a dash where the numbers have hyphens."""
    return ", ".join(_recorded(one) for one in pages.split(", "))


def _recorded(pages: str) -> str:
    return pages.replace("--", "–" if "-" in pages.replace("--", "") else "-")


def held(pages: str) -> str:
    """Recorded pages for a style: those that it would shorten wrongly with signs that it passes over."""
    return ", ".join(one if _is_regular(one) else _held(one) for one in pages.split(", "))


def _is_regular(pages: str) -> bool:
    match = REGULAR.fullmatch(pages)
    if match and len(match["last"]) >= len(match["first"]):
        return int(match["last"]) > int(match["first"])
    return (bool(match) and not backwards(pages)) or bool(ROMAN.fullmatch(pages)) or "-" not in pages.replace("–", "-")


def _held(pages: str) -> str:
    between = "–" if "–" in pages else "-"
    return pages.replace(between, DASH).replace("-", HYPHEN)


def backwards(pages: str) -> str:
    """The first range whose last page comes before the first one: 485-405; empty if there is none."""
    for one in pages.split(", "):
        match = REGULAR.fullmatch(one)
        if match:
            first, last = match["first"], match["last"]
            whole = first[: -len(last)] + last if len(last) < len(first) else last
            if int(whole) < int(first):
                return one
    return ""


def ends(pages: str) -> tuple[str, str]:
    """First and last page; of a single page, or of several ranges, the whole is the first."""
    if "," in pages:
        return pages, ""
    first, _, last = pages.partition("–" if "–" in pages else "-")
    return first, last
