"""The addresses of pages and files: folders on a server, files in the offline copy."""

from pathlib import Path
from typing import NamedTuple

from annotated_brief.core.keys import slug


def source_file(key: str) -> str:
    """Where the page of a source would stand in docs/."""
    return f"references/{slug(key)}.md"


def claim_file(name: str) -> str:
    """Where the page of a claim would stand in docs/."""
    return f"claims/{name}.md"


def figure_file(name: str) -> str:
    """Where the page that leads to a figure would stand in docs/."""
    return f"figures/{name}.md"


def root(url: str) -> str:
    """The address of a site as others are written after it: with a slash at its end; empty if there is none."""
    return f"{url.rstrip('/')}/" if url else ""


class Site(NamedTuple):
    """Links are relative, so that the site works under any path and from a disk; what other programs keep is absolute."""

    folders: bool = True  # roots/ rather than roots.html
    is_live: bool = False  # under `mkdocs serve`, which puts a script of its own into every page
    is_partial: bool = False  # only what has changed is built, into the site that is there
    is_published: bool = False  # with PDF, EPUB, offline copy and cards beside the pages
    root: str = ""  # where the site is published, with a slash at its end; empty while that is not known

    def page(self, file: str) -> str:
        """Address, from the root of the site, of a page of docs/ such as roots.md."""
        stem = file.removesuffix(".md")
        if stem == "index":
            return "" if self.folders else "index.html"
        return f"{stem}/" if self.folders else f"{stem}.html"

    def source(self, key: str) -> str:
        return self.page(source_file(key))

    def claim(self, name: str) -> str:
        return self.page(claim_file(name))

    def base(self, file: str) -> str:
        """The relative path from a page to the root of the site: empty, ../ or ../../."""
        return "../" * self.page(file).count("/")

    def link(self, file: str, target: str, anchor: str = "") -> str:
        """From a page to another page (or the same) and a place in it."""
        if file == target and anchor:
            return f"#{anchor}"
        return (self.base(file) + self.page(target) or "./") + (f"#{anchor}" if anchor else "")

    def absolute(self, file: str, anchor: str = "") -> str:
        """A page, or a place in it, as other programs keep it; empty while the site has no address."""
        return f"{self.root}{self.page(file)}{f'#{anchor}' if anchor else ''}" if self.root else ""

    def from_root(self, file: str, anchor: str = "") -> str:
        """The same for a file at the root of the site: absolute, or from the root while the site has no address."""
        return self.absolute(file, anchor) or (self.page(file) or "./") + (f"#{anchor}" if anchor else "")

    def beside(self, file: str) -> str:
        """Where the Markdown copy of a page stands, from the root of the site."""
        address = self.page(file)
        return f"{address}index.md" if self.folders else f"{address.removesuffix('.html')}.md"

    def file(self, page: str) -> str:
        """The file of a page in a built site, from its root."""
        return f"{self.page(page)}index.html" if self.folders else self.page(page)

    def built(self, folder: Path, file: str) -> Path:
        """The same in the folder of the site."""
        return folder / self.file(file)
