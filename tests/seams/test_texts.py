"""Readers and tokenisers of any kind: no character of a text is lost on the way to a table and back."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate import pipeline
from collate.config import Settings
from collate.model import Language, Origin, Source
from collate.witnesses.readers import collatex, tei, text
from collate.witnesses.tokenisers.words import tokenise
from collate.writers.table import json as table_json

# Any text a UTF-8 file may hold, with the scripts and signs that break naive tokenisers made frequent.
SCRIPTS = "aé’'-\n\r\t ,.«»[](){}$0ѣ҃́סִ״בעربية道〇㐀क्षाก👨‍👩‍👧ſﬁ\u00ad\u200b\u2028\x0b\x85"
TEXTS = st.text(st.one_of(st.sampled_from(SCRIPTS), st.characters(exclude_categories=["Cs"])), max_size=60)
LANGUAGES = st.sampled_from(["und", "fr", "it", "grc", "zh", "he", "cu", "th"])


def source(content: str, language: str = "und", siglum: str = "A") -> Source:
    return Source(siglum, content, Origin("a.txt", "0", "text"), Language(language, "given"))


@given(content=TEXTS, language=LANGUAGES)
def test_every_visible_character_lies_in_a_token(content: str, language: str) -> None:
    """What stands between tokens is white space or a character without a shape."""
    witness = tokenise(source(content, language))
    outside, at = [], 0
    for token in witness:
        outside.append(content[at : token.start])
        at = token.end
    outside.append(content[at:])
    assert all(char.isspace() or not char.isprintable() for char in "".join(outside))


@given(content=TEXTS, language=LANGUAGES)
def test_the_pieces_of_a_witness_are_its_text(content: str, language: str) -> None:
    """The lead and the tokens with the space after them, joined, are the content."""
    lead, pieces = tokenise(source(content, language)).pieces()
    assert lead + "".join(pieces) == content


@given(content=TEXTS.filter(lambda t: "\x00" not in t))
def test_a_file_is_rebuilt_byte_for_byte(content: str) -> None:
    """Plain text: the bytes read are the bytes that the source encodes to, with or without a mark."""
    for data in (content.encode(), b"\xef\xbb\xbf" + content.encode()):
        (read,) = text.read(data, path="a.txt", siglum="A")
        assert read.encoded() == data


@given(contents=st.lists(TEXTS, min_size=2, max_size=4))
def test_each_witness_is_rebuilt_from_the_table_and_from_its_json(contents: list[str]) -> None:
    """From the collation, and from the JSON written and read back."""
    settings = Settings(aligner="collatex")
    sources = [source(content, siglum=f"W{i}") for i, content in enumerate(contents)]
    collation = pipeline.collate(pipeline.witnesses(sources, settings), settings)
    assert [collation.text(s.siglum) for s in sources] == contents

    out = io.StringIO()
    table_json.write(pipeline.apparatus(collation, "W0", settings), out)
    document = json.loads(out.getvalue())
    for about, row, content in zip(document["sources"], document["table"], contents, strict=True):
        assert about["lead"] + "".join(token["t"] for cell in row for token in cell or ()) == content


@given(contents=st.lists(TEXTS.filter(str.strip), min_size=2, max_size=3))
def test_a_table_written_as_json_reads_back_as_the_same_collation(contents: list[str]) -> None:
    """The same texts, the same forms, the same columns."""
    settings = Settings(aligner="collatex")
    sources = [source(content, siglum=f"W{i}") for i, content in enumerate(contents)]
    collation = pipeline.collate(pipeline.witnesses(sources, settings), settings)
    out = io.StringIO()
    table_json.write(pipeline.apparatus(collation, "W0", settings), out)
    read = collatex.read(out.getvalue().encode(), path="t.json", siglum="t")
    again = pipeline.collate(pipeline.witnesses(read, settings), settings)
    assert [w.source.content for w in again.witnesses] == contents
    assert [w.normals for w in again.witnesses] == [w.normals for w in collation.witnesses]
    assert again.columns.tolist() == collation.columns.tolist()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>ab<!--x-->cd</p>", "abcd"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<p>a<lb/>b</p>", "a\nb"),
        ('<p>con<lb break="no"/>ventio</p>', "conventio"),
        ("<p>a<note>not this</note> b<fw>3</fw></p>", "a b"),
        ("<p><choice><sic>peurs</sic><corr>leurs</corr></choice> x</p>", "peurs x"),
        ("<p>a <del>out</del><add>in</add> b</p>", "a in b"),
        ("<head>Title</head>\n  <p>spaces   and\n  lines</p>", "Title\n\nspaces and lines"),
        ("<lg><l>one</l><l>two</l></lg>", "one\ntwo"),
        ("<p>caf&#233; &lt;b&gt;</p>", "café <b>"),
    ],
)
def test_tei_gives_the_running_text_of_the_body(body: str, expected: str) -> None:
    """Structure becomes line ends, what is not the witness's text stays out."""
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'.encode()
    (read,) = tei.read(data, path="a.xml", siglum="A")
    assert read.content == expected
