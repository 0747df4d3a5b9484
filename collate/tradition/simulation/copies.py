"""Simulates a tradition: scribes copy copies of one text, sometimes from two exemplars, and every step is recorded.

The same seed gives the same result. Recorded are the alignment (which words of the copies fill one place), the moves
and the stemma; contamination is recorded copy by copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from random import Random

from collate.tradition.simulation.scribe import Habits, Moved, Scribe, Slots, Word

SYLLABLES = tuple(consonant + vowel for consonant in "bcdfglmnprs" for vowel in "aeo")
SENTENCE = 12  # words to a line of the files


@dataclass(frozen=True, slots=True)
class Tradition:
    """Copies by siglum, with their true alignment, moves and stemma.

    `table` has a row per place in order and a column per copy, in the order of `copies`: the number of the
    copy's word or -1. `stemma` gives each copy's exemplar ("" for the original), `second` the copy that a
    contaminated one also drew on. `moves` gives, copy by copy, what its scribe moved, by rows of the table.
    """

    copies: dict[str, list[str]]
    table: list[list[int]]
    moves: dict[str, list[Moved]]
    stemma: dict[str, str]
    second: dict[str, str]

    def newick(self) -> str:
        """The stemma as a tree; contamination is not part of it."""
        children: dict[str, list[str]] = {}
        for copy, exemplar in self.stemma.items():
            children.setdefault(exemplar, []).append(copy)

        def below(name: str) -> str:
            own = children.get(name, [])
            return f"({','.join(below(child) for child in own)}){name}" if own else name

        return below(children[""][0]) + ";"


def invented(words: int, random: Random, kinds: int = 4000) -> list[str]:
    """A text of invented words, as common and as rare as those of a language (Zipf's law)."""
    lexicon: list[str] = []
    known: set[str] = set()
    while len(lexicon) < kinds:
        word = "".join(random.choice(SYLLABLES) for _ in range(1 + min(3, len(lexicon) // 60)))
        if word not in known:
            known.add(word)
            lexicon.append(word)
        elif len(lexicon) < 120:
            lexicon.append(word + random.choice("nrst") + str(len(lexicon) % 10))
    weights = [1 / (rank + 2.7) for rank in range(kinds)]
    return random.choices(lexicon, weights, k=words)


def simulate(
    text: Sequence[str], copies: int, *, seed: int = 0, rate: float = 0.03, contamination: float = 0.0
) -> Tradition:
    """Copy a text until there are `copies` of it; each scribe takes a random copy made before him.

    `rate` is the share of words that one scribe changes, `contamination` that of the copies which take half
    their text from a second exemplar.
    """
    random = Random(seed)  # noqa: S311  a simulation, not a secret
    slots = Slots(len(text))
    vocabulary = sorted(set(text)) or ["word"]
    made: dict[str, list[Word]] = {}
    stemma: dict[str, str] = {}
    second: dict[str, str] = {}
    moves: dict[str, list[Moved]] = {}
    digits = len(str(copies))
    for number in range(copies):
        siglum = f"W{number + 1:0{digits}}"
        exemplar = random.choice(sorted(made)) if made else ""
        source = made[exemplar] if exemplar else [(word, slot) for slot, word in enumerate(text)]
        other = random.choice(sorted(made)) if made and random.random() < contamination else exemplar
        if other != exemplar:
            source = _mixed(source, made[other], slots)
            second[siglum] = other
        scribe = Scribe(random, Habits().scaled(rate), vocabulary, slots)
        made[siglum] = scribe.copy(source)
        stemma[siglum], moves[siglum] = exemplar, scribe.moves
    return _tradition(made, moves, stemma, second, slots)


def _mixed(first: Sequence[Word], second: Sequence[Word], slots: Slots) -> list[Word]:
    """The first half from one exemplar, the second from another, cut at a word that both have."""
    places = {slot: at for at, (_, slot) in enumerate(second)}
    rank = {slot: n for n, slot in enumerate(slots.order())}
    for at in range(len(first) // 2, len(first)):
        slot = first[at][1]
        if slot in places:
            mixed = [*first[:at], *second[places[slot] :]]
            return mixed if all(rank[a[1]] < rank[b[1]] for a, b in pairwise(mixed)) else list(first)
    return list(first)


def _tradition(
    made: dict[str, list[Word]],
    moves: dict[str, list[Moved]],
    stemma: dict[str, str],
    second: dict[str, str],
    slots: Slots,
) -> Tradition:
    rows = {slot: n for n, slot in enumerate(slots.order())}
    table = [[-1] * len(made) for _ in rows]
    for column, words in enumerate(made.values()):
        for index, (_, slot) in enumerate(words):
            table[rows[slot]][column] = index
    filled = [any(index >= 0 for index in row) for row in table]
    before = [0, *accumulate(filled)]
    final = {slot: before[place] for slot, place in rows.items() if filled[place]}
    placed = {siglum: [move for m in own for move in _placed(m, final)] for siglum, own in moves.items()}
    texts = {siglum: [word for word, _ in words] for siglum, words in made.items()}
    return Tradition(texts, [row for row, has in zip(table, filled, strict=True) if has], placed, stemma, second)


def _placed(move: Moved, final: dict[int, int]) -> list[Moved]:
    """A move by rows of the table, without the words that no copy has at both places; nothing if none is left."""
    triples = [
        (final[a], final[b], word)
        for a, b, word in zip(move.before, move.after, move.words, strict=True)
        if a in final and b in final
    ]
    if not triples:
        return []
    return [Moved(tuple(a for a, _, _ in triples), tuple(b for _, b, _ in triples), tuple(w for _, _, w in triples))]
