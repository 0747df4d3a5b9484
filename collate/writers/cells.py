"""The cells of a printed table: a position each, except that what is one change is one cell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from collate.model import Apparatus

Range = tuple[int, int]


def ranges(apparatus: Apparatus) -> Iterator[Range]:
    """Half-open ranges of positions, in order and without gaps; joins are one range."""
    position = 0
    for start, end in apparatus.collation.joins:
        yield from ((p, p + 1) for p in range(position, start))
        yield start, end
        position = end
    yield from ((p, p + 1) for p in range(position, len(apparatus.collation)))


def variant_positions(apparatus: Apparatus) -> set[int]:
    """The positions at which witnesses differ, and all those of a join that holds one.

    Of an apparatus from which differences were left out: the positions of the units that remain.
    """
    if apparatus.classes:
        return {position for unit in apparatus.units for position in range(unit.start, unit.end)}
    table = apparatus.collation.codes()
    if not len(table):
        return set()
    variant = (table != table[:, :1]).any(axis=1)
    for start, end in apparatus.collation.joins:
        variant[start:end] |= variant[start:end].any()
    return set(np.flatnonzero(variant).tolist())
