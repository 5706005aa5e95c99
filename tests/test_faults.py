"""Every fault of the design is told at its place, with its remedy, and nothing else is; good inputs come out right."""

import hashlib
from pathlib import Path

import briefs
import pytest
from annotated_brief import cli
from annotated_brief.bibliography import references
from annotated_brief.core import problems
from annotated_brief.core.problems import Problem
from briefs import Case
from faults import compare

BAD = [case for case in briefs.cases() if case.expected]
GOOD = [case for case in briefs.cases() if not case.expected]

# What a build must refuse.
MUST = {
    "unknown key", "typo in a key", "entry never cited", "duplicate key", "two entries with one URL", "malformed .bib",
    "missing title", "missing date", "missing url", "missing publisher", "impossible date", "URL not http(s)",
    "claim without a place", "claim with two places", "place without a claim", "claims out of order",
    "claim in the wrong section", "verdict without evidence", "verdict without a date",
    "evidence not in the bibliography", "annotation without a source", "annotation about a claim that does not exist",
    "figure unknown", "figure unused", "figure stale", "figure without alt text", "figure without caption",
    "figure without a table", "table without description", "table with a missing column", "table with an extra column",
    "text where a number belongs", "unknown source key in a table", "table without rows",
    "number that differs from its table", "broken link", "broken anchor", "unclosed block", "file that is not UTF-8",
    "null byte", "bidi override", "verdict that its evidence does not carry", "claim without a place in the argument",
    "parent that is not there", "circle in the argument", "weighing that was written for another verdict",
    "verdict that has changed in silence",
}  # fmt: skip


def test_every_fault_of_the_design_has_a_case() -> None:
    assert {case.fault for case in BAD} >= MUST


def test_every_kind_of_case_has_a_row_in_the_table_that_make_faults_prints() -> None:
    assert {case.group for case in BAD} == set(compare.GROUPS)


def test_the_plain_stack_is_asked_wherever_it_opens_what_was_changed() -> None:
    asked = {stack: {case.group for case in BAD if compare.opens(stack, case)} for stack in compare.STACKS}
    assert asked["ours"] == set(compare.GROUPS)
    assert asked["default"] == asked["CSL"] >= {"sources", "text", "files"}
    assert not all(compare.opens("CSL", case) for case in BAD)


def test_the_sample_itself_is_sound(tmp_path: Path) -> None:
    assert briefs.problems(briefs.copy(tmp_path)) == []


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.title)
def test_a_fault_is_told_where_it_stands_with_a_remedy(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "load", lambda *_: {})  # no rule needs them, and pandoc takes its time
    found = briefs.problems(plant(case, tmp_path))
    told = "\n".join(map(str, found))
    for expected in case.expected:
        line = case.lines(tmp_path, expected)
        mine = [one for one in found if expected.says in str(one)]
        assert mine, told or "nothing is told"
        assert (expected.file, line) in {(one.file, one.line) for one in mine}, told
        assert all(one.remedy for one in mine)
    known = [*(expected.says for expected in case.expected), *case.also]
    assert not [str(one) for one in found if not any(part in str(one) for part in known)]


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.title)
def test_a_good_input_passes_and_comes_out_right(case: Case, tmp_path: Path) -> None:
    paths = plant(case, tmp_path)
    assert briefs.problems(paths) == []
    site = briefs.build(tmp_path, strict=True)
    for name, text in case.shows.items():
        folder = "" if name == "index" else name
        assert text in briefs.words(briefs.page(site / folder / "index.html"))


def test_of_many_faults_of_one_kind_the_first_are_told_and_how_many_others_there_are() -> None:
    many = [Problem("a.csv", 1, f"column x{n} is not described", f"describe x{n}, or delete it") for n in range(5000)]
    other = Problem("a.csv", 9, "row has 3 cells, the table has 4 columns", "put cells with a comma in double quotes")
    told = problems.capped(sorted([*many, other]))
    assert len(told) == problems.MOST + 1
    assert str(told[-2]).endswith("or delete it (and 4,980 more of this kind)")
    assert (told[-1], problems.count(told)) == (other, 5001)


def test_a_strict_build_tells_all_at_once_and_leaves_the_former_site_alone(tmp_path: Path) -> None:
    briefs.copy(tmp_path)
    briefs.build(tmp_path, strict=True)
    before = state(tmp_path / "site")
    planted = [case for case in BAD if case.title in TOGETHER]
    assert len(planted) == len(TOGETHER)
    for case in planted:
        case.apply(tmp_path)
    done = briefs.mkdocs(tmp_path, "build", "--strict")
    assert done.returncode != 0
    for case in planted:
        for expected in case.expected:
            place = f"{expected.file}:{case.lines(tmp_path, expected)}: "
            assert any(place in line and expected.says in line for line in done.stderr.splitlines()), done.stderr
    assert "Traceback" not in done.stderr
    assert state(tmp_path / "site") == before


def test_what_only_a_build_notices_is_told_by_the_check_with_the_same_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    briefs.copy(tmp_path)
    (tmp_path / "bib" / "moved.yml").write_text("# Old.\nold/: {to: nowhere/}\n", "utf-8")
    (tmp_path / "docs" / "claims.schema.json").write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "bib/moved.yml:2: old/: nowhere/ is not there; mend the address",
        "docs/claims.schema.json: has the address of a file that a build makes; give it another name",
    ]
    assert not (tmp_path / "site").exists()


# Faults of different files and kinds, planted in one project.
TOGETHER = {
    "a key that is in no file", "month 13, day 40", "a verdict without a date", "an annotation without a source",
    "a figure without a caption", "a source that there is not", "a link to a claim that the ledger has not",
    "a null byte in a table",
}  # fmt: skip


def plant(case: Case, root: Path) -> briefs.Paths:
    paths = briefs.copy(root)
    case.apply(root)
    return paths


def state(folder: Path) -> dict[str, str]:
    """Every file of a folder with the sum of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
