"""The last touch to what pandoc prints: links, a date that is not known, points after titles, names from right to left."""

import html
import re

import lxml.etree
import lxml.html
from markupsafe import Markup

from annotated_brief.bibliography import identifiers, languages, names, page_ranges, stand_ins
from annotated_brief.bibliography.sources import CREATORS, Source
from annotated_brief.core import memo

# The class of a title's words on their way through pandoc.
TITLE = "title"
# A term that a style sets small, at the begin of a sentence in a bibliography: "Title.” no. 4".
BEGUN = re.compile(
    r"((?:\w{3}|[”’)]|</\w+>)[.?!](?:[”’]|</\w+>)* )(?=(?:nos?\. |vols?\. |pp?\. |episode |issued |n\.d\.|forthcoming|in press|submitted))(\w)"
)
# Several pages, each named as such: p. 3; pp. 5–7.
SEVERAL = re.compile(r"pp?\. ?[\w–]+(?:; pp?\. ?[\w–]+)+")
# A part of a work with more than its number behind it: vol. 2, p. 3; art. 3 (a; b).
LABELLED = re.compile(r"(?!pp?\b)[^\W\d_]+\.? ?\d[\w–.]*\W+.*[^\W\d_]")
MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|ember|ober)\b")


def suffix(place: str) -> str:
    """A place as citeproc wants it: in braces, so that it is taken whole and stands where the style has places."""
    if not place:
        return ""
    text = re.sub(r"(?<=\d)\s*--?\s*(?=\d)", "–", place.replace("\xa0", " ")).replace("--", "–")
    if SEVERAL.fullmatch(text):
        text = "pp. " + re.sub(r"pp?\. ?", "", text).replace("; ", ", ")
    if LABELLED.match(text):
        text = stand_ins.BEGUN + text  # else a style makes vols. of "vol. 2, p. 3"
    return f", {{{text}}}"


def inner(element: lxml.html.HtmlElement) -> str:
    """A reference's HTML without its wrapper and back-link: text, emphasis, links, languages."""
    for link in element.xpath(".//a[contains(@class, 'footnote-back')]"):
        link.drop_tree()
    for node in element.xpath(".//span[not(@lang) and not(@dir)] | .//div"):
        if TITLE in (node.get("class") or "").split():
            node.tag = "cite"
            node.attrib.clear()
        else:
            node.drop_tag()
    text = html.escape(element.text or "", quote=False)
    text += "".join(lxml.html.tostring(child, encoding="unicode") for child in element)
    return " ".join(stand_ins.released(text).split())


def finished(text: str, source: Source, is_note: bool = False) -> Markup:
    """One form as readers get it."""
    text = re.sub(r'<a href="([^"]*)"[^>]*>(.*?)</a>', lambda link: _link(link, source), text)
    if source.has_others and not is_note:
        # An inverted name of one author has a comma behind it also before "et al."
        text = re.sub(r"^([^,.“<]+, [^,“<(]+?) et al\.", r"\1, et al.", text)
    text = re.sub(
        r"(‘(?:[^‘’“”]|’(?=\w))*[^‘’“”.,?!])’((?:</\w+>)*)([.,])(?=”)", r"\1\3’\2", text
    )  # points stand within quotation marks
    text = re.sub(r"(?<![.,?!’])”((?:</(?:em|i|cite|span)>)*)([.,])(?=\s|$)", r"\2”\1", text)
    text = re.sub(r"([?!](?:</cite>|</span>)*)[.,]([”’]|</(?:em|i)>)", r"\1\2", text)
    text = re.sub(r"([?!](?:[”’]|</(?:em|i|span|cite)>)+)[.,](?=\s|$)", r"\1", text)
    number, pages = source.variable("number"), source.variable("page")
    if number and not re.search(r"[;&]|, | and ", number):
        text = re.sub(r"\b([Nn])os\. ", r"\1o. ", text)  # commas and hyphens are within one number
    if page_ranges.held(pages) != pages:
        text = re.sub(r"\bp\. (?=[^\s,()]+–)", "pp. ", text)  # a style sees no range in them
    if source.types.csl == "broadcast" and not source.houses:
        text = re.sub(", on(?=[.,]|$)", "", text)  # nothing says on which channel
    if source.types.csl == "article-newspaper":
        text = re.sub(r"(?i)\b(edition) editions?(?=[.,]|$)", r"\1", text)  # of "Late edition" a style makes these
    if source.types.zotero == "podcast":
        text = re.sub(r"(?<=\w)((?:</\w+>)*) (?=episode \d)", r"\1, ", text)  # behind who produced it
    text = re.sub(r"\bnos?\. (?=[Ss]uppl|[Ss]pecial [Ii]ssue)", "", text)
    # APA has a date that is none, or has an open end, once for the year and once for month and day.
    text = re.sub(r"\((\w[^(),]*), \1\)", r"(\1)", re.sub(r"\((\d{4})–, ([^()]*–)\)", r"(\1, \2)", text))
    if not is_note:
        text = _begun(text)
    if source.types.csl == "motion_picture":
        text = re.sub(r"(?<=>), \(", " (", text, count=1)  # where nobody is named before the title
    if source.types.csl == "speech" and source.year and source.year not in re.sub(r'href="[^"]*"', "", text):
        dated = MONTH.sub(r"\1.", source.when) + ", "  # MLA has no day for it
        text = re.sub("(?=<a href=)", dated, text, count=1) if "<a href=" in text else f"{text[:-1]}, {dated[:-2]}."
    if source.types.csl == "personal_communication":
        text = re.sub(r"^([^“,]*[^“,\s]) (?=“)", r"\1, ", text)
    if not source.date:
        text = re.sub(r"\bahead of print, (?=[a-z])", "", text)  # what is in press is not on its way only
    if not source.written_date and not source.variable("status"):
        # A style that prints no date says nothing at all about it.
        text = re.sub(r"Retrieved (?=<a href=)", "", text)  # APA's word before a day of retrieval, which is not given
        text = (
            re.sub(r"([,.?!](?:[’”]|</\w+>)*) (?=<a href=)", _undated, text, count=1)
            if "n.d." not in text.lower()
            else text
        )
    return Markup(_isolated(_uninitialled(text, source), source))


