"""Checks names that the other side does not have, also such as stand once: left out, brought in, or replaced."""

from __future__ import annotations

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
    """A bead: its names on both sides, and those that the other side does not have, by offsets."""

    number: int
    lost: list[tuple[int, int]]
    gained: list[tuple[int, int]]


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
            found.append(_Pair(number, lost, gained))
    for pair in found:
        rate = (met / (total - min(2, len(pair.lost) + len(pair.gained)))) ** 2  # what this text does elsewhere
        one, other = pairs[pair.number]
        han = HAN if one.senses.han or other.senses.han else 1.0
        for doubt in _doubts(pair, one.text, other.text):
            yield pair.number, doubt._replace(confidence=round(doubt.confidence * rate * han, 2))


def _doubts(pair: _Pair, one: str, other: str) -> Iterator[Doubt]:
    gained = list(pair.gained)
    for start, end in pair.lost:
        mate = min(gained, key=lambda own: abs(own[0] / len(other) - start / len(one)), default=None)
        if mate is not None:
            gained.remove(mate)
            said = f"{one[start:end]} is {other[slice(*mate)]} in the translation"
            yield Doubt("wrong-word", REPLACED, said, (start, end), mate)
        else:
            yield Doubt("name-missing", LOST, f"{one[start:end]} is not in the translation", (start, end))
    for start, end in gained:
        yield Doubt("name-missing", GAINED, f"{other[start:end]} is not in the original", None, (start, end))


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
