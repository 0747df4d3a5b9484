"""The profile aligner: rows are added one by one, the most central first, to columns that keep all their words.

Each row is aligned with the profile by dynamic programming with affine gaps (Gotoh 1982); then each row is removed
and added again, until nothing changes. The order depends on the content of the rows only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from collate.alignment.lexicon import Lexicon
from collate.alignment.result import Alignment, Column, Rows, from_columns

OPEN, EXTEND = -0.25, -0.45  # a gap costs OPEN + EXTEND per word
SMALL = 2_000  # cells; for fewer, plain Python is faster than arrays
TINY = 150  # cells; for fewer, pairs of words are looked up one by one
ROUNDS = 2
FEW_WORDS = 12  # different words of a place; for fewer, pairs are looked up one by one
ASKED = 12  # words of a column that are compared, if there are many
MANY_WORDS = 500  # different words of a place; for more, only what is asked for is compared
Scores = list[list[float]] | npt.NDArray[np.float64]
Worth = Sequence[float] | npt.NDArray[np.float64]
Step = tuple[int, int]  # column and token, -1 for none


def align(rows: Rows) -> Alignment:
    """Align with the profile aligner alone: time is quadratic in the length of the rows, linear in their number."""
    lexicon = Lexicon(rows)
    coded = [tuple(row) for row in lexicon.encode(rows)]
    columns = columns_of(coded, lexicon)
    return Alignment(from_columns(columns, len(rows)), {"engine": "profile"})


def columns_of(rows: Sequence[tuple[int, ...]], lexicon: Lexicon) -> list[Column]:
    """Columns for coded rows; identical rows share them and empty rows take no part."""
    distinct = by_centrality(rows)
    if not distinct:
        return []
    if len(distinct) == 2:
        one, other = distinct
        return spread(_pair(one, other, lexicon), distinct, rows)
    profile = _Profile(distinct, lexicon, [{0: i} for i in range(len(distinct[0]))])
    for number in range(1, len(distinct)):
        profile.put_in(number)
    profile.refine()
    return spread(profile.columns, distinct, rows)


def by_centrality(rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The distinct non-empty rows, those that share most words with all others first."""
    counts = Counter(row for row in rows if row)
    words: Counter[int] = Counter()
    for row, number in counts.items():
        for word in set(row):
            words[word] += number
    return sorted(counts, key=lambda row: (-sum(words[word] for word in set(row)), -counts[row], len(row), row))


def spread(columns: list[Column], distinct: Sequence[tuple[int, ...]], rows: Sequence[tuple[int, ...]]) -> list[Column]:
    """Columns of distinct rows as columns of all rows."""
    holders = [[k for k, row in enumerate(rows) if row == form] for form in distinct]
    return [{k: index for d, index in column.items() for k in holders[d]} for column in columns]


def refined(columns: list[Column], rows: Sequence[tuple[int, ...]], lexicon: Lexicon) -> list[Column]:
    """Take each row out and put it back against the others, until nothing moves or the rounds are over."""
    if len(rows) < 2:
        return columns
    if len(rows) == 2:  # a pair has one best alignment, whatever it starts from
        one, other = rows
        return _pair(one, other, lexicon)
    profile = _Profile(rows, lexicon, columns)
    profile.refine()
    return profile.columns


def _pair(one: tuple[int, ...], other: tuple[int, ...], lexicon: Lexicon) -> list[Column]:
    """The columns of two rows: what `_Profile` would find, without scores that only a third would need."""
    if not one or not other:
        return [{0: i} for i in range(len(one))] + [{1: j} for j in range(len(other))]
    steps = path(_scores(one, other, lexicon))
    return [{row: token for row, token in enumerate(step) if token >= 0} for step in steps]


def _scores(one: tuple[int, ...], other: tuple[int, ...], lexicon: Lexicon) -> Scores:
    """What each word of a row is worth against each of another."""
    cells = len(one) * len(other)
    if cells <= TINY:
        known = {code: lexicon.scores(code, other) for code in set(one)}
        return [known[code] for code in one]
    (words, places), (others, tokens) = (np.unique(row, return_inverse=True) for row in (one, other))
    table = lexicon.matrix(words.tolist(), others.tolist(), np.float64)[places][:, tokens]
    return table.tolist() if cells <= SMALL else table


