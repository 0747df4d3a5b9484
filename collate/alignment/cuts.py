"""Cuts the rows into blocks that can be aligned one by one.

Every row is chained to a spine (the row that shares most with all the others). A boundary of the spine is *tight* if
every row agrees with it on both sides, or has nothing on either side; the places between loose boundaries have to be
aligned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.alignment.chain import chain

Codes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CONTEXT = 2  # agreeing words kept on each side of a place, so that gaps can be moved within it
LONGEST = 24  # spine words of a block; a longer one is cut again, at its most certain boundary
LONGEST_DOUBTFUL = 200  # spine words of a block that has no certain boundary inside
TOLERATED = 10  # one row in this many may be cut at an estimated boundary
SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A range of every row (`low` and `high`, one entry a row). `same`: all present rows agree word for word."""

    low: tuple[int, ...]
    high: tuple[int, ...]
    same: bool


def spine_of(rows: Sequence[Codes]) -> int:
    """The row that shares most with the others: by the number of rows that have each of its 4-grams."""
    grams = [np.unique(_shingles(row)) for row in rows]
    keys, counts = np.unique(np.concatenate(grams), return_counts=True)
    shares = [int((counts[np.searchsorted(keys, own)] - 1).sum()) for own in grams]
    return min(range(len(rows)), key=lambda k: (-shares[k], -len(rows[k]), rows[k].tolist() if _tied(shares, k) else 0))


def _tied(shares: list[int], k: int) -> bool:
    return Counter(shares)[shares[k]] > 1


def _shingles(row: Codes) -> npt.NDArray[np.uint64]:
    size = min(SHINGLE, len(row))
    keys = np.zeros(len(row) - size + 1, dtype=np.uint64)
    for k in range(size):
        keys = keys * np.uint64(1_000_003) + row[k : len(row) - size + 1 + k].astype(np.uint64)
    return keys


def blocks(rows: Sequence[Codes], telling: Flags, longest: int = LONGEST) -> list[Block]:
    """Cut the rows, none of them empty, into blocks that cover them completely, in order."""
    spine = spine_of(rows)
    length = len(rows[spine])
    at = np.empty((len(rows), length + 1), dtype=np.int64)  # where each boundary of the spine falls in each row
    tight = np.ones(length + 1, dtype=bool)
    doubt = np.zeros(length + 1, dtype=np.int64)  # rows whose boundary there is an estimate
    for number, row in enumerate(rows):
        match = np.arange(length) if number == spine else chain(rows[spine], row, telling)
        at[number], own_tight, own_doubt = _boundaries(match, len(row))
        tight &= own_tight
        doubt += own_doubt
    cuts = _cuts(tight, doubt, longest, len(rows) // TOLERATED)
    return [
        Block(tuple(at[:, low].tolist()), tuple(at[:, high].tolist()), same)
        for low, high, same in cuts
        if (at[:, high] > at[:, low]).any()
    ]


def _boundaries(match: Codes, length: int) -> tuple[Codes, Flags, Flags]:
    """Where the boundaries of the spine fall in a row, which of them are tight and which are estimates."""
    size = len(match)
    matched = match >= 0
    after = np.append(match, length)  # the first sure word at or after a boundary
    after[:-1][~matched] = np.iinfo(np.int64).max
    after = np.minimum.accumulate(after[::-1])[::-1]
    before = np.maximum.accumulate(np.insert(np.where(matched, match + 1, 0), 0, 0))  # end of the last one before it
    here = np.append(matched, False)
    there = np.insert(matched, 0, False)
    at = np.where(here, after, before)
    at[0], at[size] = 0, length
    nothing = before == after
    joined = nothing & (here == there)
    joined[0] = joined[size] = False
    doubt = ~here & ~there & ~nothing
    doubt[0] = doubt[size] = False
    at[doubt] = _between(matched, before, after)[doubt]
    return at, joined, doubt


def _between(matched: Flags, before: Codes, after: Codes) -> Codes:
    """Boundaries between anchored words, interpolated in proportion."""
    size = len(matched)
    places = np.arange(size + 1)
    low = np.maximum.accumulate(np.insert(np.where(matched, places[:-1] + 1, 0), 0, 0))
    high = np.append(np.where(matched, places[:-1], size), size)
    high = np.minimum.accumulate(high[::-1])[::-1]
    share = (places - low) / np.maximum(high - low, 1)
    between: Codes = before + ((after - before) * share).astype(np.int64)
    return between


def _cuts(tight: Flags, doubt: Codes, longest: int, tolerance: int) -> list[tuple[int, int, bool]]:
    """Ranges of the spine: agreeing passages, and places with their context, as short as possible."""
    size = len(tight) - 1
    loose = np.flatnonzero(~tight)
    edges = np.flatnonzero(np.diff(loose) > 2 * CONTEXT)
    starts = np.maximum(loose[np.insert(edges + 1, 0, 0)] - CONTEXT, 0)
    ends = np.minimum(loose[np.append(edges, len(loose) - 1)] + CONTEXT, size)
    ranges: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if start > at:
            ranges.append((at, start, True))
        ranges += [(low, high, False) for low, high in _shortened(start, end, doubt, longest, tolerance)]
        at = end
    if at < size:
        ranges.append((at, size, True))
    return ranges


def _shortened(start: int, end: int, doubt: Codes, longest: int, tolerance: int) -> list[tuple[int, int]]:
    """Cut a long range at the most certain boundary within reach; a place without one stays whole up to a bound."""
    pieces = []
    while end - start > longest * 3 // 2:
        reach = longest
        while True:
            high = min(start + reach, end - longest // 2)
            candidates = doubt[start + longest // 2 : high + 1]
            if candidates.min() <= tolerance or reach >= LONGEST_DOUBTFUL or high < start + reach:
                break
            reach *= 2
        if candidates.min() > tolerance and end - start <= LONGEST_DOUBTFUL:
            break
        cut = start + longest // 2 + int(np.flatnonzero(candidates == candidates.min())[-1])
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]
