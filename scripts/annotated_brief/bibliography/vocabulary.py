"""The kinds and the grades of sources. An editor who needs another adds it here."""

KINDS = (
    "news agency", "newspaper", "broadcaster", "state media", "think tank", "official", "company",
    "international organisation", "non-governmental organisation", "court", "academic", "trade press",
    "reference work", "aggregator", "blog",
)  # fmt: skip

GRADES = {
    "A": "official, or an original outlet reading official data",
    "B": "reputable, second-hand",
    "C": "weak: a repost, an aggregator or a blog",
}
