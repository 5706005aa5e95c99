"""For every field of every record: what is wrong with it is told with file, line and remedy, and nothing hangs or falls over."""

import time
from pathlib import Path

import generated
import pytest
from annotated_brief.content.record_shapes import RECORDS, schemas
from annotated_brief.core import records, shape
from annotated_brief.core.paths import Paths

SEED = 20261127
PART = 6  # of the faults of the longest records, one in so many is tried at every change, and all with the rest
MANY = 100  # fields of a record that are all alike
SLOWEST = 2.0  # seconds for one file


@pytest.fixture(scope="module")
def faults() -> list[generated.Fault]:
    """Made where they are tried: every process that runs tests collects this file, and they take seconds."""
    return list(generated.every())


def told(text: str, fault: generated.Fault) -> list[str]:
    found, problems = records.parse(text, f"bib/{fault.record.file}")
    problems += [problem for one in found for problem in shape.faults(one, fault.record.shape)]
    lines = text.count("\n") + 1
    assert all(problem.file and problem.remedy and 1 <= problem.line <= lines for problem in problems), problems
    return [str(problem) for problem in problems]


def compare(mine: list[generated.Fault]) -> None:
    silent = [str(fault) for fault in mine if fault.is_fault and not told(fault.text, fault)]
    refused = [(str(fault), said) for fault in mine if not fault.is_fault and (said := told(fault.text, fault))]
    assert silent == []
    assert refused == []


@pytest.mark.parametrize("record", generated.ALL, ids=lambda record: f"{record.file} {record.name} {len(record.shape)}")
def test_faults_of_every_record_are_told(record: generated.Described, faults: list[generated.Fault]) -> None:
    mine = [fault for fault in faults if fault.record is record]
    compare(mine[SEED % PART :: PART] if record in generated.WHOLE or len(record.shape) > MANY else mine)


@pytest.mark.every
def test_every_fault_of_every_field_is_told(faults: list[generated.Fault]) -> None:
    compare([fault for fault in faults if fault.record in generated.WHOLE])


def test_there_are_faults_of_every_record(faults: list[generated.Fault]) -> None:
    assert len(faults) > 5000
    assert {fault.record.file for fault in faults if fault.is_fault} == {record.file for record in generated.ALL}


def read_all(written: list[tuple[generated.Described, str]], root: Path) -> None:
    """The loader of each file reads it: it comes back, in time, with problems that have a place."""
    paths = Paths(root)
    paths.bib.mkdir()
    for record, text in written:
        (paths.bib / record.file).write_bytes(text.encode("utf-8", "surrogatepass"))
        start = time.process_time()
        _, problems = record.load(paths)
        assert time.process_time() - start < SLOWEST, text[:200]
        assert all(problem.file and problem.remedy for problem in problems), text[:200]


def test_several_faults_at_once_are_read_or_told(tmp_path: Path) -> None:
    read_all(list(generated.several(SEED, 150)), tmp_path)


@pytest.mark.every
def test_ten_thousand_files_are_read_or_told(tmp_path: Path) -> None:
    read_all(list(generated.several(SEED + 1, 10_000)), tmp_path)


def test_the_schemas_have_the_fields_of_the_records() -> None:
    made = dict(schemas())
    assert set(made) == {record.file for record in RECORDS}
    for record in RECORDS:
        whole = made[record.file]
        fields = [*whole.get("patternProperties", {}).values(), whole["additionalProperties"]]
        kinds = [one for one in fields if one] + [
            case["then"] for one in fields if one for case in one.get("allOf", [])
        ]
        assert any(set(kind["properties"]) == set(record.shape) for kind in kinds)
