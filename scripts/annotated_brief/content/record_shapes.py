"""Every record that an editor writes in bib/*.yml: file, what its records may hold, and the schema for editors' programs."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from annotated_brief.bibliography import additions
from annotated_brief.content import argument, changes, claims, forecasts, moved, terms, weighing
from annotated_brief.core import shape
from annotated_brief.core.paths import Paths
from annotated_brief.core.problems import Problem
from annotated_brief.core.shape import Shape


class Described(NamedTuple):
    """One kind of record."""

    file: str  # in bib/
    name: str  # of a record, as an example
    shape: Shape
    load: Callable[[Paths], tuple[Any, list[Problem]]]
    form: str = ""  # of its names, as a regular expression; any name if empty
    part: str = ""  # what its field `part` says, where that tells it from the other kinds in its file


RECORDS = (
    Described("claims.yml", "c001", claims.SHAPE, claims.load, claims.NAME.pattern),
    Described("forecasts.yml", "c001", forecasts.SHAPE, forecasts.load, claims.NAME.pattern),
    Described("terms.yml", "SGO", terms.SHAPE, terms.load),
    Described("argument.yml", "c001", argument.STEP, argument.load, claims.NAME.pattern),
    Described("argument.yml", "P1", argument.HEADING, argument.load, argument.PILLAR.pattern),
    *(Described("weighing.yml", "w01", fields, weighing.load, part=part) for part, fields in weighing.SHAPES.items()),
    Described("changes.yml", "2026-01-31-c001", changes.SHAPE, changes.load),
    Described("moved.yml", "roots/#note-old", moved.SHAPE, moved.load, moved.FORM),
    Described("sources.yml", "gauge2024", additions.SHAPE, additions.load),
)


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name of a file in bib/ -> a JSON Schema of it, for programs that help whoever writes it."""
    for file in dict.fromkeys(record.file for record in RECORDS):
        kinds = [record for record in RECORDS if record.file == file]
        head = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"bib/{file}",
            "type": ["object", "null"],
        }
        if kinds[0].form:
            named = {f"^({record.form})$": shape.schema(record.shape) for record in kinds}
            yield file, head | {"patternProperties": named, "additionalProperties": False}
        else:
            yield (
                file,
                head | {"additionalProperties": _by_part(kinds) if kinds[0].part else shape.schema(kinds[0].shape)},
            )


def _by_part(kinds: list[Described]) -> dict[str, Any]:
    """The schema of records whose field `part` says what else they hold; so a program tells the one field that is wrong."""
    part = shape.schema({"part": kinds[0].shape["part"]}) | {"additionalProperties": True}
    cases = [
        {
            "if": {"properties": {"part": {"const": record.part}}, "required": ["part"]},
            "then": shape.schema(record.shape),
        }
        for record in kinds
    ]
    return part | {"allOf": cases}
