"""Blocks that stand far away in other rows: found by their n-grams, grown, and weighed against chance."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.alignment.chain import grams

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Span = tuple[int, int]

SEED = 4  # words in a row that must be the same
HOLES = 3  # words in a row that may be otherwise inside a moved block
SHORTEST = 4  # words


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one row (positions `target`) that another row has at `source`; `words` is how many agree."""

    row: int
    other: int
    source: Span
    target: Span
    codes: tuple[int, ...]


def blocks(codes: Codes, nearest: int) -> list[Block]:
    """The stretches of words of one row that stand elsewhere in another, at least `nearest` positions away."""
    # Rows that are alike in every place say the same: the first of them is enough.
    first = np.sort(np.unique(codes, axis=1, return_index=True)[1])
    rows = [_Row(codes, number) for number in first.tolist()]
    sought = np.unique(np.concatenate([row.keys[row.private] for row in rows]))
    if not len(sought):
        return []
    # Two places of one key: in a row to which it is private, and in another that has it once.
    once = {row.number: _once(row.keys, sought) for row in rows}
    holders: dict[int, list[int]] = {}
    for number, places in once.items():
        for key in places:
            holders.setdefault(key, []).append(number)
    by_number = {row.number: row for row in rows}
    return [
        block
        for row in rows
        for other in _sharing(row, once[row.number], holders)
        for block in _pairs(row, by_number[other], once[row.number], once[other], codes, nearest)
    ]


def _sharing(row: _Row, here: dict[int, int], holders: dict[int, list[int]]) -> list[int]:
    """The other rows that have, once, a key that is private to this one; in order."""
    found = {other for key, i in here.items() if row.private[i] for other in holders[key]}
    return sorted(found - {row.number})


class _Row:
    """One row's words in order, where they stand, and the keys of its n-grams."""

    def __init__(self, codes: Codes, number: int) -> None:
        self.number = number
        self.places = np.flatnonzero(codes[:, number] >= 0)
        self.words = codes[self.places, number].astype(np.int64)
        self.keys = grams(self.words, SEED) if len(self.words) >= SEED else np.empty(0, dtype=np.uint64)
        others = (codes[self.places] == codes[self.places, number][:, None]).sum(axis=1)
        alone = others * 2 <= codes.shape[1]
        self.private = np.ones(len(self.keys), dtype=bool)
        for k in range(SEED):
            self.private &= alone[k : k + len(self.keys)]


def _once(keys: npt.NDArray[np.uint64], sought: npt.NDArray[np.uint64]) -> dict[int, int]:
    """Where each sought key stands in a row that has it exactly once."""
    at = np.flatnonzero(np.isin(keys, sought))
    found, first, counts = np.unique(keys[at], return_index=True, return_counts=True)
    single = counts == 1
    return dict(zip(found[single].tolist(), at[first[single]].tolist(), strict=True))


def _pairs(
    row: _Row, other: _Row, here: dict[int, int], there: dict[int, int], codes: Codes, nearest: int
) -> Iterator[Block]:
    hits = sorted((i, there[key]) for key, i in here.items() if row.private[i] and key in there)
    hits = [(i, j) for i, j in hits if abs(int(row.places[i]) - int(other.places[j])) >= nearest]
    for first, last in _runs(hits):
        i, j, length = _grown(row, other, first, last[0] - first[0] + SEED)
        target = int(row.places[i]), int(row.places[i + length - 1]) + 1
        end = min(j + length, len(other.places))
        source = int(other.places[j]), int(other.places[end - 1]) + 1
        same = row.words[i : i + end - j] == other.words[j:end]
        if int(same.sum()) >= SHORTEST and not _has(codes, row.number, source, other.number):
            yield Block(row.number, other.number, source, target, tuple(row.words[i : i + end - j][same].tolist()))


def _grown(row: _Row, other: _Row, first: tuple[int, int], length: int) -> tuple[int, int, int]:
    """A run with the words after it that still agree, one that differs being passed over if two agree behind it."""
    i, j = first

    def agree(at: int, words: int) -> bool:
        ours, theirs = row.words[i + at : i + at + words], other.words[j + at : j + at + words]
        return len(ours) == len(theirs) == words and bool((ours == theirs).all())

    while agree(length, 1) or agree(length + 1, 2):
        length += 1 if agree(length, 1) else 3
    return i, j, length


def _runs(hits: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """First and last hit of each stretch along one diagonal, with small holes."""
    start = previous = None
    for hit in hits:
        if previous and start:
            if hit[1] - hit[0] == previous[1] - previous[0] and hit[0] - previous[0] <= SEED + HOLES:
                previous = hit
                continue
            yield start, previous
        start = previous = hit
    if start and previous:
        yield start, previous


def _has(codes: Codes, row: int, source: Span, other: int) -> bool:
    """Whether a row has the words in their usual place as well: then the stretch is a repeat, not a move."""
    there = codes[source[0] : source[1]]
    return bool(((there[:, row] == there[:, other]) & (there[:, row] >= 0)).mean() > 0.5)


def improbability(block: Block, share: Sequence[float], restless: float) -> float:
    """Nats against chance: how unlikely it is to meet these words by accident within the distance they went.

    `restless` is the share of words on which the two rows do not agree: only among those can they meet.
    """
    distance = abs(block.target[0] - block.source[0])
    return -sum(math.log(share[code]) for code in block.codes) - 2 * math.log(distance) - math.log(restless)
