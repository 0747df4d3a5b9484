"""Dictionaries of every form that is read, in a few lines of our own."""

from __future__ import annotations

import bz2
import gzip
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate.errors import InputError
from collate.languages.concepts import concepts
from collate.translation.dictionaries import headword, pairs, plain
from tests.conftest import THOROUGH, in_time

DICTD = "maison /mɛ.zɔ̃/ <n, fem>\nдо́м, жили́ще\neau /o/\nвода (жидкость)\n"
CEDICT = "# CC-CEDICT\n條約 条约 [tiao2 yue1] /treaty/pact/\n"
UNIHAN = "# Unihan\nU+6C34\tkDefinition\twater, liquid (see 183); lotion\nU+6C34\tkMandarin\tshui3\n"
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><entry><form><orth>paix</orth></form>'
    '<sense><cit type="trans"><quote>мир</quote></cit></sense></entry></body></text></TEI>'
)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("freedict-fra-rus.dict.dz", gzip.compress(DICTD.encode(), mtime=0), {("maison", "дом"), ("eau", "вода")}),
        ("cedict_ts.u8", CEDICT.encode(), {("條約", "treaty"), ("条约", "pact")}),
        ("Unihan_Readings.txt.bz2", bz2.compress(UNIHAN.encode()), {("水", "water"), ("水", "liquid")}),
        ("fra-rus.tei", TEI.encode(), {("paix", "мир")}),
    ],
)
def test_a_dictionary_gives_its_pairs(tmp_path: Path, name: str, data: bytes, expected: set[tuple[str, str]]) -> None:
    """Without pronunciation, accents of stress, or what stands in brackets."""
    (tmp_path / name).write_bytes(data)
    assert expected <= set(pairs(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("words.txt", b"a b", "is no dictionary that is known"),
        ("freedict-fra-rus.dict.dz", b"not gzip", "cannot be read"),
        ("missing.dict", None, "cannot be read (No such file or directory)"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    """One sentence with the path."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as refused:
        list(pairs(tmp_path / name))
    assert said in refused.value.sentence()


def test_our_concepts_are_whole() -> None:
    """Every row has words in every language."""
    assert all(len(row) == 5 and all(row.values()) for row in concepts())


# The same by expressions for whole lines, whose time grows with the square of a line's length.
SLOW_HEAD = re.compile(r"^([^\s/<][^/<]*?)\s*(?:/.*?/)?\s*(?:<[^>]*>)?\s*$")
SLOW_ASIDE = re.compile(r"\([^)]*\)|<[^>]*>|/[^/]*/|\[[^\]]*\]|^\s*\d+\.?\s|\u0301")
LINE = st.text(alphabet="a1 .()<>/[]\u0301\t", max_size=16)


@settings(max_examples=500 if THOROUGH else 50)
@given(line=LINE)
def test_headwords_and_translations_are_what_a_slow_reading_finds(line: str) -> None:
    """For every line of the signs that mean something."""
    match = SLOW_HEAD.match(line) if "/" in line or "<" in line else None
    assert headword(line) == (match[1].strip() if match else "")
    assert plain(line) == SLOW_ASIDE.sub("", line)


@pytest.mark.parametrize("sign", ["/", "<", "/<", "(", "a/ <", "/ ", "[", "1 ", "(/", "/ <>"])
def test_a_line_of_a_megabyte_is_read_at_once(sign: str) -> None:
    """Each of these took minutes, or would."""
    line = "a" + sign * (1_000_000 // len(sign))
    with in_time(10):
        headword(line)
        plain(line)
