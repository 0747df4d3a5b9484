"""Words in the cells of CSV and TSV: how they are written, and how they are read back.

The words of a cell are separated by a space. Control characters and line breaks in a word are written as signs
(``visible``), a space in it as ``␠``; such a sign in the text itself is written as its code point (``‹U+241B›``), so
that reading is unambiguous. A cell that a spreadsheet would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from collate.io.wording import visible

_STARTERS = "=+\\-@\t\r＝＋－＠"  # in an East Asian locale a full-width sign begins a formula too
_FORMULA = re.compile(f"'*[{_STARTERS}]")
_GUARDED = re.compile(f"'+[{_STARTERS}]")
_OWN = re.compile("[\u2400-\u2421]|‹(?=U\\+[0-9A-F]{4,6}›)")  # characters that look like the signs used here
_SIGNS = re.compile("[\u2400-\u2421]|‹U\\+([0-9A-F]{4,6})›")
_DELETE = "\u2421"
OURS = ("position", "variant", "joined")  # the first columns of a table that Collate wrote
BY = "by"  # its last column, for texts in several languages


def guarded(text: str, *, on: bool) -> str:
    """The text, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{text}" if on and len(text) > 1 and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text without the apostrophe that `guarded` put there."""
    return text[1:] if _GUARDED.match(text) else text


def cell(words: Iterable[str], *, guard: bool) -> str:
    """Words as the text of a cell."""
    return _written(" ".join(_marked(word).replace(" ", "\u2420") for word in words), guard=guard)


def words(text: str) -> list[str]:
    """The words of a cell that `cell` wrote."""
    return [_unmarked(word) for word in unguarded(text).split(" ") if word]


def heading(siglum: str, *, guard: bool) -> str:
    """A siglum as written in the header row."""
    text = _code(siglum[0]) + siglum[1:] if siglum == BY else _marked(siglum)
    return _written(text, guard=guard)


def siglum(text: str) -> str:
    """The siglum of a header cell that `heading` wrote."""
    return _unmarked(unguarded(text))


def _written(text: str, *, guard: bool) -> str:
    if not guard and _GUARDED.match(text):  # the reader would take the apostrophe for a guard
        return _code(text[0]) + text[1:]
    return guarded(text, on=guard)


def _marked(text: str) -> str:
    """The text with signs for control characters, and code points for characters that look like such signs."""
    return visible(_OWN.sub(lambda match: _code(match.group()), text))


def _unmarked(text: str) -> str:
    return _SIGNS.sub(_meant, text)


def _code(char: str) -> str:
    return f"‹U+{ord(char):04X}›"


def _meant(match: re.Match[str]) -> str:
    if match[1] is None:
        return "\x7f" if match[0] == _DELETE else chr(ord(match[0]) - 0x2400)
    code = int(match[1], 16)
    return match[0] if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)
