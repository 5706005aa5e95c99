"""Dates as biblatex has them: a day, a month, a year, a season, a span, an open end, more or less certain."""

import calendar
import datetime
import re
from functools import lru_cache
from typing import Any, NamedTuple

from annotated_brief.bibliography import latex

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
        "oct october|nov november|dec december".split("|"), 1
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"21": 1, "22": 2, "23": 3, "24": 4, "spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
ONE = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T[\d:]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?(?P<sign>[~?%]?)"
)
DECADE = re.compile(r"(?i)(?P<start>\d{2}[\dX])[X?]")

# As people and some programs write a day: 14.03.2021, 2021-3-14, 14 March 2021, March 14, 2021.
SPOKEN = re.compile(
    r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})|(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})"
    r"|(?:(?P<d3>\d{1,2})(?:st|nd|rd|th|\.)?[\s~]+)?(?P<m3>[A-Za-z]{3,9})\.?,?[\s~]+(?:(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?[\s~]+)?(?P<y3>\d{4})"
)
CIRCA = re.compile(r"(?i)\[?(?:c|ca|circa|approx|about|um|vers)\.?\s*(?P<year>\d{4})\??\]?")
UNKNOWN = re.compile(r"(?i)\[?(?:n\.\s?d|undated|no date|s\.\s?a|o\.\s?j|s\.\s?d|б\.\s?г)\.?\]?")

REMEDY = "write YYYY, YYYY-MM or YYYY-MM-DD, two of them with a slash for a span, ~ or ? behind what is not certain"


class Date(NamedTuple):
    """A date that exists, as CSL has it."""

    parts: list[list[int]]  # one date or two, each of a year and perhaps month and day; [0] is an open end
    season: int = 0
    circa: bool = False  # about that time, or thought to be then

    @property
    def csl(self) -> dict[str, Any]:
        csl_date: dict[str, Any] = {"date-parts": self.parts}
        csl_date |= {"season": self.season} if self.season else {}
        return csl_date | ({"circa": True} if self.circa else {})


@lru_cache(maxsize=65536)
def read(text: str) -> Date | None:
    """A date, or None if the text is no date."""
    text = spelled(text.strip())
    decade = DECADE.fullmatch(text)
    if decade:
        start = decade["start"].upper().replace("X", "0") + "0"
        return Date([[int(start)], [int(start) + (99 if "X" in decade["start"].upper() else 9)]])
    ends = re.split(r"/", text)
    if len(ends) > 2 or not any(end.strip(".") for end in ends):
        return None
    parsed_ends = [_one(end) for end in ends]
    if any(one is None for one in parsed_ends):
        return None
    known = [one for one in parsed_ends if one is not None]
    first = known[0]
    if len(known) == 1:
        return first
    if known[0].parts != [[0]] != known[1].parts and known[0].parts[0] > known[1].parts[0]:
        return None
    return Date([one.parts[0] for one in known], 0, any(one.circa for one in known))


@lru_cache(maxsize=65536)
def spelled(text: str) -> str:
    """A date that is written as people do, as biblatex has it; any other as it is. One that says that none is known is empty."""
    if UNKNOWN.fullmatch(text):
        return ""
    text = re.sub(r"^(\d{4})[a-z]$", r"\1", _renewed(text))  # 2015a, of several of a year
    text = re.sub(r"^\[?[c©](\d{4})\]?$", r"\1", text)  # of the copyright, as catalogues have it
    circa = CIRCA.fullmatch(text)
    if circa:
        return circa["year"] + "~"
    match = SPOKEN.fullmatch(text)
    if match is None:
        return text
    year, month, day = (
        next((match[f"{part}{which}"] for which in kinds if match[f"{part}{which}"]), "")
        for part, kinds in (("y", ("", "2", "3")), ("m", ("", "2", "3")), ("d", ("", "2", "3", "4")))
    )
    number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
    if not number:
        return f"{year}-{SEASONS[month.lower()] + 20}" if month.lower() in SEASONS and not day else text
    return "-".join([year, f"{number:02}", *([f"{int(day):02}"] if day else [])])


def _renewed(text: str) -> str:
    """A date in the form of EDTF before 2019 in that of today: 199u as 199X, unknown/2006 as /2006, 1723?~ as 1723%.

    A day or a month that is not told is left out.
    """
    if not re.fullmatch(
        r"(?:-?\d{2,4}[uX\d-]*[?~%]*|unknown|\.\.)?(?:/(?:-?\d{2,4}[uX\d-]*[?~%]*|unknown|\.\.)?)?", text
    ):
        return text
    text = text.replace("unknown", "").replace("?~", "%").replace("u", "X")
    return re.sub(r"(?:-XX){1,2}(?=$|/|[?~%])", "", text)


