"""Words divided at the end of a line of a page without any sign: the other witnesses decide.

Manuscripts and early prints often divide a word without a hyphen. In a transcription line by line, what stands on both
sides of a line end is one word if another witness has that word, none has the two parts beside each other, and either
one of the parts is no word of any witness, or the word has the same neighbour there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found
from collate.witnesses.transcription.evidence import Evidence

KIND = "line ends inside words, without a sign"
_PART = r"[\p{L}\p{M}]"
_LINE_END = regex.compile(
    rf"(?:(?P<last>{_PART}{{1,60}})\s+)?(?P<before>{_PART}{{1,60}})(?P<break>[ \t]*\r?\n[ \t]*)"
    rf"(?=(?P<after>{_PART}{{1,60}})(?:\s+(?P<next>{_PART}{{1,60}}))?)"
)


def step(drafts: Sequence[Draft], evidence: Evidence) -> None:
    """Make whole words of those that the other witnesses have whole."""
    for row, draft in enumerate(drafts):
        if any(mark.kind == "line" for mark in draft.source.marks):
            draft.take(_found(draft, row, evidence))


def _found(draft: Draft, row: int, evidence: Evidence) -> Iterator[Found]:
    for end in _LINE_END.finditer(draft.text):
        before, after = end["before"], end["after"]
        if after[0].isupper() or not evidence.elsewhere(row, before + after):
            continue
        if evidence.together(row, end.start("break"), end.end("break")):
            continue
        strange = not (evidence.elsewhere(row, before) and evidence.elsewhere(row, after))
        beside = evidence.beside(row, end["last"] or "", before + after) or evidence.beside(
            row, before + after, end["next"] or ""
        )
        if strange or beside:
            yield Found(KIND, "whole words", end.start("before"), end.end("after"),
                        [Cut(end.start("break"), end.end("break"), KIND)])  # fmt: skip
