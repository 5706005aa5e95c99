"""The skeleton of a table's description in datapackage.json, from what stands in the table.

Types, units, lists of values and sources are read from the cells. What only a person knows is left empty, and the checks ask
for it with its line.
"""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotated_brief.core import json_lines
from annotated_brief.core.paths import Paths
from annotated_brief.core.records import read_text
from annotated_brief.tables import cells, datapackage
from annotated_brief.tables.datapackage import Column

FEW = 8  # a column with more values than this is no list to choose from
SHORT = 40  # a longer text is a sentence

# What the columns of every table say.
KNOWN = {
    "row": "Name of the row, by which text and figures refer to it.",
    "value": "The number, in the unit of the row.",
    "unit": "What is counted in the row.",
    "period": "The time that the number is about.",
    "source": "Key of the source in the bibliography.",
    "grade": "How close the source is to what it reports.",
    "note": "What a reader must know before using the number.",
}
EMPTY = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "tables",
    "title": "Tables of the edition",
    "description": "The numbers behind the figures.",
    "version": "1.0.0",
    "resources": [],
}


def add(paths: Paths, table: Path) -> str:
    """Write the skeleton after the existing descriptions, which stay unchanged.

    Gives the place of the skeleton. Raises ValueError where the table cannot be read or is described, or where the descriptor is laid
    out so that the skeleton must be put in by hand.
    """
    resource = skeleton(table)
    file = paths.data / datapackage.NAME
    text = _descriptor(file, paths.show(file)) if file.exists() else json.dumps(EMPTY, indent=2) + "\n"
    package = json.loads(text)
    if any(isinstance(entry, dict) and entry.get("path") == resource["path"] for entry in package["resources"]):
        raise ValueError(f"{resource['path']} is described in {paths.show(file)} already")
    told = json.dumps(resource, indent=2, ensure_ascii=False)
    entry = "\n".join(f"    {line}" for line in told.splitlines())
    before, _, after = text.rpartition("]")
    new = f"{before.rstrip()}{',' if package['resources'] else ''}\n{entry}\n  ]{after}"
    if json.loads(new) != package | {"resources": [*package["resources"], resource]}:
        raise ValueError(f"put this among the resources of {paths.show(file)}:\n{told}")
    file.write_text(new, "utf-8")
    return f"{paths.show(file)}:{len(before.rstrip().splitlines()) + 1}"


def _descriptor(path: Path, file: str) -> str:
    """Its text; raises ValueError where nothing can be added to it."""
    text, problems = read_text(path, file)
    parsed = json_lines.document(text, file)
    if problems or parsed.problems:
        raise ValueError("\n".join(map(str, problems or parsed.problems)))
    if not isinstance(parsed.value, dict) or not isinstance(parsed.value.get("resources"), list):
        raise ValueError(f'{file}:1: has no list of tables; write "resources": []')
    return text


def columns(table: Path) -> list[Column]:
    """The columns of a table that is not described, as its cells have them; none where it cannot be read."""
    try:
        column_cells = _cells(table)
    except ValueError:
        return []
    return [Column(name, name, _type([text for text in texts if text]), "") for name, texts in column_cells.items()]


def _cells(table: Path) -> dict[str, list[str]]:
    """Name of a column -> its cells."""
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            names, *rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise ValueError(f"{table} cannot be read as a table in UTF-8; write its columns and rows") from error
    return {name: [row[at] for row in rows if at < len(row)] for at, name in enumerate(names)}


def skeleton(table: Path) -> dict[str, Any]:
    """What can be said of a table by reading it; raises ValueError where there is nothing to read."""
    columns = _cells(table)
    missing = [name for name in datapackage.EVERY if name not in columns]
    if missing:
        told = "\n".join(f"  {name}: {KNOWN[name]}" for name in missing)
        raise ValueError(
            f"{table} lacks columns that every table has; add them to its first line and fill them:\n{told}"
        )
    units = sorted({*columns.get("unit", [])} - {""})
    sources = sorted({*columns.get("source", [])} - {""})
    return {
        "name": table.stem,
        "path": table.name,
        "type": "table",
        "title": _words(table.stem),
        "description": "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "primaryKey": ["row"],
            "missingValues": [""],
            "fields": [_field(name, values, units) for name, values in columns.items()],
        },
        "leftOut": "",
        "sources": [{"title": key, "path": f"../references/{key}/"} for key in sources],
    }


def _field(name: str, values: Sequence[str], units: Sequence[str]) -> dict[str, Any]:
    kind = "string" if name in KNOWN and name != "value" else _type([text for text in values if text])
    field: dict[str, Any] = {"name": name, "title": _words(name), "type": kind, "description": KNOWN.get(name, "")}
    if kind in ("integer", "number"):
        field["unit"] = "year" if name == "year" else ", ".join(units)
    constraints = _constraints(name, values, kind)
    return field | ({"constraints": constraints} if constraints else {})


def _constraints(name: str, texts: Sequence[str], kind: str) -> dict[str, Any]:
    if name == "row":
        return {"required": True, "unique": True, "pattern": "[a-z0-9]+(-[a-z0-9]+)*"}
    values = list(dict.fromkeys(text for text in texts if text))
    constraints: dict[str, Any] = {"required": True} if texts and all(texts) else {}
    if name == "grade":
        return constraints | {"enum": ["A", "B", "C"]}
    is_free = name in KNOWN or kind != "string" or len(values) > FEW or len(values) == len(texts)
    if values and not is_free and all(len(text) <= SHORT for text in values):
        constraints["enum"] = values
    return constraints


def _type(texts: Sequence[str]) -> str:
    """The narrowest type that all values of a column have."""
    for kind in ("integer", "number", "date"):
        if texts and not any(cells.fault(text, Column("", "", kind, "")) for text in texts):
            return kind
    return "string"


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
