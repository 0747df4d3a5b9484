"""Bad files, each given to every command that could read it: one sentence, status 2, nothing written or changed."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.conftest import THOROUGH, run

TEI = "<TEI><text><body><p>{}</p></body></text></TEI>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 7))

# What is wrong, the file's name, what it holds, what is said of it.
FILES: list[tuple[str, str, bytes, str]] = [
    ("UTF-16 without its mark", "x.txt", "mot après mot".encode("utf-16-le"), "x.txt: holds NUL bytes, as UTF-16"),
    ("UTF-16 cut in half", "x.txt", b"\xff\xfea", "x.txt:1:1: is not utf-16-le here"),
    ("a NUL", "x.txt", b"a\x00b" + b"c" * 200, "x.txt:1: holds a NUL character"),
    ("more than is allowed", "x.txt", b"a " * 600_000, "x.txt: is larger than 1 MB; split it, or raise --max-size"),
    ("XML cut off", "x.xml", b"<TEI><text><body><p>a", "x.xml:1:22: is not well-formed XML"),
    ("XML of two roots", "x.xml", b"<a/><b/>", "x.xml:1:5: is not well-formed XML"),
    ("XML without a text", "x.xml", b"<TEI><teiHeader/></TEI>", "x.xml: is XML without a <body>"),
    ("XML that is no XML", "x.xml", b"nothing of the kind", "x.xml:1:1: is not well-formed XML"),
    ("a PDF that is none", "x.xml", b"%PDF-1.7", "x.xml: is a damaged PDF"),
    ("an empty XML file", "x.xml", b"", "x.xml:1:1: is not well-formed XML (Document is empty)"),
    ("an entity of nowhere", "x.xml", TEI.format("&nowhere;").encode(), "x.xml:1:30: is not well-formed XML (Entity"),
    (
        "a billion laughs",
        "x.xml",
        f'<!DOCTYPE TEI [<!ENTITY l0 "ha">{LAUGHS}]>{TEI.format("&l6;")}'.encode(),
        "holds entities that multiply",
    ),
    (
        "an entity of itself",
        "x.xml",
        f'<!DOCTYPE TEI [<!ENTITY a "&a;">]>{TEI.format("&a;")}'.encode(),
        "holds an entity that holds itself",
    ),
    ("depth", "x.xml", TEI.format("<hi>" * 200_000).encode(), "is nested more than 256 elements deep; flatten it"),
    ("XML with a control", "x.xml", TEI.format("a\x01b").encode(), "x.xml:1:22: is not well-formed XML"),
    (
        "10 MB without a tag",
        "x.xml",
        TEI.format("a " * 5_500_000).encode(),
        "holds more than 10 MB without a tag; divide",
    ),
    (
        "XML in another encoding",
        "x.xml",
        b"<?xml version='1.0' encoding='klingon'?><TEI/>",
        "(Unsupported encoding: klingon)",
    ),
    ("JSON cut off", "x.json", b'{"witnesses": [', "x.json:1:16: is not JSON"),
    ("an empty JSON file", "x.json", b"", "x.json:1:1: is not JSON"),
    ("JSON of another kind", "x.json", b"[1, 2]", "x.json: is not a JSON object"),
    ("JSON without end", "x.json", b"[" * 100_000, "x.json: is nested too deeply"),
    (
        "half a character",
        "x.json",
        b'{"witnesses":[{"id":"A","content":"\\ud800"}]}',
        "x.json: witnesses[0].content: a lone surrogate",
    ),
    ("a number without end", "x.json", b'{"witnesses":' + b"9" * 5000 + b"}", "x.json:1: holds a number"),
    (
        "a witness that is no text",
        "x.json",
        b'{"witnesses":[{"id":"A","content":7}]}',
        "witness 1 (A) has neither tokens nor content",
    ),
    ("a witness without a name", "x.json", b'{"witnesses":[{"id":"","content":"a"}]}', "witness 1 has no id"),
    ("tokens that are numbers", "x.json", b'{"witnesses":[{"id":"A","tokens":[1]}]}', 'a token of A has no text "t"'),
    ("rows of two lengths", "x.json", b'{"witnesses":["A","B"],"table":[[null],[]]}', "x.json: the rows of its table"),
    ("a table of one witness", "x.csv", b"A\nword\n", "x.csv:1: has fewer than two witnesses"),
    ("a table of nothing", "x.csv", b"", "x.csv:1: has fewer than two witnesses"),
    ("a quotation without end", "x.csv", b'A,B\n"one,two\n', "x.csv: is no table (unexpected end of data)"),
    ("a table in UTF-16", "x.tsv", "A\tB\none\ttwo\n".encode("utf-16-le"), "x.tsv: holds NUL bytes"),
    ("a table of two equal sigla", "x.csv", b"A,A\none,two\n", "x.csv:1: names a witness twice"),
]
# Every command that reads witnesses: {} is the bad one, the others are good.
COMMANDS = [
    "diff {} B.txt", "diff B.txt {} --json", "table {} B.txt --to json", "apparatus {} B.txt --to tei",
    "apparatus B.txt {} --to xlsx -o new.xlsx", "explain u1 {} B.txt", "normalise {} --show", "proof {} -l en",
    "page {} B.txt -o new.html", "stats {} B.txt", "stemma {} B.txt C.txt", "beads {} B.txt", "fidelity B.txt {}",
    "terms {} B.txt", "decide label u1 slip {} B.txt", "check B.xml {} B.txt", "table - B.txt <{}",
]  # fmt: skip


def trouble(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """What a command says in that folder: it must be trouble in one sentence, and nothing may have changed."""
    before = {path: path.is_file() and path.read_bytes() for path in folder.iterdir()}
    os.chdir(folder)
    done = run(*arguments, stdin=stdin)
    said = done.err.splitlines()[-1] if done.err else ""
    assert done.status == 2, done.err
    assert "fault of Collate itself" not in done.err
    assert "Traceback" not in done.err
    assert said.startswith("collate: ")
    assert done.out == ""
    assert {path: path.is_file() and path.read_bytes() for path in folder.iterdir()} == before
    return said


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Good files: two witnesses, and an apparatus of them."""
    monkeypatch.chdir(tmp_path)
    for siglum in "BC":
        (tmp_path / f"{siglum}.txt").write_text(f"a word of {siglum}\n", encoding="utf-8")
    run("apparatus", "B.txt", "C.txt", "-l", "en", "--to", "tei", "-o", "B.xml")
    return tmp_path


