"""Finds what is not running text on pages whose regions do not say so, by its place around the text."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import regex

from collate.witnesses.readers.recognition.kinds import MARGIN
from collate.witnesses.readers.recognition.pages import Box, Line, Page

LEAST, MOST = 8, 1000  # lines of a page in which a column can be seen
NUMBER, HEAD, CATCH = "page numbers", "running heads", "catch-words and signatures"
_NUMBER = regex.compile(r"[\W_]*(?:\p{Nd}{1,4}|[ivxlcdmIVXLCDM]{1,8})[\W_]*")


def found(page: Page) -> None:
    """Name what stands beside, above and below the column of a page none of whose regions has a type."""
    lines = [line for region in page.regions for line in region.lines if line.box and line.text.strip()]
    column = _column([line.box for line in lines if line.box]) if LEAST <= len(lines) <= MOST else None
    if column is None:
        return
    full = [line.box for line in lines if line.box and line.box.width > 0.8 * column.width]
    _name_margins(lines, column, full)
    _name_edges([line for line in lines if not line.kind], column, full)


def _column(boxes: list[Box]) -> Box | None:
    """The column that most lines fill; None if there is no such."""
    wide = sorted(box.width for box in boxes)[-len(boxes) // 3 :]
    long = [box for box in boxes if box.width > 0.8 * median(wide)]
    if len(long) < 0.4 * len(boxes):
        return None
    left, right = median(box.left for box in long), median(box.right for box in long)
    return Box(left, min(box.top for box in long), right, max(box.bottom for box in long))


def _name_margins(lines: Sequence[Line], column: Box, full: Sequence[Box]) -> None:
    """Short lines outside the column at the height of its lines are notes in the margin."""
    slack = 0.03 * column.width
    for line in lines:
        box = line.box
        if box and box.width < 0.4 * column.width:
            outside = box.left > column.right - slack or box.right < column.left + slack
            if outside and any(one.top < box.middle < one.bottom for one in full):
                line.kind = MARGIN


def _name_edges(lines: Sequence[Line], column: Box, full: Sequence[Box]) -> None:
    """A number above or below the text, what stands beside it, and short words below the right half of the column."""
    first, last = min(one.middle for one in full), max(one.middle for one in full)
    above = [line for line in lines if line.box and line.box.middle < first]
    below = [line for line in lines if line.box and line.box.middle > last]
    for edge in (above, below):
        numbers = [line for line in edge if _NUMBER.fullmatch(line.text)]
        for number in numbers[:1]:
            number.kind = NUMBER
            for line in edge:
                if line is not number and _level(line, number):
                    line.kind = HEAD
    for line in below:
        box = line.box
        short = box is not None and box.left > column.left + 0.5 * column.width and box.width < 0.3 * column.width
        if short and not line.kind:
            line.kind = CATCH


def _level(one: Line, other: Line) -> bool:
    """Whether two lines stand at one height."""
    return bool(one.box and other.box and abs(one.box.middle - other.box.middle) < 0.75 * one.box.height)
