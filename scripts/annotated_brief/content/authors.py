"""The authors of the brief for programs: persons and bodies one by one, with the parts of their names from CITATION.cff."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BODY = re.compile(
    r"(?i)^the\s|\b(office|institut\w*|cent(?:re|er)|ministry|university|council|association|bank|committee|commission|"
    r"agency|department|group|network|foundation|programme|program|service|organi[sz]ation|society|union|secretariat|"
    r"authority|board|company|ltd|inc|gmbh|academy|college|school|library|museum|team|staff|editors|contributors|party|"
    r"federation|initiative|project|observatory|think tank|government|bureau|fund|trust|alliance|forum)\b"
)


def names(written: Sequence[str], cited: Mapping[str, Any]) -> list[dict[str, str]]:
    """The authors as CSL has names, where a name that is not divided is literal; `cited` is CITATION.cff.

    A list has one name each. A single text may be a line such as "Ada Mole and Ben Quay", unless it names a body.
    A person has the key "person" as well, so that a body can be told from it.
    """
    divided = dict(_divided(cited))
    if len(written) == 1:
        written = [written[0]] if written[0] in divided else _parts(written[0])
    return [
        divided.get(name, {"literal": name} if BODY.search(name) else {"literal": name, "person": "yes"})
        for name in written
    ]


def _parts(line: str) -> list[str]:
    """The names in a line; a body may have "and" and commas in its name, so that only a semicolon ends it."""
    parts = [part.strip() for part in line.split(";") if part.strip()]
    return [
        name.strip()
        for part in parts
        for name in ([part] if BODY.search(part) else re.split(r",?\s+(?:and|&)\s+|,\s+(?=\S+\s)", part))
        if name.strip()
    ]


def in_sentence(name: str) -> str:
    """A name as it stands within a sentence: only its article is small."""
    return f"the {name.removeprefix('The ')}" if name.startswith("The ") else name


def tag(name: Mapping[str, str]) -> str:
    """One name for a meta tag: family first where the division is known, else as it is written."""
    if "literal" in name:
        return name["literal"]
    given = " ".join(name[part] for part in ("given", "suffix") if name.get(part))  # a third part is passed over
    return ", ".join(part for part in (name.get("family", ""), given) if part)


def is_body(name: Mapping[str, str]) -> bool:
    return "literal" in name and "person" not in name


def linked(name: Mapping[str, str]) -> dict[str, str]:
    """One name for JSON-LD."""
    if "literal" in name:
        return {"@type": "Organization" if is_body(name) else "Person", "name": name["literal"]}
    return {"@type": "Person", "name": _whole(name)}


def _divided(cited: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Every name of CITATION.cff, whole -> divided."""
    lists = [cited, cited.get("preferred-citation") or {}, *(cited.get("references") or [])]
    for one in lists:
        for author in one.get("authors") or [] if isinstance(one, Mapping) else []:
            if not isinstance(author, Mapping):
                continue
            if author.get("name"):
                yield str(author["name"]), {"literal": str(author["name"])}
                continue
            family = " ".join(str(author[part]) for part in ("name-particle", "family-names") if author.get(part))
            parts = {
                "family": family,
                "given": str(author.get("given-names") or ""),
                "suffix": str(author.get("name-suffix") or ""),
            }
            name = {part: value for part, value in parts.items() if value}
            yield _whole(name), name


def _whole(name: Mapping[str, str]) -> str:
    return " ".join(name[part] for part in ("given", "family", "suffix") if name.get(part))
