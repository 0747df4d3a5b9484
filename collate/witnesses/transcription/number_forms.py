"""The ways in which numbers of verses, paragraphs, lines and notes are written, and what a number is worth."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import regex

from collate.languages import numerals
from collate.languages.numerals import letters_value

VERSES = "numbers of verses, paragraphs and lines"
NOTES = "numbers of notes"
_SUPERSCRIPT = "⁰¹²³⁴-⁹"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Form(NamedTuple):
    """A way of writing numbers.

    `least`: how many there must be; `enough`: how many need no more evidence, even if they do not begin a line;
    `needs`: what else is asked for: ``witness``, another witness that has the words around them side by side, or
    ``whole``, that or that they begin or end the text. `place`: the kind of place that they name, "" for notes, which
    are no places.
    """

    pattern: regex.Pattern[str]
    least: int
    needs: str = ""
    place: str = "locus"
    enough: int = 5


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text: its span, its value, the chapter before it, its name, and whether no sign is with it."""

    start: int
    end: int
    value: int
    chapter: tuple[int, ...]
    name: str
    bare: bool


def _form(pattern: str, least: int, needs: str = "", *, place: str = "locus", enough: int = 5) -> Form:
    return Form(regex.compile(pattern, regex.MULTILINE), least, needs, place, enough)


