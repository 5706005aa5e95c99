"""The benchmark: `make bench`, or parts of it: `python -m benchmark real edit made [--rounds 5] [--pages 800]`.

It prints a report in Markdown. Targets are those of the contributing guide; nothing fails if one is missed.
"""

import argparse
import functools
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from annotated_brief import edition
from annotated_brief.content import source_date
from annotated_brief.core import paths

from benchmark import clock, keypress, plain, serving, synthetic, targets, tasks
from benchmark.clock import Cost
from benchmark.synthetic import BriefSize
from benchmark.targets import Measure

# Modules are compiled once, as on any machine.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000", "PYTHONDONTWRITEBYTECODE": ""}
PLAIN, SAME = "plain, default mode", "ours, the same pages"
MEASURES: list[Measure] = []
SIZES = (BriefSize(10, 50), BriefSize(50, 500), BriefSize(200, 500), BriefSize(200, 5000))
MANY = 100_000  # pages times sources: from here on pandoc, asked anew for every page, takes minutes


def build(project: Path, site: Path, *, cold: bool = False) -> Cost:
    """One build, as in a fresh folder; a cold one has nothing kept from an earlier one."""
    for former in (site, *([project / ".cache"] if cold else [])):
        _set_aside(former)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    return clock.run(command, project, QUIET | {"PYTHONPATH": str(paths.default().root)})


def _set_aside(folder: Path) -> None:
    """Out of the way, but not removed: for minutes after many files went, ext4 takes long to create others."""
    if folder.exists():
        folder.rename(Path(tempfile.mkdtemp(prefix=".former-", dir=folder.parent)) / "it")


