"""/feed.xml: what the edition has changed, as Atom, made from the record of changes (bib/changes.yml).

An entry is known by its name in the record, so its id stays when the site moves or a word of it is mended.
"""

import re
import uuid
from pathlib import Path
from typing import NamedTuple

from annotated_brief.core import memo
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render, shortened
from annotated_brief.pages import changes, ledger

NAME = "feed.xml"
LONGEST = 90  # letters of a title
SENTENCE = re.compile(r"(?<=[^\sA-Z.]{2}[.!?]) |(?<=;) ")  # what ends one; not Dr. or U.S.


class FeedEntry(NamedTuple):
    """One change as a reader of feeds shows it."""

    id: str
    title: str
    updated: str
    url: str  # absolute where the site has an address
    html: str


def write(folder: Path, edition: Edition) -> None:
    """Write the feed into a built site, where the edition has a record of changes."""
    if edition.changes:
        (folder / NAME).write_text(memo.kept("feed", edition, feed), "utf-8")


def feed(edition: Edition) -> str:
    """The whole feed, the latest change first."""
    listed = entries(edition)
    released = f"{edition.settings.date.isoformat()}T00:00:00Z"
    xml = render(
        "feed.xml",
        settings=edition.settings,
        entries=listed,
        id=_id(edition, "feed"),
        updated=max((entry.updated for entry in listed), default=released),
        root=edition.site.root,
    )
    return str(xml)


def entries(edition: Edition) -> list[FeedEntry]:
    """The changes that have a day; what has none is left to the checks."""
    root = edition.site.root
    return [
        FeedEntry(
            id=_id(edition, _name(entry.change.id, entry.change.date.isoformat())),
            title=_title(ledger.plain(entry.change.what)),
            updated=f"{entry.change.date.isoformat()}T00:00:00Z",
            url=f"{root}{edition.site.page(edition.lists['changes'])}#{entry.anchor}",
            html=str(render("feed-entry.html", change=entry.change, claims=entry.claims, root=root, edition=edition)),
        )
        for entry in changes.entries(edition)
        if entry.change.date
    ]


def _title(text: str) -> str:
    """The first sentence, if it is short; else its beginning."""
    return shortened(SENTENCE.split(text, maxsplit=1)[0].rstrip(".;"), LONGEST)


def _name(name: str, day: str) -> str:
    """2026-11-22-1 as 2026-11-22/1, which version 1.0.0 made the id from."""
    return f"{day}/{name.removeprefix(f'{day}-')}"


def _id(edition: Edition, what: str) -> str:
    """Neither the address of the site nor the title of the edition is in it, because both may change."""
    settings = edition.settings
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.institution}/{settings.argument_by}/{what}')}"
