"""Transpositions as numbers, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """Positions `source` and `target` (half-open) of the same words; `stay` and `moved` are row numbers."""

    source: Span
    target: Span
    stay: tuple[int, ...]
    moved: tuple[int, ...]
    words: tuple[str, ...]
    between: int
    score: float
    exact: bool


def disjoint(shifts: Sequence[Shift]) -> list[Shift]:
    """The best moves, in the order of the text; each word of a row is in one move only."""
    used: dict[int, int] = {}
    places: set[tuple[Span, Span, tuple[int, ...], tuple[int, ...]]] = set()
    chosen = []
    for shift in sorted(shifts, key=lambda s: (-s.score, s.source, s.target, s.stay, s.moved)):
        own = cells(shift)
        # Two words that changed places are one move: the other direction is the same move.
        mirrored = (shift.source, shift.target, shift.moved, shift.stay) in places
        if not mirrored and not meet(used, own):
            add(used, own)
            places.add((shift.source, shift.target, shift.stay, shift.moved))
            chosen.append(shift)
    return sorted(chosen, key=lambda s: (s.source, s.target, s.stay))


def cells(shift: Shift) -> dict[int, int]:
    """The words of a move: for each position the rows that have one there, as a bit mask."""
    found: dict[int, int] = {}
    for span, rows in ((shift.source, shift.stay), (shift.target, shift.moved)):
        bits = _bits(rows)
        for position in range(*span):
            found[position] = found.get(position, 0) | bits
    return found


@lru_cache(maxsize=4_096)
def _bits(rows: tuple[int, ...]) -> int:
    return sum(1 << row for row in rows)


def meet(used: Mapping[int, int], cells: Mapping[int, int]) -> bool:
    """Whether a move shares words with those used."""
    return any(used.get(position, 0) & bits for position, bits in cells.items())


def add(used: dict[int, int], cells: Mapping[int, int]) -> None:
    """Add the words of a move to those used."""
    for position, bits in cells.items():
        used[position] = used.get(position, 0) | bits
