"""The languages of works: babel's and polyglossia's names, English names and codes of BCP 47."""

import re
from functools import lru_cache
from typing import NamedTuple

# Code -> English name, and the other names that babel, polyglossia and exports have for it.
TABLE = """
af Afrikaans | am Amharic | ar Arabic العربية | az Azerbaijani azeri | be Belarusian | bg Bulgarian | bn Bengali | bs Bosnian
br Breton | ca Catalan | cs Czech čeština | cy Welsh | da Danish dansk | dsb Lower-Sorbian lowersorbian
de German ngerman austrian naustrian swissgerman nswissgerman deutsch germanb allemand | el Greek polutonikogreek
en English american british usenglish ukenglish canadian australian newzealand anglais englisch inglés | eo Esperanto
es Spanish spanishmx castilian español espagnol spanisch | et Estonian | eu Basque | fa Persian farsi
fi Finnish | fr French francais frenchb acadian canadien français französisch | fur Friulian friulan | ga Irish | gd Scottish-Gaelic scottish | gl Galician
gu Gujarati | he Hebrew | hi Hindi | hr Croatian | hsb Upper-Sorbian uppersorbian | hu Hungarian magyar | hy Armenian | ia Interlingua | id Indonesian bahasa bahasai indon
is Icelandic | it Italian italiano | ja Japanese 日本語 | ka Georgian | kk Kazakh | km Khmer | kn Kannada | ko Korean 한국어 | ky Kyrgyz | la Latin latein
lo Lao | lt Lithuanian | lv Latvian | mk Macedonian | ml Malayalam | mn Mongolian | mr Marathi | ms Malay bahasam | my Burmese
nb Bokmål norwegianbokmal | no Norwegian norsk | ne Nepali | nl Dutch nederlands flemish | nn Nynorsk norwegiannynorsk | pa Punjabi | pl Polish polski | ps Pashto
pt Portuguese portuges brazil brazilian português | rm Romansh romansch | ro Romanian | ru Russian русский | se Northern-Sami samin | si Sinhala | sk Slovak
sl Slovenian slovene | sq Albanian | sr Serbian serbianc | sv Swedish svenska | sw Swahili | ta Tamil | te Telugu | tg Tajik
th Thai thaicjk | tk Turkmen | tr Turkish türkçe | uk Ukrainian українська | ur Urdu | uz Uzbek | vi Vietnamese | yi Yiddish
zh Chinese mandarin pinyin 中文 汉语 漢語 | zu Zulu | und Unknown | mul Several
"""

VARIANTS = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA",
    "australian": "en-AU", "newzealand": "en-NZ", "austrian": "de-AT", "naustrian": "de-AT", "swissgerman": "de-CH",
    "nswissgerman": "de-CH", "brazil": "pt-BR", "brazilian": "pt-BR", "canadien": "fr-CA", "acadian": "fr-CA",
}  # fmt: skip

# Scripts, as babel's names of languages have them: chinese-traditional, serbian-cyrillic.
WRITTEN = {
    "simplified": "Hans",
    "hans": "Hans",
    "traditional": "Hant",
    "hant": "Hant",
    "latin": "Latn",
    "cyrillic": "Cyrl",
}

# Three-letter codes that library catalogues export.
LONG = {
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "rus": "ru", "chi": "zh", "zho": "zh",
    "jpn": "ja", "ara": "ar", "por": "pt", "ita": "it", "nld": "nl", "dut": "nl", "tur": "tr", "pol": "pl", "ukr": "uk",
    "per": "fa", "fas": "fa", "kor": "ko", "hin": "hi", "gre": "el", "ell": "el", "swe": "sv", "heb": "he", "cze": "cs",
}  # fmt: skip

NAMES: dict[str, str] = {}  # code -> English name
CODES: dict[str, str] = dict(LONG)  # any name, in lower case -> code
for _entry in re.split(r"[|\n]", TABLE):
    if _entry.strip():
        _code, _name, *_others = _entry.split()
        NAMES[_code] = _name.replace("-", " ")
        CODES |= dict.fromkeys([_code, _name.lower(), *_others], _code)

SCRIPTS = (
    ("ar", "[\u0600-\u06ff]"), ("he", "[\u0590-\u05ff]"), ("ja", "[\u3040-\u30ff]"), ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"), ("ka", "[\u10a0-\u10ff]"), ("hy", "[\u0530-\u058f]"), ("hi", "[\u0900-\u097f]"),
    ("el", "[\u0370-\u03ff]"), ("th", "[\u0e00-\u0e7f]"), ("ru", "[\u0400-\u04ff]"), ("am", "[\u1200-\u139f]"),
    ("bn", "[\u0980-\u09ff]"), ("pa", "[\u0a00-\u0a7f]"), ("gu", "[\u0a80-\u0aff]"), ("ta", "[\u0b80-\u0bff]"),
    ("te", "[\u0c00-\u0c7f]"), ("kn", "[\u0c80-\u0cff]"), ("ml", "[\u0d00-\u0d7f]"), ("si", "[\u0d80-\u0dff]"),
    ("lo", "[\u0e80-\u0eff]"), ("my", "[\u1000-\u109f]"), ("km", "[\u1780-\u17ff]"),
)  # fmt: skip


class Language(NamedTuple):
    """The language of a work."""

    code: str  # BCP 47
    name: str  # in English


@lru_cache(maxsize=256)
def read(written: str) -> Language | None:
    """A language by any of its names; None if it is unknown."""
    word = re.sub(r"[{}\\]", "", written).strip().lower().replace("_", "-").removeprefix("lang")
    word = re.split(r"\s+and\s+|[,;/]", word)[0].strip()
    variant = VARIANTS.get(word.replace(" ", ""))
    code = CODES.get(word) or CODES.get(word.replace(" ", ""))
    if code:
        return Language(variant or code, NAMES.get(code, code))
    base, _, rest = word.partition("-")
    base = LONG.get(base, base)
    if base in NAMES and re.fullmatch(r"[a-z\d]{2,8}(-[a-z\d]{2,8})*", rest):
        parts = [
            part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest.split("-")
        ]
        return Language("-".join([base, *parts]), NAMES[base])
    return _of_words(re.split(r"[\s()-]+", word.strip(" ()")))


def _of_words(words: list[str]) -> Language | None:
    """A language by a name with that of its script, its country or its region: Simplified Chinese, german-austria."""
    code = CODES.get(words[0]) if len(words[0]) > 3 else None
    code = code or (CODES.get(words[-1]) if len(words[-1]) > 3 else None)
    if not code or len(words) == 1:
        return None
    script = next((WRITTEN[one] for one in words if one in WRITTEN), "")
    variant = next((VARIANTS[one] for one in words if VARIANTS.get(one, "").startswith(f"{code}-")), code)
    return Language(f"{code}-{script}" if script else variant, NAMES[code])


@lru_cache(maxsize=65536)
def of_script(text: str) -> str:
    """The code of the language that a script most likely belongs to; empty for Latin letters."""
    letters = sum(char.isalpha() for char in text)
    if (
        re.search("[\u3041-\u3096\u30a1-\u30fa]", text)
        and len(re.findall("[\u3040-\u30ff\u4e00-\u9fff]", text)) * 2 > letters
    ):
        return "ja"  # whatever else is in Chinese characters
    for code, pattern in SCRIPTS:
        if letters and len(re.findall(pattern, text)) * 2 > letters:
            return code
    return ""


def is_right_to_left(text: str) -> bool:
    """Whether any letter of a text is written from right to left."""
    return bool(re.search("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", text))
