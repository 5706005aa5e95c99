"""A page for each step from one version to the next, /changes/1.0.0/: every claim that differs, filled into a frame."""

import functools
from collections.abc import Iterator

from annotated_brief.content.verdicts import VERDICTS
from annotated_brief.core import memo
from annotated_brief.edition import Edition
from annotated_brief.metadata import page_metadata
from annotated_brief.metadata.frames import Frame, Sheet
from annotated_brief.pages import versions
from annotated_brief.pages.versions import Step

FRAME = Frame("changes/_frame.md", "Changes", ("styles: [assets/stylesheets/argument.css]",))


def frame(edition: Edition) -> dict[str, str]:
    """The frame, where there is a former version and a page of changes that leads to its page."""
    return {FRAME.file: FRAME.markdown} if versions.steps(edition) and edition.lists["changes"] in edition.pages else {}


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Every page of a step."""
    for step in versions.steps(edition):
        yield memo.kept(step.file, edition, functools.partial(_sheet, step=step), step)


def _sheet(edition: Edition, step: Step) -> Sheet:
    content = edition.render("version-page.html", step.file, step=step, verdicts=VERDICTS)
    title = f"From version {step.before} to {step.after}"
    description = f"{title}: what differs, claim by claim."
    head = page_metadata.sheet_head(edition, step.file, title, description)
    return Sheet(step.file, title, description, head, content)
