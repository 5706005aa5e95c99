"""Former versions: what differs claim by claim, and the editions themselves, kept whole under /v/."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import briefs
import lxml.html
import pytest
from annotated_brief import cli
from annotated_brief.content import archives, changes, settings
from annotated_brief.content.changes import Judged, Release
from annotated_brief.core.paths import Paths
from annotated_brief.downloads import former_editions, publish
from annotated_brief.edition import Edition
from annotated_brief.pages import ledger_files, versions
from annotated_brief.references import cite_this, formats
from conftest import Tab, serve

PAGES = {
    "index.html": b'<!DOCTYPE html><html><head><title>Old</title></head><body data-x="a > b"><p>Old words.</p></body></html>',
    "about.html": b"<html><BODY><p>About the old one.</p></body></html>",
    "claims/c001.html": b"<html><body>A claim.</body></html>",
    "gone/deeper.html": b"<html><body>No longer anywhere.</body></html>",
    "bare.html": b"<p>No body.</p>",
    "assets/stylesheets/brief.css": b"p { color: red }\n",
}


def zipped(target: Path, files: Mapping[str | zipfile.ZipInfo, bytes], top: str = "") -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else top + name, data)
    return target


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample brief, published with a former edition that the command has put among those kept."""
    root = tmp_path_factory.mktemp("kept") / "brief"
    paths = briefs.copy(root)
    kept = zipped(root.parent / "old.zip", PAGES, "an-old-brief/")
    archives.keep(paths, "0.9.0", kept.read_bytes())
    publish.build(paths, root / "site", is_published=True)
    return root / "site"


def test_every_file_of_a_former_edition_is_there_and_differs_by_its_mark_alone(published: Path) -> None:
    at = published / "v" / "0.9.0"
    assert {path.relative_to(at).as_posix() for path in at.rglob("*") if path.is_file()} == set(PAGES)
    for name, data in PAGES.items():
        found = (at / name).read_bytes()
        start, end = found.find(b"<aside"), found.find(b"</aside>") + len(b"</aside>")
        assert (found[:start] + found[end:] if start >= 0 else found) == data, name
        assert (start >= 0) == (name.endswith(".html") and name != "bare.html")
    archive = (published / "v" / "0.9.0.zip").read_bytes()
    assert archive == (published.parent / "releases" / "0.9.0.zip").read_bytes()
    assert (published / "v" / archives.SUMS).read_text("utf-8").endswith("  0.9.0.zip\n")


@pytest.mark.parametrize(
    ("page", "place"),
    [("index.html", ""), ("about.html", "about"), ("claims/c001.html", "claims/c001"), ("gone/deeper.html", "")],
)
def test_the_mark_leads_to_the_same_place_in_the_present_edition(published: Path, page: str, place: str) -> None:
    file = published / "v" / "0.9.0" / page
    (mark,) = lxml.html.document_fromstring(file.read_bytes()).xpath("//body/aside[1]")
    assert "version 0.9.0" in mark.text_content() and mark.get("role") == "note"
    (link,) = mark.xpath(".//a[@rel='latest-version']/@href")
    assert link.endswith("/") and (file.parent / link).resolve() == (published / place).resolve()
    (script,) = mark.xpath(".//script/@src")
    assert (file.parent / script).resolve() == (published / "v" / "former-edition.js").resolve()


def test_it_leads_to_the_same_place_on_the_page(published: Path, tab: Tab) -> None:
    server, at = serve(published)
    opened = tab()
    opened.goto(f"{at}/v/0.9.0/claims/c001.html?verdict=open#why")
    to = "[...document.querySelectorAll('a[rel=latest-version]')].map(link => link.href)"
    opened.wait_for_function(f"({to})[0].includes('#')")
    assert opened.evaluate(to) == [f"{at}/claims/c001/?verdict=open#why"]
    server.shutdown()


def test_nothing_of_the_present_site_needs_a_former_edition(published: Path, tmp_path: Path) -> None:
    named = {path for path in published.rglob("*.html") if "v/0.9.0" in path.read_text("utf-8")}
    assert named <= {published / "changes" / "index.html", *(published / "v").rglob("*.html")}
    headers = (published / "_headers").read_text("utf-8")
    assert "/v/*\n  X-Robots-Tag: noindex\n" in headers
    root = tmp_path / "brief"
    publish.build(briefs.copy(root), root / "site", is_published=True)
    files = {path.relative_to(root / "site") for path in (root / "site").rglob("*") if path.is_file()}
    assert {path.relative_to(published) for path in published.rglob("*") if path.is_file()} - files == {
        path.relative_to(published) for path in (published / "v").rglob("*") if path.is_file()
    }


