"""PAGE XML is read in reading order, without what stands around the text."""

from __future__ import annotations

from tests.witnesses.documents.making import aside, sources, text


def box(left: int, top: int, right: int, bottom: int) -> str:
    return f'<Coords points="{left},{top} {right},{top} {right},{bottom} {left},{bottom}"/>'


def line(said: str, place: str = "", custom: str = "") -> str:
    return f'<TextLine custom="{custom}">{place}<TextEquiv><Unicode>{said}</Unicode></TextEquiv></TextLine>'


def region(name: str, *inside: str, kind: str = "paragraph", place: str = "") -> str:
    return f'<TextRegion id="{name}" type="{kind}">{place}{"".join(inside)}</TextRegion>'


def page(*regions: str, order: str = "") -> bytes:
    stated = f"<ReadingOrder>{order}</ReadingOrder>" if order else ""
    return f'<PcGts xmlns="urn:page"><Page>{stated}{"".join(regions)}</Page></PcGts>'.encode()


def reference(name: str, index: int) -> str:
    return f'<RegionRefIndexed regionRef="{name}" index="{index}"/>'


def test_regions_are_read_in_the_stated_order() -> None:
    """By index, whatever their order in the file; a region that is not there is said, one not named comes last."""
    order = f"<OrderedGroup>{reference('b', 1)}{reference('a', 0)}{reference('lost', 2)}</OrderedGroup>"
    (source,) = sources(
        page(region("c", line("3")), region("b", line("2")), region("a", line("1")), order=order), "p.xml"
    )
    assert source.content == "1\n\n2\n\n3"
    assert source.origin.notes == ("its reading order names regions that are not there (lost, ...)",)


def test_the_order_inside_an_unordered_group_is_that_of_the_file() -> None:
    """And groups may stand in groups."""
    order = (
        '<UnorderedGroup><RegionRef regionRef="b"/><OrderedGroup>'
        f"{reference('c', 1)}{reference('a', 0)}</OrderedGroup></UnorderedGroup>"
    )
    regions = (region(name, line(name)) for name in "abc")
    assert text(page(*regions, order=order), "p.xml") == "b\n\na\n\nc"


def test_a_heading_that_stands_above_its_column_comes_first_where_no_order_is_stated() -> None:
    """Programs list headings after the columns they head."""
    column = region("a", line("column"), place=box(100, 300, 500, 900))
    heading = region("b", line("heading"), kind="heading", place=box(100, 100, 500, 150))
    assert text(page(column, heading), "p.xml") == "heading\n\ncolumn"


def test_lines_out_of_order_are_read_by_height_and_that_is_said() -> None:
    """A line that goes up by more than half its height shows that the order means nothing."""
    lines = (line(str(n), box(100, 100 * n, 500, 100 * n + 60)) for n in (2, 3, 1))
    (source,) = sources(page(region("a", *lines)), "p.xml")
    assert source.content == "1\n2\n3"
    assert source.origin.notes == (
        "blocks whose lines are out of order: 1, the first on page p; they are read by height",
    )


def test_vertical_lines_stay_in_the_order_of_the_file() -> None:
    """Their height says nothing of their order."""
    lines = (
        line(said, box(left, top, left + 50, top + 800)) for said, left, top in (("右行", 500, 200), ("左行", 400, 50))
    )
    assert text(page(region("a", *lines)), "p.xml") == "右行\n左行"


def test_an_order_of_lines_that_the_file_states_is_obeyed() -> None:
    """In the attribute ``custom``, as Transkribus writes it."""
    lines = (line(str(n), custom=f"readingOrder {{index:{n};}}") for n in (2, 0, 1))
    assert text(page(region("a", *lines)), "p.xml") == "0\n1\n2"


def test_of_several_readings_of_a_line_the_one_of_the_lowest_index_with_text_is_read() -> None:
    """A person's correction has 0 in LAREX, the machine's reading 1; no index is 0."""
    readings = "".join(
        f"<TextEquiv index='{n}'><Unicode>{said}</Unicode></TextEquiv>" for n, said in ((2, "c"), (1, "b"), (0, ""))
    )
    assert text(page(region("a", f"<TextLine>{readings}</TextLine>")), "p.xml") == "b"