_D, _N = r"\p{Nd}", rf"(?P<value>\p{{Nd}}{{1,4}}|[{_SUPERSCRIPT}]{{1,3}})"
_NEXT = r"(?=[ \t]*\r?\n|[ \t]+|[\p{L}¿¡«“„‘‹]|\Z)"  # what follows a number in brackets
_BOOK = r"(?:[1-4]?[ ]?\p{L}{1,12}\.?[ ]?)?"
_COLON = rf"(?P<name>{_BOOK}(?P<chapter>{_D}{{1,3}})[:٫](?P<value>{_D}{{1,3}}))"
_DEEP = rf"(?P<chapter>{_D}{{1,3}}(?:[.,]{_D}{{1,3}})?)[.,](?P<value>{_D}{{1,3}})"  # 1.1, 1.1.1
_POINT = rf"(?P<name>{_BOOK}{_DEEP})"
_VERSE = r"(?i:vv?|vs|vers[eo]?|st|стих|ст|στ|§{1,2}|¶|cap|kap|cc?)"
_LINE = r"(?i:ll?|lin|lines?|zeile|z|tln|стк|стр(?:ока)?|γρ|r)"
_NUMBERED = rf"(?P<chapter>{_D}{{1,3}})[.,:](?P<value>{_D}{{1,3}})"
_TEXT_BEFORE = r"(?<=[\p{L}\p{M}.,;:!?-][ ]?)"
_AFTER_WORD = r"(?<=[\p{L}\p{M}.,;:!?»”’。，])"
_DANDA = r"(?:\|\||॥|।।|//)"
_LETTERS = r"[א-ת]{1,3}['׳״]?|[፩-፼]{1,3}|[α-ωϛ]{1,2}[ʹ'’΄]|[\u0430-\u044f\u0461-\u0475]\u0483"
NOTE_LETTERS = _form(
    r"(?<=\p{L})(?:\^(?P<value>[a-z])(?!\p{L})|\[(?P<value>[a-z])\]|\((?P<value>[a-z])\))(?!\p{L})",
    3,
    place="",
    enough=3,
)
LETTERS = _form(rf"^[ \t]*(?P<value>{_LETTERS})[.)]?(?=[ \t]+\p{{L}})", 3)
FORMS = (
    _form(rf"^[ \t]*{_COLON}[.:]?(?=\s)", 2),
    _form(rf"^[ \t]*{_POINT}[.:]?(?=\s)", 3),
    _form(rf"(?<!\S)[\[({{<]?(?P<name>(?P<chapter>{_D}{{1,3}}):(?P<value>{_D}{{1,3}}))[\])}}>]?(?=\s)", 2),
    _form(rf"(?<!\S)[\[({{<]?(?P<name>{_DEEP})[\])}}>]?(?=\s)", 3),
    _form(r"^\S{1,20}_p(?P<name>(?P<chapter>[0-9]{1,4})[a-c](?P<value>[0-9]{2}))║", 2),
    _form(r"^(?P<chapter>[0-9]{5})(?P<value>[0-9]{3})(?=\s)", 3),
    _form(rf"(?:﴿[ ]?{_N}[ ]?﴾|﴾[ ]?{_N}[ ]?﴿|\u06dd[ ]?{_N})", 2, enough=2),
    _form(rf"(?<={_DANDA}[ ]?)(?P<name>(?:\p{{L}}{{1,12}}[_ ])?{_NUMBERED})[ ]?{_DANDA}", 2, enough=2),
    _form(rf"(?<={_DANDA}[ ]?){_N}[ ]?{_DANDA}", 2, enough=2),
    _form(rf"(?<!\S)\[{_N}\]{_NEXT}", 2),
    _form(rf"(?<!\S)[(<{{]{_N}[)>}}]{_NEXT}", 2, "witness"),
    _form(rf"(?<!\S)\({_N}\){_NEXT}", 4, "whole", enough=4),
    _form(rf"(?<!\S)[\[(<{{]{_VERSE}\.?[ ]?{_N}[\])>}}](?=\s|\p{{L}})", 2, enough=3),
    _form(rf"[\[(<{{]{_LINE}\.?[ ]?{_N}[\])>}}](?=\s|\p{{L}})", 2, place="line", enough=2),
    _form(rf"^[ \t]*(?:§{{1,2}}|¶|{_VERSE}(?:\.|(?=[ ])))[ ]?{_N}[.:)]?(?=[ \t])", 2),
    _form(rf"^[ \t]*{_LINE}(?:\.|(?=[ ]))[ ]?{_N}[.:)]?(?=[ \t])", 3),
    _form(rf"^[ \t]*{_N}:(?=[ \t])", 3),
    _form(rf"(?<!\S)(?:§{{1,2}}|¶)[ ]?{_N}[.:]?(?=\s+\p{{L}})", 3),
    _form(rf"{_TEXT_BEFORE}(?:/{_N}/|\|{_N}\|?(?=[ \p{{L}}]))|(?<=\p{{L}})/{_N}(?=\p{{L}})|(?<!\S)/{_N}/", 2,
          place="line", enough=2),
    _form(rf"(?<!\S)(?P<value>[{_SUPERSCRIPT}]{{1,3}})(?=[ ]?[\p{{L}}«“„])", 2, enough=2),
    _form(rf"{_AFTER_WORD}(?P<value>[{_SUPERSCRIPT}]{{1,3}})(?![\p{{L}}\p{{N}}])", 3, place="", enough=3),
    _form(rf"{_AFTER_WORD}[\[〔［]{_N}[\]〕］]", 3, place="", enough=3),
    NOTE_LETTERS,
    _form(r"(?P<value>[①-⑳㉑-㉟])", 3, enough=3),
    _form(rf"^[ \t]*(?P<value>{_D}{{1,3}})(?=\p{{Lu}}\p{{L}})", 3),
    _form(rf"^[ \t]*(?P<value>{_D}{{1,4}})[ \t]*$", 3),
    _form(rf"^[ \t]*(?P<value>{_D}{{1,3}})(?=[ \t]+[\p{{L}}¿¡«“„])", 3),
    LETTERS,
    _form(rf"(?<!\S)(?P<value>{_D}{{1,3}})(?=[ \t\n]+[\p{{L}}¿¡«“„])", 5),
    _form(rf"(?:^|(?<=[.;:!?·۔。]))\s*(?P<value>{_D}{{1,3}})(?=[ \t\n]+[\p{{Lu}}\p{{Lo}}¿¡«“„])", 3, "whole"),
    _form(rf"^[ \t]*(?P<value>{_D}{{1,4}})[.)](?=[ \t])", 2, "witness"),
    _form(rf"(?<!\S)(?P<value>{_D}{{1,3}})(?=[ \t\n]+[\p{{L}}¿¡«“„])", 2, "witness"),
)  # fmt: skip


def number(match: regex.Match[str]) -> Number | None:
    """The number that a form has matched; None if its letters are no numeral."""
    parts = match.groupdict()
    value = _value(match["value"])
    if value is None:
        return None
    chapter = tuple(numerals.number(one) or 0 for one in regex.split("[.,]", parts.get("chapter") or "") if one)
    return Number(*match.span(), value, chapter, parts.get("name") or "", match.group().strip().isalnum())


def _value(text: str) -> int | None:
    plain = text.translate(_DIGITS)
    if plain.isdecimal():
        return int(plain)
    if len(text) == 1 and text.isascii():  # the letter of a note
        return ord(text) - ord("a") + 1
    if len(text) == 1 and unicodedata.category(text) == "No":
        return int(unicodedata.numeric(text))
    return letters_value(text)
