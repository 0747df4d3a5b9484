"""The default tokeniser: words, ideographs and punctuation of any script.

The rules follow Unicode's default word boundaries (UAX #29) with additions for editions: a word keeps its
combining marks, inner apostrophes, hyphens and editorial brackets (``ver[b]um``); French and Italian
elisions are words of their own (``l'`` ``athée``); a word broken by a hyphen at the end of a line is one word;
scripts written without spaces are split by character. `collatex`'s own tokeniser is never used: it breaks
``на́чалѣ`` in three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import regex

from collate.model import Source, Witness

# Written without spaces between words: one token per character (grapheme cluster).
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\u30fc\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}\p{{Co}}\u00ad\u00af\u200c\u200d]--[{_UNSPACED}]]"
_APOSTROPHE = r"['\u2019\u02bc\u1fbd\u055a]"
_OPEN, _CLOSE = r"[\[(⟨⟦{]", r"[\])⟩⟧}]"
_BROKEN_LINE = r"[-\u2010\u00ac\u2e17]\r?\n[ \t]*(?=\p{Ll})"
_HYPHEN = r"[-\u2010\u2011\u00b7\u05f3\u05f4]"
_SHAPELESS = r"[\u2060\ufeff\u200e\u200f]"
_JOINER = rf"(?:{_APOSTROPHE}|{_HYPHEN}|{_SHAPELESS}|(?<=\p{{Hebrew}})\"(?=\p{{Hebrew}})|{_BROKEN_LINE})"
_NUMBER_JOINER = r"(?<=\p{N})[.,](?=\p{N})"
# A final apostrophe marks an elided vowel in Greek (ἀλλ’, κατ᾽) and belongs to the word.
_GREEK_ELISION = r"(?:(?<=\p{Greek})['\u2019\u1fbd])?"
_WORD = (
    rf"\u0482?(?:{_OPEN}{_LETTER}+{_CLOSE}(?={_LETTER}))?{_LETTER}+"
    rf"(?:(?:{_JOINER}|{_NUMBER_JOINER}){_LETTER}+|{_OPEN}{_LETTER}+{_CLOSE}{_LETTER}*)*{_GREEK_ELISION}"
)
_COMMON = r"[a-zA-Z]++(?=[ \n,;:])"  # a short cut: same result as the rules below, three times as fast
_CHARACTER = rf"[{_UNSPACED}]\p{{M}}*"
_SIGN = r"(\p{P})\1+|(?![\s\x1c-\x1f\p{Cf}])\X"  # a run of one sign (``...``) is one token

_INVISIBLE = regex.compile(rf"{_BROKEN_LINE}|[\u00ad\u200b\u2060\ufeff\u200e\u200f]")


@cache
def _pattern(elisions: tuple[str, ...]) -> regex.Pattern[str]:
    stems = "|".join(map(regex.escape, elisions))
    elision = rf"(?<![\p{{L}}\p{{M}}{_APOSTROPHE[1:-1]}])(?i:{stems}){_APOSTROPHE}(?={_LETTER})|" if stems else ""
    return regex.compile(f"(?V1){_COMMON}|{elision}{_WORD}|{_CHARACTER}|{_SIGN}")


def tokenise(source: Source, *, elisions: tuple[str, ...] = ()) -> Witness:
    """Tokenise a source: every visible character is in one token; only white space and invisible characters are not.

    `elisions`: words that lose their vowel before an apostrophe and are words of their own (French ``l'``).
    """
    content = source.content
    spans = [match.span() for match in _pattern(elisions).finditer(content)]
    return Witness.from_spans(source, spans, [joined(content[a:b]) for a, b in spans])


def word_forms(text: str) -> list[str]:
    """The words and signs of a text that is no witness, such as a conjecture."""
    return [joined(match.group()) for match in _pattern(()).finditer(text)]


def joined(surface: str) -> str:
    """The surface without line-end hyphenation and soft hyphens."""
    if surface.isascii() and "\n" not in surface:
        return surface
    return _INVISIBLE.sub("", surface) or surface


def hyphens_settled(witnesses: Sequence[Witness]) -> list[Witness]:
    """A word broken at the end of a line keeps its hyphen if the witnesses write it with one elsewhere."""
    broken = [[i for i, form in enumerate(w.normals) if form != w.surface(i, i + 1)] for w in witnesses]
    if not any(broken):
        return list(witnesses)
    known = {form for w in witnesses for form in w.normals}
    settled = []
    for witness, places in zip(witnesses, broken, strict=True):
        normals = list(witness.normals)
        for place in places:
            hyphenated = "".join(witness.surface(place, place + 1).split())
            if hyphenated in known:
                normals[place] = hyphenated
        settled.append(replace(witness, normals=normals))
    return settled
