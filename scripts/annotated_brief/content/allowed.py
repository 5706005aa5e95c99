"""The setting `allow`: hosts that pages may load from, and files in docs/ that may hold scripts.

Readers are told of these hosts on the page About, and the content security policy names them.
"""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from annotated_brief.core.shape import Field, Shape

HOST = r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?"
_EXAMPLE = "https:// and the host, without a path: https://images.example"
SHAPE: Shape = {
    "images": Field("texts", "hosts of pictures, sound and films", form=HOST, example=_EXAMPLE),
    "styles": Field("texts", "hosts of style sheets and typefaces", form=HOST, example=_EXAMPLE),
    "scripts": Field("texts", "hosts of scripts, and of what these ask for, such as those of analytics", form=HOST, example=_EXAMPLE),
    "files": Field("texts", "files in docs/ that hold HTML, or a drawing that acts", form=r"[\w./-]+\.\w+", example="the name of the file in docs/"),
}  # fmt: skip


class Allowed(NamedTuple):
    """The hosts by what they give, and the files."""

    images: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def has(self, kind: str, address: str) -> bool:
        """Whether something of a kind may be loaded from an address on another host."""
        try:
            parts = urlsplit(address.strip(), "https")
        except ValueError:
            return False
        return f"{parts.scheme}://{parts.netloc}".lower() in getattr(self, kind)

    @property
    def hosts(self) -> Mapping[str, tuple[str, ...]]:
        """What is loaded from other hosts, as readers say it, and from which."""
        named = {"pictures": self.images, "styles and typefaces": self.styles, "scripts": self.scripts}
        return {what: hosts for what, hosts in named.items() if hosts}


def read(said: Mapping[str, tuple[str, ...]]) -> Allowed:
    """The setting, as it is written, as a record."""
    return Allowed(**{name: tuple(said.get(name, ())) for name in SHAPE})
