"""What a reader would miss if the ledger, the first page and the files to download did not agree."""

import csv
import datetime
import json
import re
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
import yaml
from annotated_brief.content.verdicts import VERDICTS, group
from annotated_brief.core import paths
from annotated_brief.edition import Edition
from annotated_brief.metadata import webannotations
from annotated_brief.pages import forecasts as forecast_pages
from annotated_brief.pages import ledger, timeline
from briefs import words
from lxml.html import HtmlElement


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, object]]:
    """The ledger as the editor wrote it, read without any of our code."""
    loaded: dict[str, dict[str, object]] = yaml.safe_load(paths.default().ledger.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def downloaded(site: Path) -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = json.loads((site / "claims.json").read_text("utf-8"))["claims"]
    return loaded


def page(site: Path, name: str) -> HtmlElement:
    return lxml.html.fromstring((site / name / "index.html").read_text("utf-8"))


def test_the_first_page_counts_what_the_ledger_says(site: Path, written: dict[str, dict[str, object]]) -> None:
    noted = sum("footnote" in claim for claim in written.values())
    ((findings,), (legend,)) = (page(site, "").find_class(name) for name in ("findings", "legend"))
    shown = [words(item) for item in findings.xpath(".//li")]
    assert shown[0] == f"{len(written)} claims, {noted} of them with a footnote"
    assert not any("checked" in line or "forecast" in line for line in shown)  # the legend says it already
    said = dict(words(item).split(" ", 1)[::-1] for item in legend.xpath(".//li"))
    assert said == {
        name: str(number) for name, number in Counter(claim["verdict"] for claim in written.values()).items()
    }


def test_the_page_the_json_and_the_csv_hold_the_same_claims(
    site: Path, written: dict[str, dict[str, object]], downloaded: list[dict[str, object]]
) -> None:
    rows = page(site, "claims").xpath("//tr[@data-item]")
    with (site / "claims.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    verdicts = {name: claim["verdict"] for name, claim in written.items()}
    assert {row["id"]: row["verdict"] for row in downloaded} == verdicts
    assert {line["id"]: line["verdict"] for line in lines} == verdicts
    assert {row.get("id"): row.get("data-verdict").replace("-", " ") for row in rows} == verdicts
    assert [line["claim"] for line in lines] == [row["claim"] for row in downloaded]


def test_the_tallies_of_the_page_add_up_to_the_ledger(edition: Edition) -> None:
    tallies = {tally.name: tally for tally in ledger.tallies(edition)}
    assert sum(tally.number for tally in tallies.values()) == len(edition.claims)
    assert all(tally.number == sum(count.number for count in tally.counts) for tally in tallies.values())
    assert tallies["checked"].number >= 40


def test_no_verdict_stands_without_evidence_and_a_date(downloaded: list[dict[str, object]]) -> None:
    for row in downloaded:
        if VERDICTS[str(row["verdict"])].demands:
            assert row["evidence"], row["id"]
        if row["verdict"] == "not found":
            assert row["looked"], row["id"]
        if row["verdict"] != "not checked":
            assert datetime.date.fromisoformat(str(row["checked"])), row["id"]
            assert row["why"], row["id"]


def test_every_piece_of_evidence_leads_to_a_page_about_its_source(site: Path, edition: Edition) -> None:
    for row in ledger.rows(edition):
        assert [source.key for source in row.evidence] == row.claim.keys
        for source in row.evidence:
            assert (site / source.url / "index.html").is_file(), source.key


def test_a_row_says_how_many_sources_there_are_and_how_good(edition: Edition) -> None:
    sources = ledger.evidence(edition, list(edition.sources)[:3])
    graded = [source._replace(grade=grade) for source, grade in zip(sources, "BAB", strict=True)]
    assert ledger.strength(graded) == "3 sources, 1 of them first-hand"
    assert ledger.strength(graded[:1]) == "1 source"
    assert ledger.strength([]) == "no source"


def test_every_row_leads_to_its_sentence_and_the_sentence_back(site: Path) -> None:
    rows = page(site, "claims").xpath("//tr[@data-item]")
    seen: dict[str, HtmlElement] = {}
    for row in rows:
        name = row.get("id")
        (link,) = (one.get("href") for one in row.xpath(".//a") if words(one).startswith("Read the sentence"))
        file, _, anchor = link.removeprefix("../").partition("#")
        text = seen.setdefault(file, page(site, file))
        assert anchor == name
        (sentence,) = text.xpath(f"//*[@id='{name}']")
        assert words(sentence), name
        (back,) = (one for one in text.find_class("claim-mark") if str(one.get("href")).endswith(f"claims/#{name}"))
        assert row.get("data-verdict").replace("-", " ") in words(back), name


def test_a_row_and_its_sentence_speak_of_the_same_thing(site: Path, edition: Edition) -> None:
    """They are worded apart, yet a row whose sentence shares none of its longer words was put at the wrong place."""
    texts = {
        file: webannotations.page_text((site / edition.site.page(file) / "index.html").read_text("utf-8"))
        for file in edition.settings.sections.values()
    }
    for claim in edition.claims.values():
        text = texts[edition.marks[claim.id].page]
        begin, end = text.claims[claim.id]
        said, meant = (set(re.findall(r"[a-z]{5}|\d+", part.lower())) for part in (text.text[begin:end], claim.claim))
        assert said & meant, f"{claim.id}: {text.text[begin:end]!r} / {claim.claim!r}"


def test_what_is_not_fully_supported_has_an_annotation_beside_it(site: Path, edition: Edition) -> None:
    for claim in edition.claims.values():
        if claim.judged.annotated:
            notes = edition.annotations_of(claim.id)
            assert notes, f"{claim.id} is {claim.verdict} and has no annotation"
            assert {note.page for note in notes} == {edition.marks[claim.id].page}, claim.id
    (row,) = page(site, "claims").xpath("//tr[@id='c018']")
    assert any("#note-" in link for link in row.xpath(".//a/@href"))


def test_a_filter_finds_on_each_row_what_it_filters_by(site: Path, edition: Edition) -> None:
    document = page(site, "claims")
    rows = {row.get("id"): row for row in document.xpath("//tr[@data-item]")}
    for select in document.xpath("//form[@data-filters]//select"):
        offered = {value for value in select.xpath("./option/@value") if value}
        met = {row.get(f"data-{select.get('name')}") for row in rows.values()}
        assert met <= offered, select.get("name")
    for claim in edition.claims.values():
        checked = claim.kind != "forecast" and claim.verdict in group("checked")
        assert rows[claim.id].get("data-checked") == ("yes" if checked else "no")


def test_the_lists_are_whole_without_scripts(site: Path) -> None:
    for name in ("claims", "forecasts", "timeline"):
        document = page(site, name)
        assert not document.xpath("//*[(@data-item or @data-group) and @hidden]"), name
        (count,) = document.xpath("//*[@data-count]")
        assert count.get("role") == "status"
        assert int(words(count).split()[0]) == len(document.xpath("//*[@data-item]"))


def test_a_forecast_stands_on_its_page_as_in_the_ledger(site: Path, edition: Edition) -> None:
    forecasts = {name for name, claim in edition.claims.items() if claim.kind == "forecast"}
    assert set(edition.forecasts) == forecasts
    document = page(site, "forecasts")
    for item in forecast_pages.outlooks(edition):
        assert item.forecast.standing == item.claim.verdict, item.claim.id
        assert item.forecast.standing in group("forecasts")
        assert all((item.forecast.would_confirm, item.forecast.would_refute, item.forecast.note)), item.claim.id
        assert all(sign.date and sources for sign, sources in item.seen), item.claim.id
        (shown,) = document.xpath(f"//*[@id='{item.claim.id}']")
        assert item.forecast.standing in words(shown)


def test_what_was_seen_of_a_forecast_stands_in_the_order_of_its_dates(edition: Edition) -> None:
    for forecast in edition.forecasts.values():
        dates = [seen.date for seen in forecast.seen]
        assert dates == sorted(dates), forecast.claim


def test_every_event_has_a_word_a_source_and_a_claim_that_exists(site: Path, edition: Edition) -> None:
    document = page(site, "timeline")
    for event in timeline.events(edition):
        (item,) = document.xpath(f"//*[@id='{event.id}']")
        (relation,) = item.find_class("event-class")
        assert words(relation).lower() == timeline.CLASSES[event.relation].lower()
        assert event.evidence, event.id
        named = str(
            next(row for row in edition.tables["timeline"].rows if row.cells["row"] == event.id).cells["claims"]
        )
        assert [claim.id for claim in event.claims] == named.split(), event.id


def test_the_pages_carry_every_claim_as_data_once(site: Path, edition: Edition) -> None:
    made: list[tuple[str, str]] = []
    for file in edition.settings.sections.values():
        document = page(site, edition.site.page(file))
        found = [
            json.loads(script.text_content()) for script in document.xpath("//script[@type='application/ld+json']")
        ]
        (report,) = (data for data in found if data.get("@type") == "Report")
        claims = [part for part in report["hasPart"] if part["@type"] == "Claim"]
        for claim in claims:
            name = claim["@id"].rstrip("/").rpartition("/")[2]
            assert claim["text"] == ledger.plain(edition.claims[name].claim)
            assert claim["review"]["reviewRating"]["name"] == edition.claims[name].verdict
            assert document.xpath(f"//*[@id='{name}']"), f"{name} is not on {file}"
        made += [(file, claim["@id"]) for claim in claims]
        assert "ClaimReview" not in json.dumps(report)
    assert len(set(made)) == len(made) == len(edition.claims)


def test_no_markup_of_ours_shows_in_the_data(downloaded: list[dict[str, object]]) -> None:
    for row in downloaded:
        for name in ("claim", "why", "looked"):
            assert not re.search(r"\{=|<[a-z]|&[a-z]+;|\*", str(row[name])), row["id"]
