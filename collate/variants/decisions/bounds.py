"""Applies decisions about where units begin and end (`split`, `join`), before units are derived."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from collate.model import Collation, Decision, Stale
from collate.variants.decisions.place import Finder, columns

Span = tuple[int, int]


class Bounds(NamedTuple):
    """Positions at which units are cut, ranges that are one unit, and decisions that do not fit."""

    cuts: tuple[int, ...]
    joins: tuple[Span, ...]
    stale: tuple[Stale, ...]


def bounds(collation: Collation, decisions: Sequence[Decision]) -> Bounds:
    """What `split` and `join` decisions make of a collation; a join takes in the aligner's own that it overlaps."""
    cuts: list[int] = []
    joins: list[Span] = []
    stale: list[Stale] = []
    finder = Finder(collation)
    for decision in (one for one in decisions if one.do in {"split", "join"}):
        found = finder.located(decision)
        words = found.last - found.first
        if found.missing:
            stale.append(Stale(decision, found.missing, finder.offered(decision)))
        elif decision.do == "split" and not 0 < int(decision.value) < words:
            stale.append(Stale(decision, f"{words} words cannot be cut after {decision.value}"))
        elif decision.do == "split":
            cuts.append(columns(collation, found._replace(first=found.first + int(decision.value)))[0])
        else:
            joins.append(columns(collation, found, decision.value))
    return Bounds(tuple(sorted(cuts)), _joined(collation.joins, joins), tuple(stale))


def _joined(own: Sequence[Span], decided: Sequence[Span]) -> tuple[Span, ...]:
    """Ascending and disjoint: ranges that overlap are one."""
    result: list[Span] = []
    for span in sorted([*own, *decided]):
        if result and span[0] < result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], span[1]))
        else:
            result.append(span)
    return tuple(result)
