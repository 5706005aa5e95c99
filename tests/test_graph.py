"""The data of all pages as one graph, read by rdflib: schema.org's words, our shapes (SHACL), and questions to the whole."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from annotated_brief.content.verdicts import STANCES, VERDICTS
from annotated_brief.edition import Edition
from pyshacl import validate
from rdflib import RDF, SDO, Graph, Literal, URIRef
from rdflib.collection import Collection

SHAPES = Path(__file__).with_name("shapes.ttl")
ROOT = "https://edition.example/"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
# What schema.org's own context says of the terms that we use.
CONTEXT = {
    "@vocab": str(SDO), "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"},
    "datePublished": {"@type": f"{XSD}date"},
}  # fmt: skip
# And the Web Annotation's of its own (http://www.w3.org/ns/anno.jsonld).
ANNOTATIONS: dict[str, Any] = {
    "id": "@id", "type": "@type",
    "AnnotationCollection": f"{AS}OrderedCollection", "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Organization": f"{AS}Organization",
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
def graph(site: Path) -> Graph:
    """What the pages of the edition and of its claims say, each read from its own address."""
    found = Graph()
    for path in [*site.glob("*/index.html"), site / "index.html", *site.glob("claims/*/index.html")]:
        for text in lxml.html.parse(str(path)).getroot().xpath("//script[@type='application/ld+json']/text()"):
            data = json.loads(text)
            assert data["@context"] == "https://schema.org"
            address = f"{ROOT}{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
            found.parse(data=json.dumps(data | {"@context": CONTEXT}), format="json-ld", base=address)
    return found


def test_every_word_is_one_of_schema_org(graph: Graph) -> None:
    used = {term for _, term, _ in graph} | set(graph.objects(None, RDF.type))
    ours = {str(term).removeprefix(str(SDO)) for term in used if str(term).startswith(str(SDO))}
    assert {name for name in ours if name not in SDO} == set()
    assert {term for term in used if not str(term).startswith(str(SDO))} == {RDF.type}


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


def test_the_graph_knows_what_one_house_supports_alone(graph: Graph, edition: Edition) -> None:
    """Asked of the pages and of the ledger, for every house."""
    houses: dict[str, set[str]] = defaultdict(set)
    for claim in edition.claims.values():
        found = {edition.sources[one.source].publisher for one in claim.evidence if one.stance == "supports"}
        if len(found) == 1:
            houses[found.pop()].add(claim.id)
    assert houses.get("TASS")
    for house in ("TASS", *sorted(houses)[:5], "Nobody"):
        answer = graph.query(ALONE, initNs={"schema": SDO}, initBindings={"house": Literal(house)})
        assert {str(row[0]) for row in answer} == houses.get(house, set()), house


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
