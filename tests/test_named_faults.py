"""Faults that once built in silence, ended in a traceback, had no line or never ended, each told now with file, line and remedy.

All of them are planted in one copy of the sample, one after the other, and what they changed is put back.
"""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import briefs
import pytest
import yaml
from annotated_brief import cli, edition
from annotated_brief.bibliography import references
from annotated_brief.checks import file_rules, foreign_rules, site_rules
from annotated_brief.content import source_date
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.plugin import AnnotatedBriefPlugin
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

CASES: list[dict[str, str]] = yaml.safe_load((briefs.TESTS / "cases" / "named.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paths]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(references, "load", lambda *_: {})  # no rule needs them, and pandoc takes its time
        copy = briefs.copy(tmp_path_factory.mktemp("named"))
        assert briefs.problems(copy) == []
        yield copy


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_fault_is_told_with_its_line_and_a_remedy(case: dict[str, str], paths: Paths) -> None:
    path = paths.root / case["file"]
    old = path.read_bytes() if path.exists() else None
    text = (old or b"").decode("utf-8")
    if "find" in case:
        assert case["find"] in text
        text = text.replace(case["find"], case["replace"], 1)
    else:
        text = case.get("write", text + case.get("append", ""))
    path.parent.mkdir(exist_ok=True)
    for name, value in {"{D800}": "\ud800", "DEEP": "[" * 500 + "]" * 500, "LONG": "word " * 600_000}.items():
        text = text.replace(name, value)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found = [problem for problem in briefs.problems(paths) if problem.file == case.get("in", case["file"])]
        mine = [problem for problem in found if case["says"] in problem.message]
        assert mine, "\n".join(map(str, found)) or "nothing is told"
        assert all(problem.remedy.startswith(case.get("remedy", "")) and problem.remedy for problem in mine)
        assert "at" not in case or any(line(paths, problem).startswith(case["at"]) for problem in mine), mine
    finally:
        path.unlink() if old is None else path.write_bytes(old)


def line(paths: Paths, problem: Problem) -> str:
    """What stands on the line that is told."""
    lines = (paths.root / problem.file).read_bytes().decode("utf-8", "replace").split("\n")
    return lines[problem.line - 1].strip() if 0 < problem.line <= len(lines) else ""


def bound(path: Path) -> None:
    """A socket; its address may have no more than about a hundred letters."""
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def emptied(path: Path) -> Path:
    """A path at which nothing stands any more."""
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return path


def hook(root: Path, text: str, name: str = "h.py") -> None:
    """A hook of MkDocs, named in the settings."""
    (root / "h.py").write_text(text)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"hooks: [{name}]\n")


def test_what_mkdocs_would_fall_over_is_told_before_it_reads_its_settings(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """MkDocs would stop with a traceback, without asking any plugin, or would never end."""
    config = paths.root / paths.config
    text = config.read_text("utf-8")
    monkeypatch.chdir(paths.root)
    many = "extra:\n  a0: &a0 [x]\n" + "".join(
        f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    told = {
        text.replace(
            "footnotes: 1", f"footnotes: {'1' * 5000}"
        ): "mkdocs.yml:18: annotated-brief: footnotes is no number",
        text.replace("  - bibtex\n", ""): "mkdocs.yml:8: the plugin bibtex is missing",
        text + many: "mkdocs.yml:42: holds more than 200000 values",
    }
    try:
        for changed, says in told.items():
            config.write_text(changed, "utf-8")
            assert cli.main(["check", "--settings"]) == 1
            assert capsys.readouterr().err.startswith(says)
        with pytest.raises(Abort):  # MkDocs writes out all its settings, to say them to nobody
            AnnotatedBriefPlugin().load_config({}, str(config))
    finally:
        config.write_text(text, "utf-8")
    assert cli.main(["check", "--settings"]) == 0


def test_a_date_of_the_build_that_is_none_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    assert [problem.file for problem in site_rules.settings(paths)] == ["SOURCE_DATE_EPOCH"]
    source_date.settle(paths)
    assert list(site_rules.settings(paths)) == []


def test_a_page_that_a_hook_takes_out_is_told(paths: Paths, caplog: pytest.LogCaptureFixture) -> None:
    plugin = AnnotatedBriefPlugin()
    plugin.edition = edition.load(paths)[0]
    with pytest.raises(Abort):
        plugin.on_nav(None, files=Files([]))
    assert "docs/channel.md: a hook or a plugin takes the page out of the site" in caplog.text


MARKED = "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"
# What is done to the files -> the file that is told, and what is said of it.
FILES: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "a pipe as a page": (lambda r: os.mkfifo(r / "docs/x.md"), "docs/x.md", "is a pipe"),
    "a pipe beside the pages": (lambda r: os.mkfifo(r / "docs/x.txt"), "docs/x.txt", "is a pipe"),
    "a pipe as the ledger": (lambda r: os.mkfifo(emptied(r / "bib/claims.yml")), "bib/claims.yml", "is a pipe"),
    "a pipe as the settings": (lambda r: os.mkfifo(emptied(r / "mkdocs.yml")), "mkdocs.yml", "is a pipe"),
    "a pipe as the description": (lambda r: os.mkfifo(emptied(r / "docs/data/datapackage.json")), "docs/data/datapackage.json", "is a pipe"),
    "a device as a page": (lambda r: (r / "docs/x.md").symlink_to("/dev/zero"), "docs/x.md", "is a link that leads out of the project"),
    "a socket as a page": (lambda r: bound(r / "docs/x.md"), "docs/x.md", "is a socket"),
    "a socket beside the pages": (lambda r: bound(r / "docs/x.bin"), "docs/x.bin", "is a socket"),
    "a link to nowhere as a page": (lambda r: (r / "docs/x.md").symlink_to("nope.md"), "docs/x.md", "leads nowhere"),
    "a link to nowhere beside the pages": (lambda r: (r / "docs/x.txt").symlink_to("nope"), "docs/x.txt", "leads nowhere"),
    "a link to itself": (lambda r: (r / "bib/x.bib").symlink_to("x.bib"), "bib/x.bib", "leads nowhere"),
    "a link out of the project": (lambda r: (r / "docs/etc").symlink_to("/etc"), "docs/etc", "leads out of the project"),
    "the ledger out of the project": (lambda r: emptied(r / "bib/claims.yml").symlink_to("/etc/passwd"), "bib/claims.yml", "leads out of the project"),
    "a folder as a page": (lambda r: (r / "docs/x.md").mkdir(), "docs/x.md", "is a folder"),
    "a folder as the first page": (lambda r: emptied(r / "docs/index.md").mkdir(), "docs/index.md", "is a folder"),
    "a folder as a bibliography": (lambda r: (r / "bib/x.bib").mkdir(), "bib/x.bib", "is a folder"),
    "a folder as a table": (lambda r: (r / "docs/data/x.csv").mkdir(), "docs/data/x.csv", "is a folder"),
    "a folder as the citation file": (lambda r: emptied(r / "CITATION.cff").mkdir(), "CITATION.cff", "is a folder"),
    "a file as the cache": (lambda r: emptied(r / ".cache").write_text("x"), ".cache", "is a file, and a build writes"),
    "a file as the folder of figures": (lambda r: emptied(r / "scripts/figures").write_text("x"), "scripts/figures", "is a file, and a folder"),
    "a line end in a name": (lambda r: (r / "docs/a\nb.md").write_text("# x\n"), r"docs/a\nb.md", "cannot be written"),
    "a page in capitals beside its like": (lambda r: (r / "docs/CHANNEL.md").write_text("# x\n"), "docs/CHANNEL.md", "has the address of"),
    "a page beside the folder of its name": (lambda r: ((r / "docs/channel").mkdir(), (r / "docs/channel/index.md").write_text("# x\n")), "docs/channel/index.md", "has the address of"),
    "README beside index": (lambda r: (r / "docs/README.md").write_text("# x\n"), "docs/README.md", "has the address of"),
    "the page of the whole": (lambda r: (r / "docs/print.md").write_text("# x\n"), "docs/print.md", "has the address of"),
    "a feed": (lambda r: (r / "docs/feed.xml").write_text("<x/>"), "docs/feed.xml", "has the address of"),
    "claims for machines": (lambda r: (r / "docs/claims.json").write_text("{}"), "docs/claims.json", "has the address of"),
    "the file for robots": (lambda r: (r / "docs/robots.txt").write_text("x"), "docs/robots.txt", "has the address of"),
    "an HTML file": (lambda r: (r / "docs/x.html").write_text(MARKED), "docs/x.html", "outside the policy"),
    "an XHTML file": (lambda r: (r / "docs/x.xhtml").write_text(MARKED), "docs/x.xhtml", "outside the policy"),
    "a bibliography in capitals": (lambda r: (r / "bib/x.BIB").write_text(""), "bib/x.BIB", "nothing reads it"),
    "a table in capitals": (lambda r: (r / "docs/data/x.CSV").write_text(""), "docs/data/x.CSV", "nothing reads it"),
    "settings that are not UTF-8": (lambda r: (r / "mkdocs.yml").write_bytes((r / "mkdocs.yml").read_bytes().replace(b"winter", b"w\xefnter")), "mkdocs.yml", "not UTF-8"),
    "a figure that is not UTF-8": (lambda r: (r / "scripts/figures/tides.py").write_bytes((r / "scripts/figures/tides.py").read_bytes().replace(b"One year", b"One y\xe9ar")), "scripts/figures/tides.py", "does not run"),
    "a site in a folder of one's own": (lambda r: ((r / "mine").mkdir(), (r / "mine/a.txt").touch(), (r / "mkdocs.yml").write_text((r / "mkdocs.yml").read_text("utf-8") + "site_dir: mine\n", "utf-8")), "mkdocs.yml", "holds something that is no site of ours"),
    "a hook that ends the build": (lambda r: hook(r, "import sys\nsys.exit(0)\n"), "h.py", "would end the build: exit"),
    "a hook that leaves the program": (lambda r: hook(r, "import os\nos._exit(0)\n"), "h.py", "would end the build: _exit"),
    "a hook that is no Python": (lambda r: hook(r, "def f(:\n"), "h.py", "is no Python"),
    "a hook that is a folder": (lambda r: hook(r, "", "docs"), "mkdocs.yml", "hooks names docs"),
    "no ledger": (lambda r: emptied(r / "bib/claims.yml"), "bib/claims.yml", "missing"),
    "no citation file": (lambda r: emptied(r / "CITATION.cff"), "CITATION.cff", "missing"),
    "no page of references": (lambda r: emptied(r / "docs/references.md"), "mkdocs.yml", "references.md"),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and sockets among its files")
@pytest.mark.parametrize("name", FILES)
def test_files_that_are_none_are_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "load", lambda *_: {})
    paths = briefs.copy(tmp_path)
    plant, file, says = FILES[name]
    plant(tmp_path)
    found = briefs.problems(paths)
    mine = [problem for problem in found if problem.file == file and says in problem.message]
    assert mine, "\n".join(map(str, found)) or "nothing is told"
    assert all(problem.remedy for problem in mine)


# What a drawing or a style sheet must not hold, however it is written.
DRAWN = [
    "<S:Script>1</S:Script>",
    '<a href="java&#115;cript:1"/>',
    "<image href='&#104;ttps://x.example/a.png'/>",
    "<image href='ftp://x.example/a'/>",
    "<a href='data:text/html,x'/>",
    "<set attributeName='onclick' to='1'/>",
    "<animate attributeName='href' values='b'/>",
    "<style>@\\69mport 'a.css';</style>",
    "<style>*{fill:u\\72l(https://x.example/a)}</style>",
    "<g style='fill:url(//x.example/a)'/>",
    "<svg/onload=run()>",
    '<svg xmlns="a"onload="run()">',
    "<h:iframe src='a.html'/>",
    "<handler>run()</handler>",
    "<image href='\\\\x.example\\a'/>",
]
HARMLESS = [
    "<circle r='3'/><image href='data:image/png;base64,AA=='/>", "<use href='#a'/><desc>&lt;script&gt; is text</desc>", "<g fill='url(#a)' font-family='x'/>",
]  # fmt: skip
STYLED = [
    "@import/**/'https://x.example/a.css';",
    "@IMPORT URL('HTTPS://x.example/a.css');",
    "a{background:url('https:\\\n//x.example/a')}",
    "a{background:url('\\\\\\\\x.example/a')}",
    "a{background:url('ht\ttps://x.example/a')}",
    "a{background:url(https:x.example/a)}",
    "a{background:src('https://x.example/a')}",
    "a{background:image-set('b' 1x,'//x.example/a' 2x)}",
    "a{background:url('https:\\2f\\2fx.example/a')}",
]
PLAIN = ["@namespace svg url(http://www.w3.org/2000/svg);", "a[href^='https://x.example']{color:red}", "a::after{content:'https://x.example/a'}", "/* url(//x.example) */"]  # fmt: skip


def test_what_acts_in_a_drawing_or_a_style_sheet_is_told() -> None:
    assert [text for text in DRAWN if not file_rules.acting(text)] == []
    assert [text for text in HARMLESS if file_rules.acting(text)] == []
    assert [text for text in STYLED if not list(foreign_rules.asked(text, ".css"))] == []
    assert [text for text in PLAIN if list(foreign_rules.asked(text, ".css"))] == []
