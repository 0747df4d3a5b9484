"""The result that every aligner returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.int32]
Rows = Sequence[Sequence[str]]
Column = dict[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Token indices, shape (positions, rows), -1 for none; `remarks` go into the recipe."""

    table: Table
    remarks: Mapping[str, Any] = field(default_factory=dict)


def from_columns(columns: Sequence[Column], rows: int) -> Table:
    """A table from columns given as {row: token index}."""
    table = np.full((len(columns), rows), -1, dtype=np.int32)
    for position, column in enumerate(columns):
        for row, index in column.items():
            table[position, row] = index
    return table
