"""Finds dates in a passage, in the calendars and forms that treaties and chronicles use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import regex

from collate.languages.numerals import number, value
from collate.model.senses import Day, Senses, meant, small_letters

# Years before the first of an era (nengō, nianhao, the Republic of China).
_ERAS = {
    "大正": 1911, "明治": 1867, "昭和": 1925, "民國": 1911, "民国": 1911, "光緒": 1874, "光绪": 1874, "宣統": 1908,
    "宣统": 1908, "taisho": 1911, "taishō": 1911, "taïshō": 1911, "meiji": 1867, "showa": 1925, "тайсио": 1911,
    "тайсе": 1911, "тайсё": 1911, "мейдзи": 1867, "мэйдзи": 1867,
}  # fmt: skip
_HAN_NUMBER = r"[〇零一二三四五六七八九十百千廿卅元\p{Nd}]+"
_HAN_DATE = regex.compile(
    rf"(?:(?P<era>大正|明治|昭和|民國|民国|光緒|光绪|宣統|宣统)?(?P<year>{_HAN_NUMBER})年)?"
    rf"(?:(?P<month>{_HAN_NUMBER}|正)月)?(?:(?P<day>{_HAN_NUMBER})日)?"
)
_HAN_MONTH = regex.compile(rf"({_HAN_NUMBER}|正)月(?!饼)")
CAPITALS = frozenset({"en", "de"})  # where months have them, and the same word without one may be another
_AGAIN = 8  # characters between a date and one that leaves out what is the same
# Words that say by which calendar a date is given.
_STYLED = regex.compile(
    r"old style|new style|ст\. ?ст|стар\w+ стил|нов\w+ стил|v\. ?s\.|n\. ?s\.|jul(?:ien|ian)|俄曆|俄历|西曆|西历"
)
_NUMERIC = regex.compile(r"(?<![\p{N}./-])\p{Nd}{1,2}(?P<sign>[./-])\p{Nd}{1,2}(?P=sign)(?P<year>\p{Nd}{4})(?![\p{N}])")
_DAY = r"(?P<{}>\p{{Nd}}{{1,2}})(?:er|st|nd|rd|th|ème|e|-?\p{{Cyrillic}}{{1,3}}|\.)?"
_YEAR = r"(?P<year>\p{Nd}{3,4})"


def dates(text: str, senses: Senses) -> list[Day]:
    """Every date with at least a month and a day or a year, in order. A date in both styles is two."""
    found = list(_han(text) if senses.han else _written(text, senses))
    return sorted(found, key=lambda one: (one.start, one.end))


def _han(text: str) -> Iterator[Day]:
    before: Day | None = None
    for match in _HAN_DATE.finditer(text):
        if not match.group():
            continue
        year, month, day = (_part(match[name]) for name in ("year", "month", "day"))
        if year is not None and match["era"]:
            year += _ERAS[match["era"]]
        near = (
            before is not None
            and 0 <= match.start() - before.end <= _AGAIN
            and "即" in text[before.end : match.start()]
        )
        if near and before is not None:  # "that is, by the western calendar, the 30th"
            year = before.year if year is None else year
            month = before.month if month is None else month
        if month is not None and month <= 12 and (day is not None or year is not None):
            if day is None and (year is None or year < 100):
                continue  # "the second month": no date of a calendar
            before = Day(year, month, day, match.start(), match.end())
            yield before


class Month(NamedTuple):
    """A month that is named at ``text[start:end]``."""

    month: int
    start: int
    end: int


def months_in(text: str, senses: Senses) -> list[Month]:
    """The months that a passage names, in dates or alone."""
    if senses.han:
        found = ((_part(match[1]), match) for match in _HAN_MONTH.finditer(text))
        return [Month(month, *match.span()) for month, match in found if month is not None and 0 < month <= 12]
    low = small_letters(text)
    named = (
        match
        for match in senses.month.finditer(low)
        if (senses.code not in CAPITALS or text[match.start()].isupper())
        and match.group() not in senses.numbers  # sept is seven
    )
    return [Month(meant(match.group(), senses.months), *match.span()) for match in named]


def _part(text: str | None) -> int | None:
    return None if text is None else 1 if text in {"元", "正"} else value(text)


@cache
def _patterns(senses: Senses) -> list[regex.Pattern[str]]:
    if not senses.months:
        return []
    month = rf"{senses.month.pattern}\.?"
    of = r"(?:\s+(?:de|du|of|des))?"
    day, two = _DAY.format("day"), _DAY.format("two")
    year = rf"(?:,?{of}\s+{_YEAR}(?!\p{{N}}))?"
    return [
        regex.compile(
            rf"{day}(?:{of}\s+(?P<own>{month}))?\s*/\s*{two}{of}\s+(?P<month>{month}){year}"
            rf"|{day}{of}\s+(?P<month>{month}){year}"
            rf"|(?P<own>{month})\s+{day}\s*/\s*(?:(?P<month>{month})\s+)?{two}{year}"
            rf"|(?P<month>{month})\s+{day}(?!\p{{N}}){year}"
            rf"|(?P<month>{month}){of}\s+{_YEAR}(?!\p{{N}})"
        )
    ]


def _written(text: str, senses: Senses) -> Iterator[Day]:
    low = small_letters(text)
    for pattern in _patterns(senses):
        for match in pattern.finditer(low):
            if senses.code in CAPITALS and not _capital(text, match):
                continue  # "he may 5 times"
            group = match.groupdict()
            year = value(group["year"]) if group["year"] else None
            own = meant(group["own"].rstrip("."), senses.months) if group["own"] else None
            month = meant(group["month"].rstrip("."), senses.months) if group["month"] else own
            first, second = (number(group[name]) if group[name] else None for name in ("day", "two"))
            if second is None:
                yield Day(year, month, first, match.start(), match.end())
            else:
                yield Day(year, own or month, first, match.start(), match.end())
                yield Day(year, month, second, match.start(), match.end())
    yield from _counted(low, senses)
    for match in _NUMERIC.finditer(text):  # whether the day or the month comes first is not known
        written = number(match["year"])
        if written is not None:
            yield Day(written, None, None, match.start(), match.end())


def _capital(text: str, match: regex.Match[str]) -> bool:
    """Whether the months of a date are written with capitals."""
    return all(text[start].isupper() for name in ("own", "month") if (start := match.start(name)) >= 0)


def _counted(text: str, senses: Senses) -> Iterator[Day]:
    """The 3rd day of the 7th month of the 5th year of Taisho."""
    pattern = _count(senses)
    for match in pattern.finditer(text) if pattern else ():
        count = number(match[3])
        if count is not None:
            yield Day(count + _ERAS[match[4]], number(match[2]), number(match[1]), match.start(), match.end())


@cache
def _count(senses: Senses) -> regex.Pattern[str] | None:
    frames = [_alternatives(senses.frames.get(name, ())) for name in ("day", "month", "year")]
    if not all(frames):
        return None
    some = r"(\p{Nd}{1,2})(?:-?\p{L}{1,3})?"
    of = r"(?:\s+(?:du|de la|de|of the|of))?\s+"
    eras = "|".join(regex.escape(era) for era in _ERAS if era.isalpha() and not regex.match(r"\p{Han}", era))
    day, month, year = frames
    return regex.compile(rf"{some}\s+{day}{of}{some}\s+{month}{of}{some}\s+{year}(?:{of}|\s+)({eras})")


def _alternatives(forms: tuple[str, ...]) -> str:
    escaped = "|".join(regex.escape(form).replace(r"\*", r"\p{L}*") for form in sorted(forms, key=len, reverse=True))
    return f"(?:{escaped})" if forms else ""


def styled(text: str, days: Sequence[Day]) -> bool:
    """Whether a text says by which calendar its dates are, or gives one in both."""
    spans = [(day.start, day.end) for day in days]
    return len(set(spans)) < len(spans) or _STYLED.search(small_letters(text)) is not None


def agree(one: Day, other: Day, *, styles: bool) -> bool:
    """Whether two dates can be the same day: in what both give, or, with `styles`, as old and new style of one day."""
    parts = [(a, b) for a, b in zip(one[:3], other[:3], strict=True) if a is not None and b is not None]
    alone = None in {one.month, other.month} and one.year == other.year
    return ((len(parts) >= 2 or alone) and all(a == b for a, b in parts)) or (styles and _apart(one, other))


def _apart(one: Day, other: Day) -> bool:
    """Whether two dates are as far apart as the Julian and the Gregorian calendar were in that century."""
    days = [_calendar(day, other.year or one.year or 1901) for day in (one, other)]
    if days[0] is None or days[1] is None:
        return False
    centuries = max(days[0].year, days[1].year) // 100
    return abs((days[0] - days[1]) // timedelta(days=1)) == centuries - centuries // 4 - 2


def _calendar(day: Day, year: int) -> date | None:
    try:
        return date(day.year or year, day.month or 0, day.day or 0)
    except (ValueError, OverflowError):
        return None
