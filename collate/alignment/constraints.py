"""The user's constraints on the alignment: sections by heading, id or locus, and anchored words.

Called by `pipeline`: turns the settings and the marks of the sources into plain arguments of the `align` stage.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from inspect import signature
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from collate import registry
from collate.alignment import independent, pieces
from collate.config import Settings
from collate.errors import InputError, UsageError
from collate.io.wording import count
from collate.languages.letters import is_word, nfc
from collate.model import Section, Source, Witness
from collate.witnesses import headings
from collate.witnesses.files import load

if TYPE_CHECKING:
    from collate.alignment.result import Alignment

Progress = Callable[[float], None]
Row = Sequence[str]
_LOCUS = regex.compile(r"^[ \t]*(?P<key>\d+[:.]\d+)(?=[\s.])", regex.MULTILINE)
BESIDE = 3  # words of context on either side that identify a realigned word
_PLACE = regex.compile(r"(?P<siglum>.+):(?P<line>[0-9]{1,9})\.(?P<word>[0-9]{1,9})")


def align(found: Sequence[Witness], rows: Sequence[Row], settings: Settings, progress: Progress | None) -> Alignment:
    """Run the aligner of the settings, by sections and with the user's anchors if there are any."""
    component = registry.load(registry.ALIGNERS, settings.aligner)
    keywords = {"progress": progress} if "progress" in signature(component).parameters else {}

    def aligner(some: Sequence[Row]) -> Alignment:
        return independent.aligned(some, lambda rows: component(rows, **keywords))

    anchors = [_anchor(text, found) for text in settings.anchors]
    tied = _tied(rows, anchors)
    if settings.sections != "none":
        result = _by_pieces(found, tied, _sectioned(found, settings.sections), aligner)
    elif any(len(anchor) == len(rows) for anchor in anchors):
        result = _by_pieces(found, tied, _anchored(rows, anchors), aligner)
    else:
        result = aligner(tied)
    notes = [*result.remarks.get("notes", ()), *_broken(result, anchors, settings.anchors)]
    return replace(result, remarks={**result.remarks, "notes": notes} if notes else result.remarks)


def _by_pieces(
    found: Sequence[Witness],
    rows: Sequence[Row],
    cut: list[list[tuple[str, int, int]]],
    aligner: Callable[[Sequence[Row]], Alignment],
) -> Alignment:
    kept = [[pieces.Piece(key, low, high) for key, low, high in own if high > low] for own in cut]
    result = pieces.align(rows, kept, aligner)
    notes = [
        f"{key} {what} {' '.join(found[row].siglum for row in some)}" for key, what, some in result.remarks["notes"]
    ]
    return replace(result, remarks={"pieces": result.remarks["pieces"], "notes": notes})


