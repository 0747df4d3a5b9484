"""Finds copies and fragments: rows that are, word for word, a part of another row.

They add no evidence to that of the other row. So they are left out of the alignment and take their positions from
the row that contains them: adding a copy or a fragment does not change the alignment of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from collate.alignment.result import Alignment, Rows, Table


@dataclass(frozen=True, slots=True)
class Independent:
    """`kept`: the numbers of the rows that are not part of another; `place`: for every row, its row among the kept
    and the token of that at which it begins.
    """

    kept: tuple[int, ...]
    place: tuple[tuple[int, int], ...]

    def rows_of(self, some: Iterable[int]) -> list[int]:
        """The kept rows of these numbers, and all rows that are part of one of them."""
        wanted = set(some)
        return [row for row, (within, _) in enumerate(self.place) if within in wanted]


def independent(rows: Rows) -> Independent:
    """Which rows are part of another. Of equal rows the first is kept; an empty row is part of any."""
    known: dict[str, str] = {}
    for form in sorted({form for row in rows for form in row}):
        known[form] = chr(len(known))  # a character for each form, so that a part of a row is a substring
    texts = ["".join([known[form] for form in row]) for row in rows]
    kept: list[int] = []
    place: dict[int, tuple[int, int]] = {}
    for number in sorted(range(len(rows)), key=lambda number: (-len(texts[number]), texts[number], number)):
        found = ((holder, texts[holder].find(texts[number])) for holder in kept)
        place[number] = next(((holder, at) for holder, at in found if at >= 0), (number, 0))
        if place[number][0] == number:
            kept.append(number)
    order = {number: k for k, number in enumerate(sorted(kept))}
    return Independent(tuple(order), tuple((order[place[n][0]], place[n][1]) for n in range(len(rows))))


def aligned(rows: Rows, align: Callable[[Rows], Alignment]) -> Alignment:
    """Align the independent rows with `align`, and add the others at their place in the row that contains them."""
    found = independent(rows)
    if len(found.kept) == len(rows):
        return align(rows)
    result = align([rows[number] for number in found.kept])
    return replace(result, table=_spread(result.table, found, [len(row) for row in rows]))


def _spread(table: Table, found: Independent, lengths: Sequence[int]) -> Table:
    columns = []
    for (within, start), length in zip(found.place, lengths, strict=True):
        column = table[:, within] - start
        columns.append(np.where((column >= 0) & (column < length), column, -1))
    return np.stack(columns, axis=1).astype(np.int32)
