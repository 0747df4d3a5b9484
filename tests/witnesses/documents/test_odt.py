"""OpenDocument texts are read as a reader sees them."""

from __future__ import annotations

import pytest

from tests.witnesses.documents.making import aside, odt, sources, text

HIDDEN = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param("<text:p>one</text:p><text:p>two</text:p>", "one\ntwo", id="paragraphs are lines"),
        pytest.param("<text:h>Title</text:h><text:p>one</text:p>", "Title\n\none", id="a heading stands apart"),
        pytest.param("<text:p>a<text:s text:c='2'/>b<text:tab/>c</text:p>", "a  b\tc", id="spaces and tabs"),
        pytest.param("<text:p>a<text:line-break/>b</text:p>", "a\nb", id="a line break is a line"),
        pytest.param("<text:p>wo<text:soft-page-break/>rd</text:p>", "word", id="a page ends inside a word"),
        pytest.param("<text:p>a\n   b</text:p>", "a b", id="white space collapses"),
        pytest.param("<text:p>a<text:span text:style-name='H'>secret</text:span>b</text:p>", "ab", id="hidden text"),
        pytest.param(
            "<text:section text:display='none'><text:p>secret</text:p></text:section><text:p>a</text:p>", "a",
            id="a hidden section",
        ),
        pytest.param(
            "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>",
            "漢", id="of a gloss over a word the word is read",
        ),
        pytest.param(
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
            "<text:p>b</text:p></table:table-cell></table:table-row></table:table>", "a\nb", id="a cell is a line",
        ),
        pytest.param(
            "<text:table-of-content><text:index-body><text:p>Chapter 1</text:p></text:index-body>"
            "</text:table-of-content><text:p>a</text:p>", "a", id="a table of contents is no text",
        ),
        pytest.param(
            "<text:p>by<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p>",
            "by\nbox", id="a text box follows its paragraph",
        ),
    ],
)  # fmt: skip
def test_opendocument(body: str, read: str) -> None:
    """The text of a document, by what stands in it."""
    assert text(odt(body, HIDDEN)) == read


def test_notes_and_annotations_are_apart() -> None:
    """A note in the middle of a word leaves the word whole."""
    note = (
        "<text:note text:note-class='endnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    )
    comment = "<office:annotation><text:p>Really?</text:p></office:annotation>"
    data = odt(f"<text:p>wo{note}rd{comment}</text:p>")
    assert (text(data), aside(data)) == ("word", {"endnotes": "A note.", "comments": "Really?"})


def test_tracked_changes_are_two_states() -> None:
    """Deleted text, which stands at the head of the file, comes back to its place."""
    changes = (
        "<text:tracked-changes><text:changed-region text:id='d'><text:deletion><text:p>old</text:p></text:deletion>"
        "</text:changed-region><text:changed-region text:id='i'><text:insertion/></text:changed-region>"
        "</text:tracked-changes>"
    )
    body = (
        "<text:p>the <text:change text:change-id='d'/><text:change-start text:change-id='i'/>new"
        "<text:change-end text:change-id='i'/> word</text:p>"
    )
    assert [(one.hand, one.content) for one in sources(odt(changes + body), hands=True)] == [
        ("a.c.", "the old word"), ("p.c.", "the new word")
    ]  # fmt: skip
    assert text(odt(changes + body)) == "the new word"


def test_deleted_text_may_stand_at_its_place() -> None:
    """As LibreOffice writes it where it shows the changes."""
    changes = (
        "<text:tracked-changes><text:changed-region text:id='d'><text:deletion/></text:changed-region>"
        "</text:tracked-changes>"
    )
    body = "<text:p>the <text:change-start text:change-id='d'/>old <text:change-end text:change-id='d'/>word</text:p>"
    assert [one.content for one in sources(odt(changes + body), hands=True)] == ["the old word", "the word"]
    assert aside(odt(changes + body)) == {"deleted passages": "old"}
