"""The overview of several translations: what was found in each, how far they agree, where most goes wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

import collate
from collate.model.overview import Overview
from tests.conftest import ROOT, run

FOLDER = ROOT / "examples" / "translations"
NAMES = ("fr", "anna", "boris", "boris-revised")


@pytest.fixture(scope="module")
def seen() -> Overview:
    """Of the three translations whose errors are known."""
    original, *others = collate.read(*(FOLDER / f"{name}.txt" for name in NAMES))
    return collate.stats(collate.fidelity(original, *others, dictionaries=False))


def test_every_translation_has_its_errors_and_no_other(seen: Overview) -> None:
    """By kind."""
    assert {told.siglum: dict(told.kinds) for told in seen.translations} == {
        "anna": {},
        "boris": {"number": 1, "date": 1, "omitted-unit": 1},
        "boris-revised": {"date": 1, "number": 1},
    }


def test_what_is_left_out_is_not_accounted_for(seen: Overview) -> None:
    """The sentence about the table, by its letters."""
    original = (FOLDER / "fr.txt").read_text(encoding="utf-8")
    letters = sum(char.isalnum() for char in original)
    gone = sum(char.isalnum() for char in "Il dormait sous la grande table de la cuisine.")
    assert [told.accounted for told in seen.translations] == pytest.approx([1, 1 - gone / letters, 1], abs=0.002)


def test_the_place_of_most_translations_comes_first(seen: Overview) -> None:
    """Two have the year wrong; all else is one translation's."""
    assert [len(place.translations) for place in seen.places] == [2, 1, 1, 1]
    assert seen.places[0].text.startswith("Le 12 mars 1887")


def test_translations_agree_in_the_words_they_share(seen: Overview) -> None:
    """As two sequences of words compared word by word; and most with the one a translation was made from."""
    assert np.array_equal(seen.same, seen.same.T)
    assert all(seen.agreement(k, k) == 1 for k in range(3))
    words = [(FOLDER / f"{name}.txt").read_text(encoding="utf-8").split() for name in NAMES[1:]]
    changed = 9  # icy (and its article), thirty, 1878, arrived at, would not go, while, stagecoach ...
    assert seen.same[0, 1] >= len(words[1]) - changed - 3
    nearest = seen.nearest(1)
    assert nearest is not None
    assert nearest[0] == 2


def test_the_overview_is_written_in_every_form(tmp_path: Path) -> None:
    """A row for each translation, a row of squares in the picture."""
    files = [str(FOLDER / f"{name}.txt") for name in NAMES]
    rows = list(csv.DictReader(io.StringIO(run("stats", "--no-dictionaries", "--to", "csv", *files).out)))
    assert [(row["translation"], row["findings"], row["omitted-unit"]) for row in rows] == [
        ("anna", "0", "0"), ("boris", "3", "1"), ("boris-revised", "2", "0"),
    ]  # fmt: skip
    assert "2 of 3: Le 12 mars 1887" in run("stats", "--no-dictionaries", *files).out
    for picture in ("findings", "agreement"):
        target = tmp_path / f"{picture}.svg"
        assert run("stats", "--no-dictionaries", "--picture", picture, "-o", target, *files).status == 0
        drawn = etree.fromstring(target.read_bytes())
        assert {"anna", "boris"} <= {"".join(one.itertext()).strip() for one in drawn.iter()}
    refused = run("stats", "--no-dictionaries", "--picture", "tree", *files)
    assert refused.status == 2
    assert "findings, agreement" in refused.err
