"""Finds numbers in words: twenty-two, cinq cent un millions, полтора, zweihundertdreiundvierzig, tens of thousands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from collate.model.senses import Numeral, Senses
from collate.translation.content.figures import simple

SURE = 11  # a smaller number in words may be a manner of speaking
THOUSAND, HUNDRED, TEN = 1000, 100, 10
# Words between an indefinite number and what it multiplies, and between a number and a half.
_OF = frozenset({"of", "de", "d'", "von"})
_A_HALF = frozenset({"and a", "et", "und", "с", "и", "und ein"})
_HALF_A = frozenset({"a", "an", "eine", "eines"})  # half a million
_GERMAN = regex.compile(r"(?<![\p{L}\p{M}])\p{L}{7,60}(?![\p{L}\p{M}])")
_ENDING = regex.compile(r"(?:ste|te|er)(?:[nrsm]?)$")
# What a German numeral is joined with: threefold, ten years old, of two floors.
_FOLD = regex.compile(
    r"(?:mal|fach|malig|jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|stöckig|köpfig|teilig|stellig|prozentig|seitig)\p{L}*$"
)


class _Word(NamedTuple):
    value: int
    start: int
    end: int
    about: bool = False
    part: bool = False
    and_a_half: bool = False


def numerals(text: str, start: int, senses: Senses) -> Iterator[Numeral]:
    """Number words of a text in small letters, composed: deux cent trente, hundred and thirty, сто тридцать."""
    chain: list[_Word] = []
    for word in _words(text, start, senses):
        if chain and not _joined(text[chain[-1].end : word.start], senses, chain[-1], word):
            yield from _composed(chain)
            chain = []
        chain.append(word)
    yield from _composed(chain)


def _words(text: str, start: int, senses: Senses) -> Iterator[_Word]:
    found = []
    for match in senses.number.finditer(text, start):
        form = match.group().removesuffix("ъ")
        compound = german(form) if senses.code == "de" else None
        about, part = senses.about.get(form), senses.indefinite.fullmatch(form)
        if part is not None and about is not None:
            found.append(_Word(about, *match.span(), about=True))
        elif form in senses.frames.get("one-and-a-half", ()):
            found.append(_Word(1, *match.span(), and_a_half=True))
        elif senses.part.fullmatch(form):
            found.append(_Word(senses.parts[form], *match.span(), part=True))
        else:
            found.append(_Word(compound or senses.value(form), *match.span()))
    if senses.code == "de":
        taken = {word.start for word in found}
        for match in _GERMAN.finditer(text, start):
            many = german(match.group())
            if many is not None and match.start() not in taken:
                found.append(_Word(many, *match.span()))
    return iter(sorted(found, key=lambda word: word.start))


@cache
def german(word: str) -> int | None:
    """The value of a German compound (zweihundertdreiundvierzig, zweiundzwanzigste); None if it is none."""
    bare = _FOLD.sub("", word)
    for form in (bare, _ENDING.sub("", bare)):
        many = _german(form)
        if many is not None:
            return many
    return None


_GERMAN_UNITS = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6,
    "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "sechzehn": 16, "siebzehn": 17,
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip


def _german(word: str) -> int | None:
    if word in _GERMAN_UNITS:
        return _GERMAN_UNITS[word]
    for sign, power in (("tausend", THOUSAND), ("hundert", HUNDRED)):
        head, found, tail = word.partition(sign)
        if found:
            many, rest = _german(head) if head else 1, _german(tail.removeprefix("und")) if tail else 0
            return None if many is None or rest is None else many * power + rest
    if word.endswith("zehn"):
        unit = _GERMAN_UNITS.get(word.removesuffix("zehn"), 0)
        return 10 + unit if 2 < unit < 10 else None
    head, found, tail = word.partition("und")
    unit, tens = _GERMAN_UNITS.get(head, 0), _GERMAN_UNITS.get(tail, 0)
    return unit + tens if found and 0 < unit < 10 and tens >= 20 else None


def _joined(between: str, senses: Senses, one: _Word, other: _Word) -> bool:
    inner = between.strip(" -\u00a0\u2011")
    if one.about:
        return not inner or inner in _OF
    if one.part and other.value >= THOUSAND:
        return not inner or inner in _HALF_A
    if other.part:
        return not inner or inner in _A_HALF
    return not inner or inner in senses.frames.get("and", ())


class _Sum(NamedTuple):
    """A number in the making: thousands that are done, the rest, whether it is indefinite, a fraction, its place."""

    total: int
    current: int
    about: bool
    half: float
    start: int
    end: int


def _composed(chain: list[_Word]) -> Iterator[Numeral]:
    made: _Sum | None = None
    for word in chain:
        grown = None if made is None else _longer(made, word)
        if grown is None:
            if made is not None:
                yield from _finished(made)
            grown = _begun(word)
        made = grown
    if made is not None:
        yield from _finished(made)


def _begun(word: _Word) -> _Sum:
    if word.and_a_half:
        return _Sum(0, 1, about=False, half=0.5, start=word.start, end=word.end)
    if word.part:
        return _Sum(0, 0, about=False, half=1 / word.value, start=word.start, end=word.end)
    total, current = _grown(0, 0, word.value) or (0, word.value)
    return _Sum(total, current, about=word.about, half=0.0, start=word.start, end=word.end)


def _longer(made: _Sum, word: _Word) -> _Sum | None:
    """The number with one word more, or None if the word begins a new one."""
    if word.part or made.half:
        return _parted(made, word)
    if word.about or (word.value == 12 and made.total + made.current < HUNDRED):  # two dozen, пять десятков
        many = made.total + made.current
        return made._replace(total=many * word.value, current=0, end=word.end) if many < word.value else None
    if made.about and word.value < HUNDRED:
        return None
    grown = _grown(made.total, made.current, word.value)
    return None if grown is None else made._replace(total=grown[0], current=grown[1], end=word.end)


def _parted(made: _Sum, word: _Word) -> _Sum | None:
    """A number with a fraction: two thirds, seven and a half, two and a half million."""
    whole = made.total + made.current
    if not word.part:
        many = round((whole + made.half) * word.value)
        return _Sum(many, 0, about=False, half=0.0, start=made.start, end=word.end) if word.value >= THOUSAND else None
    if made.half or made.about:
        return None
    if word.value == 2:
        return made._replace(half=0.5, end=word.end)
    fits = whole < word.value
    return _Sum(0, 0, about=False, half=whole / word.value, start=made.start, end=word.end) if fits else None


def _finished(made: _Sum) -> Iterator[Numeral]:
    many = simple(made.total + made.current + made.half)
    if made.about:
        yield Numeral(many, made.start, made.end, sure=False, most=10 * many - 1)
    elif made.half:
        whole = (many, round(1 / made.half)) if many < 1 else (many, made.total + made.current)
        yield Numeral(many, made.start, made.end, sure=False, also=(whole[1],))
    else:
        decade = (many + 1900,) if many in range(20, 100, 10) else ()
        yield Numeral(many, made.start, made.end, sure=many >= SURE, also=decade)


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
