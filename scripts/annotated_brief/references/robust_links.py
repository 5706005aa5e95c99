"""Links that may die, marked as Robust Links have it: beside the address of a source the archived copy, and of which day it is.

https://robustlinks.mementoweb.org/spec/: `data-versionurl` at a link to the original, `data-originalurl` at a link to a copy.
"""

import html
import re
from collections.abc import Iterable, Mapping

from annotated_brief.bibliography.sources import Source
from annotated_brief.core import memo
from annotated_brief.edition import Edition

# As the Internet Archive and others name a copy: .../web/20250103120000/https://..., .../2025.01.03-120000/https://...
COPY = re.compile(r"https?://[^/]+/(?:[^?#]*/)?(\d{4})\.?(\d\d)\.?(\d\d)-?\d{6}(?:[a-z]{2}_)?/(?P<original>.+)")
LINK = re.compile(r'(<a\b[^>]*? href="([^"]+)")(?! data-)')


def attributes(sources: Iterable[Source]) -> dict[str, str]:
    """Address of each source that has an archived copy, or is one -> the attributes of a link to it, as HTML."""
    known = {}
    for source in sources:
        if copy := COPY.fullmatch(source.url):
            known[html.escape(source.url)] = _written(originalurl=copy["original"], versiondate=_day(source.url))
        elif source.archive:
            day = _day(source.archive) or source.text("urldate")
            known[html.escape(source.url)] = _written(versionurl=source.archive, versiondate=day)
    return known


def known(edition: Edition) -> dict[str, str]:
    """The same for the sources of an edition, worked out once for all of its pages."""
    return memo.shared("archived", edition, lambda edition: attributes(edition.sources.values()))


def mark(page: str, known: Mapping[str, str]) -> str:
    """A page whose links to these addresses have their attributes."""
    return LINK.sub(lambda link: link[1] + known.get(link[2], ""), page) if known else page


def is_kept(source: Source) -> bool:
    """Whether a copy of a source is known, or its address is that of one."""
    return bool(source.archive or COPY.fullmatch(source.url))


def _day(address: str) -> str:
    copy = COPY.fullmatch(address)
    return "-".join(copy.groups()[:3]) if copy else ""


def _written(**values: str) -> str:
    return "".join(f' data-{name}="{html.escape(value)}"' for name, value in values.items() if value)
