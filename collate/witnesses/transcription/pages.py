"""Marks of folios, pages and columns: ``[fol. 1r]``, ``[f. 23v]``, ``[1rb]``, ``|fol. 2r|``, ``[p. 12]``, ``【1a】``.

A folio with its side in brackets leaves no doubt, unless several are not in ascending order: then they are references.
Numbers of pages, and what stands in round brackets, must be several and ascend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Draft, Found, place, snug
from collate.witnesses.transcription.page_labels import Seen, seen
from collate.witnesses.transcription.sequences import MOSTLY

KIND = "folio, page and column marks"
WIDEST = 2  # leaves between two marks that are marks only because they ascend: one may have been overlooked


def step(drafts: Sequence[Draft]) -> None:
    """Take the marks of pages out of each text."""
    for draft in drafts:
        draft.take(_found(draft.text))


def _found(text: str) -> Iterator[Found]:
    found = list(seen(text))
    kept = _kept([one for one in found if one.kind == "page"])
    lines = [one for one in found if one.kind == "locus"]
    if len(lines) > 1 and _ascend(lines):
        kept += lines
    columns = [one for one in found if one.kind == "column"]
    if kept or len(columns) > 1:
        kept += columns
    begins = place(text, 0)
    page = ""
    for one in sorted(kept):
        marks: list[tuple[str, int, int, str]] = []
        low, high = snug(text, one.start, one.end)
        at = begins if one.closing else place(text, high)
        begins = place(text, high)
        if one.name != page or not one.line:
            marks.append((one.kind, at, at, one.name))
        if one.line:
            marks.append(("line", at, at, one.line))
        page = one.name
        yield Found(KIND, "places", one.start, one.end, [Cut(low, high, KIND)], marks)


def _kept(pages: Sequence[Seen]) -> list[Seen]:
    """The marks of pages that are marks: those without doubt, or all, if they are several and ascend."""
    sure = [one for one in pages if one.sure]
    kept = [] if _references(sure) else sure
    return list(pages) if len(pages) > max(1, len(kept)) and _ascend(pages) else kept


def _ascend(marks: Sequence[Seen]) -> bool:
    """Whether marks mostly go up, by a leaf or two: the pages of one witness, not references to pages."""
    steps = list(pairwise(one.order for one in marks))
    return sum(a < b and b[0] - a[0] <= WIDEST for a, b in steps) >= MOSTLY * len(steps)


def _references(marks: Sequence[Seen]) -> bool:
    """Whether folios that are named are those of other texts: of four or more, most are not in ascending order."""
    steps = list(pairwise(one.order for one in marks))
    return len(marks) > 3 and 2 * sum(a < b for a, b in steps) < len(steps)
