"""What is recorded is shown: a list that has entries stands on a page, because other pages lead to it."""

from collections.abc import Iterator

from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition
from annotated_brief.pages import listings


def run(edition: Edition) -> Iterator[Problem]:
    """Records that no page lists, at the first line of their file."""
    paths = edition.paths
    files = {
        "ledger": paths.ledger,
        "forecasts": paths.forecasts,
        "timeline": paths.data / "timeline.csv",
        "glossary": paths.terms,
        "argument": paths.argument,
        "changes": paths.changes,
    }
    shown = {
        block.argument for page in edition.pages.values() for block in page.read.inserts if block.kind == "listing"
    }
    for name, file in files.items():
        if name not in shown and listings.has(name, edition):
            yield Problem(paths.show(file), 1, "no page shows it", f"write /// listing | {name} on a page of docs/")
    if "references" not in shown and listings.has("references", edition):
        message = "no page shows the references"
        yield Problem(paths.config, 1, message, "write /// listing | references on a page of docs/")
