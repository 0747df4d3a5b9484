"""What users say about the alignment names words by line and number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment import constraints
from collate.languages.letters import is_word
from collate.model import Source, Witness
from collate.witnesses.tokenisers.words import tokenise
from tests.conftest import Run, run
from tests.seams.test_texts import source

TEXTS = st.text(st.sampled_from("ab&⁊, .\n\r\f\u2028\x85é"), max_size=40)


def words(text: str) -> Witness:
    return tokenise(source(text))


@given(text=TEXTS)
def test_the_address_of_a_word_leads_back_to_it(text: str) -> None:
    """Whatever ends a line, whatever stands for *and*."""
    witness = words(text)
    for token in range(len(witness)):
        if is_word(witness.normals[token]):
            line, word = (int(part) for part in constraints._address(witness, token).partition(":")[2].split("."))
            assert constraints._token(witness, line, word, "it") == token


@given(text=TEXTS, first=st.integers(1, 9))
def test_places_are_those_of_a_reader_who_counts_lines(text: str, first: int) -> None:
    """Character by character: LF, CR LF and CR end a line, nothing else does."""
    whole = Source("A", text, source("").origin, line=first)
    line, column, starts = first, 1, [0]
    for offset, char in enumerate(text):
        if text[offset - 1 : offset + 1] != "\r\n":  # no word begins between the two
            assert whole.place(offset) == (line, column)
        ends = char == "\n" or (char == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
        starts += [offset + 1] if ends else []
    assert whole.lines() == starts


@pytest.mark.parametrize(("one", "other"), [("salt & bread of kings", "salt & wine of queens"), ("a\rb c", "d\rb e")])
def test_a_decided_anchor_ties_the_words_it_names(one: str, other: str, tmp_path: Path) -> None:
    """As the same anchor does when given with the command."""
    files = [tmp_path / "A.txt", tmp_path / "B.txt"]
    for path, text in zip(files, (one, other), strict=True):
        path.write_bytes(text.encode())
    anchor = "A:1.3=B:1.4" if "&" in one else "A:2.1=B:2.2"
    given = table("--anchor", anchor, *files)
    made = run("decide", "realign", anchor, *files, "--decisions", tmp_path / "d.toml", "--who", "n", "-l", "en")
    assert made.status == 0, made.err
    assert table("--decisions", tmp_path / "d.toml", *files).out == given.out
    assert table(*files).out != given.out


def table(*arguments: str | Path) -> Run:
    return run("table", "-l", "en", "--to", "tsv", *arguments)
