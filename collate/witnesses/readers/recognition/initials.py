"""Drop capitals: a letter that stands in a block of its own belongs to the first line beside it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from collate.witnesses.readers.recognition.kinds import INITIAL
from collate.witnesses.readers.recognition.pages import Box, Line, Page

MOST = 200  # initials of a page
LONGEST = 3  # letters of an initial
_RIGHT_TO_LEFT = regex.compile(r"[\p{Hebrew}\p{Arabic}\p{Syriac}]")


def placed(page: Page) -> None:
    """Put each drop capital before the line that it begins, if that does not have the letter already.

    The regions and lines of the initials are taken off the page; those that are no single letter or two become text.
    """
    initials: list[Line] = []
    for region in page.regions:
        lone = region.kind == INITIAL
        mine = [line for line in region.lines if lone or line.kind == INITIAL]
        for line in mine:
            line.kind = ""
        short = [line for line in mine if len(line.text.strip()) <= LONGEST]
        initials += [line for line in short if line.text.strip()]
        taken = {id(line) for line in short}
        region.lines = [line for line in region.lines if id(line) not in taken]
        region.kind = "" if lone else region.kind
    blocks = [[line for line in one.lines if not line.kind and line.text] for one in page.regions if not one.kind]
    for number, initial in enumerate(initials):
        begun = _begun(initial, blocks) if number < MOST else None
        letters = initial.text.strip()
        if begun is None:
            page.asides.append(("drop capitals beside no line", letters))
        elif not begun.text.casefold().startswith(letters.casefold()):
            begun.begin_with(letters)


def _begun(initial: Line, blocks: Sequence[Sequence[Line]]) -> Line | None:
    """The line that a drop capital begins; None if none stands beside it.

    It is the highest of the lines that begin where the letter ends. The outline of a letter often leaves out its top:
    then the line above, if it begins as far in, is the one.
    """
    box = initial.box
    if box is None:
        return None
    beside = [line for block in blocks for line in block if line.box and _beside(box, line)]
    clear = [line for line in beside if _gap(box, line) > -0.25 * box.width]
    within = [line for line in clear if line.box and line.box.middle >= box.top]
    nearest = min((_gap(box, line) for line in within), default=0.0)
    first = _highest([line for line in within if line.box and _gap(box, line) <= nearest + line.box.height])
    if first is None or first.box is None:
        return _highest(clear) or _highest(beside)
    above = [
        line
        for block in blocks
        if any(line is first for line in block)
        for line in block
        if line.box and line.box.middle < first.box.middle and any(line is one for one in clear)
        and abs(_gap(box, line) - _gap(box, first)) < 0.5 * first.box.height
    ]  # fmt: skip
    return _highest(above) or first


def _highest(lines: Sequence[Line]) -> Line | None:
    return min(lines, key=lambda line: line.box.middle if line.box else 0.0, default=None)


def _beside(initial: Box, line: Line) -> bool:
    """Whether a line stands at the height of an initial and near it."""
    box = line.box
    if box is None:
        return False
    level = box.bottom >= initial.top - 0.3 * box.height and box.middle <= initial.bottom
    return level and -box.width < _gap(initial, line) <= 1.5 * max(initial.width, box.height)


def _gap(initial: Box, line: Line) -> float:
    """The blank between an initial and the beginning of a line; less than nothing if they overlap."""
    box = line.box or initial
    return initial.left - box.right if _RIGHT_TO_LEFT.search(line.text) else box.left - initial.right
