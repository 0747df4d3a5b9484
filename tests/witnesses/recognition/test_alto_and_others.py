"""ALTO, hOCR and TEI of pages are read in reading order."""

from __future__ import annotations

import pytest

from tests.witnesses.documents.making import aside, sources, text


def alto(*lines: str, tags: str = "", margin: str = "") -> bytes:
    inside = "".join(f"<TextLine>{one}</TextLine>" if not one.startswith("<TextLine") else one for one in lines)
    return (
        f'<alto xmlns="urn:alto"><Tags>{tags}</Tags><Layout><Page><TopMargin>{margin}</TopMargin>'
        f"<PrintSpace><TextBlock>{inside}</TextBlock></PrintSpace></Page></Layout></alto>"
    ).encode()


PLACE = 'HPOS="{}" VPOS="0" WIDTH="{}" HEIGHT="20"'


def word(content: str, place: str = "") -> str:
    return f'<String CONTENT="{content}" {place}/>'


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        pytest.param((word("two") + "<SP/>" + word("words"),), "two words", id="a blank between words"),
        pytest.param((word("two") + word("words"),), "two words", id="also where the file leaves it out"),
        pytest.param(
            (word("end", PLACE.format(0, 50)) + word(".", PLACE.format(51, 5)),),
            "end.", id="none before a full stop that touches the word",
        ),
        pytest.param((word("medi") + "<HYP/>", word("cine")), "medi-\ncine", id="a hyphen at the end of a line"),
        pytest.param((word("medi-") + '<HYP CONTENT="-"/>', word("cine")), "medi-\ncine", id="that is written twice"),
        pytest.param((word("medi") + '<HYP CONTENT="\u00ad"/>', word("cine")), "medi-\ncine", id="or as a soft one"),
        pytest.param(
            ('<String CONTENT="medi" SUBS_TYPE="HypPart1" SUBS_CONTENT="medicine"/>',), "medi",
            id="the whole word beside a part is not read",
        ),
        pytest.param(("<String CONTENT=''/>", word("a")), "a", id="a line of nothing"),
    ],
)  # fmt: skip
def test_alto(lines: tuple[str, ...], read: str) -> None:
    """Strings, spaces and hyphens of a line."""
    assert text(alto(*lines), "a.xml") == read


def test_a_gloss_between_the_lines_is_set_aside_with_its_line() -> None:
    """By the tag of the line, as SegmOnto names it."""
    tags = '<OtherTag ID="T1" LABEL="InterlinearLine"/>'
    gloss = f'<TextLine TAGREFS="T1">{word("vel")}</TextLine>'
    data = alto(word("meus"), gloss, tags=tags)
    assert (text(data, "a.xml"), aside(data, "a.xml")) == ("meus", {"glosses": "vel (over meus)"})


def test_the_margins_of_a_page_are_set_aside() -> None:
    """ALTO has an element for each."""
    margin = f"<TextBlock><TextLine>{word('HEAD')}</TextLine></TextBlock>"
    assert text(alto(word("text"), margin=margin), "a.xml") == "text"


def hocr(inside: str) -> bytes:
    return f"<html><body><div class='ocr_page' title='bbox 0 0 9 9; ppageno 4'>{inside}</div></body></html>".encode()


def test_hocr_is_read_by_lines_in_the_order_of_the_file() -> None:
    """Some programs count heights from the foot of the page, so they do not decide."""
    inside = (
        "<p class='ocr_par'><span class='ocr_line' title='bbox 0 8 9 9'>"
        "<span class='ocrx_word' title='x_wconf 90'>one</span> "
        "<span class='ocrx_word'>two</span></span>"
        "<span class='ocr_line' title='bbox 0 1 9 2'>three</span>"
        "<p class='ocr_par'><span class='ocr_line'>four</span>"
    )
    (source,) = sources(hocr(inside), "a.hocr")
    assert source.content == "one two\nthree\n\nfour"
    assert [(m.kind, m.data["n"]) for m in source.marks if m.kind in {"page", "confidence"}] == [
        ("page", "5"), ("confidence", "0.9")
    ]  # fmt: skip


def test_a_web_page_is_no_hocr() -> None:
    """Only the classes of hOCR make it one."""
    (source,) = sources(b"<html><body><p>text</body></html>", "a.html")
    assert source.origin.format == "html"


SURFACE = '<surface xmlns="http://www.tei-c.org/ns/1.0" n="71v">{}</surface>'
ZONE = '<zone type="main">{}</zone>'


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("the <del>old</del><add>new</add> word", "the old word", "the new word"),
        ("Grea<mod>\n <del>d</del>\n <add>t</add>\n</mod> God", "Gread God", "Great God"),
        ("a <restore><del>kept</del></restore> <add>word</add>", "a kept", "a kept word"),
        (
            "one <delSpan spanTo='#e'/>two</line><line>three<anchor xml:id='e'/> four",
            "one two\nthree four",
            "one\nfour",
        ),
        ("he <anchor xml:id='h'/>had", "he had", "he\nnever\nhad"),
    ],
)
def test_a_page_of_tei_has_a_first_and_a_last_state(line: str, first: str, last: str) -> None:
    """Deletions, overwriting, spans, and what was written in the margin for a place in the text."""
    inserted = "<zone type='left_margin' corresp='#h'><line><add>never</add></line></zone>"
    zones = ZONE.format(f"<line>{line}</line>") + (inserted if "'h'" in line else "")
    data = SURFACE.format(f"<zone type='pagination'><line>158</line></zone>{zones}").encode()
    read = [one.content for one in sources(data, "a.xml", hands=True)]
    assert read == ([first] if first == last else [first, last])
    assert aside(data, "a.xml") == {"page numbers": "158"}
