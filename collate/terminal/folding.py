"""Folds running text to the width of a terminal: at spaces and between ideographs, never inside a marked unit's sign.

A line breaks after a space, and beside a wide character (an ideograph, kana, full-width form), which scripts without
spaces need. It never breaks before closing punctuation, a caret or the number of a unit, nor after an opening sign.
Widths are those of `wcwidth`, which counts emoji sequences and combining marks as terminals show them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text
from wcwidth import iter_graphemes, wcswidth

from collate.io.wording import right_to_left
from collate.terminal.signs import CARET, CLOSE, OPEN

_FIRST_STRONG, _POP = "\u2068", "\u2069"  # direction isolates
_ENDING = {CARET, CLOSE, *"⁰¹²³⁴⁵⁶⁷⁸⁹。，、；：！？．·…‥ー々"}


class Folded:
    """A text folded to the width at hand; `first` and `rest` are the indents of its first and of its other lines.

    A line that runs from right to left is put in direction isolates, so that the terminal keeps it in its place.
    """

    def __init__(self, text: Text, first: int = 0, rest: int = 0) -> None:
        self.text, self.first, self.rest = text, first, rest

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in folded(self.text, options.max_width, self.first, self.rest):
            turned = right_to_left(line.plain)
            yield Text(_FIRST_STRONG, no_wrap=True, overflow="ignore") + line + Text(_POP) if turned else line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


def folded(text: Text, columns: int, first: int = 0, rest: int = 0) -> list[Text]:
    """The lines of a text, none wider than so many columns, if they are enough for its widest character."""
    spans: list[tuple[int, int]] = []
    indents: list[int] = []
    offset = 0
    for plain in text.plain.split("\n"):
        own = [(offset + start, offset + end) for start, end in _lines(plain, columns - first, columns - rest)]
        spans += own
        indents += [first, *[rest] * (len(own) - 1)]
        offset += len(plain) + 1
    # Cut once: to take line after line out of a long text goes through all its styles each time.
    cuts = sorted({at for span in spans for at in span})
    pieces = dict(zip([0, *cuts], text.divide(cuts), strict=False)) if cuts else {}
    return [
        Text(" " * indent, no_wrap=True, overflow="ignore") + (pieces[start] if start < end else text.blank_copy())
        for indent, (start, end) in zip(indents, spans, strict=True)
    ]


def _lines(plain: str, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line of a text without line ends; spaces at the end of a line are left out."""
    room = max(1, first)
    start = at = used = 0
    for piece in _pieces(plain):
        wide = wcswidth(piece.rstrip(" "))
        if used and used + wide > room:
            yield start, _before_spaces(plain, start, at)
            start, used, room = at, 0, max(1, rest)
        if wide > room:  # a word longer than a line is cut at a character
            for character in iter_graphemes(piece):
                own = wcswidth(character)
                if used and used + own > room:
                    yield start, at
                    start, used, room = at, 0, max(1, rest)
                used, at = used + own, at + len(character)
            continue
        used, at = used + wcswidth(piece), at + len(piece)
    yield start, _before_spaces(plain, start, at)


def _before_spaces(plain: str, start: int, end: int) -> int:
    return start + len(plain[start:end].rstrip(" "))


def _pieces(plain: str) -> Iterator[str]:
    """The stretches between which a line may break."""
    start = at = 0
    before = ""
    for character in iter_graphemes(plain):
        if before and _may_break(before, character):
            yield plain[start:at]
            start = at
        before, at = character, at + len(character)
    if start < at:
        yield plain[start:at]


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after == " " or after[0] in _ENDING or before == OPEN:
        return False
    if not (_wide(before) or _wide(after) or before in _ENDING):
        return False
    if before in _ENDING and not _wide(after) and after != OPEN:
        return False
    return unicodedata.category(after[0]) not in {"Pe", "Pf"} and unicodedata.category(before[0]) not in {"Ps", "Pi"}


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character[0]) in {"W", "F"}
