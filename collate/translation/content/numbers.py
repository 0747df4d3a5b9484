"""Finds numbers in a passage, in figures or words: twenty-two, vingt-deux, двадцать два, 二十二, 22."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

import regex

from collate.languages.numerals import value
from collate.model.senses import Numeral, Senses, small_letters
from collate.translation.content import figures, han_numbers, number_words

_ROMAN = regex.compile(r"(?<![\p{L}\p{N}.'’])(?P<roman>[IVXLC]{1,7})(?:e|er|ème|ère|th)?(?![\p{L}\p{N}'’])")
_SHARE = regex.compile(
    r"\b(?:pour|per)\s+(?:cents?|mille|hundred)\b|\bpercent\w*", regex.IGNORECASE
)  # a share, not a number
_LABEL = regex.compile(
    r"\s*(?:[（(]?(?:\p{Nd}{1,3}|[IVXLC]{1,5}|[一二三四五六七八九十]{1,3}|\p{L})[）).、．](?!\p{Nd})\s*)+"
)
_INNER_LABEL = regex.compile(
    r"(?<=[。；：;:.]\s*)(?:\p{Nd}{1,2}|[一二三四五六七八九十]{1,3})[、．.)）](?!\p{N})|[（(][\p{L}\p{Nd}][)）]"
)
# What editors and translators add of their own stands in brackets; addresses hold figures that are no numbers.
_BRACKETS = regex.compile(r"\[[^\[\]]*\]|〔[^〕]*〕")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+|covid-?19|sars-cov-2", regex.IGNORECASE)
# Where and when a report was sent: 中新网2月11日电, "BEIJING, Aug. 9 (Xinhua) --". Translations often leave it out.
_BYLINE = regex.compile(
    r"\p{Han}{2,12}\p{Nd}{1,2}月\p{Nd}{1,2}日\p{Han}{0,6}?[电電讯訊]|[(（][^()（）]{0,4}(?:记者|記者|编辑|責编|责编|完)[^()（）]{0,30}[)）]"
    r"|^[\p{Lu}][\p{Lu} .-]{2,30},\s+\p{Lu}\p{L}+\.?\s+\p{Nd}{1,2}\s*(?:\([\p{L} ]{2,20}\))?\s*[-–—]+"
)
_RANGE = regex.compile(r"\s*(?:[-–—~至到]|to|or|and|bis|und|à|et|ou|до|и|или)\s*[$€£¥]?\s*(?:S\$|US\$)?")
_POWERS = (10**12, 10**9, 10**8, 10**6, 10**4, 1000, 100)
BEFORE = 20  # characters in which an article is named


def numbers(text: str, senses: Senses) -> list[Numeral]:
    """Every number beyond 1, and fractions, in order; labels of lists and what stands in brackets do not count."""
    text = blanked(text, _SHARE, _BRACKETS, _ADDRESS, _INNER_LABEL, _BYLINE)
    label = _LABEL.match(text)
    start = label.end() if label else 0
    found = figures.numerals(text, start, senses)
    taken = {place for one in found for place in range(one.start, one.end)}
    if senses.han:
        others = [*han_numbers.numerals(text, start)]
        dated = _months(text, start)
        found = [one for one in found if one.start not in dated]
    else:
        others = [*number_words.numerals(small_letters(text), start, senses), *_roman(text, start, senses)]
    found += [one for one in others if taken.isdisjoint(range(one.start, one.end))]
    found.sort(key=lambda one: one.start)
    return [one for one in _ranges(text, found) if one.value > 1 or 0 < one.value < 1]


def blanked(text: str, *patterns: regex.Pattern[str]) -> str:
    """The text with spaces for what the patterns find."""
    for pattern in patterns:
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def without_byline(text: str) -> str:
    """The text with spaces for where and when a report was sent."""
    return blanked(text, _BYLINE)


def _ranges(text: str, found: list[Numeral]) -> Iterator[Numeral]:
    """The numbers; of a range the first counts in the unit of the second too: 13.8 to 14.3 billion."""
    for one, following in zip_longest(found, found[1:]):
        if following is not None and one.value < following.value and _RANGE.fullmatch(text[one.end : following.start]):
            also = tuple(figures.simple(one.value * power) for power in _POWERS if power <= following.value)
            yield one._replace(also=(*one.also, *also))
        else:
            yield one


def _months(text: str, start: int) -> set[int]:
    """Where figures stand that name a month: 8月."""
    return {match.start() for match in regex.finditer(r"\p{Nd}{1,2}(?=月)", text, pos=start)}


def _roman(text: str, start: int, senses: Senses) -> Iterator[Numeral]:
    """Roman numerals of two letters and more, or after the word for an article."""
    heads = tuple(form.rstrip("*") for form in senses.frames.get("article", ()))
    for match in _ROMAN.finditer(text, start):
        before = text[max(0, match.start() - BEFORE) : match.start()].rpartition("\n")[2].lower().split()
        called = bool(before) and bool(heads) and before[-1].lstrip("l'’").startswith(heads)
        number = value(match["roman"])
        if match.group() != match["roman"] and len(match["roman"]) == 1:
            continue  # Le, Ce
        if number and (
            called or (len(match["roman"]) > 1 and match["roman"] not in {"CI", "DI", "LI", "MI", "IL", "CV"})
        ):
            yield Numeral(number, match.start(), match.end(), sure=True)
