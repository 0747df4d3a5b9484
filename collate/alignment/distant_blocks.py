"""Finds blocks of words that are far away in other rows, by their n-grams, and scores them against chance."""

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

SEED = 4  # consecutive words that must be the same
HOLES = 3  # consecutive words that may differ inside a moved block
SHORTEST = 4  # words


@dataclass(frozen=True, slots=True)
class Block:
    """A passage of one row (positions `target`) that another row has at `source`; `words` is how many agree."""

    row: int
    other: int
    source: Span
    target: Span
    codes: tuple[int, ...]


def blocks(codes: Codes, nearest: int) -> list[Block]:
    """The passages of one row that are elsewhere in another, at least `nearest` positions away."""
    # Of identical rows the first is enough.
    first = np.sort(np.unique(codes, axis=1, return_index=True)[1])
    rows = [_Row(codes, number) for number in first.tolist()]
    sought = np.unique(np.concatenate([row.keys[row.private] for row in rows]))
    if not len(sought):
        return []
    # The two places of a key: in a row that alone has it here, and in another that has it once.
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
    """One row's words in order, their positions, and the keys of its n-grams."""

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
    """The position of each sought key that a row has exactly once."""
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
    """Extend a run over the following words that agree; one that differs is skipped if the two after it agree."""
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
    """Whether a row also has the words in their usual place: then the passage is a repeat, not a move."""
    there = codes[source[0] : source[1]]
    return bool(((there[:, row] == there[:, other]) & (there[:, row] >= 0)).mean() > 0.5)


def improbability(block: Block, share: Sequence[float], restless: float) -> float:
    """The improbability, in nats, of finding these words by chance within the distance of the move.

    `restless` is the share of words on which the two rows disagree: only among those can the words be found.
    """
    distance = abs(block.target[0] - block.source[0])
    return -sum(math.log(share[code]) for code in block.codes) - 2 * math.log(distance) - math.log(restless)
