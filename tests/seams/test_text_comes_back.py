"""Text comes back: what is written as a table, an apparatus or TEI and read again holds the same words."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import collate
from collate.model import Apparatus, Witness
from collate.pipeline import witnesses
from collate.witnesses.readers import apparatus as apparatus_json
from collate.witnesses.readers import collatex, table, tei
from collate.writers.apparatus import json as apparatus_writer
from collate.writers.apparatus import tei as apparatus_tei
from collate.writers.apparatus.tei_header import clean
from collate.writers.table import csv as table_csv
from collate.writers.table import json as table_json
from tests.conftest import THOROUGH, TREATY, run

EXAMPLES = 1000 if THOROUGH else 60
SETTINGS = collate.Settings(languages=("en",))
# What is at the ends of words, between them, or means something to a table, a spreadsheet or XML.
ODD = [
    "\u200d", "\u200c", "\U000e0067\U000e007f", "🏴\U000e0067\U000e0062\U000e007f", "\ufeff", "\u00ad", "\u2060",
    "\u200b", "\u180e", "\u061c", "\u202e", "\u2068", "\x1b", "\x85", "\u2028", "\x1c", "\x0b", "\x7f", "\ufffe",
    "\U0001ffff", "\u00a0", "\u3000", "\u1680", "\t", "\r", "\r\n", "\n", "-\n", "-\r\n ", "\u00ac\n\t", "- \n",
    "-\n\u2003", " ", "  ", "'", "''", "=", "'=", "＝", "@", "+", '"', '""', ",", ";", "‹", "‹U+241B›", "‹U+", "␛", "␠",
    "␡", "␊", "&#x1b;", "&", "]]>", "<", "(", "[", "l'", "क्\u200d", "می\u200cخواهم", "e\u0301", "Ａ", "道",
    "\U00010000", "\U0010fffd", "🇫🇷", "\u0600",
]  # fmt: skip
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\x00")
PIECES = st.text(CHARACTERS, max_size=4) | st.sampled_from([*ODD, "one", "two", " ", " "])
TEXTS = st.lists(PIECES, max_size=10).map("".join)
PAIRS = st.tuples(TEXTS, TEXTS, TEXTS)


def made(texts: tuple[str, ...]) -> Apparatus:
    """An apparatus of texts; each has a word of its own, and there are words that they share."""
    sources = [
        collate.text(siglum, f"begin {siglum} {text} end", "en") for siglum, text in zip("ABC", texts, strict=True)
    ]
    return collate.apparatus(collate.collate(sources, SETTINGS), settings=SETTINGS)


def written(result: Apparatus, write: Callable[..., object], **options: object) -> bytes:
    """What a writer makes of a result."""
    out = io.StringIO()
    write(result, out, **options)
    return out.getvalue().encode()


def words(found: list[Witness] | tuple[Witness, ...]) -> dict[str, list[tuple[str, str]]]:
    """The words of each witness as they stand, and as they are compared."""
    return {one.siglum: [(one.surface(k, k + 1), one.normals[k]) for k in range(len(one))] for one in found}


def surfaces(found: list[Witness] | tuple[Witness, ...]) -> list[list[str]]:
    """The words of each witness as they stand."""
    return [[surface for surface, _ in own] for own in words(found).values()]


@settings(max_examples=EXAMPLES)
@given(texts=PAIRS)
def test_a_table_in_json_gives_every_byte_back(texts: tuple[str, str, str]) -> None:
    """The texts whole, and their words."""
    through_json(texts)


def through_json(texts: tuple[str, str, str]) -> None:
    """Assert that texts come back from the JSON of their table."""
    result = made(texts)
    read = collatex.read(written(result, table_json.write), path="t.json", siglum="")
    assert [source.content for source in read] == [one.source.content for one in result.collation.witnesses]
    assert words(witnesses(read, SETTINGS)) == words(result.collation.witnesses)


@settings(max_examples=EXAMPLES)
@given(texts=PAIRS, write=st.sampled_from([table_csv.write_csv, table_csv.write_tsv]), guard=st.booleans())
def test_a_table_in_csv_gives_the_words_back(
    texts: tuple[str, str, str], write: Callable[..., object], guard: bool
) -> None:
    """As they stand and as they are compared, whatever characters they are made of; guarded from formulas or not."""
    through_csv(texts, write, guard=guard)


def through_csv(texts: tuple[str, str, str], write: Callable[..., object], *, guard: bool = True) -> None:
    """Assert that the words of texts come back from a table in CSV or TSV."""
    result = made(texts)
    read = table.read(written(result, write, guard=guard), path="t.csv", siglum="")
    assert words(witnesses(read, SETTINGS)) == words(result.collation.witnesses)


@settings(max_examples=EXAMPLES)
@given(texts=PAIRS)
def test_an_apparatus_in_json_gives_its_readings_back(texts: tuple[str, str, str]) -> None:
    """Every unit as it was."""
    result = made(texts)
    read = apparatus_json.read(written(result, apparatus_writer.write), "a.json").units
    for was, unit in zip(result.units, read, strict=True):
        assert unit.readings == was.readings
        assert unit.section == was.section


# A tag letter right after a control character is not written back: found by the many examples only.
@pytest.mark.xfail(THOROUGH, reason="U+E0020 after a control character is lost in TEI", strict=True)
@settings(max_examples=EXAMPLES)
@given(texts=PAIRS)
def test_tei_gives_the_words_back(texts: tuple[str, str, str]) -> None:
    """Those of every witness as they are compared, those of the base as they stand.

    What XML cannot hold is a sign; line ends and spaces inside a word are those of XML.
    """
    read = tei.read_witnesses(written(made(texts), apparatus_tei.write), path="a.xml", siglum="")
    held = (clean(text) for text in texts)
    was, now = words(made(tuple(held)).collation.witnesses), words(witnesses(read, SETTINGS))
    for siglum in "ABC":
        assert [normal for _, normal in now[siglum]] == [normal for _, normal in was[siglum]]
    assert [surface.split() for surface, _ in now["A"]] == [surface.split() for surface, _ in was["A"]]


@pytest.mark.parametrize("end", ["\u200d", "\u200c", "\u0300\u200d", "🏴\U000e0067\U000e0062\U000e007f", "क्\u200c"])
@pytest.mark.parametrize("between", [" ", "\u200b", " \u200e ", "\ufeff\n", ""])
def test_signs_that_are_not_seen_stay_where_they_were(end: str, between: str) -> None:
    """At the end of a word in the word, between words between them."""
    texts = (f"one{end}{between}two", f"one{end}{between}to", "one")
    through_json(texts)
    for write in (table_csv.write_csv, table_csv.write_tsv):
        through_csv(texts, write)


SIGLA = [
    "by",
    "position",
    "variant",
    "=A",
    "'=A",
    "a,b,c,d,e;f;g",
    "MS A",
    " A ",
    "␛",
    "‹U+0041›",
    "\x1b",
    "A\tB",
    '"',
    "道",
]


@pytest.mark.parametrize("siglum", SIGLA)
@pytest.mark.parametrize("write", [table_csv.write_csv, table_csv.write_tsv, table_json.write])
@pytest.mark.parametrize("last", [True, False])
def test_sigla_come_back(siglum: str, write: Callable[..., object], last: bool) -> None:
    """Whatever they look like, first or last."""
    sigla = ["A", "B", siglum] if last else [siglum, "A", "B"]
    sources = [collate.text(one, f"one {number}", "en") for number, one in enumerate(sigla)]
    result = collate.apparatus(collate.collate(sources, SETTINGS), settings=SETTINGS)
    reader = collatex.read if write is table_json.write else table.read
    assert [source.siglum for source in reader(written(result, write), path="t", siglum="")] == sigla


@settings(max_examples=EXAMPLES)
@given(word=st.text(CHARACTERS, min_size=1, max_size=6) | st.sampled_from(ODD), other=st.sampled_from(["x", *ODD]))
def test_words_that_were_given_come_back(word: str, other: str) -> None:
    """Those of pre-tokenised JSON too, which may hold spaces, line ends and NUL."""
    word = f"a{word}\x00b"
    tokens = [[{"t": word}, {"t": f"{other}c"}], [{"t": word}]]
    document = json.dumps({"witnesses": [{"id": s, "tokens": own} for s, own in zip("AB", tokens, strict=True)]})
    sources = collatex.read(document.encode(), path="in.json", siglum="")
    found = collate.collate(sources, SETTINGS)
    result = collate.apparatus(found, settings=SETTINGS)
    for write, reader in ((table_csv.write_csv, table.read), (table_json.write, collatex.read)):
        read = witnesses(reader(written(result, write), path="t", siglum=""), SETTINGS)
        assert [[t for t, _ in own] for own in words(read).values()] == [
            [t for t, _ in o] for o in words(found.witnesses).values()
        ]


def test_a_word_of_any_length_comes_back() -> None:
    """Python's reader of CSV has a limit that no text knows of."""
    word = "x" * 200_000
    through_csv((word, "y", word), table_csv.write_csv)


def test_a_table_of_several_languages_is_not_taken_for_witnesses(tmp_path: Path) -> None:
    """Its cells are passages, and its last column is evidence."""
    path = tmp_path / "t.csv"
    files = [str(TREATY / f"{name}.txt") for name in ("fr-draft", "ru")]
    assert run("table", *files, "--to", "csv", "--no-dictionaries", "-o", path).status == 0
    done = run("convert", path, "--to", "text")
    assert done.status == 2
    assert "is a table of texts in several languages" in done.err


def test_signs_in_tables_of_others_are_their_own(tmp_path: Path) -> None:
    """Nobody has said that they stand for something else."""
    (tmp_path / "t.csv").write_text("A,B\n␛,‹U+0041›\n", encoding="utf-8")
    a, b = table.read((tmp_path / "t.csv").read_bytes(), path="t.csv", siglum="")
    assert (a.content, b.content) == ("␛", "‹U+0041›")
