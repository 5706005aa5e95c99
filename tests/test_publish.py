"""What a published site has besides its pages, at a domain's root, under a path, and without an address."""

import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import briefs
import brotli
import lxml.etree
import lxml.html
import pytest
import test_markdown_copies as copies
import yaml
from annotated_brief import edition as editions
from annotated_brief.content.verdicts import TINTS
from annotated_brief.core import asset_hashing
from annotated_brief.core.paths import Paths, default
from annotated_brief.core.site import Site
from annotated_brief.downloads import card_cache, publish, social_cards, typesetting
from annotated_brief.edition import Edition
from annotated_brief.figures import palette
from annotated_brief.metadata import postprocess
from annotated_brief.metadata.linked_data import LICENCE
from annotated_brief.metadata.signposting import FORMS
from annotated_brief.pages import figure_pages
from conftest import serve
from PIL import Image
from signposting import Signposting, find_signposting_html, find_signposting_linkset

ADDRESS = "https://example.org/a/brief/"


@pytest.fixture(scope="module")
def under_a_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample brief as it is published at an address."""
    root = tmp_path_factory.mktemp("published") / "brief"
    briefs.copy(root)
    publish.build(briefs.Paths(root), root / "site", is_published=True, site_url=ADDRESS)
    return root / "site"


def pages(site: Path) -> list[Path]:
    return [path for path in site.rglob("*.html") if path.name != "404.html"]


def test_canonical_addresses_come_from_one_setting(under_a_path: Path, site: Path) -> None:
    for path in pages(under_a_path):
        address = urljoin(ADDRESS, path.relative_to(under_a_path).as_posix().removesuffix("index.html"))
        page = lxml.html.document_fromstring(path.read_bytes())
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == [address], path
    assert b'rel="canonical"' not in (site / "index.html").read_bytes()


def test_no_page_needs_to_know_where_it_is(under_a_path: Path) -> None:
    """Every address of the site's own is relative, but for the page that is shown at any depth."""
    for path in pages(under_a_path):
        for element, attribute, link, _ in lxml.html.document_fromstring(path.read_bytes()).iterlinks():
            if element.get("rel") != "canonical" and attribute in {"href", "src"}:
                assert not link.startswith("/"), f"{path}: {link}"


def test_the_page_for_what_is_missing_works_at_any_depth(under_a_path: Path, site: Path) -> None:
    for folder, root in ((under_a_path, "/a/brief/"), (site, "/")):
        page = lxml.html.document_fromstring((folder / "404.html").read_bytes())
        links = [link for _, _, link, _ in page.iterlinks() if not re.match(r"#|\w+:", link)]
        assert links
        assert [link for link in links if not link.startswith(root)] == []
        missing = [link for link in links if not (folder / link.removeprefix(root)).exists()]
        assert [link for link in missing if "brief" not in link.rpartition("/")[2]] == []


