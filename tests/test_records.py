"""The records that other programs keep: claims with their schema, the linkset, archived addresses."""

import json
from pathlib import Path

import jsonschema
import pytest
from annotated_brief.edition import Edition
from annotated_brief.metadata import signposting
from annotated_brief.references import archived


def test_the_claims_are_as_their_schema_says(site: Path, edition: Edition) -> None:
    claims = json.loads((site / "claims.json").read_text("utf-8"))
    schema = json.loads((site / "claims.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(claims, schema)
    assert claims["version"] == edition.settings.version
    assert [one["id"] for one in claims["claims"]] == list(edition.claims)
    claims["claims"][0]["verdict"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(claims, schema)


def test_a_published_site_has_a_linkset_of_what_is_there(edition: Edition, site: Path) -> None:
    root = "https://example.org/brief/"
    moved = edition._replace(site=edition.site._replace(root=root))
    found = {one["anchor"]: one for one in signposting.contexts(moved)}
    assert {f"{root}roots/", f"{root}claims/c018/", root} <= set(found)
    for anchor, one in found.items():
        assert one["cite-as"] == [{"href": anchor}] and one["license"] and one["author"]
        for link in [*one.get("describedby", []), *one.get("item", []), *one.get("alternate", [])]:
            place = site / link["href"].removeprefix(root)
            assert (place / "index.html" if place.is_dir() else place).is_file(), link


def test_sources_without_an_archived_copy_are_listed_and_nothing_is_sent(edition: Edition) -> None:
    found = archived.missing(edition)
    assert {key for key, _ in found} == {
        key for key, source in edition.used.items() if source.url and not source.archive
    }
