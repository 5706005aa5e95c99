"""What robots and feed readers ask for: robots.txt, the feed, and a map of the site where the site has an address."""

from pathlib import Path

from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.metadata import feed

MAPS = ("sitemap.xml", "sitemap.xml.gz")


def write(folder: Path, edition: Edition) -> None:
    """Write them into a built site. A sitemap without addresses is removed."""
    feed.write(folder, edition)
    (folder / "robots.txt").write_text(str(render("robots.txt", root=edition.site.root)), "utf-8")
    if not edition.site.root:
        for name in MAPS:
            (folder / name).unlink(missing_ok=True)
