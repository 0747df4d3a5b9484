"""Collations of other programs: what each kind of file gives, and what is refused in one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from collate.witnesses.readers.documents import archive as archives
from tests.conftest import Run, run

FOX = [["The ", "quick ", None, "fox "], ["The ", None, "brown ", "fox"]]
ODS = "application/vnd.oasis.opendocument.spreadsheet"
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'


def read(folder: Path, name: str, content: str | bytes) -> tuple[dict[str, str], Run, dict[str, Any]]:
    """The text of each witness, what was said, and the table."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("table", "-l", "en", "--to", "json", str(path))
    assert done.status == 0, done.err
    table = json.loads(done.out)
    rows = zip(table["witnesses"], table["table"], strict=True)
    return {name: "".join(t["t"] for cell in row for t in cell or ()) for name, row in rows}, done, table


def refused(folder: Path, name: str, content: str | bytes) -> str:
    """The sentence that refuses a file."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = run("table", "-l", "en", str(path))
    assert done.status == 2
    assert "fault of" not in done.err
    return done.err


def zipped(**files: str) -> bytes:
    """A zip archive of files; __ in a name is a slash, and _dot_ a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def workbook(rows: list[list[str]], *, name: str = "Sheet1") -> bytes:
    """An XLSX file with one sheet of inline strings; an empty string is no cell."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{chr(64 + c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(row, 1) if text
        )
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    return zipped(
        xl__workbook_dot_xml=f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets><sheet name="{name}" r:id="r1"/>'
        "</sheets></workbook>",
        xl___rels__workbook_dot_xml_dot_rels='<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        xl__worksheets__sheet1_dot_xml=f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    )


def spreadsheet(rows: list[list[str]], *, times: str = "1") -> bytes:
    """An ODS file with one sheet, each cell repeated so many times."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return zipped(
        mimetype=ODS,
        content_dot_xml=f'<office:document-content xmlns:office="{office}office:1.0" xmlns:table="{office}table:1.0" '
        f'xmlns:text="{office}text:1.0"><table:table table:name="S">{cells}</table:table></office:document-content>',
    )


def cells(rows: list[list[str | None]], nothing: Any) -> list[list[Any]]:
    """Tokens as CollateX writes them."""
    return [[[{"t": text}] if text else nothing for text in row] for row in rows]


def test_the_json_of_collatex_in_python_has_a_row_for_each_witness(tmp_path: Path) -> None:
    """Its tokens carry their spaces."""
    document = json.dumps({"witnesses": ["A", "B"], "table": cells(FOX, None)})
    assert read(tmp_path, "x.json", document)[0] == {"A": "The quick fox ", "B": "The brown fox"}


def test_the_json_of_collatex_in_java_has_a_row_for_each_position(tmp_path: Path) -> None:
    """The same table, turned, with empty lists for nothing."""
    turned = [list(column) for column in zip(*cells(FOX, []), strict=True)]
    document = json.dumps({"witnesses": ["A", "B"], "table": turned})
    assert read(tmp_path, "x.json", document)[0] == {"A": "The quick fox ", "B": "The brown fox"}


@pytest.mark.parametrize("turn", [False, True])
def test_the_words_of_a_square_table_say_which_way_it_lies(tmp_path: Path, turn: bool) -> None:
    """The same words stand in one column, and a note says that they decided."""
    table = cells([["one ", "two"], ["one ", "too"]], None)
    table = [list(column) for column in zip(*table, strict=True)] if turn else table
    texts, done, _ = read(tmp_path, "x.json", json.dumps({"witnesses": ["A", "B"], "table": table}))
    assert texts == {"A": "one two", "B": "one too"}
    assert "by its words" in done.err


def test_a_square_table_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """Rather than guessed at."""
    document = json.dumps({"witnesses": ["A", "B"], "table": cells([["a ", "b"], ["c ", "d"]], None)})
    assert "is square" in refused(tmp_path, "x.json", document)


