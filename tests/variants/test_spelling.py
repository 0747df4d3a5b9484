"""What is learnt of the spelling of the texts at hand, and what is not."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.errors import InputError
from collate.variants.spelling import common, file
from collate.variants.spelling.facing import faced
from collate.variants.spelling.learnt import Learnt, learnt_from
from collate.variants.spelling.letters import correspondences, neighbours
from tests.conftest import Collate

STEMS = [
    "mind",
    "blod",
    "kyng",
    "lond",
    "hond",
    "word",
    "gold",
    "flod",
    "stren",
    "bern",
    "warm",
    "ford",
    "helm",
    "sorg",
    "tung",
]
WORDS = st.text(alphabet="abcde", min_size=1, max_size=6)


def learnt(rows: Sequence[Sequence[str]]) -> Learnt:
    """What a table says: a row for each position, a word for each witness ("" for none)."""
    forms = sorted({form for row in rows for form in row} - {""})
    code = {form: number for number, form in enumerate(forms)} | {"": -1}
    return learnt_from(np.array([[code[form] for form in row] for row in rows], dtype=np.int32), forms)


def spelt_in_two_ways(*, changed: Sequence[Sequence[str]] = (), times: int = 6) -> list[list[str]]:
    """Two scribes: the second writes a final e or leaves it out as he likes, and now and then another word."""
    chance = random.Random(7)
    rows = [[stem, stem + chance.choice(("", "e"))] for stem in STEMS for _ in range(times)]
    return [*rows, *map(list, changed)]


def test_a_letter_that_comes_and_goes_in_many_words_is_spelling() -> None:
    assert learnt(spelt_in_two_ways()).same("kyng", "kynge")


def test_a_word_never_seen_before_is_judged_by_its_letters() -> None:
    assert learnt(spelt_in_two_ways(changed=[["wulf", "wulfe"]])).same("wulf", "wulfe")


def test_two_words_that_each_mostly_face_themselves_are_two_words() -> None:
    common = [["thou", "thou"]] * 20 + [["though", "though"]] * 20 + [["thou", "though"]]
    found = learnt(spelt_in_two_ways(changed=common))
    assert not found.same("thou", "though")
    assert "two words in these texts" in found.apart("thou", "though")


def test_words_with_no_letters_in_common_are_never_one_word() -> None:
    assert not learnt(spelt_in_two_ways(changed=[["king", "rex"]] * 9)).same("king", "rex")


def test_texts_of_settled_spelling_teach_nothing() -> None:
    settled = [[stem, stem] for stem in STEMS for _ in range(6)]
    assert not learnt([*settled, ["house", "houses"], ["came", "come"]]).support


def test_a_short_text_of_unsettled_spelling_is_open() -> None:
    assert learnt([["lyon", "leon"], ["dist", "dit"], ["li", "li"], ["sire", "syre"]]).open


def test_what_was_learnt_says_how_often_and_in_how_many_witnesses() -> None:
    found = learnt(spelt_in_two_ways())
    assert "∅/e at the end of a word: " in found.why("kyng", "kynge")
    assert "times in these texts, 2 witnesses" in found.why("kyng", "kynge")


def test_the_order_of_witnesses_changes_nothing() -> None:
    rows = spelt_in_two_ways(changed=[["wulf", "wulfe"], ["come", "came"]])
    one, other = learnt(rows), learnt([row[::-1] for row in rows])
    assert dict(one.spellings) == dict(other.spellings)


@given(st.lists(st.lists(st.sampled_from(["", "a", "b", "ab"]), min_size=3, max_size=3), max_size=8))
def test_counting_is_that_of_plain_loops(rows: list[list[str]]) -> None:
    forms = sorted({form for row in rows for form in row} - {""})
    code = {form: number for number, form in enumerate(forms)} | {"": -1}
    table = np.array([[code[form] for form in row] for row in rows], dtype=np.int32).reshape(-1, 3)
    found = faced(table, forms)
    for form in forms:
        assert found.own[form] == sum(row.count(form) > 1 for row in rows)
    for a, b in combinations(forms, 2):
        assert found.at(a, b) == sum(a in row and b in row for row in rows)
        assert found.pairs[a, b] == sum(row.count(a) * row.count(b) for row in rows)


@given(WORDS, WORDS)
def test_correspondences_do_not_depend_on_which_word_comes_first(a: str, b: str) -> None:
    assert correspondences(a, b) == correspondences(b, a)


@given(st.sets(WORDS, max_size=12))
def test_neighbours_are_the_words_that_differ_in_one_place(words: set[str]) -> None:
    found = set(neighbours(words))
    for a, b in combinations(sorted(words), 2):
        fits = any(
            a[:start] == b[:start] and a[start + i :] == b[start + j :] and i < len(a) and j < len(b)
            for start in range(min(len(a), len(b)) + 1) for i in range(3) for j in range(3)
            if start + i <= len(a) and start + j <= len(b)
        )  # fmt: skip
        assert ((a, b) in found) == fits


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [("vnto", "unto", "u/v at the beginning"), ("hee", "he", "ee/e at the end"), ("mind", "minde", "∅/e at the end")],
)
def test_a_correspondence_is_named_as_a_reader_would(a: str, b: str, said: str) -> None:
    (own,) = correspondences(a, b) or ()
    assert str(own).startswith(said)


def test_a_file_of_what_was_learnt_gives_the_same_answers() -> None:
    found = learnt(spelt_in_two_ways(changed=[["thou", "thou"], ["come", "came"], ["hee", "he"], ["wulf", "wolf"]]))
    again = file.read(file.written(found).encode(), "spelling.tsv")
    assert {pair: again.same(*pair) for pair in found.facing.places} == {
        pair: found.same(*pair) for pair in found.facing.places
    }


def test_a_line_about_words_counts_more_than_lines_about_letters() -> None:
    text = "letters\t∅\te\tend\tyes\nwords\thop\thope\t\tno\n"
    given = file.read(text.encode(), "spelling.tsv")
    assert given.same("mind", "minde")
    assert not given.same("hop", "hope")
    assert "two words" in given.apart("hop", "hope")


def test_a_doubled_letter_is_written_twice() -> None:
    given = file.read(b"letters\te\tee\tend\tyes\n", "spelling.tsv")
    assert given.same("he", "hee")
    assert not given.same("mind", "minde")


def test_a_file_given_back_decides_the_labels(tmp_path: Path, collate: Collate) -> None:
    (tmp_path / "A.txt").write_text("the mynd of men", encoding="utf-8")
    (tmp_path / "B.txt").write_text("the mind of men", encoding="utf-8")
    (tmp_path / "s.tsv").write_text("letters\ti\ty\twithin\tyes\n", encoding="utf-8")
    texts = (tmp_path / "A.txt", tmp_path / "B.txt", "-l", "und", "--to", "json")
    found = json.loads(collate("apparatus", *texts, "--spelling", tmp_path / "s.tsv").out)
    assert found["units"][0]["labels"] == ["orthography"]
    assert found["recipe"]["judged_by"]["spelling"]["file"] == "s.tsv"


def test_the_command_writes_what_can_be_given_back(tmp_path: Path, collate: Collate) -> None:
    rows = spelt_in_two_ways()
    for name, side in (("A", 0), ("B", 1)):
        (tmp_path / f"{name}.txt").write_text(" ".join(row[side] for row in rows), encoding="utf-8")
    done = collate("spelling", tmp_path / "A.txt", tmp_path / "B.txt", "-l", "und")
    assert "letters\t∅\te\tend\tyes" in done.out
    assert file.read(done.out.encode(), "s.tsv").same("mind", "minde")


@pytest.mark.parametrize("line", ["letters\ta\tb\tend\tperhaps", "words\ta\ta\t\tyes", "letters\ta\tb\there\tyes", "x"])
def test_a_line_that_cannot_be_understood_is_named(line: str) -> None:
    with pytest.raises(InputError) as caught:
        file.read(f"letters\tu\tv\tend\tyes\n{line}\n".encode(), "spelling.tsv")
    assert caught.value.line == 2


def test_spellings_of_one_word_are_aligned_as_one_word(tmp_path: Path, collate: Collate) -> None:
    """A short word spelt in two ways beside another: by its letters alone it could stand in either place."""
    rows = [*spelt_in_two_ways(), ["", "we"], ["he", "hee"], ["went", "went"], ["he", "hee"], ["he", "hee"]]
    for name, side in (("A", 0), ("B", 1)):
        (tmp_path / f"{name}.txt").write_text(" ".join(row[side] for row in rows if row[side]), encoding="utf-8")
    table = json.loads(collate("table", tmp_path / "A.txt", tmp_path / "B.txt", "-l", "und", "--to", "json").out)
    assert "spelling" in table["recipe"]["alignment"]
    assert [[cell and cell[0]["n"] for cell in row][-5:] for row in table["table"]] == [
        [row[side] or None for row in rows[-5:]] for side in (0, 1)
    ]


PROBABLE = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from((0.0, 0.1, 0.25, 0.5, 0.8, 0.85, 0.9, 1.0)),
)


@given(PROBABLE)
def test_groups_of_spellings_are_those_that_asking_every_pair_gives(spellings: dict[tuple[str, str], float]) -> None:
    """The sums kept between groups stand for the pairs of their forms."""
    groups = {form: {form} for form in "abcdef"}
    for (a, b), probability in sorted(spellings.items(), key=lambda own: (-own[1], own[0])):
        one, other = groups[a], groups[b]
        pairs = [(min(x, y), max(x, y)) for x in one for y in other]
        known = [spellings[pair] for pair in pairs if pair in spellings]
        if probability >= common.SURE and one is not other and sum(known) >= common.MOST_OF_ALL * len(known):
            one |= other
            groups.update(dict.fromkeys(other, one))
    made = common._common(Learnt(spellings))
    assert {form: made.get(form, form) for form in "abcdef"} == {form: min(group) for form, group in groups.items()}
