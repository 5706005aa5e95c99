"""Numbers of volumes and editions in figures, as styles count them."""

import re
from collections.abc import Mapping
from typing import Any

from annotated_brief.bibliography import inlines

RENEWED = re.compile(r"(?i)(?:rev|enl|corr|exp|new|updated|revised|expanded|enlarged|corrected)\b[\w.,& ]*")
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()


def numbered(variables: Mapping[str, Any]) -> dict[str, str]:
    """Volume and edition in figures, as styles count them: 2 for II, for Second and for Second edition."""
    figures: dict[str, str] = {}
    volume = inlines.plain(variables.get("volume", ""))
    if re.fullmatch(r"(?=[IVXLC]{2}|[IVX])L?X{0,3}(?:XL|XC|IX|IV|V?I{0,3})", volume):
        figures["volume"] = str(_arabic(volume))
    said = re.sub(r"(?i)\b(edition) ed(?:n)?\.?$", r"\1", inlines.plain(variables.get("edition", "")))
    edition = re.fullmatch(r"(?i)(\w+)(?: ed(?:ition|n)?\.?)?", said)
    if edition and (edition[1].lower() in ORDINALS or edition[1].isdigit()):
        number = edition[1] if edition[1].isdigit() else str(ORDINALS.index(edition[1].lower()) + 1)
        figures["edition"] = number
    elif RENEWED.fullmatch(said) and not re.search(r"(?i)\bed", said):
        figures["edition"] = f"{said} ed."
    elif said != inlines.plain(variables.get("edition", "")):
        figures["edition"] = said
    return figures


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
