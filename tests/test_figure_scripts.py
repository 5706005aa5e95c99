"""Whatever the script of a figure does, it is told with its line, the build goes on, and it takes no more than its time."""

import time
from pathlib import Path

import briefs
import pytest
from annotated_brief.bibliography import references
from annotated_brief.figures import script_process

SCRIPT = "scripts/figures/tides.py"
BY_HAND = Path(__file__).with_name("tides_by_hand.py")
MARK = "FIGURE = Figure("
BUILD = "    figure = figure_style.canvas(size, 200)\n"
DRAW = "    parts = []\n"
VALUES = 'y=[row.cells["value"] for row in rows]'

# What is put in place of what, and what is then said.
CASES = {
    "sys.exit": (MARK, f"import sys\nsys.exit(0)\n{MARK}", "does not run: SystemExit: 0"),
    "os._exit": (MARK, f"import os\nos._exit(0)\n{MARK}", "it ended the program"),
    "a loop without an end": (BUILD, f"    while True: pass\n{BUILD}", "it is not done after 1 seconds"),
    "sys.exit in build": (BUILD, f"    raise SystemExit(0)\n{BUILD}", "cannot be built: SystemExit: 0"),
    "os.abort in draw": (DRAW, f"    import os\n    os.abort()\n{DRAW}", "it ended the program"),
    "a dict in place of a Figure": (MARK, f"FIGURE = dict(\n    #{MARK[9:]}", "FIGURE is a dict, not a Figure"),
    "no record": (MARK, f"NAME = Figure(\n    #{MARK[9:]}", "it has no record FIGURE = Figure(name="),
    "no title": ('title="The tide rises higher in spring than in autumn"', "title=None", "title: write one text"),
    "no columns": ('columns={"tides": ("season", "value", "note")}', "columns=None", "columns: write"),
    "marks that are a number": ('tables=("tides",)', 'marks=3, tables=("tides",)', "marks: write"),
    "tables that are a text": ('tables=("tides",)', 'tables="tides"', "tables: write"),
    "infinite": (VALUES, "y=[float('inf'), 3.1]", "a value is inf, which cannot be drawn"),
    "no values": (VALUES, "y=None", "does not say what rows it draws"),
    "words for values": (VALUES, "y=['high', 'low']", "'high' is drawn"),
    "too few values": (VALUES, "y=[4.2]", "does not say what rows it draws"),
    "meta that says something else": ('meta="tides y 1"', 'meta="the tides in spring"', "does not say what rows it draws"),
    "meta with another table": ('meta="tides y 1"', 'meta="waves y 1"', "does not say what rows it draws"),
    "build returns nothing": ("    return figure\n", "    return None\n", "cannot be built"),
    "draw returns nothing": ("    return f'<svg", "    return None\n    return f'<svg", "draw() returns a NoneType"),
    "draw returns a script": ('width="{width:.1f}" height="20"/>', 'height="20"/><script>alert(1)</script>', "an SVG with <script>"),
    "draw asks another host": ('<rect y="{at * 40}"', '<image href="https://evil.example/a.png"/><rect', "an SVG with href"),
    "draw returns broken SVG": ('height="20"/>', 'height="20">', "draw() returns no SVG"),
    "draw returns words": ("    return f'<svg", "    return 'a drawing'\n    return f'<svg", "draw() returns no SVG"),
}  # fmt: skip


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "load", lambda *_: {})  # no rule needs them, and pandoc takes its time
    monkeypatch.setattr(script_process, "SECONDS", 1)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("name", CASES)
def test_a_script_that_goes_wrong_is_told(name: str, tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    find, replace, says = CASES[name]
    text = BY_HAND.read_text("utf-8")  # it has build() and draw(), so that each can go wrong
    assert text.count(find) >= 1
    (tmp_path / SCRIPT).write_text(text.replace(find, replace, 1), "utf-8")
    found = [problem for problem in briefs.problems(paths) if says in str(problem)]
    assert found and {problem.file for problem in found} == {SCRIPT}
    assert all(problem.line and problem.remedy for problem in found)


@pytest.mark.usefixtures("quick")
def test_what_a_script_prints_goes_nowhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = briefs.copy(tmp_path)
    text = (tmp_path / SCRIPT).read_text("utf-8")
    (tmp_path / SCRIPT).write_text(text.replace(MARK, f"print('x' * 9_000_000)\n{MARK}"), "utf-8")
    assert briefs.problems(paths) == []
    assert capfd.readouterr().out == ""


@pytest.mark.usefixtures("quick")
def test_a_script_that_is_no_utf_8_and_one_that_is_a_folder(tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    (paths.figures / "waves.py").write_bytes(b"x = '\xff\xfe'\n")
    (paths.figures / "ebb.py").mkdir()
    told = {problem.file: str(problem) for problem in briefs.problems(paths)}
    assert "SyntaxError" in told["scripts/figures/waves.py"]
    assert "is a folder, not a file" in told["scripts/figures/ebb.py"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("held", ["", "null", "[]", '{"a": 1}', "[" * 90_000, "x"])
def test_a_cache_that_holds_nonsense_is_written_anew(held: str, tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    paths.cache.mkdir(exist_ok=True)
    (paths.cache / script_process.CACHE).write_text(held, "utf-8")
    assert briefs.problems(paths) == []


@pytest.mark.usefixtures("quick")
def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    paths = briefs.copy(tmp_path)
    briefs.problems(paths)
    script_process._PROCESS.end()
    start = time.monotonic()
    assert briefs.problems(paths) == []
    assert script_process._PROCESS.running is None, time.monotonic() - start
