"""What pandoc made is kept entry by entry: an edit of one costs one, and no source borrows from its neighbours."""

from collections import Counter
from pathlib import Path

import pytest
from annotated_brief.bibliography import disk_cache, references
from annotated_brief.edition import Edition


class Maker:
    """Notes what it is asked, and gives each line in capitals."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, text: str) -> dict[str, str]:
        lines = text.splitlines()
        self.asked.append(lines)
        return {line[0]: line.upper() for line in lines}


def test_only_what_changed_is_asked_anew(tmp_path: Path) -> None:
    file, make = tmp_path / "made.json", Maker()
    disk_cache.each(file, "1", {"a": "a one", "b": "b one"}, make)
    found = disk_cache.each(file, "1", {"a": "a one", "b": "b two", "c": "c one"}, make)
    assert found == {"a": "A ONE", "b": "B TWO", "c": "C ONE"}
    assert make.asked == [["a one", "b one"], ["b two", "c one"]]


def test_another_recipe_asks_for_all(tmp_path: Path) -> None:
    file, make = tmp_path / "made.json", Maker()
    for recipe in ("1", "2", "1"):
        disk_cache.each(file, recipe, {"a": "a one"}, make)
    assert make.asked == [["a one"], ["a one"]]


def test_a_file_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    disk_cache.each(file, "1", {"a": "a one"}, Maker())
    file.write_text(file.read_text("utf-8")[:-4], "utf-8")
    assert disk_cache.each(file, "1", {"a": "a one"}, Maker()) == {"a": "A ONE"}
    assert disk_cache.each(file, "1", {"a": "a one"}, lambda _: {}) == {"a": "A ONE"}


def test_many_entries_are_asked_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """citeproc takes time with the square of what it is given."""
    monkeypatch.setattr(disk_cache, "BATCH", 2)
    make = Maker()
    found = disk_cache.each(None, "1", {key: f"{key} one" for key in "abcde"}, make)
    assert list(found) == list("abcde")
    assert [len(lines) for lines in make.asked] == [2, 2, 1]


def test_a_reference_is_the_same_alone_and_among_all(edition: Edition) -> None:
    """No author is shortened, and no year lettered, because of another source."""
    entries = references.stand_ins(edition.sources)
    named = [source for source in edition.sources.values() if source.fields.get("author")]
    often, _ = Counter((source.fields["author"], source.date[:4]) for source in named).most_common(1)[0]
    shared = [source.key for source in named if (source.fields["author"], source.date[:4]) == often][:3]
    assert len(shared) > 1
    together = references._formatted("\n".join(entries.values()))
    assert {key: references._formatted(entries[key])[key] for key in shared} == {key: together[key] for key in shared}
