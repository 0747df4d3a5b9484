"""Reads numerals: digits of any script, Roman and Chinese numerals, and numerals that are letters."""

from __future__ import annotations

import unicodedata

import regex

LONGEST = 18  # digits of a number; a longer one is a string of digits
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = regex.compile(r"m{0,4}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})", regex.IGNORECASE)
_ORDINAL = regex.compile(r"(\d+|[ivxlc]+)(?:er|ère|re|ème|e|nd|rd|st|th|-?[йя]|-?ая)", regex.IGNORECASE)
_HAN_DIGITS = {char: value for value, chars in enumerate(
    ("〇零", "一壹弌", "二貳贰弍兩两", "三參叁弎", "四肆", "五伍", "六陸陆", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_HAN_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN_SCORES = {"廿": 20, "卅": 30, "卌": 40}


_UNITS, _TENS, _HUNDREDS = (range(1, 10), range(10, 100, 10), range(100, 1000, 100))
_LETTERS = {letter: worth for letters, values in (
    ("אבגדהוזחט", _UNITS), ("יכלמנסעפצ", _TENS), ("קרשת", _HUNDREDS),
    ("αβγδεϛζηθ", _UNITS), ("ικλμνξοπϟ", _TENS), ("ρστυφχψωϡ", _HUNDREDS),
    ("авгдєѕзиѳ", _UNITS), ("іклмнѯопч", _TENS), ("рстуфхѱѡц", _HUNDREDS),
) for letter, worth in zip(letters, values, strict=False)}  # fmt: skip
_NUMERAL_SIGNS = "\u05f3\u05f4'\"\u02b9\u0374\u2019\u0384\u0483."  # beside letters that are numerals


def figures(text: str) -> str:
    """Digits of any script as ASCII digits, without leading zeros: ``٠١٢`` is ``12``.

    A digit of a script that Python does not know stays as it is.
    """
    return "".join(str(unicodedata.decimal(char, char)) for char in text).lstrip("0") or "0"


def number(text: str) -> int | None:
    """The value of digits of any script; None if they are not a number or are too long."""
    digits = figures(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST else None


def value(text: str) -> int | None:
    """The value of a numeral, or None if the text is not one."""
    text = text.strip().rstrip(".:")
    if not text:
        return None
    if all(unicodedata.decimal(char, -1) >= 0 for char in text):
        return number(text)
    ordinal = _ORDINAL.fullmatch(text)
    if ordinal:
        return value(ordinal[1])
    if text.isascii() and _ROMAN_FORM.fullmatch(text):  # else ``İ`` is an i
        return _roman(text.lower())
    return _chinese(text)


def letters_value(text: str) -> int | None:
    """The value of letters that are a numeral in Hebrew, Greek, Slavonic or Ethiopic; None if they are none."""
    letters = [char for char in text if char not in _NUMERAL_SIGNS]
    if letters and all("\u1369" <= char <= "\u137c" for char in letters):
        values = [int(unicodedata.numeric(char)) for char in letters]
        total = 0
        for one in values:
            total = max(total, 1) * one if one >= 100 else total + one
        return total
    if not letters or not all(char in _LETTERS for char in letters):
        return None
    return sum(_LETTERS[char] for char in letters)


def _roman(text: str) -> int:
    total = 0
    for char, following in zip(text, text[1:] + " ", strict=True):
        total += -_ROMAN[char] if _ROMAN.get(following, 0) > _ROMAN[char] else _ROMAN[char]
    return total


def _chinese(text: str) -> int | None:
    if all(char in _HAN_DIGITS for char in text):
        return number("".join(str(_HAN_DIGITS[char]) for char in text))
    total, digit = 0, None
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_POWERS:
            total += (1 if digit is None else digit) * _HAN_POWERS[char]
            digit = None
        elif char in _HAN_SCORES:
            total += _HAN_SCORES[char]
        else:
            return None
    return total + (digit or 0)