def test_an_archive_is_kept_once_and_a_changed_one_is_a_fault(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    kept = archives.keep(paths, "1.0.0", zipped(tmp_path / "a.zip", PAGES).read_bytes())
    assert list(archives.faults(paths)) == []
    with pytest.raises(ValueError, match="never rewritten"):
        archives.keep(paths, "1.0.0", b"")
    with pytest.raises(ValueError, match="no version"):
        archives.keep(paths, "../1", b"")
    zipped(kept, PAGES | {"index.html": b"<body>Other words.</body>"})
    zipped(paths.archives / "1.1.0.zip", {"a/b.txt": b""})
    zipped(paths.archives / "latest.zip", PAGES)
    zipped(paths.archives / "1.2.0.zip", {"index.html": b"", "../../out.html": b""})
    (paths.archives / "1.4.0.zip").mkdir()
    (paths.archives / "1.3.0.zip").write_bytes(b"no zip")
    with (paths.archives / archives.SUMS).open("a") as sums:
        sums.write(f"{'0' * 64}  0.1.0.zip\n{'1' * 64}  1.0.0.zip\n")
    said = [f"{one.file}:{one.line}: {one.message}" for one in archives.faults(paths)]
    for words in (
        "releases/1.0.0.zip:0: is not the archive", "releases/1.1.0.zip:0: has no hash", "releases/1.1.0.zip:0: holds no index",
        "releases/latest.zip:0: is not named by a version", "releases/1.2.0.zip:0: holds '../../out.html'",
        "releases/1.3.0.zip:0: cannot be read", "releases/SHA256SUMS:2: 0.1.0.zip is not there", "releases/SHA256SUMS:3: 1.0.0.zip is listed twice",
        "releases/1.4.0.zip:0: is no file",
    ):  # fmt: skip
        assert any(one.startswith(words) for one in said), (words, said)


LINK = zipfile.ZipInfo("link")
LINK.external_attr = 0o120777 << 16
UNFIT = {
    "holds no index.html": {"a.html": b""}, "holds 'C:/a', which would land outside": {"C:/a": b""}, "'/etc/a'": {"/etc/a": b""},
    "'../a', which would land": {"../a": b""}, "holds 'a' as a file and as a folder": {"a": b"", "a/b": b""},
    "too long for a file": {"a" * 300: b""}, "holds 'link', which would land": {LINK: b"/etc/passwd"},
}  # fmt: skip


@pytest.mark.parametrize("says", UNFIT)
def test_what_cannot_be_published_is_not_kept(says: str, tmp_path: Path) -> None:
    files = UNFIT[says] if says == "holds no index.html" else {"index.html": b"", **UNFIT[says]}
    with pytest.raises(ValueError, match=says):
        archives.keep(Paths(tmp_path), "1.0.0", zipped(tmp_path / "a.zip", files).read_bytes())
    assert not (tmp_path / "releases").exists()


def test_a_damaged_archive_is_not_kept(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"index.html": b"A" * 300}).read_bytes()
    for damaged in (whole[:-30], whole.replace(b"AAAA", b"BAAA", 1), b"", b"no zip"):
        with pytest.raises(ValueError, match="cannot be read"):
            archives.keep(Paths(tmp_path), "1.0.0", damaged)
    twice = zipped(tmp_path / "b.zip", {"index.html": b"", "indey.html": b""}).read_bytes().replace(b"indey", b"index")
    with pytest.raises(ValueError, match=r"'index\.html' twice"):
        archives.keep(Paths(tmp_path), "1.0.0", twice)
    mac = zipped(tmp_path / "c.zip", {"brief/index.html": b"", "__MACOSX/._index.html": b""}).read_bytes()
    assert [name for name, _ in archives.files(archives.keep(Paths(tmp_path), "1.0.0", mac))] == ["index.html"]


def test_the_command_keeps_an_archive_that_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    briefs.copy(tmp_path / "brief")
    monkeypatch.chdir(tmp_path / "brief")
    given = zipped(tmp_path / "old.zip", PAGES)
    assert cli.main(["keep", str(given), "--version", "0.9.0"]) == 0
    assert cli.main(["keep", str(given), "--version", "0.9.0"]) == 1
    assert archives.kept(Paths(tmp_path / "brief")).keys() == {"0.9.0"}


