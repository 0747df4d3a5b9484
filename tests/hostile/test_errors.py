"""Trouble is one sentence on stderr and status 2: each row of the table is a case."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, thorough

Collate = Callable[..., Run]

# Name, content of x.txt (or of the file named), arguments after `collate` ({} is the folder), what stderr says.
CASES = [
    ("missing file", b"a", "diff {}/x.txt {}/y.txt", "y.txt: there is no such file; did you mean"),
    ("folder", b"a", "diff {}/x.txt {}", "x.json:1:1: is not JSON"),
    ("device", b"a", "diff {}/x.txt /dev/zero", "is not a regular file; use - to read from stdin"),
    ("one file twice", b"a", "table {}/x.txt {}/x.txt", "are the same file; name each witness once"),
    ("one siglum twice", b"a", "table A={}/x.txt A={}/ok.txt", "have the same siglum 'A'; give one another siglum"),
    ("one witness", b"a", "diff {}/x.txt", "a collation needs two witnesses or more"),
    ("unmarked UTF-16", "mot après mot".encode("utf-16-le"), "diff {}/x.txt {}/ok.txt", "try --encoding utf-16-le"),
    ("not the encoding named", b"caf\xe9", "diff --encoding utf-8 {}/x.txt {}/ok.txt", "x.txt:1:4: is not utf-8 here"),
    ("no such encoding", b"a", "diff --encoding klingon {}/x.txt {}/ok.txt", "there is no encoding 'klingon'"),
    ("no text encoding", b"a", "diff --encoding rot13 {}/x.txt {}/ok.txt", "is not an encoding of text files"),
    ("NUL", b"a\x00b" + b"c" * 200, "diff {}/x.txt {}/ok.txt", "holds a NUL character; is this a text file?"),
    ("too large", b"a" * 2_000_000, "diff --max-size 1 {}/x.txt {}/ok.txt", "is larger than 1 MB; split it"),
    (
        "unknown format",
        b"a",
        "table --to pdf {}/x.txt {}/ok.txt",
        "there is no 'pdf' among the formats; there are: text, csv",
    ),
    ("unknown aligner", b"a", "table --aligner x {}/x.txt {}/ok.txt", "there is no 'x' among the aligners"),
    ("unknown base", b"a", "table --base Z {}/x.txt {}/ok.txt", "there is no witness 'Z'; there are: x, ok"),
    (
        "unknown form",
        b"a",
        "table --normalise typos {}/x.txt {}/ok.txt",
        "there is no normaliser 'typos'; it knows: case",
    ),
    ("unknown label", b"a", "diff --ignore typos {}/x.txt {}/ok.txt", "there is no label 'typos'; there are: punctu"),
    ("languages miscounted", b"a", "diff -l fr -l ru -l zh {}/x.txt {}/ok.txt", "was given 3 times for 2 witnesses"),
    ("no language", b"a", "diff -l klingonish {}/x.txt {}/ok.txt", "'klingonish' is no language code"),
    (
        "mixed languages",
        b"a",
        "apparatus -l fr -l ru {}/x.txt {}/ok.txt",
        "words of different languages (fr, ru) are not",
    ),
    ("output is an input", b"a", "table {}/x.txt {}/ok.txt -o {}/x.txt", "x.txt: is a file that is read"),
    (
        "output is a named input",
        b"a",
        "page A={}/x.txt {}/ok.txt --to html -o {}/x.txt",
        "x.txt: is a file that is read",
    ),
    (
        "output is anchors",
        b"x:1.1=ok:1.1",
        "table {}/x.txt {}/ok.txt --anchor {}/x.json -o {}/x.json",
        "is a file that is",
    ),
    (
        "output is decisions",
        b"",
        "apparatus {}/ok.txt -l fr A={}/x.txt --decisions {}/x.xml -o {}/x.xml",
        "is a file that",
    ),
    (
        "output is a text of terms",
        b"a",
        "terms A={}/x.txt B={}/ok.txt -l fr -l ru -o {}/x.txt",
        "is a file that is read",
    ),
    (
        "output is a folder's own",
        b"a",
        "table {}/x.txt {}/ok.txt --to csv -o {}/witnesses.toml",
        "is a file that is read",
    ),
    ("output is a folder", b"a", "table {}/x.txt {}/ok.txt -o {}", "cannot be written"),
    ("no such folder", b"a", "table {}/x.txt {}/ok.txt -o {}/no/t.csv", "cannot be written"),
    ("full disk", b"a", "table {}/x.txt {}/ok.txt -o /dev/full", "/dev/full: cannot be written"),
    ("unknown option", b"a", "diff -rf.txt {}/ok.txt", "a file whose name begins with - is written ./-name"),
    ("anchor", b"a", "table {}/x.txt {}/ok.txt --anchor x:1.1=q:1.1", "is no anchor of these witnesses"),
    ("anchor off the text", b"a", "table {}/x.txt {}/ok.txt --anchor x:1.9=ok:1.1", "line 1 of x has 1 words"),
    ("sections", b"a", "table {}/x.txt {}/ok.txt --sections by", "sections cannot be matched by 'by'"),
    ("no loci", b"a", "table {}/x.txt {}/ok.txt --sections loci", "has no loci to match sections by"),
    ("siglum for many", b'{"witnesses":[{"id":"A","content":"a"}]}', "table Z={}/x.json {}/ok.txt", "names its own"),
    ("bad XML", b"<TEI><text>", "diff {}/x.xml {}/ok.txt", "is not well-formed XML"),
    ("no body", b"<TEI/>", "diff {}/x.xml {}/ok.txt", "is XML without a <body>"),
    ("bad JSON", b'{"witnesses": [', "diff {}/x.json {}/ok.txt", "x.json:1:16: is not JSON"),
    ("no witnesses", b"{}", "diff {}/x.json {}/ok.txt", "has no list of witnesses"),
    ("uneven table", b'{"witnesses":["A","B"],"table":[[null],[]]}', "table {}/x.json", "rows of its table differ"),
    (
        "bad cell",
        b'{"witnesses":["A","B"],"table":[[5],[null]]}',
        "table {}/x.json",
        "neither a list of tokens nor null",
    ),
    (
        "same id",
        b'{"witnesses":[{"id":"A","content":"a"},{"id":"A","content":"b"}]}',
        "diff {}/x.json",
        "two witnesses 'A'",
    ),
    ("surrogate", b'{"witnesses":[{"id":"A","content":"\\ud800"}]}', "diff {}/x.json {}/ok.txt", "a lone surrogate"),
    (
        "long number",
        b'{"witnesses":' + b"9" * 5000 + b"}",
        "diff {}/x.json {}/ok.txt",
        "a number of thousands of digits",
    ),
]


@pytest.mark.parametrize(("content", "command", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_trouble_is_one_sentence(collate: Collate, tmp_path: Path, content: bytes, command: str, said: str) -> None:
    """Status 2, one line that says what and where, nothing on stdout, no file touched or left behind."""
    for ending in ("txt", "xml", "json"):
        (tmp_path / f"x.{ending}").write_bytes(content)
    (tmp_path / "ok.txt").write_text("a word\n", encoding="utf-8")
    (tmp_path / "witnesses.toml").write_text("", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = collate(*(word.format(tmp_path) for word in command.split()))
    lines = [line for line in result.err.splitlines() if "  " not in line.removeprefix("collate: ")]
    assert result.status == 2, result.err
    assert result.out == ""
    assert said in lines[-1]
    assert "Traceback" not in result.err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("command", ["table", "beads", "fidelity", "page"])
def test_a_termbase_is_not_written_over(collate: Collate, tmp_path: Path, command: str) -> None:
    """It is read too, and somebody made it."""
    terms = tmp_path / "terms.tsv"
    terms.write_text("concept\tfr\tru\none\tun\tодин\n", encoding="utf-8")
    before = terms.read_bytes()
    texts = [f"texts/treaty-1916/{name}.txt" for name in ("fr-draft", "ru")]
    form = "html" if command == "page" else "tsv"
    done = collate(command, *texts, "--terms", terms, "--to", form, "-o", terms)
    assert (done.status, done.err.splitlines()[-1].count("is a file that is read")) == (2, 1), done.err
    assert terms.read_bytes() == before


def test_external_entities_stay_outside(collate: Collate, tmp_path: Path) -> None:
    """A file named by an entity is not read; the text of internal entities is kept."""
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    entities = f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file://{tmp_path}/secret"><!ENTITY e "é">]>'
    (tmp_path / "a.xml").write_text(
        f"{entities}<TEI><text><body><p>caf&e; &x;</p></body></text></TEI>", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text("café noir", encoding="utf-8")
    result = collate("table", "-l", "fr", tmp_path / "a.xml", tmp_path / "b.txt")
    assert "SECRET" not in result.out + result.err


def test_entities_cannot_multiply(collate: Collate, tmp_path: Path) -> None:
    """A few hundred bytes that expand to megabytes are refused."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 6))
    data = f'<!DOCTYPE TEI [<!ENTITY l0 "haha">{levels}]><TEI><text><body><p>&l5;</p></body></text></TEI>'
    (tmp_path / "a.xml").write_text(data, encoding="utf-8")
    (tmp_path / "b.txt").write_text("haha", encoding="utf-8")
    result = collate("table", tmp_path / "a.xml", tmp_path / "b.txt")
    assert result.status == 2
    assert "a.xml" in result.err


