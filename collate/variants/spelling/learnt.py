"""What a collation says of its spellings: learnt from the words that face each other in its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz

from collate.languages.letters import is_word
from collate.model import Collation
from collate.variants.spelling.estimate import Estimator
from collate.variants.spelling.facing import Codes, Facing, Pair, faced
from collate.variants.spelling.letters import Correspondence, Level, correspondences, neighbours

LIKELY = 0.5  # the probability from which two words are called two spellings of one
ALIKE = 60  # likeness, per cent, of words that may be one word
SETTLED = 0.02  # of all places, those at which related words stand side by side in texts of settled spelling
RELATED_PER_OTHER = 0.7  # related words for each pair of words that have nothing in common
LEAST, MOST = 0.1, 0.8  # of unknown correspondences, how many are held to be spelling: with fewer, none is
FEWEST = 60  # pairs of like words from which something is learnt of a text
FEW = 4  # times that each of two words must face itself to be known as a word of its own
UNSETTLED = 0.1  # the share of places with like words from which a text has no settled spelling


class Support(NamedTuple):
    """What speaks for a correspondence: pairs of words that have it, at how many places, in which witnesses."""

    words: int
    places: int
    witnesses: int
    examples: tuple[Pair, ...]


@dataclass(frozen=True)
class Learnt:
    """Which words are spellings of one another: `spellings` gives the probability of each pair that was asked about.

    `found` are the correspondences of each pair, `facing` the counts. Forms are small letters without accents and
    signs. `alike` and `unlike` are the shares of places at which two witnesses have like words, and others.
    """

    spellings: Mapping[Pair, float] = field(default_factory=dict)
    found: Mapping[Pair, Sequence[Correspondence]] = field(default_factory=dict)
    facing: Facing = field(default_factory=Facing)
    alike: float = 0.0
    unlike: float = 0.0

    def same(self, a: str, b: str) -> bool:
        """Whether two different forms are one word in two spellings."""
        return self.spellings.get((a, b) if a < b else (b, a), 0.0) >= LIKELY

    @property
    def unsettled(self) -> bool:
        """Whether the texts have no settled spelling."""
        return self.alike >= UNSETTLED

    @cached_property
    def open(self) -> bool:
        """Whether the texts have no settled spelling, and are too short to say how each word is spelt."""
        return self.unsettled and sum(fuzz.ratio(*pair) >= ALIKE for pair in self.facing.places) < FEWEST

    @cached_property
    def support(self) -> dict[Level, Support]:
        """By correspondence at its place what speaks for it."""
        pairs: dict[Level, list[Pair]] = {}
        for pair in sorted(self.spellings, key=lambda pair: (-self.facing.places[pair], pair)):
            if self.same(*pair) and self.facing.places[pair]:
                for kind in dict.fromkeys(own.kind for own in self.found[pair]):
                    pairs.setdefault(kind, []).append(pair)
        return {kind: self._support(own) for kind, own in pairs.items()}

    def _support(self, pairs: Sequence[Pair]) -> Support:
        rows = 0
        for pair in pairs:
            rows |= self.facing.rows[pair]
        places = sum(self.facing.places[pair] for pair in pairs)
        return Support(len(pairs), places, rows.bit_count(), tuple(pairs[:3]))

    def why(self, a: str, b: str) -> str:
        """What speaks for one word: its correspondences, and how often they stand in the texts."""
        said = []
        for own in dict.fromkeys(self.found[(a, b) if a < b else (b, a)]):
            known = self.support.get(own.kind)
            if known:
                said.append(f"{own}: {_times(known.places)} in these texts, {_several(known.witnesses, 'witness')}")
        return "; ".join(dict.fromkeys(said))

    def held(self, pair: Pair) -> int:
        """How many witnesses have one of two words where they face each other."""
        return self.facing.rows[pair].bit_count()

    def record(self) -> dict[str, object]:
        """What a recipe says of it: how much was learnt, and a digest of the answers."""
        same = sorted(pair for pair in self.facing.places if self.same(*pair))
        text = "\n".join("\t".join(pair) for pair in same)
        return {"pairs": len(same), "sha256": sha256(text.encode()).hexdigest()} if same else {"pairs": 0}

    def apart(self, a: str, b: str) -> str:
        """What speaks for two words, if both are common beside each other; "" if nothing is known."""
        own = [self.facing.own[form] for form in (a, b)]
        together = self.facing.at(a, b)
        pair = (a, b) if a < b else (b, a)
        if pair not in self.spellings or min(own) < FEW or self.same(a, b) or together >= min(own):
            return ""
        each = " and ".join(f"{form!r} {_times(number)}" for form, number in zip((a, b), own, strict=True))
        return f"two words in these texts: {each}, facing each other {_times(together) if together else 'nowhere'}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}es"


def learnt(collation: Collation, letters: Callable[[str], str]) -> Learnt:
    """Learn from a collation. `letters` gives of a form what is compared: no case, accents and signs."""
    table, forms = _forms(collation, letters)
    return learnt_from(table, forms)


def learnt_from(table: Codes, forms: Sequence[str]) -> Learnt:
    """Learn from a table of shape (positions, witnesses) of numbers of forms, -1 for none."""
    facing = faced(table, forms)
    alike, unlike = _shares(facing)
    prior = 1 - (SETTLED + RELATED_PER_OTHER * unlike) / max(alike, SETTLED)
    found = dict(_compared(facing)) if prior >= LEAST else {}  # where spelling is settled, likeness proves nothing
    if not found:
        return Learnt(facing=facing, alike=alike, unlike=unlike)
    estimate = Estimator(found, facing, min(MOST, prior)).estimate()
    return Learnt(estimate.pairs, found, facing, alike, unlike)


def _forms(collation: Collation, letters: Callable[[str], str]) -> tuple[Codes, list[str]]:
    """The table in numbers of forms; signs are no words."""
    bare = {form: letters(form) if is_word(form) else "" for one in collation.witnesses for form in set(one.normals)}
    forms = sorted(set(bare.values()) - {""})
    code = {form: number for number, form in enumerate(forms)} | {"": -1}
    table = np.full(collation.columns.shape, -1, dtype=np.int32)
    for row, witness in enumerate(collation.witnesses):
        codes = np.array([code[bare[form]] for form in witness.normals] + [-1], dtype=np.int32)
        table[:, row] = codes[collation.columns[:, row]]
    return table, forms


def _shares(facing: Facing) -> tuple[float, float]:
    like = sum(number for pair, number in facing.pairs.items() if fuzz.ratio(*pair) >= ALIKE)
    return like / max(1, facing.words), (facing.pairs.total() - like) / max(1, facing.words)


def _compared(facing: Facing) -> Iterable[tuple[Pair, tuple[Correspondence, ...]]]:
    """The pairs that may be one word: those that face each other, and neighbours that differ as they do."""
    kinds: set[tuple[str, str]] = set()
    for pair in sorted(facing.places):
        own = correspondences(*pair)
        if own:
            kinds.update(one[:2] for one in own)
            yield pair, own
    for pair in neighbours(facing.own):
        own = () if pair in facing.places else correspondences(*pair)
        if own and own[0][:2] in kinds:
            yield pair, own
