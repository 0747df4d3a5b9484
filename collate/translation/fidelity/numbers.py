"""Checks of numbers, units of measure, dates and references to articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from collate.model.fidelity import Doubt
from collate.model.senses import Day, Numeral, small_letters
from collate.translation.content.dates import agree, styled
from collate.translation.content.passage import Said

CHANGED, LOST, SMALL_CHANGED, SMALL_LOST = 0.95, 0.8, 0.85, 0.3
LARGE = 11  # smaller numbers come and go with the way of speaking: both, a pair, 三人
MOST = 40  # numbers of a passage that are tried in pairs
BEFORE = 14  # characters before a number in which an article is named


def numbers(one: Said, other: Said) -> Iterator[Doubt]:
    """A number that the other side does not say; most sure where that says another instead."""
    if not (one.senses.reads and other.senses.reads):
        return
    missing, extra = _unmatched(one.numbers, other.numbers), _unmatched(other.numbers, one.numbers)
    missing, extra = _explained(missing, other.numbers), _explained(extra, one.numbers)
    for number in missing:
        against = _nearest(number, extra)
        kind = "article-reference" if _of_article(one, number) else "number"
        if against is not None:
            extra.remove(against)
            sure = CHANGED if number.sure and against.sure else SMALL_CHANGED
            yield Doubt(kind, sure, f"{number.value} is {against.value} in the translation", *_places(number, against))
        elif number.value >= LARGE:
            yield Doubt(kind, LOST, f"{number.value} is missing from the translation", (number.start, number.end))
        else:
            yield Doubt(kind, SMALL_LOST, f"{number.value} is missing from the translation", (number.start, number.end))
    for number in extra:
        sure = LOST if number.value >= LARGE else SMALL_LOST
        said = f"{number.value} is not in the original"
        yield Doubt("number", sure, said, None, (number.start, number.end))


def _places(one: Numeral | Day, other: Numeral | Day) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one.start, one.end), (other.start, other.end)


def _unmatched(own: Sequence[Numeral], others: Sequence[Numeral]) -> list[Numeral]:
    """The numbers whose value the other side does not have, each value once."""
    there = {number.value for number in others}
    return list({number.value: number for number in reversed(own) if number.value not in there}.values())[::-1]


def _explained(own: list[Numeral], others: Sequence[Numeral]) -> list[Numeral]:
    """Without those that the other side says in parts: 4 and 300 for 304, 12 and 1000 for 12,000."""
    parts = [number.value for number in others[:MOST]]
    made = {a + b for a, b in combinations(parts, 2)} | {a * b for a, b in combinations(parts, 2)}
    values = [number.value for number in own[:MOST]]
    halves = {a for a, b in combinations(values, 2) if {a + b, a * b} & set(parts)}
    halves |= {b for a, b in combinations(values, 2) if {a + b, a * b} & set(parts)}
    return [number for number in own if number.value not in made and number.value not in halves]


def _nearest(number: Numeral, others: Sequence[Numeral]) -> Numeral | None:
    """The number that stands for another: of the same size if there are several."""
    return min(others, key=lambda one: abs(len(str(one.value)) - len(str(number.value))), default=None)


def _of_article(side: Said, number: Numeral) -> bool:
    heads = tuple(form.rstrip("*") for form in side.senses.frames.get("article", ()))
    before = small_letters(side.text[max(0, number.start - BEFORE) : number.start]).replace("'", " ").split()
    if side.senses.han:
        return side.text[number.end : number.end + 1] in {"條", "条", "章", "款", "項", "项"}
    return bool(before and heads) and before[-1].startswith(heads)


def units(one: Said, other: Said) -> Iterator[Doubt]:
    """The same number, of something else: twelve months, двѣнадцать лѣтъ."""
    there: dict[int, list[Numeral]] = {}
    for mate in other.numbers:
        there.setdefault(mate.value, []).append(mate)
    for number in {number.value: number for number in reversed(one.numbers)}.values():
        same = there.get(number.value, [])[:MOST]
        mine = one.unit(number)
        theirs = {other.unit(mate) for mate in same}
        if mine and theirs and "" not in theirs and mine not in theirs:
            because = f"{number.value} counts {mine}s, and in the translation {'s, '.join(sorted(theirs))}s"
            yield Doubt("unit", 0.8, because, *_places(number, same[0]))


def dates(one: Said, other: Said) -> Iterator[Doubt]:
    """A date that no date of the other side agrees with."""
    if not (one.senses.reads and other.senses.reads):
        return
    styles = styled(one.text, one.dates) or styled(other.text, other.dates)
    missing = _alone(one.dates, other.dates, styles=styles)
    extra = _alone(other.dates, one.dates, styles=styles)
    for day in missing:
        if extra:
            mate = min(extra, key=lambda own: -sum(a == b for a, b in zip(day[:3], own[:3], strict=True)))
            extra.remove(mate)
            yield Doubt("date", 0.95, f"{day} is {mate} in the translation", *_places(day, mate))
        elif not _said_in_numbers(day, other):
            yield Doubt("date", 0.7, f"{day} is missing from the translation", (day.start, day.end))
    for day in extra:
        if not _said_in_numbers(day, one):
            yield Doubt("date", 0.7, f"{day} is not in the original", None, (day.start, day.end))


def _alone(own: Sequence[Day], others: Sequence[Day], *, styles: bool) -> list[Day]:
    """The dates that agree with none of the other side; of one given in both styles the first."""
    lone = (day for day in reversed(own) if not any(agree(day, mate, styles=styles) for mate in others))
    found = {(day.start, day.end): day for day in lone}
    return list(found.values())[::-1]


def _said_in_numbers(day: Day, side: Said) -> bool:
    """Whether the parts of a date stand on the other side in a form that was not read as a date."""
    values = {number.value for number in side.numbers} | {1}
    return all(part is None or part in values for part in (day.year, day.day))
