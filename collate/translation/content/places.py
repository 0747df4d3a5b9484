"""Projects a place in a passage into its translation, by the words around it that translate one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import exp

import regex

from collate.translation.content.passage import Said

Lexicon = Mapping[str, Mapping[str, float]]
Stem = Callable[[str], str]
LIKELY = 0.15  # of a rendering that counts
NEAR = 30.0  # characters over which the weight of an anchor falls to a third
PLAIN = 0.15  # what the place in the sentence counts for beside an anchor
_WORD = regex.compile(r"\p{Han}|(?:(?!\p{Han})\p{L})[\p{L}\p{M}]*|\p{Nd}+")


@dataclass(frozen=True, slots=True)
class Places:
    """The anchors of a pair of passages: where a word stands in the one and in the other, and how sure, in shares."""

    anchors: tuple[tuple[float, float, float], ...]
    length: int

    def project(self, place: float) -> float:
        """Where in the translation a place in the original is, both as shares of the passage."""
        weights, total = PLAIN, PLAIN * place
        for one, other, sure in self.anchors:
            weight = sure * exp(-abs(one - place) * self.length / NEAR)
            weights, total = weights + weight, total + weight * (other + place - one)
        return min(1.0, max(0.0, total / weights))


def places(one: Said, other: Said, lexicon: Lexicon, stems: tuple[Stem, Stem]) -> Places:
    """The anchors of a pair: words with one likely rendering on the other side, at the nearest place of it."""
    there: dict[str, list[float]] = defaultdict(list)
    for form, place in _forms(other, stems[1]):
        there[form].append(place)
    found = []
    for form, place in _forms(one, stems[0]):
        known = [(share, mate) for mate, share in lexicon.get(form, {}).items() if share >= LIKELY and mate in there]
        if known:
            share, mate = max(known)
            nearest = min(there[mate], key=lambda own: abs(own - place))
            found.append((place, nearest, share / len(there[mate])))
    return Places(tuple(found), len(one.text))


def _forms(side: Said, stem: Stem) -> Iterator[tuple[str, float]]:
    """The forms of a passage with the middle of each as a share of it; of Chinese characters and pairs."""
    size, before = max(1, len(side.text)), None
    for match in _WORD.finditer(side.text):
        form = stem(match.group())
        yield form, (match.start() + match.end()) / 2 / size
        if before is not None and before.end() == match.start() and side.senses.han:
            yield stem(before.group()) + form, match.start() / size
        before = match
