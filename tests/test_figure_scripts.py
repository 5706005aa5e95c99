"""Whatever the script of a figure does, it is told with its line, the build goes on, and it takes no more than its time."""

import time
import webbrowser
from pathlib import Path

import briefs
import pytest
from annotated_brief import cli
from annotated_brief.bibliography import references
from annotated_brief.figures import script_process

SCRIPT = "scripts/figures/tides.py"
MARK = "FIGURE = Figure("
CHART = "    return bars("
# What an answer of the process may be, whatever a script does there.
SPOILT = f"from annotated_brief.figures import chart_svg\nchart_svg.draw = lambda _: {{!r}}\n{MARK}"


def drawn(values: str) -> str:
    """The end of a chart with two bars of these values."""
    return f"""
    from annotated_brief.figures.chart import Point, Scale, Series
    from annotated_brief.figures.palette import BLUE
    made = Chart(size, 100)
    panel = made.panel(Scale(0, 10, 0, 100), Scale(0, 10, 0, 100))
    rows = [row.cells["row"] for row in tables["tides"].rows]
    points = tuple(Point(value, 1, row) for value, row in zip([{values}], rows))
    panel.add(Series("bars", points, "Tides", BLUE, "tides", "x"))
    return made
{CHART}"""


# What is put in place of what, and what is then said.
CASES = {
    "sys.exit": (MARK, f"import sys\nsys.exit(0)\n{MARK}", "does not run: SystemExit: 0"),
    "os._exit": (MARK, f"import os\nos._exit(0)\n{MARK}", "it ended the program"),
    "a loop without an end": (CHART, f"    while True: pass\n{CHART}", "it is not done after 1 seconds"),
    "sys.exit in chart": (CHART, f"    raise SystemExit(0)\n{CHART}", "cannot be built: SystemExit: 0"),
    "os.abort in chart": (CHART, f"    import os\n    os.abort()\n{CHART}", "it ended the program"),
    "a dict in place of a Figure": (MARK, f"FIGURE = dict(\n    #{MARK[9:]}", "FIGURE is a dict, not a Figure"),
    "no record": (MARK, f"NAME = Figure(\n    #{MARK[9:]}", "it has no record FIGURE = Figure(name="),
    "no chart": ("def chart(", "def build(", "it has no function chart(tables, size)"),
    "no title": ('title="The tide rises higher in spring than in autumn"', "title=None", "figure tides has no title; write `title=`, the finding"),
    "no columns": ('columns={"tides": ("season", "value", "note")}', "columns=None", "figure tides: columns is empty; fill it in, or take it out"),
    "marks that are a number": ('tables=("tides",)', 'marks=3, tables=("tides",)', "figure tides: marks is no list; write (Mark("),
    "tables that are a number": ('tables=("tides",)', 'tables=12', "figure tides: tables is no text"),
    "a field that is misspelt": ("period=", "periode=", "figure tides has the unknown field periode; did you mean period?"),
    "a mark without words": ('tables=("tides",)', 'marks=(("c001", 3),), tables=("tides",)', "figure tides, marks 1 has no says"),
    "a mark that is no number": ('tables=("tides",)', 'marks=(("c001", float("nan"), "x"),), tables=("tides",)', "value is no finite number"),
    "infinite": (CHART, drawn("float('inf'), 3.1"), "a value is inf, which cannot be drawn"),
    "words for values": (CHART, drawn("'high', 'low'"), "cannot be built"),
    "a value of another row": (CHART, drawn("4.2, 4.2"), "4.2 is drawn for tides:2024-autumn, the table has 3.1"),
    "chart returns nothing": (CHART, f"    return None\n{CHART}", "cannot be built"),
    "chart returns words": (CHART, f"    return 'a drawing'\n{CHART}", "cannot be built"),
    "an answer that is a script": (MARK, SPOILT.format("<svg><script>alert(1)</script></svg>"), "an SVG with <script>"),
    "an answer that asks another host": (MARK, SPOILT.format("<svg><image href='https://evil.example/a'/></svg>"), "an SVG with href"),
    "an answer that is broken": (MARK, SPOILT.format("<svg><rect></svg>"), "draws no SVG"),
    "an answer that is words": (MARK, SPOILT.format("a drawing"), "draws no SVG"),
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
    text = (tmp_path / SCRIPT).read_text("utf-8")
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


@pytest.mark.usefixtures("quick")
def test_a_figure_is_shown_in_a_browser_also_one_that_is_counted_and_a_broken_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    briefs.copy(tmp_path)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["figures", "verdicts", "tides"]) == 0
    assert [Path(address).name for address in opened] == ["figure-verdicts.html", "figure-tides.html"]
    text = (tmp_path / SCRIPT).read_text("utf-8")
    (tmp_path / SCRIPT).write_text(text.replace(CHART, f"    tables['waves']\n{CHART}"), "utf-8")
    capsys.readouterr()
    assert cli.main(["figures", "tides"]) == 1
    line = text[: text.index(CHART)].count("\n") + 1
    assert capsys.readouterr().out.startswith(f"{SCRIPT}:{line}: it asks for 'waves', ")
