"""Functions that remove accents, punctuation and the like from strings, independent of language."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

# Scripts in which the non-spacing marks are accents. In Indic scripts they are vowels; kana with a voicing
# mark are letters of their own and stay.
_ACCENTED = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}]\p{Mn}+")
AND = frozenset("&\u204a")  # ampersand and Tironian et
MARKED_LETTERS = frozenset("йёїўѓќ")  # letters of their own although they have marks
# Letters that are another letter, or two, in another shape: ligatures, long s, the forms of sigma.
SHAPES = str.maketrans({"æ": "ae", "œ": "oe", "ſ": "s", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "ϲ": "σ", "ς": "σ", "ꝛ": "r"})
_APOSTROPHES = regex.compile("[\u2019\u02bc\u2018\u1fbd\u055a\u00b4`\u02b9]")
_SIGNS = regex.compile(r"[\p{P}\p{S}]+")


def nfc(form: str) -> str:
    """The form in canonical composition (NFC): é is one character."""
    return form if form.isascii() else unicodedata.normalize("NFC", form)


def unmarked(form: str, letters: frozenset[str] = MARKED_LETTERS) -> str:
    """The form without accents and points in Latin, Greek, Cyrillic, Hebrew and Arabic, except on `letters`."""
    if form.isascii():
        return form

    def bare(match: regex.Match[str]) -> str:
        cluster = match.group()
        letter = unicodedata.normalize("NFC", cluster[:2])
        return letter if letter.casefold() in letters else cluster[0]

    return nfc(_ACCENTED.sub(bare, unicodedata.normalize("NFD", form)))


def straight(form: str) -> str:
    """The form with straight apostrophes."""
    return form if form.isascii() else _APOSTROPHES.sub("'", form)


def unsigned(form: str) -> str:
    """The form without punctuation and signs; "" for a comma."""
    return form if form.isalnum() else _SIGNS.sub("", form)


@lru_cache(maxsize=1 << 17)
def is_word(form: str) -> bool:
    """Whether a form has a letter or a digit, or is a sign for *and*; all other tokens are punctuation."""
    return form in AND or any(char.isalnum() for char in form)


def length(text: str) -> int:
    """The letters and signs of a text, without its spaces."""
    return sum(map(len, text.split()))
