"""RTF and PDF are read, and what a file is that cannot be read is said in a sentence."""

from __future__ import annotations

import sys

import pytest

from collate.errors import InputError, UsageError
from tests.witnesses.documents.making import aside, pdf, sources, text, zipped


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        pytest.param(r"one\par two", "one\ntwo", id="paragraphs are lines"),
        pytest.param("o\nne", "one", id="a line of the file is nothing"),
        pytest.param(r"caf\'e9", "café", id="a byte of the code page"),
        pytest.param(r"{\fonttbl{\f1\fcharset128 Mincho;}}\f1 \'8a\'bf", "漢", id="two bytes of a font's code page"),
        pytest.param(r"\u233?t\u233?", "été", id="a character with what stands for it in old programs"),
        pytest.param(r"\u-10179?\u-8704?", "\U0001f600", id="a character beyond U+FFFF"),
        pytest.param(r"{\upr{caf?}{\*\ud caf\u233?}}", "café", id="a text in two forms is read once"),
        pytest.param(r"a{\v secret}b", "ab", id="hidden text is no text"),
        pytest.param(r"{\info{\title x}}{\*\unknown y}{\header z}a", "a", id="neither is what is about the document"),
        pytest.param(
            r"{\field{\*\fldinst TOC x}{\fldrslt Chapter}}{\field{\*\fldinst HYPERLINK x}{\fldrslt a}}",
            "a",
            id="of the results of fields a table of contents is no text",
        ),
        pytest.param(r"a\emdash b\_c\~d", "a—b-c\u00a0d", id="signs with a name"),
        pytest.param(r"a{\pict\bin4 }}}}}b", "ab", id="the bytes of a picture are passed over"),
        pytest.param(r"{\pard a\cell b\cell\row}", "a\nb", id="cells are lines"),
    ],
)
def test_rich_text(inside: str, read: str) -> None:
    """The text of a document, by what stands in it."""
    assert text(rf"{{\rtf1\ansi\ansicpg1252 {inside}}}".encode("latin-1")) == read


def test_a_footnote_of_rich_text_is_apart() -> None:
    """It stands in the middle of the sentence."""
    data = rb"{\rtf1 noted,\chftn{\footnote {\up6\chftn} A note.} on}"
    assert (text(data), aside(data)) == ("noted, on", {"footnotes": "A note."})


def test_tracked_changes_of_rich_text_are_two_states() -> None:
    """As in Word."""
    data = rb"{\rtf1 the {\deleted old}{\revised new} word}"
    assert [one.content for one in sources(data, hands=True)] == ["the old word", "the new word"]


def lines(*texts: str, top: float = 600, size: float = 12) -> list[tuple[float, float, float, str]]:
    return [(100, top - 14 * number, size, one) for number, one in enumerate(texts)]


def test_the_pages_of_a_pdf_are_one_text_without_heads_and_numbers() -> None:
    """What returns at the edge of each page, and a number alone there, is no text."""
    pages = [
        [(100, 770, 12, "A TALE OF WOE"), *lines(f"first line {n}", "and more", "and the last"), (300, 30, 12, str(n))]
        for n in ("5", "6", "7")
    ]
    (source,) = sources(pdf(*pages))
    body = "first line {}\nand more\nand the last"
    assert source.content == "\n".join(body.format(n) for n in (5, 6, 7))
    assert {one.kind: one.count for one in source.set_aside} == {"running heads": 3, "page numbers": 3}
    assert [mark.data["n"] for mark in source.marks if mark.kind == "page"] == ["5", "6", "7"]


def test_numbers_of_lines_in_the_margin_of_a_pdf_are_no_text() -> None:
    """A sequence at one distance from the edge."""
    numbers = [(60, 600 - 14 * number, 12, str(number + 11)) for number in range(6)]
    assert (
        text(pdf([*numbers, *lines("one", "two", "three", "four", "five", "six")]))
        == "one\ntwo\nthree\nfour\nfive\nsix"
    )


def test_small_lines_at_the_foot_of_a_page_are_notes() -> None:
    """If one of them begins with a number."""
    data = pdf([*lines("The text of the page", "goes on for some lines", "and ends"), (100, 120, 8, "1 A note.")])
    assert (text(data).splitlines()[-1], aside(data)) == ("and ends", {"footnotes": "1 A note."})


def test_a_pdf_without_letters_is_said_to_be_pictures() -> None:
    """It is no text for collation."""
    with pytest.raises(InputError, match="has no text layer: its pages are pictures"):
        sources(pdf([]))


def test_a_pdf_whose_letters_make_no_words_is_refused() -> None:
    """A font whose letters the file names wrongly, each three further on in the alphabet."""
    shifted = "".join(chr((ord(c) - 97 + 3) % 26 + 97) for c in "therewasonceamillerwhowaspoor")
    with pytest.raises(InputError, match="does not say what stands on its pages"):
        sources(pdf(lines(*[shifted] * 20)))


def test_a_pdf_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, as with other extras."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UsageError) as said:
        sources(pdf(lines("a")))
    assert said.value.hint == "pip install 'collate-texts[documents]'"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Office file"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"\x1f\x8b\x08....", "compressed"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "a presentation"),
        (zipped({"a.txt": "text"}), "an archive"),
        (b"<?xml version='1.0'?><mets:mets xmlns:mets='x'/>", "a list of the files"),
    ],
)
def test_a_file_that_is_no_text_is_named(data: bytes, what: str) -> None:
    """Whatever its name says."""
    with pytest.raises(InputError, match=f"is {what}"):
        sources(data, "a.txt")
