"""Finds numbers in a passage, in figures or words: twenty-two, vingt-deux, двадцать два, 二十二."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from collate.languages.numerals import LONGEST, number, value
from collate.model.senses import Numeral, Senses, small_letters

SURE = 11  # a smaller number in words may be a manner of speaking
_FIGURES = regex.compile(r"(?<![\p{L}\p{N}.,])\p{Nd}{1,3}(?:[ ,.\u00a0\u202f]\p{Nd}{3})+(?!\p{N})|\p{Nd}+")
_ROMAN = regex.compile(r"(?<![\p{L}\p{N}.'’])(?P<roman>[IVXLC]{1,7})(?:e|er|ème|ère|th)?(?![\p{L}\p{N}'’])")
_SHARE = regex.compile(r"\b(?:pour|per)\s+(?:cents?|mille|hundred)\b", regex.IGNORECASE)  # a share, not a number
_HAN = regex.compile(r"[〇零一二三四五六七八九十百千廿卅卌兩两]+(?:[萬万億亿][〇零一二三四五六七八九十百千廿卅兩两]*)*")
_HAN_DIGIT = regex.compile("[〇零一二三四五六七八九兩两]")
# Characters that are read as numerals and mean none: every, ten parts, hundred families, ...
_IDIOM = regex.compile(
    r"十分|百姓|百般|千萬不|千万不|再三|三番|四方|四圍|四围|四面|四周|四處|四处|一一|萬一|万一|統一|统一|唯一|惟一|單一|单一|第二天|百官|第三者|不三不四|九泉|八方|百物|半[一二三四五六七八九]"
)
_LABEL = regex.compile(r"\s*(?:[（(]?(?:\p{Nd}{1,3}|[IVXLC]{1,5}|[一二三四五六七八九十]{1,3}|\p{L})[）).、．]\s*)+")
_INNER_LABEL = regex.compile(
    r"(?<=[。；：;:.]\s*)(?:\p{Nd}{1,2}|[一二三四五六七八九十]{1,3})[、．.)）](?!\p{N})|[（(][\p{L}\p{Nd}][)）]"
)
# What editors and translators add of their own stands in brackets.
_BRACKETS = regex.compile(r"\[[^\[\]]*\]|〔[^〕]*〕")
BEFORE = 20  # characters in which an article is named
THOUSAND, HUNDRED, TEN = 1000, 100, 10


class _Word(NamedTuple):
    value: int
    start: int
    end: int


def numbers(text: str, senses: Senses) -> list[Numeral]:
    """Every number beyond 1, in order; labels of lists and what stands in brackets do not count."""
    text = _SHARE.sub(lambda match: " " * len(match.group()), text)
    text = _BRACKETS.sub(lambda match: " " * len(match.group()), text)
    text = _INNER_LABEL.sub(lambda match: " " * len(match.group()), text)
    label = _LABEL.match(text)
    start = label.end() if label else 0
    taken: set[int] = set()
    found = []
    for match in _FIGURES.finditer(text, start):
        digits = "".join(char for char in match.group() if char.isdecimal())
        many = number(digits[:LONGEST])
        if many is not None:
            found.append(Numeral(many, match.start(), match.end(), sure=True))
        taken.update(range(match.start(), match.end()))
    if senses.han:
        found += _han(text, start)
    else:
        found += [one for one in _said(small_letters(text), start, senses) if one.start not in taken]
        found += _roman(text, start, senses)
    return sorted((one for one in found if one.value > 1), key=lambda one: one.start)


def _roman(text: str, start: int, senses: Senses) -> Iterator[Numeral]:
    """Roman numerals of two letters and more, or after the word for an article."""
    heads = tuple(form.rstrip("*") for form in senses.frames.get("article", ()))
    for match in _ROMAN.finditer(text, start):
        before = text[max(0, match.start() - BEFORE) : match.start()].lower().split()
        called = bool(before) and bool(heads) and before[-1].lstrip("l'’").startswith(heads)
        number = value(match["roman"])
        if number and (called or (len(match["roman"]) > 1 and match["roman"] not in {"CI", "DI", "LI", "MI"})):
            yield Numeral(number, match.start(), match.end(), sure=True)


def _han(text: str, start: int) -> Iterator[Numeral]:
    idle = {place for match in _IDIOM.finditer(text) for place in range(match.start(), match.end())}
    for match in _HAN.finditer(text, start):
        if match.start() in idle:
            continue
        # After a number 兩 is a weight: 三千兩 are 3,000 taels.
        written = match.group() if len(match.group()) == 1 else match.group().rstrip("兩两")
        number = _myriads(written) if written else None
        # 百 and 千 alone are hundreds and thousands of nothing certain.
        if number is not None and (_HAN_DIGIT.search(match.group()) or "十" in match.group() or "廿" in match.group()):
            yield Numeral(number, match.start(), match.end(), sure=number >= SURE)


def _myriads(text: str) -> int | None:
    total = 0
    for sign, power in (("億亿", 10**8), ("萬万", 10**4)):
        for char in sign:
            if char in text:
                head, _, text = text.partition(char)
                many = value(head)
                if many is None:
                    return None
                total += many * power
    if text.strip("〇零"):
        rest = value(text.lstrip("〇零"))
        if rest is None:
            return None
        total += rest
    return total


def _said(text: str, start: int, senses: Senses) -> Iterator[Numeral]:
    """Number words, composed: deux cent trente, quatre-vingt-dix, hundred and thirty, сто тридцать."""
    chain: list[_Word] = []
    for match in senses.number.finditer(text, start):
        word = _Word(senses.value(match.group()), match.start(), match.end())
        if chain and not _joined(text[chain[-1].end : word.start], senses):
            yield from _composed(chain)
            chain = []
        chain.append(word)
    yield from _composed(chain)


def _joined(between: str, senses: Senses) -> bool:
    inner = between.strip(" -\u00a0\u2011")
    return not inner or inner in senses.frames.get("and", ())


def _composed(chain: list[_Word]) -> Iterator[Numeral]:
    total, current, first, last = 0, 0, -1, -1
    for word in chain:
        grown = _grown(total, current, word.value) if first >= 0 else None
        if grown is None:
            if first >= 0:
                yield Numeral(total + current, first, last, sure=total + current >= SURE)
            first = word.start
            grown = _grown(0, 0, word.value) or (0, word.value)
        total, current = grown
        last = word.end
    if first >= 0:
        yield Numeral(total + current, first, last, sure=total + current >= SURE)


def _grown(total: int, current: int, more: int) -> tuple[int, int] | None:
    """What a number becomes with one word more: (thousands done, the rest), or None if the word begins a new one."""
    if more >= THOUSAND:
        return (total + max(1, current) * more, 0) if total % more == 0 and total < more * more else None
    if more == HUNDRED:
        return (total, max(1, current) * HUNDRED) if current < TEN else None
    rest = _rest(current, more)
    return None if rest is None else (total, rest)


def _rest(current: int, more: int) -> int | None:
    """The part below a thousand with one word more."""
    tail = current % HUNDRED
    if more > HUNDRED:
        fits = not current
    elif more == 20 and tail == 4:  # quatre-vingts
        return current - 4 + 80
    elif more >= 20:
        fits = tail == 0 or current < TEN
    elif more >= TEN:
        fits = tail in {0, 60, 80}
    else:
        fits = tail % TEN == 0 and tail != TEN
    return current + more if fits else None
