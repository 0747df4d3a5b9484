"""Words of a language for numbers, dates, negation, quantity and obligation, as patterns to find them in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import regex

_APART = {"idle", "soft", "seeming", "article", "preposition"}  # rows that are not senses
_HARD = frozenset("бвгджзклмнпрстфхцчшщ")  # before 1918 words that end in these have a hard sign
# A few words between the two parts of a negation that is none: ne détourner que le minimum.
_GAP = r"(?:(?!(?:pas|point|rien|jamais|guère|plus|aucune?|personne|que|qu'[\p{L}]+) )[^\s.;,]+ ){0,6}?"
_OLD = str.maketrans("ёѣіѳѵ’", "ееифи'")


class Numeral(NamedTuple):
    """A number, at ``text[start:end]``. `sure`: written in figures, or too large to be there by chance.

    `also`: other values that the same signs can have (1.234 is 1234 or 1.234, 8 p.m. is 20). `most`: of an approximate
    number the highest value that is meant (dozens, 七八个), `value` being the lowest.
    """

    value: int | float
    start: int
    end: int
    sure: bool
    also: tuple[int | float, ...] = ()
    most: int | float | None = None

    @property
    def written(self) -> str:
        """The value as it is shown to readers."""
        shown = f"{self.value:g}" if isinstance(self.value, float) else str(self.value)
        return shown if self.most is None else f"{shown} to {self.most:g}"


class Day(NamedTuple):
    """A date, at ``text[start:end]``; parts that the text does not give are empty."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    def __str__(self) -> str:
        year = "" if self.year is None else f"{self.year}"
        return "-".join([year, *("??" if part is None else f"{part:02}" for part in (self.month, self.day))]).strip("-")


class Sense(NamedTuple):
    """A function word at ``text[start:end]``; `name` is not, each, none, all, some, must, may, formal or plain.

    `asks`: a translation has to say it too; else it only agrees with one that does.
    """

    name: str
    start: int
    end: int
    asks: bool


@dataclass(frozen=True, eq=False)
class Senses:
    """The number words, months and function words of one language. Forms are in lower case, ``*`` is any ending.

    `numbers` are forms and what they mean; `about` the forms of indefinite numbers (dozens, сотни) and the least they
    mean; `parts` those of fractions and their denominators; `units` the forms of each unit that is counted; `frames`
    the words for day, month, year, and, article; `small` the forms of each sense.
    """

    code: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    about: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    frames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def han(self) -> bool:
        """Whether the language writes words without spaces."""
        return self.code == "zh"

    @property
    def reads(self) -> bool:
        """Whether the pack has words for numbers and months."""
        return self.han or bool(self.numbers)

    @cached_property
    def number(self) -> regex.Pattern[str]:
        """A pattern that finds number words, indefinite ones and fractions too."""
        return words(
            {**self.numbers, **self.about, **self.parts, **dict.fromkeys(self.frames.get("one-and-a-half", ()), 1)}
        )

    @cached_property
    def indefinite(self) -> regex.Pattern[str]:
        """A pattern that finds indefinite numbers."""
        return words(self.about)

    @cached_property
    def part(self) -> regex.Pattern[str]:
        """A pattern that finds fractions."""
        return words(self.parts)

    def value(self, word: str) -> int:
        """The value of a number word."""
        return meant(word, self.numbers)

    @cached_property
    def month(self) -> regex.Pattern[str]:
        """A pattern that finds names of months."""
        return words(self.months)

    @cached_property
    def unit(self) -> dict[str, regex.Pattern[str]]:
        """A pattern for each unit of measure."""
        return {name: words(forms, han=self.han) for name, forms in self.units.items() if forms}

    @cached_property
    def idle(self) -> regex.Pattern[str]:
        """A pattern that finds phrases in which function words have no sense of their own."""
        return words(self.small.get("idle", ()), han=self.han)

    @cached_property
    def soft(self) -> regex.Pattern[str]:
        """A pattern that finds phrases whose negation other languages may leave out: not only, еще не, 不是."""
        return words(self.small.get("soft", ()), han=self.han)

    @cached_property
    def seeming(self) -> regex.Pattern[str]:
        """A pattern that finds words that begin like a negation and are none: unter, désigner, безопасность."""
        return words(self.small.get("seeming", ()), han=self.han)

    @cached_property
    def sense(self) -> dict[tuple[str, bool], regex.Pattern[str]]:
        """Patterns for the words of each sense, by whether the translation must express it too."""
        found = {}
        for name, forms in self.small.items():
            for asks in (True, False):
                own = tuple(form.removeprefix("?") for form in forms if form.startswith("?") != asks)
                if own and name not in _APART:
                    found[name, asks] = words(own, han=self.han)
        return found


def words(forms: Mapping[str, int] | tuple[str, ...], *, han: bool = False) -> regex.Pattern[str]:
    """A pattern for whole words, the longest first; for Chinese, for characters anywhere."""
    if not forms:
        return regex.compile(r"(?!)")
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    escaped = "|".join(
        regex.escape(form, special_only=True)
        .replace(r"\*", r"[\p{L}\p{M}]*")
        .replace("…", r"\p{Han}{0,6}" if han else _GAP)
        + ("ъ?" if form[-1] in _HARD else "")
        for form in ordered
    )
    return regex.compile(f"(?:{escaped})" if han else rf"(?<![\p{{L}}\p{{M}}])(?:{escaped})(?![\p{{L}}\p{{M}}])")


def small_letters(text: str) -> str:
    """The text in lower case, with old Russian letters modernised, and of the same length."""
    low = text.lower()
    if len(low) != len(text):  # the lower case of a few capitals has two characters
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.translate(_OLD)


def meant(word: str, forms: Mapping[str, int]) -> int:
    """The value of a form as listed, or of the longest listed beginning."""
    word = word.removesuffix("ъ")
    if word in forms:
        return forms[word]
    starts = [form for form in forms if form.endswith("*") and word.startswith(form[:-1])]
    return forms[max(starts, key=len)]
