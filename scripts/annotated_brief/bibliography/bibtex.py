"""Write sources as BibLaTeX, for readers who download them."""

import re
from collections.abc import Collection, Iterable, Mapping

from annotated_brief.bibliography import fields, reading
from annotated_brief.bibliography.sources import Source


def write(sources: Iterable[Source], every: Mapping[str, Source] | None = None, also: Collection[str] = ()) -> str:
    """BibLaTeX text with every bibliographic field of every source, exactly as recorded.

    `every` holds the entries that a source may inherit from; those stand at the end. `also` names fields that are
    published although a reference manager keeps them for itself.
    """
    chosen = {source.key: source for source in sources}
    heirs = [source.entry for source in chosen.values() if source.fields.keys() & {"crossref", "xdata"}]
    entries = {key: source.entry for key, source in (every or {}).items()} if heirs else {}
    parents = [key for heir in heirs for key in reading.ancestors(heir, entries)]
    inherited = [every[key] for key in dict.fromkeys(parents) if every and key not in chosen]
    return "\n".join(entry(source, also) for source in [*chosen.values(), *inherited])


def entry(source: Source, also: Collection[str] = ()) -> str:
    """One entry."""
    lines = [f"@{source.type}{{{source.key},"]
    lines += [f"  {name} = {{{value}}}," for name, value in source.fields.items() if is_public(name, also)]
    return "\n".join([*lines, "}", ""])


def is_public(name: str, also: Collection[str] = ()) -> bool:
    """Whether a field describes the work, and not the collector's computer or habits."""
    return name in fields.PUBLIC or name in also or bool(re.fullmatch(r"(author|editor|translator)[a-c]?\+an", name))
