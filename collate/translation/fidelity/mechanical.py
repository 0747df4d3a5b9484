"""Mechanical checks: untranslated words, doubled words, unclosed brackets."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from collate.model.fidelity import Doubt
from collate.translation.content.passage import Said

_WORDS = regex.compile(r"[\p{L}\p{M}]+")
_TWICE = regex.compile(r"(?<![\p{L}\p{M}])(?P<word>[\p{L}\p{M}]{2,})\s+(?P=word)(?![\p{L}\p{M}])", regex.IGNORECASE)
_BRACKETS = str.maketrans("（）［］｛｝", "()[]{}")
LONG = 4  # words in a row that are no quotation
HALF = 0.5


def untranslated(one: Said, other: Said) -> Iterator[Doubt]:
    """The translation has half of its words, and four at least, from the original as they stand there."""
    own = {word.lower() for word in _WORDS.findall(one.text) if len(word) > 1}
    words = [word for word in _WORDS.findall(other.text) if len(word) > 1]
    same = [word for word in words if word.lower() in own]
    if len(same) >= LONG and len(same) >= HALF * len(words):
        yield Doubt("untranslated", 0.9, f"{len(same)} of {len(words)} words are the same in the original")


def doubled(one: Said, other: Said) -> Iterator[Doubt]:
    """A word stands twice on end, and in the original none does."""
    match = next((one for one in _TWICE.finditer(other.text) if one["word"].lower() not in other.repeats), None)
    if match and not other.senses.han and not _TWICE.search(one.text):
        yield Doubt("doubled-word", 0.7, f"{match['word']} stands twice", None, match.span())


def brackets(one: Said, other: Said) -> Iterator[Doubt]:
    """Brackets that are not closed, while those of the original are."""
    open_, shut = (other.text.translate(_BRACKETS).count(sign) for sign in "()")
    own = [one.text.translate(_BRACKETS).count(sign) for sign in "()"]
    listed = shut > open_ and regex.search(r"(?:^|\s)\p{L}\)|\p{N}\)", other.text)
    if open_ != shut and own[0] == own[1] and not listed:
        yield Doubt("brackets", 0.8, f"{open_} opened, {shut} closed")
