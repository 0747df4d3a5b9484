"""Simulates a scribe, who copies a text with typical slips; the origin of every word is recorded.

A word is a pair (form, slot). The slot says which place of the true alignment it fills: a copy keeps it, a
substitute takes it over, an addition opens a new one, and a word that moves leaves its slot for a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

Word = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Habits:
    """How often a scribe does what, per word copied (moves of blocks and rewriting: per hundred words)."""

    substitute: float = 0.010
    respell: float = 0.010
    omit: float = 0.004
    add: float = 0.004
    eye_skip: float = 0.0005
    repeat: float = 0.0005
    transpose: float = 0.001
    move_block: float = 0.005
    rewrite: float = 0.005

    def scaled(self, rate: float) -> Habits:
        """The same habits at another total rate of change."""
        factor = rate / 0.03  # the rates above change about 3 % of the words
        return Habits(*(getattr(self, name) * factor for name in self.__dataclass_fields__))


@dataclass(frozen=True, slots=True)
class Moved:
    """Words that a scribe moved: their slots before and after, and their forms."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    words: tuple[str, ...]


class Slots:
    """Hands out new slots and keeps all slots in the order of the true alignment."""

    def __init__(self, length: int) -> None:
        self.following: dict[int, list[int]] = {}
        self.total = self.length = length

    def after(self, slot: int) -> int:
        """A new slot right after another (-1: before the first), and before those opened there earlier."""
        new = self.total
        self.total += 1
        self.following.setdefault(slot, []).insert(0, new)
        return new

    def order(self) -> list[int]:
        """All slots in order, without recursion: additions to additions may be deep."""
        ordered: list[int] = []
        waiting = [*range(self.length - 1, -1, -1), *reversed(self.following.get(-1, []))]
        while waiting:
            slot = waiting.pop()
            ordered.append(slot)
            waiting += reversed(self.following.get(slot, []))
        return ordered


class Scribe:
    """One scribe: his random choices, his habits and his spelling."""

    def __init__(self, random: Random, habits: Habits, vocabulary: Sequence[str], slots: Slots) -> None:
        self.random, self.habits, self.vocabulary, self.slots = random, habits, vocabulary, slots
        self.moves: list[Moved] = []
        self.spelling = random.choice((("i", "y"), ("u", "v"), ("s", "ss"), ("c", "k"), ("e", "ee"), ("f", "ph")))

    def copy(self, exemplar: Sequence[Word]) -> list[Word]:
        """A copy of the exemplar with this scribe's changes."""
        return self._reordered(self._copied(exemplar))

    def _copied(self, exemplar: Sequence[Word]) -> list[Word]:
        copy: list[Word] = []
        at = 0
        while at < len(exemplar):
            word, slot = exemplar[at]
            step = self._change(copy, exemplar, at, word, slot)
            at += step
        return copy

    def _change(self, copy: list[Word], exemplar: Sequence[Word], at: int, word: str, slot: int) -> int:
        """Copy the word at `at` in some way; return how many words of the exemplar are done."""
        chance, habits = self.random.random(), self.habits
        for name in ("substitute", "respell", "omit", "add", "eye_skip", "repeat"):
            chance -= getattr(habits, name)
            if chance < 0:
                break
        else:
            copy.append((word, slot))
            return 1
        if name == "substitute":
            copy.append((self._other(word), slot))
        elif name == "respell":
            copy.append((self._respelt(word), slot))
        elif name == "add":
            copy += [(word, slot), (self.random.choice(self.vocabulary), self.slots.after(slot))]
        elif name == "repeat":
            copy += [(word, slot), (word, self.slots.after(slot))]
        elif name == "eye_skip":
            return self._skipped(copy, exemplar, at)
        return 1

    def _other(self, word: str) -> str:
        other = self.random.choice(self.vocabulary)
        return other if other != word else word + "s"

    def _respelt(self, word: str) -> str:
        old, new = self.spelling
        if old in word:
            return word.replace(old, new, 1)
        cut = self.random.randrange(len(word)) if len(word) > 1 else 0
        return word[:cut] + word[cut] + word[cut:]

    def _skipped(self, copy: list[Word], exemplar: Sequence[Word], at: int) -> int:
        """From a word to the next like it: what stands between is lost (homoeoteleuton)."""
        word, slot = exemplar[at]
        copy.append((word, slot))
        like = next((n for n in range(at + 2, min(at + 25, len(exemplar))) if exemplar[n][0] == word), None)
        return 1 if like is None else like - at + 1

    def _reordered(self, text: list[Word]) -> list[Word]:
        for at in range(len(text) - 8, 8, -1):
            if self.random.random() < self.habits.transpose:
                self._move(text, at, self.random.randint(1, 2), at + self.random.randint(3, 4))
        for _ in range(len(text) // 100):
            if self.random.random() < self.habits.move_block and len(text) > 200:
                start = self.random.randrange(len(text) - 60)
                self._move(text, start, self.random.randint(10, 40), self.random.randrange(len(text) - 60))
            if self.random.random() < self.habits.rewrite and len(text) > 60:
                self._rewrite(text, self.random.randrange(len(text) - 40), self.random.randint(8, 25))
        return text

    def _move(self, text: list[Word], start: int, length: int, target: int) -> None:
        """Move words so that they follow what now stands at `target` (counted without them)."""
        words = text[start : start + length]
        rest = text[:start] + text[start + length :]
        target = min(target, len(rest) - 1)
        if abs(target - start) < 2:
            return
        slot, placed = rest[target][1], []
        for word, _ in words:
            slot = self.slots.after(slot)
            placed.append((word, slot))
        before, after = tuple(s for _, s in words), tuple(s for _, s in placed)
        self.moves.append(Moved(before, after, tuple(word for word, _ in words)))
        text[:] = [*rest[: target + 1], *placed, *rest[target + 1 :]]

    def _rewrite(self, text: list[Word], start: int, length: int) -> None:
        slot = text[start - 1][1] if start else -1
        new = []
        for _ in range(self.random.randint(length // 2, length)):
            slot = self.slots.after(slot)
            new.append((self.random.choice(self.vocabulary), slot))
        text[start : start + length] = new
