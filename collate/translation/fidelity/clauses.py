"""Checks for clauses without a counterpart and clauses in another order, by the words of the lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import median
from typing import NamedTuple

from collate.languages.letters import length
from collate.model.fidelity import Doubt
from collate.translation.content.passage import Clause, Said

Lexicon = Mapping[str, Mapping[str, float]]
LIKELY = 0.15  # of a rendering that counts
# Measured on Genesis and the Charter: words without a counterpart are often only rendered freely, so they count less
# than lengths; at DOUBT, one in a hundred of the sentences that nobody shortened seems to lack a clause.
WORDS, MOST, DOUBT, FAINT = 0.35, 6.0, 1.9, -1.0
SHOWN = 4
TRUSTED = {"omitted-clause": 1.0, "added-clause": 0.65}  # translators add words that nothing in the original asks for
SHARE, THIN = 0.6, 0.45  # share of its known words that a clause has to lack, and what is sure of one that lacks less
HOLLOW, FEW = 0.25, 40  # share of the sentences, if there are a few, from which a word in them says nothing of a clause
LONGEST = 40  # clauses; a list of more has no order to speak of
BEFORE = 2.0  # sightings that what is usual of all words is worth beside those of one
MARGIN = 3.0  # nats by which the other order has to be the better one


class Word(NamedTuple):
    """A word that has renderings: how often one of them stands where it does, and how often anywhere."""

    renderings: frozenset[str]
    rate: float
    chance: float


@dataclass(frozen=True, slots=True)
class Habits:
    """How translations of this text are: letters per letter, their variance, and the words that are known."""

    ratio: float
    variance: float
    words: Mapping[str, Word]


def habits(pairs: Sequence[tuple[Said, Said]], lexicon: Lexicon) -> Habits:
    """What is usual in a translation, by its beads."""
    lengths = [(length(one.text), length(other.text)) for one, other in pairs]
    ratio = sum(other for _, other in lengths) / max(1, sum(one for one, _ in lengths))
    # From the middle half (Hampel), so that what is out of line does not widen what is usual.
    far = [abs(one * ratio - other) / sqrt(max(1.0, (one * ratio + other) / 2)) for one, other in lengths]
    variance = max(1.0, (1.4826 * median(far or [0.0])) ** 2)
    often = Counter(form for _, other in pairs for form in other.forms)
    times: Counter[str] = Counter()
    met: Counter[str] = Counter()
    known = {
        form: frozenset(other for other, share in renderings.items() if share >= LIKELY)
        for form, renderings in lexicon.items()
    }
    for one, other in pairs:
        for form in one.forms:
            if known.get(form):
                times[form] += 1
                met[form] += not other.forms.isdisjoint(known[form])
    usual = (met.total() + 1) / (times.total() + 2)
    words = {}
    for form, number in times.items():
        if number > HOLLOW * len(pairs) and len(pairs) >= FEW:
            continue
        rate = (met[form] + BEFORE * usual) / (number + BEFORE)
        chance = sum(often[other] for other in known[form]) / max(1, len(pairs))
        if rate > chance:
            words[form] = Word(known[form], min(0.98, rate), min(max(chance, 0.02), 0.9))
    return Habits(ratio, variance, words)


def gone(one: Said, other: Said, usual: Habits, kind: str) -> Iterator[Doubt]:
    """Clauses of `one` that `other` does not say: their known words are not there, and it is as much too short."""
    if len(one.clauses) < 2:
        return
    lengths = [length(one.text[clause.start : clause.end]) for clause in one.clauses]
    there, whole = length(other.text), sum(lengths)
    worth = [_absence(clause, other.forms, usual) for clause in one.clauses]
    for first, last in _runs(worth):
        missing = [word for _, words in worth[first:last] for word in words]
        size = sum(lengths[first:last])
        if not missing or size == whole:
            continue
        shorter = _tail(whole - size, there, usual) - _tail(whole, there, usual)
        gain = sum(gain for gain, _ in worth[first:last])
        score = WORDS * max(-MOST, min(MOST, gain)) + shorter - DOUBT
        if score > FAINT:
            words = {form for clause in one.clauses[first:last] for form in clause.forms if form in usual.words}
            thin = len(missing) < 2 or len(missing) < SHARE * len(words)
            by = "shorter" if shorter > 0 else "not shorter"
            because = f"nothing for {', '.join(missing[:SHOWN])}; {by} by as much"
            place = one.clauses[first].start, one.clauses[last - 1].end
            sure = round(min(THIN if thin else 0.95, 1 / (1 + exp(-1.5 * score))) * TRUSTED[kind], 2)
            yield Doubt(kind, sure, because, *((place, None) if kind == "omitted-clause" else (None, place)))


def _absence(clause: Clause, there: frozenset[str], usual: Habits) -> tuple[float, list[str]]:
    """How much likelier it is that a clause is not there, in nats, and the known words that are missing."""
    gain, missing = 0.0, []
    for form in dict.fromkeys(clause.forms):
        word = usual.words.get(form)
        if word is None:
            continue
        if there.isdisjoint(word.renderings):
            gain += log((1 - word.chance) / (1 - word.rate))
            missing.append(form)
        else:
            gain += log(word.chance / word.rate)
    return gain, missing


def _runs(worth: Sequence[tuple[float, list[str]]]) -> Iterator[tuple[int, int]]:
    """Runs of clauses that each seem to be missing; clauses of no known words go with their neighbour."""
    start = None
    for number, (gain, _) in enumerate([*worth, (-1.0, [])]):
        if gain > 0 and start is None:
            start = number
        elif gain < 0 and start is not None:
            yield start, number
            start = None


def _tail(one: int, other: int, usual: Habits) -> float:
    """The log of the chance of such lengths, but for a constant (Gale and Church)."""
    spread = usual.variance * max(1.0, (one * usual.ratio + other) / 2)
    return max(-12.0, -((one * usual.ratio - other) ** 2) / (2 * spread))


def order(one: Said, other: Said, usual: Habits) -> Iterator[Doubt]:
    """Two clauses in a row that stand in the other order on the other side, by their words; good translators do it."""
    if not (2 <= len(one.clauses) <= LONGEST and 2 <= len(other.clauses) <= LONGEST):
        return
    fits = [[_fit(clause, mate, usual) for mate in other.clauses] for clause in one.clauses]
    best, place = MARGIN, None
    for a in range(len(one.clauses) - 1):
        for at in range(len(other.clauses) - 1):
            crossed = fits[a][at + 1], fits[a + 1][at]
            better = sum(crossed) - max(0.0, fits[a][at]) - max(0.0, fits[a + 1][at + 1])
            if min(crossed) > MARGIN / 2 and better > best:
                best, place = better, (a, at)
    if place is not None:
        a, at = place
        mine = one.clauses[a].start, one.clauses[a + 1].end
        theirs = other.clauses[at].start, other.clauses[at + 1].end
        said = f"the words of the two clauses fit crosswise, by {best:.1f} nats"
        yield Doubt("order-changed", round(min(0.45, 0.1 * best), 2), said, mine, theirs)


def _fit(clause: Clause, mate: Clause, usual: Habits) -> float:
    """How much likelier the words of a clause are beside those of another than by chance, in nats."""
    there = frozenset(mate.forms)
    known = [usual.words[form] for form in dict.fromkeys(clause.forms) if form in usual.words]
    return sum(0.0 if there.isdisjoint(word.renderings) else min(3.0, log(word.rate / word.chance)) for word in known)
