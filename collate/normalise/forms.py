"""Normal forms of a token: Unicode composition, case, accents, apostrophes, punctuation."""

from __future__ import annotations

import unicodedata

import regex

# Scripts in which the non-spacing marks are accents. In Indic scripts they are vowels; й, ё, ї and kana
# with a voicing mark are letters of their own and stay.
_ACCENTED = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}]\p{Mn}+")
_LETTERS = {
    unicodedata.normalize("NFD", char): char
    for char in "йёїўѓќЙЁЇЎЃЌ"
}  # fmt: skip
_APOSTROPHES = regex.compile("[\u2019\u02bc\u2018\u1fbd\u055a\u00b4`\u02b9]")
_SIGNS = regex.compile(r"[\p{P}\p{S}]+")


def nfc(form: str) -> str:
    """Canonical composition: é is é however it was typed."""
    return form if form.isascii() else unicodedata.normalize("NFC", form)


def case(form: str) -> str:
    """Case folded, so that final sigma and ß lose their difference too."""
    return nfc(form.casefold())


def accents(form: str) -> str:
    """Without accents and points in Latin, Greek, Cyrillic, Hebrew and Arabic; й stays й."""
    if form.isascii():
        return form
    return nfc(_ACCENTED.sub(_bare, unicodedata.normalize("NFD", form)))


def _bare(match: regex.Match[str]) -> str:
    cluster = match.group()
    return _LETTERS.get(cluster[:2], cluster[0])


def apostrophes(form: str) -> str:
    """Every apostrophe the straight one."""
    return form if form.isascii() else _APOSTROPHES.sub("'", form)


def punctuation(form: str) -> str:
    """Without punctuation and signs: editorial brackets, hyphens; nothing at all for a bare comma."""
    return form if form.isalnum() else _SIGNS.sub("", form)


_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ſ": "s", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "ϲ": "σ", "ς": "σ"})


def fold(form: str) -> str:
    """The rough form by which words are aligned (never compared): case, accents, signs, ligatures gone.

    A token of signs only keeps them, so that it never equals the empty string.
    """
    rough = form.casefold()
    if not rough.isascii():
        rough = accents(apostrophes(rough)).translate(_LIGATURES)
    return punctuation(rough) or rough
