"""Every record that an editor writes in bib/*.yml: file, what its records may hold, and the schema for editors' programs."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from annotated_brief.content import argument, changes, claims, forecasts, terms, weighing
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


RECORDS = (
    Described("claims.yml", "c001", claims.SHAPE, claims.load),
    Described("forecasts.yml", "c001", forecasts.SHAPE, forecasts.load),
    Described("terms.yml", "SGO", terms.SHAPE, terms.load),
    Described("argument.yml", "c001", argument.STEP, argument.load),
    Described("argument.yml", "P1", argument.HEADING, argument.load),
    *(Described("weighing.yml", "w01", fields, weighing.load) for fields in weighing.SHAPES.values()),
    Described("changes.yml", "2026-01-31-c001", changes.SHAPE, changes.load),
)


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name of a file in bib/ -> a JSON Schema of it, for programs that help whoever writes it."""
    for file in dict.fromkeys(record.file for record in RECORDS):
        kinds = [shape.schema(record.shape) for record in RECORDS if record.file == file]
        yield (
            file,
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": f"bib/{file}",
                "type": "object",
                "additionalProperties": kinds[0] if len(kinds) == 1 else {"anyOf": kinds},
            },
        )
