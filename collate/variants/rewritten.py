"""Finds the passages that are another text in some witnesses: one stands in the table after the other.

Such a passage is one unit, whose readings are the texts. What the witnesses of one text differ in are units inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from collate.model import Collation

SHORTEST = 8  # words of each text: shorter ones are an addition beside an omission

Flags = npt.NDArray[np.bool_]
Block = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Positions `start` to `end`, and the texts that stand there one after the other.

    `blocks` are ascending and disjoint: where the text stands, and the witnesses that have it.
    """

    start: int
    end: int
    blocks: tuple[Block, ...]

    def text_of(self, siglum: str) -> int:
        """The number of the text that a witness has; -1 if it has none of them."""
        return next((number for number, block in enumerate(self.blocks) if siglum in block[2]), -1)

    def around_text_of(self, siglum: str) -> list[tuple[int, int]]:
        """Where the other texts stand, before and after that of a witness; nothing if it has none."""
        own = [(low, high) for low, high, sigla in self.blocks if siglum in sigla]
        return [zone for low, high in own for zone in ((self.start, low), (high, self.end)) if zone[0] < zone[1]]

    def elsewhere(self, position: int) -> tuple[str, ...]:
        """The witnesses that have another text than that which stands at a position."""
        others = (block[2] for block in self.blocks if not block[0] <= position < block[1])
        return tuple(siglum for sigla in others for siglum in sigla)


def passages(collation: Collation, words: Flags) -> tuple[Rewritten, ...]:
    """The rewritten passages of a collation, ascending; `words` says which positions hold words, and not only signs."""
    places = np.flatnonzero(words)
    present = collation.columns[places] >= 0
    zones: dict[tuple[int, int], list[int]] = {}
    for at in _turns(present):
        zone = _zone(present, at)
        if zone:
            zones.setdefault(zone, []).append(at)
    found: list[Rewritten] = []
    for zone, cuts in sorted(zones.items()):
        made = _rewritten(collation, words, zone, cuts)
        if made and not (found and made.start < found[-1].end):
            found.append(made)
    return tuple(found)


def _turns(present: Flags) -> Iterator[int]:
    """The places at which no witness goes on that has words shortly before."""
    going_on = (present[:-1] & present[1:]).any(axis=1)
    for at in (np.flatnonzero(~going_on) + 1).tolist():
        before, after = (present[max(0, at - SHORTEST) : at], present[at : at + SHORTEST])
        if not (before.any(axis=0) & after.any(axis=0)).any():
            yield at


def _zone(present: Flags, at: int) -> tuple[int, int] | None:
    """The stretch around a place in which every witness has words before it or after it, but not both."""
    left, right = present[max(0, at - SHORTEST) : at].any(axis=0), present[at : at + SHORTEST].any(axis=0)
    while True:
        before, after = np.flatnonzero(present[:at, right].any(axis=1)), np.flatnonzero(present[at:, left].any(axis=1))
        low = int(before[-1]) + 1 if len(before) else 0
        high = at + int(after[0]) if len(after) else len(present)
        more = present[low:at].any(axis=0), present[at:high].any(axis=0)
        if (more[0] & more[1]).any():
            return None
        if (more[0] == left).all() and (more[1] == right).all():
            return low, high
        left, right = left | more[0], right | more[1]


def _rewritten(collation: Collation, words: Flags, zone: tuple[int, int], cuts: list[int]) -> Rewritten | None:
    """The texts between the cuts of a zone, unless one is too short."""
    places = np.flatnonzero(words)
    present = collation.columns[places] >= 0
    edges = [zone[0], *cuts, zone[1]]
    blocks: list[Block] = []
    for low, high in pairwise(edges):
        if present[low:high].sum(axis=0).max() < SHORTEST:
            return None
        rows = np.flatnonzero(present[low:high].any(axis=0))
        end = _with_signs(collation, words, int(places[high - 1]) + 1, rows)
        blocks.append((blocks[-1][1] if blocks else int(places[low]), end, tuple(collation.sigla[row] for row in rows)))
    return Rewritten(blocks[0][0], blocks[-1][1], tuple(blocks))


def _with_signs(collation: Collation, words: Flags, end: int, rows: npt.NDArray[np.intp]) -> int:
    """The end of a text with the signs after its last word that nobody else has."""
    others = np.ones(len(collation.witnesses), dtype=bool)
    others[rows] = False
    while end < len(words) and not words[end] and not (collation.columns[end, others] >= 0).any():
        end += 1
    return end
