"""Splits a section of one witness that corresponds to several sections of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import regex

from collate.model.plan import Piece
from collate.projects.likeness import FEW, TIMES, Index, Keys, Runs, runs

HELD = 0.3  # of what the section has of the one it has most of, for another to be in it too
_END = regex.compile(r"\n\s*\n|\n|[.!?。！？][\"'”’»」』)]*\s+")


def cut(piece: Piece, index: Index, length: int, *, whole: bool = False) -> list[tuple[Piece, Keys]]:
    """The parts of a section with the distinct runs of each: the section itself, if it holds no more than one.

    `whole` sections are not cut. `length`: the letters of a run.
    """
    text = piece.source.content
    found = runs(text, length)
    edges = [0, *([] if whole else _edges(text, found, index, length)), len(text)]
    if len(edges) == 2:
        return [(piece, found.distinct)]
    spans = [(low, high) for low, high in pairwise(edges) if text[low:high].strip()]
    parts = [
        piece._replace(
            key=f"{piece.key} [{k}]" if k > 1 else piece.key,
            names=piece.names if k == 1 else (),
            source=piece.source.part(low, high),
        )
        for k, (low, high) in enumerate(spans, 1)
    ]
    return [(part, runs(part.source.content, length).distinct) for part in parts]


def _edges(text: str, found: Runs, index: Index, length: int) -> list[int]:
    """Return the offsets at which another section begins."""
    owners = index.owners(found.keys)
    held = _held(found.keys, owners, index)
    places = {number: np.flatnonzero(owners == number) for number in held}
    held.sort(key=lambda number: places[number][len(places[number]) // 2])
    while len(held) > 1:
        bounds = [_change(places[before], places[after]) for before, after in pairwise(held)]
        doubtful = _doubtful(found.keys, held, bounds, index)
        if not doubtful:
            break
        held.remove(min(doubtful, key=lambda number: len(places[number])))
    edges = []
    for (before, after), bound in zip(pairwise(held), bounds if len(held) > 1 else (), strict=True):
        last, first = places[before][places[before] < bound][-1], places[after][places[after] >= bound][0]
        # A run may begin in the last word of one section and end in the first of the next.
        end = found.offsets[min(first + length - 1, len(found.offsets) - 1)]
        edges.append(_boundary(text, int(found.offsets[last]), int(end)) or int(found.offsets[first]))
    return sorted(set(edges))


def _held(keys: Keys, owners: np.ndarray, index: Index) -> list[int]:
    """Return the sections that this one may contain: it shares much of what is found only in them."""
    first = np.unique(keys, return_index=True)[1]
    mine = owners[first]
    counts = np.bincount(mine[mine >= 0], minlength=index.size)
    counts[counts < FEW // 5] = 0
    density = counts / np.maximum(index.lone, 1)
    return np.flatnonzero((counts > 0) & (density >= HELD * density.max(initial=0))).tolist()


def _change(before: np.ndarray, after: np.ndarray) -> int:
    """Return the offset that separates most runs of one section from most runs of the next."""
    places = np.concatenate([before, after])
    steps = np.concatenate([np.ones(len(before)), -np.ones(len(after))])
    order = np.argsort(places)
    best = int(np.argmax(np.cumsum(steps[order])))
    return int(places[order][best]) + 1


def _doubtful(keys: Keys, held: Sequence[int], bounds: Sequence[int], index: Index) -> list[int]:
    """Return the sections whose share of the runs is uncertain."""
    found = []
    for number, (low, high) in zip(held, pairwise([0, *bounds, len(keys)]), strict=True):
        shares = index.shares(np.unique(keys[low:high])) if high - low >= FEW else np.zeros(index.size)
        others = max(shares[other] for other in held if other != number)
        if shares[number] == 0 or shares[number] < TIMES * others:
            found.append(number)
    return found


def _boundary(text: str, low: int, high: int) -> int:
    """Return the last end of a paragraph, a line or a sentence between two offsets; 0 if there is none."""
    ends = list(_END.finditer(text, max(0, low - 1), high))
    best = max(ends, key=lambda end: (end.group().count("\n"), end.end()), default=None)
    return best.end() if best else 0
