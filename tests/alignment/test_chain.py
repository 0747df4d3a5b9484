"""What is chained is surely the same: equal words, in the same order in both rows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment.chain import ascending, chain

ROW = st.lists(st.integers(0, 12), max_size=60).map(lambda row: np.array(row, dtype=np.int64))
# Rows that share stretches, some of them twice: overlapping anchors and repeats are where a chain can go wrong.
PIECES = st.lists(st.integers(0, 5), min_size=1, max_size=12)


@st.composite
def relatives(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two rows made of the same stretches, in their own choice and order."""
    stretches = draw(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=9), min_size=1, max_size=6))
    rows = [[code for k in draw(PIECES) for code in stretches[k % len(stretches)]] for _ in range(2)]
    return np.array(rows[0], dtype=np.int64), np.array(rows[1], dtype=np.int64)


def holds(a: np.ndarray, b: np.ndarray) -> None:
    """Every match is of equal words, matches ascend, and none could be longer: words beside it differ, or are taken."""
    match = chain(a, b, np.ones(31, dtype=np.bool_))
    at = np.flatnonzero(match >= 0)
    assert (a[at] == b[match[at]]).all()
    assert (np.diff(match[at]) > 0).all()
    free_a, free_b = np.append(match, 0) < 0, np.append(np.isin(np.arange(len(b)), match, invert=True), False)
    for side in (-1, 1):
        beside = [(i, match[i]) for i in at if free_a[i + side] and free_b[match[i] + side]]
        assert all(a[i + side] != b[j + side] for i, j in beside)


@given(a=ROW, b=ROW)
def test_any_rows(a: np.ndarray, b: np.ndarray) -> None:
    """Of few words, so that they repeat."""
    holds(a, b)


@given(pair=relatives())
def test_rows_that_share_stretches(pair: tuple[np.ndarray, np.ndarray]) -> None:
    """In another order, doubled, cut."""
    holds(*pair)


def test_a_row_is_chained_to_itself() -> None:
    """Unique words all find themselves."""
    row = np.arange(30, dtype=np.int64)
    assert chain(row, row, np.ones(31, dtype=np.bool_)).tolist() == row.tolist()


@given(targets=st.permutations(range(9)))
def test_the_chain_kept_is_as_long_as_any(targets: list[int]) -> None:
    """Against a slow oracle that tries every end; each word stands once in either row."""
    pairs = list(enumerate(targets))
    best: list[int] = []
    for k, (_, target) in enumerate(pairs):
        best.append(1 + max((best[m] for m in range(k) if targets[m] < target), default=0))
    kept = ascending(pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(kept))
    assert set(kept) <= set(pairs)
    assert len(kept) == max(best)
