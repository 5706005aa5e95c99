"""The links of a page as its Markdown copy has them: whole where the site has an address, else from where the copy stands."""

import functools
import posixpath
import re

SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
PARTS = re.compile(r"([^?#]*)(.*)", re.DOTALL)


class Addresses:
    """Those of one page.

    `name` is the file of the page in the site, `named` the address of its copy from there, `root` that of the site, if any.
    """

    def __init__(self, name: str, named: str, root: str) -> None:
        self._page = name.removesuffix("index.html")
        self._folder = posixpath.dirname(name)
        self._site = root
        self._has_folders = name.endswith("index.html")
        self.copy = posixpath.normpath(posixpath.join(self._folder, named))
        self._at = posixpath.dirname(self.copy)
        self.root = posixpath.relpath(".", self._folder or ".") + "/"  # from the page

    def of(self, href: str) -> str:
        """A link of the page as the copy has it."""
        if SCHEME.match(href):
            return href
        place, rest = self._from_root(href)
        if self._site:
            return f"{self._site}{place}{rest}"
        return _relative(place, self._at) + rest

    def claim(self, name: str) -> str:
        """The page of a claim, from the root of the site."""
        return f"claims/{name}{'/' if self._has_folders else '.html'}"

    def is_of(self, href: str, name: str) -> bool:
        """Whether a link leads to a claim: to its page, or to a place that bears its name."""
        place, rest = self._from_root(href)
        return rest == f"#{name}" or place == self.claim(name)

    def _from_root(self, href: str) -> tuple[str, str]:
        """The page that a link leads to, from the root of the site, and the query and the place in it."""
        match = PARTS.match(href)
        path, rest = match.groups() if match else (href, "")
        if not path:
            return self._page, rest
        if path.startswith(self.root):
            return _joined("", path[len(self.root) :]), rest
        return _joined(self._folder, path), rest


@functools.lru_cache(4096)
def _joined(folder: str, path: str) -> str:
    """A path in a folder, from the root of the site; a folder has a slash at its end, and the root is empty."""
    place = posixpath.normpath(posixpath.join(folder, path))
    is_folder = path.endswith("/") or posixpath.basename(path) in {".", ".."}
    return "" if place == "." else f"{place}/" if is_folder else place


@functools.lru_cache(4096)
def _relative(place: str, folder: str) -> str:
    """The way from a folder to a place, both from the root of the site."""
    way = posixpath.relpath(place or ".", folder or ".")
    return f"{way}/" if place.endswith("/") or not place else way