def test_the_map_has_every_page_and_no_other(under_a_path: Path) -> None:
    found = lxml.etree.parse(under_a_path / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    indexed = {
        urljoin(ADDRESS, path.relative_to(under_a_path).as_posix().removesuffix("index.html"))
        for path in pages(under_a_path)
        if b'content="noindex"' not in path.read_bytes()
    }
    assert set(found) == indexed
    assert len(found) == len(indexed)
    assert f"{ADDRESS}print/" not in found
    assert (
        gzip.decompress((under_a_path / "sitemap.xml.gz").read_bytes()) == (under_a_path / "sitemap.xml").read_bytes()
    )


def test_robots_are_told_of_the_map_where_there_is_one(under_a_path: Path, site: Path) -> None:
    read = RobotFileParser()
    read.parse((under_a_path / "robots.txt").read_text("utf-8").splitlines())
    assert read.site_maps() == [f"{ADDRESS}sitemap.xml"] and read.can_fetch("*", f"{ADDRESS}claims/c001/")
    assert "Sitemap" not in (site / "robots.txt").read_text("utf-8")
    assert not (site / "sitemap.xml").exists()


def signs(found: Signposting) -> set[tuple[str, str, str]]:
    """What is said of a page: how the other end stands to it, where that is, its media type."""
    of_page = [one for one in found.signposts if one.context in {None, found.context}]
    return {(str(one.rel), str(one.target), str(one.type or "")) for one in of_page}


def test_linkset_and_pages_are_read_by_a_reader_of_signposts(under_a_path: Path) -> None:
    """Every kind of page says in its head what the linkset says of it, and whatever belongs to the edition says so too."""
    server, at = serve(under_a_path)
    read = find_signposting_linkset(f"{at}/linkset.json")
    kinds = {"", "about/", "claims/c001/", *(f"{one.parent.relative_to(under_a_path)}/" for one in
             (next(under_a_path.glob(f"{kind}/*/index.html")) for kind in ("references", "outlets")))}  # fmt: skip
    heads = {name: find_signposting_html(f"{at}/{name}") for name in sorted(kinds)}
    server.shutdown()
    whole = read.for_context(ADDRESS)
    for name, head in heads.items():
        found, said = signs(read.for_context(ADDRESS + name)), signs(head)
        assert {rel for rel, _, _ in said} >= {"cite-as", "author", "license", "type", "describedby", "linkset"}, name
        here = {one for one in found if one[0] != "item" and one[2] != "text/markdown"}
        assert {one for one in said if one[0] not in {"linkset", "item"} and one[0] != "alternate"} == here, name
        assert ("cite-as", ADDRESS + name, "") in here and ("license", LICENCE, "") in here
        assert ("linkset", f"{ADDRESS}linkset.json", "application/linkset+json") in said
    items = {str(one.target) for one in whole.items}
    assert items >= {ADDRESS + name for name in heads if name}
    for item in items:
        assert read.for_context(item).collection.target == ADDRESS, item
    for one in json.loads((under_a_path / "linkset.json").read_text("utf-8"))["linkset"]:
        for link in [link for rel in ("item", "describedby", "alternate") for link in one.get(rel, [])]:
            place = under_a_path / link["href"].removeprefix(ADDRESS)
            assert place.is_file() or (place / "index.html").is_file() or place.name in FORMS, link
    headers = (under_a_path / "_headers").read_text("utf-8")
    assert f'Link: <{ADDRESS}linkset.json>; rel="linkset"; type="application/linkset+json"' in headers


def test_the_copies_of_another_brief_have_its_verdicts_and_whole_addresses(under_a_path: Path) -> None:
    loaded, _ = editions.load(Paths(under_a_path.parent))
    copies.test_in_every_four_sentences_each_claim_has_its_verdict_date_and_address(under_a_path, loaded)
    for path in under_a_path.rglob("*.md"):
        for href in copies.links(copies.read(path.read_text("utf-8"))):
            place = under_a_path / re.split("[?#]", href.removeprefix(ADDRESS))[0]
            assert not href.startswith(ADDRESS) or place.is_file() or (place / "index.html").is_file(), (
                f"{path}: {href}"
            )
            assert re.match("https://|http://|mailto:", href), f"{path}: {href}"


FOR_PROGRAMS = re.compile(
    r'<script type="application/ld\+json">.*?</script>|<link rel="(?:cite-as|author|license|type|describedby|collection|item|linkset)"[^>]*>'
    r'|<link rel="alternate" type="text/markdown"[^>]*>| data-(?:version|original)(?:url|date)="[^"]*"',
    re.DOTALL,
)


def test_what_programs_read_adds_less_than_two_kilobytes_to_a_page(under_a_path: Path, site: Path) -> None:
    """As it is sent; the sample has all of it, this edition the claims with the most evidence."""
    for path in [*pages(under_a_path), *site.glob("claims/*/index.html")]:
        text = path.read_text("utf-8")
        cost = len(gzip.compress(text.encode(), 9)) - len(gzip.compress(FOR_PROGRAMS.sub("", text).encode(), 9))
        assert cost < 2000, f"{path}: {cost}"


@pytest.mark.parametrize("root", [ADDRESS, ""])
def test_every_page_has_a_card_and_names_it(under_a_path: Path, site: Path, root: str) -> None:
    """In a plain build without an address too, where the card is named from the page."""
    folder = under_a_path if root else site
    for path in pages(folder):
        found = re.findall(r'property="?og:image"? content="?([^">\s]+)', path.read_text("utf-8"))
        if b'http-equiv="refresh"' not in path.read_bytes() and "print" not in path.parts:
            assert len(found) == 1, path
            assert (folder / found[0].removeprefix(root) if root else path.parent / found[0]).exists(), path
            assert "summary_large_image" in path.read_text("utf-8")
            is_claim = path.parent.parent == folder / "claims"
            assert found[0].endswith(f"/claims-{path.parent.name}.png") == is_claim, path
            is_source = path.parent.parent == folder / "references" and not path.parent.name.startswith("_")
            assert not is_source or found[0].endswith(f"/references-{path.parent.name}.png"), path
        elif path.parent.parent == folder / "figures":  # leads on to where the figure stands
            assert found[0].endswith(f"/figures-{path.parent.name}.png"), path
    assert len(list(folder.glob("assets/cards/claims-*.png"))) > 1
    assert all(path.stat().st_size < 60_000 for path in folder.glob("assets/cards/*.png"))
    assert all(path.stat().st_size < 30_000 for path in folder.glob("assets/cards/references-*.png"))


def test_the_card_of_a_page_shows_its_first_figure(edition: Edition) -> None:
    card = next(card for card in social_cards.cards(edition) if card.figure == "trade")
    drawings = figure_pages.exports(edition)
    shown = Image.open(io.BytesIO(social_cards.draw(card, edition, drawings))).convert("RGB")
    blue = bytes.fromhex(palette.BLUE.light[1:])
    assert any(sum(abs(a - b) for a, b in zip(colour, blue, strict=True)) < 24 for _, colour in shown.getcolors() or [])
    assert social_cards.draw(card, edition, {})  # a figure whose script is faulty has no drawing


def test_a_card_is_drawn_the_same_each_time(edition: Edition) -> None:
    card = next(iter(social_cards.cards(edition)))
    one = social_cards.draw(card, edition, {})
    assert one == social_cards.draw(card, edition, {})
    image = Image.open(io.BytesIO(one))
    assert image.size == (1200, 630)
    assert len(one) < 60_000


def test_the_card_of_a_claim_has_the_colour_of_its_verdict(edition: Edition) -> None:
    for card in [card for card in social_cards.claims(edition) if card.file[-6:-3] in ("018", "047", "109")]:
        data = social_cards.draw(card, edition, {})
        colours = Image.open(io.BytesIO(data)).convert("RGB").getcolors() or []
        assert card.verdict
        known = {tint.light: tuple(bytes.fromhex(tint.light[1:])) for tint in TINTS.values()}
        found = {light for light, colour in known.items() if colour in {one for _, one in colours}}
        assert found == {TINTS[card.verdict.colour].light}
        assert len(data) < 60_000


def test_a_card_says_whole_sentences(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """What there is no room for is left out; no sentence breaks off."""
    said: list[str] = []
    wrap = typesetting._wrap
    monkeypatch.setattr(typesetting, "_wrap", lambda text, *how: said.append(text) or wrap(text, *how))
    finding = "The first stands, says Dr. Reddy. " + "The second is long. " * 40
    social_cards.draw(social_cards.Card("index.md", "Kicker", "Title", finding), edition, {})
    shown = next(text for text in reversed(said) if "Reddy" in text)
    assert shown.startswith("The first stands, says Dr. Reddy. The second is long.")
    assert shown.endswith("is long.") and len(shown) < len(finding)


def test_a_card_takes_a_title_of_any_length_and_script(edition: Edition) -> None:
    for title in ("", "x" * 300, "word " * 400, "Москва и Нью-Дели", "ā ł ő", "印度投了棄權票" * 9, "בעד ונגד"):
        assert social_cards.draw(social_cards.Card("index.md", "Kicker", title, title), edition, {})


def test_a_card_joins_the_letters_of_arabic_and_sets_hebrew_from_the_right() -> None:
    """A joined word is narrower than its letters; the first letter of a Hebrew word stands on the right."""
    face = typesetting.Face("serif", 400, 40)
    word = "الهند"
    alone = sum(typesetting._stamp(letter, face).advance for letter in word)
    assert typesetting._advance(word, face) < 0.8 * alone
    shape = Image.new("L", (400, 60))
    typesetting._stamp_line(shape, "ליייי", (20, 50), face)  # the first is the taller
    shape = shape.crop(shape.getbbox())
    width, height = shape.size
    tops = [
        box[1] for left in (0, width * 2 // 3) if (box := shape.crop((left, 0, left + width // 3, height)).getbbox())
    ]
    assert tops[1] < tops[0]


def test_a_card_is_drawn_again_only_when_what_it_is_drawn_from_changes(tmp_path: Path) -> None:
    drawn: list[str] = []

    def made(**cards: str) -> dict[str, bytes]:
        drawn.clear()
        parts = {name: (text,) for name, text in cards.items()}
        return card_cache.all_of(tmp_path / "new", parts, lambda name: drawn.append(name) or cards[name].encode())

    assert made(one="a", two="b") == {"one": b"a", "two": b"b"} and drawn == ["one", "two"]
    assert made(one="a", two="c") == {"one": b"a", "two": b"c"} and drawn == ["two"]
    with zipfile.ZipFile(tmp_path / "new" / card_cache.NAME) as kept:
        assert len(kept.namelist()) == 2  # what is not wanted any more is dropped
    (tmp_path / "new" / card_cache.NAME).write_bytes(b"not whole")
    assert made(one="a", two="c") and drawn == ["one", "two"]


def test_no_line_of_a_card_is_wider_than_its_room() -> None:
    face = typesetting.Face("serif", 600, 44)
    for text in ("印度投了棄權票，中國也投了棄權票" * 4, "x" * 200, "words that fit and " + "y" * 90):
        lines = list(typesetting._wrap(text, face, 600))
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(sum(typesetting._stamp(letter, face).advance for letter in line) <= 600 for line in lines)


def loaded(site: Path) -> Iterator[tuple[Path, str]]:
    """Every file of assets/ that a page or a style sheet loads: where it is named, and its address from the root. The
    picture that a page has for sharing is loaded by others, who keep its address."""
    for path in site.rglob("*.html"):
        for address in re.findall(r'(?<! content)="(?:[^"\s]*/)?(assets/[^"\s]+)"', path.read_text("utf-8")):
            yield path, address
    for path in site.rglob("assets/stylesheets/*.css"):
        yield from ((path, f"assets/{name}") for name in re.findall(r'url\("\.\./([^"]+)', path.read_text("utf-8")))


def test_what_pages_load_is_named_by_what_it_holds(site: Path) -> None:
    found = {address for _, address in loaded(site)}
    assert {Path(address).suffix for address in found} >= {".css", ".js", ".woff2"}
    for address in found:
        digest = hashlib.sha256((site / address).read_bytes()).hexdigest()[:8]
        assert re.search(rf"\.{digest}\.\w+$", address), address


def test_a_file_that_changes_gets_another_name(tmp_path: Path) -> None:
    names = set()
    for font in (b"one", b"other"):
        folder = tmp_path / font.decode() / "assets"
        for name in ("fonts", "stylesheets"):
            (folder / name).mkdir(parents=True)
        (folder / "fonts" / "a.woff2").write_bytes(font)
        (folder / "stylesheets" / "b.css").write_text('@font-face { src: url("../fonts/a.woff2"); }', "utf-8")
        page = folder.parent / "index.html"
        page.write_text('<link href="../assets/stylesheets/b.css"><p>assets/stylesheets/b.css</p>', "utf-8")
        asset_hashing.write(folder.parent)
        names |= {path.name for path in folder.rglob("*.*")}
        text = page.read_text("utf-8")
        assert "<p>assets/stylesheets/b.css</p>" in text  # words are left alone
        assert (folder.parent / re.findall(r'href="../([^"]+)', text)[0]).is_file()
    assert len(names) == 4
    assert {asset_hashing.NAMED.sub("", name) for name in names} == {"a.woff2", "b.css"}


def test_what_only_the_source_says_is_not_sent(tmp_path: Path) -> None:
    texts = {
        "stylesheets/a.css": "/*! A licence. */\n/* Why,\n   at length. */\na {\n  b: calc(1px + 2px); /* here */\n}\n",
        "javascripts/a.js": "/*! A licence. */\n/* Why. */\n  f(`\n    kept ${a  ?? /* not me */ b}`);\n  // Here.\n  g();\n",
    }
    own = "/* An editor's. */\n  const asks = text => /a  b/.test(text);\n"  # which no program may take for a division
    for name, text in (texts | {"javascripts/own.js": own}).items():
        (tmp_path / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "assets" / name).write_text(text, "utf-8")
    asset_hashing.write(tmp_path, {f"assets/{name}" for name in texts})
    assert next(tmp_path.glob("assets/*/own.*.js")).read_text("utf-8") == own
    sheet, script = ((next(tmp_path.glob(f"assets/*/a.*.{kind}"))).read_text("utf-8") for kind in ("css", "js"))
    assert sheet == "/*! A licence. */\na {\nb: calc(1px + 2px); /* here */\n}\n"
    assert script == "/*! A licence. */f(`\n    kept ${a  ?? /* not me */ b}`);g();"


@pytest.mark.parametrize("kind", ["is_live", "is_partial"])
def test_names_stay_while_one_writes(
    tmp_path: Path, edition: Edition, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in (postprocess.webannotations, postprocess.frames, postprocess.single_page):
        monkeypatch.setattr(other, "write", lambda *_: None)
    sheet = tmp_path / "assets" / "stylesheets" / "brief.css"
    for site in (Site(**{kind: True}), Site()):
        sheet.parent.mkdir(parents=True, exist_ok=True)
        sheet.touch()
        postprocess.site(tmp_path, edition._replace(site=site))
        assert sheet.exists() == (site != Site())


def test_compressed_files_hold_what_their_files_hold(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>text</p>" * 500, "utf-8")
    (tmp_path / "small.css").write_text("a{}", "utf-8")
    (tmp_path / "font.woff2").write_bytes(b"x" * 5000)
    assert publish.compress(tmp_path) == 2
    data = (tmp_path / "page.html").read_bytes()
    first = (tmp_path / "page.html.gz").read_bytes()
    assert gzip.decompress(first) == data
    assert brotli.decompress((tmp_path / "page.html.br").read_bytes()) == data
    publish.compress(tmp_path)
    assert (tmp_path / "page.html.gz").read_bytes() == first


def test_version_and_date_are_on_every_page(site: Path, edition: Edition) -> None:
    for path in pages(site):
        text = path.read_text("utf-8")
        assert f"Version {edition.settings.version}, " in text or 'http-equiv="refresh"' in text, path


def test_the_workflow_names_actions_by_hash_and_asks_for_little() -> None:
    for path in (default().root / ".github" / "workflows").glob("*.yml"):
        text = path.read_text("utf-8")
        assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) for name in re.findall(r"uses: (\S+)", text))
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        writes = {
            name for job in workflow["jobs"].values() for name, kind in job["permissions"].items() if kind == "write"
        }
        assert writes <= {"pages", "id-token"}
        assert json.dumps(workflow).count("concurrency") >= 2


def test_what_is_taken_away_names_absolute_addresses(under_a_path: Path) -> None:
    for name in ("data/datapackage.json", "claims.csv", "claims.json", "references.bib", "references.ris", "feed.xml"):
        text = (under_a_path / name).read_text("utf-8")
        assert '"../' not in text and '"./' not in text and "(../" not in text, name
    for name in ("claims.json", "data/datapackage.json"):
        assert f'"{ADDRESS}' in (under_a_path / name).read_text("utf-8"), name
