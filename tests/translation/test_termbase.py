"""Termbases: TSV, CSV and TBX say the same; what cannot be read is said with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        "ru: 6 sentences, Dice 1.0; zh: 6 sentences, Dice 1.0\tproposed by Collate"
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
