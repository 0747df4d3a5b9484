"""The letters by which two words differ, and in which surroundings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

START, END = "^", "$"  # what stands before the first letter of a word, and after its last
MOST = 5  # correspondences of two words, beyond which they are not compared
LONGEST = 3  # letters of one side of a correspondence
WIDEST = 2  # letters by which words of one vocabulary may differ to be neighbours
KEPT = 2**16  # pairs of words whose correspondences are kept: the same pairs are asked about more than once
CROWD = 60  # words with one beginning and one ending: more are short words that prove nothing
WHERE = {"i": "at the beginning of a word", "m": "within a word", "f": "at the end of a word"}
NOTHING = "∅"

Level = tuple[str, ...]


class Correspondence(NamedTuple):
    """Letters of one word against letters of another ("" for none), and the letter before and after them."""

    one: str
    other: str
    before: str
    after: str

    @property
    def place(self) -> str:
        """Where in the word: ``i`` at the beginning, ``f`` at the end, ``m`` between."""
        return "i" if self.before == START else "f" if self.after == END else "m"

    @property
    def doubled(self) -> bool:
        """Whether a letter is written twice in the one word and once in the other."""
        return not self.one and len(self.other) == 1 and self.other in (self.before, self.after)

    @property
    def kind(self) -> Level:
        """The correspondence at its place, whatever letters are beside it: what is shown and written to files."""
        return ("kind", self.one, self.other, "doubled" if self.doubled else "", self.place)

    @property
    def levels(self) -> tuple[Level, ...]:
        """What the correspondence is a case of, from the special to the general; the last two are about size only."""
        exact = ("exact", *self)
        if self.doubled:
            return (
                exact,
                self.kind,
                ("any", "", "doubled", self.place),
                ("size", "doubled", self.place),
                ("size", "doubled"),
            )
        size = f"{min(len(self.one), 2)}{min(len(self.other), 3)}"
        return exact, self.kind, ("any", self.one, self.other), ("size", size, self.place), ("size", size)

    def __str__(self) -> str:
        letters = f"{self.other}{self.other}/{self.other}" if self.doubled else f"{self.one or NOTHING}/{self.other}"
        return f"{letters} {WHERE[self.place]}"


def correspondences(a: str, b: str) -> tuple[Correspondence, ...] | None:
    """How the letters of two words correspond where they differ; None if too much differs for one word.

    Letters that differ side by side are one correspondence. The order of the two words makes no difference.
    """
    return _corresponding(a, b) if a <= b else _corresponding(b, a)


@lru_cache(maxsize=KEPT)
def _corresponding(a: str, b: str) -> tuple[Correspondence, ...] | None:
    steps: list[list[int]] = []
    for step in Levenshtein.opcodes(a, b):
        if step.tag == "equal":
            continue
        if steps and steps[-1][1] == step.src_start and steps[-1][3] == step.dest_start:
            steps[-1][1], steps[-1][3] = step.src_end, step.dest_end
        else:
            steps.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    changed = 0
    for first, last, start, end in steps:
        changed += last - first
        if last - first > LONGEST or end - start > LONGEST:
            return None
    if len(steps) > MOST or changed >= len(a):
        return None
    return tuple(_correspondence(a, b, *step) for step in steps)


def _correspondence(a: str, b: str, i: int, j: int, k: int, m: int) -> Correspondence:
    before = a[i - 1] if i else START
    after = a[j] if j < len(a) else END
    one, other = a[i:j], b[k:m]
    if (len(one), one) > (len(other), other):
        one, other = other, one
    return Correspondence(one, other, before, after)


def neighbours(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that differ in one place only, by at most two letters on either side."""
    frames: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        for start in range(len(word) + 1):
            for size in range(min(WIDEST, len(word) - start) + 1):
                if size < len(word):
                    frames[word[:start], word[start + size :]].append(word)
    seen: set[tuple[str, str]] = set()
    for held in frames.values():
        if 1 < len(held) <= CROWD:
            seen.update(combinations(dict.fromkeys(held), 2))
    yield from sorted(seen)
