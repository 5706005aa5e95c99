"""A Markdown copy beside each page, for programs that read text: /roots/index.md, /claims/c018.md.

After the words of each claim stand its verdict, the date of the check and its address, so that a quotation has them too.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

from annotated_brief.content import blocks, cell_references
from annotated_brief.content.claims import Claim
from annotated_brief.content.page_record import Page
from annotated_brief.core import memo, site_files
from annotated_brief.edition import Edition
from annotated_brief.pages import ledger

MARK = re.compile(r"\[\]\(\)\{\s*#(?P<id>[\w-]+)[^}]*\}")
CITED = re.compile(r"\[(?=[^\]]*@)(?P<inside>[^\[\]]+)\]")
KEY = re.compile(r"-?@(?P<key>[\w:.+/-]*\w)")
# Blocks that data fill: in their place stands the address of the page.
FILLED = {"figure": "fig-", "listing": ""}


def write(folder: Path, edition: Edition) -> None:
    """Put the copies into a built site."""
    for name, text in files(edition):
        site_files.write(folder, name, text)


def files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Address from the root of the site, and text, of every copy."""
    for page in edition.pages.values():
        if not page.meta.get("unlisted"):
            yield edition.site.beside(page.file), page_text(edition, page)
    for name in edition.claims:
        yield f"claims/{name}.md", memo.kept(("copy", name), edition, functools.partial(claim_text, name=name))


def page_text(edition: Edition, page: Page) -> str:
    """A page with its verdicts in the text, annotations as quotations, and links in place of figures and lists."""
    lines = [f"# {page.title}", "", str(page.meta.get("standfirst", "")), ""]
    lines += _lines(edition, page)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + f"\n\n{_signed(edition)}\n"


def claim_text(edition: Edition, name: str) -> str:
    """A claim with its verdict, reason and evidence."""
    claim = edition.claims[name]
    lines = [
        f"# {claim.id}: {ledger.plain(claim.claim)}",
        "",
        f"Verdict: {checked(edition, claim)}",
        "",
        ledger.plain(claim.why),
        "",
    ]
    for one in claim.evidence:
        source = edition.sources.get(one.source)
        if source:
            lines.append(
                f"- {one.stance}: {ledger.plain(one.says)} ({source.publisher or source.title}, {source.date}, {source.url})"
            )
    return "\n".join(lines).strip() + f"\n\n{_signed(edition)}\n"


def checked(edition: Edition, claim: Claim) -> str:
    """The verdict on a claim as it stands behind its words."""
    date = f", checked {claim.checked.isoformat()}" if claim.checked else ""
    mark = edition.marks.get(claim.id)
    place = edition.site.from_root(mark.page if mark else edition.lists["ledger"], claim.id)
    return f"{claim.verdict}{date}, {place}"


def _lines(edition: Edition, page: Page) -> Iterator[str]:
    quoted = filled = False
    for line in page.body.split("\n"):
        opened = blocks.OPEN.match(line)
        if blocks.CLOSE.match(line):
            quoted = filled = False
            yield ""
        elif opened and opened["kind"] in FILLED:
            filled = True
            anchor = FILLED[opened["kind"]] and f"{FILLED[opened['kind']]}{opened['argument']}"
            place = edition.site.from_root(page.file, anchor)
            yield f"[{opened['kind'].capitalize()}: {opened['argument']}]({place})"
        elif opened:
            quoted = True
            yield f"> **{opened['kind'].capitalize()}: {cell_references.strip(opened['argument'] or '')}**  "
        elif not filled and not blocks.ATTRIBUTES.match(line):
            yield ("> " if quoted else "") + _line(edition, line)


def _line(edition: Edition, line: str) -> str:
    def said(match: re.Match[str]) -> str:
        claim = edition.claims.get(match["id"])
        return f" [{claim.id}: {checked(edition, claim)}]" if claim else ""

    def cited(match: re.Match[str]) -> str:
        return f" [{KEY.sub(lambda key: 'note ' + edition.numbers.get(key['key'], '?'), match['inside'])}]"

    return cell_references.strip(CITED.sub(cited, MARK.sub(said, line)))


def _signed(edition: Edition) -> str:
    facts = edition.settings
    place = f", {edition.site.root}" if edition.site.root else ""
    return (
        f"---\n{facts.argument_by}'s argument, restated and checked by {facts.contributors.lower()} in "
        f"“{facts.title}”, version {facts.version}, {facts.date.isoformat()}{place}"
    )
