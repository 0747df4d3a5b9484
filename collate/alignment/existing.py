"""Rebuilds the alignment of witnesses that were read from a table or an apparatus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from collate.alignment import profile
from collate.alignment.result import Column, Table, from_columns

Place = tuple[int, int]  # the cell's number in the table read, and the position inside a joined cell


def columns_of(
    places: Sequence[Sequence[Place]], rows: Sequence[Sequence[str]]
) -> tuple[Table, dict[int, tuple[int, int]]]:
    """The table in which tokens of one place share a position, and the range of positions of each cell.

    A cell of several tokens becomes as many positions: tokens with a recorded position inside the cell keep it, others
    are aligned by their forms (`rows`) within the cell.
    """
    cells: dict[int, list[list[int]]] = defaultdict(lambda: [[] for _ in places])
    told = {cell for row in places for cell, position in row if position}
    for row, own in enumerate(places):
        for index, (cell, _) in enumerate(own):
            cells[cell][row].append(index)
    columns: list[Column] = []
    ranges: dict[int, tuple[int, int]] = {}
    for cell in sorted(cells):
        found = _told(places, cells[cell]) if cell in told else _aligned(cells[cell], rows)
        ranges[cell] = len(columns), len(columns) + len(found)
        columns += found
    return from_columns(columns, len(places)), ranges


def _told(places: Sequence[Sequence[Place]], tokens: Sequence[Sequence[int]]) -> list[Column]:
    columns: dict[tuple[int, int], Column] = {}
    for row, own in enumerate(tokens):
        used: dict[int, int] = defaultdict(int)
        for index in own:
            position = places[row][index][1]
            columns.setdefault((position, used[position]), {})[row] = index
            used[position] += 1
    return [columns[key] for key in sorted(columns)]


def _aligned(tokens: Sequence[Sequence[int]], rows: Sequence[Sequence[str]]) -> list[Column]:
    forms = [[rows[row][index] for index in own] for row, own in enumerate(tokens)]
    longest = max(map(len, forms))
    if longest == 1 or all(own == forms[0] for own in forms):
        return [{row: own[k] for row, own in enumerate(tokens) if k < len(own)} for k in range(longest)]
    table = profile.align(forms).table
    return [{row: tokens[row][index] for row, index in enumerate(column) if index >= 0} for column in table.tolist()]
