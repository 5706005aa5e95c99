"""The last steps of a build: the theme's faults mended in each page, and the files written that need all pages."""

import functools
from pathlib import Path

from annotated_brief.core import asset_hashing, memo
from annotated_brief.core.problems import Problem
from annotated_brief.downloads import former_editions, offline, single_page
from annotated_brief.edition import Edition
from annotated_brief.metadata import (
    claim_pages,
    csp,
    figure_addresses,
    frames,
    markdown_copies,
    moved,
    page_script,
    robots,
    signposting,
    source_pages,
    style_sheets,
    version_pages,
    webannotations,
)
from annotated_brief.pages import take_away
from annotated_brief.references import robust_links

# The HTML checker refuses this attribute on a checkbox; the theme prints it on two.
AUTOCOMPLETE = ' autocomplete="off"'


def page(output: str, file: str, edition: Edition) -> str:
    """One page as it is published."""
    return memo.kept(("finished", file), edition, functools.partial(_finished, output), output)


def _finished(output: str, edition: Edition) -> str:
    for name in ("__drawer", "__search"):
        output = output.replace(f'id="{name}"{AUTOCOMPLETE}', f'id="{name}"')
    return robust_links.mark(csp.links(csp.meta(output, edition), edition), robust_links.known(edition))


def template(output: str, name: str, edition: Edition) -> str:
    """The same for what the theme makes by itself."""
    return page(output, name, edition) if name.endswith(".html") else output


def site(folder: Path, edition: Edition) -> list[Problem]:
    """Write what is made once all pages are there.

    A problem for each old address that does not lead on.
    """
    webannotations.write(folder, edition)
    listed = {
        edition.site.page(kind.FRAME.file): frames.write(folder, edition, kind.FRAME, kind.sheets(edition))
        for kind in (source_pages, claim_pages, version_pages)
    }
    frames.list_in_sitemap(folder, listed)
    markdown_copies.write(folder, edition)
    figure_addresses.write(folder, edition)
    single_page.write(folder, edition)
    problems = moved.write(folder, edition)
    signposting.write(folder, edition)
    robots.write(folder, edition)
    take_away.fill_sizes(folder, edition)
    if not edition.site.folders:
        offline.prepare(folder)
    elif not edition.site.is_live and not edition.site.is_partial:
        asset_hashing.write(folder, {page_script.FILE, *style_sheets.files(edition)})
    former_editions.write(folder, edition)
    csp.write(folder, edition)  # last: it reads every page
    return problems
