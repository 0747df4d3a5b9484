"""The band: for each segment of the original, which segments of the translation it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collate.align.beads.lexicon import Floats, Ints, Pairs, Side
from collate.align.chain import ascending

BLOCK = 24  # segments of the original that share a window
WHOLE = 200  # segments up to which everything is compared with everything
SMALL = 60  # and in later passes too
MARGIN = 40  # segments on either side of an anchor
DRIFT = 0.5  # and for each segment away from it
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
    """A band around the longest ascending chain of rare pairs; around the diagonal where there are none."""
    if max(len(source), len(target)) <= WHOLE:
        return whole(len(source), len(target))
    points = ascending(_points(source, target, seeds))
    count = len(source)
    known = np.array([(-1, -1), *points, (count, len(target))], dtype=float)
    rows = np.arange(count + 1, dtype=float)
    path = np.interp(rows, known[:, 0], known[:, 1])
    nearest = np.abs(rows[:, None] - known[None, :, 0]).min(axis=1)
    return around(path, MARGIN + DRIFT * nearest, len(target))


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
