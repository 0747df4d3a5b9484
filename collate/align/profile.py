"""The profile aligner: rows are added, the likeliest first, to columns that remember all their words.

Dynamic programming with affine gaps (Gotoh 1982) of a row against the profile; then each row is taken out
and put back once more, until nothing changes. Order-free: the rows' content decides who comes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from collate.align.lexicon import NEAR, UNLIKE, Lexicon
from collate.align.result import Alignment, Column, Rows, from_columns

OPEN, EXTEND = -0.25, -0.45  # a gap costs OPEN + EXTEND per word
SMALL = 2_000  # cells; below it plain Python is faster than arrays
ROUNDS = 2
Codes = Sequence[int]
Step = tuple[int, int]  # column and token, -1 for none


def align(rows: Rows) -> Alignment:
    """Align by profile alone: quadratic in the length of the rows, linear in their number."""
    lexicon = Lexicon(rows)
    coded = [tuple(row) for row in lexicon.encode(rows)]
    columns = columns_of(coded, lexicon)
    return Alignment(from_columns(columns, len(rows)), {"engine": "profile"})


def columns_of(rows: Sequence[tuple[int, ...]], lexicon: Lexicon) -> list[Column]:
    """Columns for coded rows; identical rows share them and empty rows take no part."""
    distinct = by_centrality(rows)
    if not distinct:
        return []
    columns: list[Column] = [{0: i} for i in range(len(distinct[0]))]
    for number in range(1, len(distinct)):
        columns = _add(columns, distinct, number, lexicon)
    if len(distinct) > 2:
        columns = refined(columns, distinct, lexicon)
    return spread(columns, distinct, rows)


def by_centrality(rows: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The distinct rows that are not empty, those that share most words with all first."""
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
        return _add([{0: i} for i in range(len(rows[0]))], rows, 1, lexicon)
    for _ in range(ROUNDS):
        before = columns
        for number in range(len(rows)):
            without = [{k: i for k, i in column.items() if k != number} for column in columns]
            columns = _add([column for column in without if column], rows, number, lexicon)
        if columns == before:
            break
    return columns


def _add(columns: list[Column], rows: Sequence[tuple[int, ...]], number: int, lexicon: Lexicon) -> list[Column]:
    profile = [tuple({rows[k][i] for k, i in column.items()}) for column in columns]
    merged: list[Column] = []
    for position, token in path(profile, rows[number], lexicon):
        column = dict(columns[position]) if position >= 0 else {}
        if token >= 0:
            column[number] = token
        merged.append(column)
    return merged


def path(profile: Sequence[tuple[int, ...]], row: Codes, lexicon: Lexicon) -> list[Step]:
    """The best way of reading `row` along `profile`, as (column, token) steps with -1 for none."""
    if not profile or not row:
        return [(i, -1) for i in range(len(profile))] + [(-1, j) for j in range(len(row))]
    if len(profile) * len(row) <= SMALL:
        return _small(_scores(profile, row, lexicon))
    return _large(_matrix(profile, row, lexicon))


def _scores(profile: Sequence[tuple[int, ...]], row: Codes, lexicon: Lexicon) -> list[list[float]]:
    """For each column, what each token of the row is worth there: as much as with the best of its words."""
    known = {code: lexicon.scores(code, row) for code in {code for column in profile for code in column}}
    return [
        known[column[0]] if len(column) == 1 else list(map(max, *(known[code] for code in column)))
        for column in profile
    ]


def _small(scores: Sequence[Sequence[float]]) -> list[Step]:
    """Gotoh's recurrences over lists. Among equals a gap comes as late as it can."""
    n, m = len(scores), len(scores[0])
    low = -1e9
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    up = [[low] * (m + 1) for _ in range(n + 1)]  # the column has no token
    left = [[low] * (m + 1) for _ in range(n + 1)]  # the token has no column
    for i in range(1, n + 1):
        up[i][0] = best[i][0] = OPEN + EXTEND * i
    for j in range(1, m + 1):
        left[0][j] = best[0][j] = OPEN + EXTEND * j
    for i in range(1, n + 1):
        above, here, up_above, up_here, left_here, row = best[i - 1], best[i], up[i - 1], up[i], left[i], scores[i - 1]
        for j in range(1, m + 1):
            u = max(above[j] + OPEN, up_above[j]) + EXTEND
            v = max(here[j - 1] + OPEN, left_here[j - 1]) + EXTEND
            up_here[j], left_here[j] = u, v
            d = above[j - 1] + row[j - 1]
            here[j] = d if d >= u and d >= v else max(u, v)
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


def _matrix(profile: Sequence[tuple[int, ...]], row: Codes, lexicon: Lexicon) -> npt.NDArray[np.float64]:
    """Scores of every column with every token, the words' likeness computed all at once."""
    ours, theirs = sorted({c for column in profile for c in column}), sorted(set(row))
    forms = lexicon.forms
    likeness = process.cdist([forms[c] for c in ours], [forms[t] for t in theirs], scorer=fuzz.ratio) / 100.0
    weight = np.minimum.outer(np.array([lexicon.weights[c] for c in ours]), [lexicon.weights[t] for t in theirs])
    pair = np.where(likeness >= NEAR, (likeness - 0.35) * weight, UNLIKE)
    place = {c: k for k, c in enumerate(ours)}
    for k, t in enumerate(theirs):
        if t in place:
            pair[place[t], k] = lexicon.weights[t]
    index = {t: k for k, t in enumerate(theirs)}
    tokens = [index[t] for t in row]
    return np.array([pair[[place[c] for c in column]].max(axis=0) for column in profile])[:, tokens]


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
