"""Tables and apparatuses read back: the alignment that they hold, not one made anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import FIELD, TREATY, Run, run, thorough

Collate = Callable[..., Run]
TREATY_FILES = [str(TREATY / "fr-draft.txt"), str(TREATY / "fr-edited.txt")]
LINE = re.compile(r"^ *\d+ ", re.MULTILINE)  # of a file, before an entry


def units(*arguments: str) -> list[list[tuple[str, str, list[str]]]]:
    """The readings of every unit, with their kinds and witnesses."""
    done = run(*arguments, "--to", "json")
    assert done.status == 0, done.err
    return [
        [(r["normal"], r["kind"], r["witnesses"]) for r in unit["readings"]] for unit in json.loads(done.out)["units"]
    ]


@pytest.mark.parametrize(
    ("command", "form", "ending"),
    [("apparatus", "tei", "xml"), ("table", "json", "json"), ("table", "csv", "csv"), ("table", "tsv", "tsv")],
)
def test_what_was_written_is_converted_to_the_same_units(tmp_path: Path, command: str, form: str, ending: str) -> None:
    """Through TEI and through every table that is read."""
    path = tmp_path / f"there.{ending}"
    assert run(command, "--to", form, "-o", str(path), *TREATY_FILES).status == 0
    assert units("convert", "-l", "fr", str(path)) == units("apparatus", *TREATY_FILES)


@pytest.mark.parametrize(
    "pattern",
    [
        "tei_3john_ecm/core12/*.txt",
        pytest.param("stemma_besoin/witnesses/*.txt", marks=thorough),
        pytest.param("frankenstein/chunks/*24*/*.txt", marks=thorough),
        pytest.param("zh_laozi/witnesses/*", marks=thorough),
    ],
)
def test_real_traditions_survive_the_table(tmp_path: Path, field: Path, pattern: str) -> None:
    """JSON keeps moves and joins too."""
    files = sorted(map(str, (field / "gold").glob(pattern)))
    table = tmp_path / "table.json"
    run("table", "--to", "json", "-o", str(table), *files)
    assert units("convert", str(table)) == units("apparatus", *files)


FOREIGN = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><listWit>
<witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/></listWit></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body><p>When <app><lem>the old king</lem><rdg wit="#B">a king</rdg></app> saw
<app><lem wit="#A">it</lem><rdg wit="#B #C">them</rdg></app><app><lem wit="#A #B">,</lem><rdg wit="#C"/></app>
he laughed.</p></body></text></TEI>"""


def test_an_apparatus_of_others_keeps_its_places(tmp_path: Path) -> None:
    """Bounds of units are those of its apps, also of neighbours; who is not named in a negative app has the lemma."""
    path = tmp_path / "foreign.xml"
    path.write_text(FOREIGN, encoding="utf-8")
    assert units("convert", str(path)) == [
        [("the old king", "words", ["A", "C"]), ("a king", "words", ["B"])],
        [("it", "words", ["A"]), ("them", "words", ["B", "C"])],
        [(",", "words", ["A", "B"]), ("", "omission", ["C"])],
    ]


