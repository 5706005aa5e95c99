"""The last touch on finished pages: faults of the theme mended, pages that share a frame written."""

from pathlib import Path

from scripts.edition import Edition
from scripts.editions import offline, whole
from scripts.ground import fingerprints
from scripts.web import crawlers, policy, searching, source_pages, webannotations

# The HTML checker refuses this attribute on a checkbox; the theme prints it on two.
AUTOCOMPLETE = ' autocomplete="off"'


def page(output: str, file: str, edition: Edition) -> str:
    """One page as it is published."""
    del file
    for name in ("__drawer", "__search"):
        output = output.replace(f'id="{name}"{AUTOCOMPLETE}', f'id="{name}"')
    return policy.links(policy.meta(output, edition), edition)


def template(output: str, name: str, edition: Edition) -> str:
    """The same for what the theme makes by itself."""
    return page(output, name, edition) if name.endswith(".html") else output


def site(folder: Path, edition: Edition) -> None:
    """What is written once all pages are there."""
    webannotations.write(folder, edition)
    source_pages.write(folder, edition)
    searching.write(folder, edition)
    whole.write(folder, edition)
    crawlers.write(folder, edition)
    if edition.addresses.folders:
        fingerprints.write(folder)
    else:
        offline.prepare(folder)
    policy.write(folder)  # last: it reads every page
