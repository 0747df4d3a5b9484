"""Checks of negation, quantifiers and modality."""

from __future__ import annotations

from collections.abc import Iterator

from collate.model.fidelity import Doubt
from collate.model.senses import Sense
from collate.translation.content.passage import Said

# Which quantifiers exclude one another; each and all do not.
_AGAINST = {
    "each": ("none", "some"),
    "all": ("none", "some"),
    "none": ("each", "all", "some"),
    "some": ("each", "none"),
}
CALLED = {"must": "shall", "may": "may"}


def _asked(side: Said, sense: str) -> Sense | None:
    return next((word for word in side.words if word.name == sense and word.asks), None)


def _there(side: Said, sense: str) -> bool:
    return any(word.name == sense for word in side.words)


def _count(side: Said, sense: str, *, asks: bool = False) -> int:
    """How many words say a sense, or ask for it; of several at one place one."""
    return len({word.start for word in side.words if word.name == sense and (word.asks or not asks)})


def _place(word: Sense | None) -> tuple[int, int] | None:
    return None if word is None else (word.start, word.end)


def _shown(side: Said, word: Sense) -> str:
    return side.text[word.start : word.end]


def negation(one: Said, other: Said) -> Iterator[Doubt]:
    """One side says no more often than the other has words for it."""
    for own, mate, where in ((one, other, "translation"), (other, one, "original")):
        # A "without" on either side is no answer to a "not" on the other.
        paired = min(_count(own, "without"), _count(mate, "without"))
        asked, there = _count(own, "not", asks=True), max(0, _count(mate, "not") - paired)
        if asked > there:
            word = _asked(own, "not")
            place = _place(word)
            times = f", {asked} times" if asked > 1 else ""
            because = f"{_shown(own, word) if word else ''}{times}: the {where} has {there or 'no'} negation"
            # Chinese negates in many a phrase that other languages put positively.
            sure = 0.8 if not there and not own.senses.han else 0.45
            yield Doubt("negation", sure, because, *((place, None) if own is one else (None, place)))


def quantifiers(one: Said, other: Said) -> Iterator[Doubt]:
    """One side has one quantifier only, the other one that excludes it: chacune, ни одна."""
    for sense, excluded in _AGAINST.items():
        own = _asked(one, sense)
        if own is None or _asked(other, sense):
            continue
        for against in excluded:
            mate = _asked(other, against)
            plain = not _there(other, sense) or "none" in {sense, against}  # "not" agrees with none, and is not enough
            if mate is not None and plain and not _there_as(one, against, but=own):
                because = f"{_shown(one, own)} ({sense}) is {_shown(other, mate)} ({against})"
                yield Doubt("quantifier", 0.85, because, _place(own), _place(mate))
                return


def _there_as(side: Said, sense: str, but: Sense) -> bool:
    """Whether a sense is asked for on a side by a word other than one that has two senses."""
    return any(word.name == sense and word.asks and word.start != but.start for word in side.words)


def modality(one: Said, other: Said) -> Iterator[Doubt]:
    """What shall be on one side may be on the other."""
    for sense, against in (("must", "may"), ("may", "must")):
        own, mate = _asked(one, sense), _asked(other, against)
        lost = _count(one, sense, asks=True) > _count(other, sense)
        gained = _count(other, against, asks=True) > _count(one, against)
        if own and mate and lost and gained:
            because = f"{_shown(one, own)} ({CALLED[sense]}) is {_shown(other, mate)} ({CALLED[against]})"
            yield Doubt("modality", 0.8, because, _place(own), _place(mate))
