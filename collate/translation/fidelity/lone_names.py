"""Checks names that the other side does not have, also such as stand once: left out, brought in, or replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from collate.languages import names as sounds
from collate.languages.closed import COLUMNS
from collate.model.fidelity import Doubt
from collate.translation.content.passage import Name, Said

Lexicon = Mapping[str, Mapping[str, float]]
ALIKE = 0.68  # likeness of two sounds that are one name
LEARNT = 0.12  # likelihood of a rendering that counts
SAME = 4  # letters that two spellings of a name have in common at the start
SHORTEST = 4  # letters of a name; shorter ones are initials and particles
REPLACED, LOST, GAINED = 0.85, 0.45, 0.35
HAN = 0.85  # what is sure of names in Chinese, whose spelling says less, beside other languages
BEFORE, EXPECTED = 6.0, 0.95  # names that the expectation is worth beside those of the text, and what it is


class _Pair(NamedTuple):
    """A bead: the names that the other side does not have, and those that it has less often, both ways, by offsets."""

    number: int
    lost: list[tuple[int, int]]
    gained: list[tuple[int, int]]
    fewer: list[tuple[int, int]]
    more: list[tuple[int, int]]


def lone_names(pairs: Sequence[tuple[Said, Said]], there: Lexicon, back: Lexicon) -> Iterator[tuple[int, Doubt]]:
    """Names of one side that the other lacks, with the name that stands there instead, if one does.

    The fewer names of the text have a counterpart that is recognised, the less sure.
    """
    total, met, found = BEFORE, BEFORE * EXPECTED, []
    for number, (one, other) in enumerate(pairs):
        lost, gained = _missing(one, other, there), _missing(other, one, back)
        many = max(len(one.names) + len(other.names), len(lost) + len(gained))
        total, met = total + many, met + many - len(lost) - len(gained)
        if lost or gained:
            found.append(_Pair(number, lost, gained, _oftener(one, other), _oftener(other, one)))
    for pair in found:
        rate = (met / (total - min(2, len(pair.lost) + len(pair.gained)))) ** 2  # what this text does elsewhere
        one, other = pairs[pair.number]
        han = HAN if one.senses.han or other.senses.han else 1.0
        for doubt in _doubts(pair, one.text, other.text):
            yield pair.number, doubt._replace(confidence=round(doubt.confidence * rate * han, 2))


def _doubts(pair: _Pair, one: str, other: str) -> Iterator[Doubt]:
    gained, more, fewer = list(pair.gained), list(pair.more), list(pair.fewer)

    def nearest(places: list[tuple[int, int]], share: float, text: str) -> tuple[int, int] | None:
        found = min(places, key=lambda own: abs(own[0] / len(text) - share), default=None)
        if found is not None:
            places.remove(found)
        return found

    for place in pair.lost:
        share = place[0] / len(one)
        mate = nearest(gained, share, other) or nearest(more, share, other)
        if mate is None:
            yield Doubt("name-missing", LOST, f"{one[slice(*place)]} is not in the translation", place)
        else:
            yield _replaced(one, place, other, mate)
    for mate in gained:
        own = nearest(fewer, mate[0] / len(other), one)
        if own is None:
            yield Doubt("name-missing", GAINED, f"{other[slice(*mate)]} is not in the original", None, mate)
        else:
            yield _replaced(one, own, other, mate)


def _replaced(one: str, place: tuple[int, int], other: str, mate: tuple[int, int]) -> Doubt:
    said = f"{one[slice(*place)]} is {other[slice(*mate)]} in the translation"
    return Doubt("wrong-word", REPLACED, said, place, mate)


def _oftener(one: Said, other: Said) -> list[tuple[int, int]]:
    """The names that stand twice and oftener on a side, and fewer times on the other, each once; not in Chinese."""
    if one.senses.han or other.senses.han:
        return []
    times = Counter(name.stem for name in one.names if len(name.latin) >= SHORTEST)
    return [
        (name.start, name.end)
        for name in {own.stem: own for own in one.names}.values()
        if times[name.stem] > max(1, sum(_alike(name, mate) for mate in other.capitals))
    ]


def _missing(one: Said, other: Said, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names of a side that the other does not have, each once, by offsets."""
    if one.senses.han:
        return _foreign(one, other)
    if one.senses.code not in COLUMNS or other.senses.code not in COLUMNS:
        return []  # without lists of words every word with a capital would be a name
    keys = {(word.kind, word.key) for word in other.closed}
    known = {place for word in one.closed if (word.kind, word.key) in keys for place in range(word.start, word.end)}
    lone = {
        name.stem: (name.start, name.end)
        for name in reversed(one.names)
        if len(name.latin) >= SHORTEST and name.start not in known and not _there(name, other, lexicon)
    }
    cities = {
        word.key: (word.start, word.end)
        for word in one.closed
        if word.kind == "city"
        and word.asks
        and ("city", word.key) not in keys
        and not any(mate.latin[:SAME] == one.text[word.start : word.start + SAME].lower() for mate in other.capitals)
    }
    apart = [place for place in lone.values() if all(place[1] <= a or b <= place[0] for a, b in cities.values())]
    return sorted([*apart, *cities.values()])


def _there(name: Name, other: Said, lexicon: Lexicon) -> bool:
    """Whether the other side has a name: as it is learnt, spelt or heard."""
    learnt = {form for form, share in lexicon.get(name.stem, {}).items() if share >= LEARNT}
    if not learnt.isdisjoint(other.forms) or name.latin in other.text.lower():
        return True
    if other.senses.han:
        return (
            len(name.sound) < sounds.SHORTEST
            or sounds.spelt(name.latin, other.text) is not None
            or sounds.nearly_heard(name.sound, other.text) is not None
        )
    return any(_alike(name, mate) for mate in other.capitals)


def _alike(one: Name, other: Name) -> bool:
    if one.latin[:SAME] == other.latin[:SAME]:
        return True
    if not (one.sound and other.sound):
        return False
    return Indel.normalized_similarity(one.sound, other.sound) >= ALIKE


def _foreign(one: Said, other: Said) -> list[tuple[int, int]]:
    """Foreign names in Chinese that sound like no name of the other side."""
    known = {place for word in one.closed if word.kind in {"country", "city"} for place in range(word.start, word.end)}
    found = []
    for start, end in sounds.foreign(one.text):
        written = one.text[start:end]
        heard = any(
            sounds.nearly_heard(name.sound, written) or sounds.spelt(name.latin, written)
            for name in other.capitals
            if name.sound
        )
        if known.isdisjoint(range(start, end)) and not heard:
            found.append((start, end))
    return found
