"""What every aligner promises, whoever wrote it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate import registry
from collate.alignment.result import Alignment
from collate.model.collation import check_columns

# Few words, so that they repeat; tokens that broke CollateX ($0, the empty string's neighbours) among them.
WORDS = st.sampled_from(["a", "b", "c", "the", "king", "kings", "king's", ",", ".", "$0", "$1", "道", "на́чалѣ", "w0"])
ROW = st.lists(WORDS, max_size=9)
ROWS = st.lists(ROW, min_size=1, max_size=5)

pytestmark = pytest.mark.parametrize("name", registry.names(registry.ALIGNERS))


def align(name: str, rows: list[list[str]]) -> Alignment:
    result: Alignment = registry.load(registry.ALIGNERS, name)(rows)
    return result


@given(rows=ROWS)
def test_nothing_is_lost(name: str, rows: list[list[str]]) -> None:
    """Every token of every row stands in the table exactly once and in order; no position is empty."""
    check_columns(align(name, rows).table, [len(row) for row in rows])


@given(row=ROW, copies=st.integers(2, 4))
def test_identical_rows_make_one_column_per_token(name: str, row: list[str], copies: int) -> None:
    """Copies of one text differ nowhere."""
    table = align(name, [row] * copies).table
    assert table.shape == (len(row), copies)
    assert (table == np.arange(len(row))[:, None]).all()


@given(rows=ROWS, data=st.data())
def test_the_order_of_the_rows_changes_nothing(name: str, rows: list[list[str]], data: st.DataObject) -> None:
    """Any permutation of the rows gives the same table with its columns permuted."""
    order = data.draw(st.permutations(range(len(rows))))
    table = align(name, rows).table
    permuted = align(name, [rows[i] for i in order]).table
    assert np.array_equal(table[:, order], permuted)


def test_no_rows_make_an_empty_table(name: str) -> None:
    """Nothing in, nothing out: CollateX alone would fail."""
    assert align(name, []).table.shape == (0, 0)


def test_empty_rows_take_part(name: str) -> None:
    """A witness without words is a column of absences."""
    assert align(name, [["a", "b"], []]).table.tolist() == [[0, -1], [1, -1]]
