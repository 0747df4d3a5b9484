"""Matches the sections of the witnesses with each other.

Sections of the same name (key, heading, id) are matched, unless another section shares at least three times as many
words with one of them (`likeness`). A section without a partner by name is matched by its words: it may have been
renumbered, moved, cut in two or joined to the next (`cutting`). Matches made by the editor come first. The sections of
the base are the rows; a section that the base lacks has a row of its own.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from collate.errors import UsageError
from collate.model.plan import Matched, Piece
from collate.projects.cutting import cut
from collate.projects.likeness import FEW, TIMES, Index, Keys, likest, run_length, words

ENOUGH, MUCH = 0.05, 0.5  # of the weight of the lighter of two sections; and if that has few runs
NEAR = 4  # rows that a section is held against to see whether it belongs to that of its name


class _Stray(NamedTuple):
    """A section that was put into a row because of its name only, although its words differ."""

    row: int
    siglum: str
    number: int


@dataclass
class _Row:
    """A row: its key, the text and the runs that represent it, and the sections of each witness.

    A row with a `stray` has nothing in it yet: if a later witness has the text of the stray, both move here.
    """

    key: str
    text: str
    runs: Keys
    pieces: dict[str, list[int]] = field(default_factory=dict)
    because: dict[str, str] = field(default_factory=dict)
    stray: _Stray | None = None


@dataclass(frozen=True)
class _Place:
    """The place of a section: its row (None for a new one), the reason, how much they share; the row of its name."""

    row: int | None
    because: str
    share: float = 0.0
    named: int | None = None
    stray: bool = False


class _Rows:
    """The rows found so far by number, their order, and for each name the number of its row."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.order: list[int] = []
        self.names: dict[str, int] = {}
        self.taken: set[str] = set()
        self.index = Index([])

    def add(self, row: _Row, after: int | None, names: Sequence[str] = ()) -> int:
        """Insert a row after another, or first; returns its number."""
        number = len(self.rows)
        self.rows.append(row)
        if self.order and self.order[-1] == after:
            self.order.append(number)
        else:
            self.order.insert(0 if after is None else self.order.index(after) + 1, number)
        if row.stray is None:
            self.taken.add(row.key)
        for name in names:
            self.names.setdefault(name, number)
        return number

    def named(self, piece: Piece) -> int | None:
        """The row of the same name."""
        return next((self.names[name] for name in _names(piece) if name in self.names), None)

    def near(self, number: int) -> list[str]:
        """Return the texts of a few other rows."""
        others = [k for k, row in enumerate(self.rows) if k != number and row.stray is None]
        return [self.rows[k].text for k in sorted(others, key=lambda k: abs(k - number))[:NEAR]]

    def unlike(self, key: str, siglum: str) -> str:
        """Return a key that no row has yet."""
        found, number = key, 1
        while found in self.taken:
            found = f"{key} of {siglum}" + (f" {number}" if number > 1 else "")
            number += 1
        return found


def _names(piece: Piece) -> tuple[str, ...]:
    return (piece.key, *piece.names)


def matched(
    pieces: Mapping[str, Sequence[Piece]], base: str, by_hand: Sequence[Mapping[str, str]] = ()
) -> tuple[list[Matched], dict[str, list[Piece]]]:
    """The rows of a project in the order of the base, and the sections, some cut further, that they name by number.

    A witness has in a row one section, several that follow each other, or none. UsageError if a match by hand names a
    section that is not there.
    """
    rows = _Rows()
    parts: dict[str, list[Piece]] = {}
    settled: dict[int, int] = {}  # by match, the row that its first section went to
    length = run_length([piece.source.content for own in pieces.values() for piece in own])
    for siglum in [base, *(name for name in pieces if name != base)]:
        if rows.index.size < len(rows.rows):
            rows.index = Index([row.runs for row in rows.rows])
        meant = {match[siglum] for match in by_hand if siglum in match}
        cut_up = [
            part for piece in pieces[siglum] for part in cut(piece, rows.index, length, whole=_known(piece, meant))
        ]
        own, runs = [piece for piece, _ in cut_up], [some for _, some in cut_up]
        tied = _by_hand(siglum, own, by_hand)
        places = [_place(piece, runs[k], rows) for k, piece in enumerate(own)]
        for k, match in tied.items():  # the first of a match goes where it would, the others to it
            first = replace(places[k], stray=False)
            places[k] = _Place(settled[match], "by hand", math.inf) if match in settled else first
        parts[siglum] = own
        numbers = _fill(rows, siglum, own, runs, _once(places, runs, rows))
        for k, match in tied.items():
            settled.setdefault(match, numbers[k])
    found = (rows.rows[number] for number in rows.order)
    return [
        Matched(row.key, {siglum: tuple(own) for siglum, own in row.pieces.items()}, row.because)
        for row in found
        if row.pieces
    ], parts


def _known(piece: Piece, meant: set[str]) -> bool:
    """Whether an editor named this section; such a section is not cut."""
    return not meant.isdisjoint((*_names(piece), piece.heading))


