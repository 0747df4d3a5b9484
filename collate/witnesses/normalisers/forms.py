"""Normal forms of a token: Unicode composition, case, accents, apostrophes, punctuation."""

from __future__ import annotations

from functools import lru_cache

from collate.languages import letters


def nfc(form: str) -> str:
    """The form in canonical composition (NFC): é is one character."""
    return letters.nfc(form)


def case(form: str) -> str:
    """The form with case folded, including final sigma and ß."""
    return nfc(form.casefold())


def accents(form: str) -> str:
    """The form without accents and points in Latin, Greek, Cyrillic, Hebrew and Arabic; й stays й."""
    return letters.unmarked(form)


def apostrophes(form: str) -> str:
    """The form with straight apostrophes."""
    return letters.straight(form)


def punctuation(form: str) -> str:
    """The form without punctuation and signs, such as editorial brackets and hyphens; "" for a comma."""
    return letters.unsigned(form)


@lru_cache(maxsize=1 << 16)  # a hundred witnesses have mostly the same words
def fold(form: str) -> str:
    """The simplified form by which words are aligned (not compared): without case, accents, signs and ligatures.

    A token of signs only keeps them, so that it is never the empty string.
    """
    rough = form.casefold()
    if not rough.isascii():
        rough = accents(apostrophes(rough)).translate(letters.SHAPES)
    return punctuation(rough) or rough
