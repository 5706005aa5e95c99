"""The skeleton of a table's description says what the table shows; what a person must add is asked for by the checks."""

import json
from pathlib import Path

import briefs
import pytest
from annotated_brief import cli
from annotated_brief.tables import describe

TABLE = """row,year,season,value,when,unit,period,source,grade,note
a-1,2023,spring,4.2,2023-05-01,metres,2023,gauge2024levels,A,
a-2,2023,autumn,3,2023-11-01,metres,2023,gauge2024levels,A,"Two months, at most"
a-3,2024,spring,4.1,2024-05-01,metres,2024,office2024report,B,
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    briefs.copy(tmp_path)
    (tmp_path / "docs" / "data" / "waves.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_types_units_values_and_sources_come_from_the_cells(root: Path) -> None:
    made = describe.skeleton(root / "docs" / "data" / "waves.csv")
    fields = {field["name"]: field for field in made["schema"]["fields"]}
    kinds = {name: field["type"] for name, field in fields.items()}
    assert kinds == dict.fromkeys(fields, "string") | {
        "year": "integer",
        "value": "number",
        "when": "date",
    }
    assert fields["value"]["unit"] == "metres" and fields["year"]["unit"] == "year"
    assert fields["season"]["constraints"] == {"required": True, "enum": ["spring", "autumn"]}
    assert fields["row"]["constraints"]["unique"] and "constraints" not in fields["note"]
    assert [source["title"] for source in made["sources"]] == ["gauge2024levels", "office2024report"]


def test_it_is_written_after_the_others_which_stay_as_they_are(root: Path) -> None:
    file = root / "docs" / "data" / "datapackage.json"
    before = file.read_text("utf-8")
    assert cli.main(["describe", "docs/data/waves.csv"]) == 0
    after = file.read_text("utf-8")
    assert after.startswith(before[: before.rindex("}\n  ]")])
    assert [entry["name"] for entry in json.loads(after)["resources"]] == ["tides", "timeline", "waves"]
    assert cli.main(["describe", "docs/data/waves.csv"]) == 1 and file.read_text("utf-8") == after


def test_the_checks_ask_for_what_a_person_must_add(root: Path) -> None:
    cli.main(["describe", "docs/data/waves.csv"])
    told = [problem.message for problem in briefs.problems(briefs.Paths(root)) if "datapackage" in problem.file]
    assert {"table waves has no description", "table waves has no leftOut", "column season has no description"} <= {
        *told
    }
    assert not [message for message in told if "unit" in message or "type" in message]


def test_the_first_table_of_a_brief_gets_a_descriptor(root: Path) -> None:
    file = root / "docs" / "data" / "datapackage.json"
    file.unlink()
    assert cli.main(["describe", "docs/data/waves.csv"]) == 0
    assert [entry["name"] for entry in json.loads(file.read_text("utf-8"))["resources"]] == ["waves"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00"])
def test_what_is_no_table_is_refused(root: Path, content: bytes | None) -> None:
    path = root / "docs" / "data" / "none.csv"
    if content is not None:
        path.write_bytes(content)
    assert cli.main(["describe", str(path)]) == 1


def test_columns_that_every_table_has_are_asked_for_before_anything_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs" / "data" / "sales.csv").write_text("year,country,units\n2023,Poland,95\n", "utf-8")
    before = (root / "docs" / "data" / "datapackage.json").read_bytes()
    assert cli.main(["describe", "docs/data/sales.csv"]) == 1
    told = capsys.readouterr().err
    assert all(f"  {name}: " in told for name in ("row", "unit", "period", "source", "grade", "note"))
    assert (root / "docs" / "data" / "datapackage.json").read_bytes() == before
