"""Word documents are read as a reader sees them: the text once, in order, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import run
from tests.witnesses.documents.making import aside, docx, p, r, sources, text

HIDDEN = "<w:vanish/>"


def changed(kind: str, inside: str) -> str:
    return f'<w:{kind} w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z">{inside}</w:{kind}>'


def field(code: str, result: str) -> str:
    kinds = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return kinds["begin"] + instruction + kinds["separate"] + r(result) + kinds["end"]


DELETED = '<w:r><w:delText xml:space="preserve">old </w:delText></w:r>'
BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param(p("one") + p("two"), "one\ntwo", id="paragraphs are lines"),
        pytest.param(p("one") + p() + p("two"), "one\n\ntwo", id="an empty paragraph is an empty line"),
        pytest.param(p("da", "pi", "bus"), "dapibus", id="runs inside a word make one word"),
        pytest.param(p("one", "<w:r><w:br/></w:r>", "two"), "one\ntwo", id="a line break is a line"),
        pytest.param(p("e", "<w:r><w:noBreakHyphen/></w:r>", "mail"), "e-mail", id="a hard hyphen is a hyphen"),
        pytest.param(p("long", "<w:r><w:softHyphen/></w:r>", "word"), "longword", id="a soft hyphen is nothing"),
        pytest.param(p("a", "<w:r><w:tab/></w:r>", "b"), "a\tb", id="a tab is a tab"),
        pytest.param(
            p('<w:r><w:sym w:font="Symbol" w:char="F0DA"/></w:r>'), "∨", id="a sign of a symbol font is its character"
        ),
        pytest.param(
            p(r("\uf061", '<w:rFonts w:ascii="Symbol"/>')), "α", id="a private letter in Symbol is its character"
        ),
        pytest.param(p("a", r("secret", HIDDEN), "b"), "ab", id="hidden text is no text"),
        pytest.param(p(r("shown", '<w:vanish w:val="0"/>')), "shown", id="text that is not hidden is text"),
        pytest.param(p(field(" HYPERLINK x ", "link")), "link", id="a field is its result"),
        pytest.param(p('<w:fldSimple w:instr="DATE">' + r("now") + "</w:fldSimple>"), "now", id="a simple field too"),
        pytest.param(
            p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "kept"), "kept",
            id="a field without an end hides nothing"
        ),
        pytest.param(
            p("<w:smartTag><w:smartTag>" + r("Al") + "</w:smartTag>" + r("ice") + "</w:smartTag>"), "Alice",
            id="smart tags are looked into",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent>" + p("held") + "</w:sdtContent></w:sdt>", "held",
            id="content controls are looked into"
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>" + p("b") + "</w:tc></w:tr></w:tbl>", "a\nb",
            id="a cell of a table is a line",
        ),
        pytest.param(
            p(
                "by",
                "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>" + BOX.format(p("box")),
                "</mc:Choice><mc:Fallback>"
                "<w:pict><v:textbox><w:txbxContent>" + p("box") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
                "</mc:AlternateContent></w:r>",
            ),
            "by\nbox", id="a text box is read once",
        ),
        pytest.param(
            p("<w:ruby><w:rt>" + r("kan") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase></w:ruby>"), "漢",
            id="of a gloss over a word the word is read",
        ),
        pytest.param(
            '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>' + r("I") + "</w:p>" + p("n the beginning"),
            "In the beginning", id="a drop capital begins the next word",
        ),
        pytest.param(p("a", "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "b"), "a x=1 b", id="formulas stand apart"),
    ],
)  # fmt: skip
def test_word(body: str, read: str) -> None:
    """The text of a document, by what stands in it."""
    assert text(docx(body)) == read


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        pytest.param(p(changed("del", DELETED), changed("ins", r("new ")), "w"), "old w", "new w", id="a word"),
        pytest.param(p(changed("moveFrom", r("moved ")), "a"), "moved a", "a", id="a place that a word moved from"),
        pytest.param(p("a", changed("moveTo", r(" moved"))), "a", "a moved", id="a place that a word moved to"),
        pytest.param(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("one ") + "</w:p>" + p("two"), "one \ntwo", "one two",
            id="the end of a paragraph that was deleted",
        ),
        pytest.param(
            "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>" + r("one ") + "</w:p>" + p("two"), "one two", "one \ntwo",
            id="a paragraph that was divided",
        ),
        pytest.param(
            p(changed("ins", changed("del", DELETED)), "word"), "word", "word", id="what was inserted and deleted again"
        ),
        pytest.param(
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("row") + "</w:tc></w:tr></w:tbl>" + p("end"), "row\nend",
            "end", id="a row of a table that was deleted",
        ),
    ],
)  # fmt: skip
def test_tracked_changes_are_two_states(body: str, before: str, after: str) -> None:
    """With --hands a document is read with its changes rejected and accepted; without, with all of them accepted."""
    assert [(one.siglum, one.hand, one.content) for one in sources(docx(body), hands=True)] == [
        ("A.ac", "a.c.", before), ("A.pc", "p.c.", after)
    ]  # fmt: skip
    assert text(docx(body)) == after


def test_a_document_without_changes_is_one_witness_with_hands() -> None:
    """There is no other state to read."""
    assert [one.hand for one in sources(docx(p("a")), hands=True)] == [""]


def test_notes_are_apart_and_their_numbers_no_text() -> None:
    """A reference is nothing in the sentence; the note is set aside without its number."""
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", "A note.")}</w:footnote>'
    data = docx(p("Ouch", call, "."), footnotes=note)
    assert (text(data), aside(data)) == ("Ouch.", {"footnotes": "A note."})


def test_a_note_called_by_a_sign_of_its_own_has_no_sign_in_the_text() -> None:
    """An author may call notes by asterisks."""
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    assert text(docx(p("a", call, "b"), footnotes=f'<w:footnote w:id="2">{p("n")}</w:footnote>')) == "ab"


def test_comments_running_heads_and_contents_are_set_aside() -> None:
    """None of them is text of the author at its place."""
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{p('Chapter 1')}</w:sdtContent></w:sdt>"
    comment = f'<w:comment w:id="0">{p("Really?")}</w:comment>'
    data = docx(contents + p("a", '<w:r><w:commentReference w:id="0"/></w:r>'), comments=comment, header=p("HEAD"))
    assert text(data) == "a"
    assert aside(data) == {"tables of contents": "Chapter 1", "comments": "Really?", "running heads": "HEAD"}


def test_text_is_hidden_by_a_style_and_by_the_style_that_it_is_based_on() -> None:
    """Neither the run nor its style says so itself."""
    styles = (
        f'<w:style w:styleId="Base"><w:rPr>{HIDDEN}</w:rPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    assert text(docx(p("a", r("secret", '<w:rStyle w:val="Own"/>')), styles=styles)) == "a"


def test_a_heading_is_marked_and_stands_apart() -> None:
    """By its style's name, in any language by its outline level."""
    styles = '<w:style w:styleId="T1"><w:name w:val="heading 1"/></w:style>'
    heading = f'<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr>{r("Title")}</w:p>'
    (source,) = sources(docx(heading + p("text"), styles=styles))
    assert source.content == "Title\n\ntext"
    assert [(mark.kind, source.content[mark.start : mark.end]) for mark in source.marks] == [("heading", "Title")]


def test_a_layer_is_read_in_place_of_the_text(tmp_path: Path) -> None:
    """The notes of two documents can be collated by themselves."""
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    for name, note in (("A", "An old note."), ("B", "A new note.")):
        footnotes = f'<w:footnote w:id="2">{p(note)}</w:footnote>'
        (tmp_path / f"{name}.docx").write_bytes(docx(p("text", call), footnotes=footnotes))
    files = [str(tmp_path / f"{name}.docx") for name in "AB"]
    done = run("table", "-l", "en", "--aside", "footnotes", "--to", "csv", *files)
    assert done.out.splitlines()[1:3] == ["1,1,0,An,A", "2,1,0,old,new"]
    done = run("table", "-l", "en", "--aside", "glosses", *files)
    assert (done.status, done.err.splitlines()[-1]) == (2, "collate: A has no layer 'glosses'; it has footnotes")
