"""A reference on a screen: the title is the link, and the address is printed on paper alone."""

import html
import re

from markupsafe import Markup

from annotated_brief.bibliography import references
from annotated_brief.bibliography.sources import Source


def link(reference: Markup, source: Source) -> Markup:
    """The reference with its title linked and its address marked; unchanged where it prints no address or no title."""
    url, title = html.escape(source.url), references.title(source)
    address = re.search(rf',? ?<a href="{re.escape(url)}"[^>]*>{re.escape(url)}</a>', reference) if url else None
    if not address or title not in reference[: address.start()]:
        return reference
    before = str(reference)[: address.start()].replace(title, f'<a href="{url}" rel="noopener">{title}</a>', 1)
    shown = re.sub(r"</?a\b[^>]*>", "", address[0])
    return Markup(f'{before}<span class="address">{shown}</span>{str(reference)[address.end() :]}')
