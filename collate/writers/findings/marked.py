"""A copy of each translation with its findings as notes: what the forms for readers, HTML and Word, have in common."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from collate.io.wording import one_line, visible
from collate.model import Source
from collate.model.fidelity import Fidelity, Finding
from collate.writers.findings.text import excerpt

CARET = "‸"  # where words of the original are left out


class Piece(NamedTuple):
    """Words of a paragraph, with the numbers of the notes that mean them, and of those that end here."""

    text: str
    notes: tuple[int, ...]
    ends: tuple[int, ...]


class Copy(NamedTuple):
    """A translation in paragraphs, and its notes; the first has the number 1."""

    source: Source
    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[str, ...]


def copies(fidelity: Fidelity) -> list[Copy]:
    """A copy of each translation, in their order; the notes of each are numbered in the order of its text."""
    return [_copy(fidelity, one.translation) for one in fidelity.parallels]


def _copy(fidelity: Fidelity, source: Source) -> Copy:
    own = [one for one in fidelity.findings if source.siglum in one.translations]
    placed = sorted(((fidelity.place(one, source.siglum), one) for one in own), key=lambda pair: pair[0])
    marks = [(start, end, number) for number, ((start, end), _) in enumerate(placed, 1)]
    paragraphs = []
    at = 0
    for line in source.content.splitlines(keepends=True) or [""]:
        low, high = at, at + len(line.rstrip())
        at += len(line)
        last = at == len(source.content)
        if line.strip() or any(low <= start < at or (last and start == at) for start, end, _ in marks if start == end):
            paragraphs.append(tuple(_pieces(source.content, low, high, at + last, marks)))
    return Copy(source, tuple(paragraphs), tuple(_note(one) for _, one in placed))


def _pieces(content: str, low: int, high: int, after: int, marks: list[tuple[int, int, int]]) -> list[Piece]:
    """A line cut where a mark begins or ends; a caret for each mark without words between `low` and `after`."""
    edges = sorted({low, high, *(edge for start, end, _ in marks for edge in (start, end) if low < edge < high)})
    pieces: list[Piece] = []
    for start, end in pairwise([*edges, after]):
        lacking = [number for a, b, number in marks if a == b and start <= a < end]
        pieces += [Piece(CARET, (number,), (number,)) for number in lacking]
        inside = tuple(number for a, b, number in marks if a < b and a <= start and end <= b)
        ends = tuple(number for a, b, number in marks if a < b and start < b <= end)
        if start < high:
            pieces.append(Piece(visible(content[start:end], keep="\t"), inside, ends))
    return pieces


def _note(finding: Finding) -> str:
    """What is doubted, why, and the words of the original."""
    doubted = " (the original is in doubt)" if finding.suspect == "original" else ""
    place = f"{visible(finding.original.siglum)}, line {finding.original.line}"
    said = excerpt(finding.original)
    return f"{finding.kind}{doubted}: {one_line(finding.because)}" + (f" — {place}: {said}" if said else "")
