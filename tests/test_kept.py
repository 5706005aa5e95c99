"""What pandoc made is kept entry by entry: an edit of one costs one, and no source borrows from its neighbours."""

from collections import Counter
from pathlib import Path

import briefs
import pytest
from annotated_brief.bibliography import disk_cache, references
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition


class Maker:
    """Notes what it is asked, and gives each text in capitals."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, texts: list[str]) -> list[str]:
        self.asked.append(texts)
        return [text.upper() for text in texts]


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
    assert disk_cache.each(file, "1", {"a": "a one"}, lambda _: []) == {"a": "A ONE"}


def test_a_file_that_another_program_changed_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    disk_cache.each(file, "1", {"a": "a one"}, Maker())
    file.write_text(file.read_text("utf-8").replace("A ONE", "B TWO"), "utf-8")
    assert disk_cache.each(file, "1", {"a": "a one"}, Maker()) == {"a": "A ONE"}


def test_what_pandoc_failed_at_is_asked_again_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note that would be empty stops the build; the next build finds it again."""
    paths = briefs.copy(tmp_path / "brief")
    (paths.cache / "references.json").unlink(missing_ok=True)

    def fail(*_: object) -> None:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as patch:
        patch.setattr(references, "_format", fail)
        told = [problem for problem in briefs.problems(paths) if "pandoc could not format" in problem.message]
    assert {(problem.file, bool(problem.line)) for problem in told} == {
        ("bib/brief.bib", True),
        ("bib/edition.bib", True),
    }
    assert briefs.problems(paths) == []


def test_many_entries_are_asked_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """citeproc takes time with the square of what it is given."""
    monkeypatch.setattr(disk_cache, "BATCH", 2)
    make = Maker()
    found = disk_cache.each(None, "1", {key: f"{key} one" for key in "abcde"}, make)
    assert list(found) == list("abcde")
    assert [len(texts) for texts in make.asked] == [2, 2, 1]


def test_a_reference_is_the_same_alone_and_among_others(edition: Edition, tmp_path: Path) -> None:
    """No author is shortened, and no year lettered, because of another source."""
    named = [source for source in edition.sources.values() if source.reading.record.get("author")]
    often, _ = Counter(map(_signed, named)).most_common(1)[0]
    shared = {source.key: source for source in named if _signed(source) == often}
    assert len(shared) > 1
    together = references.load(shared, Paths(tmp_path / "together"))
    assert all(together[key].note for key in shared)
    for key in list(shared)[:3]:
        assert references.load({key: shared[key]}, Paths(tmp_path / key)) == {key: together[key]}


def _signed(source: Source) -> str:
    """Who wrote it, and in which year."""
    return f"{source.reading.record['author']} {source.date[:4]}"
