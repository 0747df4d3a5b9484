"""Word division: *laguerre* and *la guerre* are one place, whoever wrote them apart.

Before a place is aligned, neighbouring words that another row writes as one are glued; afterwards the glued
column becomes as many positions as it has pieces, the undivided word standing at the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from collate.aligners.lexicon import Lexicon
from collate.aligners.result import Column

Row = tuple[int, ...]
PIECES = (4, 3, 2)  # the longest first


def glued(rows: Sequence[Row], lexicon: Lexicon) -> tuple[list[Row], list[list[int]]]:
    """The rows with divided words as one, and for each glued token how many tokens it is made of."""
    words = {code for row in rows for code in row}
    result, sizes = [], []
    for row in rows:
        own, counts = _glue(row, words, lexicon)
        result.append(own)
        sizes.append(counts)
    return result, sizes


def _glue(row: Row, words: set[int], lexicon: Lexicon) -> tuple[Row, list[int]]:
    tokens: list[int] = []
    counts: list[int] = []
    index = 0
    while index < len(row):
        for size in PIECES if row[index] in lexicon.beginnings else ():
            whole = lexicon.joined(row[index : index + size]) if index + size <= len(row) else -1
            if whole in words:
                tokens.append(whole)
                counts.append(size)
                index += size
                break
        else:
            tokens.append(row[index])
            counts.append(1)
            index += 1
    return tuple(tokens), counts


def divided(columns: Sequence[Column], sizes: Sequence[Sequence[int]]) -> list[Column]:
    """Columns of glued tokens as columns of tokens."""
    starts = []
    for counts in sizes:
        at, own = 0, []
        for count in counts:
            own.append(at)
            at += count
        starts.append(own)
    result: list[Column] = []
    for column in columns:
        depth = max(sizes[row][token] for row, token in column.items())
        parts: list[Column] = [{} for _ in range(depth)]
        for row, token in column.items():
            for piece in range(sizes[row][token]):
                parts[piece][row] = starts[row][token] + piece
        result += parts
    return result