def test_tokens_without_spaces_are_divided_by_them(tmp_path: Path) -> None:
    """Users who cut words themselves leave the spaces out; Chinese characters have none."""
    document = {
        "witnesses": ["A", "B"],
        "table": cells([["mon", "segnor", "道", "可"], ["mon", None, "道", None]], None),
    }
    assert read(tmp_path, "x.json", json.dumps(document))[0]["A"] == "mon segnor 道可"


def test_what_a_file_says_of_a_token_is_kept(tmp_path: Path) -> None:
    """In the table that is written, under the same keys; `n` is what is compared."""
    token = {"t": "Foxe", "n": "fox", "page": 7, "lit": "<hi>F</hi>oxe"}
    document = {"witnesses": ["A", "B"], "table": [[[token], None], [[{"t": "fox", "n": "fox"}], None]]}
    table = read(tmp_path, "x.json", json.dumps(document))[2]
    assert table["table"][0][0] == [token]


def test_tags_in_words_are_set_aside_and_conjectures_are_not(tmp_path: Path) -> None:
    """A tag is closed, empty or has attributes; an editor's <et> is text."""
    words = ["mo<abbrev>n</abbrev>segnor", "<et>", "a<lb/>b", 'c<note resp="x">no text</note>']
    document = {"witnesses": ["A", "B"], "table": cells([words, ["x"] * 4], None)}
    assert read(tmp_path, "x.json", json.dumps(document))[0]["A"] == "monsegnor <et> ab c"
    assert "notes in words" in run("read", str(tmp_path / "x.json")).out


def test_a_first_hand_is_a_layer_of_its_manuscript(tmp_path: Path) -> None:
    """Old CollateX and Stemmaweb write it as a witness."""
    tokens = {"A": ["a", "b"], "A (a.c.)": ["a", "c"], "B": ["a", None], "C (a.c.)": ["a", "b"]}
    alignment = [{"witness": n, "tokens": [{"t": t} if t else None for t in own]} for n, own in tokens.items()]
    _, done, table = read(tmp_path, "x.json", json.dumps({"alignment": alignment, "length": 2}))
    hands = {one["siglum"]: (one.get("manuscript"), one.get("hand")) for one in table["sources"]}
    assert hands["A (a.c.)"] == ("A", "a.c.")
    assert hands["A"] == ("A", "p.c.")
    assert hands["C (a.c.)"] == (None, None)  # there is no C
    assert "A (a.c.) of A" in done.err


def test_only_what_is_marked_is_a_lacuna(tmp_path: Path) -> None:
    """#LACUNA# is one, an empty cell is none."""
    rows = ["A,B,C", *(f"w{n},#LACUNA#," for n in range(4)), "end,end,end"]
    (tmp_path / "x.csv").write_text("\n".join(rows), encoding="utf-8")
    found = json.loads(run("convert", "-l", "en", "--to", "json", str(tmp_path / "x.csv")).out)
    kinds = {s: r["kind"] for unit in found["units"] for r in unit["readings"] for s in r["witnesses"]}
    assert kinds["B"] == "lacuna"
    assert kinds["C"] == "omission"


def test_a_witness_without_words_stays(tmp_path: Path) -> None:
    """And is named."""
    texts, done, _ = read(tmp_path, "x.csv", "A,B,C\na,a,\nb,c,\n")
    assert texts == {"A": "a b", "B": "a c", "C": ""}
    assert "without any text: C" in done.err


NODES = """<key id="t" attr.name="tokens" attr.type="string"/><key id="r" attr.name="rank" attr.type="int"/>
<key id="y" attr.name="type" attr.type="string"/><key id="w" attr.name="witnesses" attr.type="string"/><graph>
<node id="0"><data key="r">0</data></node><node id="1"><data key="t">Auch hier</data><data key="r">1</data></node>
<node id="2"><data key="t">auch hier</data><data key="r">3</data></node>
<node id="3"><data key="t">ich</data><data key="r">2</data></node>
<edge source="0" target="1"><data key="y">path</data><data key="w">A</data></edge>
<edge source="1" target="3"><data key="y">path</data><data key="w">A</data></edge>
<edge source="0" target="3"><data key="y">path</data><data key="w">B</data></edge>
<edge source="3" target="2"><data key="y">path</data><data key="w">B</data></edge>
<edge source="1" target="2"><data key="y">transposition</data></edge></graph>"""


