"""Separates words that share a position only because each of them moved there from elsewhere.

If some rows have moved two different words to the same place, one from the left and one from the right, an aligner
puts both in one position. They are two changes, so each gets a position of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.alignment import transpositions
from collate.alignment.division import divisions
from collate.alignment.independent import independent
from collate.alignment.result import Rows, Table
from collate.alignment.shifts import Shift
from collate.alignment.word_table import word_codes

Codes = npt.NDArray[np.int32]
Row = npt.NDArray[np.int32]


def with_moves(rows: Rows, table: Table) -> tuple[Table, list[Shift]]:
    """The table in which moved words have positions of their own, and the moves in it."""
    own, codes = independent(rows), word_codes(rows, table)[0]
    found = transpositions.find(rows, table, divisions(rows, table, codes), own)
    made = apart(beside(table, codes, found, own.kept), codes, found, own.kept)
    if made is not table:
        made = made[(made >= 0).any(axis=1)]  # all words of a place may have gone elsewhere
        found = transpositions.find(rows, made, divisions(rows, made), own)
    ordered = uncrossed(made, found)
    return (
        (made, found)
        if ordered is made
        else (ordered, transpositions.find(rows, ordered, divisions(rows, ordered), own))
    )


def uncrossed(table: Table, shifts: Sequence[Shift]) -> Table:
    """The table in which words of two moves that stand side by side are ordered by where their other places are.

    No row has words of both: *A's one* moved to the right, *B's other* to the left. In the other order neither move
    goes over the words of the other.
    """
    ends: dict[int, list[tuple[int, int]]] = {}
    for shift in shifts:
        for here, there in ((shift.source, shift.target), (shift.target, shift.source)):
            ends.setdefault(here[0], []).append((here[1], there[0]))
    order, done = np.arange(len(table)), 0
    for low in sorted(ends):
        for middle, to_right in ends[low]:
            for high, to_left in ends.get(middle, ()):
                crossed = low >= done and to_left < low and high <= to_right
                if crossed and not ((table[low:middle] >= 0).any(axis=0) & (table[middle:high] >= 0).any(axis=0)).any():
                    order[low:high] = [*range(middle, high), *range(low, middle)]
                    done = high
    return table[order] if done else table


def beside(table: Table, codes: Codes, shifts: Sequence[Shift], kept: Sequence[int]) -> Table:
    """The table in which words that share a position with a moved word are set against the word beside it.

    In *laid his hands on her that / laid on her his hands so*, an aligner may set *so* against the words that moved,
    where it stands for *that*. `codes` are changed with the table; only the `kept` rows are asked.
    """
    made, asked = table, set(kept)
    for shift in shifts:
        for span, rows in ((shift.source, shift.stay), (shift.target, shift.moved)):
            own = [row for row in rows if row in asked]
            for position, aside in ((span[0], span[0] - 1), (span[1] - 1, span[1])):
                if not _meet(made[position], codes[position], rows):
                    continue
                strangers = np.flatnonzero(_strangers(made[position], rows))
                room = 0 <= aside < len(made) and (made[aside, strangers] < 0).all()
                if room and (codes[aside, own] >= 0).all():
                    made = made.copy() if made is table else made
                    for array in (made, codes):
                        array[aside, strangers] = array[position, strangers]
                        array[position, strangers] = -1
    return made


def _strangers(tokens: Row, rows: Sequence[int]) -> npt.NDArray[np.bool_]:
    """The other rows that have something here."""
    others = tokens >= 0
    others[list(rows)] = False
    return others


def apart(table: Table, codes: Codes, shifts: Sequence[Shift], kept: Sequence[int]) -> Table:
    """The table in which moved words are separated from other words.

    This is done where most of the `kept` rows have no word, or all words there moved. `codes` are the words of the
    table as numbers, -1 for none.
    """
    taken: dict[int, list[tuple[tuple[int, ...], bool]]] = {}
    for shift in shifts:
        for here, rows, there in (
            (shift.source, shift.stay, shift.target),
            (shift.target, shift.moved, shift.source),
        ):
            for position in range(*here):
                if _meet(table[position], codes[position], rows):
                    taken.setdefault(position, []).append((rows, there[0] < position))
    own = list(kept)
    strangers = {
        position: moves
        for position, moves in taken.items()
        if 2 * (table[position, own] >= 0).sum() <= len(own) or _all_moved(table[position], moves)
    }
    if not strangers:
        return table
    parts, at = [], 0
    for position in sorted(strangers):
        parts += [table[at:position], _divided(table[position], strangers[position])]
        at = position + 1
    return np.concatenate([*parts, table[at:]])


def _meet(tokens: Row, words: Row, rows: Sequence[int]) -> bool:
    """Whether other rows have different words here."""
    others = _strangers(tokens, rows)
    return bool(others.any()) and not set(words[others].tolist()) & set(words[list(rows)].tolist())


def _all_moved(tokens: Row, moves: Sequence[tuple[tuple[int, ...], bool]]) -> bool:
    """Whether all words at a position moved, in several moves."""
    return len(moves) > 1 and set(np.flatnonzero(tokens >= 0).tolist()) <= {row for rows, _ in moves for row in rows}


def _divided(tokens: Row, taken: Sequence[tuple[tuple[int, ...], bool]]) -> Table:
    """One position as several: words that came from the left first, words from the right last."""
    rest = tokens.copy()
    left: list[Row] = []
    right: list[Row] = []
    for rows, from_left in taken:
        own = np.full_like(rest, -1)
        own[list(rows)] = rest[list(rows)]
        rest[list(rows)] = -1
        if (own >= 0).any():
            (left if from_left else right).append(own)
    middle = [rest] if (rest >= 0).any() else []
    return np.array([*left, *middle, *right[::-1]], dtype=tokens.dtype)
