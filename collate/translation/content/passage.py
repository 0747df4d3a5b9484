"""The content of one side of a bead, extracted once for all checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from collate.model.senses import Day, Numeral, Sense, Senses, small_letters
from collate.translation.content.closed_words import Closed
from collate.translation.content.dates import dates, months_in
from collate.translation.content.numbers import numbers, without_byline
from collate.translation.content.small_words import small_words

# Where a name that sounds so stands in a text that has no capitals: (sound, text) -> start and end, or None.
Hears = Callable[[str, str], tuple[int, int] | None]
NEAR = 14  # characters between a number and the unit it counts


class Clause(NamedTuple):
    """A clause of a passage by its offsets, and the forms it is compared by."""

    start: int
    end: int
    forms: tuple[str, ...]


class Name(NamedTuple):
    """A name: ``text[start:end]``, its stem, how it sounds, and its letters in Latin."""

    stem: str
    sound: str
    start: int
    end: int
    latin: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One side: its text, numbers (without those of dates), dates, the months named, function words, names, clauses.

    `forms` are the distinct forms of all clauses, `closed` the words of closed sets, `repeats` words of the language
    that may stand twice, `capitals` all words with a capital.
    """

    text: str
    senses: Senses
    numbers: tuple[Numeral, ...]
    dates: tuple[Day, ...]
    months: frozenset[int]
    words: tuple[Sense, ...]
    clauses: tuple[Clause, ...] = ()
    names: tuple[Name, ...] = ()
    heading: str = ""
    forms: frozenset[str] = frozenset()
    closed: tuple[Closed, ...] = ()
    repeats: frozenset[str] = frozenset()
    capitals: tuple[Name, ...] = ()

    def unit(self, number: Numeral) -> str:
        """The unit that a number counts, "" if none stands right after it."""
        after = small_letters(self.text[number.end : number.end + 2 * NEAR])
        best = ("", NEAR + 1)
        for name, pattern in self.senses.unit.items():
            match = pattern.search(after)
            if (
                match
                and match.start() < min(best[1], NEAR)
                and not any(char in ",;.，；。、" for char in after[: match.start()])
            ):
                best = name, match.start()
        return best[0]


def said(
    text: str, senses: Senses, clauses: Sequence[Clause] = (), names: Sequence[Name] = (), heading: str = "",
    closed: Sequence[Closed] = (), repeats: frozenset[str] = frozenset(),
    capitals: Sequence[Name] = (),
) -> Said:  # fmt: skip
    """Extract the content of a passage."""
    days = dates(without_byline(text), senses)
    dated = {place for day in days for place in range(day.start, day.end)}
    counted = [number for number in numbers(text, senses) if number.start not in dated]
    forms = frozenset(form for clause in clauses for form in clause.forms)
    words = tuple(small_words(text, senses))
    named = frozenset(own.month for own in months_in(text, senses))
    return Said(
        text, senses, tuple(counted), tuple(days), named, words, tuple(clauses), tuple(names), heading, forms,
        tuple(closed), repeats, tuple(capitals),
    )  # fmt: skip
