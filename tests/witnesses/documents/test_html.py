"""HTML is read as a browser shows it, without what is not text; Markdown and EPUB are read through it."""

from __future__ import annotations

import pytest

from tests.witnesses.documents.making import aside, epub, sources, text


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param("<p>one<p>two", "one\n\ntwo", id="paragraphs stand apart"),
        pytest.param("<p>one<br>two<br><br>three", "one\ntwo\n\nthree", id="lines of verse and of stanzas"),
        pytest.param("<p>Nur <i>ei</i>ne", "Nur eine", id="markup inside a word leaves it whole"),
        pytest.param("<p>one\n   two", "one two", id="a line of the file is a space"),
        pytest.param("<p>律师\n当事人", "律师当事人", id="but not between Chinese characters"),
        pytest.param("<p>“律师\n—”关系", "“律师—”关系", id="nor between one and a dash"),
        pytest.param("<pre>one\n  two</pre>", "one\n  two", id="preformatted lines stay"),
        pytest.param("<ul><li>a<li>b</ul>", "a\nb", id="items of a list are lines"),
        pytest.param("<table><tr><td>a<td>b</table>", "a\nb", id="cells are lines"),
        pytest.param("<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "漢", id="of a gloss over a word the word is read"),
        pytest.param("<nav>Home</nav><p>text", "text", id="navigation is no text"),
        pytest.param('<p><a href="./">Back</a><p>text', "text", id="a link back is no text"),
        pytest.param('<p>text<p><a href="https://a.b/">a.b</a>', "text\n\na.b", id="an address in a text is text"),
        pytest.param('<p>text <a href="https://a.b/">of a link</a>', "text of a link", id="a link in a sentence is"),
        pytest.param('<p>one <span class="pagenum">[12]</span>two', "one two", id="page numbers are no text"),
        pytest.param('<p style="display:none">secret</p><p>text', "text", id="hidden text is no text"),
        pytest.param("<script>x</script><!-- y --><p>text", "text", id="neither are scripts and comments"),
        pytest.param("<header>Site</header><main><p>text</main>", "text", id="the main part of a page is read"),
        pytest.param('<p><img alt="O">nce', "Once", id="a picture of an initial is the letter"),
        pytest.param("<p>a <del>b</del>c", "a c", id="what is marked as deleted is no text"),
    ],
)  # fmt: skip
def test_page(body: str, read: str) -> None:
    """The text of a page, by what stands in it."""
    assert text(page(body)) == read


@pytest.mark.parametrize(
    "body",
    [
        '<p>word<sup><a href="#n1" id="r1">1</a></sup> on</p><p id="n1"><a href="#r1">1</a> A note.</p>',
        '<p>word<a href="#n1">[1]</a> on</p><div class="footnote" id="n1">1. A note.</div>',
        '<p>word<a role="doc-noteref" href="#n1">*</a> on</p><aside role="doc-footnote" id="n1">A note.</aside>',
    ],
)
def test_a_note_is_apart_and_its_number_no_text(body: str) -> None:
    """However it is marked, if a number leads to it from further up."""
    assert (text(page(body)), aside(page(body))) == ("word on", {"notes": "A note."})


def test_a_style_sheet_makes_lines_and_hides_text() -> None:
    """Verse may be lines by its style alone."""
    style = "<style>/* verse */ .l {display: block} @media print {.l {display: none}} .x, .y {display:none}</style>"
    data = page("<p><span class=l>one</span><span class=l>two</span><i class=y>secret</i>", style)
    assert text(data) == "one\ntwo"


@pytest.mark.parametrize(
    ("name", "written", "body"),
    [("iso-8859-1", "cp1252", "“é”"), ("shift_jis", "cp932", "①漢"), ("iso-8859-6", "iso-8859-6", "سلام"),
     ("gb2312", "gbk", "镕")],
)  # fmt: skip
def test_a_declared_encoding_means_what_browsers_take_it_for(name: str, written: str, body: str) -> None:
    """Without quotes, as programs wrote it."""
    assert (
        text(f"<html><meta http-equiv=Content-Type content='text/html; charset={name}'><p>{body}".encode(written))
        == body
    )


def test_a_false_declaration_is_said() -> None:
    """The bytes decide."""
    (source,) = sources('<html><meta charset="ascii"><p>é—'.encode() + b"\xc2\x81")
    assert source.content.startswith("é")
    assert source.origin.notes == ("declares ascii, but is not in it; read as utf-8: --encoding decides",)


def test_what_project_gutenberg_puts_around_a_text_is_left_out() -> None:
    """Older files mark it by lines of asterisks only."""
    around = "<p>*** {} OF THIS PROJECT GUTENBERG EBOOK A TALE ***</p>"
    assert (
        text(page("<p>Licence</p>" + around.format("START") + "<p>text</p>" + around.format("END") + "<p>More"))
        == "text"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("# Title\n\none *two*\nthree", "Title\n\none two three"),
        ("one  \ntwo", "one\ntwo"),
        ("---\ntitle: x\n---\n\ntext", "text"),
        ("+++\ntitle = 'x'\n+++\n\ntext", "text"),
        ("% Title\n% Author\n\ntext", "Title\n\nAuthor\n\ntext"),
        ("a [link][x] b\n\n[x]: http://a.b/", "a link b"),
        ("text[^1] on\n\n[^1]: A note.", "text on"),
        ("as said [@key, p. 3; @other] here", "as said here"),
        ("write to [me at a@b.c] now", "write to [me at a@b.c] now"),
        ("| Line one\n|   line two", "Line one\nline two"),
        ("律师\n当事人", "律师当事人"),
    ],
)
def test_markdown(written: str, read: str) -> None:
    """Signs of Markdown are no words, nor are metadata, definitions of links, notes and keys of citations."""
    assert text(written.encode(), "a.md") == read


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    """The order of files in the archive says nothing."""
    assert text(epub({"b": "<p>two</p>", "a": "<p>one&nbsp;x</p>"}, spine="a b")) == "one\u00a0x\n\ntwo"


def test_a_page_that_is_missing_from_a_book_is_said() -> None:
    """The others are read."""
    (source,) = sources(epub({"a": "<p>one</p>"}, spine="a lost"))
    assert (source.content, source.origin.notes) == ("one", ("names a page that is not in it: in/lost.xhtml",))


def test_a_book_has_its_pages_and_notes_apart() -> None:
    """By the structure vocabulary of EPUB; a word that calls a note of the transcriber stays."""
    data = epub(
        {
            "c": '<section epub:type="colophon"><p>Made by</p></section>',
            "t": '<p>a <span epub:type="pagebreak" title="7"/>'
            '<a epub:type="annoref" href="#n">word</a></p><aside epub:type="annotation" id="n">Sic.</aside>'
            '<p><span class="l">one</span> <span class="l">two</span></p>',
        },
        book_css=".l {display:block}",
    )
    (source,) = sources(data)
    assert source.content == "a word\n\none\ntwo"
    assert {one.kind: one.first for one in source.set_aside} == {"pages about the edition": "Made by", "notes": "Sic."}
    assert [(mark.kind, mark.start, mark.data["n"]) for mark in source.marks] == [("page", 2, "7")]
