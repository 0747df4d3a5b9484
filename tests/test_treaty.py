"""The founding case: every emendation of the treaty's draft is found, and its files are what they say."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable

import pytest

from tests.conftest import FIELD, TREATY, Run

EMENDATIONS = TREATY / "fr-edited.emendations.tsv"
Collate = Callable[..., Run]


def emendations() -> list[dict[str, str]]:
    with EMENDATIONS.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def units(collate: Collate) -> list[dict[str, object]]:
    result = collate("diff", "--json", TREATY / "fr-draft.txt", TREATY / "fr-edited.txt")
    assert result.status == 1
    found: list[dict[str, object]] = json.loads(result.out)["units"]
    return found


@pytest.mark.parametrize("entry", emendations(), ids=lambda e: f"{e['line']} {e['draft']}-{e['edited']}")
def test_every_emendation_is_a_variant(collate: Collate, entry: dict[str, str]) -> None:
    """A unit on the line of the emendation has the draft's reading in one witness and the edited one in the other."""
    for unit in units(collate):
        draft, edited = (reading["text"] for reading in unit["readings"])  # type: ignore[attr-defined]
        if str(unit["line"]) == entry["line"] and entry["draft"] in draft and entry["edited"] in edited:
            return
    pytest.fail(f"no unit on line {entry['line']} holds {entry['draft']!r} against {entry['edited']!r}")


def test_nothing_else_was_changed(collate: Collate) -> None:
    """There are no more units than emendations: the edited text differs from the draft in these alone."""
    assert len(units(collate)) <= len(emendations())


def test_there_are_more_than_twenty_emendations_each_with_its_reason() -> None:
    """The table beside the text justifies each of them."""
    assert len(emendations()) > 20
    assert all(entry["justification"].strip() for entry in emendations())


def test_every_file_is_described_and_says_whose_hand_it_is() -> None:
    """What we wrote ourselves is called ours; only the draft is a transcription of a source."""
    entries = tomllib.loads((TREATY / "witnesses.toml").read_text(encoding="utf-8"))["witness"]
    assert {entry["file"] for entry in entries} == {path.name for path in TREATY.glob("*.txt")}
    for entry in entries:
        ours = "makers of Collate" in entry["status"]
        assert ours == (entry["siglum"] != "fr-draft")
        assert all(entry[field] for field in ("siglum", "language", "title", "date", "what", "source"))


def test_the_draft_is_the_transcription_byte_for_byte() -> None:
    """Every slip is kept."""
    seed = FIELD.parent / "seed" / "treaty-1916-fr-draft.txt"
    if not seed.is_file():
        pytest.skip("../shared/seed is not here: the draft cannot be held against its source")
    assert (TREATY / "fr-draft.txt").read_bytes() == seed.read_bytes()


@pytest.mark.parametrize("siglum", ["ru", "ru-modern", "zh", "en"])
def test_translations_have_the_sections_of_the_draft(collate: Collate, siglum: str) -> None:
    """Six articles stand side by side, in this order, and no passage lacks its counterpart."""
    result = collate("diff", "--json", "--no-dictionaries", TREATY / "fr-draft.txt", TREATY / f"{siglum}.txt")
    passages = json.loads(result.out)["passages"]
    assert [one["heading"] for one in passages if one["heading"]] == [f"article {n}" for n in range(1, 7)]
    assert all(text for one in passages for text in one["texts"].values())


def test_the_two_russian_texts_differ_in_letters_only(collate: Collate) -> None:
    """The modern spelling is the old one respelt: no word is added, omitted or moved."""
    result = collate("diff", "--json", TREATY / "ru.txt", TREATY / "ru-modern.txt")
    document = json.loads(result.out)
    assert not any(unit["omission"] for unit in document["units"])
    assert document["moves"] == []
