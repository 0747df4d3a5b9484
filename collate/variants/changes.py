"""Decides whether one change of some witness spans two neighbouring positions of the table.

The pairs of readings that the witnesses have at the two positions are compared. If every pair can be reached from
every other by steps that exchange one side only, separate changes explain both places. If not, some witness changed
both at once: it has two other words, or none, or another number of words. Only independent witnesses are considered:
a copy or a fragment of another adds no evidence.

Formal differences do not count. In texts where most words are spelt in several ways, differences between similar
words do not count either: otherwise every word would be joined to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Pairs = set[tuple[int, int]]
Same = Callable[[str, str], bool]

NOTHING = -1
ALIKE = 60  # likeness, per cent, from which two words that face each other may be one word in two spellings
UNSETTLED = 0.3  # the share of positions with words that are alike, from which a text has no settled spelling


class Changes:
    """What the witnesses have at the positions of a table, and which of it is one change."""

    def __init__(self, words: Codes, forms: Sequence[str], there: Flags, base: int, formal: Same) -> None:
        """`words` has the shape (positions, witnesses): the numbers of forms, -1 for none.

        `there` says who has a part in a position, `base` is a row, and `formal` says of two words whether they differ
        in form only.
        """
        self.words, self.forms, self.there, self.base, self.formal = words, forms, there, base, formal
        self.rows = independent(words, there)
        low = np.where(there, words, np.iinfo(np.int32).max).min(axis=1)
        high = np.where(there, words, np.iinfo(np.int32).min).max(axis=1)
        self.varied: Flags = low < high  # positions at which words differ
        self._classes: dict[tuple[int, bool], dict[int, int]] = {}

    def pairs(self, one: int, other: int) -> Pairs:
        """The readings that independent witnesses have at two positions."""
        here = self.rows[self.there[one, self.rows] & self.there[other, self.rows]]
        return set(zip(self.words[one, here].tolist(), self.words[other, here].tolist(), strict=True))

    def spanned(self, one: int, other: int) -> bool:
        """Whether a change spans both positions, formal differences not counted."""
        pairs = self.pairs(one, other)
        if connected(pairs):
            return False
        if self.unsettled and connected(self._folded(pairs, one, other, alike=True)):
            return False
        return not connected(self._folded(pairs, one, other, alike=False))

    def bound(self, one: int, other: int) -> bool:
        """Whether a reading that has another number of words than the base never stands without a change beside it.

        Both changes must replace, omit or add a word: a word that is only respelt beside an omission is chance.
        """
        pairs = self.pairs(one, other)
        base = int(self.words[one, self.base]), int(self.words[other, self.base])
        if not (self.there[one, self.base] and self.there[other, self.base]):
            return False
        lefts, rights = self._merged(one, alike=True), self._merged(other, alike=True)
        left, right = lefts[base[0]], rights[base[1]]
        folded = {(lefts[a], rights[b]) for a, b in pairs}
        return any(
            a != left and b != right and (a < 0) + (b < 0) != (left < 0) + (right < 0)
            and not {(left, b), (a, right)} <= folded
            for a, b in folded
        )  # fmt: skip

    def omitted(self, one: int, other: int) -> bool:
        """Whether some witnesses lack both positions, and all that have one of them have both."""
        pairs = self.pairs(one, other)
        return (NOTHING, NOTHING) in pairs and all((a < 0) == (b < 0) for a, b in pairs)

    def exchanged(self, one: int, other: int) -> bool:
        """Whether what some witnesses have at the one position only answers what others have at the other only."""
        pairs = self.pairs(one, other)
        here, there = (any(pair[side] < 0 <= pair[1 - side] for pair in pairs) for side in (0, 1))
        return here and there and self.spanned(one, other)

    def repeated(self, one: int, other: int) -> bool:
        """Whether the same words stand for one another at both positions, in the same witnesses."""
        return all(a == b for a, b in self.pairs(one, other)) and self.spanned(one, other)

    def added(self, one: int, other: int) -> bool:
        """Whether the base has nothing at either position: to it, both are one place."""
        return all(self.there[p, self.base] and self.words[p, self.base] < 0 for p in (one, other))

    def substituted(self, position: int) -> bool:
        """Whether all witnesses that are there have a word."""
        return not (self.there[position] & (self.words[position] < 0)).any()

    @cached_property
    def unsettled(self) -> bool:
        """Whether so many words are spelt in several ways that a difference of spelling proves nothing."""
        places = np.flatnonzero((self.words >= 0).any(axis=1))
        alike = sum(self._some_alike(position) for position in places[self.varied[places]].tolist())
        return alike >= UNSETTLED * len(places)

    def _readings(self, position: int) -> list[int]:
        """The words at a position, as independent witnesses have them."""
        return sorted({code for code in self.words[position, self.rows].tolist() if code >= 0})

    def _some_alike(self, position: int) -> bool:
        return any(self._alike(a, b) for a, b in combinations(self._readings(position), 2))

    def _alike(self, a: int, b: int) -> bool:
        return fuzz.ratio(self.forms[a], self.forms[b]) >= ALIKE

    def _folded(self, pairs: Pairs, one: int, other: int, *, alike: bool) -> Pairs:
        here, there = self._merged(one, alike=alike), self._merged(other, alike=alike)
        return {(here[a], there[b]) for a, b in pairs}

    def _merged(self, position: int, *, alike: bool) -> dict[int, int]:
        """The readings of a position by the first of those that count as the same."""
        known = self._classes.get((position, alike))
        if known is None:
            known = {NOTHING: NOTHING}
            for code in self._readings(position):
                same = (first for seen, first in known.items() if seen >= 0 and self._same(seen, code, alike=alike))
                known[code] = next(same, code)
            self._classes[position, alike] = known
        return known

    def _same(self, a: int, b: int, *, alike: bool) -> bool:
        if alike:
            return self._alike(a, b)
        # Forms of one word share letters; to ask about all pairs of words would take long.
        return fuzz.ratio(self.forms[a], self.forms[b]) >= ALIKE and self.formal(self.forms[a], self.forms[b])


def connected(pairs: Pairs) -> bool:
    """Whether one can go from every pair to every other by exchanging one side at a time."""
    waiting = set(pairs)
    found = {waiting.pop()} if waiting else set()
    lefts, rights = {a for a, _ in found}, {b for _, b in found}
    while waiting:
        reached = {pair for pair in waiting if pair[0] in lefts or pair[1] in rights}
        if not reached:
            return False
        waiting -= reached
        lefts |= {a for a, _ in reached}
        rights |= {b for _, b in reached}
    return True


def independent(words: Codes, there: Flags) -> npt.NDArray[np.intp]:
    """The rows that are no copy of another, and no stretch of one. Of equal rows the first is taken."""
    masked = np.where(there, words, NOTHING)
    extent = _extents(masked)
    own = [int((column >= 0).sum()) for column in masked.T]
    kept: list[int] = []
    for row in sorted(range(words.shape[1]), key=lambda row: (-own[row], row)):
        low, high = extent[row]
        here = masked[low:high, kept]
        asked = there[low:high, row][:, None]
        if not ((here == masked[low:high, row][:, None]) | ~asked).all(axis=0).any():
            kept.append(row)
    return np.array(sorted(kept), dtype=np.intp)


def _extents(words: Codes) -> list[tuple[int, int]]:
    """Of each row, the positions from its first word to after its last."""
    if not len(words):
        return [(0, 0)] * words.shape[1]
    present = words >= 0
    first = present.argmax(axis=0)
    last = len(words) - present[::-1].argmax(axis=0)
    some = [bool(column.any()) for column in present.T]
    return [(a, b) if has else (0, 0) for a, b, has in zip(first.tolist(), last.tolist(), some, strict=True)]
