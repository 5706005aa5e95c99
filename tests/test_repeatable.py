"""The same every time: whoever builds one commit, wherever and whenever, gets the same bytes."""

import datetime
import gzip
import os
import random
import re
import shutil
import subprocess
from pathlib import Path

import briefs
import pytest
from annotated_brief.content import source_date
from annotated_brief.core.paths import PACKAGE, Paths
from conftest import build

# What a clone does not have: what the commands of the Makefile made.
MADE = shutil.ignore_patterns(
    ".git", ".venv", ".cache", "site", "build", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis"
)

# As unlike the machine of the tests as can be: far east, no UTF-8 by itself, another order of sets.
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "4711",
}  # fmt: skip


def clone(root: Path, to: Path, seed: int) -> Path:
    """The project at another path: its files made in another order, with other times on them."""
    shuffled = random.Random(seed)
    plan = to.with_name("plan")
    shutil.copytree(root, plan, ignore=MADE, symlinks=True)
    files = sorted(path.relative_to(plan) for path in plan.rglob("*") if path.is_file() or path.is_symlink())
    shuffled.shuffle(files)
    for file in files:
        (to / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(plan / file, to / file, follow_symlinks=False)
        then = 1_000_000_000 + shuffled.randrange(10**8)
        os.utime(to / file, (then, then), follow_symlinks=False)
    shutil.rmtree(plan)
    return to


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_another_clone_elsewhere_builds_the_same_bytes(site: Path, paths: Paths, tmp_path: Path) -> None:
    root = clone(paths.root, tmp_path / "a path with spaces, and é" / "clone", seed=1)
    there = tmp_path / "there"
    done = build(root, there, "--strict", SOURCE_DATE_EPOCH=str(source_date.epoch(paths)), **ELSEWHERE)
    assert done.returncode == 0, done.stderr[-4000:]
    here, there_too = contents(site), contents(there)
    assert sorted(here) == sorted(there_too)
    assert [name for name in here if here[name] != there_too[name]] == []


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    root = tmp_path / "sample" / "brief"
    briefs.copy(root)
    return root


def _git(root: Path, *arguments: str, **environment: str) -> None:
    names = {
        f"GIT_{who}_{what}": "someone@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], cwd=root, env=os.environ | names | environment, check=True, capture_output=True)


def test_the_moment_is_that_of_the_commit_and_stands_in_the_site(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(source_date.VARIABLE, raising=False)
    _git(sample, "init", "--quiet")
    _git(sample, "add", ".")
    _git(sample, "commit", "--quiet", "-m", "All", GIT_COMMITTER_DATE="2021-03-04T05:06:07+0000")
    assert source_date.epoch(Paths(sample)) == 1614834367
    done = build(sample, sample / "site", SITE_URL="https://harbour.example/brief/", **ELSEWHERE)
    assert done.returncode == 0, done.stderr[-4000:]
    plain = (sample / "site" / "sitemap.xml").read_bytes()
    assert set(re.findall(rb"<lastmod>(.*?)</lastmod>", plain)) == {b"2021-03-04"}
    packed = (sample / "site" / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == plain
    assert int.from_bytes(packed[4:8], "little") == 1614834367
    card = re.search(
        rb'og:image" content="https://harbour.example/brief/([^"]+)"', (sample / "site/index.html").read_bytes()
    )
    assert card and (sample / "site" / card[1].decode()).exists()  # in a plain build too


def test_without_a_commit_it_is_the_day_of_the_edition(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(sample.parent.parent))
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    day = re.search(r"date-released: ([\d-]+)", (sample / "CITATION.cff").read_text("utf-8"))
    assert day
    released = datetime.datetime.fromisoformat(f"{day[1]}T00:00:00+00:00").timestamp()
    assert source_date.epoch(Paths(sample)) == released
    monkeypatch.setenv("PATH", "")  # no git at all
    assert source_date.epoch(Paths(sample)) == released


def test_what_is_set_already_is_kept(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(source_date.VARIABLE, "86400")
    source_date.settle(Paths(sample))
    assert os.environ[source_date.VARIABLE] == "86400"


def test_no_module_asks_what_time_it_is_or_for_chance() -> None:
    """A leak of the day would not show in two builds of one afternoon."""
    asks = re.compile(r"\btoday\(|\bnow\(|\butcnow\(|\btime\.time\(|\brandom\.|\buuid[14]\(|getmtime")
    asking = [path for path in PACKAGE.rglob("*.py") if asks.search(path.read_text("utf-8"))]
    # One place asks, whether a date lies in the future: that may refuse a build and is printed nowhere.
    assert asking == [PACKAGE / "core" / "dates.py"]
