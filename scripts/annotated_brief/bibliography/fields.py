"""The fields of an entry: what biblatex and BibTeX call them, which are bibliographic, which are the edition's own."""

# BibTeX's names -> biblatex's.
ALIASES = {
    "journal": "journaltitle", "address": "location", "school": "institution", "university": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "key": "sortkey", "pdf": "file",
    "fjournal": "journaltitle", "journal-iso": "shortjournal", "booktitleaddon": "booktitleaddon", "language": "language",
    "city": "location", "authority": "institution", "reporter": "journaltitle",
}  # fmt: skip

# The edition's own fields; reference managers keep them as they are.
OWN = frozenset(
    "kind grade footnote printed reason fault shortfall doubtful nodate nourl nopublisher archiveurl".split()
)

# Names of persons and bodies.
NAMES = frozenset(
    """author editor translator annotator commentator introduction foreword afterword bookauthor editora editorb
    editorc shortauthor shorteditor holder sortname namea nameb namec collaborator recipient interviewer""".split()
)
# Names of bodies and houses: "and" is a word in them.
BODIES = frozenset("publisher institution organization school university howpublished eventtitle".split())
# Several with "and" between them.
LISTS = frozenset({"location", "address", "language", "origlocation"})
# Fields in which biblatex has words of its own: patentus, newseries, countryde.
KEYED = frozenset("type location series pubstate editortype".split())
# Read as they are: no LaTeX, or a form of their own.
VERBATIM = frozenset(
    "url doi eprint urn date urldate eventdate origdate origyear year month day archiveurl crossref xdata ids".split()
)

# The fields that are published; those that a reference manager adds for itself are not among them.
PUBLIC = (
    NAMES | BODIES | OWN | ALIASES.keys() - {"annote", "pdf", "key"} | VERBATIM - {"ids"} |
    frozenset(
        """title subtitle titleaddon shorttitle maintitle mainsubtitle maintitleaddon booktitle booksubtitle booktitleaddon
        journaltitle journalsubtitle shortjournal issuetitle issuesubtitle issue series shortseries volume volumes part
        number chapter edition version pages pagetotal bookpagination pagination eid note addendum type entrysubtype
        location venue origlocation origpublisher origtitle origlanguage eventtitleaddon pubstate isbn issn isrn isan
        ismn iswc langid language langidopts hyphenation eprinttype eprintclass editortype editoratype editorbtype
        editorctype nameatype namebtype namectype authortype reprinttitle related relatedtype relatedstring library jurisdiction authority nameaddon
        options useprefix section paragraph collaboration reportnumber articleno numpages pmid pmcid mrnumber zblnumber
        lccn oclc nationality""".split()
    )
)  # fmt: skip

# Fields whose words must be found again in what is printed.
PRINTED = frozenset(
    """title subtitle shorttitle booktitle booksubtitle maintitle mainsubtitle journaltitle journalsubtitle series volume
    number pages edition note addendum publisher institution organization howpublished location venue eventtitle type
    chapter version titleaddon author editor translator recipient interviewer pubstate""".split()
)


def canonical(name: str) -> str:
    """A field's name in biblatex."""
    name = name.lower()
    return ALIASES.get(name, name)
