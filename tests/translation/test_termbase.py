"""Termbases: TSV, CSV and TBX say the same; what cannot be read is said with its place."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import collate as library
from collate.translation.content.proposed_terms import Side, proposed
from collate.translation.termbase import read
from tests.conftest import TREATY, Collate

ROWS = "# ours\nconcept\tfr\tru\tnote\tsource\npeace\tpaix|la paix\tмиръ|!покой\tsee II\tours\nwar\tguerre\t\t\t\n"


def test_a_cell_holds_terms_and_those_that_are_barred() -> None:
    """Parted by bars, the preferred first; a language without a term has none."""
    peace, war = read(ROWS.encode(), path="terms.tsv")
    assert peace.terms == {"fr": ("paix", "la paix"), "ru": ("миръ",)}
    assert (peace.barred, peace.note, peace.place) == ({"ru": ("покой",)}, "see II", "terms.tsv:3")
    assert war.terms == {"fr": ("guerre",)}


@pytest.mark.parametrize("form", ["tsv", "csv", "tbx"])
def test_every_form_reads_back_what_was_written(collate: Collate, tmp_path: Path, form: str) -> None:
    """The treaty's termbase goes through each and is the same."""
    collate("terms", TREATY / "terms.tsv", "--to", form, "-o", tmp_path / f"t.{form}")
    first, back = (
        [(one.name, one.terms, one.barred, one.note, one.source) for one in read(path.read_bytes(), path="t")]
        for path in (TREATY / "terms.tsv", tmp_path / f"t.{form}")
    )
    assert back == first


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"paix\tmir\n", "t:1: is no termbase; the first line names the columns"),
        (b"concept\tfr\na\tb\na\tc\n", "t: the concept 'a' stands twice"),
        (b"concept\tFrench\na\tb\n", "t:1: 'french' is no language code; write fr"),
        (b"concept\tfr\tfr-FR\na\tb\tc\n", "t:1: there are two columns 'fr'"),
        (b"concept\tfr\n\tb\n", "t:2: a concept has no name"),
        (b"", "t: holds no concept"),
        (b"<tbx><text>", "t:1:"),
        (b"<tbx/>", "t: holds no conceptEntry"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "t:1:61: is not well-formed XML"),
    ],
)
def test_what_is_no_termbase_is_said(data: bytes, said: str) -> None:
    """With its place, and what would be one."""
    from collate.errors import InputError

    with pytest.raises(InputError) as problem:
        read(data, path="t")
    assert said in str(problem.value)


def test_proposed_terms_say_how_they_came_about(collate: Collate) -> None:
    """The parties are one phrase in each language, in as many sentences as they stand in."""
    names = [TREATY / f"{name}.txt" for name in ("fr-edited", "ru", "zh")]
    rows = collate("terms", *names, "--no-dictionaries", "--to", "tsv").out.splitlines()
    assert (
        "Hautes Parties Contractantes\tHautes Parties Contractantes\tВысокихъ Договаривающихся Сторонъ\t兩締約國\t"
        "ru: 6 of 6 sentences, Dice 1.0; zh: 6 of 6 sentences, Dice 1.0\tproposed by Collate"
    ) in rows


def test_the_toolkit_of_translators_reads_the_terms(collate: Collate, tmp_path: Path) -> None:
    """translate-toolkit, which knows TBX as of 2008; a concept that is called like a term has no subject field."""
    tbx = pytest.importorskip("translate.storage.tbx", reason="needs translate-toolkit")
    path = tmp_path / "t.tbx"
    (tmp_path / "t.tsv").write_text("concept\tfr\tru\npaix\tpaix\tмиръ\nwar\tguerre\tвойна\n", encoding="utf-8")
    collate("terms", tmp_path / "t.tsv", "--to", "tbx", "-o", path)
    units = tbx.tbxfile.parsefile(str(path)).units
    assert [(unit.source, unit.target) for unit in units] == [("paix", "миръ"), ("guerre", "война")]
    assert path.read_text(encoding="utf-8").count("subjectField") == 1
    assert [one.name for one in read(path.read_bytes(), path="t")] == ["paix", "war"]


def _side(*passages: str) -> Side:
    return Side(passages, str.lower, frozenset(), han=False)


def test_what_stands_together_by_chance_is_no_term() -> None:
    """Of many words that recur, some stand in the same sentences whatever they mean."""
    random = Random(1)
    words = [[f"{letter}word{number:02}" for number in range(60)] for letter in "ab"]
    sides = [_side(*(" ; ".join(random.sample(own, 6)) for _ in range(40))) for own in words]
    assert proposed(*sides) == []
    tied = [_side(*(f"{passage} ; {letter}term" if k % 4 == 0 else passage for k, passage in enumerate(side.passages)))
            for letter, side in zip("ab", sides, strict=True)]  # fmt: skip
    assert [(one.source, one.target, one.together, one.stands) for one in proposed(*tied)] == [
        ("aterm", "bterm", 10, 10)
    ]


def test_each_translation_says_how_consistent_it_is() -> None:
    """Two translations of one language, by their sigla: one changes its term."""
    french = [f"La convention est {word}." for word in ["bonne", "ronde", "verte", "haute", "longue", "neuve"]]
    english = [f"The covenant is {word}." for word in ["good", "round", "green", "high", "long", "new"]]
    rest = [f"{word}." for word in ["Rome", "Paris", "Lyon", "Turin", "Vienne", "Prague", "Madrid", "Londres"]]
    original = library.text("o", "\n".join((*french, *rest)), "fr")
    first = library.text("first", "\n".join((*english, *rest)), "en")
    second = library.text("second", first.content.replace("covenant is new", "treaty is new"), "en")
    (concept,) = library.terms(original, first, second, segments="lines", dictionaries=False)
    assert concept.terms["en"] == ("covenant",)
    assert "first: covenant, 6 of 6 sentences" in concept.note
    assert "second: covenant, 5 of 6 sentences" in concept.note
