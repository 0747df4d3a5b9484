"""Moves repeated words to the position where most rows have them.

In *of the / of the of the*, an alignment of two rows cannot decide whether the first or the second pair is the
addition. With many rows, some may share a position with the repeating row only. Such words are moved over the gap to
the position where more rows have them; no agreement is lost.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from collate.alignment.result import Table

Codes = npt.NDArray[np.int32]

REACH = 12  # the farthest, in positions, that a word is moved
ROUNDS = 3  # rounds: a moved word may make room for another


def gathered(table: Table, codes: Codes) -> Table:
    """The table with such words moved; `codes` are its words as numbers, -1 for none. All rows must be different."""
    table, codes = table.copy(), codes.copy()
    for _ in range(ROUNDS):
        moved = [_taken(table, codes, *place) for place in _candidates(codes)]
        if not any(moved):
            break
    return table[(table >= 0).any(axis=1)]


def _candidates(codes: Codes) -> list[tuple[int, int, int]]:
    """(word, position, other position) where a word is at two near positions and some rows have it at neither.

    Most of a text is excluded without looking at single rows.
    """
    varied = np.flatnonzero((codes != codes[:, :1]).any(axis=1) & (codes < 0).any(axis=1)).tolist()
    words = {position: set(codes[position].tolist()) - {-1} for position in varied}
    return [
        (word, position, position + step)
        for position in varied
        for distance in range(1, REACH + 1)
        for step in (-distance, distance)
        if position + step in words
        for word in sorted(words[position] & words[position + step])
    ]


def _taken(table: Table, codes: Codes, word: int, source: int, target: int) -> bool:
    """Move the word to another position in rows without words between, if more rows have it there; whether it moved."""
    low, high = min(source + 1, target), max(source, target + 1)
    free = (codes[source] == word) & (table[low:high] < 0).all(axis=0)
    if not free.any() or (codes[target] == word).sum() <= ((codes[source] == word) & ~free).sum():
        return False
    for array in (table, codes):
        array[target, free] = array[source, free]
        array[source, free] = -1
    return True
