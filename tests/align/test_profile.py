"""The profile aligner: the fast tables give what the slow ones give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.align import profile
from collate.align.lexicon import Lexicon

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


@given(columns=ROW, row=ROW)
def test_arrays_and_lists_find_paths_of_one_worth(columns: list[str], row: list[str]) -> None:
    """`_large`, which works on arrays, is as good as `_small`, which is easy to read."""
    lexicon = Lexicon([columns, row])
    coded = [(lexicon.code[word],) for word in columns]
    tokens = [lexicon.code[word] for word in row]
    scores = profile._scores(coded, tokens, lexicon)
    slow, fast = profile._small(scores), profile._large(profile._matrix(coded, tokens, lexicon))
    assert worth(fast, scores) == pytest.approx(worth(slow, scores))


@given(columns=ROW, row=ROW)
def test_a_matrix_holds_the_scores_of_the_lexicon(columns: list[str], row: list[str]) -> None:
    """Likeness computed all at once is likeness computed pair by pair."""
    lexicon = Lexicon([columns, row])
    coded = [(lexicon.code[word],) for word in columns]
    tokens = [lexicon.code[word] for word in row]
    assert np.allclose(profile._matrix(coded, tokens, lexicon), profile._scores(coded, tokens, lexicon))


@given(columns=st.lists(WORDS, min_size=1, max_size=5), row=st.lists(WORDS, min_size=1, max_size=5))
def test_no_path_is_better_than_the_one_found(columns: list[str], row: list[str]) -> None:
    """Every path through a small table, tried one by one, is worth no more."""
    lexicon = Lexicon([columns, row])
    scores = profile._scores([(lexicon.code[w],) for w in columns], [lexicon.code[w] for w in row], lexicon)

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