@pytest.mark.parametrize(
    ("number", "name", "content", "said"),
    [(number, *case[1:]) for number, case in enumerate(FILES)],
    ids=[case[0] for case in FILES],
)
def test_no_command_takes_a_bad_file(folder: Path, number: int, name: str, content: bytes, said: str) -> None:
    """From the file and from stdin; every command in thorough runs, else a few of them, others for each file."""
    (folder / name).write_bytes(content)
    for command in COMMANDS if THOROUGH else COMMANDS[number % 8 :: 8]:
        words, _, stdin = command.format(name, name).partition(" <")
        if stdin and not name.endswith("txt"):
            continue  # what comes by stdin has no ending that says its kind
        arguments = words.split()
        if "--max-size" in said:
            arguments += ["--max-size", "1"]
        told = trouble(folder, *arguments, stdin=content if stdin else b"")
        assert said.replace(name, "-") in told if stdin else said in told, f"{command}: {told}"


UNIT = (
    b'{"form": "collate-apparatus-1", "base": "B", "units": [{"id": "u1", "start": 0, "end": 1, "section": "", "line": 1, '
    b'"word": 1, "moves": [], "readings": [{"text": "a", "normal": "a", "kind": "words", "witnesses": ["B"], "labels": []}]}]}'
)
BROKEN = gzip.compress(b"maison /x/\n" * 100)[:10] + b"\xff" * 40