def _by_hand(siglum: str, own: Sequence[Piece], matches: Sequence[Mapping[str, str]]) -> dict[int, int]:
    """For each section of a witness that an editor matched by hand: the number of that match."""
    found: dict[int, int] = {}
    for number, match in enumerate(matches):
        if siglum not in match:
            continue
        said = match[siglum]
        keys = [piece.key for piece in own]
        at = keys.index(said) if said in keys else next((k for k, one in enumerate(own) if _known(one, {said})), None)
        if at is None:
            raise UsageError(f"{siglum} has no section {said!r}", hint=f"it has: {', '.join(keys[:12])}")
        found[at] = number
    return found


def _place(piece: Piece, runs: Keys, rows: _Rows) -> _Place:
    """Return the row of a section: the one of its name, unless its words clearly belong to another."""
    shares = rows.index.shares(runs)
    named = rows.named(piece)
    if not len(shares):
        return _Place(None, "")
    best = int(np.argmax(shares))
    chance = float(np.median(np.delete(shares, best))) if len(shares) > 1 else 0.0
    clear = shares[best] >= (ENOUGH if len(runs) >= FEW else MUCH) and shares[best] >= TIMES * chance
    if named is None:
        return _Place(best, f"words, {shares[best]:.2f}", shares[best]) if clear else _Place(None, "")
    if clear and best != named and shares[best] >= TIMES * shares[named]:
        because = f"words, {shares[best]:.2f}; by name {shares[named]:.2f}"
        return _Place(best, because, shares[best], named)
    return _by_name(piece, runs, shares, rows, named)


def _by_name(piece: Piece, runs: Keys, shares: np.ndarray, rows: _Rows, named: int) -> _Place:
    """Put a section into the row of its name; `stray` if it is no more similar to that row than to others."""
    share = float(shares[named])
    text, namesake, others = piece.source.content, rows.rows[named].text, rows.near(named)
    unlike = share < ENOUGH and not likest(text, namesake, others)
    stray = unlike if others else words(text).isdisjoint(words(namesake))
    because = "name" if share >= ENOUGH or len(runs) < FEW else f"name only, {share:.2f}"
    return _Place(named, because, share, named, stray=stray and len(runs) >= FEW)


def _once(places: Sequence[_Place], runs: Sequence[Keys], rows: _Rows) -> list[_Place]:
    """Keep the longest of the sections in one row that do not follow each other.

    Before that leaves what shares far less with the row than another does. What left goes to the row of its name, if
    nothing else did; else it has a row of its own.
    """
    found = list(places)
    by_row: dict[int, list[int]] = defaultdict(list)
    for k, place in enumerate(places):
        if place.row is not None:
            by_row[place.row].append(k)
    for number, own in by_row.items():
        most = max(places[k].share for k in own)
        close = [k for k in own if TIMES * places[k].share >= most or places[k].share == math.inf]
        kept = max(_stretches(close), key=lambda some: _weight(some, places, runs, rows.rows[number].runs))
        for k in set(own).difference(kept):
            said = f"repeats {rows.rows[number].key}" if places[k].share >= ENOUGH else ""
            found[k] = _Place(None, said, 0.0, places[k].named)
    taken = {place.row for place in found}
    for k, place in enumerate(found):
        if place.row is None and place.named is not None and place.named not in taken:
            shares = rows.index.shares(runs[k])
            found[k] = _Place(place.named, f"name only, {shares[place.named]:.2f}", shares[place.named], place.named)
            taken.add(place.named)
    return found


def _stretches(numbers: Sequence[int]) -> list[list[int]]:
    """Group consecutive numbers."""
    found: list[list[int]] = []
    for k in numbers:
        if found and found[-1][-1] == k - 1:
            found[-1].append(k)
        else:
            found.append([k])
    return found


def _weight(some: Sequence[int], places: Sequence[_Place], runs: Sequence[Keys], row: Keys) -> tuple[bool, int]:
    """How strong the claim of some sections to a row is: by hand, then by how many runs they share with it."""
    return (
        any(places[k].share == math.inf for k in some),
        sum(len(np.intersect1d(runs[k], row, assume_unique=True)) for k in some),
    )


def _fill(rows: _Rows, siglum: str, own: Sequence[Piece], runs: Sequence[Keys], places: Sequence[_Place]) -> list[int]:
    """Put the sections of a witness into rows; returns the row of each."""
    numbers: list[int] = []
    for k, (piece, place) in enumerate(zip(own, places, strict=True)):
        number = place.row
        if number is None:
            row = _Row(rows.unlike(piece.key, siglum), piece.source.content, runs[k])
            number = rows.add(row, numbers[-1] if numbers else None, _names(piece))
        _come(rows, number, siglum)
        numbers.append(number)
        rows.rows[number].pieces.setdefault(siglum, []).append(k)
        rows.rows[number].because.setdefault(siglum, place.because)
        if place.stray:
            rows.add(_Row(piece.key, piece.source.content, runs[k], stray=_Stray(number, siglum, k)), number)
    return numbers


def _come(rows: _Rows, number: int, siglum: str) -> None:
    """Move the stray of a row to the row of this section, if the two share their words."""
    row = rows.rows[number]
    if row.stray is None:
        return
    home, other, k = row.stray
    row.stray = None
    row.key = rows.unlike(row.key, other)
    rows.taken.add(row.key)
    row.pieces[other] = [k]
    row.because[other] = f"words, with {siglum}"
    left = rows.rows[home]
    left.pieces[other].remove(k)
    if not left.pieces[other]:
        del left.pieces[other], left.because[other]