def test_the_graph_of_collatex_keeps_its_transpositions(tmp_path: Path) -> None:
    """As moves of the table."""
    texts, _, table = read(tmp_path, "x.xml", GRAPHML.format(NODES))
    assert texts == {"A": "Auch hier ich", "B": "ich auch hier"}
    assert [(move["stay"], move["moved"]) for move in table["moves"]] == [(["A"], ["B"])]


SEQUENCE = """<key id="t" attr.name="text" attr.type="string"/><key id="r" attr.name="rank" attr.type="int"/>
<key id="l" attr.name="is_lacuna" attr.type="boolean"/><key id="j" attr.name="join_next" attr.type="boolean"/>
<key id="w" attr.name="witness" attr.type="string"/><key id="e" attr.name="extra" attr.type="boolean"/><graph>
<node id="n 0"><data key="t">#START#</data><data key="r">0</data></node>
<node id="n1"><data key="t">to</data><data key="r">1</data><data key="j">1</data></node>
<node id="n2"><data key="t">day </data><data key="r">2</data></node>
<node id="n3"><data key="t">gone</data><data key="r">3</data></node>
<node id="n4"><data key="t">#LACUNA#</data><data key="r">2</data><data key="l">1</data></node>
<edge source="n 0" target="n1"><data key="w">A</data></edge><edge source="n1" target="n2"><data key="w">A</data></edge>
<edge source="n2" target="n3"><data key="w">A</data></edge>
<edge source="n1" target="n3"><data key="w">A</data><data key="e">1</data></edge>
<edge source="n 0" target="n1"><data key="w">B</data></edge><edge source="n1" target="n4"><data key="w">B</data></edge>
</graph><graph id="relationships"><edge source="n1" target="n2"/></graph>"""


def test_the_graph_of_text_tradition_has_joined_words_lacunae_and_first_hands(tmp_path: Path) -> None:
    """An edge a witness; relations between readings are set aside."""
    texts, _, _ = read(tmp_path, "x.graphml", GRAPHML.format(SEQUENCE))
    assert texts == {"A": "today gone", "A (a.c.)": "to gone"[:2] + "gone", "B": "to"}
    assert "relations between readings" in run("read", str(tmp_path / "x.graphml")).out


def test_the_graph_of_stemmarest_has_first_hands_as_attributes(tmp_path: Path) -> None:
    """Lists in brackets; nodes that are no readings are passed over."""
    graph = SEQUENCE.replace('"witness"', '"witnesses"').replace(
        '"extra" attr.type="boolean"', '"a.c." attr.type="stringarray"'
    )
    graph = graph.replace('<data key="w">A</data><data key="e">1</data>', '<data key="e">[A]</data>')
    graph = graph.replace(">A<", ">[A]<").replace(">B<", ">[B]<").replace("<graph>", '<graph><node id="s"/>', 1)
    assert read(tmp_path, "x.xml", GRAPHML.format(graph))[0] == {"A": "today gone", "A (a.c.)": "togone", "B": "to"}


def section(words: str, number: str) -> str:
    """A graph of Stemmarest with one witness more than its words."""
    keys = '<key id="t" attr.name="text"/><key id="r" attr.name="rank"/><key id="w" attr.name="witnesses"/>'
    names = [f"{number}{k}" for k in range(len(words.split()) + 1)]
    nodes = "".join(
        f'<node id="{name}"><data key="t">{word}</data><data key="r">{k}</data></node>'
        for k, (name, word) in enumerate(zip(names, ["#START#", *words.split()], strict=True))
    )
    edges = "".join(f'<edge source="{a}" target="{b}"><data key="w">[A, B]</data></edge>' for a, b in pairwise(names))
    return GRAPHML.format(f"{keys}<graph>{nodes}{edges}</graph>")


