"""The profile aligner: the fast tables give what the slow ones give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment import profile
from collate.alignment.lexicon import Lexicon

WORDS = st.sampled_from(["a", "b", "abc", "abd", "king", "kings", "the", "道"])
ROW = st.lists(WORDS, min_size=1, max_size=12)


def worth(steps: list[tuple[int, int]], scores: list[list[float]]) -> float:
    """What a path is worth, added up step by step: the definition that both tables optimise."""
    total, state = 0.0, ""
    for i, j in steps:
        if i >= 0 and j >= 0:
            total, state = total + scores[i][j], ""
        else:
            side = "up" if j < 0 else "left"
            total, state = total + profile.EXTEND + (profile.OPEN if side != state else 0.0), side
    return total


def scores_of(columns: list[str], row: list[str]) -> list[list[float]]:
    """What each word of a row is worth in each column of one word, pair by pair."""
    lexicon = Lexicon([columns, row])
    return [[lexicon.score(lexicon.code[a], lexicon.code[b]) for b in row] for a in columns]


@given(columns=ROW, row=ROW)
def test_arrays_and_lists_find_paths_of_one_worth(columns: list[str], row: list[str]) -> None:
    """`_large`, which works on arrays, is as good as `_small`, which is easy to read."""
    scores = scores_of(columns, row)
    slow, fast = profile._small(scores), profile._large(np.array(scores))
    assert worth(fast, scores) == pytest.approx(worth(slow, scores))


@given(columns=ROW, row=ROW)
def test_words_scored_together_and_one_by_one_have_the_same_scores(columns: list[str], row: list[str]) -> None:
    """To the last digit: which of the two is asked depends on the size of a place only."""
    lexicon = Lexicon([columns, row])
    some, others = ([lexicon.code[form] for form in forms] for forms in (columns, row))
    assert lexicon.matrix(some, others, np.float64).tolist() == scores_of(columns, row)


MANY = st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=12)


@given(rows=st.lists(MANY, min_size=2, max_size=5, unique_by=tuple))
def test_a_profile_of_many_words_is_worth_what_the_best_of_its_words_is(rows: list[list[str]]) -> None:
    """Places of more than a dozen words keep arrays."""
    test_a_profile_is_worth_what_the_best_of_its_words_is.hypothesis.inner_test(rows)  # type: ignore[attr-defined]


@given(rows=st.lists(ROW, min_size=2, max_size=5, unique_by=tuple))
def test_a_profile_is_worth_what_the_best_of_its_words_is(rows: list[list[str]]) -> None:
    """The scores kept for a column, and those looked up word by word, are the same, also after rows moved."""
    lexicon = Lexicon(rows)
    coded = [tuple(row) for row in lexicon.encode(rows)]
    kept = profile._Profile(coded, lexicon, [{0: i} for i in range(len(coded[0]))])
    for number in range(1, len(coded)):
        kept.put_in(number)
    kept.take_out(0)
    slow = [
        [max(lexicon.score(coded[k][i], token) for k, i in column.items()) for token in coded[0]]
        for column in kept.columns
    ]
    assert np.allclose(kept.scores(kept.rows[0]), slow)


@given(columns=st.lists(WORDS, min_size=1, max_size=5), row=st.lists(WORDS, min_size=1, max_size=5))
def test_no_path_is_better_than_the_one_found(columns: list[str], row: list[str]) -> None:
    """Every path through a small table, tried one by one, is worth no more."""
    scores = scores_of(columns, row)

    def paths(i: int, j: int) -> list[list[tuple[int, int]]]:
        if i == len(columns) and j == len(row):
            return [[]]
        found = []
        if i < len(columns) and j < len(row):
            found += [[(i, j), *rest] for rest in paths(i + 1, j + 1)]
        if i < len(columns):
            found += [[(i, -1), *rest] for rest in paths(i + 1, j)]
        if j < len(row):
            found += [[(-1, j), *rest] for rest in paths(i, j + 1)]
        return found

    best = max(worth(path, scores) for path in paths(0, 0))
    assert worth(profile._small(scores), scores) == pytest.approx(best)


def test_two_texts_without_a_common_word_are_substitutions() -> None:
    """Word stands against word: nothing says that either was left out."""
    table = profile.align([["a"] * 60, ["b"] * 60]).table
    assert (table >= 0).all()
