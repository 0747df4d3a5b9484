"""Finds function words that change the sense of a passage: not, each, none, all, some, must, may."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from collate.model.senses import Sense, Senses, small_letters


def small_words(text: str, senses: Senses) -> list[Sense]:
    """Every small word of every sense, in order; what means two things stands there twice."""
    return sorted(_found(small_letters(text), senses), key=lambda one: (one.start, one.end, one.name))


_NUMBERED = regex.compile(r"\bn[o°º]\.?\s?(?=\p{Nd})|№")  # No. 1 is no negation


def _found(text: str, senses: Senses) -> Iterator[Sense]:
    for pattern in (senses.idle, _NUMBERED):
        text = pattern.sub(lambda match: "\0" * len(match.group()), text)
    soft = [match.span() for match in senses.soft.finditer(text)]
    for start, end in soft:
        yield Sense("not", start, end, asks=False)
    seeming = {match.start() for match in senses.seeming.finditer(text)}
    loose = {place for span in soft for place in range(*span)}
    none = senses.sense.get(("none", True), regex.compile(r"(?!)"))
    inside = {place for match in none.finditer(text) for place in range(match.start() + 1, match.end())}  # ни один из
    for (name, asks), pattern in senses.sense.items():
        for match in pattern.finditer(text):
            looks = (
                match.start() in seeming if name == "not" and not asks else name == "some" and match.start() in inside
            )
            if not looks:
                yield Sense(name, match.start(), match.end(), asks and (name != "not" or match.start() not in loose))
