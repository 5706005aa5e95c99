"""Run every rule that a build must pass; called by the build, the tests and `annotated-brief check`."""

import re
from collections.abc import Iterable, Mapping

from annotated_brief.checks import (
    argument_rules,
    change_rules,
    claim_rules,
    date_rules,
    document_rules,
    entry_rules,
    evidence_rules,
    file_rules,
    forecast_rules,
    foreign_rules,
    link_rules,
    list_rules,
    record_rules,
    site_rules,
    source_rules,
    text_rules,
    weighing_rules,
)
from annotated_brief.content import settings
from annotated_brief.core import memo
from annotated_brief.core.problems import Problem, capped, cut
from annotated_brief.edition import Edition
from annotated_brief.figures import charts
from annotated_brief.tables import datapackage, tables

# Rules that ask the loaded edition alone, and those that read texts and tables once more.
OF_RECORDS = (
    source_rules, document_rules, claim_rules, date_rules, entry_rules, evidence_rules, forecast_rules, argument_rules, weighing_rules, change_rules,
)  # fmt: skip
# What is said of a name that no claim has, and of a claim that nothing names.
STRANGE = re.compile(
    r"is no claim|no claim of the ledger|unknown claim|does not exist|no place in the argument|no annotation is about it"
    r"|no name of such a record|the ledger has not"
)
# What leaves pages unread, so that claims and sources seem to lack their places.
CAUSE = re.compile(r"section \S+ (has the file|is missing)|annotated-brief: sections|an extension of Markdown stops")
OF_FILES = (text_rules, file_rules, foreign_rules, site_rules)


def run(loaded: Edition, told: Iterable[Problem] | None = None) -> list[Problem]:
    """Everything that does not add up in a loaded edition; what could not be read came with the loading.

    `told` is what site_rules.settings() says, if it has been asked.
    """
    problems = list(site_rules.settings(loaded.paths) if told is None else told)
    problems += [problem for rules in OF_FILES for problem in rules.run(loaded)]
    read = memo.facts(*sorted(loaded.paths.bib.glob("*.yml")))
    words = memo.kept("words", loaded, lambda view: list(record_rules.run(view)), read)
    if words:
        memo.forget("words")  # the lines of pages may move
    problems += words
    for run_rules in (*(rules.run for rules in OF_RECORDS), _tables, _figures):
        name = ("rules", run_rules.__module__, run_rules.__name__)
        problems += memo.kept(name, loaded, lambda view, run_rules=run_rules: list(run_rules(view)))  # type: ignore[misc]
    return problems


def found(loaded: Edition, read: Iterable[Problem], told: Iterable[Problem] | None = None) -> list[Problem]:
    """All that is wrong, by file and line, but of many faults of one kind in a file the first ones and their number."""
    return capped(_found(loaded, [*read, *run(loaded, told)]))


def _found(loaded: Edition, told: Iterable[Problem]) -> list[Problem]:
    """All that is wrong; where the settings or the tables' description tell nothing, not what follows."""
    problems = order(told)
    if not (settings.are_given(loaded.paths) and loaded.settings.sections):
        return [problem for problem in problems if problem.file == loaded.paths.config] or problems
    if causes := [problem for problem in problems if CAUSE.match(problem.message)]:
        return order(
            [*causes, *(problem for problem in problems if not problem.line or problem.file == loaded.paths.config)]
        )
    for folder in (loaded.paths.docs, loaded.paths.bib):
        if not folder.is_dir():  # whatever else there is to say follows from it
            return [problem for problem in problems if problem.file == loaded.paths.show(folder)]
    misnamed = claim_rules.misnamed(loaded)
    problems = [problem for problem in problems if not _follows(problem, misnamed)]
    if not problems:
        return order([*link_rules.to_empty(loaded), *list_rules.run(loaded)])
    descriptor = loaded.paths.show(loaded.paths.data / datapackage.NAME)
    if tables.own(loaded.tables) or all(problem.file != descriptor for problem in problems):
        return problems
    return [
        problem
        for problem in problems
        if "no known table" not in problem.message and "unknown table" not in problem.message
    ]


def _follows(problem: Problem, misnamed: Mapping[str, str]) -> bool:
    """Whether it says no more than that a claim has two names, which is told at the claim."""
    names = "|".join(map(re.escape, [*misnamed, *misnamed.values()]))
    return bool(names) and bool(re.search(rf"\b({names})\b", problem.message)) and bool(STRANGE.search(problem.message))


def order(problems: Iterable[Problem]) -> list[Problem]:
    """Once each, by file and line."""
    return sorted(set(problems))


def _tables(loaded: Edition) -> Iterable[Problem]:
    """Tables name known sources and claims, and figures show the values of their tables."""
    yield from tables.check_sources(loaded.tables, loaded.sources)
    yield from tables.check_claims(loaded.tables, loaded.claims) if loaded.claims else ()
    yield from charts.faults(loaded.paths, loaded.tables)


def _figures(loaded: Edition) -> Iterable[Problem]:
    """Figures that are asked for exist, and figures that exist are shown in a section."""
    plots = charts.figures(loaded.paths)
    running = {plot.file.stem for plot in plots.values()}
    broken = {path.stem for path in loaded.paths.figures.glob("*.py")} - running  # told at the script
    placed: dict[str, str] = {}
    for page in loaded.pages.values():
        asked = [(block.argument, block.line) for block in page.figures]
        asked += [(str(page.meta["lead_figure"]), 1)] if page.meta.get("lead_figure") else []
        for name, line in asked:
            if name in placed:
                message = f"figure {name} stands in two places (first at {placed[name]})"
                yield Problem(page.path, line, message, "delete one of the two, and link to the other")
            placed.setdefault(name, f"{page.path}:{line}")
            if name not in plots and name not in broken:
                remedy = (
                    f"use one of: {', '.join(plots)}; or draw it in {loaded.paths.show(loaded.paths.figures)}/{name}.py"
                )
                yield Problem(page.path, line, f"unknown figure {name}", remedy)
    for name, plot in plots.items():
        if name not in placed and not plot.is_optional:
            file = loaded.paths.show(plot.file)
            yield Problem(file, 1, f"figure {name} stands in no section", f"place it: /// figure | {name}")
        for mark in plot.figure.marks if loaded.claims else ():
            if mark.claim not in loaded.claims:
                message = f"figure {name} marks a number of {cut(mark.claim, 40)}, which is no claim"
                yield Problem(loaded.paths.show(plot.file), charts.line_of_field(plot, "marks"), message, "mend the id")
