"""The ledger as data: the files to download.

They are made from the rows of the page, so that none can say what another does not.
"""

import csv
import functools
import io
import json
from pathlib import Path
from typing import Any

from annotated_brief.content import archives, claims
from annotated_brief.content import evidence as evidences
from annotated_brief.content.claims import KINDS
from annotated_brief.content.verdicts import SEEN, STANCES, VERDICTS
from annotated_brief.core import memo
from annotated_brief.core.shape import Shape
from annotated_brief.core.site import claim_file
from annotated_brief.edition import Edition
from annotated_brief.pages import ledger

SCHEMA = "claims.schema.json"


def as_json(edition: Edition) -> str:
    """claims.json: the claims with the version and the date that they belong to, as claims.schema.json describes them."""
    facts = edition.settings
    document = {
        "$schema": f"{edition.site.root}{SCHEMA}",
        "title": facts.title,
        "version": facts.version,
        "date": facts.date.isoformat(),
        "claims": records(edition),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def schema(edition: Edition) -> str:
    """claims.schema.json: what stands in claims.json, as JSON Schema (draft 2020-12)."""
    text, strings = {"type": "string"}, {"type": "string", "minLength": 1}
    date = {"type": ["string", "null"], "format": "date"}
    evidence = {
        "source": strings, "stance": {"enum": list(STANCES)}, "says": text, "seen": {"enum": list(SEEN)}, "seen_on": date,
    }  # fmt: skip
    optional = _described({"copy_of": strings, "doubt": strings}, evidences.SHAPE)
    claim: dict[str, Any] = {
        "id": {"type": "string", "pattern": "^c[0-9]{3,}$"}, "section": {"enum": list(edition.settings.sections)},
        "paragraph": {"type": ["integer", "null"], "minimum": 1}, "kind": {"enum": list(KINDS)}, "claim": strings,
        "verdict": {"enum": list(VERDICTS)},
        "evidence": {"type": "array", "items": _object(_described(evidence, evidences.SHAPE), optional)},
        "checked": date, "why": text, "looked": text, "footnote": text,
        "strength": text | {"description": "how many sources there are, and how good"},
        "address": text | {"description": "the page of the claim"},
    }  # fmt: skip
    whole = {
        "$schema": text, "title": strings, "version": strings, "date": {"type": "string", "format": "date"},
        "claims": {"type": "array", "items": _object(_described(claim, claims.SHAPE))},
    }  # fmt: skip
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Claims of an annotated edition"}
    head |= {"$id": f"{edition.site.root}{SCHEMA}"} if edition.site.root else {}
    return json.dumps(head | _object(whole), ensure_ascii=False, indent=1) + "\n"


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    """The schema of a mapping that has these fields and no others."""
    fields = required | (optional or {})
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


def _described(fields: dict[str, Any], shape: Shape) -> dict[str, Any]:
    """The fields with what the records of the edition say of those of the same name."""
    return {
        name: value | ({"description": shape[name].says} if name in shape else {}) for name, value in fields.items()
    }


def as_csv(edition: Edition) -> str:
    """claims.csv: a list of keys is joined by spaces, as in the tables; what the sources say, by a bar."""
    out = io.StringIO()
    rows = [_flat(one) for one in records(edition)]
    writer = csv.DictWriter(out, rows[0] if rows else ["id"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def keep(edition: Edition, archive: bytes) -> Path:
    """Keep the present version: its archive, and its ledger to compare later versions with; where the archive is.

    Raises:
        ValueError: this version is kept already.
    """
    kept = archives.keep(edition.paths, edition.settings.version, archive)
    edition.paths.releases.mkdir(parents=True, exist_ok=True)
    (edition.paths.releases / f"{edition.settings.version}.csv").write_text(as_csv(edition), "utf-8")
    return kept


def _flat(one: dict[str, Any]) -> dict[str, Any]:
    """A row of the table: each list in a cell of its own, in the same order."""
    evidence = one["evidence"]
    return one | {
        "evidence": " ".join(item["source"] for item in evidence),
        "stances": " ".join(item["stance"] for item in evidence),
        "says": " | ".join(item["says"] for item in evidence),
        "seen": " | ".join(item["seen"] for item in evidence),
        "seen_on": " ".join(item["seen_on"] or "-" for item in evidence),
    }


def records(edition: Edition) -> list[dict[str, Any]]:
    """The rows as data, in the words that the page prints."""
    return [memo.kept(("record", name), edition, functools.partial(_record, name=name)) for name in edition.claims]


def _record(edition: Edition, name: str) -> dict[str, Any]:
    claim = edition.claims[name]
    return {
        "id": claim.id,
        "section": claim.section,
        "paragraph": claim.paragraph or None,
        "kind": claim.kind,
        "claim": ledger.plain(claim.claim),
        "verdict": claim.verdict,
        "evidence": [
            {
                "source": one.source,
                "stance": one.stance,
                "says": ledger.plain(one.says),
                "seen": one.seen,
                "seen_on": one.seen_on.isoformat() if one.seen_on else None,
            }
            | ({"copy_of": one.copy_of} if one.copy_of else {})
            | ({"doubt": ledger.plain(one.doubt)} if one.doubt else {})
            for one in claim.evidence
            if one.source in edition.sources
        ],
        "checked": claim.checked.isoformat() if claim.checked else None,
        "why": ledger.plain(claim.why),
        "looked": ledger.plain(claim.looked),
        "footnote": claim.footnote,
        "strength": ledger.strength(ledger.evidence_of(edition, claim)),
        "address": edition.site.from_root(claim_file(claim.id)),
    }
