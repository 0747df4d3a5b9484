"""Counts how often witnesses agree, and the singular readings of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from collate.model import Apparatus, Label, Reading, Unit
from collate.model.statistics import Counts

Difference = Callable[[Unit, Reading, Reading], tuple[Label, ...]]
Floats = npt.NDArray[np.float64]
MISSING = "?"


def coded(rows: Mapping[str, str]) -> Counts:
    """The states of witnesses as numbers, a row a witness; -1 where a witness is not there."""
    table = [[-1 if state == MISSING else ord(state) for state in row] for row in rows.values()]
    return np.array(table, dtype=np.int64).reshape(len(rows), -1)


def agreements(states: Counts) -> tuple[Counts, Counts]:
    """Count for each pair the units in which both are present, and those in which they agree."""
    there = (states >= 0).astype(np.int64)
    both = there @ there.T
    same = np.zeros_like(both)
    for code in np.unique(states[states >= 0]).tolist():
        has = (states == code).astype(np.int64)
        same += has @ has.T
    return same, both


def distances(states: Counts) -> Floats:
    """Return for each pair the share of units in which they differ, where both are present; 1 without any."""
    same, both = agreements(states)
    found: Floats = np.where(both > 0, 1 - same / np.maximum(both, 1), 1.0)
    np.fill_diagonal(found, 0.0)
    return found


def singular(apparatus: Apparatus) -> dict[str, list[str]]:
    """The units in which a witness has a singular reading, by witness, of those with three witnesses or more."""
    found: dict[str, list[str]] = {siglum: [] for siglum in apparatus.collation.sigla}
    for unit in apparatus.units:
        spoken = [reading for reading in unit.readings if reading.kind != "lacuna"]
        if sum(len(reading.sigla) for reading in spoken) > 2:
            for reading in spoken:
                if len(reading.sigla) == 1:
                    found[reading.sigla[0]].append(unit.id)
    return found


def by_section(apparatus: Apparatus) -> dict[str, dict[str, int]]:
    """In how many units of each section a witness differs from the base, by section and witness.

    A unit in which the base is absent tells nothing: the longer passage that it lacks has a unit of its own.
    """
    found: dict[str, dict[str, int]] = {}
    for unit in apparatus.units:
        row = found.setdefault(unit.section, dict.fromkeys(apparatus.collation.sigla, 0))
        for siglum in _differing(apparatus, unit):
            row[siglum] += 1
    return found


def _differing(apparatus: Apparatus, unit: Unit) -> list[str]:
    """The witnesses that have another reading than the base; none where the base is absent."""
    if not any(apparatus.base in reading.sigla for reading in unit.readings):
        return []
    return [
        siglum
        for reading in unit.readings
        if apparatus.base not in reading.sigla and reading.kind != "lacuna"
        for siglum in reading.sigla
    ]


def by_label(apparatus: Apparatus, difference: Difference) -> dict[str, Counts]:
    """In how many units each pair of witnesses differs by a label; the labels in the order of their numbers.

    The lemma has no part in it: two readings that both differ from it are held against each other.
    """
    row = {siglum: number for number, siglum in enumerate(apparatus.collation.sigla)}
    found: dict[str, Counts] = {}
    for unit in apparatus.units:
        spoken = [reading for reading in unit.readings if reading.kind != "lacuna" and reading.sigla]
        for one, other in combinations(spoken, 2):
            labels = other.labels if one is unit.lemma else difference(unit, one, other)
            sides = [row[siglum] for siglum in one.sigla], [row[siglum] for siglum in other.sigla]
            for name in {label.name for label in labels}:
                counts = found.setdefault(name, np.zeros((len(row), len(row)), dtype=np.int64))
                counts[np.ix_(*sides)] += 1
                counts[np.ix_(sides[1], sides[0])] += 1
    return dict(sorted(found.items(), key=lambda own: (-int(own[1].sum()), own[0])))


def places(apparatus: Apparatus) -> dict[str, list[float]]:
    """Where along the text a witness differs from the base: shares of its length, by witness."""
    found: dict[str, list[float]] = {siglum: [] for siglum in apparatus.collation.sigla}
    for unit in apparatus.units:
        for siglum in _differing(apparatus, unit):
            found[siglum].append(unit.start / len(apparatus.collation))
    return found


def growth(states: Counts) -> list[int]:
    """How many units vary among the first two witnesses, the first three, and so on."""
    found = []
    for size in range(2, len(states) + 1):
        part = states[:size]
        low = np.where(part >= 0, part, np.iinfo(np.int64).max).min(axis=0)
        found.append(int((part.max(axis=0) > low).sum()))
    return found


def sharing(names: Sequence[str], same: Counts, both: Counts, one: int) -> list[tuple[str, float]]:
    """The other witnesses by their agreement with one, the nearest first."""
    shares = [(same[one, k] / both[one, k] if both[one, k] else 0.0, name) for k, name in enumerate(names) if k != one]
    return [(name, float(share)) for share, name in sorted(shares, key=lambda own: (-own[0], own[1]))]
