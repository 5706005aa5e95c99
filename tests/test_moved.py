"""Addresses of an earlier version go on working, and one that leads nowhere stops the build."""

from pathlib import Path

import lxml.html
import pytest
from annotated_brief.edition import Edition
from annotated_brief.metadata import moved
from conftest import Tab

KNOWN = Path(__file__).parent / "cases" / "addresses-1.0.0.txt"


def test_every_address_of_the_first_version_is_there(site: Path) -> None:
    ids: dict[str, set[str]] = {}
    lost = []
    for address in KNOWN.read_text("utf-8").splitlines():
        file, _, anchor = address.partition("#")
        if not (site / file).is_file():
            lost.append(address)
        elif anchor:
            if file not in ids:
                ids[file] = set(lxml.html.parse(site / file).getroot().xpath("//@id"))
            lost += [] if anchor in ids[file] else [address]
    assert lost == []


def test_a_choice_that_somebody_kept_is_still_made(address: str, tab: Tab) -> None:
    page = tab()
    page.goto(f"{address}/timeline/?class=before-its-last-footnote")
    assert page.locator("select[name=class]").input_value() == "before-it-was-finished"
    assert page.locator("[data-item]:not([hidden])").count() < page.locator("[data-item]").count()


def written(rows: str, edition: Edition, root: Path) -> list[str]:
    """What is told of these rows for a site of one page, one file and one list."""
    folder = root / "site"
    (folder / "roots").mkdir(parents=True)
    (folder / "roots" / "index.html").write_text('<dl><div id="new"><dt>One</dt></div></dl>', "utf-8")
    (folder / "list").mkdir()
    (folder / "list" / "index.html").write_text('<form data-filters><option value="b"></form>', "utf-8")
    (folder / "a.svg").write_text("<svg/>", "utf-8")
    (root / "bib").mkdir()
    (root / "bib" / "moved.yml").write_text(rows, "utf-8")
    return [
        f"{one.line} {one.message}"
        for one in moved.write(folder, edition._replace(paths=edition.paths._replace(root=root)))
    ]


def test_a_place_a_page_a_file_and_a_choice_lead_on(edition: Edition, tmp_path: Path) -> None:
    rows = (
        'roots/#old: {to: "roots/#new"}\nroots/gone/: {to: roots/}\na-wide.svg: {to: a.svg}\n'
        'list/?kind=x: {to: "list/?kind=b"}\nlist/?kind=y: {to: "list/?kind=b"}\n'
    )
    assert written(rows, edition, tmp_path) == []
    site = tmp_path / "site"
    assert (site / "roots" / "index.html").read_text(
        "utf-8"
    ) == '<dl><div id="new"><dt><span id="old"></span>One</dt></div></dl>'
    assert 'content="0; url=../../roots/"' in (site / "roots" / "gone" / "index.html").read_text("utf-8")
    assert (site / "a-wide.svg").read_text("utf-8") == "<svg/>"
    form = lxml.html.fromstring((site / "list" / "index.html").read_text("utf-8"))
    assert sorted(form.get("data-was-kind").split()) == ["b", "b", "x", "y"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('roots/#old: {to: "roots/#none"}', "roots/#old: #none is not on the page"),
        ('roots/#old: {to: "list/#new"}', "roots/#old: list/#new is no place on the same page"),
        ('roots/#new: {to: "roots/#new"}', "roots/#new: is still there"),
        ("roots/: {to: list/}", "roots/: is still there"),
        ("gone/: {to: none/}", "gone/: none/ is not there"),
        ("b.svg: {to: none.svg}", "b.svg: none.svg is not there"),
        ('list/?kind=x: {to: "list/?kind=none"}', "list/?kind=x: ?kind=none is no choice on the page"),
    ],
)
def test_an_old_address_that_does_not_lead_on_is_told(row: str, told: str, edition: Edition, tmp_path: Path) -> None:
    assert f"1 {told}" in written(f"{row}\n", edition, tmp_path)
