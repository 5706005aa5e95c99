"""Who wrote the brief, as pages and programs have it: persons, bodies, one or several."""

from pathlib import Path

import pytest
from annotated_brief.content import authors, settings
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.metadata import linked_claims, page_metadata
from annotated_brief.pages import ledger

CITED = {
    "authors": [{"family-names": "Sluis", "name-particle": "van der", "given-names": "Ursula"}],
    "references": [
        {"authors": [{"family-names": "Lock", "given-names": "Martin", "name-suffix": "Jr."}, {"name": "Greentide"}]}
    ],
}
LINES = [
    (["The Harbour Office"], ["The Harbour Office"], "O"),
    (["Ursula van der Sluis"], ["van der Sluis, Ursula"], "P"),
    (["Martin Lock Jr."], ["Lock, Martin Jr."], "P"),
    (["Ada Mole and Ben Quay"], ["Ada Mole", "Ben Quay"], "PP"),
    (["Ada Mole, Ben Quay, and Cy Weir"], ["Ada Mole", "Ben Quay", "Cy Weir"], "PPP"),
    (["Xi Haiyan"], ["Xi Haiyan"], "P"),
    (["Greentide"], ["Greentide"], "O"),
    (["Bank of Sand and Silt"], ["Bank of Sand and Silt"], "O"),
    (["Ada Mole; Institute for Tides, Winds and Waves"], ["Ada Mole", "Institute for Tides, Winds and Waves"], "PO"),
    (["Ada Mole", "The Harbour Office"], ["Ada Mole", "The Harbour Office"], "PO"),
    (["Martin Lock Jr.", "Greentide", "Ben Quay"], ["Lock, Martin Jr.", "Greentide", "Ben Quay"], "POP"),
    (["Хаустова Анна", "Ada Mole"], ["Хаустова Анна", "Ada Mole"], "PP"),
    ([], [], ""),
]


@pytest.mark.parametrize(("written", "tags", "kinds"), LINES, ids=lambda value: str(value)[:30])
def test_each_author_is_one_tag_and_a_person_or_a_body(written: list[str], tags: list[str], kinds: str) -> None:
    found = authors.names(written, CITED)
    assert [authors.tag(name) for name in found] == tags
    assert "".join(authors.linked(name)["@type"][0] for name in found) == kinds


@pytest.mark.parametrize(
    ("setting", "line", "told"),
    [
        ("The Harbour Office", "The Harbour Office", []),
        ("[Ada Mole, The Harbour Office]", "Ada Mole and The Harbour Office", []),
        ("\n          - Ada Mole\n          - Ben Quay\n          - Cy Weir", "Ada Mole, Ben Quay and Cy Weir", []),
        ("[Ada Mole, '']", "", ["argument_by is empty in one place"]),
        ("[Ada Mole, Ada Mole]", "", ["argument_by names one twice"]),
        ("{name: Ada Mole}", "", ["argument_by is no text"]),
    ],
)
def test_the_setting_is_a_name_or_a_list(setting: str, line: str, told: list[str], tmp_path: Path) -> None:
    plugin = f"plugins:\n  - annotated-brief:\n      argument_by: {setting}\n      sections: {{one: index.md}}\n"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: T\n{plugin}", "utf-8")
    paths = Paths(tmp_path)
    assert settings.load(paths).argument_by == line
    faults = [problem.message for problem in settings.check(paths) if "argument_by" in problem.message]
    assert len(faults) == len(told)
    assert all(part in fault for part, fault in zip(told, faults, strict=True))


def test_a_page_and_a_claim_name_each_author(edition: Edition) -> None:
    several = edition._replace(settings=edition.settings._replace(authors=("Ada Mole", "The Harbour Office")))
    head = page_metadata.head(several, "index.md")
    assert head.count('name="citation_author"') == 3  # and who made the edition
    assert 'content="Ada Mole"' in head
    assert 'content="The Harbour Office,"' in head
    row = next(iter(ledger.rows(several)))
    assert [name["@type"] for name in linked_claims.whole(several, row)["author"]] == ["Person", "Organization"]
