"""Names of persons and bodies in the forms that readers and programs want, from CSL's parts of a name."""

import re
from typing import Any

from annotated_brief.bibliography import stand_ins

# Scripts in which citeproc sets no space between given name and family.
UNSPACED = re.compile(r"[\u0530-\u058f\u0900-\u0dff\u10a0-\u10ff\u1200-\u139f\u1780-\u17ff]")

Name = dict[str, str]  # CSL: family, given, suffix, particles; or literal


def of(value: Any) -> tuple[list[Name], bool]:
    """The names of a variable as pandoc gives them, and whether others follow who are not named."""
    named = [_tidy(one) for one in value or () if isinstance(one, dict)]
    others = [one for one in named if one.get("literal", "").lower() in {"others", "et al."}]
    return [one for one in named if one and one not in others], bool(others)


def _tidy(name: dict[str, Any]) -> Name:
    kept = {part: str(value) for part, value in name.items() if isinstance(value, str) and value}
    # A name in one part is that of a body, or of a person who has no other.
    return {"literal": kept["family"]} if kept.keys() == {"family"} else kept


def family(name: Name) -> str:
    """What a name is sorted under: van der Sluis."""
    parts = (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family", name.get("literal")))
    return _joined(parts)


def is_body(name: Name) -> bool:
    return "literal" in name


def shown(name: Name) -> str:
    """As a reader says it: Peter Lock Jr.; a name in Chinese or Korean letters with the family first."""
    if is_body(name):
        return name["literal"]
    if is_east_asian(name):
        return family(name) + name["given"]
    return _joined((spaced(name.get("given", "")), family(name), name.get("suffix"))).replace(stand_ins.SPACED, "")


def spaced(given: str) -> str:
    """A given name such as Achieng’, marked where it would be taken for a particle that the next word follows at once."""
    return given + stand_ins.SPACED if re.search(r"\b[^\W\d_a-z][\w’'-]*[’'-]$", given) else given


def is_east_asian(name: Name) -> bool:
    """Whether a divided name is in Chinese, Japanese or Korean letters."""
    letters = name.get("family", "") + name.get("given", "")
    return "given" in name and all("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in letters)


def inverted(name: Name) -> str:
    """As programs take it: Lock, Peter, Jr.; a body as it is."""
    if is_body(name):
        return name["literal"]
    return ", ".join(part for part in (family(name), name.get("given", ""), name.get("suffix", "")) if part)


def tag(name: Name) -> str:
    """As a tag of a page has it, in two parts: Lock, Peter Jr.; programs pass over a third."""
    return (
        inverted(name)
        if is_body(name)
        else inverted({**name, "given": _joined((name.get("given"), name.get("suffix"))), "suffix": ""})
    )


def listed(named: list[Name], others: bool) -> str:
    """Several, one after the other."""
    return ", ".join(map(shown, named)) + (" et al." if others else "")


def in_text(named: list[Name], others: bool) -> str:
    """As a sentence names them: Mole, Mole and Quay, Mole, Quay, and Weir, or Mole et al. where there are more."""
    families = [family(name) for name in named]
    if others or len(families) > 3:
        return f"{families[0]} et al." if families else ""
    if len(families) < 3:
        return " and ".join(families)
    return f"{', '.join(families[:-1])}, and {families[-1]}"


def _joined(parts: Any) -> str:
    text = ""
    for part in parts:
        if part:
            text += part if not text or text.endswith(("’", "'", "-")) else f" {part}"
    return text
