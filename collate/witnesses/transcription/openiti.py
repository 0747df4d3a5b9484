"""Texts of the Open Islamicate Texts Initiative: a header, ``# `` and ``~~`` at lines, ``PageV01P005``, ``ms0123``.

Source: M. Romanov, OpenITI mARkdown. A page's name stands at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, place, snug

KIND = "signs of OpenITI mARkdown"
_HEADER = regex.compile(r"\A\ufeff?######OpenITI#[\s\S]*?#META#Header#End#[^\n]*\n?")
_PAGE = regex.compile(r"PageV(?P<volume>[0-9]{2})P(?P<page>[0-9]{3,4})")
_SIGN = regex.compile(
    r"^#{3} (?:\|+|\$+|\|EDITOR\|)?[ \t]*|^#(?:~:[^\n:]*:)?[ \t]*|^~~[ \t]*"
    r"|(?<!\S)ms[A-Z]?[0-9]{2,5}(?!\S)|%~%|\bPageBeg\b|\bPageEnd\b",
    regex.MULTILINE,
)


def step(drafts: Sequence[Draft]) -> None:
    """Take the signs out of each text that begins as these do."""
    for draft in drafts:
        header = _HEADER.match(draft.text)
        if header:
            draft.take([Found(KIND, "", 0, 30, [Cut(0, header.end(), KIND)])])
            draft.take(_pages(draft.text))
            draft.take(_signs(draft.text))


def _pages(text: str) -> Iterator[Found]:
    begins = place(text, 0)
    for match in _PAGE.finditer(text):
        low, high = snug(text, *match.span())
        name = f"{int(match['volume'])}.{int(match['page'])}"
        yield Found(KIND, "places", *match.span(), [Cut(low, high, KIND)], [("page", begins, begins, name)])
        begins = place(text, high)


def _signs(text: str) -> Iterator[Found]:
    for match in _SIGN.finditer(text):
        low, high = match.span()
        if text[low : low + 1] not in {"#", "~"}:
            low, high = snug(text, low, high)
        yield Found(KIND, "", *match.span(), [Cut(low, high, KIND)])
