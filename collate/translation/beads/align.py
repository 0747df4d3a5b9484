"""Aligns two texts in passes: each finds likely beads, learns from them, and narrows the band."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from collate.translation.beads import band as bands
from collate.translation.beads import learn, lexicon, search
from collate.translation.beads.lexicon import Pairs, Side, Table
from collate.translation.beads.scores import LONELY, PRIORS, Model, block_scores

PASSES = 3
VARIANCE = 6.8  # of the difference of lengths per letter (Gale and Church)
PAIR = 0.5  # what a Chinese form counts for: each character stands in pairs too

SHOWN = 6  # pairs of forms that a bead is said to rest on

Span = tuple[int, int]
Evidence = tuple[int, int, float, bool]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The beads as half-open ranges, the score of each in nats, and the pairs of forms that are its evidence.

    A pair is given by numbers of forms, with its probability and whether it was a seed. `tables`: the learnt lexicon in
    both directions.
    """

    beads: list[tuple[Span, Span]]
    worth: list[float]
    evidence: list[list[Evidence]]
    tables: tuple[Table, Table] | None = None


def beads(source: Side, target: Side, seeds: Pairs, *, weights: tuple[float, float] = (1.0, 1.0)) -> Aligned:
    """Align two sides. `weights`: the weight of a form of each side (`PAIR` for Chinese)."""
    model = Model(float(target.letters.sum() / max(1.0, source.letters.sum())), VARIANCE, dict(PRIORS))
    model.variance *= max(model.ratio, 0.5)
    if not len(source) or not len(target):
        lone = [((k, k + 1), (0, 0)) for k in range(len(source))] + [((0, 0), (k, k + 1)) for k in range(len(target))]
        return Aligned(lone, [0.0] * len(lone), [[] for _ in lone])
    band = bands.anchored(source, target, seeds)
    learnt = lexicon.empty()
    known = None
    sizes = len(source.names), len(target.names)
    for number in range(PASSES):
        tables = lexicon.tables(seeds, learnt, sizes)
        blocks = [block_scores(source, target, band, block, model, tables, weights) for block in range(len(band.low))]
        table = search.rows(blocks, band, float(np.log(model.priors[0, 1])) + LONELY)
        if number == PASSES - 1:
            break
        shares = search.likely(table, len(target))
        found = learn.cells(table, shares)
        known = tables if number or len(seeds) else None
        learnt = learn.words(source, target, found, known)
        model = learn.model(source, target, table, shares, model)
        band = _narrowed(band, search.best(table, len(target)), len(target))
    path = search.best(table, len(target))
    seeded = set(zip(seeds.source.tolist(), seeds.target.tolist(), strict=True))
    rests = [_evidence(source, target, tables[0], seeded, bead) for bead in path]
    return Aligned(path, [_worth(table, bead) for bead in path], rests, tables)


def _narrowed(band: bands.Band, path: Sequence[tuple[Span, Span]], target: int) -> bands.Band:
    if max(band.count, target) <= bands.SMALL:
        return band
    nodes = np.array([(0, 0), *((one[1], other[1]) for one, other in path)], dtype=float)
    rows = np.arange(band.count + 1, dtype=float)
    return bands.around(np.interp(rows, nodes[:, 0], nodes[:, 1]), np.full(len(rows), bands.NEAR + 0.0), target)


def _worth(table: Sequence[search.Row], bead: tuple[Span, Span]) -> float:
    (i, after), (j, end) = bead
    row = table[i]
    score = row.scores.get((after - i, end - j))
    return float(score[j - row.low]) if score is not None and 0 <= j - row.low < len(score) else 0.0


def _evidence(
    source: Side, target: Side, table: Table, seeded: Collection[tuple[int, int]], bead: tuple[Span, Span]
) -> list[Evidence]:
    """The likeliest pairs of forms of a bead, each form once."""
    (a, b), (c, d) = bead
    there = set(target.forms[int(target.starts[c]) : int(target.starts[d])].tolist())
    found: list[Evidence] = []
    for form in dict.fromkeys(source.forms[int(source.starts[a]) : int(source.starts[b])].tolist()):
        part = slice(int(table.starts[form]), int(table.starts[form + 1]))
        pairs = zip(table.share[part].tolist(), table.columns[part].tolist(), strict=True)
        share, other = max(((share, other) for share, other in pairs if other in there), default=(0.0, -1))
        if other >= 0:
            found.append((form, other, round(share, 3), (form, other) in seeded))
    return sorted(found, key=lambda one: (-one[2], one[0]))[:SHOWN]
