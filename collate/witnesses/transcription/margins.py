"""Numbers in the margin that count lines: at the beginning or the end of each line, or of every fifth.

They are known by their places: between two of them lie as many lines as they differ by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from collate.languages.numerals import number
from collate.model.signs import Cut
from collate.witnesses.transcription.draft import Found, snug
from collate.witnesses.transcription.sequences import MOSTLY, named

Confirms = Callable[[int, int], bool]
ANNALS = 1000  # from this number on, numbers at the beginning of each line are years
_LEFT = regex.compile(r"[ \t]*[\[(]?(?P<value>\p{Nd}{1,4})[\])]?(?P<gap>[ \t]+)(?=[^\p{Nd}\s.,:;)\]/-])")
_RIGHT = regex.compile(
    r".*?[^\p{Nd}\s.,:/-][.,:;!?]?(?P<gap>[ \t]+)(?P<sign>[\[(]?(?P<value>\p{Nd}{1,4})[\])]?)[ \t]*$"
)


class _Line(NamedTuple):
    """A line of the text that has letters, and the number in its margin, if there is one (`value` 0 if not)."""

    start: int
    low: int
    high: int
    value: int = 0
    wide: bool = False
    word: str = ""


def margins(text: str, pages: Sequence[int], kind: str, confirms: Confirms) -> list[Found]:
    """The numbers in the left margin, or in the right one, if they count the lines; none if they do not.

    `pages` are the offsets at which pages begin. `confirms` says whether another witness has the words before one
    offset and after another side by side.
    """
    for left in (True, False):
        lines = [line for start, row in _rows(text) if (line := _line(text, start, row, left=left))]
        numbered = [order for order, line in enumerate(lines) if line.value]
        if numbered and _count_lines(lines, numbered, confirms):
            return _found(text, lines, numbered, pages, kind)
    return []


def _rows(text: str) -> list[tuple[int, str]]:
    rows, at = [], 0
    for row in text.splitlines(keepends=True):
        if any(char.isalpha() for char in row):
            rows.append((at, row.rstrip("\r\n")))
        at += len(row)
    return rows


def _line(text: str, start: int, row: str, *, left: bool) -> _Line:
    match = _LEFT.match(row) if left else _RIGHT.match(row)
    value = number(match["value"]) if match else None
    if not match or not value:
        return _Line(start, start, start)
    wide = "\t" in match["gap"] or len(match["gap"]) > 1
    span = (0, match.end()) if left else match.span("sign")
    low, high = start + span[0], start + span[1]
    if not left:
        low, high = snug(text, low, high)
    return _Line(start, low, high, value, wide, (row[span[1] :].split() or [""])[0] if left else row)


def _count_lines(lines: Sequence[_Line], numbered: Sequence[int], confirms: Confirms) -> bool:
    """Whether the numbers differ by the lines between them; fewer than three need more to be believed."""
    steps = [(b - a, lines[b].value - lines[a].value) for a, b in pairwise(numbered)]
    if _are_fifths([lines[k] for k in numbered], steps):
        return True
    coherent = sum(apart == more or more < 0 for apart, more in steps)
    if coherent < MOSTLY * len(steps) or sum(more < 0 for _, more in steps) * 2 > len(steps):
        return False
    first = lines[numbered[0]]
    confirmed = any(confirms(lines[k].low, lines[k].high) for k in numbered if k)
    every = any(apart == 1 for apart, _ in steps)
    same = len({lines[k].word for k in numbered}) == 1  # 1 January, 2 January
    if every and (first.value >= ANNALS or same) and not confirmed:
        return False
    if len(numbered) > 2:
        return True
    in_place = first.value == numbered[0] + 1
    if len(numbered) == 2:
        fifths = first.wide and not every and first.value == steps[0][1]
        return confirmed or fifths or (in_place and (first.wide or not every))
    return in_place and first.value > 2 and (first.wide or confirmed)


def _are_fifths(lines: Sequence[_Line], steps: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers that stand apart from the words are every fifth, or every tenth.

    Between two of them may be lines that do not count, as directions for the stage are; between most there are none.
    """
    more = steps[0][1] if steps else 0
    apart = all(line.wide and line.value % 5 == 0 for line in lines)
    exact = 2 * sum(between == more for between, _ in steps) >= len(steps)
    return apart and exact and more in {5, 10} and all(step == more <= between for between, step in steps)


def _found(text: str, lines: Sequence[_Line], numbered: Sequence[int], pages: Sequence[int], kind: str) -> list[Found]:
    """Each number, with a mark for its line and for those before it and after it that have none."""
    values = _values(lines, numbered)
    again = [k for before, k in pairwise(k for k in range(len(lines)) if values[k]) if values[k] <= values[before]]
    of_page = bool(again) and all(any(lines[k - 1].start < page <= lines[k].high for page in pages) for k in again)
    place = "line" if of_page else "locus"
    counted = [(line.start, own) for line, own in zip(lines, values, strict=True) if own]
    own_names = iter([str(own) for _, own in counted] if of_page else named(text, counted))
    names = [next(own_names) if own else "" for own in values]
    found = []
    bounds = [0, *numbered[1:], len(lines)]
    for own, (low, high) in zip(numbered, pairwise(bounds), strict=True):
        line = lines[own]
        marks = [(place, (at := _begins(lines[k])), at, names[k]) for k in range(low, high) if names[k]]
        sign = text[line.low : line.high]
        start = line.low + len(sign) - len(sign.lstrip())
        found.append(Found(kind, "places", start, start + len(sign.strip()), [Cut(line.low, line.high, kind)], marks))
    return found


def _begins(line: _Line) -> int:
    """Where the words of a line begin: after a number at its beginning."""
    return line.high if line.value and line.low == line.start else line.start


def _values(lines: Sequence[_Line], numbered: Sequence[int]) -> list[int]:
    """The number of every line: its own, else counted on from the last that has one, back from the first of a run.

    0 for a line that has none: a heading, where all others are numbered.
    """
    values = [line.value for line in lines]
    for after, before in zip(numbered, [-1, *numbered[:-1]], strict=True):
        begins = before < 0 or values[after] <= values[before]
        for order in range(after - 1, before, -1):
            if begins and values[order + 1] > 1:
                values[order] = values[order + 1] - 1
    if any(b - a == 1 for a, b in pairwise(numbered)):  # every line has a number that is to have one
        return values
    for before, after in pairwise([*numbered, len(lines)]):
        last = lines[after].value if after < len(lines) else 0
        for order in range(before + 1, after):
            own = values[order - 1] + 1 if values[order - 1] else 0
            values[order] = 0 if own == last else own
    return values
