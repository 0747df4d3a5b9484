"""Checks of numbers, units of measure, dates and references to articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from math import log

from collate.model.fidelity import Doubt
from collate.model.senses import Day, Numeral, small_letters
from collate.translation.content.dates import agree, styled
from collate.translation.content.passage import Said

CHANGED, LOST, SMALL_CHANGED, SMALL_LOST, ROUNDED = 0.95, 0.7, 0.85, 0.25, 0.2
LARGE = 11  # smaller numbers come and go with the way of speaking: both, a pair, 三人
BOTH = 2  # which languages say in other ways too: a pair, the one and the other
MOST = 40  # numbers of a passage that are tried in pairs
BEFORE = 14  # characters before a number in which an article is named
# Kilometres in a mile; kilograms in a pound; metres in a foot; centimetres in an inch; hectares in an acre; litres
# in a gallon; li in a kilometre. Rounded figures come as near as CLOSE.
FACTORS, CLOSE = (1.609, 0.4536, 0.3048, 2.54, 0.4047, 3.785, 2.0), 0.035
MEASURES = frozenset({
    "kilometre", "metre", "mile", "foot", "inch", "centimetre", "pound", "kilogram", "acre", "hectare", "gallon",
    "litre", "degree",
})  # fmt: skip
NEAR = 1.3  # by how much an indefinite number may be exceeded
TENTH = 10


def numbers(one: Said, other: Said) -> Iterator[Doubt]:
    """A number that the other side does not say; most sure where that says another instead."""
    if not (one.senses.reads and other.senses.reads):
        return
    missing, extra = _unmatched(one, other), _unmatched(other, one)
    missing, extra = _explained(missing, other.numbers), _explained(extra, one.numbers)
    if extra and not missing:
        missing = _fewer(one, other)[: len(extra)]
    elif missing and not extra:
        extra = _fewer(other, one)[: len(missing)]
    for number in missing:
        against = _nearest(number, extra)
        kind = "article-reference" if _of_article(one, number) else "number"
        if against is not None:
            extra.remove(against)
            yield _changed(kind, number, against, measured={one.unit(number), other.unit(against)})
        elif number.sure or number.value != BOTH:
            sure = LOST if number.sure and number.value >= LARGE else SMALL_LOST
            yield Doubt(kind, sure, f"{number.written} is missing from the translation", (number.start, number.end))
    for number in (own for own in extra if own.sure or own.value != BOTH):
        sure = LOST if number.sure and number.value >= LARGE else SMALL_LOST
        yield Doubt("number", sure, f"{number.written} is not in the original", None, (number.start, number.end))


def _changed(kind: str, one: Numeral, other: Numeral, measured: Collection[str]) -> Doubt:
    """One number where the other was expected; less sure where that is it rounded, or in another measure."""
    said = f"{one.written} is {other.written} in the translation"
    if rounded(one, other):
        return Doubt(
            kind, ROUNDED, f"{one.written} is rounded to {other.written} in the translation", *_places(one, other)
        )
    if len(measured) != 1 and not MEASURES.isdisjoint(measured) and converted(one, other):
        return Doubt(kind, ROUNDED, f"{said}; it may be in another measure", *_places(one, other))
    return Doubt(kind, CHANGED if one.sure and other.sure else SMALL_CHANGED, said, *_places(one, other))


def _places(one: Numeral | Day, other: Numeral | Day) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one.start, one.end), (other.start, other.end)


def same(one: Numeral, other: Numeral) -> bool:
    """Whether two numbers can be the same: in one of their values, or as indefinite numbers that overlap."""
    if {one.value, *one.also} & {other.value, *other.also}:
        return True
    if one.most is not None or other.most is not None:
        low, high = one.value, one.most if one.most is not None else one.value
        least, most = other.value, other.most if other.most is not None else other.value
        return low <= most * NEAR and least <= high * NEAR
    return any(
        abs(a - b) < 0.006 * max(a, b) and (isinstance(a, float) or isinstance(b, float))
        for a in (one.value, *one.also)
        for b in (other.value, *other.also)
    )


def rounded(one: Numeral, other: Numeral) -> bool:
    """Whether one number is the other with fewer figures, two at least: 20,000 for 19,874."""
    for exact, round_ in ((one.value, other.value), (other.value, one.value)):
        if isinstance(round_, int) and round_ >= TENTH * TENTH:
            unit = 10 ** (len(str(round_)) - len(str(round_).rstrip("0")))
            if unit >= TENTH and abs(exact - round_) < unit and abs(exact - round_) <= 0.1 * round_:
                return True
    return False


def converted(one: Numeral, other: Numeral) -> bool:
    """Whether one number can be the other in another measure: miles and kilometres, pounds and kilograms, degrees."""
    ratio = other.value / one.value
    fits = any(abs(ratio * factor - 1) < CLOSE or abs(ratio / factor - 1) < CLOSE for factor in FACTORS)
    degrees = any(abs((b - 32) / 1.8 - a) < 1 for a, b in ((one.value, other.value), (other.value, one.value)))
    return fits or degrees


def _unmatched(own: Said, others: Said) -> list[Numeral]:
    """The numbers that the other side does not have, not in a date either, each value once."""
    dated = {part for day in others.dates for part in day[:3] if part is not None}
    alone = [
        number
        for number in own.numbers
        if number.value not in dated and not any(same(number, mate) for mate in others.numbers)
    ]
    return list({number.value: number for number in reversed(alone)}.values())[::-1]


def _fewer(own: Said, others: Said) -> list[Numeral]:
    """Numbers that the other side has less often: of nine and nine one may have become another number."""
    often = Counter(number.value for number in own.numbers)
    there = Counter(number.value for number in others.numbers)
    return [
        number for number in {n.value: n for n in own.numbers}.values() if 0 < there[number.value] < often[number.value]
    ]


def _explained(own: list[Numeral], others: Sequence[Numeral]) -> list[Numeral]:
    """Without those that the other side says in parts: 4 and 300 for 304, 12 and 1000 for 12,000."""
    parts = [number.value for number in others[:MOST]]
    made = {a + b for a, b in combinations(parts, 2)} | {a * b for a, b in combinations(parts, 2)}
    values = [number.value for number in own[:MOST]]
    halves = {a for a, b in combinations(values, 2) if {a + b, a * b} & set(parts)}
    halves |= {b for a, b in combinations(values, 2) if {a + b, a * b} & set(parts)}
    return [number for number in own if number.value not in made and number.value not in halves]


def _nearest(number: Numeral, others: Sequence[Numeral]) -> Numeral | None:
    """The number that stands for another: the nearest in size; a fraction does not stand for a whole number."""
    fit = [one for one in others if (one.value < 1) == (number.value < 1)]

    def far(one: Numeral) -> tuple[bool, float]:
        return not (rounded(number, one) or converted(number, one)), abs(log(one.value) - log(number.value))

    return min(fit, key=far, default=None)


def _of_article(side: Said, number: Numeral) -> bool:
    heads = tuple(form.rstrip("*") for form in side.senses.frames.get("article", ()))
    before = small_letters(side.text[max(0, number.start - BEFORE) : number.start]).replace("'", " ").split()
    if side.senses.han:
        return side.text[number.end : number.end + 1] in {"條", "条", "章", "款", "項", "项"}
    return bool(before and heads) and before[-1].startswith(heads)


def units(one: Said, other: Said) -> Iterator[Doubt]:
    """The same number, of something else: twelve months, двѣнадцать лѣтъ."""
    there: dict[int | float, list[Numeral]] = {}
    for mate in other.numbers:
        there.setdefault(mate.value, []).append(mate)
    for number in {number.value: number for number in reversed(one.numbers)}.values():
        same = there.get(number.value, [])[:MOST]
        mine = one.unit(number)
        theirs = {other.unit(mate) for mate in same}
        if mine and theirs and "" not in theirs and mine not in theirs:
            because = f"{number.written} counts {mine}s, and in the translation {'s, '.join(sorted(theirs))}s"
            yield Doubt("unit", 0.8, because, *_places(number, same[0]))


def dates(one: Said, other: Said) -> Iterator[Doubt]:
    """A date that no date of the other side agrees with."""
    if not (one.senses.reads and other.senses.reads):
        return
    styles = styled(one.text, one.dates) or styled(other.text, other.dates)
    missing = [day for day in _alone(one.dates, other.dates, styles=styles) if not _in_parts(day, other)]
    extra = [day for day in _alone(other.dates, one.dates, styles=styles) if not _in_parts(day, one)]
    for day in missing:
        if extra:
            mate = min(extra, key=lambda own: -sum(a == b for a, b in zip(day[:3], own[:3], strict=True)))
            extra.remove(mate)
            yield Doubt("date", 0.95, f"{day} is {mate} in the translation", *_places(day, mate))
        else:
            yield Doubt("date", 0.7, f"{day} is missing from the translation", (day.start, day.end))
    for day in extra:
        yield Doubt("date", 0.7, f"{day} is not in the original", None, (day.start, day.end))


def _alone(own: Sequence[Day], others: Sequence[Day], *, styles: bool) -> list[Day]:
    """The dates that agree with none of the other side; of one given in both styles the first."""
    lone = (day for day in reversed(own) if not any(agree(day, mate, styles=styles) for mate in others))
    found = {(day.start, day.end): day for day in lone}
    return list(found.values())[::-1]


def _in_parts(day: Day, side: Said) -> bool:
    """Whether the year, month and day of a date stand on the other side, if not together: from January to June 1920."""
    values = {value for number in side.numbers for value in (number.value, *number.also)} | {1}
    there = [{own[k] for own in side.dates} | values for k in (0, 2)]
    months = side.months | {own.month for own in side.dates}
    return (
        (day.year is None or day.year in there[0])
        and (day.day is None or day.day in there[1])
        and (day.month is None or day.month in months or (not side.months and day.month in values))
    )
