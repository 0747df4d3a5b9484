"""Checks for translations that are unusually short or long, compared with the other beads of the same text."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import median

import regex

from collate.languages.letters import length
from collate.model.fidelity import Doubt

FEWEST = 12  # beads; fewer do not show what is usual
SHORTEST = 30  # letters; a short sentence may be of any length
FAR = 3.6  # deviations from what is usual

_ASIDE = regex.compile(r"[(（][^()（）]{2,60}[)）]")  # a name in the letters of another language, an abbreviation


def counted(text: str) -> int:
    """The letters of a passage without what stands in brackets, unless all of it does."""
    rest = _ASIDE.sub("", text)
    return length(rest if rest.strip(" .") else text)


def outliers(lengths: Sequence[tuple[int, int]]) -> dict[int, Doubt]:
    """The beads whose translation is much shorter or longer than is usual here, by number. Lengths in letters.

    The difference grows with the root of the length (Gale and Church), and its spread is taken from the middle half
    of the beads (Hampel), so that those out of line do not widen it.
    """
    known = {k: (one, other) for k, (one, other) in enumerate(lengths) if other and max(one, other) >= SHORTEST}
    if len(known) < FEWEST:
        return {}
    ratio = median(other / one for one, other in known.values())
    far = {k: (other - ratio * one) / sqrt(ratio * (one + other / ratio) / 2) for k, (one, other) in known.items()}
    spread = 1.4826 * max(median(map(abs, far.values())), 0.2)
    found = {}
    for number, distance in far.items():
        away = abs(distance) / spread
        if away > FAR:
            one, other = known[number]
            said = f"{other} letters for {one}, {other / (ratio * one):.1f} times what is usual, {away:.1f} deviations"
            found[number] = Doubt("length-outlier", round(min(0.9, 0.15 * away), 2), said)
    return found
