"""The records that other programs keep: claims with their schema, archived addresses."""

import argparse
import html
import json
import socket
from pathlib import Path

import jsonschema
import lxml.html
import pytest
from annotated_brief.bibliography import sources
from annotated_brief.bibliography.entries import Entry
from annotated_brief.edition import Edition
from annotated_brief.references import archived, robust_links


def test_the_claims_are_as_their_schema_says(site: Path, edition: Edition) -> None:
    claims = json.loads((site / "claims.json").read_text("utf-8"))
    schema = json.loads((site / "claims.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(claims, schema)
    fields = schema["properties"]["claims"]["items"]["properties"]
    assert [name for name, field in fields.items() if "description" not in field] == ["id"]
    assert claims["version"] == edition.settings.version
    assert [one["id"] for one in claims["claims"]] == list(edition.claims)
    claims["claims"][0]["verdict"] = "perhaps"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(claims, schema)


COPY = "https://web.archive.org/web/20250103120000/https://a.example/?b&c"


@pytest.mark.parametrize(
    ("url", "archive", "marked"),
    [
        ("https://a.example/?b&c", COPY, {"versionurl": COPY, "versiondate": "2025-01-03"}),
        ("https://a.example/", "https://archive.example/2025.02.04-101112/https://a.example/",
         {"versionurl": "https://archive.example/2025.02.04-101112/https://a.example/", "versiondate": "2025-02-04"}),
        ("https://a.example/", "https://perma.example/AB12", {"versionurl": "https://perma.example/AB12", "versiondate": "2024-12-31"}),
        (COPY, "", {"originalurl": "https://a.example/?b&c", "versiondate": "2025-01-03"}),
        ("https://a.example/2025/", "", {}),
    ],
)  # fmt: skip
def test_a_link_to_a_source_has_its_archived_copy_beside_it(url: str, archive: str, marked: dict[str, str]) -> None:
    fields = {"title": "T", "url": url, "archiveurl": archive, "urldate": "2024-12-31"}
    source = sources.made({"k": Entry("k", "online", fields, "", 1, {})})["k"]
    page = f'<p><a class="x" href="{html.escape(url)}" rel="noopener">T</a> <a href="https://b.example/">b</a></p>'
    first, other = lxml.html.fromstring(robust_links.mark(page, robust_links.attributes([source]))).xpath("//a")
    assert {name.removeprefix("data-"): value for name, value in first.items() if name.startswith("data-")} == marked
    assert first.get("href") == url and not other.get("data-versionurl")
    assert robust_links.is_kept(source) == bool(marked)


def test_sources_without_an_archived_copy_are_listed_and_nothing_is_sent(
    edition: Edition, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No request leaves the machine, whoever asks."""
    monkeypatch.setattr(socket, "socket", None)
    found = archived.missing(edition)
    assert {key for key, _ in found} == {
        key for key, source in edition.used.items() if source.url and not robust_links.is_kept(source)
    }
    assert archived.answer(argparse.Namespace(requests=True), edition.paths) == 0
    requests = capsys.readouterr().out.split()
    assert requests == [f"https://web.archive.org/save/{address}" for _, address in found]
