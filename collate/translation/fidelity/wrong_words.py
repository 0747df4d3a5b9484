"""Checks words of closed sets: a country, city, month, weekday, colour, relative or opposite that is another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from collate.model.fidelity import Doubt
from collate.translation.content.closed_words import Closed
from collate.translation.content.passage import Said

# How sure a word of a class is another where one of them is lost and another gained, and where the lost one may be
# there in another sense; the same for a word that is lost, or gained, alone.
SWAPPED = {"country": 0.9, "city": 0.85, "weekday": 0.9, "month": 0.85, "direction": 0.75, "season": 0.75,
           "colour": 0.7, "kin": 0.65, "opposite": 0.75}  # fmt: skip
FAINT = {"country": 0.75, "city": 0.6, "weekday": 0.6, "direction": 0.4, "kin": 0.4, "opposite": 0.55}
ALONE = {"country": 0.62, "city": 0.55, "weekday": 0.6, "month": 0.3, "colour": 0.25, "kin": 0.25,
         "direction": 0.25}  # fmt: skip
GAINED = 0.8  # of what a lost word is worth
BEFORE = 8.0  # words of a class that the expectation is worth beside those of the text
EXPECTED = 0.95  # share of them that is rendered in a faithful translation
AGAIN = 0.9  # of what a change is worth where one of the two words stands in both sentences, only not as often
DENIED = 0.5  # of what an opposite is worth where one side negates and the other does not
# How much a text that is free in words of a class counts against a change, and against a loss. What is opposite has
# many names, so that a text is always free in these.
SWAP, LONE, LOOSE = 2, 6, 0.5
HABIT = 0.25  # share of the sentences with a word from which another word for it is the way of this text


class _Side(NamedTuple):
    """The meanings that a side asks for, with a word for each; how often it does, and how often it may have them."""

    asked: dict[tuple[str, str], Closed]
    times: Counter[tuple[str, str]]
    there: Counter[tuple[str, str]]


class _Pair(NamedTuple):
    number: int
    one: _Side
    other: _Side


def wrong_words(pairs: Sequence[tuple[Said, Said]]) -> Iterator[tuple[int, Doubt]]:
    """Words of closed sets that the other side lacks, with the word of the same set that stands there instead."""
    read = [_Pair(number, _side(one), _side(other)) for number, (one, other) in enumerate(pairs)]
    met, total = _rates(read)
    habits, times = _habits(read)
    for pair in read:
        for kind in SWAPPED:
            for lost, gained, sure in _changes(pair, kind):
                if kind == "opposite" and _negations(pairs[pair.number][0]) != _negations(pairs[pair.number][1]):
                    sure *= DENIED
                usual = habits[lost.key, gained.key] if lost and gained else 0
                often = times[lost.kind, lost.key] if lost else 1
                if usual > 1 and usual >= HABIT * often:
                    sure *= HABIT
                others = total[kind] - bool(lost) - bool(gained)  # what this text does elsewhere
                rate = (met[kind] + BEFORE * EXPECTED) / (others + BEFORE)
                yield (
                    pair.number,
                    _doubt(
                        lost,
                        gained,
                        round(sure * rate ** (LOOSE if kind == "opposite" else SWAP if lost and gained else LONE), 2),
                        pairs[pair.number],
                    ),
                )


def _side(said: Said) -> _Side:
    asked: dict[tuple[str, str], Closed] = {}
    for word in said.closed:
        if word.asks:
            asked.setdefault((word.kind, word.key), word)
    return _Side(asked, _times(word for word in said.closed if word.asks), _times(said.closed))


def _times(words: Iterable[Closed]) -> Counter[tuple[str, str]]:
    """How often each meaning stands there; two readings of a word are one."""
    return Counter((kind, key) for kind, key, _ in {(word.kind, word.key, word.start) for word in words})


def _rates(read: Sequence[_Pair]) -> tuple[Counter[str], Counter[str]]:
    """For each class how many words the other side has too, and how many there are."""
    met: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair in read:
        for own, mate in ((pair.one, pair.other), (pair.other, pair.one)):
            for kind, key in own.asked:
                total[kind] += 1
                met[kind] += (kind, key) in mate.there
    return met, total


def _habits(read: Sequence[_Pair]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """How often a word stands for another, and how often each stands at all."""
    often: Counter[tuple[str, str]] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    for pair in read:
        times.update(pair.one.asked.keys())
        for kind in SWAPPED:
            for lost, gained, _ in _changes(pair, kind):
                if lost and gained:
                    often[lost.key, gained.key] += 1
    return often, times


def _changes(pair: _Pair, kind: str) -> Iterator[tuple[Closed | None, Closed | None, float]]:
    """The words of a class that are lost, gained, or changed for one another, with how sure each is."""
    lost, gone = _fewer(pair.other, pair.one, kind)
    _, new = _fewer(pair.one, pair.other, kind)
    for word in sorted(lost, key=lambda own: own not in gone):
        mate = next((own for own in new if kind != "opposite" or own.key == _opposite(word.key)), None)
        if mate is not None:
            new.remove(mate)
            sure = SWAPPED[kind] if word in gone else FAINT.get(kind, 0.2)
            again = (kind, mate.key) in pair.one.there or (word in gone and (kind, word.key) in pair.other.there)
            yield word, mate, sure * AGAIN if again else sure
        elif word in gone and kind in ALONE and (kind, word.key) not in pair.other.there:
            yield word, None, ALONE[kind]
    for word in new:
        if kind in ALONE and (kind, word.key) not in pair.one.there:
            yield None, word, ALONE[kind] * GAINED


def _fewer(less: _Side, side: _Side, kind: str) -> tuple[list[Closed], list[Closed]]:
    """The words of a class that a side has oftener than the other asks for; and those that it has oftener at all."""
    lost = [word for key, word in side.asked.items() if key[0] == kind and side.times[key] > less.times[key]]
    return lost, [word for word in lost if side.times[kind, word.key] > less.there[kind, word.key]]


def _negations(said: Said) -> bool:
    return any(word.name == "not" and word.asks for word in said.words)


def _opposite(key: str) -> str:
    return "/".join(reversed(key.split("/")))


def _doubt(lost: Closed | None, gained: Closed | None, sure: float, pair: tuple[Said, Said]) -> Doubt:
    own = pair[0].text[lost.start : lost.end] if lost else ""
    mate = pair[1].text[gained.start : gained.end] if gained else ""
    places = (lost.start, lost.end) if lost else None, (gained.start, gained.end) if gained else None
    kind = (lost or gained or _NOTHING).kind
    called = {"opposite": "its opposite", "kin": "a relative"}.get(kind, f"a {kind}")
    if lost and gained:
        said = "its opposite" if kind == "opposite" else f"another {'relative' if kind == 'kin' else kind}"
        return Doubt("wrong-word", sure, f"{own} is {mate} in the translation: {said}", *places)
    where = f"{own}, {called}, is not in the translation" if lost else f"{mate}, {called}, is not in the original"
    return Doubt("wrong-word", sure, where, *places)


_NOTHING = Closed("word", "", 0, 0, asks=False)
