"""Moves repeated words to the position where most rows have them.

In *of the / of the of the*, an alignment of two rows cannot decide whether the first or the second pair is the
addition. With many rows, some may share a position with the repeating row only. Such words are moved over the gap to
the position where more rows have them; no agreement is lost. A word that agrees with nobody goes to the word beside it
that it is most like.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from collate.alignment.lexicon import Lexicon
from collate.alignment.result import Table

Codes = npt.NDArray[np.int32]

REACH = 12  # the farthest, in positions, that a word is moved
SEVERAL = 8  # words of a position; if there are more, any word has a similar one among them
ROUNDS = 3  # rounds: a moved word may make room for another


def gathered(table: Table, codes: Codes) -> Table:
    """The table with such words moved; `codes` are its words as numbers, -1 for none. All rows must be different."""
    table, codes = table.copy(), codes.copy()
    for _ in range(ROUNDS):
        moved = [_taken(table, codes, *place) for place in _candidates(codes)]
        if not any(moved):
            break
    return table[(table >= 0).any(axis=1)]


def nearest(table: Table, codes: Codes, lexicon: Lexicon) -> Table:
    """The table in which a word with room beside it stands against the word that it is most like.

    An aligner leaves *0123* in *0xxx 012x 01xx* at one end, for that is one gap and not two. Codes as in `gathered`.
    """
    table, codes = table.copy(), codes.copy()
    for row in range(table.shape[1]):
        own = np.flatnonzero(codes[:, row] >= 0)
        alone = (codes[own] == codes[own, row][:, None]).sum(axis=1) == 1  # what agrees with another stays
        edges = [-1, *own.tolist(), len(table)]
        for number in np.flatnonzero(alone & (np.diff(edges)[1:] + np.diff(edges)[:-1] > 2)).tolist():
            before, position, after = edges[number : number + 3]
            low, high = max(before + 1, position - REACH), min(after, position + REACH + 1)
            code = int(codes[position, row])
            if not _likest(code, codes[position], row, lexicon) or _begun(code, codes[position], lexicon):
                continue
            worth = {place: _likest(code, codes[place], row, lexicon) for place in range(low, high)}
            best = max(worth, key=lambda place: (worth[place], -abs(place - position)))
            if worth[position] < worth[best]:
                edges[number + 1] = best  # the next word must not go over this one
                for array in (table, codes):
                    array[best, row], array[position, row] = array[position, row], -1
    return table[(table >= 0).any(axis=1)]


def _begun(code: int, others: Codes, lexicon: Lexicon) -> bool:
    """Whether a word begins with one of the others: it may be theirs, divided in two."""
    return any(
        other not in {-1, code} and lexicon.forms[code].startswith(lexicon.forms[other]) for other in others.tolist()
    )


def _likest(code: int, others: Codes, row: int, lexicon: Lexicon) -> float:
    """The score of a word with the most similar of those that other rows have at a position; 0 if none is similar.

    Among many words one is always similar: they are not asked.
    """
    found = {other for number, other in enumerate(others.tolist()) if other >= 0 and number != row}
    return max((lexicon.score(code, other) for other in found), default=0.0) if len(found) <= SEVERAL else 0.0


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
