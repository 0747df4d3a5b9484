"""Weighs doubts against one another: each thing is doubted once, and a check that nearly always doubts is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from collate.model.fidelity import Doubt
from collate.translation.content.passage import Said

OFTEN = 0.25  # share of doubts at which a check of small words is silent: then it is the way this text is translated
_QUIETED = frozenset({"negation", "quantifier", "order-changed"})


def once(doubts: Sequence[tuple[int, Doubt]]) -> list[tuple[int, Doubt]]:
    """Of several doubts about the same words of a bead the surest."""
    best: dict[object, tuple[int, Doubt]] = {}
    for at, (number, doubt) in enumerate(doubts):
        words = (number, doubt.one, doubt.other) if doubt.one or doubt.other else at
        if words not in best or doubt.confidence > best[words][1].confidence:
            best[words] = number, doubt
    named = {(number, doubt.one) for number, doubt in best.values() if doubt.one and doubt.other}
    return [
        (number, doubt)
        for number, doubt in best.values()
        if not (doubt.kind == "name-missing" and doubt.other is None and (number, doubt.one) in named)
    ]


def quieted(
    doubts: Sequence[tuple[int, Doubt]], sides: Sequence[tuple[Said | None, Said | None]], siglum: str
) -> tuple[list[tuple[int, Doubt]], list[str]]:
    """The doubts, less sure the more often a check doubts what it can judge; one that nearly always does is silent."""
    beads = Counter((doubt.kind, doubt.one is None) for _, doubt in doubts if doubt.kind in _QUIETED)
    kept, quiet = list(doubts), []
    for (kind, gained), number in sorted(beads.items()):
        able = sum(_judged(kind, one, other, gained=gained) for one, other in sides)
        rate = max(0, number - 1) / max(1, able)
        kept = [
            (k, doubt._replace(confidence=round(doubt.confidence * (1 - rate) ** 2, 2)))
            if doubt.kind == kind and (doubt.one is None) == gained
            else (k, doubt)
            for k, doubt in kept
        ]
        if number > max(2, OFTEN * able):
            kept = [(k, doubt) for k, doubt in kept if doubt.kind != kind or (doubt.one is None) != gained]
            way = "gained" if gained else "lost" if kind == "negation" else "changed"
            quiet.append(f"{siglum}: {kind} ({way}) is silent: {number} of {able} sentences would have it")
    return kept, quiet


def _judged(kind: str, one: Said | None, other: Said | None, *, gained: bool) -> bool:
    """Whether a check can judge a bead."""
    if one is None or other is None:
        return False
    if kind == "order-changed":
        return len(one.clauses) > 1 and len(other.clauses) > 1
    asked = {word.name for word in (other if gained else one).words if word.asks}
    wanted = {"negation": {"not"}, "quantifier": {"each", "all", "none", "some"}}[kind]
    return not asked.isdisjoint(wanted)