def test_the_sections_of_a_tradition_follow_the_order_of_its_file(tmp_path: Path) -> None:
    """Not that of the names in the archive."""
    edge = '<edge source="20" target="10"><data key="n">NEXT</data></edge>'
    order = f'<key id="n" attr.name="neolabel"/><graph>{edge}</graph>'
    archive = zipped(
        tradition_dot_xml=GRAPHML.format(order), section_10_dot_xml=section("then two", "b"),
        section_20_dot_xml=section("first one", "a"),
    )  # fmt: skip
    assert read(tmp_path, "x.zip", archive)[0] == {"A": "first one then two", "B": "first one then two"}


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        ('<edge source="n3" target="n1"><data key="w">A</data></edge>', "in a circle"),
        ('<edge source="x" target="y"><data key="w">A</data></edge>', "has 2 beginnings"),
    ],
)
def test_a_graph_that_no_text_runs_through_is_refused(tmp_path: Path, edges: str, said: str) -> None:
    """With the witness whose path it is."""
    graph = SEQUENCE.replace("</graph><graph id", f"{edges}</graph><graph id")
    assert said in refused(tmp_path, "x.xml", GRAPHML.format(graph))


def test_a_graph_of_something_else_is_refused(tmp_path: Path) -> None:
    """A stemma, say."""
    said = refused(tmp_path, "x.graphml", GRAPHML.format('<graph><edge source="a" target="b"/></graph>'))
    assert "no variant graph" in said


@pytest.mark.parametrize(
    "document",
    [
        '<root><app><rdg wit="#A">The </rdg><rdg wit="#B">The </rdg></app><app><rdg wit="#A">fox</rdg></app></root>',
        '<p>The <app><rdg wit="#A">fox</rdg></app><app><rdg wit="#B"/></app></p>',
        """<cx:apparatus xmlns:cx="x"><app><rdgGrp n="['the']"><rdg wit="A">T&lt;hi/&gt;he</rdg>
        <rdg wit="B">The</rdg></rdgGrp></app>\n<app><rdg wit="A">fox</rdg></app></cx:apparatus>""",
    ],
)  # fmt: skip
def test_an_apparatus_without_a_text_around_it_is_read(tmp_path: Path, document: str) -> None:
    """The three forms of CollateX's XML."""
    texts = read(tmp_path, "x.xml", document)[0]
    assert {name: text.strip() for name, text in texts.items()} == {"A": "The fox", "B": "The"}


TABLE = [["A", "B"], ["the", "the"], ["quick", ""], ["", ""], ["fox", "fox"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.xlsx", workbook(TABLE)),
        ("x.ods", spreadsheet(TABLE)),
        ("x.csv", "\ufeff" + "\n".join(";".join(row) for row in TABLE)),
        ("x.txt", "\n".join("\t".join(row) for row in TABLE)),
        ("x.csv", "A,the,quick,fox\nB,the,,fox\n"),
        ("x.xlsx", workbook([["", "1", "2", "3"], ["A", "the", "quick", "fox"], ["B", "the", "", "fox"]])),
        ("x.txt", "+---+-----+-------+-----+\n| A | the | quick | fox |\n| B | the | -     | fox |\n+---+-----+"),
        ("x.html", "<table>" + "".join(f"<tr><td>{a}<td><p>{b}<p hidden>12r</tr>" for a, b in TABLE) + "</table>"),
    ],
)  # fmt: skip
def test_a_table_of_words_is_read_whatever_the_file(tmp_path: Path, name: str, content: str | bytes) -> None:
    """Witnesses in columns or in rows; empty rows, hidden text and signs for nothing are no words."""
    assert read(tmp_path, name, content)[0] == {"A": "the quick fox", "B": "the fox"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["A", "", "B"], ["a", "b", "c"]], "nothing stands in sheet 'Sheet1', cell B1"),
        ([["Lemma", "Reading_1"], ["munitionum", "munitionem"]], "an apparatus entry in each row"),
        ([["A", "B"], ["forth", "forth] ~,"], ["new", "new] old"]], "'forth] ~,' in sheet 'Sheet1', cell B2"),
        ([["A", "A"], ["a", "b"]], "names a witness twice"),
        ([[]], "has no sheet with cells"),
    ],
)
def test_what_is_no_table_of_witnesses_is_refused_with_its_cell(
    tmp_path: Path, rows: list[list[str]], said: str
) -> None:
    """Apparatus entries are never read as words."""
    assert said in refused(tmp_path, "x.xlsx", workbook(rows))


