"""The ledger counted by section, as tables: for the figures and for download."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from annotated_brief.content.claims import Claim
from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.tables.tables import Column, Row, Table

SUPPORTS = ("footnote of the brief", "evidence found by the edition", "none")
NAMES = ("claims_support", "verdicts")
COUNTED = "Counted from the ledger at each build."


def tables(ledger: Mapping[str, Claim], names: Mapping[str, str]) -> dict[str, Table]:
    """What the claims rest on, and how they were judged; `names` has what readers call each section."""
    support = _table(NAMES[0], "What the claims rest on", "support", SUPPORTS, ledger, names, attrgetter("support"))
    verdicts = _table(NAMES[1], "Verdicts by section", "verdict", VERDICTS, ledger, names, attrgetter("verdict"))
    return {table.name: table for table in (support, verdicts)}


def described(package: str, counted: Iterable[Table], root: str = "") -> str:
    """The description of the tables, as JSON, with that of the counted ones added; unchanged if it cannot be read.

    Where the site is published at `root`, the addresses of its pages of sources are absolute, for a copy elsewhere.
    """
    try:
        existing = json.loads(package)
    except ValueError:
        return package
    if not isinstance(existing, dict) or not isinstance(existing.get("resources"), list):
        return package
    existing["resources"] += [_resource(table) for table in counted]
    text = json.dumps(existing, ensure_ascii=False, indent=1) + "\n"
    return text.replace('"path": "../', f'"path": "{root}') if root else text


def _resource(table: Table) -> dict[str, object]:
    fields = [{"name": column.name, "title": column.title, "type": column.type} for column in table.columns]
    return {
        "name": table.name, "path": f"{table.name}.csv", "type": "table", "title": table.title, "description": COUNTED,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": {"primaryKey": ["row"], "missingValues": [""], "fields": fields},
    }  # fmt: skip


def _table(
    name: str,
    title: str,
    column: str,
    order: Iterable[str],
    ledger: Mapping[str, Claim],
    sections: Mapping[str, str],
    of: Callable[[Claim], str],
) -> Table:
    counted = Counter((claim.section, of(claim)) for claim in ledger.values())
    pairs = [(section, value) for section in sections for value in order if counted[section, value]]
    rows = [
        Row(line, _cells(column, section, value, counted[section, value]) | {"section": sections[section]})
        for line, (section, value) in enumerate(pairs, 2)
    ]
    names = list(_cells(column, "", "", 0))
    columns = [Column(key, key.capitalize(), "number" if key == "value" else "string", "") for key in names]
    return Table(name, title, COUNTED, columns, rows, f"docs/data/{name}.csv")


def _cells(column: str, section: str, value: str, count: int) -> dict[str, str | float | None]:
    return {
        "row": f"{section}-{value.replace(' ', '-')}", "section": section, column: value, "value": float(count),
        "unit": "claims", "period": "", "source": "", "grade": "", "note": "",
    }  # fmt: skip
