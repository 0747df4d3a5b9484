"""Finds function words that change the sense of a passage: not, each, none, all, some, must, may."""

from __future__ import annotations

from collections.abc import Iterator

from collate.model.senses import Sense, Senses, small_letters


def small_words(text: str, senses: Senses) -> list[Sense]:
    """Every small word of every sense, in order; what means two things stands there twice."""
    return sorted(_found(small_letters(text), senses), key=lambda one: (one.start, one.end, one.name))


def _found(text: str, senses: Senses) -> Iterator[Sense]:
    text = senses.idle.sub(lambda match: "\0" * len(match.group()), text)
    for (name, asks), pattern in senses.sense.items():
        for match in pattern.finditer(text):
            yield Sense(name, match.start(), match.end(), asks)
