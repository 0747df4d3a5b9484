"""Transcriptions of the Hispanic Seminary of Medieval Studies: ``{CB2.``, ``{RUB. ...}``, ``(^...)``, ``[^...]``.

Codes in capitals say what stands in the braces. Source: D. Mackenzie, A Manual of Manuscript Transcription for the
Dictionary of the Old Spanish Language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, snug

KIND = "codes of the Hispanic Seminary"
_CODES = regex.compile(r"\{(?:CB[1-9]|HD|RUB|CW|IN[1-9]?|RMK)\b[.:]")
_ASIDE = regex.compile(r"\{(?:HD|CW|RMK|GL|ILL|MIN|DIAG|SYMB|BLNK|IN|SIG)[0-9]*[.:]?[^{}]*\}")
_AROUND = regex.compile(r"\{(?:CB|RUB|LAT|TIT|AD)[0-9]*[.:]\s*")
_CHANGED = regex.compile(r"(?P<open>[\[(])\^(?P<digit>[0-9]*)\s?(?P<words>[^\[\]()]{1,400})(?P<close>[\])])")


def has_codes(text: str) -> bool:
    """Whether a text has codes that stand in no other."""
    return _CODES.search(text) is not None


def step(drafts: Sequence[Draft], *, before: bool = False) -> None:
    """Take the codes out of each text that has them; with `before`, read it as it was before it was corrected."""
    for draft in drafts:
        if has_codes(draft.text):
            draft.take(_asides(draft.text))
            draft.take(_around(draft.text))
            draft.take(_changed(draft.text, before=before))


def _asides(text: str) -> Iterator[Found]:
    for match in _ASIDE.finditer(text):
        yield Found(KIND, "", *match.span(), [Cut(*snug(text, *match.span()), KIND)])


def _around(text: str) -> Iterator[Found]:
    """The codes before words of the text, and the brace that closes each."""
    opened: list[int] = []
    spans = []
    codes = {match.start(): match for match in _AROUND.finditer(text)}
    for match in regex.finditer(r"[{}]", text):
        if match.group() == "{":
            opened.append(match.start())
        elif opened and (code := codes.get(opened.pop())):
            spans += [code.span(), snug(text, *match.span())]
    for low, high in sorted(spans):
        yield Found(KIND, "", low, high, [Cut(low, high, KIND)])


def _changed(text: str, *, before: bool) -> Iterator[Found]:
    """Words that a scribe added, ``[^...]``, or deleted, ``(^...)``."""
    for match in _CHANGED.finditer(text):
        added = match["open"] == "["
        if added == before:
            yield Found(KIND, "", *match.span(), [Cut(*snug(text, *match.span()), KIND)])
            continue
        low, high = match.span("words")
        cuts = [Cut(match.start(), low, KIND, opens=True), Cut(high, match.end(), KIND)]
        yield Found(KIND, "marks", *match.span(), cuts, [("addition" if added else "deletion", low, high, "")])