def test_hands_that_are_numbered_are_hands_if_their_columns_are_alike(tmp_path: Path) -> None:
    """B1 and B2, C1 and C2; but three texts W1, W2, W3 are witnesses."""
    rows = [["B1", "B2", "C1", "C2", "LH"], *([f"w{n}"] * 5 for n in range(9)), ["a", "b", "a", "a", "c"]]
    texts, done, _ = read(tmp_path, "x.csv", "\n".join(map(",".join, rows)))
    assert list(texts) == ["B", "B (a.c.)", "C", "C (a.c.)", "LH"]
    assert "B1 of B, C1 of C" in done.err
    assert list(read(tmp_path, "y.csv", "W1,W2,W3\na,a,a\nb,b,b\n")[0]) == ["W1", "W2", "W3"]


def test_an_apparatus_of_collate_is_a_table_of_its_units(tmp_path: Path) -> None:
    """Which is said: the words between them are not in it."""
    (tmp_path / "A.txt").write_text("the old king rides home", encoding="utf-8")
    (tmp_path / "B.txt").write_text("the young king rides home", encoding="utf-8")
    made = run("apparatus", "-l", "en", "--to", "json", str(tmp_path / "A.txt"), str(tmp_path / "B.txt")).out
    texts, done, _ = read(tmp_path, "x.json", made)
    assert texts == {"A": "old", "B": "young"}
    assert "variation units only" in done.err


def test_a_project_of_juxta_gets_a_sentence(tmp_path: Path) -> None:
    """That says where its texts are."""
    assert "project of Juxta" in refused(tmp_path, "x.jxt", zipped(docs__source__a="a", manifest_dot_xml="<x/>"))


@pytest.mark.parametrize("name", ["poem.txt", "glossary.txt"])
def test_texts_with_tabs_stay_texts(tmp_path: Path, name: str) -> None:
    """Only words that agree make lines with tabs a collation."""
    (tmp_path / name).write_text("amo\tlove\nbellum\twar\npax\tpeace\nrex\tking\n", encoding="utf-8")
    assert "needs two witnesses" in run("table", str(tmp_path / name)).err


BOMB = "A" * 200_000


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xlsx", lambda: zipped(xl__workbook_dot_xml=BOMB), "unpacks to more than"),
        ("x.ods", lambda: zipped(mimetype=ODS, content_dot_xml=BOMB), "unpacks to more than"),
        ("x.xlsx", lambda: workbook([["A", "B"], ["a", "b"]])[:-40], "is damaged"),
        ("x.xlsx", lambda: zipped(xl__workbook_dot_xml="<workbook/>"), "it has no xl/_rels/workbook.xml.rels"),
        ("x.ods", lambda: spreadsheet([["a"]] * 3, times="999999999"), "cells with text"),
        (
            "x.xml",
            lambda: '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + "&a;" * 999 + '"><!ENTITY c "' + "&b;" * 999
            + '">]>' + GRAPHML.format("<graph><node id='x'><data>&c;&c;&c;&c;</data></node></graph>"),
            "entities",
        ),
    ],
)  # fmt: skip
def test_hostile_archives_and_entities_are_refused(
    tmp_path: Path, name: str, content: Any, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one sentence, before memory is spent."""
    monkeypatch.setattr(archives, "MOST_OF_A_PART", 100_000)
    assert said in refused(tmp_path, name, content())
