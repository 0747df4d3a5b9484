"""Word division: aligns *laguerre* with *la guerre*.

Before a place is aligned, neighbouring words that another row writes as one are joined; afterwards the column of a
joined word is split into as many positions as it has parts, with the undivided word at the first.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.alignment.lexicon import Lexicon
from collate.alignment.result import Column, Rows, Table
from collate.alignment.word_table import word_codes

Row = tuple[int, ...]
Span = tuple[int, int]
PIECES = (4, 3, 2)  # of a divided word, the longest first


def glued(rows: Sequence[Row], lexicon: Lexicon) -> tuple[list[Row], list[list[int]]]:
    """The rows with divided words joined, and for each resulting token the number of tokens in it."""
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
    """Columns of joined tokens as columns of tokens."""
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


def divisions(rows: Rows, table: Table, codes: Table | None = None) -> list[Span]:
    """Ranges of positions at which all rows with text have the same letters, divided in different ways.

    `codes` are the words of the table as numbers, if they are known.
    """
    codes = word_codes(rows, table)[0] if codes is None else codes
    places = np.flatnonzero((codes >= 0).any(axis=1))
    words = codes[places]
    found = _divisions(rows, table[places], (words != words[:, :1]).any(axis=1))
    return [(int(places[low]), int(places[high - 1]) + 1) for low, high in found]


def _divisions(rows: Rows, table: Table, varies: npt.NDArray[np.bool_]) -> list[Span]:
    """Positions at which all rows that are there have the same letters, divided in different ways."""
    found: list[Span] = []
    there = table >= 0
    # A first word, and after it a second in some rows only: elsewhere nothing can be divided in two ways.
    likely = varies[:-1] & varies[1:] & (there[:-1] & there[1:]).any(axis=1) & (there[:-1] & ~there[1:]).any(axis=1)
    for position in np.flatnonzero(likely).tolist():
        if not found or found[-1][1] <= position:
            size = next((k for k in sorted(PIECES) if _same_letters(rows, table, varies, position, position + k)), 0)
            if size:
                found.append((position, position + size))
    return found


def _same_letters(rows: Rows, table: Table, varies: npt.NDArray[np.bool_], low: int, high: int) -> bool:
    if high > len(table) or not varies[low:high].all():
        return False
    first = ""
    for row, tokens in zip(rows, table[low:high].T.tolist(), strict=True):
        text = "".join([row[token] for token in tokens if token >= 0])
        first = first or text
        if text and text != first:
            return False
    there = table[low:high, (table[low:high] >= 0).any(axis=0)]  # the rows that have something here
    return bool(first) and bool((there[0] >= 0).all()) and bool((there[1:] < 0).any())
