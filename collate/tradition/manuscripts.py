"""Counts a manuscript once: of its hands, which are witnesses of an apparatus, one stands for it.

The last is the text that one reads; the first is what the scribe copied, for trees. Units in which only hands of one
manuscript differ are no differences between manuscripts, and are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from collate.errors import UsageError
from collate.model import Apparatus, Collation, EditedText, Lacuna, Move, Reading, Unit
from collate.model.collation import Table

LAST, FIRST, EACH = HANDS = "last", "first", "each"


def once(apparatus: Apparatus, hand: str = LAST) -> Apparatus:
    """The apparatus with the `hand` of each manuscript as the manuscript; as it stands if it has no hands.

    UsageError if there is no such hand.
    """
    if hand not in HANDS:
        raise UsageError(f"no manuscript is counted by its hand {hand!r}", hint=f"choose {', '.join(HANDS)}")
    called = _called(apparatus, hand)
    if hand == EACH or len(called) == len(apparatus.collation.witnesses):
        return apparatus
    table = apparatus.collation.columns[:, [apparatus.collation.row(siglum) for siglum in called]]
    there: npt.NDArray[np.bool_] = np.asarray((table >= 0).any(axis=1))
    moved = np.concatenate(([0], np.cumsum(there)))  # the new number of each position, and of the end

    def place(start: int, end: int) -> tuple[int, int]:
        return int(moved[start]), int(moved[end])

    units = tuple(_units(apparatus, called, place))
    return replace(
        apparatus,
        collation=_collation(apparatus.collation, called, table[there], place),
        base=called[apparatus.base],
        units=units,
        lacunae=tuple(_lacunae(apparatus, called, place)),
        annotations=(),
        edited=_edited(apparatus.edited, there),
    )


def _called(apparatus: Apparatus, hand: str) -> dict[str, str]:
    """The sigla of those that are counted, and how they are called: a hand as its manuscript. The base is counted."""
    witnesses = apparatus.collation.witnesses
    hands: dict[str, list[str]] = {}
    for witness in witnesses:
        hands.setdefault(witness.source.manuscript or f"\0{witness.siglum}", []).append(witness.siglum)
    kept: dict[str, str] = {}
    for manuscript, own in hands.items():
        one = apparatus.base if apparatus.base in own else own[0 if hand == FIRST else -1]
        others = {witness.siglum for witness in witnesses} - set(own)
        kept[one] = manuscript if len(own) > 1 and manuscript not in others else one
    return {siglum: kept[siglum] for siglum in apparatus.collation.sigla if siglum in kept}


def _collation(
    collation: Collation, called: Mapping[str, str], table: Table, place: Callable[[int, int], tuple[int, int]]
) -> Collation:
    witnesses = tuple(
        replace(witness, source=replace(witness.source, siglum=called[witness.siglum]))
        for witness in collation.witnesses
        if witness.siglum in called
    )
    moves = tuple(_move(move, called, place) for move in collation.moves)
    return Collation(witnesses, table, collation.made_by, moves)


def _move(move: Move, called: Mapping[str, str], place: Callable[[int, int], tuple[int, int]]) -> Move:
    stay, sigla = _sigla(move.stay, called), _sigla(move.sigla, called)
    return replace(move, source=place(*move.source), target=place(*move.target), stay=stay, sigla=sigla)


def _units(apparatus: Apparatus, called: Mapping[str, str], place: Callable[[int, int], tuple[int, int]]) -> list[Unit]:
    found = []
    for unit in apparatus.units:
        readings = tuple(_readings(unit.readings, called))
        if unit.still(readings):
            start, end = place(unit.start, unit.end)
            absent = tuple(one._replace(siglum=called[one.siglum]) for one in unit.absent if one.siglum in called)
            found.append(replace(unit, start=start, end=end, readings=readings, absent=absent))
    return found


def _readings(readings: Sequence[Reading], called: Mapping[str, str]) -> list[Reading]:
    """The readings with the sigla of those that are counted; the lemma, and conjectures, also without any."""
    made = [replace(reading, sigla=_sigla(reading.sigla, called)) for reading in readings]
    return [one for number, one in enumerate(made) if one.sigla or one.by or not number]


def _sigla(sigla: Sequence[str], called: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(called[siglum] for siglum in sigla if siglum in called)


def _lacunae(
    apparatus: Apparatus, called: Mapping[str, str], place: Callable[[int, int], tuple[int, int]]
) -> list[Lacuna]:
    found = []
    for lacuna in apparatus.lacunae:
        if lacuna.siglum in called:
            start, end = place(lacuna.start, lacuna.end)
            found.append(replace(lacuna, siglum=called[lacuna.siglum], start=start, end=end))
    return found


def _edited(edited: EditedText | None, there: npt.NDArray[np.bool_]) -> EditedText | None:
    """The text, whose words stand at the positions that are left: one that stood at another, at the next."""
    if edited is None:
        return None
    kept = np.append(np.flatnonzero(there), len(there))
    before = edited.before[kept]
    before[:1] = 0
    return replace(edited, before=before)
