"""Names as people and programs write them into a field, divided as BibTeX has it: family, suffix, given; a body in braces.

A body needs no braces if its words say what it is. EndNote sets a comma after the name of a body; it and many people
write Jr. after the given name, and "et al." for "and others".
"""

import re

# Words that are in the name of a body and in none of a person; the last ones begin it or end it.
KINDS = (
    "administration agency alliance association authority bank board bureau campaign center centre coalition collaboration"
    " commission committee company confederation conference consortium corp corporation council department embassy federation"
    " forum foundation gmbh government group inc"
    " institute institution laboratory llc ltd ministry nations network news office organisation organization parliament plc"
    " programme secretariat service services society staff team union university"
).replace(" ", "|")
KINDS += "|academy|academies|college|fund|initiative|international|league|museum|observatory|panel|secretariat|trust"
BODY = re.compile(rf"^(?i:the) |^(?i:{KINDS})\b|\b(?:for|of)\b|\b(?i:{KINDS})(?:\.?$| (?:on|against|to)\b)")
# Bodies whose names may go on after "and": Ministry of Water and Power.
GOES_ON = re.compile(
    r"(?:Ministry|Department|Institute|Institution|School|Faculty|Committee|Office) (?:of|for) [^,{}]+"
)
# Matters that bodies are for; several of them, with commas and "and", are one name: Truth, Justice and Reconciliation Commission.
MATTERS = re.compile(
    r"(?:(?:Rural|Social|Industrial|Economic|Foreign|Veterans|Urban|Human) )?(?:Affairs|Agriculture|Business|Climate|Community|Culture|Defen[cs]e"
    r"|Development|Education|Employment|Energy|Environment|Families|Finance|Fisheries|Food|Forest(?:s|ry)|Health|Housing|Industry|Infrastructure"
    r"|Innovation|Justice|Labou?r|Land|Lands|Media|Mines|Mining|Natural Resources|Peace|Pensions|Planning|Research|Safety|Science|Security|Services"
    r"|Sports?|Technology|Tourism|Trade|Transport|Truth|Water|Welfare|Women|Youth)"
)
# What stands before the word for the kind of a body, and is no given name: Scholar writes "Organization, World Health".
BEFORE = re.compile(
    r"(?:World|International|European|United|National|Federal|Global|African|Asian|American|Arab|Central|Royal|State"
    r"|Intergovernmental)\b.*"
)
NO_FAMILY = re.compile(
    r"(?i:administration|agency|alliance|association|authority|coalition|commission|committee|confederation|corporation"
    r"|council|department|federation|foundation"
    r"|institut(?:e|ion)|international|ministry|nations|organi[sz]ation|parliament|secretariat|university)"
)
# How the name of a body ends of which the last word was taken for a family name: "Nauru, Republic of".
BROKEN_OFF = re.compile(r"[A-Z].* (?:of|for|on|to|against)(?: the)?")
# What stands before its last word otherwise, and is more than given names: "Campaign, Stop Deep Sea Mining".
LONG = re.compile(r"The .+|[A-Z][\w-]{2,}(?: [A-Z][\w-]{2,}){2,}")
# A name in Chinese, Japanese or Korean letters without a comma.
EAST_ASIAN = re.compile("([\u3040-\u9fff\uac00-\ud7af]+) ([\u3040-\u9fff\uac00-\ud7af]+)")
TURNED = re.compile(rf"(?i:{KINDS}|nations|change)")
# Words among these that are family names too; after one other word they are, unless that word is of a body.
FAMILIES = re.compile(
    r"(?!Advisory|Bloomberg|Climate|Editorial|Executive|Forest|Global|Green|Monetary|News|Park|Pension|Press|Reuters|World)"
    r"[A-Z][a-z]+(?: [A-Z]\.)* (?:Board|Fund|Service|Staff)"
)

# What may follow a family name.
SUFFIX = re.compile(r"(?:[JS]r\.?|II|III|IV|PhD|Ph\.D\.|MD|M\.D\.|Esq\.?)")
FAMILY_SUFFIX = re.compile(rf"\{{?([^{{}}]+?),?\s+({SUFFIX.pattern})\}}?")


def persons(value: str) -> str:
    """Names with "and" between them, each divided as BibTeX has it: family, suffix, given; a body in braces."""
    # AND is "and" too, and a name in another script has a comma of its own.
    written = _whole([one for one in _cut(r"(?<!\S)(?i:and)(?!\S)", value.replace("،", ",")) if one.strip(" ,")])
    named, others = [], False
    for one in written:
        name = re.sub(r"(?i)[\s,]*\{?\bet\.?\s+al\b\.?\}?$", "", one)
        name = "" if re.fullmatch(r"(?i)\{?others\}?", name) else name
        others |= name != one
        named += [_person(name)] if name else []
    return " and ".join([*named, "others"] if others and named else named)


