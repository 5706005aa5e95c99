"""The command `annotated-brief`: parses the arguments of each subcommand and calls the code that does the work.

Every command works on the edition around the folder that it is run in: the nearest one, upwards, with a mkdocs.yml.
"""

import argparse
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.exceptions import MkDocsException

from annotated_brief import checks, edition
from annotated_brief.checks import document_rules, site_rules
from annotated_brief.content import archives, settings
from annotated_brief.core import paths
from annotated_brief.core.counted import counted
from annotated_brief.core.problems import Problem, count
from annotated_brief.downloads import fonts
from annotated_brief.figures import charts
from annotated_brief.figures.figure_record import FigureError
from annotated_brief.pages import ledger_files
from annotated_brief.references import archived
from annotated_brief.scaffold import leftovers, new, schemas, upgrade, wheel
from annotated_brief.search import terminal
from annotated_brief.tables import describe

BEGIN = """\
Your new brief stands in {0}.
  cd {0}
  make serve   shows it at http://127.0.0.1:8000 and follows what you write
  make test    says whether it may be published
Where to begin: .github/guide/start.md"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 if something is wrong, 2 if the command is not understood."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has closed the pipe, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except MkDocsException as error:  # a build that was refused has told why
        print(error, file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="annotated-brief", description="Annotated editions of policy briefs.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.")
        parser.set_defaults(run=run)
        return parser

    start = command("new", _new, "start another brief in a new folder")
    start.add_argument("folder", type=Path)
    start.add_argument("--title", default="", help="what the edition is called")
    start.add_argument("--author", default="", help="who wrote the brief")
    checked = command("check", _check, "what does not add up in text, sources, claims, tables and figures")
    checked.add_argument("--settings", action="store_true", help="only the settings, before MkDocs reads them")
    terminal.add_arguments(
        command("cite", lambda options: terminal.answer(options, paths.default()), "look a source up")
    )
    archived.add_arguments(
        command(
            "links",
            lambda options: archived.answer(options, paths.default()),
            "which sources have no archived copy; nothing is sent",
        )
    )
    figures = command("figures", _figures, "which figures there are; with names, show these in a browser, interactive")
    figures.add_argument("name", nargs="*", help="figures to show")
    described = command("describe", _describe, "write the skeleton of a table's description into datapackage.json")
    described.add_argument("table", type=Path, help="docs/data/name.csv")
    command(
        "schemas",
        _schemas,
        "what an editor's program needs to complete and check bib/*.yml, and the guide, as the engine has them",
    )
    command("publish", _publish, "the site with PDF, EPUB, offline copy, cards and compressed files")
    pdf = command("pdf", _pdf, "the whole edition as a PDF, build/brief.pdf")
    pdf.add_argument("--site", type=Path, help="print this site, which is built already")
    pdf.add_argument("--to", type=Path, help="write the PDF of that site there")
    command("epub", _epub, "the whole edition as an EPUB, build/brief.epub")
    command("offline", _offline, "a copy that opens from a disk, build/brief-offline.zip")
    kept = command("keep", _keep, "keep this version, or an archive of a former one, in releases/ for good")
    kept.add_argument("archive", type=Path, nargs="?", help="the offline copy or the zipped site of a former version")
    kept.add_argument("--version", default="", help="the version that the archive is of")
    newer = command("upgrade", _upgrade, "bring a newer engine to this brief, and say what has changed")
    newer.add_argument("wheel", type=Path, help="the file annotated_brief-….whl")
    packed = command("wheel", _wheel, "the engine as a wheel, for `annotated-brief upgrade` in another brief")
    packed.add_argument("folder", type=Path)
    return parser


def _new(options: argparse.Namespace) -> int:
    target = options.folder.resolve()
    new.write(target, options.title, options.author)
    print(BEGIN.format(target))
    return 0


def _upgrade(options: argparse.Namespace) -> int:
    """What the newer engine has to say of the edition is told by itself."""
    try:
        print(upgrade.upgrade(paths.default().root, options.wheel))
    except (ValueError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return subprocess.run([sys.executable, "-m", "annotated_brief.cli", "check"], check=False).returncode


def _wheel(options: argparse.Namespace) -> int:
    print(f"Made {wheel.build(options.folder)}")
    return 0


def _check(options: argparse.Namespace) -> int:
    """Where no rule is broken, a build is tried: what only MkDocs would notice is told as well."""
    from annotated_brief.downloads import site_build

    if options.settings:
        wrong = checks.order([*settings.check(paths.default()), *site_rules.settings(paths.default())])
        print("\n".join(map(str, wrong)), end="\n" if wrong else "", file=sys.stderr)
        return 1 if wrong else 0
    loaded, problems = edition.load(paths.default())
    faults = checks.found(loaded, problems) or site_build.faults(loaded.paths)
    for problem in faults:
        print(problem)
    for note in [*fonts.missing(loaded), *leftovers.notes(loaded.paths), *document_rules.notes(loaded)]:
        print(f"note: {note}")
    print(counted(count(faults), "problem") if faults else "no problem", file=sys.stderr)
    return 1 if faults else 0


def _figures(options: argparse.Namespace) -> int:
    at = paths.default()
    figures = charts.figures(at)
    if unknown := [name for name in options.name if name not in figures]:
        print(f"{unknown[0]}: no such figure; there are {', '.join(figures)}", file=sys.stderr)
        return 1
    if not options.name:
        print("\n".join(f"{name}: {plot.figure.title}" for name, plot in figures.items()))
        return 0
    loaded, _ = edition.load(at)
    for name in options.name:
        try:
            print(f"{name}: {charts.preview(name, loaded.tables, at)}")
        except FigureError as error:
            print(Problem(at.show(figures[name].file), error.line, str(error), "mend its table or its script"))
            return 1
    return 0


def _describe(options: argparse.Namespace) -> int:
    try:
        described = describe.add(paths.default(), options.table)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{described} now describes {options.table}. Fill in what is empty there; annotated-brief check names it.")
    return 0


def _schemas(_: argparse.Namespace) -> int:
    print("\n".join(schemas.write(paths.default())) or "All is as it should be.")
    return 0


def _publish(_: argparse.Namespace) -> int:
    from annotated_brief.downloads import publish

    return _made(publish.site)


def _pdf(options: argparse.Namespace) -> int:
    from annotated_brief.downloads import pdf, publish

    if options.site and options.to:
        pdf.write(options.site, options.to, edition.load(paths.default())[0])
        return 0
    return _made(lambda at: publish.one(pdf.NAME, at))


def _epub(_: argparse.Namespace) -> int:
    from annotated_brief.downloads import epub, publish

    return _made(lambda at: publish.one(epub.NAME, at))


def _offline(_: argparse.Namespace) -> int:
    from annotated_brief.downloads import offline, publish

    return _made(lambda at: publish.offline_copy(at, at.root / "build" / offline.NAME))


def _keep(options: argparse.Namespace) -> int:
    from annotated_brief.downloads import offline, publish

    at = paths.default()
    try:
        if options.archive:
            kept = archives.keep(at, options.version, options.archive.read_bytes())
        else:
            copy = publish.offline_copy(at, at.root / "build" / offline.NAME)
            kept = ledger_files.keep(edition.load(at)[0], copy.read_bytes())
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Kept {at.show(kept)}; publish puts it under v/ once there is a newer version")
    return 0


def _made(make: Callable[[paths.Paths], Path]) -> int:
    """Build with MkDocs' messages on the terminal, and say what came of it."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler())
    at = paths.default()
    print(f"Made {at.show(make(at))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
