"""`annotated-brief new` gives a folder that builds and passes its own tests; `upgrade` brings a newer engine and nothing else."""

import hashlib
import subprocess
import sysconfig
import venv
from pathlib import Path

import briefs
import pytest
import yaml
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.scaffold import leftovers, lockfile, new, upgrade, wheel

TITLE, AUTHOR = 'Who Pays for "Water": a Brief', "Åsa Öberg-O'Neill"
MOST = 40  # files that a new brief may have


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("started") / "another"
    new.write(target, TITLE, AUTHOR)
    return target


@pytest.fixture(scope="module")
def python(started: Path) -> Path:
    """Python in an environment that has what the engine needs, and the engine from the brief's own wheel."""
    folder = started.parent / "environment"
    venv.create(folder)
    needed = started.parent / "needed"
    needed.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("annotated_brief", "__editable__")):
            (needed / path.name).symlink_to(path)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "needed.pth").write_text(f"{needed}\n", "utf-8")
    made = folder / "bin" / "python"
    (engine,) = (started / "vendor").glob("*.whl")
    subprocess.run([made, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", engine], check=True)
    return made


def run(python: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of the brief, in its own environment."""
    command = [python, "-m", *arguments]
    return subprocess.run(command, cwd=root, env=briefs.variables(), capture_output=True, text=True, check=False)


def test_it_is_small_and_holds_nothing_of_the_engine_but_its_wheel(started: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=started, capture_output=True, text=True, check=True
    ).stdout.split()
    assert len(tracked) <= MOST
    assert {name for name in tracked if name.endswith(".py")} == {"scripts/figures/tides.py", "tests/test_brief.py"}
    status = subprocess.run(["git", "status", "--porcelain"], cwd=started, capture_output=True, text=True, check=True)
    assert status.stdout == ""


def test_title_and_author_stand_where_they_belong(started: Path) -> None:
    for file in ("mkdocs.yml", "CITATION.cff", "docs/index.md"):
        text = (started / file).read_text("utf-8")
        found = yaml.safe_load(text.split("---\n")[1] if file.endswith(".md") else text.replace("!ENV", ""))
        assert TITLE in {found.get("title"), found.get("site_name")}, file
    assert found["title"] == TITLE
    assert f'argument_by: "{AUTHOR}"' in (started / "mkdocs.yml").read_text("utf-8")


def test_what_is_said_of_the_sample_is_left_out_or_noted(started: Path) -> None:
    for file in ("mkdocs.yml", "CITATION.cff"):
        text = (started / file).read_text("utf-8")
        assert not [word for word in ("Sandhaven", "invented", "harbours", "reach:") if word in text], file
    told = list(leftovers.notes(Paths(started)))
    assert any(note.startswith("docs/index.md:3: ") for note in told), told
    assert not any(note.startswith("mkdocs.yml:") for note in told), told
    assert list(leftovers.notes(Paths(new.STARTER))) == []


def test_it_passes_its_own_checks_and_tests_with_the_wheel_alone(started: Path, python: Path) -> None:
    where = run(python, started, "annotated_brief.cli", "check")
    assert where.returncode == 0, where.stdout + where.stderr
    told = subprocess.run(
        [python, "-c", "import annotated_brief; print(annotated_brief.__file__)"],
        cwd=started, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.startswith(str(started.parent))
    done = run(python, started, "pytest", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout + done.stderr
    built = run(python, started, "mkdocs", "build", "--strict")
    assert built.returncode == 0, built.stderr
    assert TITLE in briefs.words(briefs.page(started / "site" / "index.html"))


def test_a_brief_starts_the_next_one_with_the_same_engine(started: Path, python: Path) -> None:
    done = run(python, started, "annotated_brief.cli", "new", str(started.parent / "next"))
    assert done.returncode == 0, done.stderr
    one, other = (next((root / "vendor").glob("*.whl")) for root in (started, started.parent / "next"))
    assert one.name == other.name and one.read_bytes() == other.read_bytes()


def test_an_upgrade_brings_the_change_and_touches_nothing_else(started: Path, python: Path, tmp_path: Path) -> None:
    own = "mypackage==1.0 \\\n    --hash=sha256:" + 64 * "0" + "\n"
    (started / lockfile.NAME).write_text((started / lockfile.NAME).read_text("utf-8") + own, "utf-8")
    before = state(started)
    newer = raised(tmp_path, "99.1.0")
    done = subprocess.run(
        [python, "-c", UPGRADE, str(newer)],
        cwd=started,
        env=briefs.variables(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "The engine is 99.1.0; it was " in done.stdout
    assert "A word in the footer." in done.stdout and "Before all this." not in done.stdout
    after = state(started)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {lockfile.NAME, f"vendor/{newer.name}", *(name for name in before if name.startswith("vendor/"))}
    lock = (started / lockfile.NAME).read_text("utf-8")
    assert own in lock and lock.count("./vendor/") == 1
    assert f"./vendor/{newer.name} \\\n    --hash=sha256:{hashlib.sha256(newer.read_bytes()).hexdigest()}\n" in lock
    assert run(python, started, "mkdocs", "build", "--strict").returncode == 0
    assert "Made by the newer engine" in briefs.words(briefs.page(started / "site" / "index.html"))


# pip is not asked for the rest of the lock: the network is not there, and the package of one's own is invented.
UPGRADE = """
import sys
from annotated_brief import cli
from annotated_brief.scaffold import upgrade
run = upgrade.subprocess.run
upgrade.subprocess.run = lambda command, **more: None if "--require-hashes" in command else run(command, **more)
sys.exit(cli.main(["upgrade", sys.argv[1]]))
"""


def raised(folder: Path, version: str) -> Path:
    """The engine with a raised version, a changed template and two entries in its list of changes."""
    content = wheel.files()
    old = wheel.version(content)
    content = {name.replace(f"-{old}.dist-info", f"-{version}.dist-info"): data for name, data in content.items()}
    facts = f"annotated_brief-{version}.dist-info/METADATA"
    content[facts] = content[facts].replace(f"Version: {old}".encode(), f"Version: {version}".encode())
    footer = "annotated_brief/theme/partials/footer.html"
    content[footer] = content[footer].replace(b'<p class="colophon-title">', b"<p>Made by the newer engine</p>\\g<0>")
    content[footer] = content[footer].replace(b"\\g<0>", b'<p class="colophon-title">')
    news = f"# Changes\n\n## {version}\n\n- A word in the footer.\n\n## {old}\n\n- Before all this.\n"
    content[upgrade.CHANGES] = news.encode()
    target = folder / f"annotated_brief-{version}-py3-none-any.whl"
    target.write_bytes(wheel.pack(content))
    return target


def state(root: Path) -> dict[str, str]:
    """Every file that is no product, with the sum of its bytes."""
    made = {".git", "site", ".cache", "__pycache__"}
    files = (path for path in root.rglob("*") if path.is_file() and not made & {*path.relative_to(root).parts})
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_settings_of_an_older_engine_are_told_with_the_remedy(tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        config.replace("  - annotated-brief:\n", "  - annotated-brief\nextra:\n  edition:\n"), "utf-8"
    )
    told = [problem for problem in briefs.problems(paths) if problem.file == "mkdocs.yml"]
    assert [(problem.message, problem.line) for problem in told] == [("extra.edition is no longer read", 13)]


def test_what_is_no_wheel_of_the_engine_changes_nothing(started: Path, tmp_path: Path) -> None:
    before = state(started)
    other = tmp_path / "other-1.0-py3-none-any.whl"
    other.write_bytes(b"no zip")
    with pytest.raises(ValueError, match="is no wheel of annotated-brief"):
        upgrade.upgrade(started, other)
    with pytest.raises(ValueError, match="No such file or directory; name the wheel"):
        upgrade.upgrade(started, tmp_path / "gone.whl")
    assert state(started) == before


def test_nothing_of_this_edition_is_in_it(started: Path, edition: Edition) -> None:
    """The author's name stands for its words."""
    name = edition.settings.argument_by.rpartition(" ")[2]
    texts = [path for path in started.rglob("*") if path.suffix in {".py", ".md", ".yml", ".bib", ".cff"}]
    assert [path for path in texts if name in path.read_text("utf-8")] == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x", "utf-8")
    with pytest.raises(SystemExit):
        new.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_wheel_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = (wheel.build(tmp_path / name) for name in "ab")
    assert one.read_bytes() == other.read_bytes()
