"""Sets the editor's signs into a text: around what is added, bracketed or given up, as a print profile has them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from collate.model import Apparatus, Mark, Profile, Witness
from collate.variants.decisions.edited import CRUX, SUPPLIED, SURPLUS, added

SIGNS = {SUPPLIED: "supplied", SURPLUS: "surplus", CRUX: "crux"}  # the key of a profile for each mark


class _Sign(NamedTuple):
    """A sign, where it is set in, and whether it belongs to the word before."""

    offset: int
    closes: bool
    text: str


def signed(apparatus: Apparatus, profile: Profile) -> Witness:
    """The words of the text with the editor's signs as parts of them; as they stand if there are no signs."""
    witness = apparatus.words
    signs = _signs(witness.source.marks, profile) if apparatus.edited else []
    if not signs:
        return witness
    content, parts, at = witness.source.content, [], 0
    for sign in signs:
        parts += [content[at : sign.offset], sign.text]
        at = sign.offset
    opening, closing = ([sign for sign in signs if sign.closes is closes] for closes in (False, True))
    shift = (_Shift(opening), _Shift(closing))
    starts = [at + shift[0].below(at) + shift[1].until(at) for at in witness.starts.tolist()]
    ends = [at + shift[0].below(at) + shift[1].until(at) for at in witness.ends.tolist()]
    source = replace(witness.source, content="".join((*parts, content[at:])), marks=())
    return Witness.from_spans(source, list(zip(starts, ends, strict=True)), witness.normals)


def _signs(marks: tuple[Mark, ...], profile: Profile) -> list[_Sign]:
    """The signs in the order of the text; of two at one place those that close stand first."""
    found: list[_Sign] = []
    for mark in marks:
        if mark.kind in SIGNS:
            opens, _, closes = str(getattr(profile, SIGNS[mark.kind])).partition("{text}")
            found += [_Sign(mark.start, False, opens), _Sign(mark.end, True, closes)]
    return sorted((sign for sign in found if sign.text), key=lambda sign: (sign.offset, not sign.closes))


class _Shift:
    """How many letters signs of one side bring in before a place."""

    def __init__(self, signs: list[_Sign]) -> None:
        self.offsets = [sign.offset for sign in signs]
        self.lengths = [0, *accumulate(len(sign.text) for sign in signs)]

    def below(self, offset: int) -> int:
        """Before a place, those at it left out."""
        return self.lengths[bisect_left(self.offsets, offset)]

    def until(self, offset: int) -> int:
        """Before a place, with those at it."""
        return self.lengths[bisect_right(self.offsets, offset)]


def in_signs(text: str, profile: Profile) -> str:
    """A conjecture as an entry quotes it: what it adds in the signs of the profile."""
    return added(text, lambda inside: profile.supplied.replace("{text}", inside))
