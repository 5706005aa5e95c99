"""Works of which nothing says what they are, told once for each file: what their form may lack, and that it may be another.

Many programs have no type for films, podcasts, statutes and letters, and call them @misc.
"""

from collections.abc import Iterable, Iterator

from annotated_brief.bibliography import additions, types
from annotated_brief.bibliography.sources import Source
from annotated_brief.core.counted import counted
from annotated_brief.core.problems import Problem
from annotated_brief.edition import Edition

NAMED = 20  # keys that a message names
REMEDY = f"write by key in bib/{additions.NAME} what each is, such as type: film, podcast or statute"


def run(edition: Edition) -> Iterator[Problem]:
    """One problem for each file with works that are printed as documents and lack what a document has."""
    for sources in _by_file(edition):
        lacking = [source for source in sources if lacks(source)]
        if lacking:
            message = f"{_keys(lacking)}: nothing says what they are, and they lack url or publisher"
            remedy = f"{REMEDY}; or url and publisher, or nourl, nopublisher = {{why it is not known}}"
            yield Problem(lacking[0].file, lacking[0].line, message, remedy)


def notes(edition: Edition) -> Iterator[str]:
    """A note for each file with works that are complete as documents, and may be something else."""
    for sources in _by_file(edition):
        unsaid = [source for source in sources if not lacks(source) and types.named(source.text("type")) != "document"]
        if unsaid:
            first = unsaid[0]
            what = "nothing says what they are; their titles stand in quotation marks"
            yield f"{first.file}:{first.line}: {_keys(unsaid)}: {what}; {REMEDY}, or type: document"


def lacks(source: Source) -> bool:
    """Whether a document has no address or no publisher, and nothing says why."""
    excused = source.fields.get("nourl"), source.fields.get("nopublisher")
    return not all(has or excuse for has, excuse in zip((source.url, source.publisher), excused, strict=True))


def is_unsaid(source: Source) -> bool:
    """Whether a work is a document for want of a word that says what it is."""
    return source.types.csl == "document" and types.known(source.type) and source.type != "xdata"


def _by_file(edition: Edition) -> Iterable[list[Source]]:
    files: dict[str, list[Source]] = {}
    for source in edition.used.values():
        if is_unsaid(source):
            files.setdefault(source.file, []).append(source)
    return files.values()


def _keys(sources: list[Source]) -> str:
    more = f" and {len(sources) - NAMED} more" if len(sources) > NAMED else ""
    return f"{counted(len(sources), 'work')} ({', '.join(source.key for source in sources[:NAMED])}{more})"
