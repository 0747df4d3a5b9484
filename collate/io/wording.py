"""Text for display: signs for control characters, number and plural, widths, writing direction, sigla, omissions."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the model loads numpy, and an error message should not
    from collate.model import Reading

OMISSION = "om."
LACUNA = "def."
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BROKEN = re.compile(r"(?<=\w)([-\u2010\u00ac\u2e17])\r?\n[ \t]*(?=\w)")

# Controls that reorder or hide text in a terminal or a page, and the line separators that split records.
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BREAKS = "\u2028\u2029\x0b\x0c\x85"


@cache
def _sign(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures block: ESC becomes ␛
    if code == 0x7F:
        return "␡"
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noncharacters
    if unicodedata.category(char) in {"Cc", "Cs"} or char in _BIDI or char in _BREAKS or no_character:
        return f"‹U+{code:04X}›"
    return char


def visible(text: str, keep: str = "") -> str:
    """The text with control characters, lone surrogates and direction overrides shown as signs.

    The result is safe on a terminal, in XML and on a page. Characters in `keep` (a line feed, say) are kept.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char in keep else _sign(char) for char in text)


_NEVER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def for_people(text: str) -> str:
    """The whole output of a view, with any remaining control characters shown as signs.

    Line feeds, tabs and the isolates of `isolated` are kept. Views pass the user's texts through `visible` or
    `one_line` first; this is a last safeguard.
    """
    return _NEVER.sub(lambda match: _sign(match.group()), text)


def one_line(text: str) -> str:
    """A reading on one line: runs of white space become one space, controls become signs."""
    if "\n" in text:  # a word broken at the end of a line is shown whole, with its hyphen
        text = _BROKEN.sub(r"\1", text)
    return visible(" ".join(text.split()))


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 unit``, ``2 units``, ``1,024 units``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def json_text(value: object, indent: int | None = None) -> str:
    """JSON without ASCII escapes, except for controls and direction overrides, so that it is safe on a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() and "\x7f" not in text else _ACTING.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def xml_text(text: str) -> str:
    """Serialised XML with controls and direction overrides as character references."""
    return _ACTING.sub(lambda m: f"&#x{ord(m.group()):x};", text)


def width(text: str) -> int:
    """Columns that a visible text takes in a terminal: two for an ideograph, none for a combining mark."""
    from wcwidth import wcswidth  # noqa: PLC0415  its tables take long to load, and --help needs none

    return max(0, wcswidth(text))


def padded(text: str, columns: int) -> str:
    """The text filled with spaces to a width in terminal columns."""
    return text + " " * max(0, columns - width(text))


def right_to_left(text: str) -> bool:
    """Whether a text holds letters that run from right to left."""
    return not text.isascii() and any(_turns(char) for char in text)


@lru_cache(maxsize=8)
def runs_right_to_left(text: str) -> bool:
    """Whether a text as a whole runs from right to left: a word of Hebrew does not turn a Latin treatise round."""
    if not right_to_left(text):
        return False
    turning = sum(_turns(char) for char in text)
    return 2 * turning > sum(map(str.isalpha, text))


def _turns(char: str) -> bool:
    return unicodedata.bidirectional(char) in {"R", "AL"} and char not in _BIDI


def isolated(text: str) -> str:
    """Right-to-left text in direction isolates, so that it does not reorder the words around it."""
    if right_to_left(text):
        return f"\u2068{text}\u2069"
    return text


def unisolated(text: str) -> str:
    """The text without direction isolates, for formats that have their own way to set what runs from right to left."""
    return text.replace("\u2068", "").replace("\u2069", "")


def shortened(text: str, words: int = 8, ellipsis: str = " … ") -> str:
    """A long stretch by its first and last words, as an apparatus quotes it; ideographs count as words."""
    parts = text.split()
    if len(parts) > words:
        return f"{' '.join(parts[:2])}{ellipsis}{parts[-1]}"
    return f"{text[:6]}{ellipsis.strip()}{text[-4:]}" if len(parts) == 1 and len(text) > 4 * words else text


def reading_words(reading: Reading) -> str:
    """A reading as an apparatus spells it, without sigla: its words, or *om.* if it has none."""
    if reading.kind == "omission":
        return OMISSION
    if reading.kind == "lacuna":
        return LACUNA
    return isolated(one_line(reading.text))


def sigla_list(sigla: Iterable[str]) -> str:
    """Sigla in the order given, controls made visible."""
    return " ".join(visible(siglum) for siglum in sigla)