def _whole(written: list[str]) -> list[str]:
    """Names, those of bodies put together again that have "and" in them.

    EndNote sets a comma after each body, so what has none before it there is the begin of one; and one word with a
    capital after a ministry of something goes on with it.
    """
    names: list[str] = []
    ends = any(re.fullmatch(r"[^,{}]+,", one) for one in written)
    for one in written:
        before = names[-1] if names else ""
        begun = ends and before and not re.search(r"[,{]", before) and before != "others"
        if begun and re.fullmatch(r"[^,{}]+,?", one):
            names[-1] = f"{before} and {one}"
        elif GOES_ON.fullmatch(before) and re.fullmatch(r"[A-Z][a-z]+", one):
            names[-1] = "{" + f"{before} and {one}" + "}"
        elif _is_list_of_matters(before, one):
            names[-1] = "{" + f"{before} and {one.rstrip(', ')}" + "}"
        else:
            names.append(one)
    return names


def _is_list_of_matters(before: str, after: str) -> bool:
    """Whether what stands before and after an "and" is one body, and no person: Truth, Justice, and Reconciliation Commission."""
    first, *rest = _cut(",", before)
    rest = [one for one in rest if one]
    is_body = BODY.search(first) or BODY.search(after.rstrip(", "))
    return bool(rest and is_body and "{" not in before and all(map(MATTERS.fullmatch, rest)))


def _person(name: str) -> str:
    """One name; a comma at its end makes a body of it, or is left over from a list."""
    whole = name.rstrip(", ")
    parts = _cut(",", whole)
    if len(parts) == 1:
        parted = EAST_ASIAN.fullmatch(whole)
        if parted:  # programs that turn names round do so with these too
            return f"{parted[2]}, {parted[1]}" if len(parted[1]) > len(parted[2]) else f"{parted[1]}, {parted[2]}"
        if re.search(r"[\[(]@\w+[\])]$", whole):  # a name with that on a network
            return "{" + re.sub(r"[{}]", "", whole) + "}"
        return "{" + whole + "}" if whole != name and not _is_braced(whole) else _suffixed(body(whole))
    if len(parts) == 2 and _is_turned(*parts):
        return "{" + f"{parts[1]} {parts[0]}" + "}"
    if len(parts) == 3 and SUFFIX.fullmatch(parts[2]) and not SUFFIX.fullmatch(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    if len(parts) == 2 and SUFFIX.fullmatch(parts[1]) and " " in parts[0]:
        return _suffixed(" ".join(parts))
    family = FAMILY_SUFFIX.fullmatch(parts[0]) if len(parts) == 2 else None
    return f"{family[1]}, {family[2]}, {parts[1]}" if family else ", ".join(parts)


def _is_turned(family: str, given: str) -> bool:
    """Whether a body is written as if it were a person: "Organization, World Health", "on Dams, World Commission"."""
    split = re.fullmatch(r"(?:on|for|of|to) [A-Z][\w ]+", family) and BODY.search(given)
    if BROKEN_OFF.fullmatch(given) or NO_FAMILY.fullmatch(family):
        return True
    return bool(split or (TURNED.fullmatch(family) and (BEFORE.fullmatch(given) or LONG.fullmatch(given))))


def _cut(at: str, text: str) -> list[str]:
    """A text cut wherever a pattern matches outside braces."""
    pieces, begin = [], 0
    for match in re.finditer(at, text):
        before = re.sub(r"\\[{}]", "", text[: match.start()])
        if before.count("{") == before.count("}"):
            pieces.append(text[begin : match.start()].strip())
            begin = match.end()
    return [*pieces, text[begin:].strip()]


def _suffixed(name: str) -> str:
    """A name written in the order in which it is said, its suffix apart from the family name."""
    name = re.sub(rf"\{{([^{{}},]+),?\s+({SUFFIX.pattern})\}}$", r"\1 \2", name) if " {" in name else name
    match = re.fullmatch(rf"([^{{}}]+) ([^{{}}\s]+) ({SUFFIX.pattern})", name)
    return f"{match[2]}, {match[3]}, {match[1]}" if match else name


def _is_braced(name: str) -> bool:
    return bool(re.fullmatch(r"\{[^{}]*\}", name))


def several(value: str) -> list[str]:
    """What stands between two "and" and is more than one name, or may be."""
    names = []
    for name in _cut(" and ", persons(value)):
        name = re.sub(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "{}", name)
        parts = _cut(",", name)
        odd = len(parts) == 3 and not re.fullmatch(rf"{SUFFIX.pattern}|\S*[.\d]|[A-Z]+|{{}}", parts[1])
        initial = len(parts) == 2 and re.match(r"(?:[A-Z]\.[\s~-]?)+\w", parts[0])
        bodies = len(parts) > 1 and set(parts) == {"{}"} and not SUFFIX.search(name)
        is_list = ";" in name or ("&" in name.replace(r"\&", "&") and "," in name) or len(parts) > 3
        if "=" not in name and (odd or initial or bodies or is_list):
            names.append(name)
    return names


def body(name: str) -> str:
    """One name as BibTeX writes it; in braces if its words say that it is that of a body, and it has no comma."""
    is_whole = name.count("{") == name.count("}") and not _is_braced(name.strip())
    says_it = BODY.search(name.strip()) and not FAMILIES.fullmatch(name.strip())
    return f"{{{name.strip()}}}" if is_whole and "," not in name and says_it else name
