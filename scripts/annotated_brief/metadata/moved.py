"""Addresses that readers may have kept go on working after a change (bib/moved.yml).

roots/#note-old: {to: roots/#note-new}              a place that has another name on its page
references/gone2020/: {to: references/}             a page that is no more
figures/flow-wide.svg: {to: figures/flow.svg}       a file that has another name
timeline/?class=old: {to: timeline/?class=new}      a choice in a list
"""

import re
from pathlib import Path

from annotated_brief.content import moved
from annotated_brief.core import site_files
from annotated_brief.core.problems import Problem
from annotated_brief.downloads import single_page
from annotated_brief.edition import Edition
from annotated_brief.markup.templating import render
from annotated_brief.metadata import csp

# Elements into which an anchor may be put.
PLACE = re.compile(r"<(?:p|h[1-6]|dt|dd|td|th|li|figcaption|span)\b[^>]*>")
FORM = re.compile(r"<form\b[^>]*\bdata-filters\b")


def write(folder: Path, edition: Edition) -> list[Problem]:
    """Write the old addresses into a built site.

    A problem for each that leads nowhere, and for each old one that is still there.
    """
    found, _ = moved.load(edition.paths)  # the rest the checks have told
    problems = []
    for record in found:
        new = record.text("to")
        fault = _moved(record.id, new, folder, edition) if new else ""
        if fault:
            problems.append(Problem(record.file, record.line, f"{record.id}: {fault}", "mend the address"))
    return problems


def _moved(old: str, new: str, folder: Path, edition: Edition) -> str:
    """What is wrong, if anything is."""
    page, mark, name = next((old.partition(mark) for mark in "#?" if mark in old), (old, "", ""))
    where, _, now = new.partition(mark) if mark else (new, "", "")
    if mark and (where != page or not now):
        return f"{new} is no place on the same page"
    from_file, to_file = (_file(address, edition) for address in (page, where))
    if not site_files.exists(folder, to_file):
        return f"{where or 'the first page'} is not there"
    if mark:
        return (_anchor if mark == "#" else _choice)(folder, to_file, name, now, page)
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
    made = edition.site.page(_page(address))
    return f"{made}index.html" if not made or made.endswith("/") else made


def _anchor(folder: Path, file: str, old: str, new: str, page: str) -> str:
    """An anchor of the old name at the place of the new; on the page that holds the whole as well."""
    whole = single_page.PAGE.replace(".md", "/index.html")
    for name, prefix in [(file, ""), *((whole, prefix) for prefix in ("print-", f"print-{page.strip('/')}-"))]:
        html = site_files.read(folder, name) if site_files.exists(folder, name) else ""
        if not prefix and f'id="{old}"' in html:
            return "is still there"
        place = html.find(f' id="{prefix}{new}"')
        element = PLACE.search(html, html.rfind("<", 0, place)) if place >= 0 else None
        if element and f'id="{prefix}{old}"' not in html:
            end = element.end()
            site_files.write(folder, name, f'{html[:end]}<span id="{prefix}{old}"></span>{html[end:]}')
        elif not prefix:
            return f"#{new} is not on the page"
    return ""


def _choice(folder: Path, file: str, old: str, new: str, page: str) -> str:
    """A form that knows an old value by the new one."""
    del page
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
