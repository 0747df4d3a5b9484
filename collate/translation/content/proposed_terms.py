"""Proposes terms from aligned passages: phrases of one side that recur together with a phrase of the other.

Method: contiguous words that recur, paired by Dice's coefficient over the beads they stand in; of pairs that stand in
the same beads the longest is kept, and each phrase goes with its best partner only (competitive linking, Melamed 2000).
A pair is more than chance among all pairs of these phrases: as many common beads as it has would be expected of less
than one of them, if each phrase stood in beads drawn at random (the hypergeometric tail, as in Fisher's exact test).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from math import comb
from typing import NamedTuple

import regex

LONGEST, LONGEST_HAN = 4, 6  # words, characters
FEWEST = 3  # beads
EXCLUSIVE = 0.7  # Dice of a pair worth proposing
EXPECTED = 1.0  # pairs as exclusive as one that is proposed, among all, by chance
_WORDS = regex.compile(r"[\p{L}\p{M}]+")
_STRETCH = regex.compile(r"[\p{L}\p{M}\s'’-]+")
_HAN = regex.compile(r"\p{Han}+")
Stands = dict[tuple[str, ...], set[int]]


class Side(NamedTuple):
    """The passages of one side, and how its words are read: `stem` of a word, words that are no terms, characters."""

    passages: Sequence[str]
    stem: Callable[[str], str]
    empty: Collection[str]
    han: bool


class Proposal(NamedTuple):
    """Two phrases in their commonest spelling, the number of beads that have both, and Dice's coefficient (0 to 1).

    `stands` is the number of beads with the source: together of so many it is translated in this way.
    """

    source: str
    target: str
    together: int
    stands: int
    dice: float


def proposed(one: Side, other: Side, *, fewest: int = FEWEST) -> list[Proposal]:
    """Pairs of phrases, those that occur together most often first."""
    sources, said = _phrases(one, fewest)
    targets, rendered = _phrases(other, fewest)
    by_bead: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for phrase, beads in targets.items():
        for bead in beads:
            by_bead[bead].append(phrase)
    pairs = []
    tried, size = len(sources) * len(targets), len(one.passages)
    for phrase, beads in sources.items():
        together = Counter(mate for bead in beads for mate in by_bead[bead])
        for mate, number in together.items():
            dice = 2 * number / (len(beads) + len(targets[mate]))
            likely = number >= fewest and dice >= EXCLUSIVE
            if likely and tried * _by_chance(number, len(beads), len(targets[mate]), size) < EXPECTED:
                pairs.append((dice, number, len(phrase) + len("".join(mate)) / 100, phrase, mate))
    pairs.sort(reverse=True)
    taken: tuple[set[tuple[str, ...]], set[tuple[str, ...]]] = set(), set()
    found = []
    for dice, number, _, phrase, mate in pairs:
        if phrase not in taken[0] and mate not in taken[1]:
            taken[0].add(phrase)
            taken[1].add(mate)
            found.append(Proposal(said[phrase], rendered[mate], number, len(sources[phrase]), round(dice, 2)))
    return sorted(found, key=lambda own: (-own.together * own.dice, own.source))


@cache
def _by_chance(together: int, one: int, other: int, size: int) -> float:
    """How probable it is that two phrases in `one` and `other` of `size` beads have so many, or more, in common."""
    ways = sum(comb(one, k) * comb(size - one, other - k) for k in range(together, min(one, other) + 1))
    return ways / comb(size, other)


def _phrases(side: Side, fewest: int) -> tuple[Stands, dict[tuple[str, ...], str]]:
    """The phrases that recur, with the beads they stand in, and how each is written most often.

    A phrase that stands only inside a longer one of the same beads is not one.
    """
    stands: Stands = defaultdict(set)
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for bead, passage in enumerate(side.passages):
        for stems, text in _han(passage, side.empty) if side.han else _words(passage, side):
            stands[stems].add(bead)
            forms[stems][text] += 1
    often = {stems: beads for stems, beads in stands.items() if len(beads) >= fewest}
    inner = {
        part
        for stems, beads in often.items()
        for part in _parts(stems)
        if part in often and len(often[part]) == len(beads)
    }
    kept = {stems: beads for stems, beads in often.items() if stems not in inner}
    return kept, {stems: forms[stems].most_common(1)[0][0] for stems in kept}


def _parts(stems: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(1, len(stems)):
        for start in range(len(stems) - size + 1):
            yield stems[start : start + size]


def _words(passage: str, side: Side) -> Iterator[tuple[tuple[str, ...], str]]:
    """Runs of words inside clauses that neither begin nor end with an empty word."""
    for stretch in _STRETCH.finditer(passage):
        words = list(_WORDS.finditer(passage, stretch.start(), stretch.end()))
        stems = [side.stem(word.group()) for word in words]
        hollow = [len(word.group()) < 3 or word.group().lower() in side.empty for word in words]
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + LONGEST) + 1):
                if not hollow[start] and not hollow[end - 1]:
                    text = passage[words[start].start() : words[end - 1].end()]
                    yield tuple(stems[start:end]), " ".join(text.split())


def _han(passage: str, empty: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Runs of two and more characters that neither begin nor end with a character of grammar."""
    for match in _HAN.finditer(passage):
        text = match.group()
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + LONGEST_HAN) + 1):
                if text[start] not in empty and text[end - 1] not in empty:
                    yield tuple(text[start:end]), text[start:end]
