"""Dates as they are written: YYYY-MM-DD, or a year or a month alone where no more is known."""

import datetime
import re

EARLIEST = 2026  # a clock that shows an earlier year has not been set
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


def latest() -> datetime.date:
    """The last day that can have come: tomorrow may have begun where a writer sits, and a clock may be wrong."""
    now = datetime.datetime.now(datetime.UTC).date()
    return now + datetime.timedelta(days=1) if now.year >= EARLIEST else datetime.date.max
