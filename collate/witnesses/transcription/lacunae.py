"""Signs of lost text: ``[...]``, ``[…]``, ``[- - -]``, ``⟦ ⟧``, ``<lacuna>``. They hold no letters of the witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, snug

KIND = "signs of lost text"
_DOTS = r"(?:\.\s*){2,}|(?:…\s*)+|(?:[-–—]\s*){2,}[-–—]?|(?:[.…–—-]\s*)+[0-9]{1,3}\??(?:\s*[.…–—-])+"
_WORDS = r"lacuna|gap|desunt(?:\s+\p{L}+){0,3}|deest"
_LOST = rf"\s*(?:{_DOTS}|{_WORDS})\s*"
LACUNA = rf"\[{_LOST}\]|<\s*(?:{_WORDS})\s*/?>|⟨{_LOST}⟩|⟦\s*(?:{_DOTS})?⟧|\[\[\s*(?:{_DOTS})?\]\]"
_LACUNA = regex.compile(LACUNA, regex.IGNORECASE)


def step(drafts: Sequence[Draft]) -> None:
    """Take the signs of lost text out of each text, and mark the places."""
    for draft in drafts:
        draft.take(found(draft.text, _LACUNA))


def found(text: str, pattern: regex.Pattern[str]) -> Iterator[Found]:
    """Each match as a lacuna. Between letters it leaves a space: what is left of a word are two parts of it."""
    for match in pattern.finditer(text):
        low, high = snug(text, *match.span())
        inside = text[low - 1 : low].isalpha() and text[high : high + 1].isalpha()
        yield Found(KIND, "lacunae", *match.span(), [Cut(low, high, KIND, " " if inside else "")],
                    [("lacuna", low, low, "")])  # fmt: skip
