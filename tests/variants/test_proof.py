"""Proof-reading: what is suspect in one witness, and what is left alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import TREATY, Run

Files = Callable[..., list[str]]
Collate = Callable[..., Run]


def found(collate: Collate, *arguments: str) -> list[tuple[str, str, str]]:
    """Text, kind and what is proposed instead, of each suspect."""
    document = json.loads(collate("proof", "--json", *arguments).out)
    return [(one["text"], one["kind"], one["instead"]) for one in document["suspects"]]


@pytest.mark.parametrize(
    ("language", "content", "suspect"),
    [
        ("fr", "Il dit que laguerre est finie et que la paix viendra.", ("laguerre", "run together", "la guerre")),
        ("en", "He said that that was the the end of it, had had enough of all.", ("the the", "doubled word", "the")),
        ("en", "It was (as he said a long time ago in the house.", ("(", "unpaired sign", "")),
        ("ru", "Онъ пришелъ домoй и сказалъ ей все.", ("домoй", "mixed scripts", "")),
        ("fr", "Fait le 20 juin/3 juillet 1816 à Paris.", ("20 juin/3 juillet", "impossible date", "")),
        ("fr", "Fait le 20 juin/3 décembre 1816 à Paris.", ("20 juin/3 décembre", "impossible date", "")),
        ("fr", "Fait à Paris le 31 juin de cette année.", ("31 juin", "impossible date", "")),
        ("fr", "Fait le 31 juin/12 juillet 1816 à Paris.", ("31 juin", "impossible date", "")),
    ],
)  # fmt: skip
def test_a_slip_is_found(
    collate: Collate, witness_files: Files, language: str, content: str, suspect: tuple[str, str, str]
) -> None:
    """Alone, in a text of one sentence."""
    assert found(collate, "-l", language, *witness_files(A=content)) == [suspect]


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("fr", "Fait le 20 juin/3 juillet 1916, le 17/30 juillet 1907 et le 25 juin/8 juillet 1912."),
        ("fr", "Fait le 20 juin/2 juillet 1816 et le 28 février/11 mars 1800."),
        ("en", "He had had enough; 1) this, 2) that; the well-known father’s house."),
        ("fr", "Nous nous taisons, peut-être aujourd'hui."),
        ("zh", "人人天天（甲）「乙」"),
        ("ru", "Онъ сказалъ, что большаго и лучшаго не было."),
    ],
)
def test_what_is_right_is_left_alone(collate: Collate, witness_files: Files, language: str, content: str) -> None:
    """Old and new style, lists, words that may stand twice, old spelling."""
    result = collate("proof", "-l", language, *witness_files(A=content))
    assert result.out == ""
    assert result.status == 0


def test_a_form_two_letters_away_is_unlike_its_formula(collate: Collate, witness_files: Files) -> None:
    """And one that is three away is another word."""
    formula = "et toutes les {} parties contractantes ont signé"
    for form, expected in (("haults", [("haults", "unlike its formula", "hautes")]), ("haultcees", [])):
        text = ". ".join(formula.format(word) for word in ("hautes", "hautes", form, "hautes"))
        suspects = found(collate, "-l", "fr", *witness_files(A=text))
        assert [one for one in suspects if one[1] == "unlike its formula"] == expected


def test_the_slip_of_the_treaty_is_found_without_another_witness(collate: Collate) -> None:
    """One key away stands a pronoun that follows the same preposition elsewhere."""
    suspects = found(collate, str(TREATY / "fr-draft.txt"))
    assert ("peurs", "likelier word", "leurs") in suspects
    assert ("laguerre", "run together", "la guerre") in suspects
    assert ("Hauts", "unlike its formula", "hautes") in suspects


@pytest.mark.parametrize("siglum", ["fr-edited", "ru", "ru-modern", "en", "zh"])
def test_clean_texts_raise_no_alarm(collate: Collate, siglum: str) -> None:
    """Precision matters more than recall."""
    assert found(collate, str(TREATY / f"{siglum}.txt")) == []


def test_a_word_that_another_witness_has_is_not_suspect(collate: Collate, witness_files: Files) -> None:
    """Names and rare words are known by the company they keep."""
    a = "The old grimmalkyn sat by the door of the house and he saw it."
    alone = found(collate, "-l", "en", "--least", "0.4", *witness_files(A=a))
    assert [text for text, *_ in alone] == ["grimmalkyn"]
    assert found(collate, "-l", "en", "--least", "0.4", *witness_files(A=a, B=a.replace("old", "big"))) == []
