"""Canonical references in print: in the notes, and beside the text; and headings, verses and paragraphs of TEI."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import run

LINES = (
    "arma virumque cano, Troiae qui primus ab oris",
    "Italiam fato profugus Laviniaque venit",
    "litora, multum ille et terris iactatus et alto",
    "vi superum, saevae memorem Iunonis ob iram",
    "multa quoque et bello passus, dum conderet urbem",
)


def tei(lines: Sequence[str]) -> str:
    verses = "".join(f'<l n="{number}">{line}</l>' for number, line in enumerate(lines, 1))
    return f'<TEI><text xml:lang="la"><body><div n="1"><head>LIBER I</head>{verses}</div></body></text></TEI>'


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Five verses, of which a witness lacks two and another has other words in one of these and in the last."""
    texts = {"A": LINES, "B": (*LINES[:2], *LINES[4:]), "D": LINES}
    texts["C"] = [line.replace("memorem", "veterem").replace("urbem", "arcem") for line in LINES]
    for siglum, lines in texts.items():
        (tmp_path / f"{siglum}.xml").write_text(tei(lines).replace('n="3">multa', 'n="5">multa'), encoding="utf-8")
    return [str(tmp_path / f"{siglum}.xml") for siglum in texts]


def printed(files: list[str], form: str) -> str:
    done = run("apparatus", *files, "-p", "classical", "--to", form)
    assert done.status == 0, done.err
    return done.out


def test_reledmac_prints_references_in_the_margin_and_in_the_notes(files: list[str]) -> None:
    """Of verses the first and every fifth; the longer note stands before those within it; lines have no numbers."""
    latex = printed(files, "reledmac")
    assert "\\bfseries\\large LIBER I" in latex
    assert "\\ledrightnote{1.1}arma" in latex
    assert "\\ledrightnote{5}multa" in latex
    assert latex.count("\\ledrightnote") == 2
    assert "\\lemma{1.5\\enspace{}urbem{]} }\\" in latex
    assert latex.index("{1.3\\enspace{}litora") < latex.index("{1.4\\enspace{}memorem")
    assert "footnote[nosep]" not in latex
    assert "\\linenumincrement{5}" not in latex


def test_ekdosis_prints_references_too(files: list[str]) -> None:
    """As reledmac does."""
    latex = printed(files, "ekdosis")
    assert "\\bfseries\\large LIBER I" in latex
    assert "\\marginpar{\\footnotesize 1.1}arma" in latex
    assert "\\lem[alt={1.5\\enspace{}urbem{]} },nonum,nosep]{urbem}" in latex
    assert latex.index("{1.3\\enspace{}litora") < latex.index("{1.4\\enspace{}memorem")


def test_word_prints_references_too(files: list[str], tmp_path: Path) -> None:
    """At the head of notes, and at the end of the verses."""
    assert run("apparatus", *files, "-p", "classical", "-o", str(tmp_path / "out.docx")).status == 0
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        notes, text = (etree.fromstring(package.read(f"word/{part}.xml")) for part in ("footnotes", "document"))
    said = ["".join(note.itertext()).strip() for note in notes]
    assert "1.3 litora, multum … iram] om. B" in said
    assert "1.5 urbem] arcem C" in said
    assert text.xpath("//*[local-name() = 'tab' and not(@*)]/following::*[local-name() = 't'][1]/text()") == [
        "1.1",
        "5",
    ]


def test_layers_in_word_are_series_of_their_own(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each a list after the text under its name, counted by Word in a manner of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fontes.txt").write_text("arma] Hom. Il. 1.1\n", encoding="utf-8")
    (tmp_path / "testimonia.txt").write_text("multum ille] Serv. ad loc.\narma] Ov. Tr. 2.534\n", encoding="utf-8")
    for layer in ("fontes", "testimonia"):
        done = run("decide", "notes", str(tmp_path / f"{layer}.txt"), "--layer", layer, *files)
        assert done.status == 0, done.err
    assert run("apparatus", *files, "-o", str(tmp_path / "out.docx")).status == 0
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        text = etree.fromstring(package.read("word/document.xml"))
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    fields = text.xpath("//*[local-name() = 'fldSimple']/@*")
    assert fields.count(" SEQ collate1 \\* alphabetic ") == 1
    assert fields.count(" SEQ collate2 \\* roman ") == 2
    assert "Hom. Il. 1.1" not in "".join(notes.itertext())
    last = ["".join(block.itertext()) for block in text.iter("{*}p")][-5:]
    assert last == [
        "fontes", "a 1.1 arma] Hom. Il. 1.1",
        "testimonia", "i 1.1 arma] Ov. Tr. 2.534", "ii 1.3 multum ille] Serv. ad loc.",
    ]  # fmt: skip


def test_tei_has_verses_with_references_and_an_entry_of_whole_verses_beside_them(files: list[str]) -> None:
    """The apparatus in the text, and the text alone; what was written is read back to the same places."""
    segmented = etree.fromstring(printed(files, "tei").encode())
    (stanza,) = segmented.iterfind(".//{*}lg")
    assert [etree.QName(child).localname for child in stanza] == ["l", "l", "app", "l"]
    assert [verse.get("n") for verse in segmented.iterfind(".//{*}lem//{*}l")] == ["1.3", "1.4"]
    assert segmented.findtext(".//{*}head") == "LIBER I"
    assert not segmented.findall(".//{*}body//{*}lb")
    edition = etree.fromstring(run("edition", *files, "--to", "tei").out.encode())
    assert [verse.get("n") for verse in edition.iterfind(".//{*}l")] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_what_tei_divides_is_read_back(files: list[str], tmp_path: Path) -> None:
    """The same entries at the same places."""
    assert run("apparatus", *files, "--to", "tei", "-o", str(tmp_path / "app.xml")).status == 0
    assert run("apparatus", str(tmp_path / "app.xml")).out == run("apparatus", *files).out
