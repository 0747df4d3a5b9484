"""Words divided at the end of a line: ``ua-`` / ``cua``, ``¬``, ``⸗``, soft hyphens; also over the mark of a page.

With a plain hyphen a word is taken to be divided where it occurs whole elsewhere, or where that is the custom of the
text; where the witnesses have it with a hyphen elsewhere (peut-être), the hyphen stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found
from collate.witnesses.transcription.evidence import Evidence

KIND = "divisions of words at the ends of lines"
REGULAR = 3  # words divided in one text, from which dividing is its custom
_HYPHENS = ("-", "\u2010", "⸗")
_SURE = "¬⸗⹀\u00ad"
_PART = r"[\p{L}\p{M}\p{N}()\[\]<>⟨⟩'’]"
_DIVISION = regex.compile(
    rf"(?<=[\p{{L}}\p{{M}}\])>⟩])(?:(?P<sign>[-\u2010=¬⸗⹀\u00ad])(?P<break>[ \t]*(?:\r?\n[ \t]*)*[-\u2010⸗]?)"
    rf"|(?P<sign>[¬⸗⹀])(?P<break>[ \t]*))(?=(?P<after>[\[(<⟨]?\p{{L}}{_PART}{{0,60}}))"
)
_BEFORE = regex.compile(rf"{_PART}{{1,60}}\Z")
_BRACKETS = regex.compile(r"[()\[\]<>⟨⟩]")


class _Division(NamedTuple):
    start: int
    end: int
    before: str
    sign: str
    after: str
    certain: bool


def step(drafts: Sequence[Draft], evidence: Evidence, line_by_line: Sequence[bool]) -> None:
    """Make whole words of those that are divided; `line_by_line` says of which texts that is the custom."""
    for draft, own in zip(drafts, line_by_line, strict=True):
        draft.take(_found(draft, evidence, by_lines=own))


def _found(draft: Draft, evidence: Evidence, *, by_lines: bool) -> Iterator[Found]:
    divisions = list(_divisions(draft))
    by_lines = by_lines or any(
        mark.kind in {"page", "line"} for mark in (*draft.source.marks, *draft.marks)
    )  # line by line
    decided = [_decided(one, evidence) for one in divisions]
    custom = {}
    for sign in {one.sign for one in divisions}:
        # An equals sign is a hyphen by what is known of equals signs only.
        own = [how for one, how in zip(divisions, decided, strict=True) if sign != "=" or one.sign == sign]
        custom[sign] = by_lines or "whole" in own or own.count("") >= REGULAR
    for one, how in zip(divisions, decided, strict=True):
        how = how or ("whole" if custom[one.sign] and not _compound(one, evidence) else "")
        if how:
            start = one.start + (how == "hyphen")
            yield Found(KIND, "whole words", one.start - len(one.before), one.end + len(one.after),
                        [Cut(start, one.end, KIND)])  # fmt: skip


def _divisions(draft: Draft) -> Iterator[_Division]:
    """Where a word can be divided: at the end of a line, or where the mark of a page or line was taken out."""
    for match in _DIVISION.finditer(draft.text):
        start, end = match.start("sign"), match.end("break")
        word = _BEFORE.search(draft.text[max(0, start - 60) : start])
        before, after = _BRACKETS.sub("", word.group() if word else ""), _BRACKETS.sub("", match["after"])
        cut = draft.joined(start, end + 1)
        sign = match["sign"]
        broken = "\n" in match["break"] or (cut and sign != "=")
        if (broken or sign in _SURE[:3]) and _goes_on(before, after):
            again = match["break"].endswith(_HYPHENS) and match["break"] not in _HYPHENS  # at the next line, too
            yield _Division(start, end, before, sign, after, sign in _SURE or cut or again)


def _goes_on(before: str, after: str) -> bool:
    """Whether what follows can be the rest of a word: small letters, or capitals after capitals."""
    if not before or not after:
        return False
    return not after[0].isupper() or (before.isupper() and after[:2].isupper() and len(before + after) > 2)


def _decided(one: _Division, evidence: Evidence) -> str:
    """``whole`` or ``hyphen`` by what the witnesses have elsewhere, "" if they do not have it."""
    itself = one.end - one.start == 1  # nothing but the hyphen stands between the parts
    if one.sign not in _SURE and evidence.attested(f"{one.before}-{one.after}", besides=itself):
        return "hyphen"
    return "whole" if one.certain or evidence.attested(one.before + one.after) else ""


def _compound(one: _Division, evidence: Evidence) -> bool:
    """Whether both parts are words by themselves: then the hyphen may be the word's own."""
    return evidence.attested(one.before) and evidence.attested(one.after)
