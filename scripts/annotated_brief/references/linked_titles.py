"""A reference on a screen: the title is the link, and the address is printed on paper alone."""

import html
import re

from markupsafe import Markup

from annotated_brief.bibliography.printed import unmarked
from annotated_brief.bibliography.sources import Source


def link(reference: Markup, source: Source) -> Markup:
    """The reference, its title in <cite>, with that title linked and its address marked; unchanged where either is missing."""
    url = html.escape(source.url)
    address = re.search(r',? ?<a href="[^"]*"[^>]*>.*?</a>(?=\.?$)', reference) if url else None
    if not address or "</cite>" not in reference[: address.start()]:
        return unmarked(reference)
    before = str(reference)[: address.start()].replace("<cite>", f'<a href="{url}" rel="noopener">', 1)
    shown = re.sub(r"</?a\b[^>]*>", "", address[0])
    after = str(reference)[address.end() :]
    return Markup(f'{before.replace("</cite>", "</a>", 1)}<span class="address">{shown}</span>{after}')