class _Profile:
    """Columns of some rows, and for each what any word of theirs would be worth in it."""

    def __init__(self, rows: Sequence[tuple[int, ...]], lexicon: Lexicon, columns: list[Column]) -> None:
        self.lexicon = lexicon
        self.vocabulary = sorted({code for row in rows for code in row})
        place = {code: k for k, code in enumerate(self.vocabulary)}
        self.rows = [[place[code] for code in row] for row in rows]  # as places in the vocabulary
        self.columns = columns
        self.words = [Counter(self.rows[k][i] for k, i in column.items()) for column in columns]
        self.worth: list[Worth | None] = [None] * len(columns)  # of each word in each column, where it is known
        size = len(self.vocabulary)
        self._pairs: Sequence[Worth] | npt.NDArray[np.float64] = []
        if size <= FEW_WORDS:
            self._pairs = [lexicon.scores(code, self.vocabulary) for code in self.vocabulary]
        elif size <= MANY_WORDS:
            self._pairs = lexicon.matrix(self.vocabulary, self.vocabulary, np.float64)
        self._paths: dict[tuple[tuple[int, ...], ...], list[Step]] = {}

    def refine(self) -> None:
        """Take each row out and put it back, until nothing moves or the rounds are over."""
        for _ in range(ROUNDS):
            before = [dict(column) for column in self.columns]
            for number in range(len(self.rows)):
                self.take_out(number)
                self.put_in(number)
            if self.columns == before:
                break

    def take_out(self, number: int) -> None:
        """Forget a row, and the columns that it had alone."""
        for position, (column, words) in enumerate(zip(self.columns, self.words, strict=True)):
            if number in column:
                word = self.rows[number][column.pop(number)]
                words[word] -= 1
                if not words[word]:
                    del words[word]
                    self.worth[position] = None
        self.worth = [worth for worth, words in zip(self.worth, self.words, strict=True) if words]
        self.columns = [column for column in self.columns if column]
        self.words = [words for words in self.words if words]

    def put_in(self, number: int) -> None:
        """Set a row where it goes best, in columns of its own where none is good enough."""
        row = self.rows[number]
        columns: list[Column] = []
        words: list[Counter[int]] = []
        worth: list[Worth | None] = []
        for position, token in self._path(row):
            columns.append(self.columns[position] if position >= 0 else {})
            words.append(self.words[position] if position >= 0 else Counter())
            worth.append(self.worth[position] if position >= 0 else None)
            if token >= 0:
                columns[-1][number] = token
                if row[token] not in words[-1]:
                    worth[-1] = None
                words[-1][row[token]] += 1
        self.columns, self.words, self.worth = columns, words, worth

    def _path(self, row: list[int]) -> list[Step]:
        if not self.words:
            return [(-1, token) for token in range(len(row))]
        key = (tuple(row), *map(tuple, self.words))
        if key not in self._paths:
            self._paths[key] = path(self.scores(row))
        return self._paths[key]

    def scores(self, row: list[int]) -> Scores:
        """For each column, what each token of the row is worth there: as much as with the best of its words."""
        if len(self.vocabulary) > MANY_WORDS:
            return self._worths(row)
        rows = [self._column_worth(position) for position in range(len(self.words))]
        if len(self.vocabulary) <= FEW_WORDS and len(rows) * len(row) <= SMALL:
            return [[worth[token] for token in row] for worth in rows]
        table = np.array(rows)[:, row]
        return table.tolist() if table.size <= SMALL else table

    def _worths(self, row: list[int]) -> npt.NDArray[np.float64]:
        """The same where words are many: pairs of words are not kept, and of a column the commonest words are asked."""
        asked = [sorted(column, key=lambda word: (-column[word], word))[:ASKED] for column in self.words]
        words = [word for column in asked for word in column]
        starts = np.cumsum([0, *map(len, asked[:-1])])
        known, places = np.unique(words, return_inverse=True)
        tokens, inverse = np.unique(row, return_inverse=True)
        asked_of, those = ([self.vocabulary[k] for k in some] for some in (known, tokens))
        worth = self.lexicon.matrix(asked_of, those, np.float32)
        best = np.maximum.reduceat(worth[places], starts, axis=0)
        return best[:, inverse].astype(np.float64)

    def _column_worth(self, position: int) -> Worth:
        """What each word of the vocabulary is worth in a column."""
        known = self.worth[position]
        if known is None:
            words, pairs = list(self.words[position]), self._pairs
            if len(words) == 1:
                known = pairs[words[0]]
            elif isinstance(pairs, np.ndarray):
                known = pairs[words].max(axis=0)
            else:
                known = list(map(max, *(pairs[word] for word in words)))
            self.worth[position] = known
        return known


