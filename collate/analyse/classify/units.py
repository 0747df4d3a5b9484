"""Labels for every reading of an apparatus."""

from __future__ import annotations

from dataclasses import replace

from collate.analyse.classify.evidence import Evidence
from collate.analyse.classify.readings import Place, compared, moved
from collate.letters import is_word
from collate.model import Apparatus, Collation, Label, Reading, Unit

AROUND = 12  # tokens on either side of a place that a cause is looked for in


def counted(collation: Collation, evidence: Evidence) -> Evidence:
    """The evidence with the words of all witnesses counted."""
    for witness in collation.witnesses:
        evidence.count(form for form in witness.normals if is_word(form))
    return evidence


def labelled(apparatus: Apparatus, evidence: Evidence) -> Apparatus:
    """The same apparatus, each reading with the labels of its difference from the base."""
    return replace(apparatus, units=tuple(_unit(apparatus, unit, evidence) for unit in apparatus.units))


def _unit(apparatus: Apparatus, unit: Unit, evidence: Evidence) -> Unit:
    lemma, *others = unit.readings
    labels = (labels_of(apparatus, unit, reading, evidence) for reading in others)
    return replace(
        unit, readings=(lemma, *(replace(reading, labels=own) for reading, own in zip(others, labels, strict=True)))
    )


def labels_of(apparatus: Apparatus, unit: Unit, reading: Reading, evidence: Evidence) -> tuple[Label, ...]:
    """Why a reading of a unit differs from the base's."""
    return difference(apparatus, unit, unit.lemma, reading, evidence)


def difference(apparatus: Apparatus, unit: Unit, one: Reading, other: Reading, evidence: Evidence) -> tuple[Label, ...]:
    """Why two readings of a unit differ, the first taken for the base's."""
    for reading in (one, other):
        if reading.kind == "lacuna":
            return (Label("lacuna", "not there for long", f"{', '.join(reading.sigla)}: the witness is not there"),)
    base, there = place(apparatus.collation, unit, one), place(apparatus.collation, unit, other)
    transposed = apparatus.transposition(unit, other)
    if transposed is not None:
        words = [word for number in unit.moves for word in apparatus.moves[number].text.split()]
        return moved(base, there, transposed[0].because, words, evidence)
    return compared(base, there, evidence)


def place(collation: Collation, unit: Unit, reading: Reading) -> Place:
    """A reading with the words around it, as the first of its witnesses has them."""
    row = collation.row(reading.sigla[0])
    first, last = collation.tokens(row, unit.start, unit.end)
    normals = collation.witnesses[row].normals
    forms = tuple(normals[k] if k >= 0 else "" for k in collation.columns[unit.start : unit.end, row].tolist())
    before = tuple(form for form in normals[max(0, first - AROUND) : first] if is_word(form))
    after = tuple(form for form in normals[last : last + AROUND] if is_word(form))
    return Place(forms, before, after, len(reading.sigla))
