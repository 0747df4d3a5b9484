"""Checks of negation, quantifiers and modality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

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
GAINED = 0.6  # of what a lost negation is worth: translators negate what the original puts positively
MODAL, NEGATED = 0.9, 0.5
BEFORE = 3  # sentences that the expectation of none is worth
NEAR = 12  # characters between a modal verb and its negation
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
            if own is other:
                sure *= GAINED
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


class _Habits(NamedTuple):
    """Shares of the sentences: with more words of a sense than the original has, and without one that it asks for."""

    more: Mapping[str, float]
    less: Mapping[str, float]


def modality(pairs: Sequence[tuple[Said, Said]]) -> Iterator[tuple[int, Doubt]]:
    """What shall be on one side may be on the other; less sure the freer this text is in words for shall and may.

    With a negation the two mean the same: must not, may not.
    """
    habits = _habits(pairs)
    for number, (one, other) in enumerate(pairs):
        for sense, against in (("must", "may"), ("may", "must")):
            own, mate = _asked(one, sense) or _weak(one, other, sense), _asked(other, against)
            lost = _count(one, sense, asks=True) > _count(other, sense) or (own is not None and not own.asks)
            gained = _count(other, against, asks=True) > _count(one, against)
            if own and mate and lost and gained:
                because = f"{_shown(one, own)} ({CALLED[sense]}) is {_shown(other, mate)} ({CALLED[against]})"
                sure = round(MODAL * (1 - habits.more[against]) * (1 - habits.less[sense]), 2)
                if _negated(one, own) or _negated(other, mate):
                    sure = round(sure * NEGATED, 2)
                yield number, Doubt("modality", sure, because, _place(own), _place(mate))


def _habits(pairs: Sequence[tuple[Said, Said]]) -> _Habits:
    more, less = {}, {}
    for sense in CALLED:
        able = [(one, other) for one, other in pairs if _count(other, sense, asks=True)]
        gained = sum(_count(other, sense, asks=True) > _count(one, sense) for one, other in able)
        asked = [(one, other) for one, other in pairs if _count(one, sense, asks=True)]
        lost = sum(_count(one, sense, asks=True) > _count(other, sense) for one, other in asked)
        more[sense] = max(0, gained - 1) / (len(able) + BEFORE)
        less[sense] = max(0, lost - 1) / (len(asked) + BEFORE)
    return _Habits(more, less)


def _weak(one: Said, other: Said, sense: str) -> Sense | None:
    """A word that may have a sense, of which the other side has no word at all: est tenue, обязана."""
    return None if _there(other, sense) else next((word for word in one.words if word.name == sense), None)


def _negated(side: Said, word: Sense) -> bool:
    """Whether a negation stands beside a word."""
    return any(
        own.name == "not" and own.asks and (own.start - NEAR < word.end and word.start < own.end + NEAR)
        for own in side.words
    )
