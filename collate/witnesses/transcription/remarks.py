"""Remarks that say themselves what they are: ``[catchword: primus]``, ``[in marg.: nota]``, ``[blank page]``.

Those about the page are set aside. Words that a scribe added or deleted are read as in corrected TEI.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, snug

KIND = "remarks of the transcriber"
_ABOUT_PAGE = (
    r"catch-?words?|c\.?w|custos|custode|reclamo|réclame|reclamans|reklamante|kustode|кустода"
    r"|running (?:head|title)|header|footer|kopfzeile|kolumnentitel|titre courant|foliation|signature|stamp|stempel"
    r"|decoration|miniature|miniatur|initial[e]?|illustration|image|drawing|zeichnung|dessin|seal|siegel|remark"
)
_ALONE = (
    r"blank(?: (?:page|leaf|line|space))?|leer(?:e seite)?|page blanche|en blanco|new hand|(?:change of )?hand \w{1,3}"
    r"|(?:page|leaf|paper) torn|end of (?:page|column|line)|seal|siegel|l\. ?s\.|signature"
)
_ADDED = (
    r"(?:in|am|en|на) ?(?:the )?(?:marg(?:in[ea]?)?|rand[e]?|marge|margen|поля?х?)\.?|marg(?:inal(?:ia)?|in)?\.?"
    r"|s(?:up(?:ra)?)?\.? ?l(?:in)?\.?|interl(?:in(?:ear)?)?\.?|above(?: the)? line|added|add\.|insert(?:ed|ion)?|ins\."
    r"|nachgetragen|ajouté|añadido|aggiunto|приписано"
)
_DELETED = (
    r"del(?:eted|\.)?|struck ?(?:out|through)|crossed ?out|cancel(?:led|\.)?|canc\.|gestrichen|durchgestrichen|getilgt"
    r"|biffé|rayé|tachado|cancellato|erased|eras\.|expunged|зачеркнуто|вычеркнуто"
)
_OPEN, _INSIDE = r"(?:(?P<square>\[)|\{)", r"[^\[\]{}]{1,400}?"
_REMARK = regex.compile(
    rf"{_OPEN}\s*(?:(?:{_ABOUT_PAGE})\s*:{_INSIDE}|(?:{_ALONE}))\s*(?(square)\]|\}})", regex.IGNORECASE
)
_CHANGE = regex.compile(
    rf"{_OPEN}\s*(?:(?P<added>{_ADDED})|(?:{_DELETED}))\s*:\s*(?P<words>{_INSIDE})\s*(?P<close>(?(square)\]|\}}))",
    regex.IGNORECASE,
)


def step(drafts: Sequence[Draft], *, before: bool = False) -> None:
    """Take the remarks out of each text; with `before`, read it as it was before it was corrected."""
    for draft in drafts:
        if "[" in draft.text or "{" in draft.text:
            draft.take(_remarks(draft.text))
            draft.take(_changes(draft.text, before=before))


def _remarks(text: str) -> Iterator[Found]:
    for match in _REMARK.finditer(text):
        yield Found(KIND, "", *match.span(), [Cut(*snug(text, *match.span()), KIND)])


def _changes(text: str, *, before: bool) -> Iterator[Found]:
    for match in _CHANGE.finditer(text):
        added = match["added"] is not None
        kind = "additions that remarks name" if added else "deletions that remarks name"
        if added == before:
            yield Found(kind, "", *match.span(), [Cut(*snug(text, *match.span()), kind)])
            continue
        low, high = match.span("words")
        cuts = [Cut(match.start(), low, kind, opens=True), Cut(high, match.end(), kind)]
        yield Found(kind, "marks", *match.span(), cuts, [("addition" if added else "deletion", low, high, "")])
