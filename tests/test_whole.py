"""Whole or not at all: whatever becomes of a build, the former site stays as it was, and nothing is left lying about."""

import hashlib
import os
import signal
import subprocess
import time
from pathlib import Path

import briefs
import pytest
from annotated_brief.checks import foreign_rules
from annotated_brief.core import atomic_build
from annotated_brief.edition import Edition

# A build that stops where it is told to, for the test to kill it there. It says so by a file.
STOP = """
import pathlib, time
def {event}(*_, **__):
    pathlib.Path("stopped").touch()
    time.sleep(60)
"""
# A build that is killed at the step that it is told, of those that change what is on the disk; else it says how many there were.
STEPS = """
import atexit, os, pathlib, signal, sys
steps = 0
def count(event, given):
    global steps
    if event in {{"os.mkdir", "os.rename", "os.remove", "os.rmdir"}} or (event == "open" and (given[2] or 0) & (os.O_WRONLY | os.O_RDWR)):
        steps += 1
        if steps == {last}:
            signal.raise_signal(signal.SIGKILL)
sys.addaudithook(count)
atexit.register(lambda: pathlib.Path(".cache", "steps").write_text(str(steps)))
"""
FAIL = """
def on_post_build(*_, **__):
    raise OSError(28, "No space left on device")
"""
WARN = """
import logging
def on_post_build(*_, **__):
    logging.getLogger("mkdocs.plugins.extra").warning("a plugin is not content")
def on_post_page(output, **__):
    return output.replace("</body>", "<script src=https://x.example/a.js></script><script>run()</script></body>").replace("<body", "<body onload='run()'")
"""
SHARES = (0.5, 0.8, 0.96)
EVENTS = ("on_pre_build", "on_post_page", "on_post_build")  # before anything is written, amid it, and after it


