"""Faults made from the descriptions of the records: every field, with everything that may go wrong with it."""

import itertools
import json
import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from annotated_brief.content import citation_file, front_matter, options
from annotated_brief.content.record_shapes import RECORDS, Described
from annotated_brief.core.shape import OTHERS, Field, Shape
from annotated_brief.figures import figure_record
from annotated_brief.tables import package_shape

# Records in files of their own; what their loaders do with them is tested with the files.
WHOLE = (
    Described("mkdocs.yml", "annotated-brief", options.SHAPE, lambda _: (None, [])),
    Described("page.md", "front", front_matter.SHAPE, lambda _: (None, [])),
    Described("CITATION.cff", "citation", citation_file.SHAPE, lambda _: (None, [])),
    Described("datapackage.json", "package", package_shape.PACKAGE, lambda _: (None, [])),
    Described("figure.py", "FIGURE", figure_record.SHAPE, lambda _: (None, [])),
)
ALL = (*RECORDS, *WHOLE)
Path = tuple[str, ...]  # names of fields, one within the other

GOOD: dict[str, Any] = {
    "text": "Some words", "name": "gauge2024", "names": ["gauge2024", "pilot2023"], "day": "2026-01-31", "date": "2026-01",
    "count": 2, "flag": True, "pairs": {"c001": "open"}, "counts": {"checked": 2}, "lists": {"tides": ["season"]},
    "texts": ["some", "others"], "people": ["Ada Mole", "The harbour office"], "link": "mailto:a@host.example", "address": "https://host.example/", "bound": 2,
    "number": 2,
}  # fmt: skip
# Texts of the forms that there are.
FORMED = (
    "https://host.example",
    "tides",
    "tides.csv",
    "10.1000/182",
    "https://orcid.org/0000-0000-0000-0001",
    "a@host.example",
    "2026-01-31",
)
# Name -> what is written in place of the value, and the kinds that may hold it all the same.
VALUES: dict[str, tuple[str, set[str]]] = {
    "empty": ('""', set()),
    "null": ("null", set()),
    "blank": ('"   "', set()),
    "a list in a list": ("[a, [b]]", set()),
    "a mapping of mappings": ("{a: {b: c}}", set()),
    "a list of mappings": ("[{nonsense: 1}]", set()),
    "a number": ("12", {"text", "people", "name", "names", "count", "bound", "number"}),
    "a broken number": ("1.5e309", {"text", "people", "name", "names"}),
    "a boolean": ("true", {"text", "people", "name", "names", "flag"}),
    "another boolean": ("Yes", {"text", "people", "name", "names"}),
    "words": ('"some words that are none of these"', {"text", "people"}),
    "too long": ("x" * 60_000, set()),
    "too many digits": ("9" * 5_001, set()),
    "a null byte behind an escape": ('"a\\0b"', set()),
    "letters turned around": ('"a\\u202eb"', set()),
    "half of a pair": ('"a\\ud800b"', set()),
    "a control": ('"a\\eb"', set()),
    "itself": ("&a [*a]", set()),
    "a tag": ("!!python/object:os.system x", set()),
    "a quotation mark that is not closed": ('"a', set()),
    "day 40": ("2026-02-40", {"text", "people", "name", "names"}),
    "digits of another script": ("２０２６-０１-３１", {"text", "people", "name", "names"}),
    "below nothing": ("-1", {"text", "people", "name", "names", "bound", "number"}),
}  # fmt: skip
FUTURE = "2999-01-01"


class Fault(NamedTuple):
    """One record with one thing wrong, or nothing that a reader would call so."""

    record: Described
    field: Path
    what: str
    text: str  # of the file
    is_fault: bool

    def __str__(self) -> str:
        return f"{self.record.file} {'.'.join(self.field)}: {self.what}"


def good(shape: Shape) -> dict[str, Any]:
    """A record with every field."""
    return {name: _good(field) for name, field in shape.items()}


def _good(field: Field) -> Any:
    if field.fields:
        return [good(field.fields)] if field.kind == "records" else good(field.fields)
    if field.among:
        return [field.among[0]] if field.kind == "choices" else field.among[0]
    if field.form:
        fits = next(text for text in FORMED if re.fullmatch(field.form, text))
        return {"text": fits, "texts": [fits], "pairs": {fits: "a.md"}}[field.kind]
    return GOOD[field.kind]


def _can_be(field: Field, value: str, fine: set[str]) -> bool:
    """Whether a value that is planted is one that the field may have."""
    return field.kind in fine and (
        not field.form or bool(re.fullmatch(field.form, json.loads(json.dumps(value)).strip('"')))
    )


def every() -> Iterator[Fault]:
    """Each field of each record with each fault."""
    for record in ALL:
        for path, field in _fields(record.shape):
            yield from _of_field(record, path, field)


def several(seed: int, count: int) -> Iterator[tuple[Described, str]]:
    """Records with up to four things wrong at once, some of them with a piece torn out."""
    dice = random.Random(seed)
    for _ in range(count):
        record = dice.choice(RECORDS)
        paths = [path for path, _ in _fields(record.shape)]
        wrong = {dice.choice(paths): dice.choice(list(VALUES.values()))[0] for _ in range(dice.randint(1, 4))}
        text = written(record, wrong)
        if dice.random() < 0.3:
            at = dice.randrange(len(text))
            text = (
                text[:at]
                + dice.choice(["", "\t", "\n", ": ", "- ", "\u2028", "]", "'", "&x ", "*x "])
                + text[at + dice.randint(0, 9) :]
            )
        yield record, text


def _fields(shape: Shape, above: Path = ()) -> Iterator[tuple[Path, Field]]:
    for name, field in shape.items():
        if field.kind == "anything":
            continue
        yield (*above, name), field
        yield from _fields(field.fields, (*above, name))


def _of_field(record: Described, path: Path, field: Field) -> Iterator[Fault]:
    yield Fault(record, path, "as it should be", written(record, {}), False)
    yield Fault(record, path, "missing", written(record, {path: None}), field.needed)
    yield Fault(record, path, "misspelt", written(record, {}, renamed=path), True)
    yield Fault(record, path, "twice", written(record, {}, twice=path), True)
    for what, (value, fine) in VALUES.items():
        yield Fault(record, path, what, written(record, {path: value}), not _can_be(field, value, fine))
    if field.kind in ("day", "date"):
        yield Fault(record, path, "in the future", written(record, {path: FUTURE}), field.past)


def written(record: Described, wrong: dict[Path, str | None], renamed: Path = (), twice: Path = ()) -> str:
    """A file with one record; of a field that is None nothing is written."""
    lines = [f"{record.name}:"]

    def write(shape: Shape, above: Path, indent: str) -> None:
        starts = itertools.chain([indent], itertools.repeat(indent.replace("-", " ")))
        for name, field in shape.items():
            path = (*above, name)
            value = wrong.get(path, "")
            if value is None or name == OTHERS or field.kind == "anything":
                continue
            for called in [f"{name}x" if path == renamed else name] * (2 if path == twice else 1):
                if field.fields and not value:
                    lines.append(f"{next(starts)}{called}:")
                    write(field.fields, path, " " * len(indent) + ("  - " if field.kind == "records" else "  "))
                else:
                    part = record.part if path == ("part",) else ""
                    lines.append(f"{next(starts)}{called}: {value or json.dumps(part or _good(field))}")

    write(record.shape, (), "  ")
    return "\n".join(lines) + "\n"
