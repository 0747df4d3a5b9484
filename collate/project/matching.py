"""Which sections of the witnesses belong together.

A section is known by its words: by the runs of three words (four ideographs) that few sections have. The sections of
the base are the rows; a section of another witness goes where most of its runs are, whatever its heading says. If it
holds what are several sections in the base it is cut where the next one begins. Where the words say nothing (a short
section), the same heading does; what an editor says goes before all. What the base lacks has a row of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import regex

from collate.errors import UsageError
from collate.letters import unmarked
from collate.model.plan import Matched, Piece

RUN = 3  # words of a run
COMMON = 4  # rows that may share a run which still tells them apart
ENOUGH = 0.2  # of the runs of the shorter of two sections
HELD = 0.3  # of the runs of a row, for a section to hold it whole
FEW = 25  # runs from which nothing can be told
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}\p{N}]+")
_END = regex.compile(r"\n\s*\n|\n|[.!?。！？][\"'”’»」』)]*\s+")

Run = tuple[str, ...]


@dataclass
class _Row:
    """A row: its key, the runs it is known by, and what each witness has in it."""

    key: str
    runs: frozenset[Run]
    pieces: dict[str, list[int]] = field(default_factory=dict)
    because: dict[str, str] = field(default_factory=dict)


@dataclass
class _Rows:
    """The rows so far, by number; the number of each key, and of the rows in which each run occurs."""

    rows: list[_Row] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    index: dict[Run, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, row: _Row) -> int:
        """Take a row; returns its number."""
        self.rows.append(row)
        self.keys[row.key] = len(self.rows) - 1
        for run in row.runs:
            self.index[run].add(len(self.rows) - 1)
        return len(self.rows) - 1

    def shared(self, runs: frozenset[Run]) -> Counter[int]:
        """How many runs each row shares, of those that tell rows apart."""
        found: Counter[int] = Counter()
        for run in runs:
            rows = self.index.get(run, ())
            if len(rows) <= COMMON:
                found.update(rows)
        return found

    def share(self, number: int, runs: frozenset[Run], shared: int) -> float:
        """The share of the runs of the shorter side."""
        return shared / max(1, min(len(runs), len(self.rows[number].runs)))


def matched(
    pieces: Mapping[str, Sequence[Piece]], base: str, by_hand: Sequence[Mapping[str, str]] = ()
) -> tuple[list[Matched], dict[str, list[Piece]]]:
    """The rows of a project in the order of the base, and the sections, some cut further, that they name by number.

    A witness has in a row one section, several that follow each other, or none. UsageError if a match by hand names a
    section that is not there.
    """
    rows = _Rows()
    cut: dict[str, list[Piece]] = {}
    order: list[int] = []
    settled: dict[int, int] = {}  # by match, the row that its first section went to
    for siglum in [base, *(name for name in pieces if name != base)]:
        meant = {match[siglum] for match in by_hand if siglum in match}
        own_and_runs = [
            part
            for piece in pieces[siglum]
            for part in ([(piece, _runs(piece))] if {piece.key, piece.heading} & meant else _cut(piece, rows))
        ]
        own = [piece for piece, _ in own_and_runs]
        tied = _by_hand(siglum, own, by_hand)
        cut[siglum] = own
        runs = [some for _, some in own_and_runs]
        places = [
            (settled[tied[piece.key]], "by hand")
            if tied.get(piece.key) in settled
            else _place(piece, some, rows, siglum)
            for piece, some in zip(own, runs, strict=True)
        ]
        _once(places, runs, rows)
        at = -1
        for k, (number, because) in enumerate(places):
            if number is None:
                number = rows.add(_Row(_unlike(own[k].key, siglum, rows), runs[k]))
                at += 1
                order.insert(at, number)
            else:
                at = order.index(number)
            if own[k].key in tied:
                settled.setdefault(tied[own[k].key], number)
            rows.rows[number].pieces.setdefault(siglum, []).append(k)
            rows.rows[number].because.setdefault(siglum, because)
    found = (rows.rows[number] for number in order)
    return [Matched(row.key, {s: tuple(own) for s, own in row.pieces.items()}, row.because) for row in found], cut


def _unlike(key: str, siglum: str, rows: _Rows) -> str:
    """A key that no row has yet: another section of the same name is that of its witness."""
    found, number = key, 1
    while found in rows.keys:
        found = f"{key} of {siglum}" + (f" {number}" if number > 1 else "")
        number += 1
    return found


def _words(text: str) -> tuple[list[str], list[int], int]:
    """The words of a text without case and marks, the offset of each, and how many make a run."""
    matches = list(_WORD.finditer(text))
    words = [_bare(match.group()) for match in matches]
    ideographs = sum(map(len, words)) < 1.5 * len(words)
    return words, [match.start() for match in matches], RUN + ideographs


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    return unmarked(word.lower())


def _runs(piece: Piece) -> frozenset[Run]:
    words, _, size = _words(piece.source.content)
    return frozenset(tuple(words[k : k + size]) for k in range(len(words) - size + 1))


def _cut(piece: Piece, rows: _Rows) -> list[tuple[Piece, frozenset[Run]]]:
    """A section cut where it goes on with what is another section in the rows so far; each part with its runs."""
    text = piece.source.content
    words, offsets, size = _words(text)
    places: dict[int, list[int]] = defaultdict(list)  # by row, the words of the section at which its own runs begin
    runs = [tuple(words[k : k + size]) for k in range(len(words) - size + 1)]
    for k, run in enumerate(runs):
        known = rows.index.get(run, ())
        if len(known) == 1:
            places[next(iter(known))].append(k)
    whole = {
        number: own for number, own in places.items()
        if len(own) >= max(FEW // 5, HELD * len(rows.rows[number].runs))
    }  # fmt: skip
    if len(whole) < 2:
        return [(piece, frozenset(runs))]
    middle = sorted(whole, key=lambda number: whole[number][len(whole[number]) // 2])
    cuts = [0]
    for before, after in pairwise(middle):
        last = whole[before][int(0.98 * (len(whole[before]) - 1))] + size
        first = whole[after][int(0.02 * (len(whole[after]) - 1))]
        if last <= first:
            cuts.append(_boundary(text, offsets[min(last, len(offsets) - 1)], offsets[first]))
    edges = [*sorted(set(cuts)), len(text)]
    parts = [
        piece._replace(key=f"{piece.key} [{k}]" if k > 1 else piece.key, source=piece.source.part(low, high))
        for k, (low, high) in enumerate(pairwise(edges), 1)
        if text[low:high].strip()
    ]
    return [(part, _runs(part)) for part in parts]


def _boundary(text: str, low: int, high: int) -> int:
    """The last end of a paragraph, a line or a sentence between two offsets; the second, if there is none."""
    ends = list(_END.finditer(text, max(0, low - 1), high))
    best = max(ends, key=lambda end: (end.group().count("\n"), end.end()), default=None)
    return best.end() if best else high


def _by_hand(siglum: str, own: Sequence[Piece], matches: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """By key of a section of a witness, the number of the match that an editor put it in."""
    found: dict[str, int] = {}
    for number, match in enumerate(matches):
        if siglum not in match:
            continue
        key = next((piece.key for piece in own if match[siglum] in {piece.key, piece.heading}), None)
        if key is None:
            keys = ", ".join(piece.key for piece in own[:12])
            raise UsageError(f"{siglum} has no section {match[siglum]!r}", hint=f"it has: {keys}")
        found[key] = number
    return found


def _place(piece: Piece, runs: frozenset[Run], rows: _Rows, siglum: str) -> tuple[int | None, str]:
    """The row a section belongs in, None for a new one; and why."""
    shared = rows.shared(runs)
    best = max(shared, key=lambda number: (shared[number], -number), default=None)
    if best is not None and shared[best] >= FEW // 5 and rows.share(best, runs, shared[best]) >= ENOUGH:
        return best, f"words, {rows.share(best, runs, shared[best]):.2f}"
    same = rows.keys.get(piece.key)
    if (
        same is not None
        and siglum not in rows.rows[same].pieces
        and (rows.share(same, runs, shared[same]) >= ENOUGH / 4 or min(len(runs), len(rows.rows[same].runs)) < FEW)
    ):
        return same, "heading"
    return None, ""


def _once(places: list[tuple[int | None, str]], runs: Sequence[frozenset[Run]], rows: _Rows) -> None:
    """Of sections that went to one row but do not follow each other the longest stay; what is repeated leaves it."""
    by_row: dict[int, list[int]] = defaultdict(list)
    for k, (number, _) in enumerate(places):
        if number is not None:
            by_row[number].append(k)
    for number, own in by_row.items():
        stretches: list[list[int]] = []
        for k in own:
            if stretches and stretches[-1][-1] == k - 1:
                stretches[-1].append(k)
            else:
                stretches.append([k])
        best = max(
            stretches,
            key=lambda some: (
                any(places[k][1] == "by hand" for k in some),
                sum(len(runs[k] & rows.rows[number].runs) for k in some),
            ),
        )
        for some in stretches:
            for k in some:
                places[k] = places[k] if some is best else (None, f"repeats {rows.rows[number].key}")