def state(folder: Path) -> dict[str, str]:
    """Every file of a folder with the sum of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def strays(root: Path) -> list[str]:
    """What lies about outside the sources, the site and the one folder that is ignored."""
    ours = {"site", ".cache", "extra.py", "__pycache__", "stopped"}  # Python keeps the hook of these tests compiled
    known = {path.name for path in briefs.SAMPLE.iterdir()} | ours
    return [path.name for path in root.iterdir() if path.name not in known]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built sample, one hook of which the tests may add."""
    root = tmp_path_factory.mktemp("whole") / "model"
    briefs.copy(root)
    (root / "extra.py").write_text("", "utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(f"{config}\nhooks:\n  - extra.py\n", "utf-8")
    briefs.build(root, strict=True)
    return root


@pytest.fixture
def root(model: Path, tmp_path: Path) -> Path:
    """A copy of it, with a change to its text that a whole build would show."""
    subprocess.run(["cp", "-a", f"{model}/.", str(tmp_path)], check=True)
    edit(tmp_path)
    return tmp_path


def edit(root: Path) -> None:
    text = (root / "docs" / "channel.md").read_text("utf-8")
    (root / "docs" / "channel.md").write_text(text.replace("keeps its depth", "keeps all its depth"), "utf-8")


def rebuilds(root: Path) -> None:
    """The next build puts all right: the new site whole, and no trace of the one that failed."""
    (root / "extra.py").write_text("", "utf-8")
    briefs.build(root, strict=True)
    assert "keeps all its depth" in (root / "site" / "channel" / "index.html").read_text("utf-8")
    assert not (root / ".cache" / atomic_build.FOLDER).exists()
    assert strays(root) == []


@pytest.mark.parametrize("event", EVENTS)
def test_a_build_killed_at_a_step_leaves_the_former_site(root: Path, event: str) -> None:
    before = state(root / "site")
    (root / "extra.py").write_text(STOP.format(event=event), "utf-8")
    build = subprocess.Popen(
        briefs.command("build", "--strict"), cwd=root, env=briefs.variables(), stderr=subprocess.DEVNULL
    )
    wait_for(root / "stopped", build)
    os.kill(build.pid, signal.SIGKILL)
    build.wait()
    assert state(root / "site") == before
    assert strays(root) == []
    (root / "stopped").unlink()
    if event == EVENTS[-1]:  # one is enough: what is left behind is the same at each
        assert list((root / ".cache" / atomic_build.FOLDER).iterdir())
        rebuilds(root)


def test_builds_killed_at_any_moment_leave_a_whole_site(root: Path) -> None:
    """The old one or the new one; a site that is neither would be a torn one."""
    old = state(root / "site")
    (root / "extra.py").write_text(STEPS.format(last=0), "utf-8")
    done = briefs.mkdocs(root, "build", "--strict", "--site-dir", str(root / ".cache" / "apart"))
    assert done.returncode == 0, done.stderr
    new = state(root / ".cache" / "apart")
    assert old != new
    steps = int((root / ".cache" / "steps").read_text("utf-8"))
    for share in SHARES:
        (root / "extra.py").write_text(STEPS.format(last=int(share * steps)), "utf-8")
        assert briefs.mkdocs(root, "build", "--strict").returncode == -signal.SIGKILL
        assert state(root / "site") in (old, new)
        assert strays(root) == []
    rebuilds(root)
    assert state(root / "site") == new


def test_a_build_that_fails_leaves_the_former_site(root: Path) -> None:
    before = state(root / "site")
    (root / "extra.py").write_text(FAIL, "utf-8")
    assert briefs.mkdocs(root, "build").returncode != 0
    assert state(root / "site") == before
    assert not (root / ".cache" / atomic_build.FOLDER).exists()
    assert strays(root) == []


def test_a_file_that_cannot_be_written_leaves_the_former_site(root: Path) -> None:
    """As on a full disk: no file may grow beyond 64 kB, and the chart library is larger."""
    before = state(root / "site")
    command = " ".join(["ulimit -f 64; exec", *briefs.command("build", "--strict")])
    done = subprocess.run(["sh", "-c", command], cwd=root, env=briefs.variables(), capture_output=True, text=True)
    assert done.returncode != 0
    assert state(root / "site") == before
    assert strays(root) == []
    rebuilds(root)


def test_a_warning_that_stops_a_strict_build_leaves_the_former_site(root: Path) -> None:
    """MkDocs counts at the very end, after all is written."""
    before = state(root / "site")
    (root / "extra.py").write_text(WARN, "utf-8")
    done = briefs.mkdocs(root, "build", "--strict")
    assert done.returncode != 0 and "Aborted with 4 warnings" in done.stdout
    assert done.stderr.count("makes the page act: <script>run()") == done.stderr.count("page act: onload=") == 1
    assert done.stderr.count("makes the page ask another host: https://x.example/a.js") == 1
    assert state(root / "site") == before
    assert not (root / ".cache" / atomic_build.FOLDER).exists()
    assert briefs.mkdocs(root, "build").returncode == 0  # not strict: it is put in place
    assert state(root / "site") != before


def test_what_is_hidden_in_the_site_is_kept(root: Path) -> None:
    """As MkDocs does: a site may be a checkout."""
    (root / "site" / ".git").mkdir()
    (root / "site" / ".git" / "HEAD").write_text("ref", "utf-8")
    (root / "site" / ".nojekyll").touch()
    rebuilds(root)
    assert (root / "site" / ".git" / "HEAD").read_text("utf-8") == "ref"
    assert (root / "site" / ".nojekyll").exists()


def test_another_disk_has_a_room_of_its_own(root: Path) -> None:
    shared = Path("/dev/shm")
    if not shared.is_dir() or shared.stat().st_dev == root.stat().st_dev:
        pytest.skip("there is no second disk here")
    site = shared / f"brief-{os.getpid()}" / "site"
    try:
        assert briefs.mkdocs(root, "build", "--strict", "--site-dir", str(site)).returncode == 0
        assert (site / "index.html").exists()
        assert [path.name for path in site.parent.iterdir()] == ["site"]
    finally:
        subprocess.run(["rm", "-r", str(site.parent)], check=True)


def test_two_builds_at_once_do_not_take_each_others_room(tmp_path: Path) -> None:
    mine = atomic_build.begin(tmp_path / "one", tmp_path / "cache")
    other = atomic_build.begin(tmp_path / "two", tmp_path / "cache")
    assert mine and other and mine.workspace.is_dir() and other.workspace.is_dir()
    for stage in (mine, other):
        stage.new.mkdir()
        (stage.new / "index.html").write_text(stage.site.name, "utf-8")
        atomic_build.finish(stage)
    assert [(tmp_path / name / "index.html").read_text("utf-8") for name in ("one", "two")] == ["one", "two"]
    assert not (tmp_path / "cache" / atomic_build.FOLDER).exists()


def test_folders_change_places_where_the_system_has_no_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    atomic_build.exchange(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "new").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.old", "old"]


def wait_for(path: Path, build: subprocess.Popen[bytes], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not path.exists():
        assert build.poll() is None, "the build came to an end before it was to stop"
        assert time.monotonic() < end, f"{path.name} did not come"
        time.sleep(0.02)


def test_the_address_of_the_site_is_no_other_host(edition: Edition) -> None:
    """As it stands in the head of each page: where the site has an address, and under `make serve`."""
    own = edition._replace(site=edition.site._replace(root="https://own.example/brief/"))
    text = "".join(
        f'<link rel="icon" href="https://{host}/a.json">'
        for host in ("own.example", "own.example:8000", "own.example.org")
    )
    told = [problem.message.rpartition(": ")[2] for problem in foreign_rules.printed(text, "index.md", own)]
    assert told == ["https://own.example:8000/a.json", "https://own.example.org/a.json"]
