"""Checks of negation, quantifiers and modality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from collate.model.fidelity import Doubt
from collate.model.senses import Sense, small_letters
from collate.translation.content.passage import Said
from collate.translation.content.places import Places

# Which quantifiers exclude one another; each and all do not.
_AGAINST = {
    "each": ("none", "some"),
    "all": ("none", "some"),
    "none": ("each", "all", "some"),
    "some": ("each", "none"),
}
GAINED = 0.6  # of what a lost negation is worth: translators negate what the original puts positively
# What is sure of a negation where the other side has none, has fewer, has words left that might be one; of one of the
# Chinese. How far, in letters, from where the words around it put it such a word may stand; farther beside Chinese, of
# which fewer words are known.
NONE, FEWER, SPARE, HAN = 0.8, 0.6, 0.45, 0.45
REACH, WIDE = 40, 70
OFTEN, SELDOM, BEGINNING = 4, 0.4, 6
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


def idle(pairs: Sequence[tuple[Said, Said]]) -> frozenset[tuple[str, str]]:
    """Words that may negate, by language and beginning, and here do not: beside them the other side seldom negates."""
    times: Counter[tuple[str, str]] = Counter()
    met: Counter[tuple[str, str]] = Counter()
    for one, other in pairs:
        for own, mate in ((one, other), (other, one)):
            found = {
                _known(own, word)
                for word in own.words
                if word.name == "not" and not word.asks and (own.senses.han or word.end - word.start >= BEGINNING)
            }
            times.update(found)
            if _asked(mate, "not"):
                met.update(found)
    return frozenset(key for key, often in times.items() if often >= OFTEN and met[key] <= SELDOM * often)


def _known(side: Said, word: Sense) -> tuple[str, str]:
    return side.senses.code, small_letters(_shown(side, word))[:BEGINNING]


def negations(
    pairs: Sequence[tuple[Said, Said]], placing: Callable[[Said, Said], tuple[Places, Places]]
) -> Iterator[tuple[int, Doubt]]:
    """The doubts of all pairs about negations. `placing`: how places in a pair are found from one another."""
    none = idle(pairs)
    for number, (one, other) in enumerate(pairs):
        if not one.heading and (_asked(one, "not") or _asked(other, "not")):
            yield from ((number, doubt) for doubt in negation(one, other, *placing(one, other), none))


def negation(
    one: Said, other: Said, there: Places, back: Places, idle: Collection[tuple[str, str]] = ()
) -> Iterator[Doubt]:
    """A negation of one side that no word of the other answers. `idle`: words that are none in this text."""
    ways = ((one, other, "translation", there), (other, one, "original", back))
    for own, mate, where, way in ways:
        answers = _negations(mate, idle)
        for word, spare in _unanswered(own, mate, _negations(own, idle), answers, way):
            # Chinese negates in many a phrase that other languages put positively.
            sure = HAN if own.senses.han else SPARE if spare else FEWER if answers else NONE
            because = f"{own.text[slice(*word)]}: the {where} has no negation{' for it' if answers else ''}"
            if own is one:
                yield Doubt("negation", sure, because, word, None)
            else:
                yield Doubt("negation", round(sure * GAINED, 2), because, None, word)


def _negations(side: Said, idle: Collection[tuple[str, str]]) -> dict[tuple[int, int], bool]:
    """The places of words that negate, and whether they surely do."""
    found: dict[tuple[int, int], bool] = {}
    for word in sorted(side.words, key=lambda own: -own.end):
        if word.name in {"not", "without"} and (word.asks or _known(side, word) not in idle):
            place = next((own for own in found if own[0] == word.start), (word.start, word.end))
            found[place] = found.get(place, False) or word.asks
    return found


def _unanswered(
    own: Said, mate: Said, asked: Mapping[tuple[int, int], bool], answers: Mapping[tuple[int, int], bool], way: Places
) -> Iterator[tuple[tuple[int, int], bool]]:
    """The sure negations of a side that the other does not answer; whether it has words left that might negate.

    First those that are sure answer one another, the nearest first, then others at about the same place.
    """
    size = max(len(side.text) for side in (own, mate) if not side.senses.han or own.senses.han == mate.senses.han)
    reach = WIDE if own.senses.han != mate.senses.han else REACH
    pairs = []
    for place, sure in asked.items():
        meant = way.project(place[0] / len(own.text))
        for answer, certain in answers.items():
            far = abs(meant - answer[0] / len(mate.text)) * size
            if (sure and certain) or far <= reach:
                pairs.append((not (sure and certain), far, place, answer))
    left, free = dict(asked), set(answers)
    for _, _, place, answer in sorted(pairs):
        if place in left and answer in free:
            free.remove(answer)
            del left[place]
    for place, sure in left.items():
        if sure:
            yield place, bool(free)


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
