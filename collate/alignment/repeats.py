"""Where a word stands twice beside each other, each row's word goes where most rows have it.

*of the / of the of the*: whether the first or the second pair of the longer row is the addition, no alignment of two
rows can say. With many rows it can happen that some of them share a position with the one that repeats, and with nobody
else. Such words are moved over the gap to the position that more rows have them at; nothing that agreed is lost.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from collate.alignment.result import Table

Codes = npt.NDArray[np.int32]

REACH = 12  # positions over which a word is taken to its like
ROUNDS = 3  # a word that was moved may make room for another


def gathered(table: Table, codes: Codes) -> Table:
    """The table with such words moved; `codes` are its words as numbers, -1 for none. Rows are all different."""
    table, codes = table.copy(), codes.copy()
    for _ in range(ROUNDS):
        moved = [_taken(table, codes, *place) for place in _candidates(codes)]
        if not any(moved):
            break
    return table[(table >= 0).any(axis=1)]


def _candidates(codes: Codes) -> list[tuple[int, int, int]]:
    """(word, position, other position) where a word stands at two positions near each other, and some rows at neither.

    For most of a text that is false, and found to be without looking at single rows.
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
    """Move the word from one position to another in the rows that have nothing between, if more rows have it there."""
    low, high = min(source + 1, target), max(source, target + 1)
    free = (codes[source] == word) & (table[low:high] < 0).all(axis=0)
    if not free.any() or (codes[target] == word).sum() <= ((codes[source] == word) & ~free).sum():
        return False
    for array in (table, codes):
        array[target, free] = array[source, free]
        array[source, free] = -1
    return True
