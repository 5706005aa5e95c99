"""What a work is that its program calls @misc for want of a type, as far as its other fields say it.

Zotero's BibTeX has no type for laws, cases, films, broadcasts, recordings, data and programs, Mendeley's and JabRef's for
few of them. What the title, the publisher, the address or `howpublished` says is taken; a work is left a document else,
and the checks ask for its `type` where it lacks what a document has.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from annotated_brief.bibliography import preprints, types

# The fields by which a journal is told from a web site, and what else a work has that is more than a web page.
PLACED = types.PLACED - {"issuetitle"}
PRINTED = PLACED | frozenset(
    "publisher institution organization school journal journaltitle booktitle edition address location isbn series editor"
    " howpublished titleaddon".split()
)
SITE = ("organization", "publisher", "journaltitle", "journal", "booktitle", "titleaddon", "howpublished")
HOUSES = ("publisher", "organization", "howpublished")

STANDARD = re.compile(
    r"(?i)(?:iso|iec|ieee|astm|ansi|din|bs|en|gost|gb/t|nist|w3c|rfc|itu-t)\b[\s/-]*(?:[a-z]+[\s/-]+)*\d"
)
# What the address or the house of a work says of it; of the first that fits.
HOSTS = {
    "post": r"(?:x|twitter|facebook|instagram|threads|bsky|mastodon|t|weibo|reddit)\.(?:com|net|app|social|me)"
    r"|(?:.+\.)?stackexchange\.com|stackoverflow\.com",
    "blog": r".+\.(?:substack|wordpress|blogspot|medium|tumblr)\.com|medium\.com",
    "reference": r"\w+\.(?:m\.)?wikipedia\.org",
    "podcast": r"podcasts\.apple\.com|podcasts\.google\.com|soundcloud\.com|podbean\.com",
    "video": r"youtube\.com|youtu\.be|vimeo\.com|bilibili\.com",
    "software": r"github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|pypi\.org|cran\.r-project\.org",
}
NETWORKS = {
    "x.com": "X", "twitter.com": "Twitter", "facebook.com": "Facebook", "instagram.com": "Instagram", "threads.net": "Threads",
    "bsky.app": "Bluesky", "mastodon.social": "Mastodon", "reddit.com": "Reddit", "weibo.com": "Weibo", "t.me": "Telegram",
    "youtube.com": "YouTube", "youtu.be": "YouTube", "vimeo.com": "Vimeo", "bilibili.com": "Bilibili",
    "github.com": "GitHub", "gitlab.com": "GitLab", "kaggle.com": "Kaggle", "zenodo.org": "Zenodo",
    "linkedin.com": "LinkedIn", "stackoverflow.com": "Stack Overflow", "medium.com": "Medium", "tiktok.com": "TikTok",
}  # fmt: skip
MADE_BY = {
    "film": r".*\b(?:films?|pictures)|national film board.*",
    "video": r"youtube|vimeo|bilibili",
    "software": r"github|gitlab|bitbucket|codeberg|sourceforge|pypi|cran",
    "standard": r"international organi[sz]ation for standardi[sz]ation|international electrotechnical commission|astm international"
    r"|british standards institution|european committee for standardi[sz]ation|deutsches institut für normung.*",
    "dataset": r"zenodo|dryad(?: .*)?|figshare|pangaea|(?:\w+ )?dataverse|mendeley data|icpsr|uk data (?:service|archive)|gbif.*"
    r"|kaggle|genbank|openneuro|open science framework|osf|ieee dataport|world bank data(?:bank)?",
    "broadcast": r".*\b(?:bbc|abc|nbc|cbs|cnn|pbs|npr|itv|zdf|ard|nhk|rai|arte|cbc|rfi|trt|radio|tv|television|broadcasting"
    r"|channel \d|al jazeera)\b.*",
}
LETTER = re.compile(
    r"(?:(?:open )?letter|e-?mail|memo(?:randum)?(?! of)) (?:to|from|on|of|about|concerning|regarding)\b|re: "
)
TALK = re.compile(r"(?i)(?:.*[:(] ?)?(?:personal )?interview (?:with|by|on|of)\b")
ASKED = frozenset("editora namea collaborator interviewer".split())  # whoever asks, or is asked
PATENT = re.compile(r"[A-Z]{2} ?\d{6,}(?: ?[A-Z]\d?)?")  # US10234567B2
TREATIES = re.compile(r"(?i).*\b(?:treaty series|u\. ?n\. ?t\. ?s\.|unts)\b.*")
SECTIONED = r"[A-Z]{1,2}-?\d+(?:\s*[,;–-]+\s*[A-Z]{0,2}-?\d+)*"  # pages with the letter of a section
REFERENCE = re.compile(r"(?i).*(?:encyclop|dictionary|lexi[ck]on|w(?:ö|oe)rterbuch|britannica|wikipedia).*")
VERSION = re.compile(r"(?i)(?:(?P<what>(?:R|Python) package) )?version (?P<version>[\d.-]+\w*)")
# The names of laws and cases, which have neither author nor editor.
NAMED = {
    "hearing": r"(?i)(?:\w+ )?hearings?(?::.*| (?:on|before|of|to)\b.*)?",
    "case": r".*\w\)? v(?:s?\.|s)? [A-Z].*|.*\[\d{4}\] (?:\d+ )?[A-Z][A-Z.]+ .*|(?:Case )?[CT][-‑–]\d+/\d+\b.*",
    "bill": r"(?i).*\bbill(?:,? (?:\d{4}|no\.? .*))?",
    "treaty": r"(?i).*\b(?:convention|treaty|protocol|covenant|agreement|charter)\b.* (?:on|of|for|to|between|relating|concerning)\b.*",
    "legislation": r".*\b(?:Act|Regulations|Ordinance|Decree|Statute|Constitution)(?: of .*| \d{4}, c(?:h|ap)?\. ?\d+)?"
    r"|\d+ (?:C\.?F\.?R|U\.?S\.?C|Fed\. ?Reg)\b.*"
    r"|(?i:.*\b(?:act|regulations|ordinance|decree|statute|law),? (?:no\.? ?\d+,? )?(?:of )?\d{4}"
    r"|(?:commission |council |delegated |implementing )*(?:directive|regulation|decision) .*\d+/\d+.*)",
}  # fmt: skip
BILL = re.compile(r"(?i)(?:H\.? ?R\.?|S\.|H\.? ?Res\.?|S\.? ?Res\.?|HB|SB)\s?\d+")


def kind(entry: str, fields: Mapping[str, str]) -> str:
    """The type of an entry of this type, its fields as they are meant, where they say what its type does not."""
    if preprints.is_one(entry, fields):
        return "preprint"
    name = types.ALIASES.get(entry, entry)
    if name == "case" and re.match(r"(?i)hearings?\b", bare(fields.get("title", ""))):
        return "hearing"
    if name == "legislation":
        return _law(entry, re.sub(r"[{}]", "", fields.get("title", "")), bool(fields.keys() & {"number", "volume"}))
    if (
        name == "audio"
        and "url" in fields
        and not fields.keys() & {"publisher", "organization", "label", "volume", "isan"}
    ):
        return "podcast"  # what is on a record has a publisher
    if _is_aired(name, fields):
        return "broadcast"
    if name in {"article", "chapter"} and "journal" in fields and _in_reference(fields):
        return "reference"
    if name == "article" and re.fullmatch(SECTIONED, fields.get("pages", "")):
        return entry if fields.keys() & (PLACED - {"pages"}) else "newspaper"
    return _of_page(entry, name, fields) if name in {"online", "document"} else entry


def _law(entry: str, title: str, is_numbered: bool) -> str:
    """A law, a bill or a treaty, by its title."""
    if re.fullmatch(NAMED["bill"], title):
        return "bill"
    is_treaty = re.fullmatch(NAMED["treaty"], title) and not re.fullmatch(NAMED["legislation"], title)
    return "treaty" if is_treaty and not is_numbered else entry


def _of_page(entry: str, name: str, fields: Mapping[str, str]) -> str:
    """The type of a web page or a document that is more than that."""
    if any(one in fields and types.POSTED_ON.fullmatch(bare(fields[one])) for one in SITE):
        return "post"
    number = re.sub(r"[{}]", "", fields.get("number", ""))
    if re.fullmatch(r"[A-Z]{2} Patent", fields.get("type", "")) or PATENT.fullmatch(number):
        return "patent"
    if TALK.match(bare(fields.get("title", ""))) and ("url" not in fields or fields.keys() & ASKED):
        return "interview"
    if name == "document" and LETTER.match(bare(fields.get("title", ""))) and not fields.keys() & (PRINTED | {"url"}):
        return "letter"
    if STANDARD.match(number):
        return "standard"
    said = fields.get("type", "")
    return _unsaid(entry, fields) if name == "document" and not (types.named(said) or types.in_words(said)) else entry


def _unsaid(entry: str, fields: Mapping[str, str]) -> str:
    """The kind of a document, by who keeps it and by its name."""
    houses = [bare(fields[name]) for name in HOUSES if name in fields]
    made_by = (one for one, names in MADE_BY.items() if any(re.fullmatch(names, house) for house in houses))
    told = _hosted(fields) or next(made_by, "")
    if told == "dataset" and re.match(r"[\w.-]+/[\w.-]+: ", bare(fields.get("title", ""))):
        told = "software"  # as Zenodo calls what is released on GitHub
    within = _within(fields)
    if TREATIES.fullmatch(within):
        return "treaty"
    if REFERENCE.fullmatch(within):
        return "reference"
    if within and fields.keys() & {"volume", "edition", "editor"} and "publisher" in fields:
        return "reference"
    if told and (told != "broadcast" or within or not fields.keys() & {"url", "doi"}):
        return told
    if not fields.keys() & {"author", "editor", "publisher"}:
        title = re.sub(r"[{}]", "", fields.get("title", ""))
        told = "bill" if BILL.match(fields.get("number", "")) else ""
        told = told or next((one for one, name in NAMED.items() if re.fullmatch(name, title)), "")
    return told or ("online" if "url" in fields and not fields.keys() & PRINTED else entry)


def is_film(entry: str, fields: Mapping[str, str]) -> bool:
    """Whether a work is a film, whose author is the one who directed it."""
    said = bare(fields.get("type", "")) == "film or broadcast" and not _is_aired("video", fields)
    return (
        said or entry in {"movie", "film"} or (kind(entry, fields) == "film" and types.ALIASES.get(entry) == "document")
    )


def _within(fields: Mapping[str, str]) -> str:
    return bare(fields.get("booktitle") or fields.get("journal") or fields.get("journaltitle") or "")


def _is_aired(name: str, fields: Mapping[str, str]) -> bool:
    """Whether a recording is known for who broadcasts it, and not for where it is kept or whether it is a film."""
    if name not in {"audio", "video"} and bare(fields.get("type", "")) != "film or broadcast":
        return False
    houses = [bare(fields[one]) for one in HOUSES if one in fields]
    aired = any(re.fullmatch(MADE_BY["broadcast"], house) for house in houses)
    return aired and "entrysubtype" not in fields and (bool(_within(fields)) or "url" not in fields)


def _in_reference(fields: Mapping[str, str]) -> bool:
    """Whether the journal of an article is an encyclopaedia, which has publishers or editions, and no issues."""
    is_book = fields.keys() & {"publisher", "edition", "editor"} and not fields.keys() & {"number", "issue"}
    return bool(is_book and REFERENCE.fullmatch(_within(fields)))


def _hosted(fields: Mapping[str, str]) -> str:
    """What stands at an address of this house, as far as it has one thing only."""
    host = _host(fields)
    return next((one for one, names in HOSTS.items() if re.fullmatch(names, host)), "")


def house(fields: Mapping[str, str]) -> str:
    """The name of the house at whose address a work stands, where its users publish there; empty for any other."""
    return NETWORKS.get(_host(fields), "")


def _host(fields: Mapping[str, str]) -> str:
    """The host of the address of one page."""
    host = re.match(r"https?://(?:www\.|m\.)?([^/\s]+)/\S", fields.get("url", ""))
    return host[1].lower() if host else ""


def is_site(fields: Mapping[str, str]) -> bool:
    """Whether the journal, or to Mendeley the book, of a work of no known type is the web site that it stands on."""
    has_address = bool(fields.get("url") or "http" in fields.get("howpublished", ""))
    placed = PLACED | {"editor", "publisher", "isbn"}
    return has_address and bool(fields.keys() & {"journal", "journaltitle", "booktitle"}) and not fields.keys() & placed


@lru_cache(maxsize=65536)
def bare(value: str) -> str:
    """A value without its braces."""
    return " ".join(value.replace("{", "").replace("}", "").split()).casefold()
