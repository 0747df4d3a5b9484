"""Normal forms of a token: Unicode composition, case, accents, apostrophes, punctuation."""

from __future__ import annotations

from collate.languages import letters


def nfc(form: str) -> str:
    """Canonical composition: é is é however it was typed."""
    return letters.nfc(form)


def case(form: str) -> str:
    """Case folded, so that final sigma and ß lose their difference too."""
    return nfc(form.casefold())


def accents(form: str) -> str:
    """Without accents and points in Latin, Greek, Cyrillic, Hebrew and Arabic; й stays й."""
    return letters.unmarked(form)


def apostrophes(form: str) -> str:
    """Every apostrophe the straight one."""
    return letters.straight(form)


def punctuation(form: str) -> str:
    """Without punctuation and signs: editorial brackets, hyphens; nothing at all for a bare comma."""
    return letters.unsigned(form)


_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ſ": "s", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "ϲ": "σ", "ς": "σ"})


def fold(form: str) -> str:
    """The rough form by which words are aligned (never compared): case, accents, signs, ligatures gone.

    A token of signs only keeps them, so that it never equals the empty string.
    """
    rough = form.casefold()
    if not rough.isascii():
        rough = accents(apostrophes(rough)).translate(_LIGATURES)
    return punctuation(rough) or rough
