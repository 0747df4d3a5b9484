"""Aligns section by section, where the user or the texts say which sections correspond.

A piece is a section with a key: pieces with the same key are aligned with each other only. The sequences of keys are
aligned first, so that a row may lack pieces or have some of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from collate.alignment import profile
from collate.alignment.result import Alignment, Column, Rows, Table

Aligner = Callable[[Rows], Alignment]


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `start` to `end` of a row, under a key."""

    key: str
    start: int
    end: int


def align(rows: Rows, pieces: Sequence[Sequence[Piece]], aligner: Aligner) -> Alignment:
    """Align the pieces of one key together; the pieces of each row must cover it, in order.

    The `notes` of the remarks say which keys some rows lack or have elsewhere, by row number.
    """
    tables: list[Table] = []
    known = [{piece.key for piece in row} for row in pieces]
    notes: list[tuple[str, str, list[int]]] = []
    remarks: list[object] = []
    for column in _columns(pieces):
        chosen = {row: pieces[row][index] for row, index in column.items()}
        key = next(iter(chosen.values())).key
        absent = [row for row in range(len(rows)) if row not in chosen]
        notes += [
            (key, what, some)
            for what, some in (
                ("is not in", [row for row in absent if key not in known[row]]),
                ("stands in another order in", [row for row in absent if key in known[row]]),
            )
            if some
        ]
        result = aligner([rows[r][chosen[r].start : chosen[r].end] if r in chosen else [] for r in range(len(rows))])
        offsets = np.array([chosen[r].start if r in chosen else 0 for r in range(len(rows))], dtype=np.int32)
        tables.append(np.where(result.table >= 0, result.table + offsets, -1).astype(np.int32))
        remarks.append({"piece": key, **result.remarks})
    empty = np.empty((0, len(rows)), dtype=np.int32)
    return Alignment(np.concatenate([empty, *tables]), {"pieces": remarks, "notes": notes})


def _columns(pieces: Sequence[Sequence[Piece]]) -> list[Column]:
    """Align the sequences of keys; different keys are never in one column."""
    signs = {key: chr(0xE000 + n) for n, key in enumerate(sorted({p.key for row in pieces for p in row}))}
    table = profile.align([[signs[piece.key] for piece in row] for row in pieces]).table
    columns: list[Column] = []
    for position in table.tolist():
        by_key: dict[str, Column] = {}
        for row, index in enumerate(position):
            if index >= 0:
                by_key.setdefault(pieces[row][index].key, {})[row] = index
        columns += by_key.values()
    return columns
