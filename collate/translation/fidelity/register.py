"""Checks for a change of register in a translation: the share of formal and plain words along the text."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from collate.model.fidelity import Doubt
from collate.translation.content.passage import Said

FEWEST = 60  # such words; fewer show no trend
FAR = 4.0  # deviations of a difference of shares that is no chance


def drift(sides: Sequence[Said]) -> tuple[int, Doubt] | None:
    """Where the tone changes most, if it does: the bead, and how the words before and after it differ.

    A test of two shares at the likeliest cut (binary segmentation); FAR allows for the choice among cuts.
    """
    counts = [
        (sum(word.name == "formal" for word in side.words), sum(word.name == "plain" for word in side.words))
        for side in sides
    ]
    formal, total = sum(one for one, _ in counts), sum(map(sum, counts))
    if total < FEWEST or formal in {0, total}:
        return None
    share = formal / total
    best, seen, many = (0.0, 0, 0.0, 0.0), 0, 0
    for number, (one, other) in enumerate(counts[:-1], 1):
        seen, many = seen + one, many + one + other
        if min(many, total - many) >= FEWEST // 3:
            before, after = seen / many, (formal - seen) / (total - many)
            far = abs(before - after) / sqrt(share * (1 - share) * (1 / many + 1 / (total - many)))
            best = max(best, (far, number, before, after))
    far, number, before, after = best
    if far < FAR:
        return None
    because = f"{before:.0%} of the words that show tone are formal before this sentence, {after:.0%} from it on"
    return number, Doubt("register-drift", min(0.9, far / 8), because)
