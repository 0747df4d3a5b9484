"""Finds anchors between two rows: unique n-grams in the same order, recursively.

An n-gram that occurs once in each of two windows is an anchor; the longest ascending chain of anchors
(Schensted 1961) is kept, and the windows between them are searched again with shorter n-grams.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]
Run = tuple[int, int, int]  # start in one row, start in the other, length

SIZES = (6, 3, 2, 1)
TINY = 16  # cells of a window that is left to the aligner
LARGE = 4_000  # tokens of a window above which arrays are faster than a dictionary


def chain(a: Codes, b: Codes, telling: npt.NDArray[np.bool_]) -> Codes:
    """For each token of `a` the token of `b` that it is anchored to, or -1; ascending.

    `telling` says for each code whether the word is rare and long enough to be an anchor by itself.
    """
    match = np.full(len(a), -1, dtype=np.int64)
    windows = [(0, len(a), 0, len(b), 0)]
    while windows:
        i0, i1, j0, j1, level = windows.pop()
        if (i1 - i0) * (j1 - j0) <= TINY:
            continue
        for step in range(level, len(SIZES)):
            runs = _runs(a[i0:i1], b[j0:j1], SIZES[step], telling)
            if runs:
                break
        else:
            continue
        i, j = i0, j0
        for start, other, length in runs:
            match[i0 + start : i0 + start + length] = np.arange(j0 + other, j0 + other + length)
            windows.append((i, i0 + start, j, j0 + other, step))
            i, j = i0 + start + length, j0 + other + length
        windows.append((i, i1, j, j1, step))
    return match


def _runs(a: Codes, b: Codes, size: int, telling: npt.NDArray[np.bool_]) -> list[Run]:
    """Maximal equal runs extended from the chained anchors of one size; disjoint and ascending in both."""
    if min(len(a), len(b)) < size:
        return []
    anchors = _unique(a, b, size)
    if size == 1:
        anchors = [(i, j) for i, j in anchors if telling[a[i]]]
    return _grown(ascending(anchors), a, b, size)


def _unique(a: Codes, b: Codes, size: int) -> list[tuple[int, int]]:
    """Positions of the n-grams that occur once in each, ascending in `a`."""
    if len(a) + len(b) > LARGE:
        (ours, here), (theirs, there) = _once(a, size), _once(b, size)
        _, first, second = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
        places = np.stack((here[first], there[second]), axis=1)
        ordered = places[np.argsort(places[:, 0])]
        return list(zip(ordered[:, 0].tolist(), ordered[:, 1].tolist(), strict=True))
    one, two = _index(a.tolist(), size), _index(b.tolist(), size)
    return [(i, two[gram]) for gram, i in one.items() if i >= 0 and two.get(gram, -1) >= 0]


def _index(row: Sequence[int], size: int) -> dict[tuple[int, ...], int]:
    places: dict[tuple[int, ...], int] = {}
    for i in range(len(row) - size + 1):
        gram = tuple(row[i : i + size])
        places[gram] = -1 if gram in places else i
    return places


def grams(row: Codes, size: int) -> Keys:
    """A 64-bit key per n-gram (polynomial hash); a collision is expected once in 10^9 texts."""
    keys: Keys = np.zeros(len(row) - size + 1, dtype=np.uint64)
    for k in range(size):
        keys = keys * np.uint64(0x9E3779B97F4A7C15) + row[k : len(row) - size + 1 + k].astype(np.uint64) + np.uint64(1)
    return keys


def _once(row: Codes, size: int) -> tuple[Keys, Codes]:
    """The keys of the n-grams that occur once, and their positions."""
    keys, first, counts = np.unique(grams(row, size), return_index=True, return_counts=True)
    single = counts == 1
    return keys[single], first[single].astype(np.int64)


def ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs, given in ascending order of the first, that ascends in the second too.

    Of pairs that share their first, given the last first, at most one is taken.
    """
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(pairs)
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        if place == len(tails):
            tails.append(j)
            ends.append(k)
        else:
            tails[place], ends[place] = j, k
        before[k] = ends[place - 1] if place else -1
    kept = []
    k = ends[-1] if ends else -1
    while k >= 0:
        kept.append(pairs[k])
        k = before[k]
    return kept[::-1]


def _grown(anchors: Sequence[tuple[int, int]], a: Codes, b: Codes, size: int) -> list[Run]:
    """Anchors on one diagonal joined, overlaps cut, and each run extended while the rows agree."""
    runs: list[Run] = []
    for i, j in anchors:
        if runs:
            start, other, length = runs[-1]
            if j - i == other - start and i <= start + length:
                runs[-1] = (start, other, i + size - start)
                continue
            cut = max(start + length - i, other + length - j, 0)
            if cut >= size:
                continue
            runs.append((i + cut, j + cut, size - cut))
        else:
            runs.append((i, j, size))
    return _extended(runs, a, b)


def _extended(runs: list[Run], a: Codes, b: Codes) -> list[Run]:
    grown: list[Run] = []
    for number, (start, other, length) in enumerate(runs):
        i0, j0 = (grown[-1][0] + grown[-1][2], grown[-1][1] + grown[-1][2]) if grown else (0, 0)
        i1, j1 = runs[number + 1][:2] if number + 1 < len(runs) else (len(a), len(b))
        while start > i0 and other > j0 and a[start - 1] == b[other - 1]:
            start, other, length = start - 1, other - 1, length + 1
        while start + length < i1 and other + length < j1 and a[start + length] == b[other + length]:
            length += 1
        if grown and grown[-1][0] + grown[-1][2] == start and grown[-1][1] + grown[-1][2] == other:
            grown[-1] = (grown[-1][0], grown[-1][1], grown[-1][2] + length)
        else:
            grown.append((start, other, length))
    return grown
