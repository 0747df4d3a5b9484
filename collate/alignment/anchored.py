"""The default aligner: the text is cut at anchors, CollateX aligns the places between them, and each is refined.

Punctuation is inserted afterwards into the finished table of words (`punctuation`), so that a comma never decides
where a word goes. Places that are too long for CollateX are aligned by `profile`; the remarks say how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from collate.alignment import collatex, profile, rewritten
from collate.alignment.cuts import Block, Codes, Flags, blocks
from collate.alignment.division import divided, glued
from collate.alignment.gaps import settle
from collate.alignment.lexicon import Lexicon
from collate.alignment.punctuation import signs_after, with_signs
from collate.alignment.repeats import gathered, nearest
from collate.alignment.result import Alignment, Column, Rows, Table, from_columns
from collate.languages.letters import is_word

COLLATEX_CELLS = 300  # the largest place (tokens x tokens) given to CollateX: a millisecond or two
DEEPEST = 6  # how many times a block that is still long is cut again with a spine of its own
FULL_CELLS = 4_000_000  # the profile aligner's largest table: 100 MB
ROUGH_LENGTH = 1_500  # words of the pieces that longer rows without any anchor are cut into
Progress = Callable[[float], None]
FIRST_IDEOGRAPH = "\u2e80"
TELLING_LENGTH = 4  # letters of a word that may anchor alone


def align(rows: Rows, *, progress: Progress | None = None) -> Alignment:
    """Align rows of forms; tokens without letters or digits are aligned after the words.

    `progress` is called with the share of the work done, from 0 to 1.
    """
    words = [[form for form in row if is_word(form)] for row in rows]
    engine = _Engine(words, progress or (lambda _: None))
    table = settle(engine.align(), engine.coded, engine.slide_weights(), signs_after(rows))
    return Alignment(with_signs(table, rows), engine.remarks())


class _Engine:
    """One alignment of rows of words: the lexicon, a cache of aligned places, and counts for the remarks."""

    def __init__(self, rows: Rows, progress: Progress) -> None:
        self.progress = progress
        self.lexicon = Lexicon(rows)
        self.coded = [tuple(row) for row in self.lexicon.encode(rows)]
        # Words of some length that are no more frequent than once a row in a hundred words may anchor alone.
        self.telling: Flags = np.array([len(form) >= TELLING_LENGTH for form in self.lexicon.forms], dtype=bool)
        self.known: dict[tuple[tuple[int, ...], ...], list[Column]] = {}
        self.done: Counter[str] = Counter()

    def remarks(self) -> dict[str, object]:
        return {"engine": "anchors, collatex 2.3, profile", "places": dict(sorted(self.done.items()))}

    def slide_weights(self) -> list[float]:
        """The weights of the words; ideographs all have the same weight, as their particles follow the word."""
        pairs = zip(self.lexicon.forms, self.lexicon.weights, strict=True)
        return [1.0 if len(form) == 1 and form >= FIRST_IDEOGRAPH else weight for form, weight in pairs]

    def align(self) -> Table:
        """The table of the words."""
        distinct = sorted({row for row in self.coded if row})
        if not distinct:
            return np.empty((0, len(self.coded)), dtype=np.int32)
        arrays = [np.array(row, dtype=np.int64) for row in distinct]
        table = self._cut(arrays, 0)
        table = gathered(table, _codes(table, arrays))
        table = nearest(table, _codes(table, arrays), self.lexicon)
        again = partial(self._again, depth=DEEPEST)
        table = rewritten.apart(table, _codes(table, arrays), self.lexicon, again)
        absent: int = table.shape[1]
        table = np.hstack((table, np.full((len(table), 1), -1, dtype=np.int32)))
        place = {row: number for number, row in enumerate(distinct)}
        return np.ascontiguousarray(table[:, [place.get(row, absent) for row in self.coded]])

    def _cut(self, rows: Sequence[Codes], depth: int) -> Table:
        """Cut at anchors, align each block, and concatenate the tables."""
        if len(rows) == 1:
            return np.arange(len(rows[0]), dtype=np.int32)[:, None]
        parts = []
        longest = max(map(len, rows))
        for block in blocks(rows, self.telling):
            parts.append(self._same(block) if block.same else self._place(rows, block, depth))
            if depth == 0:
                self.progress(max(block.high) / longest)
        return np.concatenate(parts)

    def _same(self, block: Block) -> Table:
        length = max(high - low for low, high in zip(block.low, block.high, strict=True))
        table = np.arange(length, dtype=np.int32)[:, None] + np.array(block.low, dtype=np.int32)
        empty = [k for k, (low, high) in enumerate(zip(block.low, block.high, strict=True)) if low == high]
        table[:, empty] = -1
        return table

    def _place(self, rows: Sequence[Codes], block: Block, depth: int) -> Table:
        parts = [tuple(row[low:high].tolist()) for row, low, high in zip(rows, block.low, block.high, strict=True)]
        distinct = profile.by_centrality(parts)
        longest = max(map(len, distinct))
        whole = all(len(part) == len(row) for part, row in zip(parts, rows, strict=True))
        if longest > 80 and len(distinct) > 1 and not whole and depth < DEEPEST:
            table = self._again(parts, depth)
        else:
            table = from_columns(profile.spread(self._small(distinct), distinct, parts), len(rows))
        offsets = np.array(block.low, dtype=np.int32)
        return np.where(table >= 0, table + offsets, -1).astype(np.int32)

    def _again(self, parts: Sequence[tuple[int, ...]], depth: int) -> Table:
        """Align a long block by a spine chosen among its own non-empty rows."""
        distinct = sorted({part for part in parts if part})
        table = self._cut([np.array(part, dtype=np.int64) for part in distinct], depth + 1)
        place = {part: number for number, part in enumerate(distinct)}
        table = np.hstack((table, np.full((len(table), 1), -1, dtype=np.int32)))
        return table[:, [place.get(part, len(distinct)) for part in parts]]

    def _small(self, distinct: list[tuple[int, ...]]) -> list[Column]:
        """The columns of some distinct readings, from the cache if they were aligned before."""
        key = tuple(distinct)
        if key not in self.known:
            rows, sizes = glued(distinct, self.lexicon)
            self.known[key] = divided(self._engine(rows), sizes)
        return self.known[key]

    def _engine(self, rows: list[tuple[int, ...]]) -> list[Column]:
        """Columns by CollateX or, if the rows are too long for it, by the profile aligner; refined in both cases."""
        distinct = profile.by_centrality(rows)
        plain = _plain(distinct)
        if plain is not None:
            self.done["plain"] += 1
            return profile.spread(plain, distinct, rows)
        start, end = _shared(distinct)
        columns = self._differing([row[start : len(row) - end] for row in distinct])
        return profile.spread(_framed(columns, distinct, start, end), distinct, rows)

    def _differing(self, rows: list[tuple[int, ...]]) -> list[Column]:
        """The columns of distinct rows, one of them perhaps empty, that neither begin nor end alike."""
        lengths = sorted(map(len, rows), reverse=True)
        if lengths[0] * lengths[1] > FULL_CELLS:
            return self._rough(rows, lengths[0])
        if lengths[0] * sum(lengths[1:]) > COLLATEX_CELLS:
            self.done["profile"] += 1
            return profile.columns_of(rows, self.lexicon)
        self.done["collatex"] += 1
        columns = collatex.columns_of([tuple(map(str, row)) for row in rows])
        return profile.refined(columns, rows, self.lexicon)

    def _rough(self, rows: list[tuple[int, ...]], longest: int) -> list[Column]:
        """Align rows that have no anchor and are too long to compare: they are cut in proportion, in linear time."""
        pieces = -(-longest // ROUGH_LENGTH)
        self.done["rough"] += pieces
        columns: list[Column] = []
        for piece in range(pieces):
            starts = [len(row) * piece // pieces for row in rows]
            parts = [row[start : len(row) * (piece + 1) // pieces] for row, start in zip(rows, starts, strict=True)]
            columns += [
                {row: token + starts[row] for row, token in column.items()}
                for column in profile.columns_of(parts, self.lexicon)
            ]
        return columns


def _codes(table: Table, rows: Sequence[Codes]) -> npt.NDArray[np.int32]:
    """The words of a table of coded rows as numbers, -1 for none."""
    codes = np.full_like(table, -1)
    for number, row in enumerate(rows):
        present = table[:, number] >= 0
        codes[present, number] = row[table[present, number]]
    return codes


def _plain(rows: Sequence[tuple[int, ...]]) -> list[Column] | None:
    """The columns of rows that differ in one word at most, or None: such a place needs no aligner."""
    start, end = _shared(rows)
    if max(map(len, rows)) - start - end > 1:
        return None
    middle = {number: 0 for number, row in enumerate(rows) if len(row) > start + end}
    return _framed([middle] if middle else [], rows, start, end)


def _shared(rows: Sequence[tuple[int, ...]]) -> tuple[int, int]:
    """How many words all rows share at the beginning, and how many at the end."""
    first, shortest = rows[0], min(map(len, rows))
    start = next((i for i in range(shortest) if any(row[i] != first[i] for row in rows)), shortest)
    rest = shortest - start
    return start, next((i for i in range(rest) if any(row[-1 - i] != first[-1 - i] for row in rows)), rest)


def _framed(columns: Sequence[Column], rows: Sequence[tuple[int, ...]], start: int, end: int) -> list[Column]:
    """The columns of the differing words, with those of the shared beginning and end around them."""
    before: list[Column] = [dict.fromkeys(range(len(rows)), i) for i in range(start)]
    within = [{row: token + start for row, token in column.items()} for column in columns]
    after: list[Column] = [{number: len(row) - i for number, row in enumerate(rows)} for i in range(end, 0, -1)]
    return before + within + after
