"""What a work is, in the words of every program that asks: one row for each type of biblatex, BibTeX and Zotero."""

import re
from functools import lru_cache
from typing import NamedTuple


class Type(NamedTuple):
    """One type of work."""

    csl: str
    ris: str
    zotero: str
    schema: str


ROWS = {
    "article": Type("article-journal", "JOUR", "journalArticle", "ScholarlyArticle"),
    "newspaper": Type("article-newspaper", "NEWS", "newspaperArticle", "NewsArticle"),
    "magazine": Type("article-magazine", "MGZN", "magazineArticle", "Article"),
    "review": Type("review", "JOUR", "journalArticle", "Review"),
    "periodical": Type("article-journal", "JFULL", "journalArticle", "Periodical"),
    "book": Type("book", "BOOK", "book", "Book"),
    "collection": Type("book", "EDBOOK", "book", "Book"),
    "manual": Type("book", "BOOK", "book", "Book"),
    "chapter": Type("chapter", "CHAP", "bookSection", "Chapter"),
    "reference": Type("entry-encyclopedia", "ENCYC", "encyclopediaArticle", "Article"),
    "dictionary": Type("entry-dictionary", "DICT", "dictionaryEntry", "DefinedTerm"),
    "conference": Type("paper-conference", "CONF", "conferencePaper", "ScholarlyArticle"),
    "proceedings": Type("book", "CONF", "book", "Book"),
    "report": Type("report", "RPRT", "report", "Report"),
    "thesis": Type("thesis", "THES", "thesis", "Thesis"),
    "online": Type("webpage", "ELEC", "webpage", "WebPage"),
    "blog": Type("post-weblog", "BLOG", "blogPost", "BlogPosting"),
    "post": Type("post", "ICOMM", "forumPost", "SocialMediaPosting"),
    "dataset": Type("dataset", "DATA", "dataset", "Dataset"),
    "software": Type("software", "COMP", "computerProgram", "SoftwareApplication"),
    "legislation": Type("legislation", "STAT", "statute", "Legislation"),
    "case": Type("legal_case", "CASE", "case", "CreativeWork"),
    "bill": Type("bill", "BILL", "bill", "Legislation"),
    "hearing": Type("hearing", "HEAR", "hearing", "CreativeWork"),
    "treaty": Type("treaty", "LEGAL", "statute", "Legislation"),
    "standard": Type("standard", "STAND", "standard", "CreativeWork"),
    "patent": Type("patent", "PAT", "patent", "CreativeWork"),
    "unpublished": Type("manuscript", "UNPB", "manuscript", "CreativeWork"),
    "preprint": Type("article", "UNPB", "preprint", "ScholarlyArticle"),
    "letter": Type("personal_communication", "PCOMM", "letter", "Message"),
    "interview": Type("interview", "PCOMM", "interview", "CreativeWork"),
    "map": Type("map", "MAP", "map", "Map"),
    "image": Type("graphic", "ART", "artwork", "VisualArtwork"),
    "video": Type("motion_picture", "VIDEO", "videoRecording", "VideoObject"),
    "broadcast": Type("broadcast", "MPCT", "tvBroadcast", "Episode"),
    "podcast": Type("song", "SOUND", "podcast", "PodcastEpisode"),
    "audio": Type("song", "SOUND", "audioRecording", "AudioObject"),
    "music": Type("musical_score", "MUSIC", "document", "MusicComposition"),
    "presentation": Type("speech", "SLIDE", "presentation", "PresentationDigitalDocument"),
    "performance": Type("performance", "GEN", "document", "CreativeWork"),
    "pamphlet": Type("pamphlet", "PAMP", "document", "CreativeWork"),
    "document": Type("document", "GEN", "document", "CreativeWork"),
}

# Entry types with another name, of biblatex, BibTeX, Zotero, JabRef and Mendeley.
ALIASES = {
    "mvbook": "book", "bookinbook": "chapter", "inbook": "chapter", "suppbook": "chapter", "incollection": "chapter",
    "suppcollection": "chapter", "mvcollection": "collection", "booklet": "pamphlet", "inreference": "reference",
    "mvreference": "book", "entry": "reference", "encyclopediaarticle": "reference", "dictionaryentry": "dictionary",
    "inproceedings": "conference", "conferencepaper": "conference", "mvproceedings": "proceedings",
    "techreport": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "bachelorsthesis": "thesis",
    "electronic": "online", "www": "online", "webpage": "online", "web": "online", "blogpost": "blog", "forumpost": "post",
    "data": "dataset", "computerprogram": "software", "softwareversion": "software", "softwaremodule": "software",
    "codefragment": "software", "legal": "treaty", "legadminmaterial": "legislation", "statute": "legislation",
    "jurisdiction": "case", "commentary": "chapter", "preprint": "preprint", "manuscript": "unpublished",
    "unpublished": "unpublished", "misc": "document", "artwork": "image", "movie": "video", "film": "video",
    "videorecording": "video", "tvbroadcast": "broadcast", "radiobroadcast": "broadcast", "audiorecording": "audio",
    "booksection": "chapter", "journalarticle": "article", "newspaperarticle": "newspaper", "magazinearticle": "magazine",
    "suppperiodical": "article", "bibnote": "document", "set": "document", "other": "document",
    "generic": "document", "workingpaper": "report", "televisionbroadcast": "broadcast",
    "talk": "presentation", "speech": "presentation", "email": "letter", "instantmessage": "letter",
    "norm": "standard", "constitution": "legislation", "regulation": "legislation", "decision": "case", "image": "image",
}  # fmt: skip

