"""Where a site is published and what its addresses look like, as mkdocs.yml says; a build is told by MkDocs."""

from annotated_brief.content import settings
from annotated_brief.core.paths import Paths
from annotated_brief.core.site import Site, root


def load(paths: Paths) -> Site:
    """The site that `mkdocs build` would make."""
    config = settings.read(paths, paths.config)[0]
    return Site(config.get("use_directory_urls") is not False, root=root(str(config.get("site_url") or "")))
