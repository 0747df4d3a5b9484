"""Every character of Unicode: cut into words, counted, compared and labelled, in languages with and without rules."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

import pytest

import collate as library
from collate.languages import numerals
from collate.languages.senses import senses
from collate.translation import segments, stems
from collate.translation.content import dates, numbers
from collate.witnesses import headings
from collate.witnesses.tokenisers import cjk, words
from tests.conftest import THOROUGH

BLOCK = 256
EVERY = 1 if THOROUGH else 97  # of the blocks beyond those of most living scripts
LANGUAGES = ("en", "fr", "ru", "zh", "grc", "he", "und")
COMPARED = LANGUAGES if THOROUGH else ("en", "zh")


def blocks() -> Iterator[list[str]]:
    """The characters by blocks, without surrogates, which are none."""
    for number, start in enumerate(range(1, sys.maxunicode + 1, BLOCK)):
        if (start < 0x3000 and (THOROUGH or number % 3 == 0)) or number % EVERY == 0:
            chars = [chr(k) for k in range(start, start + BLOCK) if k <= sys.maxunicode and not 0xD800 <= k <= 0xDFFF]
            if chars:  # a block of surrogates holds none
                yield chars


def odd() -> list[str]:
    """Digits, numerals, and letters that are several when they are made small or large."""
    every = map(chr, (k for k in range(sys.maxunicode + 1) if not 0xD800 <= k <= 0xDFFF))
    return [
        c
        for c in every
        if unicodedata.category(c)[0] == "N" or max(len(c.lower()), len(c.upper()), len(c.casefold())) > 1
    ]


def test_a_number_is_made_of_what_is_one() -> None:
    """Of any digits, numerals and letters with two small ones, alone, doubled, with letters and signs beside them."""
    for char in odd():
        for text in (char, char * 2, f"1{char}", f"{char}1", f"{char}.", f"i{char}", f"{char}e", f"{char}十"):
            found = numerals.value(text)
            assert found is None or 0 <= found < 10**19
        assert numerals.figures(char)
        stems.forms(f"{char} 1{char} {char}x", number=lambda _: None)


def test_digits_of_every_script_are_one_number() -> None:
    """Zeros before them do not count; what has too many is a string of digits."""
    assert [numerals.value(text) for text in ("٠٤٢", "४२", "𝟒𝟐", "42", "0042")] == [42] * 5
    assert numerals.figures("٠" * 5_000 + "٤٢") == "42"
    assert numerals.value("9" * 5_000) is None
    assert numerals.value("İ") is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_character_is_read_in_every_language(code: str) -> None:
    """Cut by words, characters, sentences, headings; its numbers and dates; nothing is lost."""
    known = senses(code)
    for chars in blocks():
        text = f"{' '.join(chars)}\n\n{'. '.join(f'{c}{c} 3{c} {c}4 {c} mai 191{c}' for c in chars[::16])}\n\n§ {chars[0]}\n"
        source = library.text("A", text, code)
        for tokenise in (words.tokenise, cjk.tokenise):
            if tokenise is words.tokenise or code == "zh":
                found = tokenise(source)
                lead, pieces = found.pieces()
                assert lead + "".join(pieces) == text
        for by in segments.WAYS:
            segments.segments(source, by)
        headings.sections(source)
        numbers.numbers(text, known)
        dates.dates(text, known)


@pytest.mark.parametrize("code", COMPARED)
def test_every_character_is_compared_with_others(code: str) -> None:
    """With its neighbour, alone and inside a word, in large and small letters."""
    every = 1 if THOROUGH and code == "und" else 8  # rules of a language are for few of the blocks
    for chars in list(blocks())[::every]:
        one = " ".join(f"{c} a{c}b {c}{c}" for c in chars)
        other = " ".join(f"{d} a{c.upper()}b {d}{c}" for c, d in zip(chars, chars[1:] + chars[:1], strict=True))
        made = library.collate([library.text("A", one, code), library.text("B", other, code)])
        library.apparatus(made)
