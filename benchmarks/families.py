"""Families of witnesses for measuring growth: made by seed, the same on every machine.

`close` and `half` change 3 and 50 words in a hundred; `varied` 30; `own` spells nearly every letter in its own way;
`unrelated` shares nothing; `one place` has a form of its own at one word; `orders` are lines in orders of their own.
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
RATES = {"close": 0.03, "varied": 0.3, "half": 0.5}
KINDS = (*RATES, "own", "unrelated", "one place", "orders")
RESPELT = 0.9  # the share of the letters that a witness may write in another way
VOCABULARY = 120
LINE = 8  # words of a line that stands elsewhere


def files(folder: Path, witnesses: int, words: int, kind: str) -> list[str]:
    """The files of such witnesses, made in a folder; `kind` is one of `KINDS`."""
    chance = random.Random(5)
    target = folder / f"{kind.replace(' ', '-')}-{witnesses}x{words}"
    target.mkdir(exist_ok=True)
    vocabulary = [_word(chance) for _ in range(max(VOCABULARY, words // 4))]
    text = [_drawn(vocabulary, chance) for _ in range(words)]
    made = []
    for number in range(witnesses):
        made.append(target / f"W{number:03}.txt")
        made[-1].write_text(_row(text, kind, number, vocabulary, chance), encoding="utf-8")
    return [str(path) for path in made]


def _row(text: list[str], kind: str, number: int, vocabulary: list[str], chance: random.Random) -> str:
    if kind == "unrelated":
        return " ".join(_word(chance) for _ in text)
    if kind == "own":
        return " ".join(_respelt(word, chance) for word in text)
    if kind == "orders":
        lines = [" ".join(text[at : at + LINE]) for at in range(0, len(text), LINE)]
        chance.shuffle(lines)
        return "\n".join(lines)
    if kind == "one place":
        middle = len(text) // 2
        return " ".join([*text[:middle], f"{_respelt(text[middle], chance)}{number}", *text[middle + 1 :]])
    return " ".join(_drawn(vocabulary, chance) if chance.random() < RATES[kind] else word for word in text)


def _drawn(vocabulary: list[str], chance: random.Random) -> str:
    """A word: few are common, most are rare."""
    return vocabulary[min(len(vocabulary) - 1, int(chance.expovariate(4 / len(vocabulary))))]


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((1, 2, 2, 3))))


def _respelt(word: str, chance: random.Random) -> str:
    return "".join(chance.choice(SPELT.get(c, c).split()) if chance.random() < RESPELT else c for c in word)
