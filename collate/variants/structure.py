"""Finds the boundaries of the text itself, which no unit crosses: lines of verse, paragraphs, headings, sections, loci.

A position of the table is a boundary if every witness that is there begins something new at it. Lines of a plain text
count only if they are lines of the text: if they are those of all witnesses, and not what an editor or a program made
of running prose to fill a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from collate.model import Collation, Source, Witness

Flags = npt.NDArray[np.bool_]
Offsets = Sequence[int]

WIDEST_VERSE = 40  # characters: shorter lines are not what filling a page makes
FILLED = 0.9  # the share of lines to which the next word would not have fitted, from which a text is filled prose
PAIRED = 0.8  # the share of the lines of each witness that must begin where those of all others do


def boundaries(collation: Collation, divisions: Sequence[Offsets], there: Flags) -> list[int]:
    """The positions before which no unit goes on, ascending.

    `divisions` has for each witness the offsets at which the source says that something begins.
    """
    witnesses = collation.witnesses
    said = [_tokens_at(w, [*marked, *_paragraphs(w.source)]) for w, marked in zip(witnesses, divisions, strict=True)]
    found = _common(collation, said, there)
    lines = [_tokens_at(w, w.source.lines()) | own for w, own in zip(witnesses, said, strict=True)]
    if all(own or not len(w) for w, own in zip(witnesses, lines, strict=True)) and not any(
        _filled(w.source) for w in witnesses
    ):
        common = _common(collation, lines, there)
        if all(len(common) >= PAIRED * len(own) for own in lines):
            found |= common
    return sorted(found)


def lines_of(collation: Collation, base: str) -> list[int]:
    """The positions at which the lines of a witness begin, but for the first."""
    row = collation.row(base)
    begun = _tokens_at(collation.witnesses[row], collation.witnesses[row].source.lines())
    column = collation.columns[:, row]
    return [int(position) for position in np.flatnonzero(column >= 0) if int(column[position]) in begun]


def _tokens_at(witness: Witness, offsets: Offsets) -> set[int]:
    """The tokens that are the first at or after one of the offsets, but for the first of all."""
    return {token for offset in offsets if 0 < (token := witness.at(offset)) < len(witness)}


def _paragraphs(source: Source) -> list[int]:
    """Where the text goes on after a blank line; in TEI after any line that is not one of the page (``lb``)."""
    if source.origin.format == "tei":
        page = {mark.start for mark in source.marks if mark.kind in {"line", "page"}}
        return [start for start in source.lines() if start not in page]
    starts = source.lines()
    return [after for before, after in pairwise(starts) if not source.content[before:after].strip()]


def _filled(source: Source) -> bool:
    """Whether the lines of a text are running prose, broken where the next word did not fit."""
    if source.origin.format == "tei":
        return False
    lines = [line.strip() for line in source.content.splitlines()]
    width = max(map(len, lines), default=0)
    followed = [(line, after) for line, after in pairwise(lines) if line and after]
    if 2 * sum(not line[-1].isalnum() for line, _ in followed) > len(followed):
        return False  # most lines end where a clause does
    full = sum(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in followed)
    return width >= WIDEST_VERSE and bool(followed) and full >= FILLED * len(followed)


def _common(collation: Collation, begun: Sequence[set[int]], there: Flags) -> set[int]:
    """The positions at which all witnesses begin something that begin anything and are there."""
    size = len(collation)
    if not size or not any(begun):
        return set()
    every = np.ones(size + 1, dtype=bool)
    for row, tokens in enumerate(begun):
        if tokens:
            every &= _begins(collation.columns[:, row], tokens, there[:, row])
    return {int(place) for place in np.flatnonzero(every & _somebody(collation, begun)) if 0 < place < size}


def _begins(column: npt.NDArray[np.int32], tokens: set[int], there: Flags) -> Flags:
    """Before which positions a witness begins something, has no more words or none yet, or is not there."""
    size, length = len(column), int((column >= 0).sum())
    next_token = np.concatenate(([0], np.cumsum(column >= 0)))
    starts = np.zeros(length + 1, dtype=bool)
    starts[[0, length, *tokens]] = True
    begins: Flags = starts[next_token]
    begins[:size] |= ~there
    return begins


def _somebody(collation: Collation, begun: Sequence[set[int]]) -> Flags:
    """Before which positions some witness begins something with a word that it has there or later."""
    flags = np.zeros(len(collation) + 1, dtype=bool)
    for row, tokens in enumerate(begun):
        if tokens:
            column = collation.columns[:, row]
            next_token = np.concatenate(([0], np.cumsum(column >= 0)))
            flags |= np.isin(next_token, list(tokens))
    return flags
