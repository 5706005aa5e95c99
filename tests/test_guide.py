"""What the contributing guide says of the faults is so."""

import re
from collections import Counter
from pathlib import Path

import briefs
from faults import compare

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")


def rows() -> dict[str, list[int]]:
    """Name of a row of the table -> its numbers."""
    found = re.findall(r"^\| (.+?) ((?:\| \d+ )+)\|$", GUIDE, re.MULTILINE)
    return {name: [int(number) for number in re.findall(r"\d+", numbers)] for name, numbers in found}


def test_the_table_of_faults_has_every_case() -> None:
    cases = Counter(case.group for case in briefs.cases() if case.expected)
    assert set(cases) == set(compare.GROUPS)
    counted = {name: numbers[0] for name, numbers in rows().items()}
    assert counted == {compare.GROUPS[group]: count for group, count in cases.items()} | {"**All**": cases.total()}


def test_the_table_says_that_ours_catches_every_case_with_its_line() -> None:
    for name, (cases, ours, line, *plain) in rows().items():
        assert ours == line == cases >= max(plain), name


def test_the_last_row_is_the_sum() -> None:
    found = rows()
    total = found.pop("**All**")
    assert total == [sum(column) for column in zip(*found.values(), strict=True)]
