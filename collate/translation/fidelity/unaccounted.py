"""Points at sentences with many words that nothing known accounts for; says what doubts that are not sure add up to.

Measured on news with errors marked by people: a long sentence whose words are not accounted for, or whose length is out
of line, is oftener wrong than others, however sure the single check is. Such findings are never shown by default.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log, log1p, prod, sqrt
from statistics import median
from typing import NamedTuple

from collate.languages.letters import length
from collate.model.fidelity import Doubt
from collate.translation.content.passage import Said

Lexicon = Mapping[str, Mapping[str, float]]
CERTAIN = 0.5  # from here on a doubt speaks for itself
DAMPED = 0.3  # of what a doubt below that is worth, for most kinds; some are right as often as they say
KEPT = {"omitted-clause": 0.9, "number": 0.9}
# What the length of a sentence, one out of line, and words without a counterpart add; and what an ordinary one has.
LONG, FAR, UNKNOWN, ORDINARY = 0.5, 0.15, 0.3, 2.6
BASE, SLOPE, LEAST, MOST = 0.2, 0.12, 0.2, 0.49
COMMON, KNOWN, FARTHEST = 0.15, 0.1, 6.0  # share of the sentences from which a word is common; a likely rendering
SHOWN, SHORTEST = 5, 4


class _Sentence(NamedTuple):
    number: int
    lone: list[str]
    many: int
    size: float
    far: float


def unaccounted(
    sides: Sequence[tuple[Said | None, Said | None]],
    lexicon: tuple[Lexicon, Lexicon],
    doubts: Sequence[tuple[int, Doubt]],
) -> Iterator[tuple[int, Doubt]]:
    """The doubts, those below certainty damped, and one about each sentence that they or its words make doubtful."""
    below: dict[int, list[float]] = defaultdict(list)
    for number, doubt in doubts:
        if doubt.confidence >= CERTAIN or doubt.kind == "order-changed":
            yield number, doubt
        else:
            worth = round(doubt.confidence * KEPT.get(doubt.kind, 1.0), 2)
            below[number].append(doubt.confidence * KEPT.get(doubt.kind, DAMPED))
            yield number, doubt._replace(confidence=worth)
    for one in _sentences(sides, lexicon):
        own = LONG * one.size + FAR * min(FARTHEST, one.far) + UNKNOWN * log1p(one.many)
        base = min(MOST, max(0.0, BASE + SLOPE * (own - ORDINARY)))
        sure = min(MOST, 1 - (1 - base) * prod(1 - worth / 2 for worth in below[one.number]))
        if sure >= LEAST and one.lone:
            words = ", ".join(one.lone[:SHOWN])
            yield one.number, Doubt("unaccounted-words", round(sure, 3), f"nothing known for {words}")


def _sentences(
    sides: Sequence[tuple[Said | None, Said | None]], lexicon: tuple[Lexicon, Lexicon]
) -> Iterator[_Sentence]:
    both = [(number, one, other) for number, (one, other) in enumerate(sides) if one and other]
    often = [Counter(form for _, *pair in both for form in pair[k].forms) for k in (0, 1)]
    sizes = [(max(1, length(one.text)), max(1, length(other.text))) for _, one, other in both]
    usual = median([b / a for a, b in sizes] or [1.0])
    for (number, one, other), (a, b) in zip(both, sizes, strict=True):
        lone = _lone(one, other, lexicon[0], often[0], COMMON * len(both))
        gained = _lone(other, one, lexicon[1], often[1], COMMON * len(both))
        far = abs(b - usual * a) / sqrt(usual * (a + b / usual) / 2)
        yield _Sentence(number, [*lone, *gained], len(lone) + len(gained), (log(a + 5) + log(b + 5)) / 2, far)


def _lone(one: Said, other: Said, lexicon: Lexicon, often: Counter[str], common: float) -> list[str]:
    """The words that are not common and have no likely rendering on the other side, the rarest first."""
    forms = [
        form
        for form in one.forms
        if form.isalpha() and often[form] < max(2, common) and (len(form) >= SHORTEST or not form.isascii())
    ]
    known = [
        form
        for form in forms
        if any(share >= KNOWN and mate in other.forms for mate, share in lexicon.get(form, {}).items())
    ]
    return sorted({*forms} - {*known}, key=lambda form: (often[form], -len(form), form))
