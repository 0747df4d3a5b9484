"""Moves gaps to where an editor would put them: ``eats [and drinks] and``, not ``eats and [drinks and]``.

Where words repeat, a gap can slide along the text without changing which words agree. It is placed at a phrase
boundary: beside punctuation, or before a light word (a conjunction, an article) rather than after it. Among equally
good places the last is taken, so that the second of a doubled word is the addition.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from collate.alignment.result import Table

Codes = npt.NDArray[np.int32]
Flags = Sequence[bool]
SIGN = 1.0  # the score of a boundary with punctuation; words' weights give at most half of it
LATE = 0.2  # the score if the words before a gap stay together
FURTHEST = 60  # the farthest, in words, that a gap slides


def settle(table: Table, rows: Sequence[Sequence[int]], weights: Sequence[float], signed: Sequence[Flags]) -> Table:
    """The table with its gaps moved.

    `rows` are the coded words, `weights` those of the codes; `signed` says for each word of each row whether
    punctuation follows it.
    """
    table = table.copy()
    codes = np.full_like(table, -1)
    for number, row in enumerate(rows):
        own = table[:, number] >= 0
        codes[own, number] = np.array(row, dtype=np.int32)[table[own, number]]
    present = table >= 0
    for start, end in _gaps(present):
        place = _Gap(table, codes, weights, signed, start, end)
        place.slide()
    return table


def _gaps(present: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Maximal runs of positions at which the same rows, but not all, are present."""
    changes = np.flatnonzero((present[1:] != present[:-1]).any(axis=1)) + 1
    bounds = [0, *changes.tolist(), len(present)]
    return [(a, b) for a, b in pairwise(bounds) if b > a and not present[a].all()]


class _Gap:
    """Positions `start` to `end` at which some rows (`absent`) have nothing and the others have words."""

    def __init__(
        self,
        table: Table,
        codes: Codes,
        weights: Sequence[float],
        signed: Sequence[Flags],
        start: int,
        end: int,
    ) -> None:
        self.table, self.codes, self.weights, self.signed = table, codes, weights, signed
        self.start, self.end = start, end
        here = table[start] >= 0
        self.present = np.flatnonzero(here)
        beside = np.zeros(len(here), dtype=bool)
        for position in (start - 1, end):
            if 0 <= position < len(table):
                beside |= table[position] >= 0
        self.absent = np.flatnonzero(~here & beside)

    def slide(self) -> None:
        """Move the gap to the best of the places it can have."""
        if not len(self.absent):
            return
        left, right = self._reach(-1), self._reach(1)
        if not left and not right:
            return
        if self._changes(self.start - left - 1) and not self._changes(self.end + right):
            best = (
                -left
            )  # one change, with the one before it: *this very / that* in *this very very old / that very old*
        elif left + right >= self.end - self.start:  # all of it occurs twice: the second is the repeat
            best = right
        else:
            worth = {d: self._worth(d) + (LATE if d == right else 0.0) for d in range(-left, right + 1)}
            best = max(worth, key=lambda d: (round(worth[d], 9), d))
        self._move(best)

    def _changes(self, position: int) -> bool:
        """Whether those who lack the words have another word at a position than those who have them."""
        if not 0 <= position < len(self.table):
            return False
        word, other = self._word(position, self.present), self._word(position, self.absent)
        return min(word, other) >= 0 and word != other

    def _word(self, position: int, rows: npt.NDArray[np.intp]) -> int:
        """The form that all the rows have at a position; -1 if they do not agree."""
        if not 0 <= position < len(self.table):
            return -1
        found = self.codes[position, rows]
        return int(found[0]) if found[0] >= 0 and (found == found[0]).all() else -1

    def _reach(self, direction: int) -> int:
        """How many words the gap can slide: each must equal the word that it replaces."""
        everyone = np.concatenate((self.present, self.absent))
        for step in range(FURTHEST):
            outer = self.start - 1 - step if direction < 0 else self.end + step
            inner = outer + (self.end - self.start) * -direction
            word = self._word(outer, everyone)
            if word < 0 or word != self._word(inner, self.present):
                return step
        return FURTHEST

    def _worth(self, slide: int) -> float:
        return self._boundary(self.start + slide) + self._boundary(self.end + slide)

    def _boundary(self, position: int) -> float:
        """The strength of the phrase boundary between the present rows' words before and at a position."""
        if position <= 0 or position >= len(self.table):
            return SIGN
        for row in self.present.tolist():
            token = self.table[position - 1, row]
            if token >= 0 and self.signed[row][token]:
                return SIGN
        before, at = self._word(position - 1, self.present), self._word(position, self.present)
        if before < 0 or at < 0:
            return 0.0
        return 0.5 * (self.weights[before] - self.weights[at])

    def _move(self, slide: int) -> None:
        for array in (self.table, self.codes):
            if slide < 0:
                moved = array[self.start + slide : self.start, self.absent].copy()
                array[self.start + slide : self.start, self.absent] = -1
                array[self.end + slide : self.end, self.absent] = moved
            elif slide > 0:
                moved = array[self.end : self.end + slide, self.absent].copy()
                array[self.end : self.end + slide, self.absent] = -1
                array[self.start : self.start + slide, self.absent] = moved
