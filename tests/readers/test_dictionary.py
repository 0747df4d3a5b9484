"""Dictionaries of every form that is read, in a few lines of our own."""

from __future__ import annotations

import bz2
import gzip
from pathlib import Path

import pytest

from collate.errors import InputError
from collate.readers.concepts import concepts
from collate.readers.dictionary import pairs

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
        ("freedict-fra-rus.dict.dz", gzip.compress(DICTD.encode()), {("maison", "дом"), ("eau", "вода")}),
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