def test_text_is_taken_from_words_or_regions_where_lines_have_none() -> None:
    """Programs write it at one level only."""
    words = "<TextLine>" + "".join(line(w).replace("TextLine", "Word") for w in ("two", "words")) + "</TextLine>"
    whole = "<TextEquiv><Unicode>line one\nline two</Unicode></TextEquiv>"
    assert text(page(region("a", words), region("b", whole)), "p.xml") == "two words\n\nline one\nline two"


def test_what_stands_around_the_text_is_set_aside_by_kind() -> None:
    """Nothing of it is read between the lines."""
    regions = (region(kind, line(kind), kind=kind) for kind in ("header", "marginalia", "catch-word", "page-number"))
    data = page(*regions, region("a", line("text")))
    assert text(data, "p.xml") == "text"
    assert aside(data, "p.xml") == {
        "running heads": "header", "notes in the margin": "marginalia", "catch-words": "catch-word",
        "page numbers": "page-number",
    }  # fmt: skip


def initial(letter: str) -> str:
    return region("i", line(letter, box(100, 100, 200, 220)), kind="drop-capital", place=box(100, 100, 200, 220))


LINES = (line("n the beginning", box(210, 100, 700, 150)), line("was the word", box(210, 160, 700, 210)))


def test_a_drop_capital_begins_the_line_beside_it() -> None:
    """Without a blank, and wherever its region stands in the file."""
    assert text(page(region("a", *LINES, place=box(210, 100, 700, 210)), initial("I")), "p.xml").startswith("In the")


def test_a_drop_capital_that_the_line_has_already_is_not_doubled() -> None:
    """Some transcribers write it in both places."""
    lines = (line("In the beginning", box(210, 100, 700, 150)), LINES[1])
    assert text(page(initial("I"), region("a", *lines)), "p.xml") == "In the beginning\nwas the word"


def test_nothing_is_joined_over_a_line_without_text() -> None:
    """What is missing there is not known, and it is said."""
    (source,) = sources(page(region("a", line("medi-"), line(""), line("cine"))), "p.xml")
    assert source.content == "medi-\n\ncine"
    assert source.origin.notes == ("lines without text: 1, the first on page p; nothing is joined over them",)


def test_a_word_goes_on_over_the_end_of_a_block() -> None:
    """No empty line divides it."""
    assert text(page(region("a", line("medi-")), region("b", line("cine"))), "p.xml") == "medi-\ncine"


def test_places_are_the_page_and_the_line() -> None:
    """The page has the name of its file; lines count from the head of the page."""
    (source,) = sources(page(region("a", line("one"), line("two"))), "folder/0008.page.xml")
    assert [(mark.kind, mark.start, mark.data["n"]) for mark in source.marks] == [
        ("page", 0, "0008"), ("line", 0, "1"), ("line", 4, "2")
    ]  # fmt: skip


def test_how_sure_the_program_was_is_a_mark() -> None:
    """For a line or a word, between 0 and 1."""
    unsure = "<TextLine><TextEquiv conf='0.5'><Unicode>word</Unicode></TextEquiv></TextLine>"
    (source,) = sources(page(region("a", unsure)), "p.xml")
    assert [(m.start, m.end, m.data["n"]) for m in source.marks if m.kind == "confidence"] == [(0, 4, "0.5")]


def test_notes_beside_the_column_and_a_number_above_it_are_found_by_place_where_no_region_has_a_type() -> None:
    """Short lines outside the column that most lines fill."""
    column = "".join(line(f"line {n} of the text", box(100, 100 * n, 900, 100 * n + 60)) for n in range(2, 12))
    others = line("note", box(920, 410, 1050, 450)) + line("12", box(850, 60, 900, 100))
    assert (
        text(page(f"<TextRegion id='a'>{others}{column}</TextRegion>"), "p.xml").splitlines()[0] == "line 2 of the text"
    )


def test_regions_of_one_id_are_all_read() -> None:
    """Tools that copy regions leave the id as it was."""
    assert text(page(region("a", line("1")), region("a", line("2"))), "p.xml") == "1\n\n2"


def test_what_a_transcriber_says_of_letters_is_a_mark() -> None:
    """As Transkribus writes it; the drop capital before the line moves it."""
    tagged = line("n the beg", box(210, 100, 700, 150), "unclear {offset:2; length:3;} gap {offset:9; length:0;}")
    (source,) = sources(page(region("a", tagged), initial("I")), "p.xml")
    assert [(m.kind, source.content[m.start : m.end]) for m in source.marks if m.kind in {"unclear", "lacuna"}] == [
        ("unclear", "the"), ("lacuna", "")
    ]  # fmt: skip
