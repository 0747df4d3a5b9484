"""A manuscript with several hands counts once."""

from __future__ import annotations

from pathlib import Path

import pytest

import collate
from collate.errors import UsageError
from collate.model import Apparatus
from collate.tradition.characters import states
from collate.tradition.manuscripts import once
from tests.conftest import run

TEXTS = {
    "A": "the old king sat upon his golden throne and spoke to all his men that day",
    "B": "the young king sat upon the golden throne and spoke to all the men that day",
    "C": "the <del>ald </del><add>old </add>king sat <add>down </add>upon his golden throne and spoke to all his <del>"
    "women</del><add>men</add> that night",
    "D": "the old queen sat upon his silver throne and spoke to all her men that day",
}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Four manuscripts, one of which was corrected in three places."""
    for siglum, text in TEXTS.items():
        document = f'<TEI><text xml:lang="en"><body><p>{text}</p></body></text></TEI>'
        (tmp_path / f"{siglum}.xml").write_text(document, encoding="utf-8")
    return [str(tmp_path / f"{siglum}.xml") for siglum in TEXTS]


def apparatus(files: list[str], base: str = "A", *, hands: bool) -> Apparatus:
    settings = collate.Settings(hands=hands)
    found = [source for file in files for source in collate.read(file, settings=settings)]
    return collate.apparatus(collate.collate(found, settings), base, settings)


def test_the_last_hand_counts_as_if_the_others_were_not_read(files: list[str]) -> None:
    """The same units, lemmata and states as without --hands; what only hands of one manuscript differ in is gone."""
    plain, hands = apparatus(files, hands=False), apparatus(files, hands=True)
    counted = once(hands)
    assert states(counted) == states(plain)
    assert [unit.lemma.text for unit in counted] == [unit.lemma.text for unit in plain]
    assert len(hands.units) > len(plain.units)
    assert counted.collation.sigla == ("A", "B", "C", "D")
    assert [counted.span(unit) for unit in counted] == [plain.span(unit) for unit in plain]


def test_the_first_hand_counts_if_asked_and_the_base_always(files: list[str]) -> None:
    """By the first hand the manuscript has its readings; a hand that is the base stands for its manuscript."""
    hands = apparatus(files, hands=True)
    first = states(once(hands, "first"))
    assert first["C"] != states(once(hands))["C"]
    assert set(states(once(hands, "each"))) == {"A", "B", "C.ac", "C.pc", "D"}
    assert once(apparatus(files, "C.ac", hands=True), "last").base == "C"
    with pytest.raises(UsageError):
        once(hands, "second")


@pytest.mark.parametrize("command", [("stats",), ("stemma",), ("apparatus", "--to", "nexus")])
def test_counts_trees_and_matrices_have_a_manuscript_once(command: tuple[str, ...], files: list[str]) -> None:
    """Unless each hand is asked for."""
    assert "C.pc" not in run(*command, *files, "--hands").out.replace("C_pc", "C.pc")
    assert "C.pc" in run(*command, *files, "--hands", "--counted", "each").out.replace("C_pc", "C.pc")
