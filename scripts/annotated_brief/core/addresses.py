"""What a build is for, and the addresses within the site: folders on a server, files in the offline copy."""

import posixpath
from typing import NamedTuple

from annotated_brief.core.keys import slug


def source_file(key: str) -> str:
    """Where the page of a source would stand in docs/."""
    return f"references/{slug(key)}.md"


class Addresses(NamedTuple):
    """Everything relative, so that the site works under any path and from a disk."""

    folders: bool = True  # roots/ rather than roots.html
    is_live: bool = False  # under `mkdocs serve`, which puts a script of its own into every page
    is_partial: bool = False  # only what has changed is built, into the site that is there
    is_published: bool = False  # with PDF, EPUB, offline copy and cards beside the pages

    def page(self, file: str) -> str:
        """Address, from the root of the site, of a page of docs/ such as roots.md."""
        stem = file.removesuffix(".md")
        if stem == "index":
            return "" if self.folders else "index.html"
        return f"{stem}/" if self.folders else f"{stem}.html"

    def source(self, key: str) -> str:
        return self.page(source_file(key))

    def claim(self, name: str) -> str:
        return self.page(f"claims/{name}.md")

    def base(self, file: str) -> str:
        """What leads from a page to the root of the site: empty, ../ or ../../."""
        folder = self.page(file) if self.folders else posixpath.dirname(self.page(file))
        return "../" * len([part for part in folder.split("/") if part])

    def link(self, file: str, target: str, anchor: str = "") -> str:
        """From a page to another page (or the same) and a place in it."""
        if file == target and anchor:
            return f"#{anchor}"
        return (self.base(file) + self.page(target) or "./") + (f"#{anchor}" if anchor else "")