# What an article has that stands in a journal.
PLACED = frozenset("volume number issue pages doi eid issn eprint issuetitle".split())
# What biblatex's own word for an article says of where it stood.
SUBTYPES = {"newspaper": "newspaper", "magazine": "magazine", "newsletter": "magazine"}
RECORDED = {"podcast": "podcast", "tvbroadcast": "broadcast", "radiobroadcast": "broadcast"}  # of audio and video

# EndNote's kinds of reference, which it writes into `type`, as far as they do not name themselves.
ENDNOTE = {
    "legal rule or regulation": "legislation", "film or broadcast": "video", "audiovisual material": "video",
    "television episode": "broadcast", "social media": "post", "discussion forum": "post", "encyclopedia": "reference", "dictionary": "dictionary",
    "personal communication": "letter", "government document": "report", "unpublished work": "unpublished",
    "online database": "online", "online multimedia": "online", "edited book": "collection",
    "electronic book": "book", "electronic article": "article", "aggregated database": "dataset", "book section": "chapter",
    "conference proceedings": "conference", "conference paper": "conference", "multimedia application": "software",
    "data set": "dataset", "computer software": "software", "online video": "video", "television broadcast": "broadcast",
    "radio broadcast": "broadcast", "tv broadcast": "broadcast",
}  # fmt: skip

# Words in the field `type` of a work of no known type that say what it is.
SAYS = {
    "map": r"map|atlas sheet", "podcast": r"podcasts?(?: episode)?", "unpublished": r"manuscript|typescript|lecture notes|draft",
    "presentation": r"lecture(?! series)|talk|keynote|speech|slides|poster|webinar|presentation|seminar",
    "broadcast": r"(?:radio|tv|television) (?:broadcast|programme|program|series|episode|show|documentary|news)",
    "post": r"tweet|toot|(?:social media|facebook|instagram|linkedin|mastodon|bluesky|telegram|x|reddit|weibo|forum) post",
    "video": r"film|movie|documentary|video|dvd", "interview": r"interview", "dataset": r"data ?sets?",
    "image": r"painting|photo(?:graph)?|drawing|sculpture|engraving|etching|oil on [a-z]+",
    "software": r"software|computer program|app|source code|(?:r|python) package",
    "letter": r"letter|e-?mail|personal communication|correspondence", "blog": r"blog ?post",
    "report": r"(?:working|white|discussion|policy|briefing|technical|research|occasional|position) (?:paper|report|brief|note)"
    r"|fact ?sheet", "pamphlet": r"leaflet|pamphlet|brochure|flyer",
}  # fmt: skip
# The same as `howpublished` has them, where words go on after a comma: Documentary film; Podcast, Deep Water.
WHAT = re.compile(
    r"(?i)(?!(?:see|in|on|with|from|also|this|based|the|an?|accompanying|part)\b)(?:[\w-]+ ){0,3}"
    rf"(?:{'|'.join(SAYS.values())}|statute|bill|court case|judge?ment|(?:press|media|news) release)(?:,.*| \(.*\)| (?:with|from|by) .*)?"
)
# The words with which such words begin, but for names.
GENERAL = frozenset(re.findall("[a-z]{3,}", " ".join(SAYS.values()))) | frozenset(
    """podcast photo short feature personal invited plenary conference topographic mobile web phone open press media news blog annual final
    interim internal background unpublished online original doctoral study thesis dissertation court opening closing""".split()
)
# Sites on which people post, by the names that programs have for them.
POSTED_ON = re.compile(
    r"(?i)(?:x|twitter|x \(formerly twitter\)|facebook|mastodon|bluesky|instagram|threads|telegram|weibo|reddit)"
)

