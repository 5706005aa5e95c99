"""The tables at the root of the archive, column by column: what stands in each, and the description of all as a Frictionless
Data Package.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from annotated_brief.edition import Edition

NAME = "datapackage.json"
SOURCES = ("source", "source2")  # columns that have the key of a source, in the tables of data/


class Field(NamedTuple):
    """One column."""

    name: str
    says: str
    type: str = "string"  # a name of Frictionless
    of: str = ""  # the table whose first column its cells stand in


class Table(NamedTuple):
    """One table; the first column names the row where `is_keyed`."""

    name: str
    title: str
    fields: tuple[Field, ...]
    is_keyed: bool = True

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> list[str]:
        return [field.name for field in self.fields]


CLAIM = Field("claim", "The number of the claim.", of="claims")
KEYS = "Keys of sources, with spaces between them"

CLAIMS = Table("claims", "The ledger, a claim a row", (
    Field("id", "The number of the claim."),
    Field("section", "The section of the brief that makes it."),
    Field("paragraph", "Which paragraph of the section, counted from 1; empty where its sentence is not printed.", "integer"),
    Field("kind", "What kind of statement it is: fact, judgement, forecast and others."),
    Field("claim", "What is claimed, in the words of the edition."),
    Field("verdict", "What the check found."),
    Field("evidence", f"{KEYS}, the evidence for the verdict."),
    Field("checked", "The day of the check.", "date"),
    Field("why", "The reason for the verdict."),
    Field("looked", "Where was looked in vain."),
    Field("footnote", "The source that the brief itself gives for it.", of="sources"),
    Field("strength", "How many sources it rests on, and how close these are to what they report."),
    Field("address", "The claim's own page; without a scheme it is from the root of the site."),
    Field("stances", "What each source of `evidence` does for the claim, in the same order, with spaces between."),
    Field("says", "What each source says, in the same order, with strokes between."),
    Field("seen", "How much of each source was seen, in the same order, with strokes between."),
    Field("seen_on", "When each source was seen, in the same order; a dash where it is not known."),
))  # fmt: skip
EVIDENCE = Table("evidence", "What each source says on each claim", (
    CLAIM,
    Field("source", "The key of the source.", of="sources"),
    Field("stance", "What it does for the claim: supports, partly, qualifies, context and others."),
    Field("says", "What it says on the claim, in the words of the edition."),
    Field("seen", "How much of it was seen: the whole, a passage, the opening and others."),
    Field("seen_on", "The day on which it was seen.", "date"),
    Field("copy_of", "The key of the source that it only repeats."),
    Field("doubt", "Why it may be doubted."),
    Field("url", "Where it can be read."),
), is_keyed=False)  # fmt: skip
FORECASTS = Table("forecasts", "The forecasts of the brief, and how they stand", (
    CLAIM,
    Field("forecast", "What is forecast, in the words of the edition."),
    Field("standing", "How it stands: open, agrees so far, mixed so far and others."),
    Field("horizon", "The time that it is for, as far as the brief says."),
    Field("would_confirm", "What would speak for it."),
    Field("would_refute", "What would speak against it."),
    Field("settles", "What would settle it."),
    Field("review", "The day on which it is to be looked at again.", "date"),
    Field("note", "What to know of the standing."),
))  # fmt: skip
SIGNS = Table("forecast_signs", "What has been seen that bears on each forecast", (
    Field("claim", "The number of the forecast's claim.", of="forecasts"),
    Field("date", "When it happened or was reported: a day, a month or a year."),
    Field("what", "What happened."),
    Field("before_the_brief", "yes: before the brief was finished, so that it is no sign; else no."),
    Field("sources", f"{KEYS}, for what happened."),
), is_keyed=False)  # fmt: skip
WORKS = Table("sources", "The sources, by their keys", (
    Field("key", "The key of the source, by which all tables name it."),
    Field("number", "Its number in the list of references; empty where nothing in the text uses it."),
    Field("kind", "What kind of work it is."),
    Field("authors", "Who wrote it."),
    Field("title", "Its title as printed."),
    Field("translation", "Its title in English, where the title is in another language."),
    Field("publisher", "The outlet or publisher."),
    Field("date", "Its date, as exact as it is known: a day, a month or a year."),
    Field("language", "The language that it is written in."),
    Field("url", "Where it can be read."),
    Field("doi", "Its DOI."),
))  # fmt: skip


def package(edition: Edition, tables: Iterable[Table], described: str) -> str:
    """datapackage.json of the archive: its tables at the root, and those of data/, of which `described` is the description."""
    data = _data(described)
    facts = edition.settings
    whole = data | {
        "name": "annotated-brief",
        "title": f"{facts.title}: all data",
        "version": facts.version,
        "resources": [*map(_resource, tables), *map(_from_data, data.get("resources", []))],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).replace('"path": "../', '"path": "') + "\n"


def _data(described: str) -> dict[str, Any]:
    try:
        found = json.loads(described)
    except ValueError:
        return {}  # the checks report it
    return found if isinstance(found, dict) and isinstance(found.get("resources", []), list) else {}


def _resource(table: Table) -> dict[str, Any]:
    keyed = [field for field in table.fields if field.of]
    schema: dict[str, Any] = {
        "missingValues": [""],
        "fields": [{"name": field.name, "type": field.type, "description": field.says} for field in table.fields],
        "foreignKeys": [_key(field.name, field.of) for field in keyed],
    }
    if table.is_keyed:
        schema["primaryKey"] = [table.fields[0].name]
    return {
        "name": table.name, "path": table.file, "type": "table", "title": table.title, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _from_data(resource: Mapping[str, Any]) -> dict[str, Any]:
    """The description of a table of data/, as it is from the root of the archive."""
    schema = dict(resource.get("schema") or {})
    named = [field.get("name") for field in schema.get("fields", [])]
    keys = [_key(name, WORKS.name) for name in SOURCES if name in named]
    schema["foreignKeys"] = [*schema.get("foreignKeys", []), *keys]
    return {**resource, "path": f"data/{resource.get('path')}", "schema": schema}


def _key(field: str, table: str) -> dict[str, Any]:
    first = {"claims": "id", "sources": "key", "forecasts": "claim"}[table]
    return {"fields": [field], "reference": {"resource": table, "fields": [first]}}
