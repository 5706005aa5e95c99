"""The LaTeX of a field, written so that pandoc reads all of it.

Letters and signs become Unicode, and what people type without the backslash that LaTeX wants (`R&D`, `60%`, `$5`) gets
it. What says how words look or where they lead stays, for pandoc to read.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pylatexenc.latex2text import LatexNodes2Text

# Commands that pandoc reads with their argument, or by which the words that follow are set.
READ = frozenset(
    """enquote mkbibquote mkbibemph mkbibitalic mkbibbold mkbibparens mkbibbrackets textit emph textbf textsc
    textsf textsl textup textnormal textrm textmd textsuperscript textsubscript underline MakeUppercase MakeLowercase
    uppercase lowercase autocap bibstring em it bf sc tt rm sl sf itshape bfseries scshape""".split()
)
# Commands of which only the argument matters.
BARE = frozenset(
    """texttt mbox hbox fbox text textcyrillic textgreek textlatin textlf textnf mathrm NoCaseChange protect relax normalfont
    ignorespaces unskip newblock bibinfo natexlab urlprefix leavevmode mkbibacro textarabic parentext ensuremath""".split()
)
SIGNS = {
    "euro": "€", "pounds": "£", "textpounds": "£", "slash": "/", "S": "§", "P": "¶", "copyright": "©", "ndash": "–",
    "mdash": "—", "degree": "°", "degrees": "°", "hyphen": "-", "nobreakdash": "", "textunderscore": r"\_", "LaTeX": "LaTeX",
    "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX",
    "XeLaTeX": "XeLaTeX", "ConTeXt": "ConTeXt", "AmS": "AMS", "AMSTeX": "AMSTeX", "AMSTEX": "AMSTeX", "MF": "Metafont",
    "METAFONT": "Metafont", "MP": "MetaPost", "emdash": "—", "endash": "–", "Dash": "—", "dots": "…", "adddot": ".", "addspace": " ", "addcomma": ",", "isdot": "", "psq": " sq.", "psqq": " sqq.", "enspace": " ",
    "thinspace": " ", "par": " ", "newline": " ", "linebreak": "", "textdollar": r"\$", "dollar": r"\$", "textyen": "¥",
    "yen": "¥", "cent": "¢", "textcent": "¢", "textbackslash": r"\textbackslash{}", "textasciitilde": r"\textasciitilde{}",
    "textasciicircum": r"\textasciicircum{}", "textbar": "|", "textless": "<", "textgreater": ">",
    "textbraceleft": r"\{", "textbraceright": r"\}", "textpercent": r"\%", "textperiodcentered": "·",
    "textsterling": "£", "No": "№", "textnumero": "№", "lbrace": r"\{", "rbrace": r"\}", "textmu": "µ", "EUR": "€", "textrupee": "₹", "rupee": "₹", "textindianrupee": "₹", "&": r"\&",
    "textellipsis": "…", "null": "", "space": " ", "pno": "p.", "ppno": "pp.", "addsemicolon": ";", "addcolon": ":",
    "i": "ı", "j": "ȷ", "guillemotleft": "«", "guillemotright": "»", "og": "« ", "fg": " »",
}  # fmt: skip

COMMANDS = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "-": "-{}",
}  # fmt: skip
NAMED_QUOTES = {"textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
                "textquotesingle": "'", "textquotedbl": '"', "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«",
                "frqq": "»", "flq": "‹", "frq": "›", "quotedblbase": "„", "quotesinglbase": "‚"}  # fmt: skip
NAMED_QUOTE = re.compile(r"\{{\\({0})\s*\}}|\\({0})(?![A-Za-z])(?:\s*\{{\}}|\s*)".format("|".join(NAMED_QUOTES)))

TOKEN = re.compile(
    r"""\\(?P<link>url|nolinkurl|path|href)\s*\{(?P<target>[^{}]*)\}
    | \\(?P<silent>noopsort|NoopSort|SortNoop|[vh]?phantom|[vh]space|label|bibsortkey|foreignlanguage|selectlanguage|textcolor|color)\*?\s*\{[^{}]*\}
    | (?P<accent>\\(?:["'`^~=.]|[Hvucdbrkt](?![A-Za-z]))\s*(?:\{\s*\\?[^\W\d_]{1,2}\s*\}|\\[ij](?![A-Za-z])|[^\W\d_]))
    | \\(?P<name>[A-Za-z]+)\*?(?:(?=\s*\{[^}])|\s*(?:\{\})?)
    | \\\((?P<inline>.+?)\\\)
    | \$\s*(?P<relation>[<>=+]|\\(?!text)[A-Za-z]+)\s*\$
    | \\(?P<char>.)
    | \$(?!\s)(?P<formula>(?:\\.|[^$\\])+?)(?<!\s)\$(?!\d)
    | (?P<bare>[%&\#$])
    | (?P<turned>[?!])`""",
    re.VERBOSE | re.DOTALL,
)

_ACCENT = r"""\\(?:["'`^~=.]|[Hvucdbrkt](?![A-Za-z]))\s*"""
_INNER = rf"{_ACCENT}(?:\{{[^\W\d_]\}}|[^\W\d_])"
INNER_ACCENT = re.compile(rf"({_ACCENT}\{{\s*)(?:\{{({_INNER})\}}|({_INNER}))(?=\s*\}})|((?<!\\){_ACCENT})({_INNER})")

# Marks below a letter that have no sign of their own in LaTeX.
BELOW = {"textcommabelow": "\u0326", "cb": "\u0326", "textogonekcentered": "\u0328", "textsubdot": "\u0323"}
MARKED = re.compile(rf"\\({'|'.join(BELOW)})(?:\s*\{{([^\W\d_])\}}|\s+([^\W\d_]))")

# All but letters, digits and signs of money.
UNREAD = re.compile(
    r"[^\w$\xa2-\xa5\u058f\u060b\u07fe\u07ff\u09f2\u09f3\u09fb\u0af1\u0bf9\u0e3f\u17db\u20a0-\u20c0\ua838\ufdfc\ufe69\uff04"
    r"\uffe0\uffe1\uffe5\uffe6\U00011fdd-\U00011fe0\U0001e2ff\U0001ecb0]|_"
)

# Stands after a sign until the space that LaTeX swallows there is gone.
SWALLOWED = "\0"

_decoder = LatexNodes2Text(keep_comments=True)


class Cleaned(NamedTuple):
    """A field that pandoc reads whole."""

    text: str
    unknown: tuple[str, ...]  # commands that nothing is known of; their arguments are kept


@lru_cache(maxsize=65536)
def clean(value: str) -> Cleaned:
    """A field's LaTeX in the form that pandoc reads."""
    if not re.search(r"[\\$%&#\"“'`]", value):
        return Cleaned(value, ())
    unknown: list[str] = []
    text = TOKEN.sub(lambda token: _piece(token, unknown), _quotes(_one_accent(value)))
    text = re.sub(SWALLOWED + r"\s*", "", text)
    # {\"u} is one letter, and no word in braces that keeps its capitals.
    return Cleaned(re.sub(r"\{([^\W\d_\x00-\x7f])\}", r"\1", text), tuple(dict.fromkeys(unknown)))


def written(text: str) -> str:
    """Plain text as LaTeX that says the same. A brace is written as a command, for BibTeX counts it in any other form."""
    return re.sub(r"[\\{}~^%&#$_]|-(?=-)", lambda sign: COMMANDS.get(sign[0], f"\\{sign[0]}"), text)


def letters(text: str) -> str:
    """What of a text or of cleaned LaTeX a reader must find again: letters, digits and signs of money."""
    text = re.sub(r"\\href\s*\{[^{}]*\}|\\[A-Za-z]+\*?", " ", text)
    return UNREAD.sub("", text.casefold())


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """LaTeX as its words, with accents on their letters and without braces."""
    text = clean(text).text
    return re.sub(r"[{}]", "", _unicode(text, text) if "\\" in text else text)


def _one_accent(value: str) -> str:
    """A letter with two accents, of which the inner one is the letter's already: \\~{\\^e} and \\~\\^e as \\~{ê}."""
    value = MARKED.sub(lambda found: unicodedata.normalize("NFC", (found[2] or found[3]) + BELOW[found[1]]), value)
    return INNER_ACCENT.sub(
        lambda found: (found[1] or found[4]) + _unicode(found[2] or found[3] or found[5]).strip(), value
    )


def _piece(token: re.Match[str], unknown: list[str]) -> str:
    kind = token.lastgroup
    if kind == "target":
        return token[0] if token["link"] == "href" else rf"\url{{{token['target']}}}"
    if kind == "accent":
        letter = _unicode(token[0]).strip()
        unknown += [] if letter else [token[0][1:]]
        return letter
    if kind == "name":
        return _command(token, unknown)
    if kind == "char":
        return _escaped(token["char"])
    if kind in {"inline", "relation"}:
        return in_words(token[kind])
    if kind == "formula":
        return _formula(token["formula"], unknown)
    if kind == "turned":
        return "¿" if token["turned"] == "?" else "¡"
    return "" if kind == "silent" else "\\" + token[0]


def _command(token: re.Match[str], unknown: list[str]) -> str:
    name = token["name"]
    if name in SIGNS:
        before = token.string[: token.start()]
        return SIGNS[name] + ("" if before.endswith(" ") or token[0].endswith("}") else SWALLOWED)
    if name in BARE:
        return ""
    if name in READ:
        return token[0]
    sign = _unicode(rf"\{name}{{}}").strip()
    if sign and len(sign) <= 2:
        return sign
    unknown.append(name)
    return "" if token.string[token.end() :].lstrip().startswith("{") else rf"\textbackslash{{}}{name} "


def _formula(formula: str, unknown: list[str]) -> str:
    if is_formula(formula):
        return in_words(formula)
    rest = clean(formula + "$")
    unknown += rest.unknown
    return r"\$" + rest.text


def _escaped(char: str) -> str:
    if char in "/-@()[]":
        return ""  # where a word may break, or where a formula begins: no sign
    if char in ",;:! \n\\":
        return " "
    return {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}.get(char, "\\" + char if char in "%&#$_{}" else char)


def is_formula(text: str) -> bool:
    """Whether what stands between two dollar signs is mathematics, and not the words between two sums of money."""
    return bool(re.search(r"[\\^_{]", text) or (" " not in text and not re.match(r"\d+\D", text)))


def in_words(formula: str) -> str:
    """A formula as text: CO_2 with the 2 below the line, \\alpha as the letter."""
    out: list[str] = []
    formula = re.sub(r"\\(?:mbox|mathrm|text|mathit|hbox)\s*\{([^{}]*)\}", r"\1", formula)
    for part in re.split(r"([_^](?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\[A-Za-z]+|.))", formula):
        if part[:1] in {"_", "^"} and len(part) > 1:
            command = "textsubscript" if part[0] == "_" else "textsuperscript"
            inner = part[2:-1] if part[1] == "{" else part[1:]
            out.append(rf"\{command}{{{_decoded(inner)}}}")
        else:
            out.append(_decoded(part))
    return "".join(out)


def _decoded(text: str) -> str:
    text = re.sub(r"\\[,;:!]", " ", text)
    return re.sub(r"([%&#$_{}])", r"\\\1", _unicode(text, text) if text else "")


def _unicode(text: str, otherwise: str = "") -> str:
    """LaTeX as the letters that it stands for, or what to take for a command whose argument is missing."""
    try:
        return str(_decoder.latex_to_text(text))
    except (IndexError, AttributeError, ValueError):
        return otherwise


def _quotes(value: str) -> str:
    """Quotation marks in pairs as LaTeX has them, so that a style may set inner ones for outer ones."""
    value = re.sub(r"\{(``|\'\'|[“”‘’])\}", r"\1", value)
    value = NAMED_QUOTE.sub(lambda found: NAMED_QUOTES[found[1] or found[2]], value)
    value = re.sub(
        r'\{"([^{}"]*)\}', r'"{\1}', re.sub(r'\{([^{}"]*[^{}"\\])"\}', r'{\1}"', value)
    )  # Zotero's {"Two} {words"}
    value = re.sub(r'(?<!\\)"((?:[^"\\{}]|\{[^"\\{}]*\})*)"', r"``\1''", value)
    value = re.sub("“([^“”]*)”", r"``\1''", value)
    return re.sub(r"(?<![\w'`\\])'(?=\w)([^'`{}\\]*\w[.,!?]?)'(?![\w'])", r"`\1'", value)