def test_a_version_is_kept_with_its_ledger(edition: Edition, tmp_path: Path) -> None:
    here = edition._replace(paths=Paths(tmp_path))
    archive = zipped(tmp_path / "a.zip", PAGES).read_bytes()
    assert ledger_files.keep(here, archive).read_bytes() == archive
    (release,), problems = changes.load_releases(here.paths)
    assert problems == [] and {name: one.verdict for name, one in release.claims.items()} == {
        claim.id: claim.verdict for claim in edition.claims.values()
    }


def test_each_claim_that_differs_between_two_versions_is_told(edition: Edition, site: Path) -> None:
    (step,) = versions.steps(edition)
    (release,) = edition.releases
    assert (step.before, step.after) == (release.version, edition.settings.version)
    assert {one.claim for one in step.judged_anew} == {
        name for name, old in release.claims.items() if edition.claims[name].verdict != old.verdict
    }
    shown = step.judged_anew + step.worded_anew + step.added + step.withdrawn
    assert step.same + len(shown) == len({*release.claims, *edition.claims})
    page = lxml.html.parse(str(site / "changes" / step.before / "index.html")).getroot()
    items = page.xpath("//ol[@class='changes-list']/li")
    assert [item.xpath("string(a)") for item in items] == [one.claim for one in shown]
    for item, one in zip(items, shown, strict=True):
        text = " ".join(item.text_content().split())
        assert one.before and one.after and one.before.verdict in text and one.after.verdict in text
        assert one.after.words in text and one.before.words in text
    assert not page.xpath("//ol[@class='changes-list']//script")
    (link,) = (
        lxml.html.parse(str(site / "changes" / "index.html"))
        .getroot()
        .xpath("//a[contains(., 'claim by claim')]/@href")
    )
    assert (site / "changes" / link).resolve() == (site / "changes" / step.before).resolve()


def test_a_new_claim_and_one_that_is_gone_are_told(edition: Edition) -> None:
    old = dict(edition.releases[0].claims)
    first = next(iter(old))
    old.pop(first)
    old["c999"] = Judged("supported", "It was said once.")
    (step,) = versions.steps(edition._replace(releases=[Release("1.0.0", old, "")]))
    assert [one.claim for one in step.added] == [first] and [one.claim for one in step.withdrawn] == ["c999"]
    straight = {
        name: one._replace(words=one.words.replace("’", "'")) for name, one in edition.releases[0].claims.items()
    }
    assert versions.steps(edition._replace(releases=[Release("1.0.0", straight, "")])) == versions.steps(edition)


def test_a_version_is_listed_also_where_nothing_is_recorded_of_it(edition: Edition) -> None:
    """Else nothing would lead to what differs from it, or to the edition as it was."""
    facts = edition.settings._replace(version="1.10.0")
    release = Release("1.2.0", edition.releases[0].claims, "")
    other = edition._replace(settings=facts, releases=[*edition.releases, release])
    page = lxml.html.fromstring(f"<div>{versions.listing(other, edition.lists['changes'])}</div>")
    assert page.xpath("//h2/text()") == [f"Version {one}" for one in ("1.10.0", "1.2.0", "1.1.0", "1.0.0")]
    assert page.xpath("//section[1]//a/@href") == ["../changes/1.2.0/"] and not page.xpath("//ol[not(li)]")


def test_every_citation_names_the_version(edition: Edition, site: Path) -> None:
    version, source = edition.settings.version, cite_this.record(edition)
    forms = formats.all_of(source, cite_this.formatted(edition), edition)
    assert [form.name for form in forms if version not in form.text] == []
    for name in ("claims/c018/index.html", "claims/c018.md", "roots/index.md", "claims.json"):
        assert version in (site / name).read_text("utf-8"), name
    assert f"version {version}" in cite_this.of_figures(edition)["trade"]
    assert settings.citation(edition.paths)["preferred-citation"]["version"] == version


def test_a_citation_of_another_version_is_told(tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    cff = tmp_path / "CITATION.cff"
    cff.write_text(cff.read_text("utf-8") + "preferred-citation:\n  type: report\n  version: 0.0.9\n", "utf-8")
    assert any("does not name the version" in problem.message for problem in settings.check(paths))


def test_a_mark_is_the_first_thing_in_a_page() -> None:
    assert former_editions.marked(b'<body class="a>b">x', b"MARK") == b'<body class="a>b">MARKx'
