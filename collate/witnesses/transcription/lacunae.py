"""Signs of lost text: ``[...]``, ``[…]``, ``[- - -]``, ``⟦ ⟧``, ``<lacuna>``. They hold no letters of the witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, snug

KIND = "signs of lost text"
_DOTS = r"(?:\.\s*){2,}|(?:…\s*)+|(?:[-–—]\s*){2,}[-–—]?|(?:[.…–—-]\s*)+[0-9]{1,3}\??(?:\s*[.…–—-])+"
_COUNT = r"(?:(?:\p{Nd}{1,3}|an?|one|two|three|four|some|several|mehrere|deux|trois|dos|две?|ein)\s+)?"
_UNIT = (
    r"(?:words?|lines?|letters?|characters?|pages?|leaf|leaves|folios?"
    r"|wort|wörter|zeilen?|mots?|lignes?|palabras?|слов[ао]?)"
)
_UNREAD = r"illeg(?:ible|\.)?|unreadable|unleserlich|nicht lesbar|illisible|ilegible|illeggibile|нрзб|неразб(?:орчиво)?"
_MISSING = (
    r"lost|missing|torn|wanting|damaged|textverlust|lücke|loch|hole|lacune|laguna|manca(?:no)?|утрачено|утрата|缺"
)
_WORDS = (
    rf"lacuna|gap|desunt(?:\s+\p{{L}}+){{0,3}}|deest|{_COUNT}(?:{_UNIT}\s+)?(?:{_UNREAD}|{_MISSING})\.?(?:\s+{_UNIT})?"
)
_LOST = rf"\s*(?:{_DOTS}|{_WORDS})\s*"
LACUNA = rf"\[{_LOST}\]|<\s*(?:{_WORDS})\s*/?>|[⟨<]\s*(?:{_DOTS})\s*[⟩>]|⟦\s*(?:{_DOTS})?⟧|\[\[\s*(?:{_DOTS})?\]\]"
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
