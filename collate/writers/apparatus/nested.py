"""Arranges units as XML elements: nested or side by side, never overlapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from collate.model import Apparatus, Reading, Unit


def nested(apparatus: Apparatus, units: Sequence[Unit]) -> list[tuple[Unit, list[Unit]]]:
    """Units with those that lie inside them. Two that overlap otherwise cannot both be elements: they are made one."""
    found: list[tuple[Unit, list[Unit]]] = []
    united: set[int] = set()  # numbers of units that were made one: they hold every reading whole, and no app
    for unit in sorted(units, key=lambda unit: (unit.start, -unit.end)):
        last = found[-1][0] if found else None
        if last is None or unit.start >= last.end:
            found.append((unit, []))
        elif unit.end > last.end:
            both = _united(apparatus, last, unit.end)
            found[-1] = (_edited(apparatus, both, last.lemma.by or unit.lemma.by), [])
            united.add(last.number)
        elif last.number not in united and holding(apparatus, last):
            found[-1][1].append(unit)
        else:  # every reading of the outer unit is written whole, and says it all
            found[-1] = (_edited(apparatus, last, last.lemma.by or unit.lemma.by), found[-1][1])
    return found


def holding(apparatus: Apparatus, unit: Unit) -> list[tuple[Reading, int, int]]:
    """The readings of a unit that can hold other units, and the positions that they take up.

    That is the only reading with words; or each, if the passage was rewritten, so that one stands after the other. A
    conjecture holds none.
    """
    spoken = [reading for reading in unit.readings if reading.kind == "words"]
    if any(reading.by for reading in spoken):
        return []
    if len(spoken) == 1:
        return [(spoken[0], unit.start, unit.end)]
    taken = sorted((*_taken(apparatus, unit, reading), number) for number, reading in enumerate(spoken))
    if any(before[1] > after[0] for before, after in pairwise(taken)):
        return []
    edges = [unit.start, *(before[1] for before in taken[:-1]), unit.end]
    return [(spoken[number], low, high) for (_, _, number), low, high in zip(taken, edges, edges[1:], strict=False)]


def _taken(apparatus: Apparatus, unit: Unit, reading: Reading) -> tuple[int, int]:
    """From the first to after the last position of a unit at which somebody who has a reading has something."""
    rows = [apparatus.collation.row(siglum) for siglum in reading.sigla or (apparatus.base,)]
    places = np.flatnonzero((apparatus.collation.columns[unit.start : unit.end, rows] >= 0).any(axis=1))
    return (unit.start + int(places[0]), unit.start + int(places[-1]) + 1) if len(places) else (unit.start, unit.start)


def _united(apparatus: Apparatus, unit: Unit, end: int) -> Unit:
    """A unit that goes on to a later position: witnesses with the same words there share a reading, without labels.

    Those that are absent in the unit have no reading; the base's comes first, if it has no sigla then as nobody's.
    """
    collation = apparatus.collation
    first = collation.row(apparatus.base)
    absent = {collation.row(one.siglum) for one in unit.absent}
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in (first, *(row for row in range(len(collation.witnesses)) if row != first)):
        there = groups.setdefault(tuple(filter(None, collation.normals(row, unit.start, end))), [])
        there += [row] if row not in absent else []
    readings = tuple(
        Reading(
            collation.witnesses[rows[0]].surface(*collation.tokens(rows[0], unit.start, end)) if rows else "",
            " ".join(forms),
            tuple(collation.sigla[row] for row in sorted(rows)),
            "words" if forms else "omission",
        )
        for number, (forms, rows) in enumerate(groups.items())
        if rows or not number
    )
    return replace(unit, end=end, readings=readings)


def _edited(apparatus: Apparatus, unit: Unit, by: str) -> Unit:
    """A unit that was made of two with the edited text as its lemma: a witness's reading, or what no witness has."""
    if apparatus.edited is None:
        return unit
    words, (first, last) = apparatus.words, apparatus.edited.span(unit.start, unit.end)
    normal = " ".join(filter(None, words.normals[first:last]))
    own = next((one for one in unit.readings if one.normal == normal and one.sigla), None)
    lemma = own or Reading(words.surface(first, last), normal, (), "words" if normal else "omission", by=by or "ed.")
    return replace(unit, readings=(lemma, *(one for one in unit.readings if one is not own and one.sigla)))
