"""Texts in which every witness has its own words: spelt in its own way, or unrelated; or one place with a form each.

Used by ``speed.py``: there nothing agrees that could cut the text, so that all of it is compared with all.
"""

from __future__ import annotations

import random
from pathlib import Path

CONSONANTS, VOWELS = "b d f g h k l m n p r s t v w sch st", "a e i o u ei ou"
SYLLABLES = [one + other for one in CONSONANTS.split() for other in VOWELS.split()]
SPELT = {
    "a": "a e o aa", "e": "e i ee", "i": "i y ie", "o": "o u oo", "u": "u v w", "k": "k c ck", "s": "s z ss",
    "t": "t th d", "f": "f v ff", "b": "b p", "g": "g gh k",
}  # fmt: skip
KINDS = ("own spelling", "unrelated", "one place")
RESPELT = 0.9  # the share of the letters that a witness may write in another way
VOCABULARY = 120


def files(folder: Path, witnesses: int, words: int, kind: str) -> list[str]:
    """The files of such witnesses, made in a folder; `kind` is one of `KINDS`."""
    chance = random.Random(5)
    target = folder / f"{kind.replace(' ', '-')}-{witnesses}x{words}"
    target.mkdir(exist_ok=True)
    vocabulary = [_word(chance) for _ in range(VOCABULARY)]
    text = [vocabulary[min(VOCABULARY - 1, int(chance.expovariate(1 / 30)))] for _ in range(words)]
    made = []
    for number in range(witnesses):
        made.append(target / f"W{number:03}.txt")
        made[-1].write_text(" ".join(_row(text, kind, number, chance)), encoding="utf-8")
    return [str(path) for path in made]


def _row(text: list[str], kind: str, number: int, chance: random.Random) -> list[str]:
    if kind == "unrelated":
        return [_word(chance) for _ in text]
    if kind == "own spelling":
        return [_respelt(word, chance) for word in text]
    middle = len(text) // 2
    return [*text[:middle], f"{_respelt(text[middle], chance)}{number}", *text[middle + 1 :]]


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((1, 2, 2, 3))))


def _respelt(word: str, chance: random.Random) -> str:
    return "".join(chance.choice(SPELT.get(c, c).split()) if chance.random() < RESPELT else c for c in word)