# Values of the field `type` that name the kind of item in the program that exported it, and say nothing of the work.
NOISE = frozenset(
    """article journal article book section chapter web page webpage online multimedia blog post blogpost electronic
    generic report conference paper conference proceedings conference paper thesis dataset software newspaper magazine
    newspaper article magazine article misc""".split()
) | {
    "journal article", "book section", "book chapter", "web page", "online multimedia", "blog post", "electronic article",
    "conference paper", "conference proceedings", "newspaper article", "magazine article", "electronic book", "edited book",
    "text", "text.article", "video", "journal", "monograph", "document", "computer program", "statute", "film",
} | ENDNOTE.keys()  # fmt: skip

# Works that nobody publishes, and works that are known by where they stand in print or were shown: they need no house, or
# no address.
UNPUBLISHED = frozenset(
    "legislation bill treaty legal_case hearing patent standard manuscript personal_communication interview graphic speech"
    " performance".split()
)
IN_PRINT = UNPUBLISHED | frozenset(
    "book chapter article-journal paper-conference thesis entry-encyclopedia entry-dictionary map standard pamphlet review"
    " motion_picture broadcast musical_score article-magazine".split()
)

# A type, and what its field `type` may make of it.
NARROWER = {("book", "collection"), ("chapter", "reference"), ("chapter", "dictionary")} | {
    ("legislation", one) for one in ("treaty", "bill", "hearing")
}

# What CSL and Zotero call each row; the first of several rows is the one that is meant.
PROGRAMS = {one.lower(): name for name, row in reversed(ROWS.items()) for one in (row.csl, row.zotero)}


def known(entry: str) -> bool:
    """Whether an entry type is one of these."""
    return entry in ROWS or entry in ALIASES


@lru_cache(maxsize=65536)
def named(value: str) -> str:
    """The row that a kind of item names, such as Web Page or newspaperArticle; empty where a value says something else."""
    words = _bare(value)
    name = ENDNOTE.get(words, re.sub(r"[{}\s]", "", words))
    if words in PROGRAMS and name not in ROWS:
        return PROGRAMS[words]
    return ALIASES.get(name, name) if is_kind(value) and name in ROWS.keys() | ALIASES.keys() else ""


def as_kind(entry: str) -> str:
    """The kind of item by which `type` names an entry type such as inreference or movie; any other words as they are."""
    name = entry.strip().lower()
    return ROWS[ALIASES.get(name, name)].csl if known(name) and not named(entry) else entry


def is_kind(value: str) -> bool:
    """Whether a field `type` holds the name that a program has for a kind of item."""
    return _bare(value) in NOISE or _bare(value) in PROGRAMS


def _bare(value: str) -> str:
    return re.sub(r"[{}\\]", "", value).strip().lower()


def is_what(said: str) -> bool:
    """Whether the words of `howpublished` say what a work is, as Keynote lecture does, and not by whom it is published."""
    return is_kind(said) or bool(WHAT.fullmatch(re.sub(r"[{}]", "", said)))


def is_general(words: str) -> bool:
    """Whether words that say what a work is begin with no name: Keynote lecture, and not Kaggle dataset."""
    return re.split(r"\W", words.lower())[0] in GENERAL


@lru_cache(maxsize=65536)
def in_words(said: str) -> str:
    """The row that the words of a field `type` say, such as Topographic map or Keynote lecture; empty if none."""
    return next((row for row, words in SAYS.items() if re.search(rf"(?i)\b(?:{words})\b", said)), "")


def of(
    entry: str, fields: frozenset[str], subtype: str = "", has_day: bool = False, said: str = "", is_site: bool = False
) -> Type:
    """The row of an entry: by its type, and of an article by where it stood.

    `said` is what its field `type` holds; `is_site` says that it stands on a web site.
    """
    name = ALIASES.get(entry, entry)
    if name in {"document", "article", "online"} and named(said):
        name = named(said)
    if (name, named(said)) in NARROWER:
        name = named(said)
    if name in {"document", "online"} or (name == "manual" and in_words(said) == "software"):
        name = in_words(said) or name
    if name == "unpublished" and in_words(said) == "presentation":
        name = "presentation"
    if name in {"audio", "video"}:
        name = RECORDED.get(subtype.lower(), name)
    if name == "document" and is_site:
        name = "online"
    if name == "article":
        name = SUBTYPES.get(subtype.lower(), "")
        placed = fields & PLACED
        # A daily is dated by the day and has neither volume nor pages; a journal has one of them.
        name = name or ("article" if placed or not has_day else "newspaper")
    if name == "online" and subtype.lower() in {"blog", "blogpost", "post-weblog"}:
        name = "blog"
    if name in {"unpublished", "document"} and "eprint" in fields:
        name = "preprint"
    return ROWS.get(name, ROWS["document"])
