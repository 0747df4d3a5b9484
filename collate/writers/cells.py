"""The rows of a printed table: a position each, with marks where they vary and where several are one unit."""

from __future__ import annotations

import numpy as np

from collate.model import Apparatus


def variant_positions(apparatus: Apparatus) -> set[int]:
    """The positions at which witnesses differ.

    Of an apparatus from which differences were left out: those of the units that remain.
    """
    table = apparatus.collation.codes()
    if not len(table):
        return set()
    varied = set(np.flatnonzero((table != table[:, :1]).any(axis=1)).tolist())
    if apparatus.classes:
        varied &= {position for unit in apparatus.units for position in range(unit.start, unit.end)}
    return varied


def joined_positions(apparatus: Apparatus) -> set[int]:
    """The positions that belong to one unit with the position before them."""
    return {position for start, end in apparatus.collation.joins for position in range(start + 1, end)}
