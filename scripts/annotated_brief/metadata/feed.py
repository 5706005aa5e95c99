"""/feed.xml: the corrections and updates of the edition, as Atom, read from the list on the page about it.

An entry is known by the day and its place in it, counted from the oldest, so its id stays when the site moves or a
word of it is mended.
"""

import datetime
import re
import uuid
from pathlib import Path
from typing import NamedTuple

import lxml.html
from lxml.html import HtmlElement

from annotated_brief.downloads import single_page_html
from annotated_brief.edition import Edition
from annotated_brief.markup import templating
from annotated_brief.markup.templating import render

NAME = "feed.xml"
PAGE, ANCHOR = "about.md", "corrections"
DATE = re.compile(rf"^(\d{{1,2}}) ({'|'.join(templating.MONTHS)}) (\d{{4}}): ")


class Entry(NamedTuple):
    """One line of the list."""

    date: datetime.date
    text: str
    html: str
    id: str

    @property
    def title(self) -> str:
        """The first sentence, if it is short; else its beginning."""
        first = re.split(r"(?<=[.!?;]) ", self.text, maxsplit=1)[0].rstrip(".;")
        return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"

    @property
    def updated(self) -> str:
        return f"{self.date.isoformat()}T00:00:00Z"


def write(folder: Path, edition: Edition) -> None:
    """Write the feed into a built site, where the edition has a page with the list."""
    at = single_page_html.page(folder, PAGE, edition)
    if at.is_file():
        made = entries(lxml.html.document_fromstring(at.read_text("utf-8")), edition)
        (folder / NAME).write_text(str(feed(made, edition)), "utf-8")


def entries(page: HtmlElement, edition: Edition) -> list[Entry]:
    """The list under the heading, the latest first as it stands there; a line without a date is left out."""
    lists = page.xpath(f"//*[@id='{ANCHOR}']/following-sibling::ul[1]")
    found = []
    for item in lists[0].iterchildren("li") if lists else []:
        text = " ".join(item.text_content().split())
        if match := DATE.match(text):
            day, month, year = match.groups()
            date = datetime.date(int(year), templating.MONTHS.index(month) + 1, int(day))
            html = re.sub(DATE.pattern, "", single_page_html.inner(item).strip(), count=1)
            found.append(Entry(date, _capital(text[match.end() :]), _capital(html), ""))
    return _named(found, edition)


def feed(made: list[Entry], edition: Edition) -> str:
    settings = edition.settings
    updated = max((entry.updated for entry in made), default=f"{settings.date.isoformat()}T00:00:00Z")
    return render(
        "feed.xml",
        settings=settings,
        entries=made,
        id=_id(edition, "feed"),
        updated=updated,
        root=settings.site_url,
        about=settings.site_url + edition.addresses.page(PAGE),
        anchor=ANCHOR,
    )


def _capital(text: str) -> str:
    """What stood after a date and a colon, as a sentence of its own."""
    return text[:1].upper() + text[1:]


def _named(found: list[Entry], edition: Edition) -> list[Entry]:
    counts: dict[datetime.date, int] = {}
    named = []
    for entry in reversed(found):
        counts[entry.date] = counts.get(entry.date, 0) + 1
        named.append(entry._replace(id=_id(edition, f"{entry.date.isoformat()}/{counts[entry.date]}")))
    return named[::-1]


def _id(edition: Edition, what: str) -> str:
    """Neither the address of the site nor the title of the edition is in it, for both may change."""
    settings = edition.settings
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.institution}/{settings.argument_by}/{what}')}"