def _one(text: str) -> Date | None:
    if text in {"", ".."}:
        return Date([[0]])
    match = ONE.fullmatch(text)
    if match is None:
        return None
    year, circa = int(match["year"]), bool(match["sign"])
    if match["month"] in SEASONS and not match["day"]:
        return Date([[year]], SEASONS[match["month"]], circa)
    parts = [int(part) for part in (match["month"], match["day"]) if part]
    try:
        datetime.date(year if year > 0 else 2000, *[*parts, 1, 1][:2])
    except ValueError:
        return None
    # CSL has no year 0, and counts the years before it from 1.
    return Date([[year if year > 0 else year - 1, *parts]], 0, circa)


def classic(year: str, month: str, day: str = "") -> str:
    """The date that BibTeX's fields say: 2014 and mar are 2014-03; a year that is no number stays as it is."""
    turn = re.fullmatch(r"(\d{4})[/–-](\d\d)", _bare(year))
    if turn and int(turn[2]) == (int(turn[1]) + 1) % 100:
        return f"{turn[1]}/{int(turn[1]) + 1}"  # 2023/24
    year, month = spelled(_bare(year)), re.sub(r"(?<=[a-z])(?:19|20)\d\d$", "", _bare(month).strip(".").lower())
    if not re.fullmatch(r"-?\d{4}[~?]?(/(-?\d{4})?)?", year) or not month or "/" in year:
        return re.sub(r"^(\d{4})\s*[-–]{1,2}\s*(?:(\d{4})|date|present|)$", r"\1/\2", year)
    if month in {"spring", "summer", "autumn", "fall", "winter"}:
        return f"{year}-{SEASONS[month] + 20}"
    days = re.fullmatch(r"([a-z]+)\.?[\s~]*(\d{1,2})\s*[-–]+\s*(\d{1,2})", month)
    if days and days[1] in MONTHS:
        return "/".join(f"{year}-{MONTHS[days[1]]:02}-{int(day):02}" for day in days.groups()[1:])
    span = re.fullmatch(r"([a-z]+)\.?\s*[-–/]+\s*([a-z]+)\.?", month)
    if span and MONTHS.keys() >= {span[1], span[2]}:
        return f"{year}-{MONTHS[span[1]]:02}/{year}-{MONTHS[span[2]]:02}"
    within = re.fullmatch(r"(?:(\d{1,2})[\s~]+)?([a-z]+)\.?(?:[\s~]+(\d{1,2}))?", month)
    number = int(month) if month.isdigit() else MONTHS.get(within[2], 0) if within else 0
    if not 1 <= number <= 12:
        return year if not month.isdigit() else f"{year}-{month:0>2}"
    day = day.strip("{} ") or (within and (within[1] or within[3])) or ""
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdigit() else "")


def _bare(value: str) -> str:
    """What a field says, without braces and without what is there to be sorted by."""
    return re.sub(r"^\((.*)\)$", r"\1", re.sub(r"[{}]", "", latex.clean(value).text).strip())


def is_month(text: str) -> bool:
    """Whether a text is the name of a month, or of two with a stroke between them."""
    words = re.split(r"\s*[-–/]+\s*", text.strip("{} .").lower())
    return (
        MONTHS.keys() >= set(words)
        if len(words) == 2
        else words[0] in MONTHS or (words[0] in SEASONS and words[0].isalpha())
    )


@lru_cache(maxsize=4096)
def iso(text: str) -> str:
    """The first day of a date in the form that programs take: 2023-10 of 2023-10/2024-01; empty if there is none."""
    date = read(text)
    if date is None:
        return ""
    year, *rest = next((one for one in date.parts if one != [0]), [0])
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)]) if year > 0 else ""


def shown(text: str) -> str:
    """A date in words: 3 March 2024, spring 2020, October 2023–January 2024, about 1620; anything else unchanged."""
    date = read(text)
    if date is None:
        return text
    ends = [_words(part, date.season) for part in date.parts]
    return ("about " if date.circa else "") + "–".join(ends)


def _words(part: list[int], season: int) -> str:
    if part == [0]:
        return ""
    year = str(part[0]) if part[0] > 0 else f"{-part[0]} BC"
    if season:
        return f"{('spring', 'summer', 'autumn', 'winter')[season - 1]} {year}"
    month = calendar.month_name[part[1]] if len(part) > 1 else ""
    return " ".join([*(str(day) for day in part[2:]), *([month] if month else []), year])
