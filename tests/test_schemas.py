"""What an editor's program reads of bib/*.yml says what the checks say, and neither it nor the guide falls behind them."""

import datetime
from pathlib import Path
from typing import Any

import generated
import pytest
import yaml
from annotated_brief.content.record_shapes import RECORDS, schemas
from annotated_brief.core.paths import PACKAGE, Paths
from annotated_brief.scaffold import schemas as written
from jsonschema import Draft202012Validator

ROOTS = (Path(__file__).resolve().parent.parent, PACKAGE / "starter", Path(__file__).parent / "laid_out")
MADE = dict(schemas())


def read(text: str) -> Any:
    """YAML as editors' programs read it: a day is a text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(name): plain(item) for name, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(yaml.safe_load(text))


def refused(file: str, text: str) -> bool:
    return not Draft202012Validator(MADE[file]).is_valid(read(text))


@pytest.mark.parametrize("file", MADE)
def test_a_schema_is_one(file: str) -> None:
    Draft202012Validator.check_schema(MADE[file])


@pytest.mark.parametrize(
    "path",
    [path for root in ROOTS for path in sorted((root / "bib").glob("*.yml")) if path.name in MADE],
    ids=lambda path: "/".join(path.parts[-3:]),
)
def test_a_good_file_is_good_by_its_schema(path: Path) -> None:
    assert [
        str(fault.message) for fault in Draft202012Validator(MADE[path.name]).iter_errors(read(path.read_text("utf-8")))
    ] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{record.file} {record.name} {len(record.shape)}")
def test_a_field_that_is_misspelt_or_missing_is_a_fault_by_the_schema(record: generated.Described) -> None:
    assert not refused(record.file, generated.written(record, {}))
    for name, field in record.shape.items():
        assert refused(record.file, generated.written(record, {}, renamed=(name,))), name
        if field.needed and record.file == "claims.yml":  # others may be records of another kind without it
            assert refused(record.file, generated.written(record, {(name,): None})), name


@pytest.mark.parametrize("root", ROOTS[:2], ids=["this edition", "the starter"])
def test_schemas_heads_and_guide_are_what_the_command_writes(root: Path) -> None:
    stale = [str(path) for path, text in written.files(Paths(root)) if path.read_text("utf-8") != text]
    assert stale == [], "run `make schemas`"
