"""Limits the search to a band: for each segment of the original, the segments of the translation compared with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collate.alignment.chain import ascending
from collate.translation.beads.lexicon import Floats, Ints, Pairs, Side

BLOCK = 24  # segments of the original that share a window
WHOLE = 120  # segments up to which everything is compared with everything
SMALL = 60  # and in later passes too
MARGIN = 24  # segments on either side of an anchor
DRIFT = 0.3  # and for each segment away from it
COARSE = 4_000_000  # pairs of segments that can be held at once
MOST_CELLS = 3_000_000  # pairs of segments in a band: each takes some 200 bytes
COMMON = 400  # pairs of segments that share a pair of forms, beyond which it says nothing
RARE = 3  # in how many segments an anchor's form may stand
NEAR = 10  # segments on either side of the path of an earlier pass


@dataclass(frozen=True, slots=True)
class Band:
    """Windows of the translation, half-open in segments, one for each block of the original. Both ends ascend."""

    low: Ints
    high: Ints
    count: int

    def block(self, row: int) -> int:
        """The block that a segment (or the end) lies in."""
        return min(row // BLOCK, len(self.low) - 1)


def whole(source: int, target: int) -> Band:
    """Everything with everything."""
    blocks = source // BLOCK + 1
    return Band(np.zeros(blocks, np.int64), np.full(blocks, target, np.int64), source)


def around(path: Floats, width: Floats, target: int) -> Band:
    """A band around a path: for each node 0..n of the original a place in the translation and half a width."""
    count = len(path) - 1
    blocks = count // BLOCK + 1
    low, high = np.zeros(blocks, np.int64), np.zeros(blocks, np.int64)
    for block in range(blocks):
        part = slice(block * BLOCK, min(count, (block + 1) * BLOCK) + 1)
        low[block] = max(0, int((path[part] - width[part]).min()))
        high[block] = min(target, int(np.ceil((path[part] + width[part]).max())) + 1)
    low[0], high[-1] = 0, target
    return Band(np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high), count)


def anchored(source: Side, target: Side, seeds: Pairs) -> Band:
    """A band around segments that share the most pairs of forms, or in long texts the longest chain of rare pairs."""
    if max(len(source), len(target)) <= WHOLE:
        return whole(len(source), len(target))
    small = len(source) * len(target) <= COARSE
    points = _coarse(source, target, seeds) if small else ascending(_points(source, target, seeds))
    count = len(source)
    known = np.array([(-1, -1), *points, (count, len(target))], dtype=float)
    rows = np.arange(count + 1, dtype=float)
    path = np.interp(rows, known[:, 0], known[:, 1])
    return around(path, np.minimum(MARGIN + DRIFT * _to_nearest(rows, known[:, 0]), _widest(count)), len(target))


def _widest(count: int) -> float:
    """Half of the widest band that memory allows; long texts reach it where nothing anchors them for hundreds of
    segments.
    """
    return max(MARGIN, MOST_CELLS / (2 * max(1, count)))


def _to_nearest(rows: Floats, points: Floats) -> Floats:
    """How far each row is from the nearest of some ascending points, of which the first lies before all rows."""
    after = np.minimum(np.searchsorted(points, rows), len(points) - 1)
    nearest: Floats = np.minimum(np.abs(points[after] - rows), np.abs(rows - points[np.maximum(after - 1, 0)]))
    return nearest


def _coarse(source: Side, target: Side, seeds: Pairs) -> list[tuple[int, int]]:
    """The ascending chain of pairs of segments that share the most, the rarer the more; over the whole table."""
    alike = np.zeros((len(source), len(target)), np.float32)
    where = _places(source), _places(target)
    for a, b, weight in zip(seeds.source.tolist(), seeds.target.tolist(), seeds.weight.tolist(), strict=True):
        rows, columns = where[0][a], where[1][b]
        if len(rows) * len(columns) <= COMMON:
            alike[np.ix_(rows, columns)] += weight / np.sqrt(len(rows) * len(columns))
    best = np.zeros((len(source) + 1, len(target) + 1), np.float32)
    for row in range(len(source)):
        met = np.maximum(best[row, :-1] + alike[row], best[row, 1:])
        best[row + 1, 1:] = np.maximum.accumulate(met)
    chain = []
    i, j = len(source), len(target)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]


def _places(side: Side) -> list[Ints]:
    """The segments in which each form stands."""
    owner = np.repeat(np.arange(len(side)), [len(own) for own in side.sets])
    forms = np.concatenate([*side.sets, np.zeros(0, np.int64)])
    order = np.argsort(forms, kind="stable")
    ends = np.cumsum(np.bincount(forms, minlength=len(side.names)))
    return np.split(owner[order], ends[:-1])


def _points(source: Side, target: Side, seeds: Pairs) -> list[tuple[int, int]]:
    """Pairs of segments that share a rare pair of forms, which stands equally often on both sides."""
    often = source.counts, target.counts
    rare = (often[0][seeds.source] <= RARE) & (often[0][seeds.source] == often[1][seeds.target])
    where: tuple[dict[int, list[int]], dict[int, list[int]]] = {}, {}
    for side, wanted, found in (
        (source, set(seeds.source[rare].tolist()), where[0]),
        (target, set(seeds.target[rare].tolist()), where[1]),
    ):
        for number, own in enumerate(side.sets):
            for form in own.tolist():
                if form in wanted:
                    found.setdefault(form, []).append(number)
    pairs = zip(seeds.source[rare].tolist(), seeds.target[rare].tolist(), strict=True)
    points = {point for a, b in pairs for point in zip(where[0][a], where[1][b], strict=True)}
    return sorted(points, key=lambda point: (point[0], -point[1]))
