"""Finds the best path of beads through the band (Viterbi), and the probability of each bead (forward-backward)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.translation.beads.band import BLOCK, Band
from collate.translation.beads.lexicon import Floats
from collate.translation.beads.scores import IMPOSSIBLE, Kind, Scores

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """The beads that begin at one segment of the original: the first place of its window, and scores by kind."""

    low: int
    size: int  # nodes of the window: one more than its segments
    scores: dict[Kind, npt.NDArray[np.float64]]


def rows(blocks: Sequence[Scores], band: Band, alone: float) -> list[Row]:
    """A row for each segment of the original, and one for its end, from which only additions begin.

    `alone`: what an addition is worth.
    """
    found = []
    for row in range(band.count + 1):
        block = band.block(row)
        low, size = int(band.low[block]), int(band.high[block] - band.low[block]) + 1
        inside = row - block * BLOCK
        if row < band.count and inside < BLOCK:
            found.append(Row(low, size, {kind: score[inside] for kind, score in blocks[block].items()}))
        else:
            found.append(Row(low, size, {(0, 1): np.full(size - 1, alone)}))
    return found


def _arrivals(table: list[Row], values: Sequence[Floats], row: int, kind: Kind) -> tuple[slice, Floats] | None:
    """Values of paths that end at a row by beads of a kind, and the part of its window they fall into."""
    a, b = kind
    before = row - a
    if before < 0 or kind not in table[before].scores:
        return None
    here, there = table[row], table[before]
    start = max(there.low, here.low - b)
    end = min(there.low + there.size - b, here.low + here.size - b)
    if start >= end:
        return None
    part = slice(start - there.low, end - there.low)
    return slice(start + b - here.low, end + b - here.low), values[before][part] + there.scores[kind][part]


def best(table: list[Row], target: int) -> list[tuple[Span, Span]]:
    """The beads of the best path."""
    values: list[Floats] = []
    choices: list[npt.NDArray[np.int8]] = []
    kinds = sorted({kind for row in table for kind in row.scores if kind[0]})
    for number, row in enumerate(table):
        value = np.full(row.size, IMPOSSIBLE)
        choice = np.full(row.size, -1, np.int8)
        if number == 0:
            value[0] = 0.0
        for index, kind in enumerate(kinds):
            arrived = _arrivals(table, values, number, kind)
            if arrived is not None:
                place, reached = arrived
                better = reached > value[place]
                value[place] = np.where(better, reached, value[place])
                choice[place] = np.where(better, np.int8(index), choice[place])
        cost = np.concatenate(([0.0], np.cumsum(row.scores[0, 1])))
        run = np.maximum.accumulate(value - cost)
        added = run > value - cost
        choice = np.where(added, np.int8(-2), choice)
        values.append(np.where(added, run + cost, value))
        choices.append(choice)
    return _traced(table, choices, kinds, target)


def _traced(
    table: list[Row], choices: Sequence[npt.NDArray[np.int8]], kinds: Sequence[Kind], target: int
) -> list[tuple[Span, Span]]:
    beads = []
    i, j = len(table) - 1, target
    while i or j:
        choice = int(choices[i][j - table[i].low])
        a, b = (0, 1) if choice == -2 else kinds[choice]
        beads.append(((i - a, i), (j - b, j)))
        i, j = i - a, j - b
    return beads[::-1]


def likely(table: list[Row], target: int) -> list[dict[Kind, Floats]]:
    """For each row and kind how likely the beads that begin there are, over all paths (forward-backward)."""
    forward: list[Floats] = []
    kinds = sorted({kind for row in table for kind in row.scores if kind[0]})
    for number, row in enumerate(table):
        value = np.full(row.size, IMPOSSIBLE)
        if number == 0:
            value[0] = 0.0
        for kind in kinds:
            arrived = _arrivals(table, forward, number, kind)
            if arrived is not None:
                place, reached = arrived
                value[place] = np.logaddexp(value[place], reached)
        cost = np.concatenate(([0.0], np.cumsum(row.scores[0, 1])))
        forward.append(np.logaddexp.accumulate(value - cost) + cost)
    backward = _backward(table, kinds, target)
    total = float(forward[-1][target - table[-1].low])
    return [_shares(table, number, forward[number], backward, total) for number in range(len(table))]


def _backward(table: list[Row], kinds: Sequence[Kind], target: int) -> list[Floats]:
    backward: list[Floats] = [np.zeros(0)] * len(table)
    for number in range(len(table) - 1, -1, -1):
        row = table[number]
        value = np.full(row.size, IMPOSSIBLE)
        if number == len(table) - 1:
            value[target - row.low] = 0.0
        for kind in kinds:
            part, reached = _departures(table, backward, number, kind)
            if part is not None:
                value[part] = np.logaddexp(value[part], reached)
        cost = np.concatenate(([0.0], np.cumsum(row.scores[0, 1])))
        backward[number] = np.logaddexp.accumulate((value + cost)[::-1])[::-1] - cost
    return backward


def _departures(table: list[Row], backward: Sequence[Floats], row: int, kind: Kind) -> tuple[slice | None, Floats]:
    """Values of paths that go on from a row by beads of a kind, and the part of its window they leave."""
    a, b = kind
    after = row + a
    here = table[row]
    if after >= len(table) or kind not in here.scores:
        return None, np.zeros(0)
    there = table[after]
    start = max(here.low, there.low - b)
    end = min(here.low + here.size - b, there.low + there.size - b)
    if start >= end:
        return None, np.zeros(0)
    part = slice(start - here.low, end - here.low)
    return part, backward[after][start + b - there.low : end + b - there.low] + here.scores[kind][part]


def _shares(
    table: list[Row], number: int, forward: Floats, backward: Sequence[Floats], total: float
) -> dict[Kind, Floats]:
    found = {}
    for kind in table[number].scores:
        part, reached = _departures(table, backward, number, kind)
        if part is not None:
            share = np.zeros(len(table[number].scores[kind]))
            share[part] = np.exp(np.minimum(forward[part] + reached - total, 0.0))
            found[kind] = share
    return found
