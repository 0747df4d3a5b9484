"""A noun that says something impossible cannot be made."""

from __future__ import annotations

import dataclasses
import pkgutil
from importlib import import_module

import numpy as np
import pytest

import collate.model
from collate.errors import EngineError
from collate.model.collation import Collation
from collate.model.parallel import Bead, Parallel, Segment
from tests.seams.test_texts import source

TWO = (Segment(0, 1, "a"), Segment(2, 3, "b"))


def beads(*spans: tuple[tuple[int, int], tuple[int, int]]) -> Parallel:
    """Two segments on either side, in such beads."""
    made = tuple(Bead(one, other, 0.0) for one, other in spans)
    return Parallel(source("a b"), source("a b"), TWO, TWO, made)


@pytest.mark.parametrize(
    "spans",
    [
        [((0, 1), (0, 1))],  # the last segments are in none
        [((0, 2), (0, 1))],
        [((0, 1), (0, 2))],
        [((1, 2), (0, 1)), ((0, 1), (1, 2))],  # out of order
        [((0, 2), (0, 2)), ((1, 2), (2, 2))],  # one twice
        [],
    ],
)
def test_beads_hold_every_segment_once_and_in_order(spans: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Fewer, more, and others are refused on either side."""
    with pytest.raises(ValueError, match="lose or reorder"):
        beads(*spans)


def test_an_empty_side_is_an_omission() -> None:
    """Nothing need stand on the other side."""
    assert [bead.kind for bead in beads(((0, 1), (0, 2)), ((1, 2), (2, 2))).beads] == ["1:2", "1:0"]


@pytest.mark.parametrize(
    "columns",
    [
        [[0, 0]],  # the second token of each is in none
        [[1, 1], [0, 0]],
        [[0, 0], [0, 1], [1, -1]],
        [[0, 0], [-1, -1], [1, 1]],
        [[0, 0, 0], [1, 1, 1]],
        [[0], [1]],
    ],
)
def test_a_table_holds_every_token_once_and_in_order(columns: list[list[int]]) -> None:
    """Tokens lost, reordered, doubled; empty positions; rows of another number of witnesses."""
    from collate.witnesses.tokenisers.words import tokenise

    witnesses = tuple(tokenise(source("a b", siglum=siglum)) for siglum in "AB")
    with pytest.raises(EngineError):
        Collation(witnesses, np.array(columns, dtype=np.int32))


def test_no_noun_can_be_changed() -> None:
    """Every one of `model` is frozen: what was checked when it was made stays true."""
    modules = [import_module(f"collate.model.{found.name}") for found in pkgutil.iter_modules(collate.model.__path__)]
    nouns = {noun for module in modules for noun in vars(module).values() if dataclasses.is_dataclass(noun)}
    assert len(nouns) > 20
    assert [noun.__name__ for noun in nouns if not noun.__dataclass_params__.frozen] == []
