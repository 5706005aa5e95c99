"""What a source can be: its kind, its grade, its language. An editor who needs another adds it here."""

KINDS = (
    "news agency", "newspaper", "broadcaster", "state media", "think tank", "official", "company",
    "international organisation", "academic", "trade press", "reference work", "aggregator", "blog",
)  # fmt: skip

GRADES = {
    "A": "official, or an original outlet reading official data",
    "B": "reputable, second-hand",
    "C": "weak: a repost, an aggregator or a blog",
}

# BibLaTeX's langid -> the code that HTML wants.
LANGUAGES = {
    "english": "en", "russian": "ru", "hindi": "hi", "armenian": "hy", "french": "fr", "spanish": "es", "german": "de",
    "greek": "el", "arabic": "ar", "portuguese": "pt", "azerbaijani": "az", "bulgarian": "bg", "ukrainian": "uk",
    "indonesian": "id", "persian": "fa", "italian": "it", "marathi": "mr", "turkish": "tr", "georgian": "ka",
    "bengali": "bn", "gujarati": "gu", "chinese": "zh", "japanese": "ja", "vietnamese": "vi", "polish": "pl",
}  # fmt: skip
