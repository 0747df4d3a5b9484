"""Printed entries: the conventions of a series, and nothing but them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from collate.config import profiles
from tests.conftest import Run

Collate = Callable[..., Run]
Files = Callable[..., list[str]]

# Witness A is the base. The places: a substitution, an omission, an addition, a transposition, a repeated word.
A = "In the beginning the king made the heaven and the earth for all men to see"
B = "In the beginning the queen made the heaven and earth for all men to see"
C = "In the beginning the king made then the heaven and the earth for all men to see"
D = "In the beginning the king made the heaven and the earth all men to see for"

EXPECTED = {
    "classical": ["king] queen B", "post made add. then C", "the⁴] om. B"],
    "positive": ["king A C D] queen B", "post made A B D] add. then C", "the⁴ A C D] om. B"],
    "nestle-aland": ["⸀ queen B ¦ txt A C D", "⸆ then C ¦ txt A B D", "° B ¦ txt A C D"],
    "russian": ["king] queen B.", "после made доб. then C.", "the⁴] нет B."],
    "english": ["king] queen B.", "after made] then added in C.", "the⁴] omitted in B."],
    "genetic": ["king : queen B.", "après made : aj. then C.", "the⁴ : om. B."],
    "jiaokan": ["「king」，B本作「queen」。", "「made」下，C本有「then」字。", "「the」，B本無「the」字。"],
    "plain": [
        "king] queen B (substitution)",
        "after made] add. then C (addition, function word)", "the] om. B (omission, function word)"
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", profiles())
def test_a_profile_prints_as_its_series_does(collate: Collate, witness_files: Files, name: str) -> None:
    """Substitution, addition, omission of a repeated word: lemma, signs, words, order and separators."""
    files = witness_files(A=A, B=B, C=C)
    if "D" in EXPECTED[name][0]:
        files = witness_files(A=A, B=B, C=C, D=A)
    printed = collate("apparatus", "-l", "en", "-p", name, *files).out
    entries = [line.strip().partition("  ")[2] for line in printed.splitlines()[3:] if line.strip()]
    assert entries == EXPECTED[name]


def test_the_project_changes_a_profile(
    collate: Collate, witness_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups, an order of sigla, one word for the rest, and a separator of one's own."""
    files = witness_files(A=A, B=B, C=B, D=B, E=A.replace("king", "duke"), F=A.replace("king", "duke"))
    (tmp_path / "collate.toml").write_text(
        '[print]\nprofile = "classical"\nbetween = "; "\ncett_from = 9\norder = ["D", "C"]\n'
        'groups = {"α" = ["E", "F"]}\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    printed = collate("apparatus", "-l", "en", *files).out
    assert "king] queen D C B; duke α" in printed


def test_most_witnesses_are_the_rest(collate: Collate, witness_files: Files) -> None:
    """More than half of them, and enough to be worth a word."""
    files = witness_files(A=A, **dict.fromkeys("BCDEF", B))
    assert "king] queen cett." in collate("apparatus", "-l", "en", "-p", "classical", *files).out


def test_who_shares_the_lemma_is_not_of_the_rest(collate: Collate, witness_files: Files) -> None:
    """A negative apparatus does not name those who have the lemma, so that the others are named one by one."""
    files = witness_files(A=A, H=A, **dict.fromkeys("BCDEF", B))
    assert "king] queen B C D E F" in collate("apparatus", "-l", "en", "-p", "classical", *files).out


def test_the_rest_are_the_rest_of_those_who_are_there(collate: Collate, witness_files: Files) -> None:
    """Four of the five that have the passage, while four others lack it."""
    late = "for all men to see what was there from the first day on"
    files = witness_files(
        A=f"{A} {late}", **dict.fromkeys("BCDE", f"{A} {late}".replace("king", "queen")), **dict.fromkeys("FGHI", late)
    )
    assert "king] queen cett." in collate("apparatus", "-l", "en", "-p", "classical", *files).out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('profile = "loeb"', "there is no print profile 'loeb'; there are: plain, classical"),
        ('colour = "red"', "a print profile has no 'colour'"),
        ("longest = 'many'", "print.longest: should be a whole number, and is text"),
    ],
)
def test_a_mistake_in_the_profile_is_said(
    collate: Collate, witness_files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, said: str
) -> None:
    """With the file that holds it."""
    files = witness_files(A=A, B=B)
    (tmp_path / "collate.toml").write_text(f"[print]\n{table}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = collate("apparatus", *files)
    assert result.status == 2
    assert "collate.toml" in result.err
    assert said in result.err


def test_a_text_is_never_a_template(collate: Collate, witness_files: Files) -> None:
    """Braces and asterisks in a witness are printed as they stand."""
    files = witness_files(A="one two three", B="one {sigla}*om.* three")
    assert "{sigla}*om.*" in collate("apparatus", "-l", "en", "-p", "classical", *files).out.replace(" ", "")


HANDS = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>the old <subst><del>king</del><add>queen</add>'
    "</subst> went to the <add>high</add> hill in the morning</p></body></text></TEI>"
)


@pytest.mark.parametrize(
    ("profile", "said"), [("classical", "king] queen H p.c."), ("nestle-aland", "⸀ queen Hᶜ ¦ txt B H*")]
)
def test_the_hands_of_a_manuscript_are_told_apart(
    collate: Collate, witness_files: Files, tmp_path: Path, profile: str, said: str
) -> None:
    """Before and after correction, each as the series writes it; one name where both have a reading."""
    (tmp_path / "H.xml").write_text(HANDS, encoding="utf-8")
    files = [*witness_files(B="the old king went to a hill in the morning"), str(tmp_path / "H.xml")]
    printed = collate("apparatus", "--hands", "-l", "en", "-p", profile, *files).out
    assert said in printed
    alike = [*witness_files(B="the old king and queen went to a hill in the evening"), str(tmp_path / "H.xml")]
    assert "evening] morning H\n" in collate("apparatus", "--hands", "-l", "en", "-p", "classical", *alike).out


def test_the_lemma_is_quoted_as_the_base_has_it(collate: Collate, witness_files: Files) -> None:
    """Whoever else has the reading, and in whichever order the witnesses are named."""
    files = witness_files(A="le cafe\u0301 noir", B="le caf\u00e9 noir", C="le vin noir")
    printed = collate("apparatus", "-l", "fr", "-b", "B", *files).out
    assert "caf\u00e9] vin C" in printed
