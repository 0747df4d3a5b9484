"""Several translations of one original: collated with each other, their findings together, and what a revision mends.

The texts of examples/translations were written for this: what differs in them, and what is wrong, is known.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

import collate
from collate.config import Settings
from collate.model import Source
from collate.model.versions import Collated, Versions
from collate.terminal import translations
from collate.translation import revisions, side_by_side
from tests.conftest import ROOT

FOLDER = ROOT / "examples" / "translations"
WORDINGS = {("A cold", "An icy"), ("reached", "arrived at"), ("refused to leave", "would not go"), ("time", "while"),
            ("coach", "stagecoach")}  # fmt: skip
TABLE = "It was sleeping under the big kitchen table."
ERRORS = {("1887", "1878"), ("twenty", "thirty"), (TABLE, "")}


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    """The original, anna, boris, and boris revised."""
    return collate.read(*(FOLDER / f"{name}.txt" for name in ("fr", "anna", "boris", "boris-revised")))


@pytest.fixture(scope="module")
def three(sources: list[Source]) -> Versions:
    """The original beside all three."""
    return side_by_side.versions(sources, "fr", Settings(), use_dictionaries=False)


@pytest.fixture(scope="module")
def two(sources: list[Source]) -> Versions:
    """The original beside anna and boris, read from boris."""
    return side_by_side.versions(sources[:3], "boris", Settings(), use_dictionaries=False)


def _pairs(made: Collated, one: str, other: str) -> set[tuple[str, str]]:
    """What two translations have at each unit in which they differ."""
    by = [{s: r.text for r in unit.readings for s in r.sigla} for unit in made.apparatus.units]
    return {(own[one], own[other]) for own in by if own[one] != own[other]}


def test_every_difference_of_two_translations_is_a_unit_and_nothing_else_is(three: Versions) -> None:
    """Five wordings and three errors, each a unit of its own."""
    assert _pairs(three.collated[0], "anna", "boris") == WORDINGS | ERRORS


def test_every_error_is_found_once_and_nothing_else_is(three: Versions) -> None:
    """What two translations share is one finding."""
    found = {(one.kind, one.original.words or one.original.text, one.translations) for one in three.fidelity.findings}
    assert found == {
        ("date", "12 mars 1887", ("boris", "boris-revised")),
        ("number", "vingt", ("boris",)),
        ("omitted-unit", "Il dormait sous la grande table de la cuisine.", ("boris",)),
        ("number", "quatre", ("boris-revised",)),
    }
    assert all(len(one.passages) == len(one.translations) for one in three.fidelity.findings)


def test_units_and_findings_stand_in_the_passage_they_belong_to(three: Versions) -> None:
    """Each unit differs in its own passage, and the words of the original there are its own."""
    made = three.collated[0]
    for unit in made.apparatus.units:
        span = three.passages[made.rows[unit.number]].spans[0]
        assert span is not None
        passage = " ".join(three.sources[0].content[slice(*span)].split())
        assert all(part in passage for part in made.original[unit.number].split(" … "))
    assert made.original[4] == "atteignirent"
    for (span, *_), findings in zip((row.spans for row in three.passages), three.findings(), strict=True):
        for one in findings:
            assert span is not None
            assert one.original.text == three.sources[0].content[slice(*span)]


def test_a_revision_is_told_by_what_it_mends_and_makes(three: Versions) -> None:
    """Two errors mended, one kept, one made, and one other change; each beside the change that does it."""
    first, second = three.collated[0].revisions
    assert revisions.summary(first) == "anna → boris: 3 new, 5 other changes of wording"
    assert (
        revisions.summary(second) == "boris → boris-revised: 2 of 3 findings mended, 1 new, 1 other change of wording"
    )
    units = {unit.number: unit for unit in three.collated[0].apparatus.units}
    mended = {(one.kind, units[number].lemma.text) for number, own in second.mends.items() for one in own}
    assert mended == {("number", "twenty"), ("omitted-unit", TABLE)}
    assert {units[number].lemma.text for number in second.makes} == {"four"}
    assert [one.kind for one in second.kept] == ["date"]


def test_a_text_that_is_not_changed_mends_nothing(sources: list[Source]) -> None:
    """A copy of a translation has its findings, and differs nowhere."""
    copy = replace(sources[2], siglum="copy")
    made = side_by_side.versions([sources[0], sources[2], copy], "fr", Settings(), use_dictionaries=False).collated[0]
    assert not made.apparatus.units
    assert not made.revisions[0].mended
    assert not made.revisions[0].made
    assert {one.translations for one in made.revisions[0].kept} == {("boris", "copy")}


def test_translations_can_be_read_from_one_of_them(two: Versions) -> None:
    """Its text is the base, the original stands beside it, and what is found is found against the original."""
    assert two.sources[0].siglum == "fr"
    assert two.collated[0].apparatus.base == "boris"
    assert [two.sources[column].siglum for column in translations.columns(two)] == ["boris", "fr"]
    assert {one.translations for one in two.fidelity.findings} == {("boris",)}


def test_no_words_are_aligned_across_sentences(sources: list[Source]) -> None:
    """Every unit has words of one passage only, also where a translation says everything in other words."""
    free = ("Three men set out one spring. No map helped them. It rained. The driver wanted money. All refused. "
            "They went on foot. There was an inn.")  # fmt: skip
    other = collate.text("free", free, language="en")
    original = sources[0].part(0, sources[0].content.index("L’hôtesse"))
    made = side_by_side.versions(
        [original, sources[1].part(0, sources[1].content.index("The landlady")), other], "fr", Settings(),
        use_dictionaries=False,
    )  # fmt: skip
    (own,) = made.collated
    collation = own.apparatus.collation
    for unit in own.apparatus.units:
        for column, siglum in enumerate(collation.sigla):
            first, last = collation.tokens(column, unit.start, unit.end)
            span = made.passages[own.rows[unit.number]].spans[1 + column]
            if first < last:
                witness = collation.witnesses[column]
                assert span is not None, siglum
                assert span[0] <= int(witness.starts[first])
                assert int(witness.ends[last - 1]) <= span[1]


def test_the_library_gives_the_same_as_the_command(three: Versions, sources: list[Source]) -> None:
    """`diff` of texts in several languages."""
    made = collate.diff(sources, dictionaries=False)
    assert isinstance(made, Versions)
    assert made.collated[0].revisions == three.collated[0].revisions
