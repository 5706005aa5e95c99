"""Write sources as BibLaTeX: for readers who download them, and for pandoc, which formats them."""

import re
from collections.abc import Iterable, Mapping

from annotated_brief.bibliography.memo import per_source
from annotated_brief.bibliography.sources import VERBATIM, Source, possible_date

# The edition's own fields; reference managers keep them as they are, pandoc need not see them.
OWN = {
    "kind", "grade", "footnote", "printed", "reason", "fault", "shortfall", "nodate", "nourl", "nopublisher"
}  # fmt: skip


def write(sources: Iterable[Source]) -> str:
    """BibLaTeX text with every field of every source, exactly as recorded."""
    return "\n".join(entry(source.type, source.key, source.fields) for source in sources)


def entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """One entry."""
    lines = [f"@{kind}{{{key},"]
    lines += [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([*lines, "}", ""])


@per_source
def stand_ins(source: Source, key: str) -> str:
    """The entry as pandoc gets it: title and address replaced by words that no style re-cases and no reader escapes.

    Titles come back exactly as recorded, whatever is in them (see scripts/annotated_brief/bibliography/references.py).
    """
    fields = {name: value for name, value in source.fields.items() if name not in OWN}
    for name in ("note", "titleaddon", "urldate", "archiveurl"):
        fields.pop(name, None)
    if not possible_date(source.date):
        fields.pop("date", None)  # or the thirteenth month would be printed as a season
    for name, value in fields.items():
        if name not in VERBATIM:
            fields[name] = _whole(value)
    fields["title"] = "{{" + title_stand_in(key) + "}}"
    if source.url:
        fields["url"] = url_stand_in(key)
    if source.type == "article" and not {"volume", "entrysubtype"} & fields.keys():
        # Without this a daily's article would be dated by its month alone, as a journal's is.
        fields["entrysubtype"] = "newspaper"
    return entry(source.type, key, fields)


def title_stand_in(key: str) -> str:
    return f"XTITLE{_letters(key)}X"


def url_stand_in(key: str) -> str:
    return f"https://stand.in/{_letters(key)}X"


def _letters(key: str) -> str:
    """A key in letters and digits only, still unique: styles and readers leave those alone."""
    return "".join(c if c.isascii() and c.isalnum() else f"Q{ord(c):x}Q" for c in key)


def _whole(value: str) -> str:
    """Escape what would make pandoc drop or cut a field: a bare %, & or #, unless it is escaped already."""
    out = []
    for index, char in enumerate(value):
        bare = index == 0 or value[index - 1] != "\\"
        out.append("\\" + char if char in "%&#" and bare else char)
    return re.sub(r'(?<!\\)"', "''", "".join(out))