def table(costs: Mapping[str, list[Cost]], base: str) -> str:
    """One line a way: medians, and the ratio to the base round by round."""
    lines = [
        "| | clock, s | processor, s | memory, MB | clock ÷ | processor ÷ |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for name, runs in costs.items():
        medians = [
            f"{clock.median(runs, of):.{digits}f}" for of, digits in (("clock", 2), ("processor", 2), ("memory", 0))
        ]
        ratios = [f"{clock.ratio(runs, costs[base], of):.2f}" for of in ("clock", "processor")]
        lines.append(f"| {' | '.join((name, *medians, *ratios))} |")
    return "\n".join(lines) + "\n"


def _ratio(costs: Mapping[str, list[Cost]], name: str, of: str) -> float:
    return clock.ratio(costs[name], costs[PLAIN], of)


def real(work: Path, options: argparse.Namespace) -> None:
    """The real site against the plain stack's build of its sections."""
    here, default, styled = _projects(work)
    ways: dict[str, Callable[[], Cost]] = {
        PLAIN: functools.partial(build, default, work / "site-default"),
        "plain, CSL mode": functools.partial(build, styled, work / "site-styled"),
        "ours, cold": functools.partial(build, here, work / "site-ours", cold=True),
        "ours, bib/ unchanged": functools.partial(build, here, work / "site-ours"),
    }
    costs = clock.interleaved(ways, options.rounds)
    print("## The real site; plain: its sections alone\n")
    print(table(costs, PLAIN))
    MEASURES.append(Measure("cold build ÷ plain, processor", _ratio(costs, "ours, cold", "processor"), 3))
    MEASURES.extend(targets.weights(work / "site-ours"))
    MEASURES.extend(tasks.longest(work / "site-ours", options.rounds))


def edit(work: Path, options: argparse.Namespace) -> None:
    """An edit to a section under serve, until the browser is told to reload."""
    here, default, styled = _projects(work)
    with (
        serving.serve(here, "roots.md" if (here / "docs" / "roots.md").exists() else "index.md") as ours,
        serving.serve(default, ours.file.name) as one,
        serving.serve(styled, ours.file.name) as other,
    ):
        ways = {PLAIN: one.edit, "plain, CSL mode": other.edit}
        ways |= {f"ours, {kind}": functools.partial(ours.edit, kind) for kind in serving.EDITS}
        measured = clock.interleaved(ways, options.rounds + 1)
    costs = {name: runs[1:] for name, runs in measured.items()}
    print("## An edit under serve, until the browser reloads; plain: of a sentence; memory: of the server\n")
    print(table(costs, PLAIN))
    more = clock.median(costs["ours, sentence"], "clock") - clock.median(costs[PLAIN], "clock")
    MEASURES.append(Measure("edit of a sentence, beyond plain", more, 0.3, " s"))
    for kind in serving.EDITS:
        most = 1.0 if kind == "sentence" else 1.5
        for of in ("clock", "processor"):
            MEASURES.append(Measure(f"edit of a {kind} ÷ plain, {of}", _ratio(costs, f"ours, {kind}", of), most))


def made(work: Path, options: argparse.Namespace) -> None:
    """Made-up briefs: whole, and without what the other has not, so that both build the same pages."""
    sizes = [*SIZES, *(BriefSize(pages, 5000) for pages in options.pages)]
    for size in sizes:
        at = work / f"made-{size.pages}-{size.sources}"
        ways: dict[str, Callable[[], Cost]] = {
            PLAIN: functools.partial(build, synthetic.for_mkdocs(size, at / "default", csl=False), at / "site-default"),
            SAME: functools.partial(build, synthetic.for_us(size, at / "same"), at / "site-same", cold=True),
            "ours, whole": functools.partial(
                build, synthetic.for_us(size, at / "ours", whole=True), at / "site-ours", cold=True
            ),
        }
        if size.pages * size.sources <= MANY or options.csl:
            ways["plain, CSL mode"] = functools.partial(
                build, synthetic.for_mkdocs(size, at / "styled", csl=True), at / "site-styled"
            )
        print(f"## {size}, {size.cited} of them cited\n")
        costs = clock.interleaved(ways, options.rounds)
        print(table(costs, PLAIN))
        one, same, ours = (clock.median(costs[name], "processor") for name in (PLAIN, SAME, "ours, whole"))
        most = 1.5 * one + 0.003 * size.cited
        MEASURES.append(Measure(f"{size}, the same pages, processor", same, most, " s"))
        MEASURES.append(Measure(f"{size}, whole, processor", ours, most, " s"))
        print(f"Target: at most 1.5 × {one:.2f} s + 3 ms × {size.cited} = {most:.2f} s.\n", flush=True)


def looked_up(work: Path, options: argparse.Namespace) -> None:
    """The first key in the references and in the search of the site, and the last of a misspelt word."""
    loaded, _ = edition.load(paths.default())
    times = keypress.measure(loaded, (100, 365, 5000), options.rounds, work)
    print(f"## Look-up: a key to painted result, Chromium at {keypress.SLOWDOWN}x slowdown\n")
    print(keypress.table(times), flush=True)
    MEASURES.extend(keypress.measures(times))


def _projects(work: Path) -> tuple[Path, Path, Path]:
    """A copy of the edition (an edit must not touch the real one), and the plain projects made from it."""
    here = work / "ours"
    if not here.exists():
        skip = shutil.ignore_patterns(".*", "site", "build", "__pycache__")
        shutil.copytree(paths.default().root, here, ignore=skip)
        for name, csl in (("default", False), ("styled", True)):
            plain.project(paths.Paths(here), work / name, csl=csl)
    return here, work / "default", work / "styled"


PARTS = {"real": real, "edit": edit, "made": made, "lookup": looked_up}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmark", description="Measure the edition against the plain stack."
    )
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="part", help="which parts; all if none is named"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--pages", type=int, action="append", default=[], help="one more made-up size, with 5,000 sources: 800"
    )
    parser.add_argument("--csl", action="store_true", help="the plain stack's CSL mode at every size; it takes minutes")
    options = parser.parse_args()
    print(
        f"# Benchmark\n\nPython {platform.python_version()}, {platform.machine()}, {options.rounds} rounds.\n",
        flush=True,
    )
    source_date.settle(paths.default())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name in options.parts or PARTS:
            PARTS[name](Path(folder), options)
    if MEASURES:
        print(targets.table(MEASURES))


if __name__ == "__main__":
    main()
