"""An editor finds units by what is known of them."""

from __future__ import annotations

import pytest

import collate
from collate.terminal.unit_filter import selected
from tests.conftest import TREATY


@pytest.fixture(scope="module")
def treaty() -> collate.Apparatus:
    return collate.apparatus(collate.collate(collate.read(TREATY / "fr-draft.txt", TREATY / "fr-edited.txt")))


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 23), ("slip", 1), ("peurs", 1), ("fr-edited", 23), ("undecided", 23), ("decided", 0), ("slip decided", 0)],
)
def test_a_query_selects_units(treaty: collate.Apparatus, query: str, number: int) -> None:
    assert len(selected(treaty, query)) == number


def test_formal_and_substantive_units_are_all(treaty: collate.Apparatus) -> None:
    formal, substantive = selected(treaty, "formal"), selected(treaty, "substantive")
    assert sorted(formal + substantive) == selected(treaty, "")
    assert formal
