"""An alignment that came with the witnesses: read back, not made."""

from __future__ import annotations

from collections.abc import Sequence

from collate.align.result import Column, Table, from_columns

Place = tuple[int, int]  # the cell's number in the table read, and the position inside a joined cell


def columns_of(places: Sequence[Sequence[Place]]) -> tuple[Table, dict[int, tuple[int, int]]]:
    """The table in which tokens of one place share a position, and the range of positions of each cell.

    A cell of several tokens becomes as many positions: those that say their position inside the cell share
    it, others stand side by side from the left.
    """
    columns: dict[tuple[int, int, int], Column] = {}
    for row, row_places in enumerate(places):
        used: dict[Place, int] = {}
        for index, place in enumerate(row_places):
            number = used.get(place, 0)
            used[place] = number + 1
            columns.setdefault((*place, number), {})[row] = index
    ordered = sorted(columns)
    ranges: dict[int, tuple[int, int]] = {}
    for position, (cell, _, _) in enumerate(ordered):
        ranges[cell] = ranges.get(cell, (position, position))[0], position + 1
    return from_columns([columns[key] for key in ordered], len(places)), ranges