# Files that are no witnesses: what is wrong, the file's name and content, the command, what is said.
OTHERS: list[tuple[str, str, bytes, str, str]] = [
    ("settings cut off", "collate.toml", b"[labels", "diff B.txt C.txt", "collate.toml: cannot be understood"),
    ("settings unheard of", "collate.toml", b"x = 1", "diff B.txt C.txt", "collate.toml: 'x' is not known; keys: labels"),
    ("settings in Latin-1", "collate.toml", b'decisions = "\xe9"', "diff B.txt C.txt", "collate.toml: cannot be underst"),
    ("settings of depth", "collate.toml", b"x = " + b"[" * 10_000, "diff B.txt C.txt", "collate.toml:1: cannot be underst"),
    ("a label unheard of", "collate.toml", b'[labels]\nx = "formal"', "diff B.txt C.txt", "no label 'x'"),
    ("a profile unheard of", "collate.toml", b'[print]\nprofile = "x"', "apparatus B.txt C.txt", "no print profile 'x'"),
    ("outputs among the witnesses", "collate.toml", b'[witnesses]\nA = "B.txt"\nC = "C.txt"\n[outputs]\nfolder = "."', "run", "the outputs would stand among the witnesses (B.txt)"),
    ("outputs in a file", "collate.toml", b'[witnesses]\nA = "B.txt"\nC = "C.txt"\n[outputs]\nfolder = "C.txt"', "run", "the outputs want a folder, and 'C.txt' is a file"),
    ("an anchor of nothing", "collate.toml", b"", "table B.txt C.txt --anchor zzz", "'zzz' is no anchor, and no file of anchors"),
    ("decisions cut off", "decisions.toml", b"[[decision", "diff B.txt C.txt", "decisions.toml"),
    ("a decision of nothing", "decisions.toml", b'[[decision]]\ndo = "burn"', "diff B.txt C.txt", "decisions.toml"),
    ("decisions of another kind", "decisions.toml", b"decision = 7", "diff B.txt C.txt", "decisions.toml"),
    ("witnesses cut off", "witnesses.toml", b'["B.txt"', "diff B.txt C.txt", "witnesses.toml"),
    ("a language of nobody", "witnesses.toml", b'[[witness]]\nfile = "B.txt"\nlanguage = "q!"', "diff B.txt C.txt", "no language code"),
    ("descriptions of another kind", "witnesses.toml", b'["B.txt"]\nlanguage = "fr"', "diff B.txt C.txt", "something else than [[witness]] tables"),
    ("a termbase without columns", "t.tsv", b"x\n", "fidelity B.txt C.txt --terms t.tsv", "t.tsv"),
    ("a termbase of TBX cut off", "t.tbx", b"<tbx>", "fidelity B.txt C.txt --terms t.tbx", "t.tbx:1:6: is not well-form"),
    ("a termbase that laughs", "t.tbx", f'<!DOCTYPE t [<!ENTITY l0 "ha">{LAUGHS}]><t>&l6;</t>'.encode(),
     "table B.txt C.txt -l fr -l ru --terms t.tbx", "t.tbx:1:"),
    ("a dictionary of nothing", "d.xml", b"<TEI>", "beads B.txt C.txt --dictionary d.xml", "d.xml"),
    ("a dictionary cut off", "d.dict.dz", b"\x1f\x8b\x08", "beads B.txt C.txt --dictionary d.dict.dz", "d."),
    ("anchors of nothing", "a.txt", b"what", "table B.txt C.txt --anchor a.txt", "is no anchor"),
    ("an apparatus cut off", "a.json", b'{"units": [', "compare a.json B.xml", "a.json:1:12: is not JSON"),
    ("an apparatus of another kind", "a.json", b"[]", "compare a.json a.json", "a.json"),
    ("an apparatus of nobody", "a.xml", TEI.format("a").encode(), "check a.xml B.txt", "a.xml"),
    ("nothing to convert", "a.txt", b"a", "convert a.txt --to csv", "a.txt"),
    ("a setting of 5,000 digits", "collate.toml", b"decisions = " + b"9" * 5_000, "diff B.txt C.txt", "collate.toml:1: holds a number of thousands of digits"),
    ("a key of 40 kB", "collate.toml", b"[print]\n" + b"a." * 20_000 + b"a = 1", "diff B.txt C.txt", "collate.toml:2: cannot be understood (a key has more than 32 parts)"),
    ("a profile of another type", "collate.toml", b"[print]\nbetween = ['a']", "apparatus B.txt C.txt", "print.between: should be text, and is a list"),
    ("a word count without end", "collate.toml", b"[print]\nlongest = 0x" + b"f" * 5_000, "apparatus B.txt C.txt", "print.longest: should lie between 0 and 1000000"),
    ("labels that are no text", "collate.toml", b"[labels]\nslip = 1979-05-27", "diff B.txt C.txt", "labels.slip: should be text, and is a date"),
    ("a witness again", "witnesses.toml", b'[[witness]]\nfile = "B.txt"\n' * 2, "diff B.txt C.txt", "witness 2 is 'B.txt' again"),
    ("a title of a list", "witnesses.toml", b'[[witness]]\nfile = "B.txt"\ntitle = []', "diff B.txt C.txt", "witness[0].title: should be text, and is a list"),
    ("a description of 40 kB", "witnesses.toml", b"a." * 20_000 + b"a = 1", "diff B.txt C.txt", "witnesses.toml:1: cannot be understood"),
    ("a decision of 40 kB", "decisions.toml", b"[[decision]]\n" + b"a." * 20_000 + b"a = 1", "diff B.txt C.txt", "decisions.toml:2:"),
    ("a decision of 5,000 digits", "decisions.toml", b"[[decision]]\nword = " + b"9" * 5_000, "diff B.txt C.txt", "decisions.toml:2:"),
    ("decisions in Latin-1", "decisions.toml", b'[[decision]]\nwhy = "\xe9"', "decide undo", "decisions.toml:2: is not UTF-8"),
    ("decisions in Latin-1, and one more", "decisions.toml", b'[[decision]]\nwhy = "\xe9"', "decide conjecture u1 x B.txt C.txt", "decisions.toml:2: is not UTF-8"),
    ("a unit without end", "a.json", UNIT.replace(b'"end": 1', b'"end": Infinity'), "check a.json B.txt", "a.json: Infinity is no number"),
    ("a unit of another kind", "a.json", UNIT.replace(b'"words"', b"{}"), "check a.json B.txt", "units[0].readings[0].kind: should be text, and is a table"),
    ("a unit that ends before it starts", "a.json", UNIT.replace(b'"end": 1', b'"end": 0'), "check a.json B.txt", "units[0].end"),
    ("a unit with a witness twice", "a.json", UNIT.replace(b'["B"]', b'["B", "B"]'), "compare a.json a.json", "units[0]: a witness has two readings"),
    ("a table whose tokens are numbers", "t.json", b'{"witnesses": ["A", "B"], "table": [[[{"t": "a", "n": 3}]], [null]]}', "diff t.json", 'a token of A has a form "n" that is no text'),
    ("a table whose places are none", "t.json", b'{"recipe": {}, "witnesses": ["A", "B"], "table": [[[{"t": "a", "position": -1}]], [null]]}', "diff t.json", 'has a "position" that is none'),
    ("a table whose lead is none", "t.json", b'{"recipe": {}, "sources": [{"siglum": "A", "lead": []}], "witnesses": ["A", "B"], "table": [[null], [null]]}', "diff t.json", "sources[0].lead: should be text, and is a list"),
    ("a table with a key twice", "t.json", b'{"witnesses": ["A"], "witnesses": ["B"], "table": [[null]]}', "diff t.json", "the key 'witnesses' stands twice"),
    ("characters that do not exist", "Unihan_Readings.txt", b"U+110000\tkDefinition\tx\n", "beads B.txt C.txt -l zh -l en --dictionary Unihan_Readings.txt", "Unihan_Readings.txt:1: 'U+110000' is no character"),
    ("half a character of a dictionary", "Unihan_Readings.txt", b"# a\nU+D800\tkDefinition\tx\n", "beads B.txt C.txt -l zh -l en --dictionary Unihan_Readings.txt", "Unihan_Readings.txt:2: 'U+D800' is no character"),
    ("a packed dictionary that is broken", "fra-rus.dict.dz", BROKEN, "beads B.txt C.txt -l fr -l ru --dictionary fra-rus.dict.dz", "fra-rus.dict.dz: cannot be read"),
    ("a month that is none", "fr/months.tsv", b"brumaire\t13\n", "diff B.txt C.txt -l fr", "months.tsv:1:2: there is no month 13"),
    ("a number word without end", "fr/numerals.tsv", b"beaucoup\t" + b"9" * 5_000, "diff B.txt C.txt -l fr", "numerals.tsv:1:2:"),
    ("more rules than a language has", "fr/spelling.tsv", b"".join(b"a" * (k % 70 + 1) + b"b" * (k // 70 + 1) + b"\tc\tend\tr\tn\n" for k in range(5_600)), "diff B.txt C.txt -l fr", "spelling.tsv:"),
    ("elisions of 300 letters", "fr/elisions.txt", b"x" * 300, "diff B.txt C.txt -l fr", "elisions.txt:1: is longer than 200 characters"),
    ("a language pack cut off", "fr/spelling.toml", b"[[", "normalise B.txt -l fr", "spelling.toml"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "command", "said"), [case[1:] for case in OTHERS], ids=[case[0] for case in OTHERS]
)
def test_what_stands_beside_the_witnesses_may_be_bad(
    folder: Path, name: str, content: bytes, command: str, said: str
) -> None:
    """Settings, decisions, descriptions, termbases, dictionaries, anchors, apparatuses, language packs."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    if "/" in name:
        (folder / "collate.toml").write_text('languages = "."', encoding="utf-8")
    assert said in trouble(folder, *command.split())