def path(scores: Scores) -> list[Step]:
    """The best way through a table of columns and tokens, as (column, token) steps with -1 for none."""
    return _small(scores) if isinstance(scores, list) else _large(scores)


def _small(scores: Sequence[Sequence[float]]) -> list[Step]:
    """Gotoh's recurrences over lists. Among equals a gap comes as late as it can."""
    low, m = -1e9, len(scores[0])
    best = [[0.0, *(OPEN + EXTEND * j for j in range(1, m + 1))]]
    left = [best[0]]  # the token has no column
    up = [[low] * (m + 1)]  # the column has no token
    for i, row in enumerate(scores, start=1):
        value, gap = OPEN + EXTEND * i, low
        here, left_here, up_here = [value], [gap], [value]
        above = best[-1]
        for diagonal, over, running, worth in zip(above, above[1:], up[-1][1:], row, strict=False):
            # Comparisons, not max(): this is where the time goes.
            skip = (running if running > over + OPEN else over + OPEN) + EXTEND  # noqa: FURB136
            gap = (gap if gap > value + OPEN else value + OPEN) + EXTEND  # noqa: FURB136
            value = diagonal + worth
            if skip > value:  # noqa: PLR1730
                value = skip
            if gap > value:  # noqa: PLR1730
                value = gap
            here.append(value)
            left_here.append(gap)
            up_here.append(skip)
        best.append(here)
        left.append(left_here)
        up.append(up_here)
    return _trace(best, up, left, scores)


def _trace(best, up, left, scores) -> list[Step]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Walk back from the corner; works on lists and on arrays."""
    i, j = len(scores), len(scores[0])
    steps: list[Step] = []
    state = "best"
    tiny = 1e-9
    while i or j:
        if state == "best":
            if j and best[i][j] <= left[i][j] + tiny:
                state = "left"
            elif i and best[i][j] <= up[i][j] + tiny:
                state = "up"
            else:
                i, j = i - 1, j - 1
                steps.append((i, j))
                continue
        if state == "up":
            if up[i][j] <= best[i - 1][j] + OPEN + EXTEND + tiny:
                state = "best"
            i -= 1
            steps.append((i, -1))
        else:
            if left[i][j] <= best[i][j - 1] + OPEN + EXTEND + tiny:
                state = "best"
            j -= 1
            steps.append((-1, j))
    return steps[::-1]


def _large(scores: npt.NDArray[np.float64]) -> list[Step]:
    """The same recurrences row by row over arrays; `_small` is its oracle in the tests."""
    n, m = scores.shape
    steps = EXTEND * np.arange(m + 1)
    best, up, left = np.empty((n + 1, m + 1)), np.full((n + 1, m + 1), -1e9), np.full((n + 1, m + 1), -1e9)
    best[0] = OPEN + steps
    best[0, 0] = 0.0
    left[0, 1:] = best[0, 1:]
    for i in range(1, n + 1):
        up[i] = np.maximum(best[i - 1] + OPEN, up[i - 1]) + EXTEND
        here = up[i].copy()
        np.maximum(here[1:], best[i - 1, :-1] + scores[i - 1], out=here[1:])
        # A gap in the row may open at any earlier token of it.
        left[i, 1:] = np.maximum.accumulate(here[:-1] - steps[:-1]) + OPEN + steps[1:]
        best[i] = np.maximum(here, left[i])
    return _trace(best, up, left, scores)
