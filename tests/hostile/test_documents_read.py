"""Documents and pages can be anything: they are read, or refused in one sentence; nothing in them is fetched or run."""

from __future__ import annotations

import socket
import zipfile
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest

from collate.errors import CollateError
from collate.witnesses.readers.documents import archive
from tests.conftest import THOROUGH, in_time
from tests.witnesses.documents.making import docx, epub, odt, p, pdf, sources, text, zipped

LAUGHS = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 20}">' for k in range(1, 8))
BOMB = f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
SECONDS = 60 if THOROUGH else 10  # on a busy machine
EXTERNAL = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/footnotes" Target="http://127.0.0.1:9/notes.xml" TargetMode="External"/>'
    '<Relationship Id="r2" Type="http://x/styles" Target="../../../../etc/passwd"/></Relationships>'
)


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """The document with one more part, or with another in its place."""
    with zipfile.ZipFile(BytesIO(data)) as found:
        return zipped({one: found.read(one) for one in found.namelist()} | {name: content})


def encrypted(data: bytes) -> bytes:
    """The document with the sign of encryption on all its parts."""
    made = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(sign, at + 4)
    return bytes(made)


WORD = docx(p("text"))
# What is wrong, the file's name, the file, what is said.
REFUSED: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("a zip cut off", "a.docx", lambda: WORD[: len(WORD) // 2], "is damaged: it cannot be unpacked"),
    ("a part of another size", "a.docx", lambda: WORD.replace(b"PK\x03\x04", b"PK\x03\x05", 1), "a.docx: "),
    ("a bomb", "a.docx", lambda: docx(" " * 68_000_000), "unpacks to more than 64 MB"),
    ("many parts", "a.epub", lambda: zipped({f"{n}": "" for n in range(20_001 if THOROUGH else 201)}), " parts"),
    ("a password", "a.docx", lambda: encrypted(WORD), "is protected by a password"),
    ("a document without text", "a.docx", lambda: zipped({"word/x.xml": "<a/>"}), "is no Word document: it has no main"),
    ("a part that is no XML", "a.docx", lambda: docx("<w:p>"), "(word/document.xml):1:"),
    ("a billion laughs", "a.docx", lambda: with_part(WORD, "word/document.xml", BOMB + "<w>&l7;</w>"), "entities that mul"),
    ("an entity of a file", "a.odt",
     lambda: with_part(odt(""), "content.xml", '<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a>&e;</a>'), "not well-formed"),
    ("tables in tables", "a.docx", lambda: docx("<w:tbl><w:tr><w:tc>" * 2_000), "is nested more than 256 elements deep"),
    ("a book of nothing", "a.epub", lambda: zipped({"META-INF/container.xml": "<a/>"}), "is no EPUB: it names no package"),
    ("a book that is locked", "a.epub",
     lambda: with_part(epub({"a": "<p>x</p>"}), "META-INF/encryption.xml", '<e><CipherReference URI="in/a.xhtml"/></e>'),
     "is encrypted (DRM)"),
    ("elements in elements", "a.html", lambda: b"<div>" * 100_000, "is nested more than 256 elements deep"),
    ("groups in groups", "a.rtf", lambda: b"{\\rtf1" + b"{" * 100_000, "is nested more than 1,000 groups deep"),
    ("a PDF of nothing", "a.pdf", lambda: b"%PDF-1.7\n", "is a damaged PDF"),
    ("a PDF of 100,000 pages", "a.pdf", lambda: pdf(*[[]] * 6_000), "has more than 5,000 pages"),
    ("a PDF of letters without meaning", "a.pdf", lambda: pdf([(100, 500, 12, "\\001\\002\\003\\004" * 20)]), "a.pdf: "),
    ("PAGE of nothing", "a.xml", lambda: b"<PcGts/>", "is PAGE XML without a Page"),
    ("ALTO of nothing", "a.xml", lambda: b"<alto/>", "is ALTO without a Page"),
    ("ALTO that laughs", "a.xml", lambda: BOMB.replace("w [", "alto [").encode() + b"<alto>&l7;</alto>", "entities that multi"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "made", "said"), [pytest.param(*case[1:], id=case[0]) for case in REFUSED]
)  # fmt: skip
def test_it_is_refused_in_a_sentence(
    name: str, made: Callable[[], bytes], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names the file and what is wrong with it."""
    monkeypatch.setattr(archive, "MOST_PARTS", 20_000 if THOROUGH else 200)
    with pytest.raises(CollateError) as problem, in_time(SECONDS):
        sources(made(), name)
    assert said in str(problem.value)


def page_xml(inside: str) -> bytes:
    return f"<PcGts><Page>{inside}</Page></PcGts>".encode()


REGION = (
    "<TextRegion id='{0}'><Coords points='0,{0} 9,{0} 9,{0}'/><TextEquiv><Unicode>a</Unicode></TextEquiv></TextRegion>"
)
INITIAL = REGION.replace("<TextRegion", "<TextRegion type='drop-capital'")
ALTO_PAGE = "<Page><PrintSpace><TextBlock><TextLine><String CONTENT='a'/></TextLine></TextBlock></PrintSpace></Page>"
MANY = 100_000 if THOROUGH else 1_000
# What is large or strange, the file's name, the file: all of it is read, and soon.
READ: list[tuple[str, str, Callable[[], bytes]]] = [
    ("many pages of ALTO", "a.xml", f"<alto><Layout>{ALTO_PAGE * MANY}</Layout></alto>".encode),
    ("many regions", "a.xml", lambda: page_xml("".join(map(REGION.format, range(MANY, 0, -1))))),
    ("many drop capitals", "a.xml", lambda: page_xml(REGION.format(2) + "".join(map(INITIAL.format, range(1, MANY))))),
    ("a region in a region", "a.xml", lambda: page_xml("<TextRegion>" * 200 + REGION.format(1) + "</TextRegion>" * 200)),
    ("a reading order of itself", "a.xml",
     lambda: page_xml("<ReadingOrder>" + "<RegionRef regionRef='1'/>" * MANY + "</ReadingOrder>" + REGION.format(1))),
    ("many notes", "a.html",
     lambda: "".join(f"<p><a href='#n{n}'>[{n % 999}]</a>" for n in range(MANY)).encode() + b"<p id=n0>note" * MANY),
    ("many classes", "a.html",
     lambda: b"<style>" + b".a .b .c .d .e p{display:block}" * 400 + b"</style>" + b"<p class='a b c'>a" * MANY),
    ("many brackets", "a.md", lambda: b"[ @a " * MANY),
    ("many stars", "a.md", lambda: b"**a" * (MANY // 10)),
    ("a note that is called often", "a.docx",
     lambda: docx(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>' * MANY),
                  footnotes=f'<w:footnote w:id="2">{p("n" * 10_000)}</w:footnote>')),
    ("a chain of styles", "a.docx",
     lambda: docx(p(*["<w:r><w:rPr><w:rStyle w:val='s0'/></w:rPr><w:t>a</w:t></w:r>"] * MANY),
                  styles="".join(f"<w:style w:styleId='s{n}'><w:basedOn w:val='s{n + 1}'/></w:style>" for n in range(MANY)))),
    ("a style that is based on itself", "a.docx",
     lambda: docx('<w:p><w:pPr><w:pStyle w:val="s"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
                  styles='<w:style w:styleId="s"><w:basedOn w:val="s"/></w:style>')),
    ("a billion spaces", "a.odt", lambda: odt("<text:p>a<text:s text:c='999999999'/></text:p>")),
    ("many fields without end", "a.docx", lambda: docx(p("a", "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * MANY))),
    ("a script", "a.html", lambda: b"<p onclick='x()'>a<script>document.write('b')</script>"),
    ("a PDF with a script", "a.pdf",
     lambda: pdf([(100, 500, 12, "a")]).replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert)>>")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made"), [pytest.param(*case[1:], id=case[0]) for case in READ])
def test_it_is_read_in_time(name: str, made: Callable[[], bytes]) -> None:
    """In seconds, and it has text."""
    data = made()
    with in_time(SECONDS):
        assert text(data, name).strip().startswith(("a", "[")), text(data, name)[:50]


def test_nothing_outside_the_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not over the network, and not from the disk."""

    def refused(*_given: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    data = with_part(
        docx(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>')), "word/_rels/document.xml.rels", EXTERNAL
    )
    (source,) = sources(data, "a.docx")
    assert (source.content, source.set_aside) == ("a", ())
    linked = (
        b"<html><head><link rel=stylesheet href='file:///etc/passwd'></head><body><iframe src='http://x/'></iframe><p>a"
    )
    assert text(linked, "a.html") == "a"


def test_what_a_zip_file_says_of_its_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are counted as they come."""
    monkeypatch.setattr(archive, "MOST_OF_A_PART", 1_000)
    data = docx(p("a" * 2_000))
    lying = data.replace((2_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(CollateError):
        sources(lying, "a.docx")


SMALL: list[tuple[str, Callable[[], bytes]]] = [
    ("a.docx", lambda: docx(p("one", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes="<w:footnote w:id='2'/>")),
    ("a.odt", lambda: odt("<text:p>one<text:note><text:note-body/></text:note></text:p>")),
    ("a.epub", lambda: epub({"a": "<p>one</p>", "b": "<p>two</p>"}, book_css=".l {display:block}")),
    ("a.html", lambda: b"<html><meta charset=utf-8><style>p{display:none}</style><p>one<sup><a href='#x'>1</a></sup><p id=x>n"),
    ("a.md", lambda: b"---\na: b\n---\n# one[^1]\n\n| verse\n| lines\n\n[^1]: note\n"),
    ("a.rtf", lambda: rb"{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset128 x;}}\f0 \'8a\'bf\u233?{\footnote n}\par{\v x}}"),
    ("a.pdf", lambda: pdf([(100, 500, 12, "one"), (100, 480, 12, "two")])),
    ("a.xml", lambda: page_xml("<ReadingOrder><RegionRef regionRef='1'/></ReadingOrder>" + REGION.format(1))),
    ("a.alto.xml", f"<alto><Layout>{ALTO_PAGE}</Layout></alto>".encode),
    ("a.hocr", lambda: b"<div class=ocr_page><span class=ocr_line title='bbox 1 2 3 4'>one</span></div>"),
    ("a.tei", lambda: b"<surface><zone><line>a<delSpan spanTo='#e'/>b<anchor xml:id='e'/></line></zone></surface>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made"), SMALL, ids=[name for name, _ in SMALL])
def test_damaged_bytes_are_read_or_refused(name: str, made: Callable[[], bytes]) -> None:
    """A byte changed, a stretch cut out or doubled: never an error of Python."""
    random = Random(name)
    good = made()
    for number in range(1_000 if THOROUGH else 12):
        data = bytearray(good)
        at = random.randrange(len(data))
        if number % 3 == 0:
            data[at] = random.randrange(256)
        elif number % 3 == 1:
            del data[at : at + random.randrange(1, 40)]
        else:
            data[at:at] = data[at : at + random.randrange(1, 40)]
        try:
            found = sources(bytes(data), name)
        except CollateError:
            continue
        assert all(0 <= m.start <= m.end <= len(one.content) for one in found for m in one.marks)
