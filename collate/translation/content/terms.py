"""Finds the terms of a termbase in a passage, inflected or not; of overlapping ones the longest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex

_WORDS = regex.compile(r"[\p{L}\p{M}\p{N}]+")


class Used(NamedTuple):
    """A term in use: its concept, the term as listed, ``text[start:end]``, and whether it is barred."""

    concept: str
    term: str
    start: int
    end: int
    barred: bool = False


class Wanted(NamedTuple):
    """A term to look for: its concept, the words as listed, and by what they are found."""

    concept: str
    term: str
    stems: tuple[str, ...]
    barred: bool = False


class Speech(NamedTuple):
    """How words of a language are compared: `stem` of a word, or `converted` characters where words are not parted."""

    stem: Callable[[str], str]
    converted: Callable[[str], str]
    han: bool


def wanted(concept: str, terms: Iterable[str], speech: Speech, *, barred: bool = False) -> list[Wanted]:
    """Terms as they will be looked for."""
    found = []
    for term in terms:
        stems = (speech.converted(term),) if speech.han else tuple(speech.stem(w) for w in _WORDS.findall(term))
        if any(stems):
            found.append(Wanted(concept, term, stems, barred))
    return found


def used(text: str, terms: Sequence[Wanted], speech: Speech) -> list[Used]:
    """Every term in a passage, in order; a shorter one inside a longer one is not counted."""
    found = _characters(text, terms, speech) if speech.han else _words(text, terms, speech)
    kept: list[Used] = []
    for one in sorted(found, key=lambda own: (own.start - own.end, own.start, own.term)):
        same = [own for own in kept if (own.start, own.end) == (one.start, one.end)]
        inside = any(own.start < one.end and one.start < own.end for own in kept)
        if not inside or (same and all(own.concept != one.concept for own in same)):
            kept.append(one)
    return sorted(kept, key=lambda own: (own.start, own.end, own.concept))


def _characters(text: str, terms: Sequence[Wanted], speech: Speech) -> list[Used]:
    read = speech.converted(text)
    if len(read) != len(text):
        read = text
    found = []
    for one in terms:
        start = read.find(one.stems[0])
        while start >= 0:
            found.append(Used(one.concept, one.term, start, start + len(one.stems[0]), one.barred))
            start = read.find(one.stems[0], start + 1)
    return found


def _words(text: str, terms: Sequence[Wanted], speech: Speech) -> list[Used]:
    words = list(_WORDS.finditer(text))
    stems = [speech.stem(word.group()) for word in words]
    places: dict[str, list[int]] = {}
    for number, stem in enumerate(stems):
        places.setdefault(stem, []).append(number)
    found = []
    for one in terms:
        for first in places.get(one.stems[0], ()):
            last = first + len(one.stems)
            if tuple(stems[first:last]) == one.stems:
                found.append(Used(one.concept, one.term, words[first].start(), words[last - 1].end(), one.barred))
    return found
