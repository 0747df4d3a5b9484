"""Finds where a witness changes sides along the text, a sign that its scribe had two exemplars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

import numpy as np

from collate.model.statistics import Counts
from collate.model.tree import Turn, Window
from collate.tradition.agreement import agreements, sharing

NEAREST = 4  # others that a witness is held against
FEWEST = 12  # units that tell two others apart, on either side of a turn
SMALLEST, MOST = 30, 16  # units of a window, windows along a text
FAR = 4.5  # deviations; the best of many cuts and pairs is far by chance


def turns(names: Sequence[str], states: Counts, places: Sequence[tuple[str, int]]) -> list[Turn]:
    """The likeliest turn of each witness, the surest first. `places`: the name and line of each unit."""
    same, both = agreements(states)
    found = []
    for one in range(len(names)):
        near = [names.index(name) for name, _ in sharing(names, same, both, one)[:NEAREST]]
        best = max(_turns(one, near, states), default=None)
        if best is not None and best[0] >= FAR:
            far, unit, a, b, shares = best
            found.append(Turn(names[one], *places[unit], names[a], names[b], shares, round(far, 1)))
    return sorted(found, key=lambda turn: (-turn.sure, turn.siglum))


def windows(names: Sequence[str], states: Counts, units: Sequence[str]) -> list[Window]:
    """Who is nearest to whom along the text: in windows of units that overlap by half; none for a text of few units.

    A witness has no nearest where it is not there, or agrees with two alike.
    """
    total = states.shape[1]
    size = max(SMALLEST, 2 * -(-total // (MOST + 1)))
    found = []
    starts = range(0, total - size + 1, size // 2) if total >= 2 * SMALLEST else range(0)
    for start in starts:
        part = slice(start, total if start == starts[-1] else start + size)
        same, both = agreements(states[:, part])
        nearest = []
        for one in range(len(names)):
            first, second, *_ = [*sharing(names, same, both, one), ("", -1.0), ("", -1.0)]
            nearest.append((first[0] if first[1] > max(second[1], 0.0) else "", round(max(first[1], 0.0), 3)))
        found.append(Window(units[part.start], units[part.stop - 1], tuple(nearest)))
    return found


def _turns(one: int, near: Sequence[int], states: Counts) -> Iterator[tuple[float, int, int, int, tuple[float, float]]]:
    """For each pair of near witnesses the cut that parts best where one goes with each."""
    for a in near:
        for b in near:
            with_a, with_b = states[one] == states[a], states[one] == states[b]
            tells = np.flatnonzero((with_a != with_b) & (states[a] >= 0) & (states[b] >= 0) & (states[one] >= 0))
            if a == b or len(tells) < 2 * FEWEST:
                continue
            sides = with_a[tells]
            share = float(sides.mean())
            total = np.cumsum(sides)
            for cut in range(FEWEST, len(tells) - FEWEST):
                before = float(total[cut - 1]) / cut
                after = float(total[-1] - total[cut - 1]) / (len(tells) - cut)
                spread = sqrt(max(share * (1 - share), 1e-9) * (1 / cut + 1 / (len(tells) - cut)))
                if before > 0.5 > after:
                    yield (before - after) / spread, int(tells[cut]), a, b, (round(before, 2), round(after, 2))
