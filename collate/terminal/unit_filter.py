"""Selects units by a query, as an editor types it: labels, classes, sigla, ``undecided``, or words of the entry."""

from __future__ import annotations

from collate.model import Apparatus, Unit
from collate.model.decision import RULE
from collate.model.vocabulary import FORMAL, SUBSTANTIVE
from collate.variants.entries import line

UNDECIDED, DECIDED = "undecided", "decided"


def decided(unit: Unit) -> bool:
    """Whether an editor has decided on the unit."""
    labels = (label for reading in unit.readings for label in reading.labels)
    return bool(unit.conjecture) or any(label.rule == RULE for label in labels)


def selected(apparatus: Apparatus, query: str) -> list[int]:
    """The numbers of the units, from 0, that match every word of a query; all units for an empty one."""
    words = query.casefold().split()
    return [number for number, unit in enumerate(apparatus.units) if all(_matches(apparatus, unit, w) for w in words)]


def _matches(apparatus: Apparatus, unit: Unit, word: str) -> bool:
    """A siglum matches the units in which the witness differs from the lemma."""
    if word in {UNDECIDED, DECIDED}:
        return decided(unit) == (word == DECIDED)
    if word in {FORMAL, SUBSTANTIVE}:
        return any(map(apparatus.substantive, unit.readings)) == (word == SUBSTANTIVE)
    names = {label.name for reading in unit.readings for label in reading.labels}
    sigla = {siglum.casefold() for reading in unit.readings[1:] for siglum in reading.sigla}
    return word in sigla or any(name.startswith(word) for name in names) or word in line(apparatus, unit).casefold()
