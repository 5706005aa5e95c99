"""Under serve only what changed is made again, and the site is byte for byte that of a build which has nothing kept."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from annotated_brief.core import memo
from annotated_brief.core.paths import Paths
from annotated_brief.edition import Edition
from annotated_brief.pages import live_pages
from annotated_brief.scaffold import new
from mkdocs.commands.build import build
from mkdocs.config import load_config

Edit = Callable[[Path, random.Random], str]
TEXTS = {"docs": ".md", "bib": ".bib", "docs/data": ".csv"}


def built(root: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Build as serve does, and give every file of the site."""
    monkeypatch.chdir(root)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def afresh(root: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The same with nothing kept, which leaves what is kept as it is."""
    with monkeypatch.context() as patch:
        patch.setattr(memo, "begin", lambda _: None)
        patch.setattr(memo, "_mark", [])
        return built(root, site, patch)


def write_a_word(root: Path, chance: random.Random) -> str:
    """In any file that an editor writes, wherever it falls."""
    folder = chance.choice([*TEXTS, "bib", "."])
    ending = {**TEXTS, "bib": chance.choice([".bib", ".yml"]), ".": ".yml"}[folder]
    file = chance.choice(sorted(path for path in (root / folder).glob(f"*{ending}") if path.stat().st_size))
    text = file.read_text("utf-8")
    at = chance.choice([place for place, char in enumerate(text) if char == " "] or [len(text)])
    file.write_text(f"{text[:at]} low{text[at:]}", "utf-8")
    return f"a word in {file.name} at {at}"


def exchange_lines(root: Path, chance: random.Random) -> str:
    """Two lines of a source or a claim: what is equal in another order is printed in another order."""
    file = chance.choice(sorted((root / "bib").glob("[a-z]*.*")))
    lines = file.read_text("utf-8").split("\n")
    places = [at for at in range(len(lines) - 1) if lines[at].startswith("  ") and lines[at + 1].startswith("  ")]
    at = chance.choice(places or [0])
    lines[at : at + 2] = reversed(lines[at : at + 2])
    file.write_text("\n".join(lines), "utf-8")
    return f"lines {at} of {file.name}"


def change_a_verdict(root: Path, chance: random.Random) -> str:
    return _replace(root / "bib/claims.yml", ["supported", "not found", "misleading", "open", "true"], chance)


def change_a_number(root: Path, chance: random.Random) -> str:
    return _replace(root / "docs/data/tides.csv", ["4.2", "3.1", "5.25", "gauge2024levels", "pilot2023ebb"], chance)


def change_a_setting(root: Path, chance: random.Random) -> str:
    return _replace(root / "mkdocs.yml", ["winter 2024", "footnotes: 1", "footnotes: 2", "Claims: ", "autumn"], chance)


def cite(root: Path, chance: random.Random) -> str:
    """A source by another sentence, so that numbers move."""
    key = chance.choice(["gauge2024levels", "pilot2023ebb", "office2024report"])
    file = chance.choice(sorted((root / "docs").glob("*.md")))
    head, mark, body = file.read_text("utf-8").partition("\n---\n")
    file.write_text(f"{head}{mark}\nOnce more, with a source.[@{key}]\n{body}", "utf-8")
    return f"{key} in {file.name}"


def rename(root: Path, chance: random.Random) -> str:
    """A page, a section with its mention, or a table."""
    file = chance.choice(sorted([*(root / "docs").glob("*.md"), *(root / "docs/data").glob("*.csv")]))
    new_name = f"x{file.name}"
    if file.name != "index.md":
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace(f" {file.name}", f" {new_name}"), "utf-8")
        file.rename(file.with_name(new_name))
    return file.name


def draw(root: Path, chance: random.Random) -> str:
    """Another word or line in the script of a figure."""
    file = chance.choice(sorted((root / "scripts/figures").glob("*.py")))
    text = file.read_text("utf-8")
    file.write_text(text.replace("spring", "Spring", 1) if "spring" in text else text + "\n", "utf-8")
    return file.name


EDITS: list[Edit] = [
    write_a_word, exchange_lines, change_a_verdict, change_a_number, change_a_setting, cite, rename, draw,
]  # fmt: skip


def _replace(file: Path, words: list[str], chance: random.Random) -> str:
    """One of some words by another."""
    if not file.exists():
        return "nothing"
    text = file.read_text("utf-8")
    old = chance.choice([word for word in words if word in text] or ["\n"])
    word = chance.choice(words)
    parts = text.split(old)
    at = chance.randrange(1, len(parts))
    file.write_text(old.join(parts[:at]) + word + old.join(parts[at:]), "utf-8")
    return f"{old} is {word} in {file.name}"


def compare(root: Path, tmp_path: Path, edits: list[Edit], seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built(root, tmp_path / "live", monkeypatch)
    done = []
    for edit in edits:
        kept = {folder: (root / folder).read_bytes() for folder in ("mkdocs.yml",)}
        done.append(edit(root, chance))
        try:
            load_config(str(root / "mkdocs.yml"))
        except Exception:  # nothing is built from it
            (root / "mkdocs.yml").write_bytes(kept["mkdocs.yml"])
        live = built(root, tmp_path / "live", monkeypatch)
        fresh = afresh(root, tmp_path / f"fresh-{len(done)}", monkeypatch)
        assert list(live) == list(fresh), done
        assert not [name for name in live if live[name] != fresh[name]], done


@pytest.mark.parametrize("seed", [1])
def test_after_any_edit_the_site_is_that_of_a_fresh_build(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new.write(tmp_path / "brief")
    compare(tmp_path / "brief", tmp_path, random.Random(seed).sample(EDITS, len(EDITS)), seed, monkeypatch)


@pytest.mark.every
@pytest.mark.parametrize("seed", range(2, 8))
def test_after_many_edits_too(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new.write(tmp_path / "brief")
    compare(tmp_path / "brief", tmp_path, random.Random(seed).choices(EDITS, k=20), seed, monkeypatch)


def test_the_first_edit_finds_kept_what_the_first_build_has_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "brief"
    new.write(root)
    memo.end()
    built(root, tmp_path / "site", monkeypatch)
    before = {name: result for name, (_, _, result) in memo._steps.items()}
    page = root / "docs" / "channel.md"
    page.write_text(page.read_text("utf-8").replace("keeps its depth", "stays deep"), "utf-8")
    built(root, tmp_path / "site", monkeypatch)
    again = [name for name, result in before.items() if name in memo._steps and memo._steps[name][2] is not result]
    assert len(again) < len(before) / 2, again


def test_what_a_step_reads_by_itself_makes_all_be_made_again(paths: Paths, tmp_path: Path) -> None:
    for folder in ("docs", "bib", "scripts/figures"):
        shutil.copytree(paths.root / folder, tmp_path / folder)
    for name in ("mkdocs.yml", "CITATION.cff"):
        shutil.copy(paths.root / name, tmp_path / name)
    at = Paths(tmp_path)
    before = live_pages.mark(at)
    with (tmp_path / "docs/roots.md").open("a") as page:
        page.write("\nOne more sentence.\n")
    assert live_pages.mark(at) == before, (
        "a sentence is read into the edition, so the pages that it does not reach stay"
    )
    script = tmp_path / "scripts/figures/trade.py"
    script.write_text(script.read_text("utf-8") + "# \n", "utf-8")
    assert live_pages.mark(at) != before


def test_a_step_is_taken_again_when_and_only_when_something_that_it_reads_has_changed(edition: Edition) -> None:
    taken = []

    def step(view: Edition) -> str:
        taken.append("")
        return view.pages["roots.md"].title + view.settings.title + str("none" in view.claims)

    first = next(iter(edition.claims))
    try:
        memo.begin("a test")
        for changed in (
            edition,
            edition._replace(forecasts={}),
            edition._replace(claims={**edition.claims, "c999": edition.claims[first]}),
        ):
            memo.kept("step", memo.settled("test", changed), step)
        assert len(taken) == 1
        memo.kept("step", edition._replace(claims={"none": edition.claims[first]}), step)
        assert len(taken) == 2
        page = edition.pages["roots.md"]
        titled = edition._replace(pages={**edition.pages, "roots.md": page._replace(meta={"title": "Another"})})
        assert memo.kept("step", titled, step).startswith("Another")
        memo.begin("another mark")
        memo.kept("step", titled, step)
        assert len(taken) == 4
        with pytest.raises(TypeError, match="by their names"):
            memo.kept("unpacked", edition, lambda view: list(view))
    finally:
        memo.end()


def test_what_many_pages_ask_for_is_made_once_where_nothing_is_kept() -> None:
    memo.end()
    made: list[object] = []
    first, second = ["one edition"], ["one edition"]
    for whole in (first, first, second):
        memo.shared("test", whole, made.append)
    assert [whole is first for whole in made] == [True, False]
    memo.end()
