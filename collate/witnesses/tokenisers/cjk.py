"""Tokenises Chinese and Japanese by word, with ICU's dictionary (in the extra ``collate-texts[words]``)."""

from __future__ import annotations

from itertools import pairwise

import regex

from collate.errors import UsageError
from collate.model import Source, Witness
from collate.witnesses.tokenisers import words

_RUN = regex.compile(r"(?:[\p{Han}\p{Hiragana}\p{Katakana}\u30fc]\p{M}*){2,}")


def tokenise(source: Source, *, elisions: tuple[str, ...] = ()) -> Witness:
    """As `words.tokenise`, except that runs of ideographs are cut where ICU's dictionary sees words."""
    try:
        from icu4py.breakers import WordBreaker  # noqa: PLC0415  an extra
    except ImportError:
        raise UsageError(
            "cutting Chinese into words needs ICU",
            hint="pip install 'collate-texts[words]', or keep one token a character",
        ) from None
    by_character = words.tokenise(source, elisions=elisions)
    within: dict[int, int] = {}  # start of a word -> its end
    inside: set[int] = set()  # starts of the characters inside words
    for run in _RUN.finditer(source.content):
        bounds = [run.start() + cut for cut in _cuts(WordBreaker, run.group(), source.language.code)]
        for start, end in pairwise(bounds):
            within[start] = end
            inside.update(range(start + 1, end))
    spans = [
        (start, within.get(start, end))
        for start, end in zip(by_character.starts.tolist(), by_character.ends.tolist(), strict=True)
        if start not in inside
    ]
    return Witness.from_spans(source, spans, [words.joined(source.content[a:b]) for a, b in spans])


def _cuts(breaker: type, text: str, language: str) -> list[int]:
    cuts = [0]
    for segment in breaker(text, language if language != "und" else "zh"):
        cuts.append(cuts[-1] + len(segment))
    return cuts
