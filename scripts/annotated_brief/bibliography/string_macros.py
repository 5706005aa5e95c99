"""What stands after an equals sign in a .bib file: words in braces or quotation marks, a number, an abbreviation, or
several of these joined by `#`.

An abbreviation is defined by `@string`, above its use or in another file; those of the months need no definition.
"""

from collections.abc import Iterator, Mapping

MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


def resolve(value: str, known: Mapping[str, str]) -> tuple[str, list[str]]:
    """The words that a value stands for, and the abbreviations in it that nothing defines, which stay as they are."""
    words, unknown = [], []
    for part in _parts(value):
        bare = unwrap(part)
        if bare == part and not bare.isdigit() and bare.lower() not in MONTHS:
            unknown += [] if not bare or bare.lower() in known else [bare]
            bare = known.get(bare.lower(), bare)
        words.append(bare)
    return "".join(words) if len(words) > 1 else words[0].strip(), unknown


def unwrap(part: str) -> str:
    """Without the one pair of braces or quotation marks that delimits it."""
    if (part.startswith("{") and part.endswith("}")) or (part.startswith('"') and part.endswith('"')):
        return part[1:-1]
    return part


def _parts(value: str) -> Iterator[str]:
    """A value cut at each `#` that is not part of its words."""
    begin = depth = 0
    quoted = False
    for place, char in enumerate(value if "#" in value else ""):
        if char in "{}" and value[place - 1 : place] != "\\":
            depth += 1 if char == "{" else -1
        elif char == '"' and depth == 0:
            quoted = not quoted
        elif char == "#" and depth == 0 and not quoted:
            yield value[begin:place].strip()
            begin = place + 1
    yield value[begin:].strip()