def _uninitialled(text: str, source: Source) -> str:
    """Given names in scripts without capitals whole: a style sets a point after each of their words."""
    for given in (name.get("given", "") for role in CREATORS for name in source.creators(role)):
        if given and given.upper() == given.lower() and not re.search(r"[\d.]", given):
            words = r"\.? ".join(map(re.escape, given.split()))
            text = re.sub(rf"{words}(\.?)(?=(,?))", lambda found: given + ("" if found[2] else found[1]), text)  # noqa: B023
    return text


def _begun(text: str) -> str:
    """A bibliography with capitals for the terms at the begin of a sentence; those in a title are words of it."""
    titles = [match.span() for match in re.finditer(r"<cite>.*?</cite>", text)]

    def capital(match: re.Match[str]) -> str:
        is_title = any(begin < match.start(2) < end for begin, end in titles)
        return match[0] if is_title else match[1] + match[2].upper()

    return BEGUN.sub(capital, text)


def unmarked(text: Markup) -> Markup:
    """A reference without the mark on its title."""
    return Markup(re.sub(r"</?cite>", "", text))


def _link(link: re.Match[str], source: Source) -> str:
    address = html.unescape(link[1])
    shown = html.unescape(re.sub(r"<[^>]+>", "", link[2]))
    if source.doi and "doi.org" in address:
        address = identifiers.of_doi(source.doi)
    elif address.rstrip("/") != source.url.rstrip("/") and not identifiers.is_web(address):
        return html.escape(shown, quote=False)
    else:
        address = source.url or address
    words = html.escape(identifiers.readable(shown) if identifiers.is_web(shown) else shown, quote=False)
    if languages.is_right_to_left(words):
        words = f'<bdi dir="ltr">{words}</bdi>'
    return f'<a href="{html.escape(address)}" rel="noopener">{words}</a>'


def _undated(before: re.Match[str]) -> str:
    """n.d. where the date would stand: after a comma in a note, a sentence of its own in a bibliography."""
    return f"{before[1]} n.d., " if before[1].startswith(",") else f"{before[1]} N.d. "


def _isolated(text: str, source: Source) -> str:
    """Names from right to left held apart from what stands around them."""
    parts = "|".join(re.escape(html.escape(part, quote=False)) for part in _right_to_left(source))
    return re.sub(rf"(?<![\w>])(?:{parts})(?!\w)", lambda found: f"<bdi>{found[0]}</bdi>", text) if parts else text


@memo.per_record
def _right_to_left(source: Source) -> list[str]:
    """The names from right to left in each form in which a style may print them."""
    parts = []
    for name in (name for role in CREATORS for name in source.creators(role)):
        family, given = names.family(name), name.get("given", "")
        if languages.is_right_to_left(family):
            parts += [f"{family}, {given}", f"{given} {family}", f"{family} {given}"] if given else []
            parts.append(family)
    return parts


def placed(note: Markup, prefix: str, place: str) -> Markup:
    """A note with words before it and a place at its end, for a style that knows no places."""
    text = str(note)
    if place:
        text = f"{text.rstrip('.')}, {html.escape(place)}."
    return Markup(f"{html.escape(prefix)} {text}" if prefix else text)