def test_what_a_format_cannot_carry_is_said(collate: Collate, tmp_path: Path) -> None:
    """Nothing is lost in silence."""
    table = tmp_path / "table.json"
    collate("table", "-l", "en", "--to", "json", "-o", str(table), "examples/moved-A.txt", "examples/moved-B.txt")
    done = collate("convert", str(table), "--to", "csv")
    assert "csv does not carry the text between the units, the space between words, 3 transpositions" in done.err
    assert "does not carry" not in collate("convert", str(table), "--to", "reledmac").err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("one.csv", "A\nx\n", "one.csv:1: has fewer than two witnesses"),
        ("twice.csv", "A,A\nx,y\n", "twice.csv:1: names a witness twice"),
        ("ragged.csv", "A,B\nx,y\nz\n", "ragged.csv:3: has 1 cells where its first row has 2"),
        ("text.txt", "one two", "holds no alignment"),
        ("empty.csv", "", "has fewer than two witnesses"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    """One sentence, with the line."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    done = run("convert", str(tmp_path / name), "--to", "text")
    assert done.status == 2
    assert said in done.err


CELL = st.lists(st.sampled_from(["a", "b", "=1", "'x", "é道"]), max_size=2).map(" ".join)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
def test_any_table_keeps_its_words(rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every word of every cell is there after reading and writing, in its order."""
    import csv
    import io

    folder = tmp_path_factory.mktemp("table")
    body = [row for row in rows if any(row)] or [("a", "", "")]
    out = io.StringIO()
    csv.writer(out).writerows([("A", "B", "C"), *body])
    (folder / "t.csv").write_text(out.getvalue(), encoding="utf-8")
    done = run("convert", "-l", "fr", str(folder / "t.csv"), "--to", "table-json")
    table = json.loads(done.out)
    for number, row in enumerate(table["table"]):
        words = [token["t"].strip() for cell in row for token in cell or []]
        assert words == " ".join(cells[number] for cells in body).split()


def test_a_tei_base_gets_ids_and_nothing_else(tmp_path: Path) -> None:
    """Taken out again, the file is byte for byte what it was; every pointer resolves."""
    from lxml import etree

    base = tmp_path / "base.xml"
    base.write_bytes(BASE.encode())
    (tmp_path / "B.txt").write_text("The king & the queens went to the high hill. Then they danced.", encoding="utf-8")
    done = run(
        "apparatus", "-l", "en", "--to", "tei", "--method", "double-end-point", str(base), str(tmp_path / "B.txt")
    )
    assert done.status == 0, done.err
    document = etree.fromstring(done.out.encode())
    ids = document.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = [p for a in ("wit", "from", "to", "target") for v in document.xpath(f"//@{a}") for p in v.split()]
    assert {p for p in pointers if p.removeprefix("#") not in ids} == set()
    bare = re.sub(r"\n<standOff.*?</standOff>", "", done.out, flags=re.DOTALL)
    bare = re.sub(r'<anchor xml:id="c\.[^>]*/>', "", bare)
    assert re.sub(r' xml:id="c\.[^"]*"', "", bare) == BASE
    if FIELD.is_dir():
        schema = etree.RelaxNG(etree.parse(FIELD / "tei" / "small.rng"))
        assert schema.validate(document), schema.error_log


BASE = """<?xml version="1.0" encoding="UTF-8"?>
<!-- kept  as is -->
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Déjà &amp; vu</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>y</p></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body><p  n='1'>The old&#32;king &amp; the <hi rend="it">que</hi>en went
   to the <!-- a note --> hill.</p><p><w>Then</w> <w xml:id="u1">they</w> <w>sang</w><pc>.</pc></p></body></text></TEI>
"""


UNNAMED = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><sourceDesc><listWit>
<witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/></listWit></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body><p>The <app><lem wit="#A">king</lem><rdg wit="#B">queen</rdg></app> went
<app xml:id="h"><lem resp="#ed">home</lem><rdg wit="#A #B #C #Zz">hame</rdg></app>.</p></body></text></TEI>"""


def test_what_an_apparatus_does_not_say_is_not_made_up(tmp_path: Path) -> None:
    """Who is not named is silent there; a lemma without witness, and witnesses that are declared nowhere, are named."""
    path = tmp_path / "unnamed.xml"
    path.write_text(UNNAMED, encoding="utf-8")
    assert units("convert", str(path)) == [
        [("king", "words", ["A"]), ("queen", "words", ["B"]), ("", "lacuna", ["C", "Zz"])],
    ]
    said = run("convert", str(path), "--to", "text").err
    assert "readings that no witness has are left out ('home') (line 4)" in said
    assert "the list of witnesses does not have Zz" in said


def test_a_table_of_others_holds_no_transpositions(tmp_path: Path) -> None:
    """Where in a cell its words stand is not known; they are aligned, and nothing is said to have moved."""
    (tmp_path / "m.csv").write_text(
        "A,B,C\nx,x,x\nkathos su,kathos kai su,kathos\ny,y,y\ngar lian,lian,lia\n", encoding="utf-8"
    )
    printed = run("convert", "-l", "grc", str(tmp_path / "m.csv"), "--to", "text").out
    assert "transp." not in printed
    assert "kathos su] kathos kai su B (addition" in printed


@pytest.mark.parametrize(
    ("text", "said"),
    [("<p>a <![CDATA[&]]> b</p>", "has CDATA sections"), ("<p>a <b/> b</p>", "")],
)
def test_a_base_that_cannot_be_pointed_at_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Nothing is written rather than something false."""
    head = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
    (tmp_path / "base.xml").write_text(f"{head}{text}</body></text></TEI>", encoding="utf-8")
    (tmp_path / "B.txt").write_text("a c b", encoding="utf-8")
    files = [str(tmp_path / "base.xml"), str(tmp_path / "B.txt")]
    done = run("apparatus", "-l", "en", "--to", "tei", "--method", "double-end-point", *files)
    assert (done.status == 2) == bool(said)
    assert said in done.err


def test_signs_of_punctuation_are_pointed_at_as_words_are(tmp_path: Path) -> None:
    """An anchor may not stand in a ``pc``; it gets an id."""
    head = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
    text = "<p><w>one</w><pc>,</pc> <w>two</w></p></body></text></TEI>"
    (tmp_path / "base.xml").write_text(head + text, encoding="utf-8")
    (tmp_path / "B.txt").write_text("one; two", encoding="utf-8")
    files = [str(tmp_path / "base.xml"), str(tmp_path / "B.txt")]
    done = run("apparatus", "-l", "en", "--to", "tei", "--method", "double-end-point", *files)
    assert re.search(r'<pc xml:id="w\d+">,</pc>', done.out)
    assert "<anchor" not in done.out


def test_the_entries_survive_tei(tmp_path: Path) -> None:
    """All that is printed of them, but for the line of the file: the lines of prose are not those of its paragraphs."""
    path = tmp_path / "there.xml"
    assert run("apparatus", "--to", "tei", "-o", str(path), *TREATY_FILES).status == 0
    before, after = run("apparatus", *TREATY_FILES).out, run("convert", str(path), "--to", "text").out
    assert LINE.sub("", after) == LINE.sub("", before) != ""


def test_the_lines_of_verse_survive_tei(tmp_path: Path) -> None:
    """The entries name the same lines, also behind the end of a stanza."""
    stanzas = "Whan that Aprille\nthe droghte of March\n\nhath perced to the roote\nand bathed every veyne\n"
    (tmp_path / "A.txt").write_text(stanzas, encoding="utf-8")
    (tmp_path / "B.txt").write_text(stanzas.replace("March", "Mershe").replace("every", "al the"), encoding="utf-8")
    files, path = ("-l", "en", str(tmp_path / "A.txt"), str(tmp_path / "B.txt")), tmp_path / "there.xml"
    assert run("apparatus", "--to", "tei", "-o", str(path), *files).status == 0
    assert run("convert", str(path), "--to", "text").out == run("apparatus", *files).out
