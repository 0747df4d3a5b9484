"""Lemmas, tags and normal forms of a transcription: kept, and used where all witnesses have them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Collate

A = [("roys ", "roi", "NOM"), ("dist ", "dire", "VER.1"), ("bien", "bien", "ADV")]
B = [("rois ", "roi", "NOM"), ("dit ", "dire", "VER.2"), ("mal", "mal", "ADV")]


def tokens(path: Path, lemmas: tuple[bool, bool] = (True, True)) -> Path:
    """Two witnesses as tokens with lemmas and tags, or without."""
    sides = [
        {"id": name, "tokens": [{"t": t, **({"lemma": lemma, "pos": pos} if has else {})} for t, lemma, pos in words]}
        for name, words, has in zip("AB", (A, B), lemmas, strict=True)
    ]
    path.write_text(json.dumps({"witnesses": sides}), encoding="utf-8")
    return path


def tei(path: Path, words: str) -> Path:
    """A transcription in TEI."""
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{words}</p></body></text></TEI>', encoding="utf-8"
    )
    return path


def labels(collate: Collate, *arguments: object) -> list[list[str]]:
    found = json.loads(collate("apparatus", *arguments, "--to", "json", "--units", "word").out)
    return [unit["labels"] for unit in found["units"]]


def test_lemma_and_tag_give_the_label(tmp_path: Path, collate: Collate) -> None:
    assert labels(collate, tokens(tmp_path / "t.json")) == [["orthography"], ["inflection"], ["substitution"]]


def test_the_recipe_says_by_what_words_were_compared(tmp_path: Path, collate: Collate) -> None:
    done = collate("apparatus", tokens(tmp_path / "t.json"), "--to", "json")
    assert json.loads(done.out)["recipe"]["judged_by"]["by"] == "lemma"


def test_what_only_some_witnesses_have_is_kept_and_not_used(tmp_path: Path, collate: Collate) -> None:
    path = tokens(tmp_path / "t.json", (True, False))
    assert json.loads(collate("apparatus", path, "--to", "json").out)["recipe"]["judged_by"]["by"] == "form"
    table = json.loads(collate("table", path, "--to", "json").out)["table"]
    assert table[0][0][0]["lemma"] == "roi"


def test_asking_for_what_a_witness_does_not_have_is_refused(tmp_path: Path, collate: Collate) -> None:
    done = collate("apparatus", tokens(tmp_path / "t.json", (True, False)), "--by", "lemma")
    assert done.status == 2
    assert "B has none" in done.err


def test_words_of_tei_are_labelled_by_their_lemmas(tmp_path: Path, collate: Collate) -> None:
    one = tei(tmp_path / "A.xml", '<w lemma="roi" pos="n">roys</w> <w lemma="dire" pos="v" msd="past">dist</w>')
    other = tei(tmp_path / "B.xml", '<w lemma="roi" pos="n">rei</w> <w lemma="dire" pos="v" msd="pres">dit</w>')
    assert labels(collate, one, other) == [["orthography"], ["inflection"]]


def test_words_of_tei_are_labelled_by_their_normal_forms(tmp_path: Path, collate: Collate) -> None:
    one = tei(tmp_path / "A.xml", '<w norm="unto">vnto</w> <w norm="thou">thow</w>')
    other = tei(tmp_path / "B.xml", '<w norm="unto">wnto</w> <w norm="though">thowh</w>')
    assert labels(collate, one, other) == [["orthography"], ["substitution"]]


def test_words_that_have_no_letter_in_common_stand_in_one_place_if_their_lemma_is_one(
    tmp_path: Path, collate: Collate
) -> None:
    one = tei(tmp_path / "A.xml", '<w lemma="x">aa</w> <w lemma="be">is</w>')
    other = tei(tmp_path / "B.xml", '<w lemma="be">am</w>')
    table = json.loads(collate("table", one, other, "--to", "json").out)["table"]
    assert table[1][0] is None
    assert table[1][1][0]["t"].strip() == "am"


@pytest.mark.parametrize("way", ["form", "lemma"])
def test_the_way_can_be_chosen(tmp_path: Path, collate: Collate, way: str) -> None:
    done = collate("apparatus", tokens(tmp_path / "t.json"), "--by", way, "--to", "json")
    assert json.loads(done.out)["recipe"]["judged_by"]["by"] == way
