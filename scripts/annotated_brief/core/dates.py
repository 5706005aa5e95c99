"""Dates as they are written: YYYY-MM-DD, or a year or a month alone where no more is known."""

import datetime
import re

EARLIEST = 2026  # a clock that shows an earlier year has not been set
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def day(text: str) -> datetime.date | None:
    """A day of the calendar; None if the text is none."""
    return first_day(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None


def first_day(text: str) -> datetime.date | None:
    """The first day of a day, a month or a year; None if the text is none of them."""
    match = DATE.fullmatch(text)
    try:
        return datetime.date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None


def written(date: object) -> str:
    """An ISO date as British prose: 2025-12-05 is 5 December 2025, 2025-12 is December 2025."""
    match = DATE.fullmatch(str(date))
    if not match:
        return str(date)
    year, month, day_of = match.groups()
    if month and not 1 <= int(month) <= 12:
        return str(date)  # the checks say that it is impossible
    return " ".join(part for part in (day_of and str(int(day_of)), month and MONTHS[int(month) - 1], year) if part)


def latest() -> datetime.date:
    """The last day that can have come: tomorrow may have begun where a writer sits, and a clock may be wrong."""
    now = datetime.datetime.now(datetime.UTC).date()
    return now + datetime.timedelta(days=1) if now.year >= EARLIEST else datetime.date.max
