"""The forms by which a text and its translation are compared: stems, numbers, signs; in Chinese, characters and pairs.

They are approximate on purpose: `Высокія` must equal `высокие`, and `two`, `deux` and `二` must be equal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import regex

from collate.languages.numerals import figures, value

_PIECES = regex.compile(
    r"(?P<digits>\p{Nd}+)|(?P<numeral>[〇零一二三四五六七八九十百千廿卅兩两]+)|(?P<han>\p{Han}+)"
    r"|(?P<word>\p{L}[\p{L}\p{M}]*)|(?P<sign>[?!;:()？！；：（）])"
)
_SIGNS = str.maketrans("？！；：（）", "?!;:()")
_ROMAN = regex.compile(r"(?=[IVXLC])(?:[IVXLC]{2,}|[VX])")


def forms(
    text: str,
    *,
    number: Callable[[str], int | None],
    stem: Callable[[str], str] = str,
    converted: Callable[[str], str] = str,
) -> list[str]:
    """The forms of a segment, in order. Numbers are ``#12``.

    `number`: what a number word means; `stem`: of a word in small letters; `converted`: Chinese characters in
    the common form of their variants.
    """
    found: list[str] = []
    for match in _PIECES.finditer(unicodedata.normalize("NFC", text)):
        piece, kind = match.group(), match.lastgroup
        if kind == "digits":
            found.append(f"#{figures(piece)}")
        elif kind == "numeral":
            numeral = value(piece)
            if numeral is not None and numeral > 1:
                found.append(f"#{numeral}")
        elif kind == "han":
            characters = converted(piece)
            found += [*characters, *(characters[k : k + 2] for k in range(len(characters) - 1))]
        elif kind == "sign":
            found.append(piece.translate(_SIGNS))
        else:
            found += _word(piece, number, stem)
    return found


def _word(word: str, number: Callable[[str], int | None], stem: Callable[[str], str]) -> list[str]:
    said = number(word)
    if said is not None:
        return [f"#{said}"] if said > 1 else []
    if _ROMAN.fullmatch(word):
        return [f"#{value(word)}"]
    if len(word) == 1:
        return []
    return [stem(word.lower())]
