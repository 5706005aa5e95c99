"""Keep old addresses working after a change (bib/moved.yml).

roots/#note-old: {to: roots/#note-new}              a place that has another name on its page
references/gone2020/: {to: references/}             a page that is no more
figures/flow-wide.svg: {to: figures/flow.svg}       a file that has another name
timeline/?class=old: {to: timeline/?class=new}      a choice in a list
"""

import re
from pathlib import Path
from typing import NamedTuple

from annotated_brief.content import moved
from annotated_brief.core import memo, site_files
from annotated_brief.core.problems import Problem
from annotated_brief.core.records import Record
from annotated_brief.downloads import single_page
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.metadata import csp

# Elements into which an anchor may be put.
PLACE = re.compile(r"<(?:p|h[1-6]|dt|dd|td|th|li|figcaption|span)\b[^>]*>")
FORM = re.compile(r"<form\b[^>]*\bdata-filters\b")
ID = re.compile(r' id="([^"]*)"')


class _Anchor(NamedTuple):
    """A place that has another name on its page."""

    record: Record
    page: str  # its address
    old: str
    new: str


def write(folder: Path, edition: Edition) -> list[Problem]:
    """Write the old addresses into a built site.

    A problem for each that leads nowhere, and for each old one that is still there.
    """
    records, _ = memo.of_files(moved.load, edition.paths, edition.paths.moved)  # the checks have told the others
    problems: list[Problem] = []
    anchors: dict[str, list[_Anchor]] = {}
    for record in records:
        new = record.text("to")
        fault = _moved(record, new, folder, edition, anchors) if new else ""
        problems += [_problem(record, fault)] if fault else []
    for file, wanted in anchors.items():
        problems += _put_anchors(folder, file, wanted)
    _put_in_whole(folder, [anchor for wanted in anchors.values() for anchor in wanted])
    return sorted(problems)


def _problem(record: Record, fault: str) -> Problem:
    return Problem(record.file, record.line, f"{record.id}: {fault}", "mend the address")


def _moved(record: Record, new: str, folder: Path, edition: Edition, anchors: dict[str, list[_Anchor]]) -> str:
    """What is wrong, if anything is; an anchor is kept for when all of its page are known."""
    old = record.id
    page, mark, name = next((old.partition(mark) for mark in "#?" if mark in old), (old, "", ""))
    where, _, now = new.partition(mark) if mark else (new, "", "")
    if mark and (where != page or not now):
        return f"{new} is no place on the same page"
    from_file, to_file = (_file(address, edition) for address in (page, where))
    if not site_files.exists(folder, to_file):
        return f"{where or 'the first page'} is not there"
    if mark == "#":
        anchors.setdefault(to_file, []).append(_Anchor(record, page, name, now))
        return ""
    if mark:
        return _choice(folder, to_file, name, now)
    if site_files.exists(folder, from_file):
        return "is still there"
    if to_file.endswith(".html"):
        root = "../" * from_file.count("/")
        html = str(render("moved.html", to=root + edition.site.page(_page(where)), title=edition.settings.title))
        site_files.write(folder, from_file, csp.meta(html, edition))
    else:
        site_files.copy(folder, to_file, from_file)
    return ""


def _page(address: str) -> str:
    """roots/ -> roots.md; the first page has an empty address."""
    return f"{address.strip('/') or 'index'}.md"


def _file(address: str, edition: Edition) -> str:
    if address and not address.endswith("/"):
        return address
    return edition.site.file(_page(address))


def _put_anchors(folder: Path, file: str, anchors: list[_Anchor]) -> list[Problem]:
    """Put anchors of the old names at the places of the new; a problem for each without a place."""
    given = site_files.read(folder, file), anchors
    html, problems = memo.kept(("moved", file), None, lambda _: _with_anchors(*given), given)
    site_files.write(folder, file, html)
    return problems


def _with_anchors(html: str, anchors: list[_Anchor]) -> tuple[str, list[Problem]]:
    """The page with them, made in one pass."""
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    for match in ID.finditer(html):
        ids.setdefault(match[1], match.start())
    spans: list[tuple[int, str]] = []
    for anchor in anchors:
        place = ids.get(anchor.new, -1)
        element = PLACE.search(html, html.rfind("<", 0, place)) if place >= 0 else None
        if anchor.old in ids:
            problems.append(_problem(anchor.record, "is still there"))
        elif element:
            spans.append((element.end(), f'<span id="{anchor.old}"></span>'))
            ids[anchor.old] = place
        else:
            problems.append(_problem(anchor.record, f"#{anchor.new} is not on the page"))
    parts, end = [], 0
    for place, span in sorted(spans, key=lambda span: span[0]):
        parts += [html[end:place], span]
        end = place
    return "".join([*parts, html[end:]]), problems


def _put_in_whole(folder: Path, anchors: list[_Anchor]) -> None:
    """The same on the page that holds the whole, on which an id begins with its page where two pages have it."""
    whole = single_page.PAGE.replace(".md", "/index.html")
    if anchors and site_files.exists(folder, whole):
        wanted = [
            anchor._replace(old=prefix + anchor.old, new=prefix + anchor.new)
            for anchor in anchors
            for prefix in ("print-", f"print-{anchor.page.strip('/')}-")
        ]
        _put_anchors(folder, whole, wanted)  # not every page is a part of it


def _choice(folder: Path, file: str, old: str, new: str) -> str:
    """Give a form the new value for an old one."""
    html = site_files.read(folder, file)
    (control, _, was), (other, _, value) = old.partition("="), new.partition("=")
    form = FORM.search(html)
    if not form or control != other or f'value="{value}"' not in html:
        return f"?{new} is no choice on the page"
    if f'value="{was}"' in html:
        return "is still there"
    known = f' data-was-{control}="{was} {value}'
    at = html.find(f' data-was-{control}="', form.start())
    if at >= 0:
        html = html[:at] + html[at:].replace(f' data-was-{control}="', f"{known} ", 1)
    else:
        html = f'{html[: form.end()]}{known}"{html[form.end() :]}'
    site_files.write(folder, file, html)
    return ""
