"""Brackets within a word: ``p(ro)pter``, ``t(er)ram``, ``vac[ua]``, ``Caes[ari Aug]usto`` hold letters of the word.

What stands between letters of a word leaves no doubt. What begins or ends a word is judged by the text: its transcriber
writes so elsewhere, or what stands outside the brackets is no word (``d(is) m(anibus)``). So ``word(s)`` stays.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found
from collate.witnesses.transcription.evidence import Evidence

KIND = "brackets within words"
MARKS = {"(": "expansion", "[": "supplied", "<": "supplied", "⟨": "supplied"}
DEEPEST = 3  # brackets within brackets
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}"
_LETTER = rf"[[\p{{L}}\p{{M}}]--[{_UNSPACED}]]"
_PAIR = regex.compile(
    rf"(?V1)(?P<open>\()(?P<in>{_LETTER}{{1,30}})(?P<close>\))"
    rf"|(?P<open>\[)(?P<in>{_LETTER}(?:[^\[\](){{}}<>|]{{0,200}}{_LETTER})?)(?P<close>\])"
    rf"|(?P<open><)(?P<in>{_LETTER}{{1,30}})(?P<close>>)|(?P<open>⟨)(?P<in>{_LETTER}{{1,30}})(?P<close>⟩)"
)
_BEFORE, _AFTER = regex.compile(rf"(?V1){_LETTER}+\Z"), regex.compile(rf"(?V1){_LETTER}+")
_MARKUP = {"<": regex.compile(r"</\p{L}|<\p{L}+ [^>]*=|/>"), "[": regex.compile(r"\[/\p{L}|\]\(\S")}
_REMARKS = {"sic", "recte", "lege", "note", "citation", "br", "hr"}
_ENDINGS = {"s", "es", "e", "n", "en", "in", "innen", "r", "er", "a", "as", "o", "os"}  # Leser(innen), ravi(e)
_VOWELS = frozenset("aeiouyæœαεηιουωаеиіоуыэюяѣѫѧъь")


class _Pair(NamedTuple):
    """Letters in brackets, and those of the same word before and after."""

    start: int
    end: int
    opens: str
    before: str
    inside: str
    after: str


def step(drafts: Sequence[Draft], evidence: Evidence, meant: Sequence[frozenset[str]]) -> None:
    """Take the brackets within words out of each text; `meant` are those that its convention gives a meaning."""
    for draft, own in zip(drafts, meant, strict=True):
        for _ in range(DEEPEST):
            found = list(_found(draft.text, evidence, own))
            if not found:
                break
            draft.take(found)


def _found(text: str, evidence: Evidence, meant: frozenset[str]) -> Iterator[Found]:
    markup = {sign for sign, closing in _MARKUP.items() if closing.search(text)}
    pairs = [pair for match in _PAIR.finditer(text) if (pair := _pair(text, match))]
    pairs = [pair for pair in pairs if pair.opens not in meant and pair.opens not in markup]
    within = any(pair.before and pair.after for pair in pairs)
    custom = {sign: _is_custom([pair for pair in pairs if pair.opens == sign], evidence, within) for sign in MARKS}
    for pair in pairs:
        if (pair.before and pair.after) or (custom[pair.opens] and not _is_whole(pair, evidence)):
            low, high = pair.start + 1, pair.end - 1
            cuts = [Cut(pair.start, low, KIND, opens=not pair.before), Cut(high, pair.end, KIND)]
            yield Found(KIND, "marks", pair.start - len(pair.before), pair.end + len(pair.after), cuts,
                        [(MARKS[pair.opens], low, high, "")])  # fmt: skip


def _pair(text: str, match: regex.Match[str]) -> _Pair | None:
    """Brackets that touch a word outside them; None if they do not, or hold a remark or another script."""
    start, end = match.span()
    before, after = _BEFORE.search(text[max(0, start - 40) : start]), _AFTER.match(text, end)
    left, right, inside = before.group() if before else "", after.group() if after else "", match["in"]
    first, last = inside[:1], inside[-1:]
    touches = (left and _script(left[-1]) == _script(first)) or (right and _script(right[0]) == _script(last))
    if not touches or inside.casefold() in _REMARKS or text[end : end + 1] == "(":
        return None
    if "\n\n" in inside or (match["open"] == "[" and not inside.isalpha() and not _words(inside)):
        return None
    return _Pair(start, end, match["open"], left, inside, right)


def _words(inside: str) -> bool:
    return all(char.isalpha() or char.isspace() or char in ",.;:-'’·" or unicodedata.combining(char) for char in inside)


def _is_custom(pairs: Sequence[_Pair], evidence: Evidence, within: bool) -> bool:
    """Whether brackets of one kind are the transcriber's for letters of words: most of them leave no whole word."""
    whole = [pair for pair in pairs if _is_whole(pair, evidence)]
    if 2 * len(whole) > len(pairs):
        return False
    if within:  # some brackets have letters of a word on both sides
        return True
    if pairs and pairs[0].opens == "<":  # m<option>
        return any(evidence.attested(pair.before + pair.inside + pair.after) for pair in pairs)
    contents = {pair.inside.casefold() for pair in pairs} - _ENDINGS
    return (
        (pairs[0].opens == "[" if pairs else False) or len(contents) > 2 or any(_is_abbreviated(pair) for pair in pairs)
    )


def _is_abbreviated(pair: _Pair) -> bool:
    """Whether what stands outside the brackets is no word, for it has no vowel."""
    outside = pair.before + pair.after
    vowels = set(unicodedata.normalize("NFD", outside.casefold())) & _VOWELS
    return len(pair.inside) > 1 and not vowels and _script(outside[0]) in {"LATIN", "GREEK", "CYRILLIC"}


def _is_whole(pair: _Pair, evidence: Evidence) -> bool:
    """Whether what stands outside the brackets is a word by itself, and the whole is none: ``patch[es]``."""
    return evidence.attested(pair.before + pair.after) and not evidence.attested(pair.before + pair.inside + pair.after)


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
