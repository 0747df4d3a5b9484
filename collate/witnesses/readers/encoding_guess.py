"""Guesses the encoding of a text that is not UTF-8: chardet's guess, unless a Western reading is more plausible.

Of a short text in Western Europe's encoding, chardet often makes another: `а la Russie`, with a Cyrillic letter, or
`supérieur ŕ`. The Western reading is preferred if all its letters are Western and the other reading mixes scripts
within words, or is not in a language that has such letters.
"""

from __future__ import annotations

import codecs

import regex

WESTERN = "cp1252"
LOOKED_AT = 65536  # bytes
_LETTERS = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœßùúûüÿðþýÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜŸÐÞÝ")
_SIGNS = frozenset("«»“”„‘’‚–—…°§·ªº¿¡†‡•€£ \xa0\xad")
_ELSEWHERE = {  # languages that are written with other letters than the Western ones, in Latin script
    "pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs", "sr", "sq", "lt", "lv", "et", "tr", "az", "mt", "vi", "eo", "cy",
}  # fmt: skip
_OLD = ("mac", "hp", "cp4", "cp7", "cp8")  # encodings of computers that are no more
_MISPLACED = regex.compile(r"\p{L}[‚„†‡•°¿¡]")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_FOREIGN = regex.compile(r"(?V1)[\p{L}--\p{Latin}]")


def guess(body: bytes) -> str:
    """The name of the encoding, as Python knows it; "" if nothing is plausible."""
    import chardet  # noqa: PLC0415  needed by one file in a thousand

    found = chardet.detect(body[:LOOKED_AT]).get("encoding")
    name = codecs.lookup(found).name if found else ""
    western = _read(body, WESTERN)
    if not western or not _is_western(western):
        return name
    other = _read(body, name) if name else ""
    return WESTERN if not other or name.startswith(_OLD) or _is_mixed(other) or not _is_elsewhere(other) else name


def _read(body: bytes, name: str) -> str:
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError):
        return ""


def _is_western(text: str) -> bool:
    known = all(char in _LETTERS or char in _SIGNS for char in set(text) if not char.isascii())
    return known and not _MISPLACED.search(text)


def _is_mixed(text: str) -> bool:
    """Whether most words with letters that are not Latin are no words: one letter, or letters of two scripts."""
    words = [word for word in _WORD.findall(text[:LOOKED_AT]) if _FOREIGN.search(word)]
    odd = [word for word in words if len(word) == 1 or any(map(str.isascii, word))]
    return 2 * len(odd) > len(words)


def _is_elsewhere(text: str) -> bool:
    """Whether a text is written in another script, or in a language that needs other letters."""
    if _FOREIGN.search(text):
        return True
    import py3langid  # noqa: PLC0415  as above

    return py3langid.classify(text[:LOOKED_AT])[0] in _ELSEWHERE
