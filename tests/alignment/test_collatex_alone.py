"""What the README says of CollateX: where the default engine gives the units that CollateX alone gives."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT, Collate

SAME = {
    "treaty": ("texts/treaty-1916/fr-draft.txt", "texts/treaty-1916/fr-edited.txt"),
    "Slavonic": ("examples/slavonic-A.txt", "examples/slavonic-B.txt"),
}


@pytest.mark.parametrize("name", SAME)
def test_collatex_alone_gives_the_same_units(collate: Collate, name: str) -> None:
    """The same bounds, readings and labels, whoever aligned."""
    files = [ROOT / path for path in SAME[name]]
    ours, theirs = (
        json.loads(collate("apparatus", *files, "--to", "json", "--aligner", aligner).out)["units"]
        for aligner in ("anchored", "collatex")
    )
    assert ours == theirs
