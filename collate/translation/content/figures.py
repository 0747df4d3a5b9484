"""Finds numbers in figures: 20,665 人, 2.34 billion, 12 тысяч, 8 p.m., 1990s."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from collate.languages.numerals import LONGEST, figures
from collate.model.senses import Numeral, Senses, small_letters

_GAP = "[,.'’\u00a0\u202f\u2009 ，．]"
_NUMBER = regex.compile(
    rf"(?<![\p{{N}}])(?:\p{{Nd}}{{1,3}}(?:(?P<gap>{_GAP})\p{{Nd}}{{3}})(?:(?P=gap)\p{{Nd}}{{3}})*(?:[.,]\p{{Nd}}+)?"
    r"|\p{Nd}+(?:[.,．]\p{Nd}+)?)(?!\p{Nd})"
)
_DECADE = regex.compile(r"(?:['’]?s\b|er(?:n|\s)|-?е\b|\s?年代)")
# Signs and short words right after a figure that multiply it; the language of the text decides for longer words.
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_LETTERS = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_HAN = regex.compile(
    r"\s?(?P<more>[多余餘])?(?P<powers>[十百千]?[万萬]?[亿億]|[十百千]?[万萬]|[百千](?!\p{Han}*分))(?:(?P<rest>\p{Nd})(?P<next>[千百万萬]))?"
)
_MORE = regex.compile("[多余餘]")
_LETTER = regex.compile(r"\s?(?P<letter>k|mn?|bn|tn)(?!\p{L})", regex.IGNORECASE)
_CLOCK = regex.compile(
    r"(?<![\p{Nd}.,:])(?P<hour>2[0-4]|[01]?\p{Nd})(?!\p{Nd})(?:\s?[:：h]\s?(?P<minute>[0-5]\p{Nd})(?![\p{Nd}:])|[.](?P<minute>[0-5]\p{Nd})(?=\s?(?:[ap]\.?m|uhr)))?"
    r"(?P<mark>\s?[ap]\.?m\b\.?|\s?uhr\b|\s?h\b|\s?o['’]clock|\s?час(?:а|ов)?\s(?:утра|вечера|дня|ночи))?",
)
_NEAR_HUNDRED = 100
_MONEY = "$€£¥₽"


def numerals(text: str, start: int, senses: Senses) -> list[Numeral]:
    """Every number in figures from `start` on, with its multiplier: thousands, 万, Mrd."""
    low = small_letters(text)
    found = list(_times(low, start))
    taken = {place for one in found for place in range(one.start, one.end)}
    end = start
    for match in _NUMBER.finditer(text, start):
        if match.start() not in taken and match.start() >= end:
            found += _read(low, match, senses)
            end = found[-1].end if found else end
    return found


def _times(low: str, start: int) -> Iterator[Numeral]:
    """The time of day: the hour, which may be counted to twelve or to twenty-four, and minutes."""
    for match in _CLOCK.finditer(low, start):
        minute = match["minute"]
        if not match["mark"] and not minute:
            continue
        hour = int(figures(match["hour"]))
        also = (hour + 12,) if hour <= 12 else (hour - 12,)
        spot = match.start("minute") if minute else match.end()
        yield Numeral(hour, match.start(), spot, sure=False, also=(*also, 0) if hour in {12, 24} else also)
        if minute and int(figures(minute)):
            yield Numeral(int(figures(minute)), spot, match.end(), sure=False)


def _read(low: str, match: regex.Match[str], senses: Senses) -> Iterator[Numeral]:
    digits = sum(char.isdecimal() for char in match.group())
    if digits > LONGEST:
        return
    values = _values(match.group(), match["gap"], english=senses.code in {"en", "zh"})
    many, end = (1, match.end()) if senses.han else _multiplied(low, match.end(), senses)
    extra, most = 0, None
    if senses.han:
        many, extra, most, end = _han(low, match.end())
    also: list[int | float] = [simple(own * many) for own in values[1:]]
    value = simple(values[0] * many + extra)
    decade = _DECADE.match(low, match.end())
    if decade or low[match.end() : match.end() + 1] == "年":
        also += _centuries(value)
    yield Numeral(
        value, match.start(), end, sure=most is None, also=tuple(also), most=None if most is None else value + most
    )


def _centuries(value: float) -> list[int | float]:
    """Years that two figures can mean, or two figures for a year: the 90s, '08, 21年."""
    if 0 <= value < _NEAR_HUNDRED:
        return [value + 1900, value + 2000]
    return [value % 100] if value in range(1800, 2100) else []


def _values(written: str, gap: str | None, *, english: bool) -> list[float]:
    """What figures with points, commas and spaces can mean, the likeliest first."""
    plain = written.replace("．", ".").replace("，", ",")
    signs = [char for char in plain if not char.isdecimal()]
    if not signs:
        return [float(figures(plain))]
    last = plain.rfind(signs[-1])
    whole = figures("".join(char for char in plain[:last] if char.isdecimal()))
    decimal = float(f"{whole}.{_ascii(plain[last + 1 :])}")
    joined = float(figures("".join(char for char in plain if char.isdecimal())))
    grouped = gap is not None and len(plain) - last - 1 == 3 and (len(signs) == 1 or signs[-1] == signs[0])
    if not grouped:
        return [decimal]
    if len(signs) > 1 or signs[0] not in ".,":
        return [joined]
    point = "." if english else ","
    return [decimal, joined] if signs[0] == point else [joined, decimal]


def _ascii(digits: str) -> str:
    return "".join(figures(char) for char in digits)


def _han(low: str, at: int) -> tuple[int, int, int | None, int]:
    """What follows a figure in Chinese: the multiplier, what is added (3万5千), how much more is meant, and the end."""
    match = _HAN.match(low, at)
    if not match:
        more = _MORE.match(low, at)
        return (1, 0, 9, more.end()) if more else (1, 0, None, at)
    many = 1
    for char in match["powers"]:
        many *= _HAN_POWERS[char]
    rest = int(figures(match["rest"])) * _HAN_POWERS[match["next"]] if match["rest"] else 0
    later = match["more"] or _MORE.match(low, match.end())
    return many, rest, many * (9 if match["more"] else 1) if later else None, match.end()


def _multiplied(low: str, at: int, senses: Senses) -> tuple[int, int]:
    """By what a number at ``low[:at]`` is multiplied, and where that ends."""
    letter = _LETTER.match(low, at)
    if letter and (letter["letter"] not in {"m", "M"} or _priced(low, at)):
        return _LETTERS[letter["letter"]], letter.end()
    many, end = 1, at
    while word := senses.number.match(low, end + len(low[end:]) - len(low[end:].lstrip(" -\u00a0\u202f"))):
        if senses.part.fullmatch(word.group()):
            break
        value = senses.about[word.group()] if word.group() in senses.about else senses.value(word.group())
        if value < 10 or (value < 1000 and word.group() not in senses.about and value != 100) or many * value > 10**15:
            break
        many, end = many * value, word.end() + (low[word.end() : word.end() + 1] == ".")
    return many, end


def _priced(low: str, at: int) -> bool:
    """Whether an amount of money stands before ``low[at]``: $5m are millions, 5 m may be metres."""
    return any(sign in low[max(0, at - 8) : at] for sign in _MONEY)


def simple(value: float) -> int | float:
    """A whole number as such."""
    near = round(value)
    return near if abs(value - near) < 1e-9 * max(1.0, abs(value)) else value
