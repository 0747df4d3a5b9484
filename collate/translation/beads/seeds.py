"""The initial lexicon: identical forms, cognates and pairs from dictionaries."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from collate.translation.beads.lexicon import Pairs

NUMBER, WORD, SIGN, TERM = 1.5, 1.0, 0.3, 2.0
ALIKE = 0.7  # share of letters in common from which cognates are looked at
# What is written, and how it sounds; in this order.
_SOUNDS = (
    ("shch", "s"), ("tch", "s"), ("sch", "s"), ("ph", "f"), ("th", "t"), ("kh", "h"), ("ch", "s"), ("sh", "s"),
    ("zh", "s"), ("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ge", "se"), ("gi", "si"),
    ("j", "s"), ("c", "k"), ("q", "k"), ("x", "ks"), ("y", "i"), ("w", "v"), ("ou", "u"), ("eau", "o"), ("au", "o"),
    ("tion", "tsi"), ("ts", "s"), ("z", "s"), ("h", ""),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")


def skeleton(form: str, latin: str) -> str:
    """How a form sounds, roughly: cognates of European languages meet. `latin`: it in Latin letters."""
    for written, heard in _SOUNDS:
        latin = latin.replace(written, heard)
    return _DOUBLED.sub(r"\1", latin) if form.isalpha() else ""


def seeds(
    source: Sequence[str],
    target: Sequence[str],
    sounds: tuple[Sequence[str], Sequence[str]],
    known: Mapping[str, Mapping[str, float]],
) -> Pairs:
    """The pairs of two vocabularies. `sounds`: their skeletons, "" for none; `known`: by dictionaries, weighted."""
    found: dict[tuple[int, int], float] = {}
    place = {form: number for number, form in enumerate(target)}
    for number, form in enumerate(source):
        if form in place:
            found[number, place[form]] = NUMBER if form[0] == "#" else WORD if form[-1].isalnum() else SIGN
        for translation, weight in known.get(form, {}).items():
            if translation in place:
                key = number, place[translation]
                found[key] = max(found.get(key, 0.0), weight)
    for key, weight in _cognates(*sounds):
        found[key] = max(found.get(key, 0.0), weight)
    keys = sorted(found)
    pairs = np.array(keys, dtype=np.int64).reshape(-1, 2)
    return Pairs(pairs[:, 0], pairs[:, 1], np.array([found[key] for key in keys], dtype=float))


def _cognates(source: Sequence[str], target: Sequence[str]) -> Collection[tuple[tuple[int, int], float]]:
    """Words that sound alike, compared where their first letters agree."""
    buckets: tuple[dict[str, list[int]], dict[str, list[int]]] = {}, {}
    for words, bucket in ((source, buckets[0]), (target, buckets[1])):
        for number, sound in enumerate(words):
            if len(sound) >= 3:
                bucket.setdefault(sound[0], []).append(number)
    found = []
    for first, own in sorted(buckets[0].items()):
        others = buckets[1].get(first, [])
        if not others:
            continue
        likeness = process.cdist(
            [source[k] for k in own],
            [target[k] for k in others],
            scorer=Indel.normalized_similarity,
            score_cutoff=ALIKE * 0.8,
        )
        for row, column in zip(*np.nonzero(likeness), strict=True):
            one, other = source[own[row]], target[others[column]]
            weight = _weight(one, other, float(likeness[row, column]))
            if weight:
                found.append(((own[row], others[column]), weight))
    return found


def _weight(one: str, other: str, likeness: float) -> float:
    if one == other:
        return 1.0 if len(one) > 3 else 0.5
    if one[:4] == other[:4] and likeness >= ALIKE:
        return 0.8
    if likeness >= 0.8 and min(len(one), len(other)) >= 5:
        return 0.7
    consonants = _VOWELS.sub("", one)
    return 0.5 if len(consonants) >= 3 and consonants == _VOWELS.sub("", other) else 0.0
