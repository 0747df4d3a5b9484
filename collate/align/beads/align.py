"""Beads of two texts, in passes: each finds likely beads, learns from them, and narrows the band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate.align.beads import band as bands
from collate.align.beads import learn, lexicon, search
from collate.align.beads.lexicon import Pairs, Side
from collate.align.beads.scores import LONELY, PRIORS, Model, block_scores

PASSES = 4
VARIANCE = 6.8  # of the difference of lengths per letter (Gale and Church)
PAIR = 0.5  # what a Chinese form counts for: each character stands in pairs too

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The beads as half-open ranges, the worth of each in nats, and the lexicon at the end."""

    beads: list[tuple[Span, Span]]
    worth: list[float]
    learnt: Pairs
    model: Model


def beads(
    source: Side, target: Side, seeds: Pairs, *, weights: tuple[float, float] = (1.0, 1.0), passes: int = PASSES
) -> Aligned:
    """Align two sides. `weights`: what a form of each side counts for (`PAIR` for Chinese)."""
    model = Model(float(target.letters.sum() / max(1.0, source.letters.sum())), VARIANCE, dict(PRIORS))
    model.variance *= max(model.ratio, 0.5)
    if not len(source) or not len(target):
        lone = [((k, k + 1), (0, 0)) for k in range(len(source))] + [((0, 0), (k, k + 1)) for k in range(len(target))]
        return Aligned(lone, [0.0] * len(lone), lexicon.empty(), model)
    band = bands.anchored(source, target, seeds)
    learnt = lexicon.empty()
    known = None
    sizes = len(source.names), len(target.names)
    for number in range(passes):
        tables = lexicon.tables(seeds, learnt, sizes)
        blocks = [block_scores(source, target, band, block, model, tables, weights) for block in range(len(band.low))]
        table = search.rows(blocks, band, float(np.log(model.priors[0, 1])) + LONELY)
        if number == passes - 1:
            break
        shares = search.likely(table, len(target))
        found = learn.cells(table, shares)
        known = tables if number or len(seeds) else None
        learnt = learn.words(source, target, found, known)
        model = learn.model(source, target, table, shares, model)
        band = _narrowed(band, search.best(table, len(target)), len(target))
    path = search.best(table, len(target))
    return Aligned(path, [_worth(table, bead) for bead in path], learnt, model)


def _narrowed(band: bands.Band, path: Sequence[tuple[Span, Span]], target: int) -> bands.Band:
    if max(band.count, target) <= bands.WHOLE:
        return band
    nodes = np.array([(0, 0), *((one[1], other[1]) for one, other in path)], dtype=float)
    rows = np.arange(band.count + 1, dtype=float)
    return bands.around(np.interp(rows, nodes[:, 0], nodes[:, 1]), np.full(len(rows), bands.NEAR + 0.0), target)


def _worth(table: Sequence[search.Row], bead: tuple[Span, Span]) -> float:
    (i, after), (j, end) = bead
    row = table[i]
    score = row.scores.get((after - i, end - j))
    return float(score[j - row.low]) if score is not None and 0 <= j - row.low < len(score) else 0.0
