"""Compares names across scripts, by the consonants that Abraham, Авраамъ and 亞伯拉罕 have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import regex
from anyascii import anyascii

SHORTEST = 3  # consonants: fewer agree by chance
LONGEST = 6  # characters of a Chinese name
NAME = regex.compile(r"(?<=[\p{Ll},;:»”’'] )\p{Lu}[\p{L}\p{M}]{2,}")
_HAN = regex.compile(r"\p{Han}+")
# Spellings of consonants and the classes of their sounds, tried in this order.
_CLASSES = (
    ("shch", "S"), ("tch", "S"), ("sch", "S"), ("ch", "S"), ("sh", "S"), ("zh", "S"), ("kh", "K"), ("ph", "P"),
    ("th", "T"), ("ng", "N"), ("qu", "K"), ("x", "S"), ("j", ""), ("w", ""), ("y", ""), ("z", "S"), ("s", "S"),
    ("c", "K"), ("k", "K"), ("g", "K"), ("q", "K"), ("b", "P"), ("p", "P"), ("f", "P"), ("v", "P"), ("d", "T"),
    ("t", "T"), ("l", "L"), ("r", "L"), ("m", "N"), ("n", "N"), ("h", "H"),
)  # fmt: skip
_VOWELS = regex.compile("[a-z]+")
_DOUBLED = regex.compile(r"(.)\1+")
_HAN_CLASSES = (
    ("zh", "S"), ("ch", "S"), ("sh", "S"), ("ng", "N"), ("x", "S"), ("j", "K"), ("q", "K"), ("z", "S"), ("c", "S"),
    ("h", "H"), ("y", ""), ("w", ""),
)  # fmt: skip


def consonants(name: str) -> str:
    """The sound classes of the consonants of a name in an alphabet: Abraham is ``PLHN``."""
    return _classes(anyascii(name).lower().replace("'", ""), _CLASSES)


def _classes(latin: str, classes: Collection[tuple[str, str]]) -> str:
    for written, kind in classes:
        latin = latin.replace(written, kind)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", latin))


def names(text: str) -> Iterator[str]:
    """The names in a text in an alphabet: words with a capital inside a sentence."""
    for match in NAME.finditer(text):
        kinds = consonants(match.group())
        for form in {kinds, kinds[:-1], kinds.replace("H", "")}:
            if len(form) >= SHORTEST:
                yield f"^{form}"


def sounding(text: str, wanted: Collection[str]) -> Iterator[str]:
    """Those of the `wanted` names that occur by sound in a Chinese text."""
    for match in _HAN.finditer(text):
        syllables = [_classes(anyascii(char).lower(), (*_HAN_CLASSES, *_CLASSES)) for char in match.group()]
        for start in range(len(syllables)):
            for end in range(start + 2, min(len(syllables), start + LONGEST) + 1):
                form = "^" + _DOUBLED.sub(r"\1", "".join(syllables[start:end]))
                if form in wanted:
                    yield form


def heard(sound: str, text: str) -> tuple[int, int] | None:
    """The offsets at which a Chinese text sounds like the consonants of a name; None if nowhere."""
    wanted = {sound, sound.replace("H", "")}
    for match in _HAN.finditer(text):
        syllables = [_classes(anyascii(char).lower(), (*_HAN_CLASSES, *_CLASSES)) for char in match.group()]
        for start in range(len(syllables)):
            for end in range(start + 2, min(len(syllables), start + LONGEST) + 1):
                if _DOUBLED.sub(r"\1", "".join(syllables[start:end])) in wanted:
                    return match.start() + start, match.start() + end
    return None