@pytest.mark.parametrize("command", ["diff", "table", "apparatus"])
def test_control_characters_become_signs(
    collate: Collate, witness_files: Callable[..., list[str]], command: str
) -> None:
    """Escape sequences and direction overrides in a text never reach the terminal as such."""
    files = witness_files(A="one \x1b[31mred\x1b[0m \x9b5n two\u202e three", B="one [red] two three")
    result = collate(command, "-l", "en", *files)
    assert not any(char in result.out + result.err for char in "\x1b\x9b\u202e")
    assert "␛" in result.out


def test_markup_in_a_text_is_text(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """Brackets that rich would take for styles are printed."""
    result = collate("diff", "-l", "en", *witness_files(A="[red]x[/red] [bold] end", B="[red]y[/red] [bold] end"))
    assert "[red]" in result.out
    assert "[bold]" in result.out


def test_html_of_a_table_holds_no_markup_of_the_text(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """Tags and scripts in a text are escaped."""
    files = witness_files(A="a <script>alert(1)</script> b", B='a "><img src=x onerror=alert(1)> b')
    result = collate("table", "--to", "html", "-l", "en", *files)
    assert "<script" not in result.out
    assert "<img" not in result.out


def test_formulas_in_csv_are_guarded_unless_asked_not_to(
    collate: Collate, witness_files: Callable[..., list[str]]
) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe; --no-guard leaves texts as they are."""
    files = witness_files(A="sum =1+1 end", B="sum @SUM end")
    guarded = collate("apparatus", "--to", "csv", "-l", "en", *files).out
    plain = collate("apparatus", "--to", "csv", "--no-guard", "-l", "en", *files).out
    assert "'=1+1" in guarded
    assert "'=" not in plain


def test_output_survives_an_ascii_locale(witness_files: Callable[..., list[str]]) -> None:
    """UTF-8 goes out whatever the locale says."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    if subprocess.run([sys.executable, "-c", ""], env=environment, capture_output=True, check=False).returncode:
        pytest.skip("in a folder with letters such as é, Python itself does not start in the locale C")
    command = [sys.executable, "-m", "collate", "apparatus", "-l", "fr", *witness_files(A="été", B="hiver é")]
    done = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert "été" in done.stdout.decode("utf-8")


def test_nothing_is_coloured_when_piped(collate: Collate, witness_files: Callable[..., list[str]]) -> None:
    """Plain text without escape sequences or loose spaces at the ends of lines."""
    result = collate("diff", "-l", "en", *witness_files(A="one two three", B="one too three"))
    assert "\x1b" not in result.out
    assert not any(line != line.rstrip() for line in result.out.splitlines())


def test_an_old_result_survives_trouble(collate: Collate, tmp_path: Path) -> None:
    """The file that -o names stays as it was until the new result is whole."""
    (tmp_path / "old.json").write_text("old", encoding="utf-8")
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    result = collate("table", tmp_path / "a.txt", tmp_path / "none.txt", "-o", tmp_path / "old.json")
    assert result.status == 2
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == "old"


def test_the_recipe_stands_beside_a_csv(
    collate: Collate, tmp_path: Path, witness_files: Callable[..., list[str]]
) -> None:
    """CSV has no place for it, so a file of its own names sources, digests, settings and versions."""
    target = tmp_path / "t.csv"
    collate("table", "--to", "csv", "-l", "en", *witness_files(A="a b", B="a c"), "-o", target)
    recipe = (tmp_path / "t.csv.recipe.json").read_text(encoding="utf-8")
    assert '"sha256"' in recipe
    assert '"collatex": "2.3"' in recipe


def test_a_system_error_names_its_file(
    collate: Collate, tmp_path: Path, witness_files: Callable[..., list[str]]
) -> None:
    """Not stdout, which has nothing to do with it."""
    witness_files(A="one two", B="one three")
    assert collate("init", tmp_path).status == 0
    (tmp_path / ".collate").write_text("", encoding="utf-8")
    done = collate("run", tmp_path, "-w", "1")
    assert done.status == 2
    assert ".collate" in done.err.splitlines()[-1]
    assert "stdout" not in done.err


def test_line_ends_are_not_respelt(collate: Collate, tmp_path: Path) -> None:
    """`normalise` writes CR LF as it stands, and a CR alone as a sign, for a terminal would go back."""
    (tmp_path / "A.txt").write_bytes(b"roy\r\nde\rFrance\r\n")
    assert collate("normalise", "-l", "fr", tmp_path / "A.txt").out == "roi\r\nde␍france\r\n"


@pytest.mark.parametrize("options", [pytest.param([], marks=thorough), ["-W", "default"]])
def test_what_libraries_warn_of_and_log_is_not_shown(options: list[str]) -> None:
    """The user can do nothing about it; who asks Python for warnings gets them."""
    code = (
        "import logging, sys, warnings\n"
        "from collate import pipeline\n"
        "from collate.cli.app import main\n"
        "read = pipeline.sources\n"
        "def loud(*given, **named):\n"
        "    warnings.warn('a warning of a library', DeprecationWarning, stacklevel=1)\n"
        "    logging.getLogger('library').error('a line of its log')\n"
        "    return read(*given, **named)\n"
        "pipeline.sources = loud\n"
        "sys.argv = ['collate', 'diff', 'texts/treaty-1916/fr-draft.txt', 'texts/treaty-1916/fr-edited.txt']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, *options, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert ("a warning of a library" in done.stderr) == bool(options)
    assert "a line of its log" not in done.stderr
