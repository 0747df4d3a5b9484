"""Finds impossible dates: days that a month does not have, old and new style that do not correspond."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from collate.languages.numerals import number
from collate.model import Suspect
from collate.variants.proof.text import Text

LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEAR_WITHIN = 3  # words after a date
MOST = 39  # a number beyond is no day that was meant
CAPITALS = {"en", "de"}  # where months have capitals, and the same word without one is another
NEAR = range(8, 18)  # days that the two styles may be thought to be apart
FIRST_YEAR, LAST_YEAR = 1583, 9998  # of the Gregorian calendar, and of Python's
JULIAN_DAY_OF_YEAR_ZERO = 1721425  # Python's ordinals count from 1 January of the year 1


class _Day(NamedTuple):
    day: int
    month: int


def impossible(text: Text) -> Iterator[Suspect]:
    """17/30 July 1907 and 20 June/3 July 1916 are pairs of old and new style; 20 June/3 July 1816 is none."""
    forms = [form.lower() for form in text.witness.normals]
    for place, form in enumerate(forms):
        if form == "/" and place:
            yield from _pair(text, forms, place)
        month = text.evidence.pack.months.get(form)
        day = _number(forms, place - 1)
        written = text.surface(place)[:1].isupper() or text.evidence.pack.code not in CAPITALS
        if month and day and LONGEST[month - 1] < day <= MOST and written:
            because = f"{form} has {LONGEST[month - 1]} days"
            yield text.suspect(place - 1, place, "impossible date", because, 0.9)


def _number(forms: list[str], place: int) -> int | None:
    return number(forms[place]) if 0 <= place < len(forms) and forms[place].isdecimal() else None


def _pair(text: Text, forms: list[str], slash: int) -> Iterator[Suspect]:
    """A date on either side of a slash, with a year after it."""
    months = text.evidence.pack.months
    new_day, new_month = _number(forms, slash + 1), months.get(forms[slash + 2]) if slash + 2 < len(forms) else None
    own = months.get(forms[slash - 1])
    old_day = _number(forms, slash - 2 if own else slash - 1)
    year = next((y for y in (_number(forms, slash + 3 + k) for k in range(YEAR_WITHIN)) if y and y > 1000), None)
    if not (new_day and new_month and old_day and year):
        return
    old, new = _Day(old_day, own or new_month), _Day(new_day, new_month)
    right = _new_style(old, year)
    apart = (date(2001, new.month, min(new.day, 28)) - date(2001, old.month, min(old.day, 28))).days % 365
    if right and (right.day, right.month) != new and (own or apart in NEAR):
        first = slash - 2 if own else slash - 1
        because = f"{old.day}/{old.month} {year} old style is {right.day}/{right.month} new style"
        yield text.suspect(first, slash + 2, "impossible date", because, 0.9)


def _new_style(old: _Day, year: int) -> date | None:
    """The Gregorian date of a Julian one. Method: day numbers (Meeus, Astronomical Algorithms, ch. 7)."""
    if not FIRST_YEAR <= year <= LAST_YEAR or old.day > LONGEST[old.month - 1]:
        return None
    shifted, month = (year, old.month) if old.month > 2 else (year - 1, old.month + 12)
    days = int(365.25 * (shifted + 4716)) + int(30.6001 * (month + 1)) + old.day - 1524
    return date.fromordinal(days - JULIAN_DAY_OF_YEAR_ZERO)
