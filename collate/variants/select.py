"""Applies `--ignore` and `--only`: merges readings that differ only in ignored labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from collate.model import Absent, Apparatus, Label, Reading, Unit

Difference = Callable[[Unit, Reading, Reading], tuple[Label, ...]]


def selected(apparatus: Apparatus, ignored: frozenset[str], difference: Difference) -> Apparatus:
    """The apparatus without what is ignored; `ignored` of the result counts, by label, the readings left out.

    A reading of two labels is counted under both. Units keep their numbers: a unit has one name whatever is ignored.
    """
    if not ignored:
        return apparatus
    counts: Counter[str] = Counter(apparatus.ignored)
    units = []
    for unit in apparatus.units:
        readings = _merged(unit, ignored, difference, counts)
        if unit.still(readings):
            kept = {siglum for reading in readings for siglum in reading.sigla}
            left = (siglum for reading in unit.readings for siglum in reading.sigla if siglum not in kept)
            absent = (*unit.absent, *(Absent(siglum, unit.number) for siglum in left))
            units.append(replace(unit, readings=readings, absent=absent))
    return replace(apparatus, units=tuple(units), ignored=dict(sorted(counts.items())))


def _merged(unit: Unit, ignored: frozenset[str], difference: Difference, counts: Counter[str]) -> tuple[Reading, ...]:
    """The readings that are reported. Words and silence are never one reading, even where the difference is ignored."""
    kept = [unit.lemma]
    for reading in unit.readings[1:]:
        for place, other in enumerate(kept if not reading.by else ()):
            if other.by and place:
                continue
            labels = difference(unit, other, reading) if place else reading.labels
            names = {label.name for label in labels}
            if names and names <= ignored:
                if reading.kind == other.kind and not other.by:
                    kept[place] = replace(other, sigla=(*other.sigla, *reading.sigla))
                counts.update(names)
                break
        else:
            kept.append(reading)
    return tuple(kept)
