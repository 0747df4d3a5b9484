"""Finds words of closed sets in a passage: countries, cities, weekdays, colours, kinship, opposites."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import regex

from collate.languages.closed import Form, Forms, forms
from collate.languages.letters import unmarked
from collate.model.senses import small_letters

_WORD = regex.compile(r"[\p{L}\p{M}]+")
LONGEST = 8  # characters of a Chinese name


class Closed(NamedTuple):
    """A word of a closed set at ``text[start:end]``: its class and meaning. `asks`: the other side has to say it."""

    kind: str
    key: str
    start: int
    end: int
    asks: bool


def closed_words(text: str, code: str, converted: Callable[[str], str] = str) -> list[Closed]:
    """The words of closed sets, in order; of overlapping ones of a class the longest. `converted`: see `Speech`."""
    known = forms(code)
    found = list(_characters(text, known, converted) if code == "zh" else _words(text, known))
    found.sort(key=lambda one: (one.start - one.end, not one.asks, one.start))
    kept: list[Closed] = []
    for one in found:
        if not any(own.start <= one.start and one.end <= own.end and _hides(own, one) for own in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.kind, one.key))


def _hides(own: Closed, one: Closed) -> bool:
    """Whether a word inside another is not one by itself: 西 in 西班牙; but a form may have two meanings."""
    return own.end - own.start > one.end - one.start or (own.kind, own.key) == (one.kind, one.key)


def _characters(text: str, known: Forms, converted: Callable[[str], str]) -> Iterator[Closed]:
    read = converted(text)
    if len(read) != len(text):
        read = text
    for start, char in enumerate(read):
        for form, meaning, asks in known.han.get(char, ()):
            if read.startswith(form, start):
                kind, _, key = meaning.partition(" ")
                yield Closed(kind, key, start, start + len(form), asks)


def _words(text: str, known: Forms) -> Iterator[Closed]:
    places = [match.span() for match in _WORD.finditer(text)]
    small = [unmarked(small_letters(text[start:end])).removesuffix("ъ") for start, end in places]
    for number, word in enumerate(small):
        for form in known.beginning(word):
            last = number + len(form.words)
            if _fits(form, small[number:last]):
                capital = text[places[number][0]].isupper()
                if capital or not form.capital or form.kind == "city":
                    start, end = places[number][0], places[last - 1][1]
                    yield Closed(form.kind, form.key, start, end, form.asks and (capital or not form.capital))


def _fits(form: Form, words: list[str]) -> bool:
    if len(form.words) == 1 and words:
        return words[0].startswith(form.words[0]) if form.open[0] else words[0] == form.words[0]
    return len(words) == len(form.words) and all(
        word.startswith(own) if any_ending else word == own
        for word, own, any_ending in zip(words, form.words, form.open, strict=True)
    )