def _sectioned(found: Sequence[Witness], by: str) -> list[list[tuple[str, int, int]]]:
    """Key and tokens of each section of each witness."""
    cut = []
    for witness in found:
        starts = witness.starts.tolist()
        outline = sections(witness.source, by)
        cut.append([(s.key, bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in outline])
    return cut


def _anchored(rows: Sequence[Row], anchors: Sequence[dict[int, int]]) -> list[list[tuple[str, int, int]]]:
    """Cut every row at the anchors that include all rows and do not cross: nothing is aligned across a cut."""
    ordered = sorted((a for a in anchors if len(a) == len(rows)), key=lambda anchor: anchor[0])
    kept: list[dict[int, int]] = []
    for anchor in ordered:
        if not kept or all(anchor[row] > kept[-1][row] for row in anchor):
            kept.append(anchor)
    cut = []
    for row, tokens in enumerate(rows):
        bounds = [0, *(anchor[row] for anchor in kept), len(tokens)]
        cut.append([(f"piece {n}", low, high) for n, (low, high) in enumerate(pairwise(bounds))])
    return cut


def sections(source: Source, by: str = "headings") -> list[Section]:
    """The sections of a source by its headings, by the ids of its divisions, or by loci such as 1:12."""
    if by == "headings":
        return headings.sections(source)
    placed = sorted((m for m in source.marks if m.kind in {"section", "locus"}), key=lambda m: (m.start, -m.end))
    marks = [(str(name), m.start) for m in placed if (name := m.data.get("n") or m.data.get("id"))]
    if by == "loci":
        marks = [(name.replace(".", ":"), start) for name, start in marks]
    if by == "loci":
        marks = [(m["key"].replace(".", ":"), m.start()) for m in _LOCUS.finditer(source.content)] or marks
    if by == "ids" and not marks:
        marks = [(str(m.data["n"]), m.start) for m in source.marks if m.kind == "file"]
    if not marks:
        raise InputError(f"has no {by} to match sections by", path=source.origin.path, hint="try --sections headings")
    starts = [0, *(start for _, start in marks), len(source.content)]
    keys = ["before", *(key for key, _ in marks)]
    return [Section(key, key, low, high) for key, (low, high) in zip(keys, pairwise(starts), strict=True) if high > low]


def begun(source: Source) -> list[int]:
    """The offsets at which a section, a heading or a locus such as 1:12 begins."""
    marked = [mark.start for mark in source.marks if mark.kind in {"section", "heading", "locus"}]
    headed = [section.start for section in sections(source)]
    return sorted({*marked, *headed, *(match.start() for match in _LOCUS.finditer(source.content))})


def anchor_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """Expand anchors as given: ``A:8.3=B:9.1``, or the name of a file with one on each line (# begins a comment)."""
    lines: list[str] = []
    for text in texts:
        if "=" in text:
            lines.append(text)
            continue
        if not Path(text).exists():
            raise UsageError(f"{text!r} is no anchor, and no file of anchors", hint="write A:LINE.WORD=B:LINE.WORD")
        content = load(text).decode("utf-8", errors="replace")
        lines += [line.strip() for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return tuple(lines)


def _anchor(text: str, found: Sequence[Witness]) -> dict[int, int]:
    """The token of each place that an anchor names, by row number."""
    places: dict[int, int] = {}
    for part in text.split("="):
        match = _PLACE.fullmatch(part.strip())
        rows = [n for n, witness in enumerate(found) if match and witness.siglum == match["siglum"]]
        if not match or not rows:
            raise UsageError(f"{text!r} is no anchor of these witnesses", hint="write A:LINE.WORD=B:LINE.WORD")
        places[rows[0]] = _token(found[rows[0]], int(match["line"]), int(match["word"]), text)
    if len(places) < 2:
        raise UsageError(f"{text!r} ties no two witnesses together", hint="write A:LINE.WORD=B:LINE.WORD")
    return places


def anchored_words(text: str, found: Sequence[Witness]) -> str:
    """The words that an anchor aligns, each in brackets between its neighbours, in the anchor's order."""
    return " = ".join(_between(found[row], token) for row, token in _anchor(text, found).items())


def _between(witness: Witness, token: int) -> str:
    words = [
        nfc(witness.surface(k, k + 1)) for k in range(max(0, token - BESIDE), min(len(witness), token + BESIDE + 1))
    ]
    here = min(token, BESIDE)
    return " ".join((*words[:here], f"[{words[here]}]", *words[here + 1 :]))


def anchor_of(text: str, words: str, found: Sequence[Witness]) -> str:
    """The anchor for words in their context: as it was written, or adjusted to where the words are now.

    UsageError if the words are not found, or found several times.
    """
    sides = words.split(" = ")
    parts = []
    for part, side in zip(text.split("="), sides, strict=False):
        match = _PLACE.fullmatch(part.strip())
        own = [witness for witness in found if match and witness.siglum == match["siglum"]]
        if not own:
            raise UsageError(f"{text!r} is no anchor of these witnesses")
        places = [token for token in range(len(own[0])) if _between(own[0], token) == side]
        if len(places) != 1:
            raise UsageError(f"{own[0].siglum} has {side!r} {len(places)} times")
        parts.append(_address(own[0], places[0]))
    return "=".join(parts)


def _address(witness: Witness, token: int) -> str:
    """``A:8.3``: line and word of a token."""
    line, column = witness.source.place(int(witness.starts[token]))
    first = witness.at(int(witness.starts[token]) - column + 1)
    word = sum(is_word(witness.normals[n]) for n in range(first, token + 1))
    return f"{witness.siglum}:{line}.{word}"


def _token(witness: Witness, line: int, word: int, text: str) -> int:
    source = witness.source
    lines = [start for start in source.file_lines() if start < len(source.content)]  # not after a final line feed
    before = source.line - 1
    if not before < line <= before + len(lines):
        raise UsageError(f"{text!r}: {witness.siglum} has {count(len(lines), 'line')}", hint="lines count from 1")
    low, high = (witness.at(end) for end in [*lines, len(source.content)][line - before - 1 : line - before + 1])
    words = [n for n in range(low, high) if is_word(witness.normals[n])]
    if not 1 <= word <= len(words):
        raise UsageError(f"{text!r}: line {line} of {witness.siglum} has {len(words)} words", hint="words count from 1")
    return words[word - 1]


def _tied(rows: Sequence[Row], anchors: Sequence[dict[int, int]]) -> list[Row]:
    """The rows with the words of each anchor replaced by one unique word, which can only match itself."""
    tied: list[Any] = [list(row) if any(n in anchor for anchor in anchors) else row for n, row in enumerate(rows)]
    for number, anchor in enumerate(anchors):
        for row, token in anchor.items():
            tied[row][token] = f"\ue000anchor{number}"
    return tied


def _broken(result: Alignment, anchors: Sequence[dict[int, int]], texts: Sequence[str]) -> list[str]:
    """The anchors that could not be kept, because they cross each other or a longer agreement."""
    notes = []
    for anchor, text in zip(anchors, texts, strict=True):
        positions = {int((result.table[:, row] == token).argmax()) for row, token in anchor.items()}
        if len(positions) > 1:
            notes.append(f"the anchor {text} could not be kept: it crosses others or leaves its section")
    return notes
