"""What a page may load and run, as a content security policy, and the headers that a server should send with it.

The policy stands in each page, so that it holds on any server and from a disk; what only a header can say stands in
the file `_headers` at the root of the site, in the form that static hosts read. Scripts run if they are files of the
site or if their hash is named; styles may stand in the page, for drawings and annotations carry places of their own.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from annotated_brief.content.allowed import Allowed
from annotated_brief.core import asset_hashing, site_files
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.metadata import signposting
from annotated_brief.pages import versions

HEADERS = "_headers"

_ATTRIBUTES = r"""(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)"""
SCRIPT = re.compile(rf"<script\b{_ATTRIBUTES}>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
LINK = re.compile(rf"<a\s{_ATTRIBUTES}>", re.IGNORECASE)
CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
DECLARED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]*)">')

# Data in a script element are not run and need no hash; from the last type reading.js makes speculation rules.
RUN = {
    "", "text/javascript", "application/javascript", "module", "importmap", "speculationrules",
    "application/speculationrules+json",
}  # fmt: skip

# Without a server the site has no origin that every browser would call its own.
DISK = "'self' file:"


def meta(output: str, edition: Edition) -> str:
    """A finished page with its policy, which stands before everything that the page loads."""
    if edition.site.is_live:
        return output  # MkDocs adds a script that is another one at every visit
    policy = text(hashes(output), "'self'" if edition.site.folders else DISK, edition.settings.allow)
    tag = str(render("policy.html", policy=Markup(policy)))
    return CHARSET.sub(lambda match: f"{match.group()}\n{tag}", output, count=1)


def text(scripts: Iterable[str], own: str = "'self'", allow: Allowed | None = None) -> str:
    """The policy with the hashes of inline scripts and the hosts that the edition names. A page cannot say who may frame it: only a header can."""
    named = allow or Allowed()
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", own, *sorted(scripts), *named.scripts)),
            " ".join(("style-src", own, "'unsafe-inline'", *named.styles)),
            # A drawing becomes a PNG by way of a data address; what counts readers asks by way of a picture.
            " ".join(("img-src", own, "data:", *dict.fromkeys((*named.images, *named.scripts)))),
            *([" ".join(("media-src", own, *named.images))] if named.images else []),
            " ".join(("font-src", own, *named.styles)),
            " ".join(("connect-src", own, *named.scripts)),
            f"worker-src {own}",
            f"manifest-src {own}",
            f"form-action {own}",
            "base-uri 'none'",
        )
    )


def hashes(output: str) -> set[str]:
    """The scripts that stand in a page, as a policy names them."""
    digests = (hashlib.sha256(body.encode()).digest() for body in inline(output))
    return {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}


def inline(output: str) -> Iterator[str]:
    """The scripts that stand in a page and are run."""
    for match in SCRIPT.finditer(output):
        kind = re.search(r"""\btype=["']?([^"'\s>]*)""", match["attributes"])
        if not re.search(r"\bsrc\s*=", match["attributes"]) and (kind[1].lower() if kind else "") in RUN:
            yield match["body"]


def links(output: str, edition: Edition) -> str:
    """A page whose links to other sites do not let the page behind them reach back."""
    own = urlsplit(edition.site.root).netloc

    def apart(match: re.Match[str]) -> str:
        if "http" not in match.group().lower():  # most links lead to a place in the site
            return match.group()
        href = re.search(r"""\bhref=["'](https?://[^"']*)""", match["attributes"], re.IGNORECASE)
        if not href or (own and urlsplit(href[1]).netloc == own):
            return match.group()
        rel = re.search(r"""\brel=["']([^"']*)["']""", match["attributes"])
        if rel is None:
            return f'{match.group()[:-1]} rel="noopener">'
        if {"noopener", "noreferrer"} & set(rel[1].split()):
            return match.group()
        return match.group().replace(rel.group(), f'rel="{rel[1]} noopener"')

    return LINK.sub(apart, output)


def write(folder: Path, edition: Edition) -> None:
    """The headers for a whole site: its policy allows what any of its pages allows."""
    pages = () if edition.site.is_live else site_files.pages(folder)  # under serve none has a policy
    all_hashes = {hashed for name in pages for hashed in declared(site_files.read(folder, name))}
    text = headers(
        all_hashes,
        asset_hashing.found(folder),
        edition.settings.allow,
        has_former=(folder / versions.FOLDER).is_dir(),
        root=edition.site.root,
    )
    site_files.write(folder, HEADERS, text)


def declared(html: str) -> list[str]:
    """The hashes that a page names, near its beginning."""
    match = DECLARED.search(html, 0, 4096)
    return re.findall(r"'sha256-[^']*'", match["policy"]) if match else []


def headers(
    scripts: Iterable[str],
    lasting: Iterable[str],
    allow: Allowed | None = None,
    *,
    has_former: bool = False,
    root: str = "",
) -> str:
    """The file of headers. Search engines are kept from former editions. What is named by what it holds never changes; browsers ask again for anything else."""
    everywhere = {
        "Content-Security-Policy": f"{text(scripts, allow=allow)}; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in REFUSED),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        **({"Link": f'<{root}{signposting.FILE}>; rel="linkset"; type="{signposting.TYPE}"'} if root else {}),
    }
    rules = {
        "/*": everywhere,
        **({f"/{signposting.FILE}": {"Content-Type": signposting.TYPE}} if root else {}),
        **({f"/{versions.FOLDER}/*": {"X-Robots-Tag": "noindex"}} if has_former else {}),
        **{f"/{name}": {"Cache-Control": "public, max-age=31536000, immutable"} for name in lasting},
    }
    return "\n".join(
        "\n".join((place, *(f"  {name}: {value}" for name, value in lines.items()))) + "\n"
        for place, lines in rules.items()
    )


# What the pages never ask a browser for. Copying to the clipboard is not among them.
REFUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
    "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip
